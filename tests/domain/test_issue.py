"""Rules of an issue: who says what of it, and what cannot become what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from domain.calendar import Both, Calendar
from domain.clock import Calendars
from domain.errors import DomainError, NotAllowed
from domain.issue import Issue, Status
from domain.issue_status import LIVE, MOVES, RUNNING, STOPPED, Ask
from domain.ladder import Ladder, Severity
from domain.member import Tier
from domain.seat import Voice
from domain.visibility import Audience, Side
from tests.domain.people import ANN, BOB, CAT, DAN, NOW, SAM

LONDON = Calendar("Europe/London")
CALENDARS = Calendars(LONDON, Both(LONDON, LONDON, "Europe/London"), LONDON)
OWNER, OTHER = Voice(BOB), Voice(ANN)
SEATED = Voice(SAM, seated=True)  # the customer's sponsor, on whose tier it is
DAY = date(2026, 12, 11)

Verb = Callable[[Issue], Any]
VERBS: dict[str, Verb] = {
    "ack": lambda i: i.acknowledge(by=OWNER, at=NOW),
    "propose": lambda i: i.propose("swap it", by=OWNER, at=NOW),
    "by": lambda i: i.ask_date(DAY, "parts", by=OWNER, at=NOW),
    "pause": lambda i: i.ask_pause("parts", by=OWNER, at=NOW),
    "step down": lambda i: i.ask_step_down("settled", by=OWNER, at=NOW),
    "lower": lambda i: i.ask_lower(Severity.LOW, "one ward", by=OWNER, at=NOW),
    "worsen": lambda i: i.worsen(Severity.CRITICAL, "two wards", by=OWNER, at=NOW),
    "escalate": lambda i: i.escalate(Tier.STRATEGIC, "slow", by=OWNER, at=NOW),
    "dispute": lambda i: i.dispute("no", by=OWNER, at=NOW, calendars=CALENDARS),
    "resume": lambda i: i.resume(by=OWNER, at=NOW),
    "resolve": lambda i: i.resolve("new", by=OWNER, at=NOW, calendars=CALENDARS),
    "accept": lambda i: i.accept(by=OTHER, at=NOW),
    "reopen": lambda i: i.reopen("broke", by=OTHER, at=NOW),
    "silence": lambda i: i.pass_in_silence(at=NOW),
    "cancel": lambda i: i.cancel("gone", by=ANN, at=NOW, calendars=CALENDARS),
    "share": lambda i: i.share("I-9", by=ANN, at=NOW),
    "title": lambda i: i.rename("All pumps", by=ANN, at=NOW),
    "owner": lambda i: i.give_to(DAN, by=BOB, at=NOW),
    "lapse": lambda i: i.lapse(at=NOW),
}
CLOSED = {Status.ACCEPTED, Status.NO_OBJECTION, Status.CANCELLED}
ALLOWED: dict[str, set[Status]] = {
    "ack": {Status.OPEN},
    "propose": {*LIVE},
    "by": {*RUNNING},
    "pause": {*RUNNING},
    "step down": {*RUNNING},
    "lower": {*RUNNING},
    "worsen": {*LIVE},
    "escalate": {*RUNNING},
    "dispute": {*LIVE} - {Status.DISPUTED},
    "resume": {*STOPPED},
    "resolve": {*LIVE},
    "accept": {Status.RESOLVED},
    "reopen": {Status.RESOLVED, *CLOSED},
    "silence": {Status.RESOLVED},
    "cancel": {*LIVE, Status.RESOLVED},
    "share": {*LIVE},
    "title": {*LIVE},
    "owner": {*LIVE},
    "lapse": {Status.ACKNOWLEDGED},
}


def issue(status: Status = Status.OPEN, **more: Any) -> Issue:
    """The supplier's to resolve, raised by the customer's lead."""
    begun = {"plan": "p", "number": 1, "audience": Audience.JOINT, "title": "Pumps"}
    sides = {"owner": "bob", "owner_side": Side.SUPPLIER, "raised_side": Side.CUSTOMER}
    made = {"created_by": "ann", "created_at": NOW, "ladder": Ladder.read("").text}
    fields = {"severity": Severity.HIGH, "tier": Tier.TACTICAL, **sides, **made, **more}
    found = Issue(**{**begun, **fields})
    found.begin(NOW)
    found.status = status
    if status is Status.RESOLVED:
        found.resolved_side = Side.SUPPLIER
    return found


def test_every_verb_has_its_row() -> None:
    assert VERBS.keys() == ALLOWED.keys()


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("verb", VERBS)
def test_only_what_may_follow_follows(verb: str, status: Status) -> None:
    found = issue(status)
    before = vars(found).copy()
    if status in ALLOWED[verb]:
        VERBS[verb](found)
        assert vars(found) != before
        return
    with pytest.raises(DomainError) as refused:
        VERBS[verb](found)
    assert str(refused.value).startswith("I-1 is ")
    assert str(refused.value).endswith(".")
    assert vars(found) == before


def test_no_status_leads_nowhere_known() -> None:
    assert {status for follows in MOVES.values() for status in follows} <= set(Status)


@pytest.mark.parametrize(
    ("verb", "by"),
    [
        (lambda i, by: i.acknowledge(by=by, at=NOW), Voice(CAT)),
        (lambda i, by: i.acknowledge(by=by, at=NOW), SEATED),
        (lambda i, by: i.acknowledge(by=by, at=NOW), Voice(SAM)),
        (lambda i, by: i.propose("x", by=by, at=NOW), Voice(SAM)),
        (
            lambda i, by: i.resolve("x", by=by, at=NOW, calendars=CALENDARS),
            Voice(CAT),
        ),
        (lambda i, by: i.dispute("x", by=by, at=NOW, calendars=CALENDARS), Voice(DAN)),
        (lambda i, by: i.dispute("x", by=by, at=NOW, calendars=CALENDARS), SEATED),
    ],
)
def test_who_may_not(verb: Callable[[Issue, Voice], Any], by: Voice) -> None:
    with pytest.raises(NotAllowed):
        verb(issue(), by)


def test_whoever_it_climbed_to_may_resolve_it_for_the_other_party_to_accept() -> None:
    found = issue()

    found.resolve("decided", by=SEATED, at=NOW, calendars=CALENDARS)

    assert found.accepting_side is Side.SUPPLIER


def test_on_the_lowest_tier_only_the_owners_party_resolves_it() -> None:
    with pytest.raises(NotAllowed):
        issue(tier=Tier.OPERATIONAL).resolve(
            "decided", by=SEATED, at=NOW, calendars=CALENDARS
        )


def test_what_one_party_asks_the_other_agrees() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    with pytest.raises(NotAllowed, match="customer's side"):
        found.agree(by=OWNER, at=NOW, calendars=CALENDARS)
    found.agree(by=OTHER, at=NOW, calendars=CALENDARS)

    assert found.status is Status.PAUSED


def test_a_contributor_does_not_agree() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    with pytest.raises(NotAllowed, match="a lead or whoever sits"):
        found.agree(by=Voice(CAT), at=NOW, calendars=CALENDARS)


def test_whoever_sits_on_the_tier_agrees() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    found.agree(by=SEATED, at=NOW, calendars=CALENDARS)

    assert found.status is Status.PAUSED


def test_what_is_declined_no_longer_waits() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    found.decline("not yet", by=OTHER, at=NOW)

    assert found.waits_for is None
    with pytest.raises(DomainError, match="Nothing is asked"):
        found.agree(by=OTHER, at=NOW, calendars=CALENDARS)


def test_the_other_party_answers_before_it_asks() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    with pytest.raises(DomainError, match="waits for your answer"):
        found.ask_date(DAY, "later", by=OTHER, at=NOW)


def test_asking_again_takes_the_place_of_what_was_asked() -> None:
    found = issue()
    found.ask_pause("parts", by=OWNER, at=NOW)

    found.ask_date(DAY, "later", by=OWNER, at=NOW)

    assert (found.asked, found.asked_due) == (Ask.BY, DAY)


def test_an_agreed_date_says_that_the_owner_is_on_it() -> None:
    found = issue()
    found.ask_date(DAY, "parts", by=OWNER, at=NOW)

    found.agree(by=OTHER, at=NOW, calendars=CALENDARS)

    assert found.status is Status.ACKNOWLEDGED
    assert found.end(CALENDARS) == LONDON.closing(DAY)


def test_a_step_down_starts_the_clock_of_the_tier_below() -> None:
    found = issue(tier=Tier.STRATEGIC)
    found.ask_step_down("settled", by=OWNER, at=NOW)

    found.agree(by=OTHER, at=NOW, calendars=CALENDARS)

    assert (found.tier, found.clock_days) == (Tier.TACTICAL, 3)


def test_what_is_raised_by_others_is_not_cancelled_by_its_owner() -> None:
    with pytest.raises(NotAllowed, match="whoever raised"):
        issue().cancel("no", by=BOB, at=NOW, calendars=CALENDARS)


def test_what_goes_to_the_other_party_is_to_be_acknowledged_by_it() -> None:
    found = issue()
    found.acknowledge(by=OWNER, at=NOW)

    found.give_to(CAT, by=BOB, at=NOW)

    assert (found.status, found.acknowledged_by) == (Status.OPEN, None)


def test_a_later_ladder_does_not_move_a_climb_in_progress() -> None:
    slow = Ladder.read("").with_days(Severity.HIGH, Tier.TACTICAL, 9)
    found = issue(ladder=slow.text)

    assert found.days(Severity.HIGH, Tier.TACTICAL) == 9
    assert issue().days(Severity.HIGH, Tier.TACTICAL) == 3


@pytest.mark.parametrize("days", [0, 251])
def test_days_of_a_tier_are_bounded(days: int) -> None:
    with pytest.raises(DomainError, match="1 to 250"):
        Ladder.read("").with_days(Severity.HIGH, Tier.TACTICAL, days)


def test_the_top_has_no_days() -> None:
    with pytest.raises(DomainError, match="executive tier"):
        Ladder.read("").with_days(Severity.HIGH, Tier.EXECUTIVE, 3)
