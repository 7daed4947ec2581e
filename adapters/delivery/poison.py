"""Telling a message that nothing can say from a platform that is down."""

from dataclasses import dataclass, field
from datetime import datetime

STRIKES = 12  # failures of one message, others getting through between each
CERTAIN = 2  # what a failure counts that can only be the message's own


@dataclass
class Poison:
    """Remembers who fails while others get through; forgotten with the process."""

    through: datetime | None = None
    strikes: dict[int, tuple[int, datetime]] = field(default_factory=dict)

    def passed(self, id_: int, at: datetime) -> None:
        """Something was accepted."""
        self.through = at
        self.strikes.pop(id_, None)

    def failed(self, id_: int, at: datetime, *, answered: bool = False) -> bool:
        """Whether it has now failed so often, and alone, that it is to be parked.

        With *answered* the platform is there, and it is this message it cannot take.
        """
        count, before = self.strikes.get(id_, (0, at))
        alone = self.through is not None and self.through >= before
        if answered:
            count += CERTAIN
        elif alone or not count:
            count += 1
        self.strikes[id_] = (count, at)
        if count < STRIKES:
            return False
        del self.strikes[id_]
        return True
