"""Done and unanswered for five working days of whoever must answer: no objection."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.app import Bot
from domain.action import Status
from domain.due import Kind
from storage import tables
from tests.cast import ANN, BOB, OURS, ROOM, THEIRS, Stage


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def status(stage: Stage) -> Status:
    return stage.row("action", number=1)["status"]


def closed_at(stage: Stage) -> datetime | None:
    """When the record says that nobody objected."""
    facts = tables.facts
    asked = select(facts.c.at).where(facts.c.kind == "ActionNotObjected")
    with stage.raw() as connection:
        return connection.scalar(asked)


def clocks(stage: Stage) -> int:
    due = tables.due
    asked = select(due.c.key).where(due.c.kind == Kind.SILENCE)
    with stage.raw() as connection:
        return len(connection.execute(asked).all())


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """Bob says on Monday 23 November 2026 at ten that A-1 is done."""
    stage.does(BOB, "action add Train the staff")
    stage.does(BOB, "A-1 done")
    return stage


def test_five_working_days_without_an_answer_close_it(stage: Stage):
    stage.at(utc("2026-11-30 09:59"))
    assert status(stage) is Status.DONE

    stage.at(utc("2026-11-30 10:00"))
    assert status(stage) is Status.NO_OBJECTION
    assert closed_at(stage) == utc("2026-11-30 10:00")


def test_the_room_hears_that_nobody_objected(stage: Stage):
    stage.at(utc("2026-11-30 10:00"))

    [line] = [said for said in stage.heard_in(ROOM) if "Nobody objected" in said]
    assert "A-1 “Train the staff”" in line


def test_a_sweep_three_days_late_closes_it_at_its_true_time(stage: Stage):
    stage.now = utc("2026-12-03 15:00")
    stage.bot.sweep(stage.now)

    assert closed_at(stage) == utc("2026-11-30 10:00")


def test_what_is_done_in_the_evening_counts_from_the_next_opening(stage: Stage):
    stage.does(BOB, "action add Order parts")
    stage.now = utc("2026-11-27 20:00")  # Friday
    stage.does(BOB, "A-2 done")
    stage.does(ANN, "A-1 accept")

    stage.at(utc("2026-12-10 12:00"))

    assert closed_at(stage) == utc("2026-12-07 09:00")


def test_only_days_on_which_both_parties_work_count(draft: Stage):
    closed = {"GB-ENG": frozenset({date(2026, 11, 26)}), "DE-BY": frozenset()}
    draft.bot = Bot(draft.bot.store, draft.bot.commands, closed.__getitem__)
    draft.does(BOB, "calendar supplier zone Europe/Berlin holidays DE-BY days mon-thu")
    draft.does(BOB, "action add Train the staff")
    draft.does(BOB, "A-1 done")

    draft.at(utc("2026-12-10 12:00"))

    assert closed_at(draft) == utc("2026-12-02 10:00")


def test_five_working_days_keep_their_hour_over_the_change_of_the_clocks(stage: Stage):
    stage.does(ANN, "A-1 accept")
    stage.does(BOB, "action add Order parts")
    stage.now = utc("2027-03-24 14:00")
    stage.does(BOB, "A-2 done")
    stage.now = utc("2027-04-02 12:00")

    stage.bot.sweep(stage.now)
    while stage.bot.sweep(stage.now):
        pass

    assert closed_at(stage) == utc("2027-03-31 13:00")  # two in the afternoon there too


@pytest.mark.parametrize(
    ("who", "words"),
    [(ANN, "A-1 accept"), (ANN, "A-1 send back no report"), (BOB, "undo")],
)
def test_an_answer_in_time_stops_the_clock(stage: Stage, who, words):
    stage.does(who, words)
    then = status(stage)

    stage.at(utc("2026-12-10 12:00"))

    assert status(stage) is then
    assert closed_at(stage) is None
    assert clocks(stage) == 0


def test_what_is_done_again_waits_five_days_again(stage: Stage):
    stage.does(ANN, "A-1 send back no report")
    stage.at(utc("2026-11-26 10:00"))
    stage.does(BOB, "A-1 done")

    stage.at(utc("2026-12-10 12:00"))

    assert closed_at(stage) == utc("2026-12-03 10:00")


def test_what_was_reopened_stays_open(stage: Stage):
    stage.does(ANN, "A-1 accept")
    stage.does(ANN, "A-1 reopen it broke again")

    stage.at(utc("2026-12-10 12:00"))

    assert status(stage) is Status.OPEN


def test_what_silence_closed_can_be_reopened(stage: Stage):
    stage.at(utc("2026-11-30 12:00"))

    stage.does(ANN, "A-1 reopen it broke again")

    assert status(stage) is Status.OPEN


def test_after_the_plan_is_closed_silence_closes_nothing(stage: Stage):
    stage.does(ANN, 'close "it has ended"')
    stage.does(BOB, stage.ask(BOB, "sign").message.buttons[0].line)

    stage.at(utc("2026-12-10 12:00"))

    assert status(stage) is Status.DONE


def test_a_private_action_closes_inside_its_own_party(stage: Stage):
    stage.does(ANN, "A-1 accept")
    for lead, room in ((ANN, OURS), (BOB, THEIRS)):
        stage.does(lead, "RDD room private", room)
    stage.does(ANN, "action add Check the price private", None)
    stage.does(ANN, "~A-1 done", None)
    quiet = (len(stage.heard_in(ROOM)), len(stage.heard_in(THEIRS)))

    stage.at(utc("2026-11-30 10:30"))

    assert closed_at(stage) == utc("2026-11-30 10:00")
    assert any("Nobody objected" in said for said in stage.heard_in(OURS))
    weekly = [said for said in stage.heard_in(ROOM)[quiet[0] :] if "sealed" not in said]
    assert weekly == []
    assert len(stage.heard_in(THEIRS)) == quiet[1]
