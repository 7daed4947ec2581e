"""Rules of an action: who does, who accepts, and what cannot become what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.action import LIVE, Action, Status
from domain.action_status import MOVES
from domain.errors import (
    DomainError,
    IllegalMove,
    NeedsOwner,
    NotAllowed,
    Nothing,
    OwnJudge,
    Said,
)
from domain.visibility import Audience, Side
from tests.domain.people import ANN, BOB, CAT, DAN, LATER, NOW, action

Verb = Callable[[Action], Any]
BY_OWNER: dict[str, Verb] = {
    "start": lambda a: a.start(by=BOB, at=NOW),
    "progress": lambda a: a.progress_to(40, by=BOB, at=NOW),
    "done": lambda a: a.claim_done(by=BOB, at=NOW),
    "block": lambda a: a.block("no access", by=BOB, at=NOW),
    "unblock": lambda a: a.unblock(by=BOB, at=NOW),
    "due": lambda a: a.move_to(LATER, by=BOB, at=NOW),
    "cancel": lambda a: a.cancel("bought", by=BOB, at=NOW),
    "share": lambda a: a.share("A-9", by=BOB, at=NOW),
    "owner": lambda a: a.give_to(DAN, by=BOB, at=NOW),
    "title": lambda a: a.rename("Train all", by=BOB, at=NOW),
}
BY_OTHER: dict[str, Verb] = {
    "accept": lambda a: a.accept(by=ANN, at=NOW),
    "send back": lambda a: a.send_back("no report", by=ANN, at=NOW),
    "silence": lambda a: a.pass_in_silence(at=NOW),
}
ANYONE: dict[str, Verb] = {"reopen": lambda a: a.reopen("again", by=ANN, at=NOW)}
VERBS = BY_OWNER | BY_OTHER | ANYONE
ALLOWED = {
    "start": {Status.OPEN, Status.BLOCKED},
    "progress": LIVE,
    "done": LIVE,
    "block": {Status.OPEN, Status.IN_PROGRESS},
    "unblock": {Status.BLOCKED},
    "due": LIVE,
    "cancel": {*LIVE, Status.DONE},
    "share": LIVE,
    "owner": LIVE,
    "title": LIVE,
    "accept": {Status.DONE},
    "send back": {Status.DONE},
    "silence": {Status.DONE},
    "reopen": {Status.ACCEPTED, Status.NO_OBJECTION, Status.CANCELLED},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", Status)
def test_each_verb_runs_in_its_statuses_and_is_refused_in_all_others(
    verb: str, status: Status
) -> None:
    found = action(status=status)
    if status in ALLOWED[verb]:
        VERBS[verb](found)
        return
    with pytest.raises((IllegalMove, Said)) as refusal:
        VERBS[verb](found)
    assert str(status) in str(refusal.value)
    assert found.status is status


@pytest.mark.parametrize("status", Status)
def test_a_verb_never_leaves_the_table(status: Status) -> None:
    for verb in VERBS.values():
        found = action(status=status)
        try:
            verb(found)
        except DomainError:
            continue
        assert found.status is status or found.status in MOVES[status]


@pytest.mark.parametrize("verb", sorted(BY_OWNER.keys() - {"share", "title"}))
def test_only_the_owners_party_does_the_work(verb: str) -> None:
    found = action(owner="ann", owner_side=Side.CUSTOMER, status=Status.OPEN)
    with pytest.raises(NotAllowed):
        BY_OWNER[verb](found)


@pytest.mark.parametrize("verb", ["accept", "send back"])
@pytest.mark.parametrize("judge", [BOB, DAN])
def test_the_owners_party_never_answers_for_the_other(verb: str, judge: Any) -> None:
    found = action(status=Status.DONE, acceptor=judge.person)
    with pytest.raises(NotAllowed):
        (found.accept if verb == "accept" else lambda **k: found.send_back("no", **k))(
            by=judge, at=NOW
        )


def test_a_contributor_accepts_only_what_names_them() -> None:
    with pytest.raises(NotAllowed):
        action(status=Status.DONE).accept(by=CAT, at=NOW)
    named = action(status=Status.DONE, acceptor="cat")
    named.accept(by=CAT, at=NOW)
    assert named.status is Status.ACCEPTED


def test_a_private_action_is_accepted_inside_its_own_party() -> None:
    kept = {"audience": Audience.SUPPLIER, "status": Status.DONE}
    with pytest.raises(NotAllowed):
        action(**kept).accept(by=ANN, at=NOW)
    found = action(**kept)
    found.accept(by=BOB, at=NOW)
    assert found.status is Status.ACCEPTED


def test_whoever_accepts_is_of_the_other_party() -> None:
    found = action()
    with pytest.raises(OwnJudge, match="Dan cannot accept A-1: that takes somebody"):
        found.judged_by(DAN, "Dan")
    found.judged_by(CAT, "Cat")
    assert found.acceptor == "cat"


def test_what_is_done_cannot_be_given_to_the_other_party_and_accepted_there() -> None:
    found = action()
    found.claim_done(by=BOB, at=NOW)
    with pytest.raises(Said, match="its owner no longer changes"):
        found.give_to(ANN, by=BOB, at=NOW)
    assert found.accepting_side is Side.CUSTOMER


def test_what_is_accepted_already_says_so() -> None:
    found = action(status=Status.ACCEPTED)
    with pytest.raises(IllegalMove, match=r"^A-1 is already accepted\.$"):
        found.accept(by=ANN, at=NOW)


def test_what_is_open_cannot_be_sent_back() -> None:
    with pytest.raises(IllegalMove, match=r"^A-1 is open, so it cannot be sent back\."):
        action().send_back("no", by=ANN, at=NOW)


def test_who_may_answer_is_asked_before_what_there_is_to_answer() -> None:
    for judged in (action().accept, lambda **k: action().send_back("no", **k)):
        with pytest.raises(NotAllowed):
            judged(by=BOB, at=NOW)
    with pytest.raises(NeedsOwner):
        action(owner=None, owner_side=None).accept(by=ANN, at=NOW)


def test_a_note_on_an_unchanged_share_is_a_change() -> None:
    found = action()
    found.progress_to(50, by=BOB, at=NOW)
    fact = found.progress_to(50, "waiting for parts", by=BOB, at=NOW)
    assert (fact.note, fact.changes) == ("waiting for parts", {"progress": (50, 50)})
    with pytest.raises(Nothing):
        found.progress_to(50, by=BOB, at=NOW)


def test_an_action_that_changes_sides_forgets_who_was_to_accept_it() -> None:
    found = action(acceptor="cat")
    found.give_to(ANN, by=BOB, at=NOW)
    assert (found.owner_side, found.acceptor) == (Side.CUSTOMER, None)


def test_an_action_handed_on_inside_a_party_keeps_who_accepts_it() -> None:
    found = action(acceptor="cat")
    found.give_to(DAN, by=BOB, at=NOW)
    assert (found.owner, found.acceptor) == ("dan", "cat")


def test_an_action_of_nobody_asks_for_an_owner_first() -> None:
    found = action(owner=None, owner_side=None)
    with pytest.raises(NeedsOwner, match="`A-1 owner @name`"):
        found.claim_done(by=BOB, at=NOW)
    found.give_to(BOB, by=ANN, at=NOW)
    found.claim_done(by=BOB, at=NOW)
    assert found.status is Status.DONE


def test_whoever_added_it_may_put_its_title_right() -> None:
    found = action(created_by="ann")
    found.rename("Train all", by=ANN, at=NOW)
    assert found.title == "Train all"
    with pytest.raises(NotAllowed):
        found.rename("Train none", by=CAT, at=NOW)


def test_reopening_forgets_that_it_was_done() -> None:
    found = action(due=date(2026, 11, 27))
    found.claim_done("shipped", by=BOB, at=NOW)
    found.accept(by=ANN, at=NOW)
    found.reopen("broke", by=ANN, at=NOW)
    assert (found.done_by, found.done_at, found.done_note) == (None, None, "")
    assert found.due == date(2026, 11, 27)


def test_the_fact_tells_every_field_that_changed() -> None:
    found = action()
    fact = found.claim_done("shipped", by=BOB, at=NOW)
    assert fact.changes == {
        "status": ("open", "done, awaiting acceptance"),
        "done_by": (None, "bob"),
        "done_at": (None, NOW.isoformat()),
        "done_note": ("", "shipped"),
    }
