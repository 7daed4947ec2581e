"""Jointly served to a fake platform: waiting until all is said, moving the clock."""

import time
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, select
from starlette.testclient import TestClient

from adapters.clock import sweep_all
from storage.tables import OPEN, outbox
from tests.cast import raw
from tests.clocks import FastClock

PATIENCE = 40.0  # seconds of ours, on a busy machine


class Served:
    """What a stage of any platform can do besides what its people do."""

    client: TestClient
    engine: Engine
    clock: FastClock

    def settle(self) -> None:
        """Until everything that may be said now has been said."""
        end = time.monotonic() + PATIENCE
        while self.waiting():
            assert time.monotonic() < end, self.unsaid()
            time.sleep(0.01)

    def waiting(self) -> int:
        now = self.clock.now()
        due = select(func.count()).where(
            outbox.c.state.in_(OPEN), outbox.c.not_before <= now
        )
        with raw(self.engine) as connection:
            return int(connection.scalar(due) or 0)

    def unsaid(self) -> list[Any]:
        return [row for row in self.rows(outbox) if row["state"] in OPEN]

    def at(self, moment: datetime) -> None:
        """Move the clock there, and do what fell due."""
        self.settle()
        self.clock.to(moment)
        sweep_all(self.client.app.state.house.bot, self.clock.now())  # type: ignore[attr-defined]

    def rows(self, table: Any) -> list[Any]:
        with raw(self.engine) as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]
