"""A list from somewhere else becomes actions: whole rows, once, and words are kept."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.importing import Asked, Batch, Refused, Row, bring, read_row
from bot.request import Request
from domain.errors import DomainError
from storage import tables
from storage.engine import open_engine
from tests.cast import ANN, BOB, CAT, OLA, ROOM, TIM, Stage, drafted, memory, signed

NEXT_MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def stage():
    made = signed(Stage(memory()))
    yield made
    made.close()


def rows(*said, **more):
    """Rows of a sheet, each a title or the cells of one."""
    cells = [{"title": row} if isinstance(row, str) else row for row in said]
    return tuple(Row(number=n, **(more | cell)) for n, cell in enumerate(cells, 2))


def batch(*said, refused=(), **more):
    return Batch(rows(*said, **more), refused)


def brought(stage, *said, refused=(), who="", dry_run=False, plan="", **more):
    asked = Asked(plan=plan or stage.row("plan")["key"], as_member=who, dry_run=dry_run)
    return bring(
        stage.bot.store,
        stage.bot.closed,
        batch(*said, refused=refused, **more),
        asked,
        now=stage.now,
    )


def one(stage, **cells):
    """The action that one row became, as it is stored."""
    brought(stage, {"title": "Fit filters", **cells})
    return stage.row("action", title="Fit filters")


def everything(stage):
    """Every row of every table, the record and the queue included."""
    with stage.raw() as connection:
        return {
            name: list(map(dict, connection.execute(table.select()).mappings()))
            for name, table in tables.meta.tables.items()
        }


def test_every_row_ends_as_an_action_or_with_its_reason(stage):
    report = brought(
        stage, "Fit filters", "Fit filters", "Train", refused=(Refused(9, "why"),)
    )
    assert report.lines[-1] == (
        "4 rows: 2 actions, 2 need an owner, 2 need a date, 1 already there, 1 refused"
    )
    assert "• row 3: the same as row 2" in report.lines
    assert "• row 9: why" in report.lines


def test_a_second_time_adds_nothing(stage):
    brought(stage, "Fit filters", "Train the ward")
    before = everything(stage)
    report = brought(stage, "Fit filters", "Train the ward")
    after = everything(stage)
    assert report.lines[-1].startswith("2 rows: 0 actions")
    assert "2 already there" in report.lines[-1]
    assert after["action"] == before["action"]
    assert after["fact"] == before["fact"]
    assert after["outbox"] == before["outbox"]


@pytest.mark.parametrize("cell", ["id", "owner", "raised"])
def test_labels_that_restart_do_not_meet(stage, cell):
    row = {"title": "Fit filters", "id": "1", "owner": "Bo", "raised": "2026-10-05"}
    report = brought(stage, row, row | {cell: "2026-10-06"})
    assert report.lines[-1].startswith("2 rows: 2 actions")


def test_a_dry_run_says_the_same_and_changes_nothing(stage):
    before = everything(stage)
    dry = brought(stage, "Fit filters", "Fit filters", dry_run=True)
    assert everything(stage) == before
    done = brought(stage, "Fit filters", "Fit filters")
    assert dry.lines == ("A dry run: nothing was changed.", *done.lines)


@pytest.mark.parametrize(
    "words", ["Bob", "bOB", " Bob ", "bob@orbit.example", "BOB@orbit.example", "@bob"]
)
def test_an_owner_is_met_by_name_mail_or_account(stage, words):
    action = one(stage, owner=words)
    assert action["owner"] == stage.person(BOB)
    assert action["owner_side"] == "supplier"
    assert action["owner_words"] == ""


@pytest.mark.parametrize(
    "words",
    ["", "Ann and Bob", "Ann, Bob", "Service team", "TK", "Tim", "Zed", "Bo", "bob@"],
)
def test_who_is_nobody_several_or_a_team_keeps_the_words(stage, words):
    action = one(stage, owner=words)
    assert action["owner"] is None
    assert action["owner_words"] == words


def test_two_of_one_name_are_nobody(stage):
    namesake = replace(CAT, account="cat2", mail="cat2@halden.example")
    people = {"@cat2": namesake}
    request = Request(
        text="member add @cat2 as contributor", by=ANN, place=ROOM, people=people
    )
    assert not stage.bot.handle(request, now=stage.now).refused
    assert one(stage, owner="Cat")["owner"] is None
    assert stage.row("action", title="Fit filters")["owner_words"] == "Cat"


def test_who_left_owns_nothing(stage):
    stage.does(BOB, "member remove @dan")
    assert one(stage, owner="Dan")["owner"] is None


@pytest.mark.parametrize(
    "words",
    [
        "as soon as possible",
        "June",
        "Monthly ongoing",
        "next Transparency Board - 2 March",
        "SeptemberMet Office",
        "31 Feb",
        "40980",
    ],
)
def test_what_is_no_day_keeps_its_words(stage, words):
    action = one(stage, due=words, raised="2011-10-04")
    assert action["due"] is None
    assert action["due_words"] == words


@pytest.mark.parametrize(
    ("due", "raised", "day"),
    [
        ("End of March", "2012-01-24", "2012-03-31"),
        ("10 Dec", "2011-10-04", "2011-12-10"),
        ("in 2 weeks", "2011-10-04", "2011-10-18"),
        ("2012-03-13T00:00:00", "", "2012-03-13"),
        ("13/03/2012 00:00", "", "2012-03-13"),
        ("20 Nov", "", "2026-11-20"),
        ("30 Nov.", "", "2026-11-30"),
        ("10 Dec", "no meeting", "2026-12-10"),
        ("10 Jan", "", "2027-01-10"),
    ],
)
def test_a_day_is_counted_from_its_meeting_or_is_the_nearest(stage, due, raised, day):
    action = one(stage, due=due, raised=raised)
    assert action["due"] == date.fromisoformat(day)
    assert action["due_words"] == ""


def test_working_days_are_the_owners():
    stage = drafted(Stage(memory()))
    stage.does(BOB, "calendar supplier closed 2026-11-24..2026-11-25")
    action = one(stage, owner="Bob", due="1 working day", raised="2026-11-23")
    stage.close()
    assert action["due"] == date(2026, 11, 26)


def test_a_past_day_is_kept_and_marked(stage):
    action = one(stage, due="2012-03-31", owner="Bob")
    ref = f"A-{action['number']}"
    marked = "Sat 31 Mar 2012 (past when it was imported)"
    assert marked in stage.say(BOB, ref)
    assert "past when it was imported" in stage.say(BOB, "list actions")
    assert "Dates already past: 1, kept and marked" in stage.heard_in(ROOM)[-1]


def test_a_date_that_was_ahead_is_not_marked_later(stage):
    ref = f"A-{one(stage, due='2026-11-27', owner='Bob')['number']}"
    stage.at(datetime(2026, 12, 10, 10, tzinfo=UTC))
    assert "past when" not in stage.say(BOB, ref)


def test_a_new_date_takes_the_mark_away(stage):
    ref = f"A-{one(stage, due='2012-03-31', owner='Bob')['number']}"
    stage.does(BOB, f"{ref} due 2026-12-04")
    assert "past when" not in stage.say(BOB, ref)


def test_one_card_for_the_room_and_none_for_a_row(stage):
    before = len(stage.posts(ROOM.id))
    brought(stage, *(f"Job {n}" for n in range(205)))
    (card,) = stage.posts(ROOM.id)[before:]
    key = stage.row("plan")["key"]
    assert "205 actions" in card.title
    assert [button.line for button in card.buttons] == [
        f"{key} list actions unowned",
        f"{key} list actions undated",
    ]


def test_the_leads_and_nobody_else_read_in_their_digest_what_needs_them(stage):
    stage.later(minutes=1)
    brought(stage, "Fit filters", {"title": "Train", "due": "soon", "owner": "all"})
    before = {who.name: stage.heard_by(who) for who in (ANN, BOB, CAT, OLA)}
    stage.at(NEXT_MORNING)
    for lead in (ANN, BOB):
        (told,) = stage.heard_by(lead)[len(before[lead.name]) :]
        assert "RDD 2 actions need an owner" in told
        assert "RDD 2 actions need a date" in told
    for other in (CAT, OLA):
        assert stage.heard_by(other) == before[other.name]


def test_an_import_sends_nobody_a_message_of_its_own(stage):
    before = {who.name: stage.heard_by(who) for who in (ANN, BOB)}
    for title in ("Fit filters", "Train", "Ship"):
        brought(stage, title)
    assert {who.name: stage.heard_by(who) for who in (ANN, BOB)} == before


def test_what_an_import_lacks_causes_one_digest_and_no_second(stage):
    stage.later(minutes=1)
    brought(stage, "Fit filters")
    stage.at(NEXT_MORNING)
    told = stage.heard_by(BOB)
    stage.at(NEXT_MORNING + timedelta(days=1))
    assert stage.heard_by(BOB) == told


def test_where_nothing_is_missing_the_leads_are_left_alone(stage):
    before = len(stage.heard_by(BOB))
    brought(stage, {"title": "Fit filters", "owner": "Bob", "due": "30 June 2027"})
    stage.at(NEXT_MORNING)
    assert len(stage.heard_by(BOB)) == before


@pytest.mark.parametrize("words", ["~A-1 secret", "as in our A-1", "see ~R-2"])
@pytest.mark.parametrize("column", ["title", "owner", "due", "id"])
def test_a_row_that_names_a_private_item_is_refused(words, column):
    read = read_row(2, {"title": "Fit filters", column: words})
    assert isinstance(read, Refused)
    assert "which is private to a party" in read.why


def test_what_came_in_stands_in_the_record(stage):
    before = len(stage.facts())
    brought(stage, {"title": "Fit filters", "source": "https://x.example/minutes"})
    assert stage.facts()[before:] == ["ActionImported", "Linked"]


def test_a_long_title_is_cut_at_a_word_and_kept_in_full(stage):
    said = " ".join(["device"] * 60)
    brought(stage, said)
    action = stage.row("action")
    assert action["title"] == f"{' '.join(['device'] * 42)}…"
    assert len(action["title"]) <= 300
    note = stage.row("note", ref=f"A-{action['number']}")
    assert (note["text"], note["audience"]) == (said, "joint")


def test_a_long_title_without_spaces_is_cut_too(stage):
    brought(stage, "x" * 400)
    assert stage.row("action")["title"] == f"{'x' * 299}…"


def test_a_source_is_evidence_only_where_it_is_a_web_address(stage):
    brought(
        stage,
        {"title": "One", "source": "https://minutes.example/1"},
        {"title": "Two", "source": "javascript:alert(1)"},
        {"title": "Three", "source": "http://["},
    )
    assert notes_of(stage) == [
        ("", "https://minutes.example/1"),
        ("Source: javascript:alert(1)", ""),
        ("Source: http://[", ""),
    ]


def test_what_is_over_in_the_list_is_refused():
    found = read_row(4, {"title": "Fit filters", "status": "Closed"})
    assert found == Refused(
        4, "its status is “Closed”: only what is still open comes in"
    )


@pytest.mark.parametrize(
    ("status", "stored"),
    [("Open", "open"), ("In progress", "in progress"), ("BLOCKED", "blocked")],
)
def test_a_known_status_is_taken_over(stage, status, stored):
    assert one(stage, status=status)["status"] == stored


def test_an_unknown_status_is_noted(stage):
    action = one(stage, status="Amber")
    assert action["status"] == "open"
    note = stage.row("note", ref=f"A-{action['number']}")
    assert note["text"] == "Status in the list: Amber"


@pytest.mark.parametrize("title", ["", "   ", "-", "\u202e", "\0"])
def test_a_row_that_says_nothing_is_refused(title):
    found = read_row(7, {"title": title})
    assert found == Refused(7, "its action is empty: nothing says what to do")


@pytest.mark.parametrize("cell", ["title", "owner", "due", "raised", "source", "id"])
def test_a_cell_without_end_is_refused_with_its_row(cell):
    found = read_row(7, {"title": "Fit filters", cell: "x" * 1_000_000})
    assert isinstance(found, Refused)
    assert "is 1,000,000 characters long and I keep at most" in found.why


def test_hidden_characters_do_not_come_in(stage):
    action = one(stage, owner="Ser\u202evice\0 te\u2066am")
    assert action["owner_words"] == "Service team"


@pytest.mark.parametrize("who", ["Cat", "@cat", "cat@halden.example"])
def test_a_contributor_may_bring_a_list_in(stage, who):
    brought(stage, "Fit filters", who=who)
    action = stage.row("action", title="Fit filters")
    assert action["created_by"] == stage.person(CAT)


@pytest.mark.parametrize("who", ["Ola", "Eve", "Sam"])
def test_who_may_not_work_on_actions_may_not_import_them(stage, who):
    with pytest.raises(DomainError, match="Only a lead or a contributor can do that"):
        brought(stage, "Fit filters", who=who)


@pytest.mark.parametrize(
    ("plan", "who"), [("", "Tim"), ("NOPE", "Tim"), ("", "Nobody"), ("NOPE", "Nobody")]
)
def test_a_plan_one_is_not_in_is_no_plan(stage, plan, who):
    stage.ask(TIM, "show")
    key = plan or stage.row("plan")["key"]
    with pytest.raises(DomainError) as refused:
        brought(stage, "Fit filters", who=who, plan=key)
    works = f"There is no plan {key} here that “{who}” works in"
    assert str(refused.value) == f"{works}: check the key and the name."


def test_an_id_is_never_read_out(stage):
    stage.ask(TIM, "show")
    with pytest.raises(DomainError, match="that “Tim” works in"):
        brought(stage, "Fit filters", who=stage.person(TIM))


def test_two_at_once_add_each_row_once(database_url):
    stage = signed(Stage(open_engine(database_url)))
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: brought(stage, "One", "Two"), range(4)))
    counts = sorted(report.lines[-1] for report in said)
    assert [line[:17] for line in counts] == ["2 rows: 0 actions"] * 3 + [
        "2 rows: 2 actions"
    ]
    stage.close()


def test_an_unknown_plan_is_refused(stage):
    with pytest.raises(DomainError, match="There is no plan NOPE here"):
        brought(stage, "Fit filters", plan="nope")


def test_a_closed_plan_takes_nothing_in(stage):
    stage.does(ANN, 'close "done"')
    stage.does(BOB, stage.ask(BOB, "sign").message.buttons[0].line)
    before = everything(stage)
    with pytest.raises(DomainError, match="This plan is closed"):
        brought(stage, "Fit filters")
    assert everything(stage) == before


def test_without_the_starter_somebody_must_be_named(stage):
    stage.does(ANN, "member add @cat as lead")
    stage.does(CAT, "member remove @ann")
    with pytest.raises(DomainError, match="is no longer in it"):
        brought(stage, "Fit filters")
    brought(stage, "Fit filters", who="@cat")


def test_a_signature_on_the_plan_survives_an_import(stage):
    before = stage.row("plan")
    brought(stage, "Fit filters")
    assert stage.row("plan") == before


def notes_of(stage):
    return [(note["text"], note["url"]) for note in everything(stage)["note"]]
