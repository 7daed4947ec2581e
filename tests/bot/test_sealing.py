"""Seals: at signatures and weekly, shown in the joint room, until a plan closes."""

from datetime import timedelta

from tests.cast import ANN, BOB, OURS, ROOM, Stage


def sealed(stage: Stage, room=ROOM) -> list[str]:
    """Why each seal that *room* heard of was made."""
    said = [line for line in stage.heard_in(room) if " sealed (" in line]
    return [line.partition("(")[2].partition(")")[0] for line in said]


def test_the_record_is_sealed_when_both_signed_and_then_weekly(stage: Stage):
    stage.at(stage.now + timedelta(days=15))

    assert sealed(stage) == ["signed", "weekly", "weekly"]


def test_a_month_without_the_clock_brings_one_seal(stage: Stage):
    stage.at(stage.now)
    stage.now += timedelta(days=30)
    while stage.bot.sweep(stage.now):
        pass

    assert sealed(stage) == ["signed", "weekly"]


def test_a_partys_own_room_hears_of_no_seal(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)

    stage.at(stage.now + timedelta(days=8))

    assert sealed(stage, OURS) == []


def test_a_closed_plan_is_sealed_once_more_and_then_no_longer(stage: Stage):
    stage.at(stage.now)
    stage.does(ANN, 'close "it has ended"')
    stage.does(BOB, stage.ask(BOB, "sign").message.buttons[0].line)

    stage.at(stage.now + timedelta(days=30))

    assert sealed(stage) == ["signed", "closed"]
