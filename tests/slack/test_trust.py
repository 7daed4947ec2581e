"""Whatever is not from Slack does nothing; whatever is from Slack acts once."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from sqlalchemy import event, func, select

from storage.engine import open_engine
from storage.tables import facts, meta, outbox
from tests.cast import raw
from tests.slack.sender import FORM, JSON, PATH, Signed, signed
from tests.slack.stage import SlackStage, a_slack_stage
from tests.slack.test_story import NEW
from tests.slack.world import ANN, BOB, GUS, ON_HALDEN, ON_ORBIT, SHARED, World

MUTANTS = 60  # of each payload
TYPES = ("command", "mention", "direct", "press", "submission")
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
MALFORMED = ("", "0", "-1", "abc", "1e9", "١٢٣", "9" * 40, "v0=", "v1=" + "0" * 64, "é")


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[SlackStage]:
    engine = open_engine(sqlite_url)
    with a_slack_stage(engine, ON_HALDEN, ON_ORBIT, faster=1) as found:
        yield found


def request(stage: SlackStage, kind: str) -> Signed:
    """One good request of a kind, which would change something."""
    sender = stage.sender
    match kind:
        case "command":
            return sender.command(ON_HALDEN, ANN, NEW, SHARED)
        case "mention":
            return sender.mention(ON_ORBIT, BOB, 'action add "Sort"', SHARED)
        case "direct":
            return sender.direct(ON_HALDEN, ANN, 'action add "Sort"')
        case "press":
            stage.settle()
            said = stage.world.said(SHARED)[0]
            return sender.press(BOB, SHARED, said, "I lead for Orbit Devices")
    stage.plan(ANN, "action add")
    return sender.submit(ANN, stage.view(), title="Sort")


def state(stage: SlackStage) -> tuple[int, ...]:
    kept = (facts, outbox, meta.tables["person"], meta.tables["inbound"])
    with raw(stage.engine) as connection:
        asked = [select(func.count()).select_from(table) for table in kept]
        many = [int(connection.scalar(one) or 0) for one in asked]
    return (*many, len(stage.world.calls))


def mutants(good: Signed, chance: random.Random) -> Iterator[tuple[bytes, list[Any]]]:
    """One change each: in a header, or of one byte of the body."""
    body, headers = good.body.encode(), list(good.headers.items())
    for name in (STAMP, SIGNATURE):
        rest = [pair for pair in headers if pair[0] != name]
        said = good.headers[name]
        yield body, rest
        yield body, [*headers, (name, said)]
        for wrong in (*MALFORMED, said.upper() if name == SIGNATURE else said + "0"):
            yield body, [*rest, (name, wrong.encode())]
        at = chance.randrange(3, len(said))
        other = "1" if said[at] != "1" else "2"
        yield body, [*rest, (name, (said[:at] + other + said[at + 1 :]).encode())]
    for n in range(MUTANTS):
        at = chance.randrange(len(body))
        byte = bytes([chance.randrange(256)])
        changed = (body[:at] + body[at + 1 :], body[:at] + byte + body[at:])[n % 2]
        if changed != body:
            yield changed, headers


@pytest.mark.parametrize("kind", TYPES)
def test_one_change_anywhere_and_it_is_not_from_slack(stage: SlackStage, kind: str):
    if kind != "command":
        stage.plan(ANN, NEW)
    good = request(stage, kind)
    stage.settle()
    before, tried = state(stage), 0
    for body, headers in mutants(good, random.Random(kind)):  # noqa: S311 - an example
        answer = stage.client.post(PATH, content=body, headers=headers)
        assert answer.status_code == 401, (headers, body)
        assert answer.content == b""
        tried += 1
    assert tried >= MUTANTS
    assert state(stage) == before
    assert stage.send(good).status_code == 200, "and unchanged it is"
    assert state(stage) != before


def test_another_secret_or_an_old_signature_is_not_from_slack(stage: SlackStage):
    good = request(stage, "command")
    now = stage.clock.seconds()
    for forged in (
        signed(good.body, FORM, now, secret="f" * 32),
        signed(good.body, FORM, now - 301),
        signed(good.body, FORM, now + 301),
    ):
        assert stage.send(forged).status_code == 401


def test_headers_that_are_not_signed_change_nothing(stage: SlackStage):
    answer = stage.send(
        request(stage, "command"),
        **{
            "Content-Type": "application/json",
            "X-Slack-Bolt-Lazy-Only": "1",
            "X-Slack-Retry-Num": "x",
        },
    )
    assert answer.status_code == 200
    assert answer.json()["response_type"] == "ephemeral"


def test_what_is_signed_but_makes_no_sense_changes_nothing(stage: SlackStage):
    before = state(stage)
    for body in ("", "\x00", "[]", "payload", "payload=1", "{", '{"type": "x"}', "a=b"):
        answer = stage.send(signed(body, FORM, stage.clock.seconds()))
        assert answer.status_code in {400, 401, 404, 200}, body
    assert state(stage)[:4] == before[:4]


@pytest.mark.parametrize("kind", TYPES)
def test_a_replay_acts_once_also_after_a_restart(
    stage: SlackStage, sqlite_url: str, kind: str
):
    if kind != "command":
        stage.plan(ANN, NEW)
    good = request(stage, kind)
    first = stage.send(good)
    stage.settle()
    before = state(stage)[:4]
    for _ in range(2):
        again = stage.send(good)
        assert again.status_code == first.status_code == 200
        assert again.content == first.content
    stage.settle()
    assert state(stage)[:4] == before
    engine = open_engine(sqlite_url)
    world: World = stage.world
    with a_slack_stage(engine, faster=1, world=world) as restarted:
        restarted.clock.to(stage.clock.now())
        assert restarted.send(good).content == first.content
        assert state(restarted)[:4] == before


def test_one_text_told_by_both_installations_acts_once(stage: SlackStage):
    stage.plan(ANN, NEW)
    one = stage.sender.mention(ON_HALDEN, ANN, "objective add Fewer", SHARED)
    body = json.loads(one.body)
    body["event_id"], body["team_id"] = "EvOTHER", ON_ORBIT.team
    body["authorizations"][0] |= {"team_id": ON_ORBIT.team, "user_id": ON_ORBIT.bot}
    body["event"] |= {"team": ON_ORBIT.team, "user_team": ANN.team}
    other = signed(json.dumps(body), JSON, stage.clock.seconds())
    stage.good(one)
    stage.good(other)
    assert len(stage.rows(meta.tables["objective"])) == 1
    assert stage.heard_by(ANN).count("O-1 Fewer") == 1


@contextmanager
def read_only(stage: SlackStage) -> Iterator[None]:
    def told(raw: Any, *_: Any) -> None:
        raw.execute("PRAGMA query_only = 1")

    event.listen(stage.engine, "checkout", told)
    try:
        yield
    finally:
        event.remove(stage.engine, "checkout", told)
        stage.engine.dispose()


@pytest.mark.parametrize("kind", ["mention", "direct"])
def test_a_failure_asks_slack_for_the_same_again_and_nothing_is_half_done(
    stage: SlackStage, kind: str
):
    stage.plan(ANN, NEW)
    stage.settle()
    line = 'action add "Sort"'
    good = stage.sender.direct(ON_HALDEN, ANN, line)
    if kind == "mention":
        good = stage.sender.mention(ON_ORBIT, ANN, line, SHARED)
    before = state(stage)[:4]
    with read_only(stage):
        assert stage.send(good).status_code == 500
    assert state(stage)[:4] == before
    assert [stage.send(good).status_code for _ in range(2)] == [200, 200]
    titles = [row["title"] for row in stage.rows(meta.tables["action"])]
    assert titles == ["Sort"]


def test_a_message_and_a_mention_of_one_text_act_once(stage: SlackStage):
    """Told by both apps, and as two kinds of event each."""
    stage.plan(ANN, NEW)
    body = json.loads(stage.sender.direct(ON_HALDEN, ANN, "objective add Less").body)
    for kind in ("message", "app_mention"):
        for by in (ON_HALDEN, ON_ORBIT):
            body["event_id"] = f"Ev{kind}{by.team}"
            body["event"]["type"] = kind
            body["authorizations"][0] |= {"team_id": by.team, "user_id": by.bot}
            stage.good(signed(json.dumps(body), JSON, stage.clock.seconds()))
    assert len(stage.rows(meta.tables["objective"])) == 1


def test_our_own_bots_are_nobody(stage: SlackStage):
    before = state(stage)
    for by, other in ((ON_HALDEN, ON_ORBIT), (ON_ORBIT, ON_HALDEN)):
        stage.good(stage.sender.own(by, other, SHARED))
    assert state(stage) == before


def test_a_home_that_the_profile_does_not_know_is_nobodys(stage: SlackStage):
    stage.plan(ANN, NEW)
    good = request(stage, "press")
    payload = json.loads(parse_qs(good.body)["payload"][0])
    payload["user"]["team_id"] = ANN.team
    forged = urlencode({"payload": json.dumps(payload)})
    before = state(stage)[:4]
    stage.good(signed(forged, FORM, stage.clock.seconds()))
    assert state(stage)[:4] == before
    assert "did not tell me which organisation" in stage.beside()[-1]["text"]


def test_a_guest_is_kept_as_a_guest_of_the_host(stage: SlackStage):
    stage.plan(ANN, NEW)
    stage.press(GUS, "I lead for Orbit Devices")
    add = "member add <@U0GUS> as contributor for customer"
    stage.mention(ON_HALDEN, ANN, add)
    (guest,) = [p for p in stage.rows(meta.tables["person"]) if p["account"] == GUS.id]
    assert guest["guest"]
    assert guest["organisation"] == "slack:T0HALDEN"


def test_an_enterprise_is_one_organisation_however_it_is_told(stage: SlackStage):
    from dataclasses import replace

    bob = replace(BOB, enterprise="E0ORBIT")
    stage.world.users[BOB.id] = bob
    stage.plan(ANN, NEW)
    stage.press(bob, "I lead for Orbit Devices")
    stage.mention(ON_HALDEN, bob, "show")
    people = [p for p in stage.rows(meta.tables["person"]) if p["account"] == BOB.id]
    assert [p["organisation"] for p in people] == ["slack:E0ORBIT"]


def test_a_button_of_a_direct_message_works_for_one_person_alone(stage: SlackStage):
    stage.plan(ANN, NEW)
    stage.press(BOB, "I lead for Orbit Devices")
    stage.settle()
    (asked,) = [
        s for s in stage.world.heard_by(ANN) if "That's them" in str(s["blocks"])
    ]
    stage.good(stage.sender.press(BOB, SHARED, asked, "That's them"))
    assert "made for somebody else" in stage.heard_by(BOB)
    parties = {p["side"]: p["verified"] for p in stage.rows(meta.tables["party"])}
    assert not parties["supplier"]


def test_words_that_look_like_markup_stay_words(stage: SlackStage):
    stage.plan(ANN, NEW)
    text = "<!channel> <@U0BOB|x> <https://evil.example|bank> *b* &lt;x&gt; :tada:"
    stage.plan(ANN, f'action add "{text}"')
    stage.settle()
    card = next(s for s in stage.world.said(SHARED) if "A-1" in s["text"])
    assert "<" not in card["text"]
    assert card["mrkdwn"] is False
    kinds = {part["type"] for block in card["blocks"] for part in texts(block)}
    assert kinds == {"plain_text"}
    assert text.split(maxsplit=1)[0] in json.dumps(card["blocks"])


def test_private_words_typed_aloud_are_refused_and_the_room_hears_nothing(
    stage: SlackStage,
):
    stage.plan(ANN, NEW)
    stage.mention(ON_HALDEN, ANN, 'action add "Ask legal" private')
    assert "Everyone here has just read that" in stage.heard_by(ANN)
    assert "legal" not in stage.heard()
    assert not stage.rows(meta.tables["action"])


def texts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
