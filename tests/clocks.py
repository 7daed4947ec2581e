"""Time that runs ahead, so that rates and pauses cost a test little."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.cast import MONDAY

FASTER = 20  # a second of the courier's and of a platform's takes so little of ours


@dataclass
class FastClock:
    """Time that runs ahead, and can be moved on; Slack counts its rates by it."""

    at: datetime = MONDAY
    faster: float = FASTER
    _since: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.at + timedelta(
            seconds=self.faster * (time.monotonic() - self._since)
        )

    def seconds(self) -> float:
        return self.now().timestamp()

    def to(self, moment: datetime) -> None:
        self.at, self._since = moment, time.monotonic()
