"""The demo: its seats and rooms, its past, its clock, its page."""

from datetime import date, datetime

import pytest

from adapters.web.moving import next_morning
from adapters.web.seed import FIRST_DAY, SCRIPTED, moment
from domain.action import Status
from domain.calendar import Calendar
from tests.adapters.seated import ANN, BOB, JOINT, OURS, THEIRS, TIM, Seated

NOW = "2026-11-24T09:30:00+00:00"


def test_seats_and_rooms_are_those_of_two_parties_and_a_stranger(demo: Seated):
    found = demo.client.get("/demo/seats").json()
    kinds = [room["kind"] for room in found["rooms"]]
    roles = {(seat["party"], seat["role"]) for seat in found["seats"]}
    assert found["plan"] == "RDD"
    assert kinds == ["joint", "customer", "supplier", "empty"]
    for party in ("customer", "supplier"):
        for role in ("lead", "contributor", "sponsor"):
            assert (party, role) in roles
    assert [s["mention"] for s in found["seats"] if s["party"] == "none"] == [TIM]
    assert len({seat["organisation"] for seat in found["seats"]}) == 3


def test_seeded_plan_is_in_force_with_actions_in_every_state(demo: Seated):
    plan = demo.get(ANN, "/api/v1/plans/RDD").json()
    actions = demo.get(ANN, "/api/v1/plans/RDD/actions").json()
    states = {action["status"] for action in actions}
    late = [a for a in actions if a["due"] < "2026-11-24" and a["status"] == "open"]
    assert plan["status"] == "in force"
    assert plan["signed"] == ["customer", "supplier"]
    assert states == {state.value for state in Status} - {"shared"}
    assert len(actions) >= 12
    assert late


def test_seeded_plan_holds_goals_dates_decisions_and_two_views(demo: Seated):
    def count(noun: str) -> int:
        return len(demo.get(ANN, f"/api/v1/plans/RDD/{noun}").json())

    views = {
        view["party"]: view["colour"]
        for view in demo.get(ANN, "/api/v1/plans/RDD").json()["views"]
    }
    assert (count("objectives"), count("milestones"), count("decisions")) == (3, 4, 3)
    assert views == {"customer": "amber", "supplier": "green"}


def test_seeded_plan_has_a_ladder_held_on_both_sides(demo: Seated):
    shown = demo.does(ANN, "RDD ladder show")["text"]
    for tier, ours, theirs in (
        ("operational", "Cat Okafor", "Dan Aarup"),
        ("tactical", "Sam Ellery", "Sue Whitfield"),
        ("strategic", "Vera Holm", "Max Orrell"),
    ):
        assert f"{tier}: Halden Medical: {ours}; Orbit Devices: {theirs}" in shown


def test_seeded_plan_has_a_checkpoint_held_and_one_to_come(demo: Seated):
    found = demo.get(ANN, "/api/v1/plans/RDD/checkpoints").json()
    states = {one["ref"]: one["status"] for one in found}
    assert states == {"CP-1": "agreed", "CP-2": "scheduled"}
    assert demo.get(ANN, "/api/v1/plans/RDD/series").json()[0]["ref"] == "CS-1"
    assert "Fri 27 Nov 2026" in demo.does(ANN, "CP-2")["text"]


def test_seeded_issues_climb_and_wait_and_are_private_on_each_side(demo: Seated):
    shown = demo.does(ANN, "I-1")["text"]
    assert "tactical (Sam Ellery and Sue Whitfield)" in shown
    assert "Goes to Vera Holm and Max Orrell" in shown
    assert "acknowledged" in demo.does(ANN, "I-2")["text"]
    for who, title in ((ANN, "Nobody covers"), (BOB, "leaves in January")):
        mine = demo.get(who, "/api/v1/plans/RDD/issues").json()
        assert [i["title"] for i in mine if title in i["title"]]
        assert len(mine) == 3
    assert "leaves in January" not in str(demo.get(ANN, "/api/v1/plans/RDD/issues"))


def test_seeded_change_waits_for_the_customer_and_an_action_comes_back(demo: Seated):
    asked = demo.does(ANN, "CR-1")["text"]
    assert "waits for Halden Medical" in asked
    assert "Fri 29 Jan 2027 → Fri 26 Feb 2027" in asked
    assert "weekly on mon" in demo.does(ANN, "A-14")["text"].casefold()


def test_private_words_of_the_seed_stand_only_in_their_own_room(demo: Seated):
    assert "service credits" in str(demo.heard_in(OURS))
    assert "service credits" not in str(demo.heard_in(JOINT))
    assert "spare parts contract" in str(demo.heard_in(THEIRS, BOB))
    assert "spare parts contract" not in str(demo.heard_in(JOINT, BOB))


def test_clock_stands_still_until_it_is_moved(demo: Seated):
    assert demo.client.get("/demo/clock").json()["now"] == NOW
    assert (
        demo.to(to="2026-11-24T11:00:00+00:00")
        .json()["now"]
        .startswith("2026-11-24T11")
    )
    assert demo.client.get("/demo/clock").json()["now"] == "2026-11-24T11:00:00+00:00"


def test_next_working_morning_brings_the_digests(demo: Seated):
    last = demo.heard_by(ANN)[-1]["id"]
    assert demo.to(next="working morning").json()["now"] == "2026-11-25T09:00:00+00:00"
    told = demo.heard_by(ANN, after=last)
    assert [message["at"] for message in told] == ["2026-11-25T09:00:00+00:00"]


def test_what_falls_due_on_the_way_happens_at_its_own_time(demo: Seated):
    demo.to(to="2026-12-04T12:00:00+00:00")
    days = [m["at"][:10] for m in demo.heard_by(ANN) if m["text"].startswith("Your")]
    assert "2026-11-25" in days
    assert days == sorted(set(days))
    closed = demo.card("A-5")
    assert "closed without objection" in closed["text"]


def test_what_quiet_hours_held_back_goes_out_when_they_end(demo: Seated):
    demo.to(to="2026-11-24T19:00:00+00:00")
    last = demo.last(JOINT)
    demo.does(ANN, 'new "Quieter wards" as customer with "Orbit Devices"', "new-plan")
    before = len(demo.heard_by(ANN))
    demo.does(BOB, "join", "new-plan")
    assert len(demo.heard_by(ANN)) == before
    demo.to(next="working morning")
    told = demo.heard_by(ANN)[before:]
    assert told[0]["at"] == "2026-11-25T08:00:00+00:00"
    assert demo.heard_in(JOINT, after=last) == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"to": "2026-11-25T09:00:00"},
        {"to": "soon"},
        {"next": "year"},
        {"to": "2026-11-25T09:00:00+00:00", "next": "working morning"},
        {"to": "2026-11-23T09:00:00+00:00"},
        {"to": "9999-11-25T09:00:00+00:00"},
    ],
)
def test_clock_refuses_in_a_sentence_and_stays(demo: Seated, asked: dict[str, str]):
    answer = demo.to(**asked)
    assert answer.status_code == 400
    assert answer.json()["text"]
    assert demo.client.get("/demo/clock").json()["now"] == NOW


@pytest.mark.parametrize("asked", [{}, {"to": None}])
def test_clock_says_which_words_it_needs(demo: Seated, asked: dict[str, str]):
    said = demo.to(**asked).json()["text"]
    assert '{"to": "2026-11-25T09:00:00+00:00"}' in said
    assert '{"next": "working morning"}' in said


def test_next_morning_skips_weekends_holidays_and_the_hour_itself():
    london = Calendar(zone="Europe/London", closed=frozenset({date(2026, 12, 25)}))

    def after(text: str) -> str:
        now = datetime.fromisoformat(text)
        return next_morning(now, london, "Europe/London").isoformat()

    assert after("2026-11-27T09:00:00+00:00") == "2026-11-30T09:00:00+00:00"
    assert after("2026-11-27T08:59:00+00:00") == "2026-11-27T09:00:00+00:00"
    assert after("2026-12-24T10:00:00+00:00") == "2026-12-28T09:00:00+00:00"
    assert after("2027-06-01T10:00:00+00:00") == "2027-06-02T08:00:00+00:00"


def test_script_of_the_seed_goes_forward():
    moments = [moment(step.text) for step in SCRIPTED if not step.who]
    assert moments == sorted(set(moments))
    assert moments[0] == FIRST_DAY
    assert moments[-1].isoformat() == NOW


def test_page_and_its_files_come_from_here_and_load_nothing_else(demo: Seated):
    page = demo.client.get("/")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert demo.client.get("/static/demo.js").status_code == 200
    assert demo.client.get("/static/../pages.py").status_code == 404


def test_file_is_tried_first_and_then_brought_in(demo: Seated):
    rows = b"Action,Owner,Due\nOil the wheels,Dan Aarup,4 Dec 2026\n"

    def send(dry_run: str, who: str = ANN):
        return demo.client.post(
            f"/demo/import?plan=RDD&dry_run={dry_run}",
            headers=demo.bearer(who),
            files={"file": ("log.csv", rows)},
        )

    def there() -> bool:
        return "Oil the wheels" in demo.get(ANN, "/api/v1/plans/RDD/actions").text

    tried, last = send("1").json(), demo.last(JOINT)
    assert tried["refused"] is False
    assert not there()
    assert send("0").json()["refused"] is False
    assert there()
    assert demo.heard_in(JOINT, after=last)
    assert send("0", TIM).json()["refused"] is True
    assert demo.client.post("/demo/import?plan=RDD").status_code == 401


def test_columns_of_a_file_are_shown_and_can_be_said(demo: Seated):
    def tried(**said: str):
        return demo.client.post(
            "/demo/import?plan=RDD&dry_run=1",
            headers=demo.bearer(ANN),
            files={"file": ("log.csv", b"Job,Wer\nOil the wheels,Dan\n")},
            data=said,
        )

    first = tried().json()
    assert first["refused"]
    assert "--map" not in first["text"]
    assert [column["field"] for column in first["columns"]] == ["skip", "skip"]
    assert ["action", "Action"] in first["fields"]
    then = tried(columns='{"Job": "action"}').json()
    assert not then["refused"]
    assert then["columns"][0] == {"name": "Job", "field": "action"}
    assert tried(columns="[]").status_code == 400


def test_import_without_a_file_is_400(demo: Seated):
    answer = demo.client.post("/demo/import?plan=RDD", headers=demo.bearer(ANN))
    assert answer.status_code == 400
    assert "file" in answer.json()["text"]


def test_events_need_a_good_token(demo: Seated):
    assert demo.client.get("/demo/events?token=nonsense").status_code == 401


def test_ready_and_live(demo: Seated):
    assert demo.client.get("/health/live").json() == {"status": "live"}
    assert demo.client.get("/health/ready").json() == {"status": "ready"}
