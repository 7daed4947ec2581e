"""Wishes of one person: snooze, follow, unfollow."""

from tests.cast import ANN, BOB, EVE, Stage


def test_a_snooze_ends_on_its_day(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    assert "until Fri 27 Nov 2026" in stage.does(BOB, "snooze A-1 fri")
    assert "until Mon 30 Nov 2026" in stage.does(BOB, "A-1 snooze 1w")
    assert str(stage.row("snooze")["until"]) == "2026-11-30"


def test_a_past_day_is_no_snooze(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    assert stage.ask(BOB, "snooze A-1 2026-11-01").refused


def test_a_wish_changes_nothing_others_see(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    before = (stage.facts(), stage.row("action"))
    stage.does(EVE, "snooze A-1 fri")
    stage.does(EVE, "A-1 follow")
    assert (stage.facts(), stage.row("action")) == before


def test_follow_and_unfollow(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    assert "when A-1 changes" in stage.does(ANN, "A-1 follow")
    assert "already" in stage.does(ANN, "A-1 follow")
    assert "no more of A-1" in stage.does(ANN, "A-1 unfollow")
    assert "do not follow" in stage.does(ANN, "A-1 unfollow")
