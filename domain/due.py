"""What happens next, as a row with a time: nothing else remembers the future."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.visibility import Audience


class Kind(StrEnum):
    AGAIN = "again"  # what comes back comes round
    DIGEST = "digest"  # one person's day
    HAND_OVER = "hand over"  # what somebody has open goes to a colleague
    SILENCE = "silence"  # nobody answered
    SEAL = "seal"  # the weekly seal of a plan
    ANEW = "anew"  # what private clocks count on has changed
    AGENDA = "agenda"  # a checkpoint is on the next working day
    START = "start"  # a checkpoint begins
    MINUTES = "minutes"  # nobody said how a checkpoint went
    MISSED = "missed"  # a checkpoint was neither held nor moved
    CLIMB = "climb"  # an issue goes up a tier
    WINDOW = "window"  # nobody acknowledged an issue
    STILL = "still on it"  # nothing was heard of an issue
    WEEKLY = "weekly"  # an issue that climbs no further


class Timed(Protocol):
    """Something of a plan that a row is about."""

    plan: str
    audience: Audience

    @property
    def ref(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Due:
    """`at` is aware UTC. `key` is unique: a new row replaces the one of its key."""

    key: str
    kind: Kind
    at: datetime
    plan: str = ""
    audience: Audience = Audience.JOINT
    ref: str = ""
    person: str = ""

    @staticmethod
    def key_of(kind: Kind, item: Timed) -> str:
        """The key of the one row of *kind* about *item*."""
        return f"{kind} {item.plan} {item.audience} {item.ref}"

    @classmethod
    def about(cls, item: Timed, kind: Kind, at: datetime) -> "Due":
        return cls(
            key=cls.key_of(kind, item),
            kind=kind,
            at=at,
            plan=item.plan,
            audience=item.audience,
            ref=item.ref,
        )
