"""A thing of a plan whose every change returns the fact that tells it."""

from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar, cast

from domain.errors import Nothing
from domain.fact import CLOCK, Changes, Fact, Value
from domain.visibility import Audience, Side

F = TypeVar("F", bound=Fact)
UNTOLD = frozenset({"plan", "number", "audience", "version"})


class Speaker(Protocol):
    """Whoever changes something: a person who speaks for one party."""

    @property
    def person(self) -> str: ...
    @property
    def side(self) -> Side: ...


def plain(value: object) -> Value:
    """A field's value as the record keeps it: text, whole number, truth or nothing."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"the record cannot keep {value!r}")


class Changing:
    """A thing of a plan whose every change returns its fact."""

    RECORDED: ClassVar[bool] = True

    @property
    def ref(self) -> str:
        raise NotImplementedError

    @property
    def told_in(self) -> str:
        """The id of the plan whose record tells of this."""
        return str(vars(self)["plan"])

    @property
    def told_to(self) -> Audience:
        """Who may read the facts of this."""
        return Audience.JOINT

    def kept(self, field: str) -> Value:
        """A field's value as the record keeps it."""
        return plain(getattr(self, field))

    def would(self, **after: object) -> Changes:
        """What setting these fields would change: each value before and after."""
        return {
            name: (plain(getattr(self, name)), plain(value))
            for name, value in after.items()
            if getattr(self, name) != value
        }

    def change(
        self,
        kind: type[F],
        *,
        by: Speaker | None,
        at: datetime,
        note: str = "",
        **after: Any,  # noqa: ANN401 - any typed field may change
    ) -> F:
        """Set the fields in *after*; return the fact. *by* None is the clock."""
        changes = self.would(**after)
        if after and not changes:
            raise Nothing(self.ref)
        for name, value in after.items():
            setattr(self, name, value)
        return self.say(kind, by=by, at=at, note=note, changes=changes)

    def say(
        self,
        kind: type[F],
        *,
        by: Speaker | None,
        at: datetime,
        note: str = "",
        changes: Changes | None = None,
    ) -> F:
        """The fact *kind* about this thing."""
        return kind(
            plan=self.told_in,
            ref=self.ref,
            by=by.person if by else CLOCK,
            side=by.side if by else None,
            at=at,
            audience=self.told_to,
            note=note,
            changes=changes or {},
        )

    def born(
        self, kind: type[F], *, by: Speaker | None, at: datetime, note: str = ""
    ) -> F:
        """The fact that this thing began, with every field it began with."""
        changes = {
            f.name: (None, plain(getattr(self, f.name)))
            for f in fields(cast(Any, self))
            if f.name not in UNTOLD and getattr(self, f.name) not in (None, "")
        }
        return self.say(kind, by=by, at=at, note=note, changes=changes)
