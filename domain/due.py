"""What happens next, as a row with a time: nothing else remembers the future."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.visibility import Audience


class Kind(StrEnum):
    AGAIN = "again"  # what comes back comes round
    DIGEST = "digest"  # one person's day
    HAND_OVER = "hand over"  # what somebody has open goes to a colleague
    SILENCE = "silence"  # nobody answered
    SEAL = "seal"  # the weekly seal of a plan
    AGENDA = "agenda"  # a checkpoint is on the next working day
    START = "start"  # a checkpoint begins
    MINUTES = "minutes"  # nobody said how a checkpoint went
    MISSED = "missed"  # a checkpoint was neither held nor moved


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
