"""What comes back: one stands open, and hands its rule on to the next when it ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import ClassVar, Self

from domain.action_fact import ActionPassed
from domain.errors import DomainError
from domain.fact import Fact
from domain.item import Item
from domain.recurrence import Rule
from domain.rule_words import rule_of

DAY = timedelta(days=1)


class FollowedBy(DomainError):
    """{this} is followed by {ref}, which comes back now. Stop that one: `{ref} stop`."""  # noqa: E501 - one sentence people read

    def __init__(self, this: str, ref: str) -> None:
        self.this = this
        self.ref = ref


class ComesOnce(DomainError):
    """{ref} does not come back, so there is nothing to stop. Take it out: `{ref} cancel "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@dataclass(eq=False, kw_only=True)
class Recurring(Item):
    """Exactly one of a series carries the `rule`: the one nothing follows yet.

    `rule_from` is the first day of the series and sets its rhythm; `turn` is the day
    of that rhythm this one stands for, whatever its `due` was moved to. `skipped` is
    how many turns went by before it without one. `followed_by` took the rule over.
    """

    KEPT: ClassVar[tuple[str, ...]] = ()  # what the next one has of this one
    FRESH: ClassVar[dict[str, object]] = {}

    due: date | None = None
    rule: str = ""
    rule_from: date | None = None
    turn: date | None = None
    skipped: int | None = None
    followed_by: str = ""

    @property
    def recurs(self) -> bool:
        return bool(self.rule)

    @property
    def repeats(self) -> Rule:
        return rule_of(self.rule)

    def begin(self, rule: Rule, start: date) -> None:
        """Come back by *rule*, for the first time on its first day from *start* on."""
        first = next(rule.from_day(start))
        self.rule, self.rule_from = str(rule), first
        self.turn = self.due = first

    def turn_after(self, day: date) -> date:
        """The first turn after the own one and after *day*."""
        turn, start = self._rhythm
        return self.repeats.after(max(turn, day), start=start)

    @property
    def passes_on(self) -> date:
        """The day after which the next one is made, also where this one is open."""
        turn, _ = self._rhythm
        return min(self.due or turn, self.turn_after(turn) - DAY)

    def heir(self, number: int, *, passed: date, by: str, at: datetime) -> Self:
        """The next one, for the first turn after *passed*, a day that has ended."""
        turn = self.turn_after(passed)
        kept = {name: getattr(self, name) for name in self.KEPT}
        begun = {"number": number, "created_by": by, "created_at": at, "version": 0}
        when = {"due": turn, "turn": turn, "skipped": self._before(turn) or None}
        fresh: dict[str, object] = {**self.FRESH, **kept, **begun, **when}
        return replace(self, **fresh)  # type: ignore[arg-type]

    def handing(self, heir: Self | None) -> dict[str, str]:
        """What changes here when *heir* takes the rule over; nothing without one."""
        return {"rule": "", "followed_by": heir.ref} if heir else {}

    def pass_on(self, heir: Self, *, at: datetime) -> Fact:
        """Its day has passed: the next one is there, though this one is still open."""
        return self.change(ActionPassed, by=None, at=at, **self.handing(heir))

    def require_rule(self) -> None:
        """Refuse where this one does not carry the rule, and say which does."""
        if self.followed_by:
            raise FollowedBy(self.ref, self.followed_by)
        if not self.recurs:
            raise ComesOnce(self.ref)

    @property
    def _rhythm(self) -> tuple[date, date]:
        if self.turn is None or self.rule_from is None:
            raise ValueError(f"{self.ref} does not come back")
        return self.turn, self.rule_from

    def _before(self, turn: date) -> int:
        """How many turns there are between the own one and *turn*."""
        own, start = self._rhythm
        since = self.repeats.from_day(start)
        return sum(own < day for day in takewhile(lambda day: day < turn, since))
