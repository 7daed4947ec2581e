"""While a plan rests no clock runs; after it each goes on with the time it had left."""

from datetime import UTC, datetime

import pytest

from domain.visibility import Audience
from tests.bot.changing import sign
from tests.cast import ANN, BOB, CAT, OURS, ROOM, SAM, SUE, Stage

HIGH = 'issue raise "Pumps fail" severity high'
LOW = 'issue raise "Labels peel" severity low'


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def rests(stage: Stage, until: str) -> None:
    """Both sign a pause now; nobody says a word until Ann resumes it."""
    stage.does(ANN, 'pause "the ward moves"')
    sign(stage, BOB)
    stage.at(utc(until))
    stage.does(ANN, "resume")


def issue(stage: Stage, audience: Audience = Audience.JOINT) -> dict:
    return stage.row("issue", number=1, audience=audience)


def test_an_issue_does_not_climb_in_a_pause_and_has_its_time_left_after_it(
    stage: Stage,
) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")  # three days, until Thu 26 Nov 10:00
    stage.at(utc("2026-11-24 12:00"))  # one day and six working hours are left

    rests(stage, "2026-12-15 12:00")  # three weeks

    assert issue(stage)["tier"] == "operational"
    assert "Goes to Sam and Sue Thu 17 Dec 10:00" in stage.say(ANN, "I-1")
    stage.does(BOB, 'I-1 note "we are looking"')
    stage.at(utc("2026-12-17 09:59"))
    assert issue(stage)["tier"] == "operational"
    stage.at(utc("2026-12-17 10:00"))
    assert issue(stage)["tier"] == "tactical"
    assert issue(stage)["clock_from"] == utc("2026-12-17 10:00")


def test_a_window_does_not_lapse_in_a_pause(stage: Stage) -> None:
    stage.does(ANN, HIGH)  # one working day, until Tue 10:00
    stage.at(utc("2026-11-23 12:00"))

    rests(stage, "2026-12-14 14:00")

    assert issue(stage)["window"] == 1
    stage.at(utc("2026-12-15 11:59"))
    assert issue(stage)["window"] == 1
    stage.at(utc("2026-12-15 12:00"))
    assert issue(stage)["window_from"] == utc("2026-12-15 12:00")


def test_the_hours_of_a_critical_issue_are_counted_on_either_side_of_a_pause(
    stage: Stage,
) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity critical')  # until 14:00
    stage.at(utc("2026-11-23 13:00"))

    rests(stage, "2026-12-14 16:30")

    stage.at(utc("2026-12-15 09:30"))  # half an hour of Monday, half of Tuesday
    assert issue(stage)["window_from"] == utc("2026-12-15 09:30")


def test_nobody_is_asked_whether_they_are_still_on_it_in_a_pause(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")  # asked after a day and four hours: Tue 14:00
    stage.at(utc("2026-11-24 12:00"))

    rests(stage, "2026-12-15 12:00")

    assert issue(stage)["still_asked_at"] is None
    stage.at(utc("2026-12-15 14:00"))
    assert issue(stage)["still_asked_at"] == utc("2026-12-15 14:00")


def test_no_weekly_word_is_said_in_a_pause(stage: Stage) -> None:
    stage.does(ANN, LOW)
    stage.does(ANN, "I-1 escalate now it matters")
    stage.at(utc("2026-11-26 10:00"))
    heard = len(stage.heard_by(SAM))

    rests(stage, "2026-12-17 10:00")  # a Thursday again; two days of the week are left

    assert len(stage.heard_by(SAM)) == heard
    stage.at(utc("2026-12-21 09:59"))
    told = [said for said in stage.heard_by(SAM)[heard:] if "your tier" in said]
    assert told == []
    stage.at(utc("2026-12-21 10:00"))
    [told] = [said for said in stage.heard_by(SAM)[heard:] if "your tier" in said]


def test_an_agreed_date_moves_on_by_what_was_left_of_it(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 by 2026-11-27 parts come then")
    stage.does(ANN, "I-1 agree")
    stage.at(utc("2026-11-25 10:00"))  # two days and seven hours are left

    rests(stage, "2026-12-16 10:00")

    assert "Fri 18 Dec 17:00" in stage.say(
        ANN, "I-1"
    ) or "Mon 21 Dec 09:00" in stage.say(ANN, "I-1")


def test_a_pause_before_a_date_was_agreed_does_not_move_it(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    rests(stage, "2026-11-30 10:00")
    stage.does(BOB, "I-1 by 2026-12-11 parts come then")

    said = stage.does(ANN, "I-1 agree")

    assert "Goes to Sam and Sue Mon 14 Dec 09:00" in said


def test_what_was_settled_in_a_pause_goes_on_with_what_was_left_before_it(
    stage: Stage,
) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    stage.at(utc("2026-11-24 12:00"))
    stage.does(ANN, 'pause "the ward moves"')
    sign(stage, BOB)
    stage.at(utc("2026-12-03 12:00"))
    stage.does(BOB, "I-1 resolve swapped")
    stage.does(ANN, "I-1 reopen it broke again")
    stage.at(utc("2026-12-15 12:00"))

    stage.does(ANN, "resume")

    assert "Thu 17 Dec 10:00" in stage.say(ANN, "I-1")


def test_a_private_issue_rests_with_the_plan(stage: Stage) -> None:
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, f"{HIGH} private", None)
    stage.does(ANN, "~I-1 ack", None)
    stage.at(utc("2026-11-24 12:00"))

    rests(stage, "2026-12-15 12:00")

    assert issue(stage, Audience.CUSTOMER)["tier"] == "operational"
    stage.at(utc("2026-12-15 13:00"))
    assert "Thu 17 Dec 10:00" in stage.say(ANN, "~I-1", None)


def test_the_cards_in_the_room_say_anew_when_it_goes_up(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    rests(stage, "2026-12-14 10:00")

    card = [card for name, card in stage.cards(ROOM) if name == "I-1"][-1]

    assert "Goes to Sam and Sue Wed 16 Dec 10:00 unless resolved." in card.text


def test_in_a_pause_a_card_gives_no_time_at_which_it_goes_up(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(ANN, 'pause "the ward moves"')
    sign(stage, BOB)

    assert "Goes to" not in stage.say(ANN, "I-1")


@pytest.fixture
def checkpoint(stage: Stage) -> Stage:
    """CP-1 is on Thursday 26 November at 14:00."""
    stage.does(ANN, 'checkpoint add "Review" on 2026-11-26 at 14:00')
    stage.at(utc("2026-11-24 12:00"))
    return stage


def said_of(stage: Stage, words: str) -> list[str]:
    return [said for said in stage.heard_in(ROOM) if words in said]


def test_no_checkpoint_is_nudged_in_a_pause_and_missed_five_days_after_it(
    checkpoint: Stage,
) -> None:
    checkpoint.does(ANN, 'pause "the ward moves"')
    sign(checkpoint, BOB)
    heard = len(checkpoint.heard_in(ROOM))
    checkpoint.at(utc("2026-12-15 12:00"))
    nudged = [m for m in checkpoint.heard_in(ROOM)[heard:] if "sealed" not in m]
    assert nudged == []

    checkpoint.does(ANN, "resume")

    assert checkpoint.row("checkpoint", number=1)["status"] == "scheduled"
    checkpoint.at(utc("2026-12-22 11:59"))
    assert checkpoint.row("checkpoint", number=1)["status"] == "scheduled"
    checkpoint.at(utc("2026-12-22 12:00"))
    assert checkpoint.row("checkpoint", number=1)["status"] == "missed"


def test_an_agenda_that_fell_into_a_pause_is_shown_after_it(checkpoint: Stage) -> None:
    rests(checkpoint, "2026-11-25 16:00")
    checkpoint.at(utc("2026-11-25 16:01"))

    assert len(said_of(checkpoint, "Review: agenda")) == 1


def test_what_comes_back_is_made_after_the_pause_once(stage: Stage) -> None:
    stage.does(ANN, 'action add "Read the log" owner @cat every week on tuesday')
    stage.at(utc("2026-11-23 12:00"))

    rests(stage, "2026-12-14 12:00")

    stage.at(utc("2026-12-14 12:01"))
    assert [row["due"].isoformat() for row in stage.rows("action")] == [
        "2026-11-24",
        "2026-12-15",
    ]


def test_of_a_closed_plan_nothing_is_due_but_digests_and_the_last_seal(
    checkpoint: Stage,
) -> None:
    checkpoint.does(ANN, HIGH)
    checkpoint.does(ANN, 'action add "Read the log" owner @cat every week on tuesday')
    checkpoint.does(BOB, 'action add "Train the staff"')
    checkpoint.does(BOB, "A-2 done")
    checkpoint.does(ANN, "close the contract has ended")
    sign(checkpoint, BOB)
    checkpoint.at(utc("2026-11-24 12:01"))

    assert {row["kind"] for row in checkpoint.rows("due")} == {"digest"}
    heard = {who.name: len(checkpoint.heard_by(who)) for who in (BOB, CAT, SAM, SUE)}
    checkpoint.at(utc("2027-01-15 12:00"))
    assert heard == {w.name: len(checkpoint.heard_by(w)) for w in (BOB, CAT, SAM, SUE)}
