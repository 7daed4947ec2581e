"""Lists: mine, late, waiting and any noun, at most fifteen lines a page."""

from datetime import UTC, datetime

import pytest

from bot.features import all_commands
from bot.grammar import read
from bot.words.list_kinds import NOUNS
from tests.bot.registry import READING
from tests.cast import ANN, BOB, CAT, DAN, EVE, OURS, SAM, Stage, a_stage, memory

COMMANDS = all_commands()
ELSEWHERE = "What is private to your party I show in a direct message."


def lines(said: str) -> list[str]:
    return [line.removeprefix("• ") for line in said.splitlines() if line[:1] == "•"]


def refs(said: str) -> list[str]:
    return [line.split()[0] for line in lines(said)]


def later(stage: Stage, day: int) -> None:
    stage.now = datetime(2026, 12, day, 10, tzinfo=UTC)


def test_nothing_to_do_says_what_to_do_next(stage: Stage) -> None:
    assert "`action add" in stage.say(DAN, "mine")
    assert "`waiting`" in stage.say(DAN, "late")
    assert "`mine`" in stage.say(DAN, "waiting")
    assert "Begin one, such as: `action add" in stage.say(DAN, "list actions")
    assert "`list actions` shows them all" in stage.say(DAN, "list actions late")


def test_late_is_worst_first_in_working_days_of_the_owners_party(stage: Stage) -> None:
    stage.does(ANN, "action add One owner @bob due 2026-11-27")
    stage.does(ANN, "action add Two owner @ann due 2026-11-24")
    later(stage, 1)  # a Tuesday
    assert lines(stage.say(BOB, "late", None)) == [
        "A-2 Two: Ann, 5 working days late, was due Tue 24 Nov 2026",
        "A-1 One: Bob, 2 working days late, was due Fri 27 Nov 2026",
    ]


def test_lateness_counts_on_the_owners_calendar(draft: Stage) -> None:
    draft.does(BOB, "calendar supplier days mon-sat")
    draft.does(ANN, "action add One owner @bob due 2026-11-27")
    draft.does(ANN, "action add Two owner @ann due 2026-11-27")
    later(draft, 1)
    said = draft.say(ANN, "late", None)
    assert "A-1 One: Bob, 3 working days late" in said
    assert "A-2 Two: Ann, 2 working days late" in said


@pytest.mark.parametrize(("hour", "late"), [(16, []), (17, ["A-1"])])
def test_a_due_day_ends_when_the_owners_party_closes(
    stage: Stage, hour: int, late: list[str]
) -> None:
    stage.does(ANN, "action add One due 2026-11-27")
    stage.now = datetime(2026, 11, 27, hour, tzinfo=UTC)
    assert refs(stage.say(ANN, "late")) == late


def test_what_is_done_or_not_due_is_not_late(stage: Stage) -> None:
    stage.does(BOB, "action add One due 2026-11-24")
    stage.does(BOB, "action add Two")
    stage.does(BOB, "A-1 done")
    later(stage, 7)
    assert refs(stage.say(BOB, "late")) == []


def test_a_late_milestone_is_late_too(stage: Stage) -> None:
    stage.now = datetime(2027, 4, 2, 10, tzinfo=UTC)
    assert refs(stage.say(BOB, "late")) == ["M-1"]


def test_mine_shows_what_waits_for_me_and_what_is_mine(stage: Stage) -> None:
    stage.does(BOB, "action add One owner @bob accept by @cat")
    stage.does(BOB, "action add Two owner @bob")
    stage.does(BOB, "A-1 A-2 done")
    stage.does(CAT, "action add Three")
    assert refs(stage.say(CAT, "mine", None)) == ["A-1", "A-3"]
    assert refs(stage.say(ANN, "mine", None)) == ["A-1", "A-2"]


def test_mine_ends_with_what_waits_for_the_other_party(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    stage.does(BOB, "action add Two")
    stage.does(BOB, "A-1 done")
    said = stage.say(BOB, "mine", None)
    assert said.index("A-2 Two") < said.index("Done, waits for acceptance")
    assert said.index("Done, waits for acceptance") < said.index("A-1 One")


def test_waiting_shows_both_directions(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    stage.does(BOB, "A-1 done")
    stage.does(ANN, "decision add We rent")
    said = stage.say(ANN, "waiting", None)
    ours, _, theirs = said.partition("You wait for Orbit Devices")
    assert "Waits for your word\n• A-1 One: to accept, since Mon 23 Nov 2026" in ours
    assert "D-1 We rent: to agree" in theirs
    assert "Waits for Halden Medical\n• A-1" in stage.say(CAT, "waiting", None)


def test_waiting_offers_the_word_only_to_whoever_may_give_it(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    stage.does(BOB, "A-1 done")
    for who, may in ((ANN, True), (CAT, False), (SAM, False), (BOB, False)):
        entry = stage.ask(who, "waiting", None).message.sections[0].entries[0]
        assert bool(entry.buttons) is may, who.name
    line = stage.ask(ANN, "waiting").message.sections[0].entries[0].buttons[0].line
    assert "Status: accepted" in stage.does(ANN, line)


def test_the_signature_that_is_wanted_waits_for_a_lead(draft: Stage) -> None:
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)
    assert "RDD waits for your signature" in draft.say(BOB, "waiting")
    assert "signature" not in draft.say(DAN, "waiting")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("list actions", ["A-1", "A-2", "A-3", "A-4"]),
        ("list action open", ["A-1", "A-2", "A-3"]),
        ("list actions late", ["A-1"]),
        ("list actions mine", ["A-2", "A-4"]),
        ("list actions mine open", ["A-2"]),
        ("list actions done", ["A-3"]),
        ("list actions waiting", ["A-3"]),
        ("list actions blocked", ["A-1"]),
        ("list actions undated", ["A-2", "A-3"]),
        ("list actions unowned", []),
        ("list actions cancelled", ["A-4"]),
        ("list actions closed", ["A-4"]),
        ("list actions @bob", ["A-1", "A-3"]),
        ("list actions @bob undated", ["A-3"]),
        ("list actions ours", ["A-2", "A-4"]),
        ("list actions theirs", ["A-1", "A-3"]),
        ("list milestones", ["M-1"]),
        ("list objectives agreed", ["O-1"]),
        ("list decisions", []),
    ],
)
def test_filters(stage: Stage, asked: str, found: list[str]) -> None:
    stage.does(BOB, "action add One due 2026-11-24")
    stage.does(BOB, "A-1 block no access")
    stage.does(ANN, "action add Two")
    stage.does(BOB, "action add Three")
    stage.does(BOB, "A-3 done")
    stage.does(ANN, "action add Four due 2026-11-30")
    stage.does(ANN, "A-4 cancel no")
    later(stage, 1)
    assert refs(stage.say(ANN, asked, None)) == found


def test_items_are_all_nouns_together(stage: Stage) -> None:
    stage.does(ANN, "action add One")
    assert set(refs(stage.say(ANN, "list items"))) == {"A-1", "M-1", "O-1"}


def test_an_unknown_filter_is_named(stage: Stage) -> None:
    answer = stage.ask(ANN, "list actions frobnicate")
    assert answer.refused
    assert "I cannot read “frobnicate”" in answer.message.twin


def test_fifteen_lines_then_how_many_more_and_a_button(stage: Stage) -> None:
    for n in range(1, 25):
        stage.does(BOB, f"action add Task {n} due 2026-11-24")
    later(stage, 1)
    first = stage.ask(ANN, "list actions late @bob")
    assert refs(first.message.twin) == [*(f"A-{n}" for n in range(1, 16)), "and"]
    assert lines(first.message.twin)[-1] == "and 9 more"
    second = stage.ask(ANN, first.message.buttons[0].line)
    assert refs(second.message.twin) == [f"A-{n}" for n in range(16, 25)]
    assert not second.message.buttons


@pytest.mark.parametrize("asked", ["mine", "late", "list items", "find task"])
def test_every_list_has_pages(stage: Stage, asked: str) -> None:
    for n in range(1, 21):
        stage.does(BOB, f"action add Task {n} due 2026-11-24")
    later(stage, 1)
    first = stage.ask(BOB, asked, None).message
    second = stage.ask(BOB, first.buttons[0].line, None).message
    seen = refs(first.twin)[:15] + refs(second.twin)
    assert {f"A-{n}" for n in range(1, 21)} <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_page_beyond_the_last_is_the_last(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    assert refs(stage.say(BOB, "list actions page 99")) == ["A-1"]


@pytest.mark.parametrize("asked", ["mine", "late", "waiting", "list actions", "find x"])
def test_a_shared_room_shows_nothing_private_and_says_where(
    stage: Stage, asked: str
) -> None:
    stage.does(ANN, "action add x due 2026-11-24 private", None)
    empty = stage.say(ANN, asked)
    later(stage, 1)
    assert "~" not in stage.say(ANN, asked)
    assert ELSEWHERE in empty
    assert ELSEWHERE not in stage.say(ANN, asked, None)


def test_a_partys_own_room_and_direct_messages_show_what_is_private(
    stage: Stage,
) -> None:
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, "action add Hush private", None)
    for place in (OURS, None):
        assert refs(stage.say(ANN, "mine", place)) == ["~A-1"]
        assert refs(stage.say(CAT, "list actions private", place)) == ["~A-1"]


@pytest.mark.parametrize(
    "asked",
    ["mine", "late", "waiting", "list actions", "list items private", "find hush"],
)
def test_the_other_party_sees_the_same_with_and_without(
    stage: Stage, asked: str
) -> None:
    before = stage.say(BOB, asked, None)
    stage.does(ANN, "action add Hush due 2026-11-24 private", None)
    stage.does(ANN, 'O-1 note "hush" private', None)
    assert stage.say(BOB, asked, None) == before


def test_an_observer_may_read_every_list(stage: Stage) -> None:
    for asked in ("mine", "late", "waiting", "list items", "find x", "history"):
        assert not stage.ask(EVE, asked).refused


@pytest.mark.parametrize("noun", NOUNS)
def test_an_empty_list_says_a_line_that_begins_one(noun: str) -> None:
    with a_stage(memory()) as stage:
        stage.does(ANN, 'new "Fewer stops" as customer with "Orbit Devices"')
        said = stage.say(ANN, f"list {noun}")
    such = said.partition("such as: `")[2].partition("`")[0]
    (call,) = read(such, COMMANDS, READING)
    assert call.command.changes


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("list actions @dan late", "RDD: list actions Dan late"),
        ("list actions late @dan", "RDD: list actions late Dan"),
        ("list actions open ours", "RDD: list actions open ours"),
        ("list items @ann @bob", "RDD: list items Ann Bob"),
        ("list open actions", "RDD: list actions open"),
    ],
)
def test_the_heading_names_every_filter(stage: Stage, line: str, heading: str) -> None:
    assert stage.does(BOB, line).splitlines()[0] == heading


def test_an_empty_list_suggests_only_what_the_asker_may(stage: Stage) -> None:
    assert "Begin one" in stage.say(DAN, "list actions")
    assert "Begin one" not in stage.say(EVE, "list actions")
    assert "Begin one" not in stage.say(DAN, "list decisions")  # a lead's to write
    assert "Begin one" in stage.say(BOB, "list decisions")
