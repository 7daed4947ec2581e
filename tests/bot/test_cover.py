"""While somebody is away: whoever covers is asked, told and reminded in their place."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.request import Account
from tests.bot.test_notices import tell
from tests.cast import ANN, BOB, CAT, DAN, OLA, SAM, SUE, TIM, Stage

AWAY = "away from 2026-11-23 to 2026-12-04"
ROOT = Path(__file__).parents[2]


def off(stage: Stage, who: Account, cover: str = "") -> None:
    stage.does(who, f"{AWAY} cover @{cover}" if cover else AWAY, None)


def told(stage: Stage, who: Account) -> str:
    return "\n".join(stage.heard_by(who))


def tomorrow(stage: Stage) -> None:
    stage.at(datetime(2026, 11, 24, 12, tzinfo=UTC))


# Who it is


def test_the_named_cover_comes_before_deputy_and_lead(stage: Stage):
    stage.does(BOB, "member add @dan as contributor deputy @sue")
    off(stage, DAN, "eve")

    tell(stage, DAN)

    assert "For Dan, who is away" not in told(stage, SUE) + told(stage, BOB)


def test_without_a_cover_the_deputy_is_told(stage: Stage):
    stage.does(BOB, "member add @dan as contributor deputy @sue")
    off(stage, DAN)

    tell(stage, DAN)

    assert "For Dan, who is away: Something is up." in told(stage, SUE)
    assert "For Dan" not in told(stage, BOB)


def test_without_cover_and_deputy_a_lead_is_told(stage: Stage):
    off(stage, DAN)

    tell(stage, DAN)

    assert "For Dan, who is away: Something is up." in told(stage, BOB)


def test_nobody_of_the_other_party_ever_covers(stage: Stage):
    off(stage, BOB)

    tell(stage, BOB)

    for who in (ANN, CAT, SAM, OLA):
        assert "For Bob" not in told(stage, who)


def test_an_absent_cover_is_covered_for_in_turn(stage: Stage):
    off(stage, DAN, "sue")
    off(stage, SUE)

    tell(stage, DAN)

    assert "For Dan, who is away: Something is up." in told(stage, BOB)
    assert "For Dan" not in told(stage, SUE)


def test_two_who_cover_for_each_other_are_covered_by_a_lead(stage: Stage):
    off(stage, DAN, "sue")
    off(stage, SUE, "dan")

    tell(stage, DAN)

    assert "For Dan, who is away" in told(stage, BOB)


def test_an_observer_who_covers_hears_nothing_private(stage: Stage):
    off(stage, CAT, "ola")
    stage.does(CAT, "action add Check their price due 2026-11-24 private", None)
    tomorrow(stage)

    assert "price" not in told(stage, OLA)


def test_the_cover_who_is_back_hears_no_more(stage: Stage):
    off(stage, DAN, "sue")
    stage.does(DAN, "away off", None)

    tell(stage, DAN)

    assert "Something is up." in stage.heard_by(DAN)
    assert "For Dan" not in told(stage, SUE)


# Where somebody is asked, told or reminded


def test_everything_said_to_one_person_goes_by_the_two_ways_that_heed_cover():
    """A notice or the digest: no other code writes to somebody's own lane."""
    ways = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r'lane ?= ?f"@', path.read_text())
    }
    assert ways == {"bot/notices.py", "bot/digest.py"}


def test_a_stranger_is_told_of_to_the_cover_of_the_lead(stage: Stage):
    off(stage, ANN, "cat")
    stage.say(TIM, "show")

    assert "For Ann, who is away: Tim of Third Ltd spoke to me" in told(stage, CAT)


def test_the_cover_of_the_lead_is_asked_to_confirm_a_colleague(stage: Stage):
    off(stage, BOB, "dan")
    stage.does(DAN, "action add Ship the pumps owner @zed")

    assert "named Zed, who is not in the plan RDD yet" in told(stage, DAN)
    assert "named Zed" not in told(stage, BOB)


def test_a_hand_over_is_told_to_the_cover(stage: Stage):
    stage.does(DAN, "action add Ship the pumps")
    off(stage, SUE, "dan")
    stage.does(BOB, "member add @sue as contributor")
    stage.does(BOB, "hand over @dan to @sue from 7 dec")

    assert "For Sue, who is away: From Mon 7 Dec 2026" in told(stage, DAN)


def test_due_late_and_waiting_stand_in_the_covers_digest(stage: Stage):
    stage.does(CAT, "action add Train the staff due 2026-11-24")
    stage.does(DAN, "action add Ship the pumps accept by @cat")
    stage.does(DAN, "A-2 done")
    off(stage, CAT, "sam")
    tomorrow(stage)
    said = told(stage, SAM)

    assert "RDD A-1 Train the staff: due today, for Cat" in said
    assert "RDD A-2 Ship the pumps: waits for you to accept, for Cat" in said
    assert "Your day" not in told(stage, CAT)


def test_without_a_cover_the_lines_stand_in_the_digest_of_a_lead(stage: Stage):
    stage.does(CAT, "action add Train the staff due 2026-11-24")
    off(stage, CAT)
    tomorrow(stage)

    assert "A-1 Train the staff: due today, for Cat" in told(stage, ANN)
    assert "Your day" not in told(stage, CAT)


def test_the_cover_hears_of_each_plan_only_where_of_the_same_party(stage: Stage):
    stage.does(ANN, 'new "Spare parts" as customer with "Third Ltd"', None)
    stage.does(ANN, "SP member add @cat as contributor", None)
    stage.does(CAT, "SP action add Count the parts due 2026-11-24", None)
    stage.does(CAT, "RDD action add Train the staff due 2026-11-24", None)
    off(stage, CAT, "sam")
    tomorrow(stage)

    assert "RDD A-1 Train the staff: due today, for Cat" in told(stage, SAM)
    assert "Count the parts" not in told(stage, SAM)
    assert "SP A-1 Count the parts: due today, for Cat" in told(stage, ANN)
    assert "RDD A-1 Train" not in told(stage, ANN)


def test_what_waits_for_an_absent_lead_waits_for_the_other(stage: Stage):
    stage.does(ANN, "member add @cat as lead")
    stage.does(BOB, "action add Ship the pumps")
    off(stage, ANN)
    stage.does(BOB, "A-1 done")
    tomorrow(stage)

    assert "A-1 Ship the pumps: waits for you to accept" in told(stage, CAT)


# What is said about it


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        (DAN, "away from 7 dec to 11 dec cover @sue", "Sue gets your lines of RDD."),
        (DAN, "away from 7 dec to 11 dec", "Bob gets your lines of RDD."),
        (BOB, "away from 7 dec to 11 dec", "Nobody covers for you."),
        (
            DAN,
            "away from 28 nov to 29 nov cover @sue",
            "Those are days off for you anyway; no digest would come.",
        ),
        (DAN, "away from 1 nov 2026 to 20 nov 2026", "Fri 20 Nov 2026 has passed."),
        (DAN, "away off", "You are not away, and no absence was planned."),
    ],
)
def test_each_case_is_said_in_one_sentence(stage: Stage, who, line, says):
    assert says in stage.say(who, line, None)


def test_a_cover_who_is_away_too_is_named_and_whoever_gets_it_then(stage: Stage):
    off(stage, SUE)

    said = stage.does(DAN, f"{AWAY} cover @sue", None)

    assert "Sue is away too, to Fri 4 Dec 2026. Bob gets your lines of RDD." in said


def test_a_plan_the_cover_is_not_in_falls_to_a_lead(stage: Stage):
    stage.does(ANN, 'new "Spare parts" as customer with "Third Ltd"', None)
    stage.does(ANN, "SP member add @cat as contributor", None)

    said = stage.does(CAT, f"{AWAY} cover @sam", None)

    assert "Sam gets your lines of RDD." in said
    assert "Ann gets your lines of SP." in said


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (
            23,
            (
                "You are back: your absence from Mon 23 Nov 2026 to Wed 25 Nov 2026"
                " ends now, and your digest comes again."
            ),
        ),
        (30, "You are not away; you have been back since Thu 26 Nov 2026."),
    ],
)
def test_coming_back_says_what_it_ends(stage: Stage, day, says):
    stage.does(DAN, "away from 2026-11-23 to 2026-11-25", None)
    stage.now = datetime(2026, 11, day, 10, tzinfo=UTC)

    assert stage.does(DAN, "away off", None) == says


def test_an_absence_to_come_is_taken_back(stage: Stage):
    stage.does(DAN, "away from 7 dec to 11 dec", None)

    assert stage.does(DAN, "away off", None) == (
        "Taken back: you are not away from Mon 7 Dec 2026 to Fri 11 Dec 2026."
    )


def test_what_quiet_hours_hold_back_goes_to_the_cover_of_when_they_end(stage: Stage):
    stage.does(BOB, "away from 2026-11-24 to 2026-11-25 cover @dan", None)
    stage.at(datetime(2026, 11, 23, 22, tzinfo=UTC))

    stage.does(ANN, 'issue raise "Pumps fail" severity high')

    said = "For Bob, who is away: Ann raised I-1, and it is yours."
    assert said in told(stage, DAN)
    assert "Ann raised I-1" not in told(stage, BOB)


def test_what_is_critical_goes_to_who_is_there_now(stage: Stage):
    stage.does(BOB, "away from 2026-11-24 to 2026-11-25 cover @dan", None)
    stage.at(datetime(2026, 11, 23, 22, tzinfo=UTC))

    stage.does(ANN, 'issue raise "Pumps fail" severity critical')

    assert "Ann raised I-1, and it is yours." in told(stage, BOB)
    assert "For Bob" not in told(stage, DAN)
