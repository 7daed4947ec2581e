"""Changes while clocks run: what is due is counted anew, what has happened stays."""

from datetime import UTC, date, datetime

import pytest

from bot.app import Bot
from tests.bot.changing import sign
from tests.cast import ANN, BOB, CAT, DAN, ROOM, SAM, SUE, Stage

HIGH = 'issue raise "Pumps fail" severity high'


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """I-1 is acknowledged on Monday at ten: up on Thursday at ten. A-1 is done."""
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    stage.does(BOB, 'action add "Train the staff"')
    stage.does(BOB, "A-1 done")
    stage.does(ANN, 'checkpoint add "Review" on 2026-11-27 at 14:00')
    return stage


def agreed(stage: Stage, words: str) -> None:
    stage.does(BOB, f"calendar supplier {words}")
    sign(stage, ANN)


def due(stage: Stage, kind: str, ref: str) -> datetime:
    [row] = [row for row in stage.rows("due", ref=ref) if row["kind"] == kind]
    return row["at"]


def test_a_closed_day_moves_every_clock_that_counts_on_it(stage: Stage) -> None:
    assert due(stage, "climb", "I-1") == utc("2026-11-26 10:00")
    assert due(stage, "silence", "A-1") == utc("2026-11-30 10:00")
    assert due(stage, "agenda", "CP-1") == utc("2026-11-26 09:00")

    agreed(stage, "closed 2026-11-26")

    assert due(stage, "climb", "I-1") == utc("2026-11-27 10:00")
    assert due(stage, "silence", "A-1") == utc("2026-12-01 10:00")
    assert due(stage, "agenda", "CP-1") == utc("2026-11-25 09:00")


def test_holidays_move_them_as_well(stage: Stage) -> None:
    closed = {"DE-BY": frozenset({date(2026, 11, 25)}), "GB-ENG": frozenset()}
    closed[""] = frozenset()
    stage.bot = Bot(stage.bot.store, stage.bot.commands, closed.__getitem__)

    agreed(stage, "holidays DE-BY")

    assert due(stage, "climb", "I-1") == utc("2026-11-27 10:00")
    assert due(stage, "silence", "A-1") == utc("2026-12-01 10:00")


def test_the_card_in_the_room_says_the_new_time(stage: Stage) -> None:
    agreed(stage, "closed 2026-11-26")

    card = [card for name, card in stage.cards(ROOM) if name == "I-1"][-1]

    assert "Goes to Sam and Sue Fri 27 Nov 10:00" in card.text


def test_what_has_happened_stays(stage: Stage) -> None:
    stage.at(utc("2026-11-26 10:00"))
    assert stage.row("issue", number=1)["tier"] == "tactical"

    agreed(stage, "closed 2026-11-26")

    assert stage.row("issue", number=1)["tier"] == "tactical"
    assert stage.row("issue", number=1)["clock_from"] == utc("2026-11-26 10:00")


def test_an_agenda_that_was_shown_is_not_shown_again(stage: Stage) -> None:
    stage.at(utc("2026-11-26 12:00"))

    agreed(stage, "closed 2026-12-24")
    stage.at(utc("2026-11-26 13:00"))

    shown = [said for said in stage.heard_in(ROOM) if "Review: agenda" in said]
    assert len(shown) == 1


def test_when_a_holder_leaves_their_deputy_hears_of_the_climb(stage: Stage) -> None:
    stage.does(ANN, "member add @sam as sponsor tier tactical deputy @cat")

    stage.does(ANN, "member remove @sam")

    assert "Goes to Cat and Sue Thu 26 Nov 10:00" in stage.say(ANN, "I-1")
    stage.at(utc("2026-11-26 10:00"))
    assert [m for m in stage.heard_by(CAT) if "I-1 went up to you" in m]
    assert not [m for m in stage.heard_by(SAM) if "I-1 went up to you" in m]


def test_a_new_holder_hears_of_a_climb_that_was_under_way(stage: Stage) -> None:
    stage.does(BOB, "member add @dan as sponsor tier tactical")

    assert "Thu 26 Nov 10:00" in stage.say(ANN, "I-1")
    stage.at(utc("2026-11-26 10:00"))
    assert [m for m in stage.heard_by(DAN) if "I-1 went up to you" in m]
    assert not [m for m in stage.heard_by(SUE) if "I-1 went up to you" in m]


def test_a_ladder_both_signed_does_not_move_a_climb_under_way(stage: Stage) -> None:
    stage.does(BOB, "ladder set operational days 1 severity high")
    sign(stage, ANN)

    assert due(stage, "climb", "I-1") == utc("2026-11-26 10:00")
    stage.does(ANN, 'issue raise "Pumps leak" severity high')
    stage.does(BOB, "I-2 ack")
    assert due(stage, "climb", "I-2") == utc("2026-11-24 10:00")


def test_a_members_zone_moves_their_digest_alone(stage: Stage) -> None:
    stage.does(CAT, "timezone America/New_York")

    [row] = stage.rows("due", key=f"digest {stage.person(CAT)}")
    assert row["at"] == utc("2026-11-23 14:00")
    [other] = stage.rows("due", key=f"digest {stage.person(ANN)}")
    assert other["at"] == utc("2026-11-24 09:00")
