"""The plan's cards in its room stay true, and lose the buttons that no longer apply."""

from datetime import timedelta

import pytest

from bot.message import Message
from tests.cast import ANN, BOB, ROOM, Stage


def standing(stage: Stage, card: str = "plan") -> Message:
    """A card of the plan as it was last brought up to date in the room."""
    found = [post for name, post in stage.cards(ROOM) if name == card]
    return found[-1]


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


def sign(stage: Stage, who: object) -> None:
    stage.does(who, stage.ask(who, "sign").message.buttons[0].line)


def test_what_is_added_to_the_draft_is_counted(draft: Stage) -> None:
    draft.does(ANN, 'objective add "Fewer visits"')
    draft.does(BOB, "milestone add Pilot due 2027-02-26")
    said = standing(draft).twin
    assert "In it: 2 objectives · 2 milestones" in said
    assert "Next milestone: M-2 Pilot, Fri 26 Feb 2027" in said
    assert "Read and sign" in labels(standing(draft))


def test_once_in_force_nobody_is_asked_to_sign(draft: Stage) -> None:
    sign(draft, ANN)
    assert labels(standing(draft, "sign-1")) == ["Read and sign", "Decline…"]
    sign(draft, BOB)
    assert "Status: in force" in standing(draft).twin
    assert labels(standing(draft)) == ["What waits for me"]
    assert standing(draft, "sign-1") == Message(
        text="Ann signed RDD for Halden Medical."
    )


@pytest.mark.parametrize("words", ["decline too early", "objective add More for both"])
def test_a_signature_that_no_longer_holds_asks_nobody(draft: Stage, words: str) -> None:
    sign(draft, ANN)
    draft.does(BOB, words)
    assert not standing(draft, "sign-1").buttons
    sign(draft, ANN)
    assert labels(standing(draft, "sign-2")) == ["Read and sign", "Decline…"]


@pytest.mark.parametrize(("who", "words"), [(BOB, "undo"), (ANN, "decline too early")])
def test_a_closing_that_nobody_asks_for_any_more_asks_nobody(
    stage: Stage, who: object, words: str
) -> None:
    stage.does(BOB, "close the contract has ended")
    assert "Read and sign" in labels(standing(stage))
    stage.does(who, words)
    assert labels(standing(stage)) == ["What waits for me"]
    assert not standing(stage, "CR-1").buttons


def test_what_was_proposed_counts_when_it_is_not_declined(stage: Stage) -> None:
    stage.does(ANN, 'objective add "Fewer visits"')
    assert "2 objectives" in standing(stage).twin
    stage.does(BOB, "decline O-2 too soon")
    assert "1 objective ·" in standing(stage).twin


def test_who_leads_what_is_missing_and_each_view_are_kept_up(stage: Stage) -> None:
    assert "There are no actions yet." in standing(stage).twin
    stage.does(ANN, "member add @cat as lead")
    stage.does(ANN, "rag amber waiting for parts")
    stage.does(BOB, 'action add "Order parts"')
    said = standing(stage).twin
    assert "lead: Ann, Cat" in said
    assert "How Halden Medical sees it: amber: waiting for parts" in said
    assert "There are no actions yet." not in said


def test_it_shows_nothing_that_every_action_or_day_would_change(stage: Stage) -> None:
    stage.does(BOB, 'action add "Order parts" due 2026-11-24')
    before = stage.cards(ROOM)
    for words in ("A-1 start", 'action add "Fit parts"', "A-1 done", "note A-1 well"):
        stage.does(BOB, words)
    assert len([name for name, _ in stage.cards(ROOM) if name == "plan"]) == len(
        [name for name, _ in before if name == "plan"]
    )
    assert "action" not in standing(stage).twin
    stage.at(stage.now + timedelta(days=40))
    assert "late" not in standing(stage).twin


def test_what_is_private_does_not_touch_it(stage: Stage) -> None:
    before = stage.cards(ROOM)
    stage.does(ANN, 'objective add "Pay less" private', None)
    stage.does(ANN, "action add Hush private", None)
    assert stage.cards(ROOM) == before
