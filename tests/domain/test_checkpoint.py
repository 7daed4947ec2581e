"""Rules of a checkpoint: every verb in every status, and who may say it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from domain.checkpoint import Checkpoint, OneOfASeries, Status
from domain.errors import DomainError, NotAllowed
from domain.fact import Fact
from domain.minutes import NotBegun
from domain.visibility import Audience, Side
from tests.domain.people import ANN, BOB, CAT, DAN, NOW, SAM

S = Status
Verb = Callable[[Checkpoint, Any], Fact]
VERBS: dict[str, Verb] = {
    "start": lambda cp, by: cp.start(by=by, at=NOW),
    "attend": lambda cp, by: cp.attend(("dan",), by=by, at=NOW),
    "write": lambda cp, by: cp.write("We met", by=by, at=NOW),
    "end": lambda cp, by: cp.end("We met", by=by, side=by.side, at=NOW),
    "agree": lambda cp, by: cp.agree(by=by, at=NOW),
    "dispute": lambda cp, by: cp.dispute("May", by=by, at=NOW),
    "silence": lambda cp, _: cp.pass_in_silence(at=NOW),
    "move": lambda cp, by: cp.move_to(NOW + timedelta(days=9), by=by, at=NOW),
    "skip": lambda cp, by: cp.skip("away", by=by, at=NOW),
    "miss": lambda cp, _: cp.miss(at=NOW),
    "cancel": lambda cp, by: cp.cancel("no need", by=by, at=NOW),
    "rename": lambda cp, by: cp.rename("Other", by=by, at=NOW),
}
# What each verb leads to from where; what is not here is refused.
LEADS: dict[str, dict[Status, Status]] = {
    "start": {S.SCHEDULED: S.RUNNING},
    "attend": {s: s for s in (S.RUNNING, S.ENDED, S.DISPUTED)},
    "write": {
        S.SCHEDULED: S.ENDED,
        S.RUNNING: S.RUNNING,
        S.ENDED: S.ENDED,
        S.DISPUTED: S.ENDED,
        S.MISSED: S.ENDED,
    },
    "end": {S.RUNNING: S.ENDED},
    "agree": {S.ENDED: S.AGREED, S.DISPUTED: S.AGREED},
    "dispute": {S.ENDED: S.DISPUTED},
    "silence": {S.ENDED: S.NO_OBJECTION},
    "move": {S.SCHEDULED: S.SCHEDULED},
    "skip": {S.SCHEDULED: S.SKIPPED},
    "miss": {S.SCHEDULED: S.MISSED},
    "cancel": {S.SCHEDULED: S.CANCELLED},
    "rename": {S.SCHEDULED: S.SCHEDULED, S.RUNNING: S.RUNNING},
}
ANSWERS = frozenset({"agree", "dispute"})
HELD = frozenset({S.ENDED, S.DISPUTED, S.AGREED, S.NO_OBJECTION})


def checkpoint(status: Status = S.SCHEDULED, **more: Any) -> Checkpoint:
    """Of today; where it was held, the customer wrote the minutes."""
    begun: dict[str, Any] = {"plan": "p", "number": 1, "title": "Review"}
    begun |= {"audience": Audience.JOINT, "created_by": "ann", "created_at": NOW}
    written = {"written_side": Side.CUSTOMER, "written_at": NOW}
    held = written if status in HELD else {}
    rest: dict[str, Any] = {"starts": NOW, "zone": "UTC", "status": status}
    return Checkpoint(**(begun | rest | held | more))


def speaker(verb: str) -> Any:
    return BOB if verb in ANSWERS else ANN


@pytest.mark.parametrize(("verb", "status"), list(product(VERBS, Status)))
def test_every_verb_in_every_status(verb: str, status: Status) -> None:
    found = checkpoint(status)
    before = dict(vars(found))
    if (to := LEADS[verb].get(status)) is None:
        with pytest.raises(DomainError) as refusal:
            VERBS[verb](found, speaker(verb))
        assert "CP-1" in str(refusal.value)
        assert str(refusal.value).rstrip("`").endswith(".")
        assert vars(found) == before
    else:
        VERBS[verb](found, speaker(verb))
        assert found.status is to


@pytest.mark.parametrize("verb", sorted(ANSWERS))
@pytest.mark.parametrize("status", [S.ENDED])
def test_who_wrote_the_minutes_does_not_answer_them(verb: str, status: Status) -> None:
    for by in (ANN, CAT, DAN, SAM):
        with pytest.raises(NotAllowed):
            VERBS[verb](checkpoint(status), by)


@pytest.mark.parametrize(
    ("verb", "status"),
    [("start", S.SCHEDULED), ("write", S.RUNNING), ("end", S.RUNNING)],
)
def test_a_lead_runs_it_or_whoever_takes_the_chair(verb: str, status: Status) -> None:
    for by in (CAT, DAN, SAM):
        with pytest.raises(NotAllowed):
            VERBS[verb](checkpoint(status), by)
    VERBS[verb](checkpoint(status, chair="cat"), CAT)
    VERBS[verb](checkpoint(status, chair="cat"), BOB)


@pytest.mark.parametrize("verb", ["move", "skip", "cancel", "rename"])
def test_the_chair_alone_does_not_move_it(verb: str) -> None:
    with pytest.raises(NotAllowed):
        VERBS[verb](checkpoint(chair="cat"), CAT)


def test_what_has_not_come_yet_has_no_minutes() -> None:
    with pytest.raises(NotBegun):
        checkpoint(starts=NOW + timedelta(hours=1)).write("We met", by=ANN, at=NOW)


def test_one_of_a_series_is_not_cancelled() -> None:
    with pytest.raises(OneOfASeries, match="CP-1 is one of CS-1"):
        checkpoint(series="CS-1").cancel("no", by=ANN, at=NOW)


def test_it_does_not_move_into_the_past() -> None:
    with pytest.raises(DomainError, match="past"):
        checkpoint().move_to(NOW, by=ANN, at=NOW)


def test_a_move_takes_back_the_question_to_the_chair() -> None:
    found = checkpoint(asked_at=NOW)
    found.move_to(NOW + timedelta(days=2), by=ANN, at=NOW)
    assert found.asked_at is None


def test_somebody_who_starts_it_is_there() -> None:
    found = checkpoint()
    found.start(by=BOB, at=NOW)
    found.attend(("dan", "bob"), by=BOB, at=NOW)
    assert found.present == ("bob", "dan")


def test_after_a_dispute_whoever_writes_waits_for_the_other() -> None:
    found = checkpoint(S.DISPUTED)
    found.write("It was May", by=BOB, at=NOW)
    assert found.accepting_side is Side.CUSTOMER
    with pytest.raises(NotAllowed):
        found.agree(by=BOB, at=NOW)
    found.agree(by=ANN, at=NOW)
