"""REST: lines in, messages and plans out, each through the token owner's window."""

from collections.abc import Iterator

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from adapters.main import demonstrated
from adapters.web import api
from adapters.web.openapi import DOCUMENT
from storage.engine import open_engine
from tests.adapters.seated import (
    ANN,
    BOB,
    CAT,
    DAN,
    EMPTY,
    EVE,
    JOINT,
    OURS,
    THEIRS,
    TIM,
    Seated,
)

ACTIONS = "/api/v1/plans/RDD/actions"
READS = ("/api/v1/me/messages", "/api/v1/plans", ACTIONS, "/api/v1/words?text=a")


@pytest.fixture
def demo(seeded_url: str) -> Iterator[Seated]:
    """The demo on each database in turn."""
    with TestClient(demonstrated(open_engine(seeded_url))) as client:
        yield Seated(client)


def test_line_is_answered_as_chat_would_answer_it(demo: Seated):
    answer = demo.does(CAT, "A-10 done counted, 40 are left")
    assert answer["refs"] == ["A-10"]
    assert answer["form"] is None
    assert "done, awaiting acceptance" in answer["text"]
    assert answer["card"]["title"].startswith("A-10 ")


def test_refused_line_is_200_with_a_sentence(demo: Seated):
    answer = demo.say(EVE, "A-3 done")
    assert answer["refused"] is True
    assert answer["text"].startswith("Only ")


def test_missing_words_open_a_form(demo: Seated):
    form = demo.say(ANN, "action add")["form"]
    assert form["line"] == "action add"
    title = form["fields"][0]
    assert set(title) >= {"name", "label", "kind", "word", "required", "options"}


@pytest.mark.parametrize("path", READS)
def test_nothing_is_read_without_a_good_token(demo: Seated, path: str):
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "x"}):
        assert demo.client.get(path, headers=headers).status_code == 401


def test_line_needs_a_good_token(demo: Seated):
    answer = demo.client.post("/api/v1/lines", json={"text": "mine"})
    assert answer.status_code == 401
    assert "Bearer" in answer.json()["text"]


def test_room_of_the_other_party_is_answered_as_one_that_is_not_there(demo: Seated):
    for room in (THEIRS, "no-such-room"):
        read = demo.get(ANN, f"/api/v1/rooms/{room}/messages")
        said = demo.post(ANN, "status", room)
        assert (read.status_code, said.status_code) == (404, 404)
        assert read.content == said.content
    missing = demo.get(ANN, "/api/v1/rooms/no-such-room/messages").content
    assert demo.get(ANN, f"/api/v1/rooms/{THEIRS}/messages").content == missing


def test_stranger_reads_no_room_of_a_plan_and_no_plan(demo: Seated):
    missing = demo.get(TIM, "/api/v1/plans/ZZZ").content
    for path in ("rooms/halden-orbit/messages", "plans/RDD", "plans/RDD/actions"):
        answer = demo.get(TIM, f"/api/v1/{path}")
        assert answer.status_code == 404
        assert answer.content == missing
    assert demo.get(TIM, "/api/v1/plans").json() == []


def test_removed_member_reads_nothing_any_more(demo: Seated):
    assert demo.get(CAT, f"/api/v1/rooms/{JOINT}/messages").status_code == 200
    demo.does(ANN, "member remove @cat")
    for path in (f"rooms/{JOINT}/messages", f"rooms/{OURS}/messages", "plans/RDD"):
        assert demo.get(CAT, f"/api/v1/{path}").status_code == 404


def test_private_items_are_listed_for_their_own_party_only(demo: Seated):
    ours = {(i["ref"], i["title"]) for i in demo.get(ANN, ACTIONS).json()}
    theirs = {(i["ref"], i["title"]) for i in demo.get(BOB, ACTIONS).json()}
    joint = {item for item in ours if not item[0].startswith("~")}
    assert joint == ours & theirs
    assert len(ours - joint) == len(theirs - joint) == 1


def test_items_are_paged_by_reference(demo: Seated):
    whole = demo.get(ANN, ACTIONS).json()
    first = demo.get(ANN, f"{ACTIONS}?limit=5").json()
    rest = demo.get(ANN, f"{ACTIONS}?after={first[-1]['ref']}").json()
    assert first + rest == whole
    assert set(whole[0]) >= {"ref", "title", "status", "owner", "due", "audience"}


def test_paging_after_a_hidden_item_is_as_after_a_missing_one(demo: Seated):
    demo.does(DAN, 'action add "Ours alone" private', THEIRS)
    hidden = demo.get(ANN, f"{ACTIONS}?after=~A-2")
    assert hidden.status_code == 404
    assert hidden.content == demo.get(ANN, f"{ACTIONS}?after=~A-99").content


def test_repeat_of_a_line_gets_the_first_answer_and_does_nothing(demo: Seated):
    first = demo.say(ANN, 'action add "Count the pumps"', id="one")
    again = demo.say(ANN, 'action add "Count the pumps"', id="one")
    assert first == again
    titles = [item["title"] for item in demo.get(ANN, ACTIONS).json()]
    assert titles.count("Count the pumps") == 1


def test_repeat_of_a_refused_line_is_refused_even_if_it_could_run_now(demo: Seated):
    assert demo.say(CAT, "A-10 accept", id="two")["refused"]
    demo.does(CAT, "A-10 done")
    assert demo.say(CAT, "A-10 accept", id="two")["refused"]
    assert demo.say(BOB, "A-10 accept", id="two")["refused"] is False


def test_heard_words_stand_in_the_room_once_however_often_they_come(demo: Seated):
    last = demo.last(JOINT)
    for _ in range(2):
        demo.say(DAN, "@Jointly A-3 70%", id="three")
    said = [m for m in demo.heard_in(JOINT, after=last) if m["by"]]
    assert [m["text"] for m in said] == ["@Jointly A-3 70%"]
    assert said[0]["by"] == {"name": "Dan Aarup", "party": "supplier"}


def test_line_that_does_not_call_jointly_is_seen_by_its_speaker_alone(demo: Seated):
    last = demo.last(JOINT)
    demo.does(ANN, "late")
    demo.does(ANN, "/plan late")
    assert [m for m in demo.heard_in(JOINT, after=last) if m["by"]] == []


@pytest.mark.parametrize(
    "words",
    ['action add "Drop the price" private', "~A-1 done", 'A-3 note "us only" privat'],
)
def test_private_words_said_to_all_are_refused_and_never_stored(
    demo: Seated, words: str
):
    last = demo.last(JOINT)
    assert demo.say(ANN, f"@Jointly {words}")["refused"]
    assert demo.heard_in(JOINT, BOB, after=last) == []


def test_private_words_are_taken_in_the_own_room(demo: Seated):
    last = demo.last(OURS)
    demo.does(ANN, '@Jointly action add "Drop the price" private', OURS)
    assert any(m["by"] for m in demo.heard_in(OURS, after=last))
    assert "Drop the price" not in str(demo.heard_in(JOINT, BOB))


def test_card_changes_in_place_and_is_told_again_after_what_was_read(demo: Seated):
    before, last = demo.card("A-3"), demo.last(JOINT)
    demo.does(DAN, "A-3 80%")
    news = {m["id"]: m for m in demo.heard_in(JOINT, after=last)}
    assert news[before["id"]]["revision"] > before["revision"]
    assert "80%" in news[before["id"]]["text"]
    line = next(m for m in news.values() if m["thread"])
    assert line["ref"] == "A-3"
    assert demo.heard_in(JOINT, after=demo.last(JOINT)) == []


def test_direct_messages_are_each_persons_own(demo: Seated):
    assert demo.heard_by(ANN)[0]["text"] != demo.heard_by(DAN)[0]["text"]
    assert demo.heard_by(TIM) == []


def test_mentions_and_addresses_name_people(demo: Seated):
    for who in ("@dan", "dan@orbit.example"):
        answer = demo.does(BOB, f'action add "Look at the mains filter" owner {who}')
        assert "Dan Aarup" in answer["text"]


def test_nobody_can_name_people_they_cannot_see(demo: Seated):
    assert demo.say(TIM, "confirm @dan", None)["refused"]
    known = demo.say(ANN, 'action add "X" owner @tim')["text"]
    unknown = demo.say(ANN, 'action add "X" owner @nobody')["text"]
    assert known.replace("@tim", "@nobody") == unknown


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"text": 5.5}',
        b'{"words": "mine"}',
        b'{"text": "\\ud800"}',
        b'{"text": "mine", "room": 7}',
        b"\xff\xfe",
    ],
)
def test_malformed_body_is_400_with_one_sentence(demo: Seated, body: bytes):
    answer = demo.client.post("/api/v1/lines", headers=demo.bearer(ANN), content=body)
    assert answer.status_code == 400
    assert list(answer.json()) == ["text"]


def test_body_too_long_is_413(demo: Seated):
    body = b'{"text": "' + b"x" * 300_000 + b'"}'
    answer = demo.client.post("/api/v1/lines", headers=demo.bearer(ANN), content=body)
    assert answer.status_code == 413


@pytest.mark.parametrize("query", ["after=x", "after=-1", "after=9999999999999999"])
def test_unreadable_after_is_400(demo: Seated, query: str):
    assert demo.get(ANN, f"/api/v1/me/messages?{query}").status_code == 400


def test_bug_is_known_by_a_number_and_shows_nothing(demo: Seated, monkeypatch, capsys):
    def broken(*_: object) -> None:
        raise RuntimeError("the words of somebody")

    monkeypatch.setattr(api.plans, "my_plans", broken)
    answer = demo.get(ANN, "/api/v1/plans")
    number = answer.json()["text"].rpartition(" ")[2].rstrip(".")
    logged = "".join(capsys.readouterr())
    assert answer.status_code == 500
    assert logged.count(number) == 1
    assert "the words of somebody" not in logged + answer.text


def test_answers_are_kept_by_nobody(demo: Seated):
    headers = demo.get(ANN, ACTIONS).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "etag" not in headers


def test_openapi_tells_every_route_and_no_other(demo: Seated):
    served = {
        (route.path, method.lower())
        for route in api.ROUTES
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    told = {(path, m) for path, by in DOCUMENT["paths"].items() for m in by}
    assert told == served
    assert demo.client.get("/api/v1/openapi.json").json() == DOCUMENT


def test_openapi_names_what_a_message_and_an_answer_hold(demo: Seated):
    shapes = DOCUMENT["components"]["schemas"]
    message, answer = demo.heard_in(JOINT)[0], demo.say(ANN, "action add")
    assert set(shapes["Message"]["properties"]) == set(message)
    assert set(shapes["Answer"]["properties"]) == set(answer)
    assert set(shapes["Form"]["properties"]) == set(answer["form"])
    item = demo.get(ANN, ACTIONS).json()[0]
    assert set(shapes["Item"]["properties"]) == set(item)


def test_export_is_a_file_of_what_its_owner_may_read(demo: Seated):
    path = f"/api/v1/plans/RDD/export?token={demo.tokens[BOB]}"
    last = demo.last(JOINT)
    answer = demo.client.get(path)
    assert "attachment" in answer.headers["content-disposition"]
    assert "which service credits" not in answer.text
    assert "Price a spare parts contract" in answer.text
    assert any("Fingerprint" in m["text"] for m in demo.heard_in(JOINT, after=last))
    assert demo.client.get("/api/v1/plans/RDD/export").status_code == 401
    assert demo.get(TIM, "/api/v1/plans/RDD/export").status_code == 404


def test_words_complete_commands_references_and_people(demo: Seated):
    def found(who: str, text: str) -> list[str]:
        answer = demo.get(who, f"/api/v1/words?room={JOINT}&text={text}")
        return [one["line"] for one in answer.json()["completions"]]

    assert "action add" in found(ANN, "action a")
    assert "A-3 done" in found(ANN, "A-3 do")
    assert "~A-1" in found(ANN, "~a")
    assert "action add x owner @dan" in found(ANN, "action add x owner @d")
    assert found(TIM, "A-") == []


def test_draft_is_read_by_whoever_is_in_the_room_until_both_parties_stand(
    demo: Seated,
):
    demo.does(ANN, 'new "Quieter wards" as customer with "Orbit Devices"', EMPTY)
    assert demo.heard_in(EMPTY, TIM)
    demo.does(BOB, "join", EMPTY)
    demo.does(ANN, "confirm @bob", EMPTY)
    assert demo.get(TIM, f"/api/v1/rooms/{EMPTY}/messages").status_code == 404
    assert demo.heard_in(EMPTY, BOB)


def test_what_was_declined_is_listed_as_declined(demo: Seated):
    demo.does(ANN, 'objective add "Fewer visits"')
    ref = demo.get(ANN, "/api/v1/plans/RDD/objectives").json()[-1]["ref"]
    demo.does(BOB, f"decline {ref} too soon")
    assert demo.get(ANN, "/api/v1/plans/RDD/objectives").json()[-1]["status"] == (
        "declined"
    )
