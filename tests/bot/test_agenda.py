"""What a checkpoint goes through, and who is told of it beforehand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reviews.agenda import Agenda, decide
from bot.reviews.live import Live, Part
from domain.visibility import Side
from tests.cast import ANN, BOB, CAT, DAN, EVE, OURS, ROOM, SAM, SUE, Stage
from tests.domain.people import NOW, action, decision, milestone

REVIEW = 'checkpoint add "Review" on 2026-12-03 at 10:00'
ON = date(2026, 12, 1)


def put(agenda: Agenda) -> dict[str, list[str]]:
    return {
        str(part): [live.item.ref for live in points]
        for part, points in agenda.points.items()
    }


def day(stage: Stage, who: object, when: datetime) -> str:
    """The digest somebody got by *when*, or nothing."""
    before = len(stage.heard_by(who))
    stage.at(when)
    found = [m for m in stage.heard_by(who)[before:] if "Your day" in m]
    return found[-1] if found else ""


def nine(number: int) -> datetime:
    return datetime(2026, 12, number, 9, tzinfo=UTC)


# The rules alone.


def test_each_item_stands_in_the_first_part_that_fits():
    live = [
        Live(item=action(number=1), owed=True, due=ON),
        Live(item=action(number=2), owed=True, late=2, due=ON),
        Live(item=action(number=3), asks="accept", side=Side.CUSTOMER, late=9),
        Live(item=decision(number=1), asks="agree", side=Side.SUPPLIER),
        Live(item=milestone(number=1), asks="accept", side=Side.SUPPLIER),
        Live(item=milestone(number=2), asks="agree", side=Side.SUPPLIER),
    ]

    assert put(decide(live, on=ON)) == {
        "Waits for a word": ["A-3", "M-1"],
        "Proposed": ["D-1", "M-2"],
        "Late": ["A-2"],
        "Open": ["A-1"],
    }


def test_what_was_there_last_time_is_carried_forward():
    later = NOW + timedelta(days=1)
    live = [
        Live(item=action(number=1), owed=True),
        Live(item=action(number=2, created_at=later), owed=True),
    ]

    found = decide(live, on=ON, last="CP-1", since=NOW)
    assert put(found) == {"Carried forward": ["A-1"], "Open": ["A-2"]}
    assert found.last == "CP-1"


def test_a_milestone_comes_up_when_it_is_due_by_then():
    live = [
        Live(item=milestone(number=1), owed=True, due=ON),
        Live(item=milestone(number=2), owed=True, due=ON + timedelta(days=1)),
    ]

    assert put(decide(live, on=ON)) == {"Open": ["M-1"]}


def test_what_nobody_owes_is_not_gone_through():
    assert put(decide([Live(item=action(number=1))], on=ON)) == {}


def test_the_latest_comes_first_and_then_what_falls_due_first():
    live = [
        Live(item=action(number=1), owed=True, late=1),
        Live(item=action(number=2), owed=True, late=8),
        Live(item=action(number=3), owed=True),
        Live(item=action(number=4), owed=True, due=ON),
    ]

    found = put(decide(live, on=ON))
    assert found == {"Late": ["A-2", "A-1"], "Open": ["A-4", "A-3"]}
    assert list(Part)[:3] == ["Waits for a word", "Proposed", "Late"]


# From the live plan.


@pytest.fixture
def planned(stage: Stage) -> Stage:
    """A review on Thursday 3 December, and work of several kinds."""
    stage.does(BOB, 'action add "Ship" owner @dan due 2026-12-02')
    stage.does(BOB, 'action add "Report" owner @bob due 2027-02-02')
    stage.does(BOB, "A-2 done")
    stage.does(ANN, 'decision add "We lease"')
    stage.does(ANN, REVIEW)
    return stage


def test_the_agenda_comes_from_the_live_plan(planned: Stage):
    said = planned.does(EVE, "CP-1 agenda")

    assert "Waits for a word\n• A-2 Report: waits for the customer to accept" in said
    assert "Proposed\n• D-1 We lease: waits for the supplier to agree" in said
    assert "Open\n• A-1 Ship: Dan, due Wed 2 Dec 2026" in said
    planned.does(ANN, "A-2 accept")
    assert "A-2" not in planned.does(EVE, "CP-1 agenda")


def test_what_is_private_is_on_no_agenda(planned: Stage):
    planned.does(ANN, 'action add "Hush" owner @ann due 2026-11-24 private', None)

    for place in (None, ROOM, OURS):
        assert "Hush" not in planned.does(ANN, "CP-1 agenda", place)


def test_what_stays_open_is_carried_forward_to_the_next(stage: Stage):
    stage.does(ANN, 'checkpoint schedule "Review" every 2 weeks on tue at 10:00')
    stage.does(BOB, "agree CS-1")
    stage.does(BOB, 'action add "Ship" owner @dan due 2026-12-07')
    stage.later(hours=1)
    stage.does(ANN, "CP-1 start")
    stage.does(ANN, "CP-1 end")
    stage.later(hours=1)
    stage.does(BOB, 'action add "Sort" owner @dan due 2026-12-07')

    said = stage.does(DAN, "CP-2 agenda")
    assert "Last time: CP-1" in said
    assert "Carried forward\n• A-1 Ship" in said
    assert "Open\n• A-2 Sort" in said
    assert "CP-1 Review: waits for the supplier to agree" in said


def test_what_is_in_the_way_is_gone_through(planned: Stage):
    planned.does(ANN, 'issue raise "Pumps fail" severity high')
    planned.does(ANN, 'issue raise "We doubt it" private', None)

    said = planned.does(EVE, "CP-1 agenda")
    assert "I-1 Pumps fail" in said
    assert "doubt" not in planned.does(ANN, "CP-1 agenda", None)


def test_a_long_part_says_how_many_more(planned: Stage):
    for n in range(20):
        planned.does(BOB, f'action add "Do {n}" owner @dan')

    assert "and 6 more" in planned.does(EVE, "CP-1 agenda")


# Who is told beforehand.


def test_three_working_days_before_the_silent_are_asked_for_a_word(planned: Stage):
    planned.at(datetime(2026, 11, 27, 12, tzinfo=UTC))
    said = day(planned, DAN, datetime(2026, 11, 30, 9, tzinfo=UTC))

    assert "RDD CP-1 Review: on Thu 3 Dec 2026 10:00 (Europe/London)" in said
    assert "without a word from you: A-1" in said


def test_whoever_has_spoken_is_not_asked_again(planned: Stage):
    planned.does(DAN, "A-1 40%")
    planned.at(datetime(2026, 11, 27, 12, tzinfo=UTC))

    assert "a word from you" not in day(
        planned, DAN, datetime(2026, 11, 30, 9, tzinfo=UTC)
    )


def test_a_private_word_is_no_word(planned: Stage):
    planned.does(DAN, "A-1 note we are late private", None)
    planned.at(datetime(2026, 11, 27, 12, tzinfo=UTC))

    assert "a word from you: A-1" in day(
        planned, DAN, datetime(2026, 11, 30, 9, tzinfo=UTC)
    )


def test_nobody_is_asked_for_what_is_due_after_it(planned: Stage):
    planned.does(CAT, "action add Later due 2026-12-04")
    planned.at(datetime(2026, 11, 27, 12, tzinfo=UTC))

    assert "CP-1" not in day(planned, CAT, datetime(2026, 11, 30, 9, tzinfo=UTC))


@pytest.mark.parametrize("who", [ANN, BOB, DAN], ids=lambda who: who.name)
def test_on_the_working_day_before_those_concerned_hear_when(
    planned: Stage, who: object
):
    planned.at(datetime(2026, 12, 1, 12, tzinfo=UTC))

    says = "RDD CP-1 Review: Thu 3 Dec 2026 10:00 (Europe/London)"
    assert says in day(planned, who, nine(2))


def test_who_has_no_part_in_it_hears_nothing(planned: Stage):
    planned.at(datetime(2026, 12, 1, 12, tzinfo=UTC))

    for who in (CAT, EVE, SAM):
        assert day(planned, who, nine(2)) == ""


def test_who_holds_its_tier_hears_of_it(stage: Stage):
    stage.does(ANN, f"{REVIEW} tier tactical chair @cat")
    stage.at(datetime(2026, 12, 1, 12, tzinfo=UTC))
    stage.at(nine(2))

    for who in (SAM, SUE, CAT):
        assert "CP-1 Review" in stage.heard_by(who)[-1]
    assert not [said for said in stage.heard_by(DAN) if "CP-1" in said]


def test_it_causes_one_digest_and_no_second_one(planned: Stage):
    planned.does(ANN, 'checkpoint add "Walk" on 2026-12-11 at 10:00 chair @cat')
    planned.at(nine(9) + timedelta(hours=3))
    assert "CP-2 Walk" in day(planned, CAT, nine(10))
    assert day(planned, CAT, nine(11)) == ""


def test_snoozed_it_is_left_out(planned: Stage):
    planned.at(datetime(2026, 12, 1, 12, tzinfo=UTC))
    planned.does(BOB, "snooze CP-1 2026-12-20")

    assert "CP-1" not in day(planned, BOB, nine(2))
