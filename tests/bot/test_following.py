"""Following: what changes is told in the digest alone, and only what one may read."""

from datetime import UTC, datetime

import pytest

from tests.cast import ANN, BOB, CAT, DAN, EVE, OLA, SAM, Account, Stage

FOLLOWED = "You follow this: your digest tells when it changes."


@pytest.fixture
def stage(stage: Stage) -> Stage:
    stage.does(DAN, "action add Ship the pumps due 2027-03-01")
    return stage


def follow(stage: Stage, who: Account, ref: str = "A-1") -> None:
    stage.does(who, f"{ref} follow", None)
    stage.later(minutes=1)  # what happens from then on is news


def digest(stage: Stage, who: Account) -> str:
    """What *who* hears by the next noon."""
    before = len(stage.heard_by(who))
    day = stage.now.date().day + 1
    stage.at(datetime(2026, 11, day, 12, tzinfo=UTC))
    return "\n".join(stage.heard_by(who)[before:])


def test_nothing_is_told_at_once(stage: Stage):
    followers = (ANN, CAT, OLA, EVE)
    for who in followers:
        follow(stage, who)
    before = [stage.heard_by(who) for who in followers]
    for line in ("A-1 start", "A-1 block no access", "A-1 unblock", "A-1 done shipped"):
        stage.does(DAN, line)
    stage.does(BOB, "A-1 note on its way")

    assert [stage.heard_by(who) for who in followers] == before


@pytest.mark.parametrize("who", [ANN, CAT, OLA, EVE, SAM], ids=lambda who: who.name)
def test_the_digest_tells_what_changed(stage: Stage, who: Account):
    follow(stage, who)
    stage.does(DAN, "A-1 block no access")

    assert "Dan: A-1 “Ship the pumps” is blocked: no access" in digest(stage, who)


def test_who_does_not_follow_hears_nothing(stage: Stage):
    stage.does(CAT, "A-1 follow")
    stage.does(CAT, "A-1 unfollow")
    stage.does(DAN, "A-1 block no access")

    assert "no access" not in digest(stage, CAT)


@pytest.mark.parametrize("who", [ANN, CAT, OLA, EVE], ids=lambda who: who.name)
def test_a_private_note_of_one_party_tells_the_other_and_observers_nothing(
    stage: Stage, who: Account
):
    follow(stage, who)
    stage.does(DAN, "A-1 note they will hate the price private", None)

    said = digest(stage, who)
    assert "price" not in said
    assert "A-1" not in said


def test_a_private_note_is_told_to_a_colleague_who_follows(stage: Stage):
    follow(stage, BOB)
    stage.does(DAN, "A-1 note they will hate the price private", None)

    assert "they will hate the price" in digest(stage, BOB)


def test_who_becomes_an_observer_hears_no_more_of_private_things(stage: Stage):
    stage.does(CAT, "action add Check their price private", None)
    stage.does(ANN, "member add @sam as contributor")
    follow(stage, SAM, "~A-1")
    stage.does(ANN, "member add @sam as observer")
    stage.does(CAT, "~A-1 block no figures", None)

    assert "figures" not in digest(stage, SAM)


def test_who_left_the_plan_hears_no_more(stage: Stage):
    follow(stage, CAT)
    stage.does(ANN, "member remove @cat")
    stage.does(DAN, "A-1 block no access")

    assert "no access" not in digest(stage, CAT)


def test_ones_own_card_says_that_one_follows(stage: Stage):
    assert FOLLOWED not in stage.say(CAT, "A-1")
    stage.does(CAT, "A-1 follow")

    assert FOLLOWED in stage.say(CAT, "A-1")
    assert FOLLOWED not in stage.say(ANN, "A-1")
    stage.does(CAT, "A-1 unfollow")
    assert FOLLOWED not in stage.say(CAT, "A-1")


def test_what_was_taken_back_before_the_digest_is_not_told(stage: Stage):
    follow(stage, ANN)
    stage.does(BOB, "A-1 due 2027-04-01")
    stage.does(BOB, "undo")

    assert "moved" not in digest(stage, DAN) + "\n".join(stage.heard_by(ANN))


def test_what_was_taken_back_after_the_digest_is_told_so(stage: Stage):
    stage.at(datetime(2026, 11, 24, 8, 55, tzinfo=UTC))
    stage.does(BOB, "A-1 due 2027-04-01")
    stage.at(datetime(2026, 11, 24, 9, 2, tzinfo=UTC))
    assert "Bob moved A-1" in stage.heard_by(DAN)[-1]
    stage.does(BOB, "undo")

    assert "Bob took back their last line on A-1" in digest(stage, DAN)
