"""Rates, obeyed before they are enforced: what each scope still holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.pace import Pace

AT_ONCE = 4
KEPT_BACK = 3


@dataclass(frozen=True)
class Limit:
    """In `scope` one call takes `every` seconds, and `burst` calls may come at once.

    In any time T no more than burst + T / every calls are made.
    """

    scope: str
    every: float
    burst: int = 1

    @classmethod
    def a_minute(cls, scope: str, many: int) -> "Limit":
        """No more than *many* in any minute, a few of them at once.

        Calls take unequally long on their way, so a few are kept back: those that left
        in one minute may arrive in the next.
        """
        return cls(scope, 60 / (many - AT_ONCE - KEPT_BACK), AT_ONCE)

    @property
    def one(self) -> timedelta:
        return timedelta(seconds=self.every)

    @property
    def slack(self) -> timedelta:
        """How far ahead of its rate a scope may be."""
        return self.one * (self.burst - 1)


class Buckets:
    """The scopes asked about in one piece of work, as everybody shares them."""

    def __init__(self, pace: Pace, now: datetime) -> None:
        self._pace = pace
        self._now = now
        self._free: dict[str, datetime] = {}
        self._changed: set[str] = set()

    def ask(self, scopes: Iterable[str]) -> None:
        """Read several at once, in an order in which no two wait for each other."""
        new = set(scopes) - self._free.keys()
        self._free |= self._pace.free(new, self._now)

    def when(self, limits: Sequence[Limit]) -> datetime:
        """When a call that counts against all of *limits* may be made."""
        for limit in limits:
            self.ask([limit.scope])
            if (at := self._free[limit.scope] - limit.slack) > self._now:
                return at
        return self._now

    def take(self, limits: Iterable[Limit]) -> None:
        for limit in limits:
            free = max(self._free[limit.scope], self._now)
            self._set(limit.scope, free + limit.one)

    def hold(self, limit: Limit, until: datetime) -> None:
        """Let nothing through before *until*."""
        self.ask([limit.scope])
        self._set(limit.scope, max(self._free[limit.scope], until + limit.slack))

    def keep(self) -> None:
        """Write what was taken and held."""
        self._pace.keep({scope: self._free[scope] for scope in self._changed})
        self._changed.clear()

    def _set(self, scope: str, free: datetime) -> None:
        self._free[scope] = free
        self._changed.add(scope)
