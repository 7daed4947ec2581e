"""APScheduler's job store as others use it: 1,000 jobs that do nothing fall due."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pickle import HIGHEST_PROTOCOL, dumps
from threading import Event
from time import perf_counter
from typing import Any

from apscheduler.executors.debug import DebugExecutor  # type: ignore[import-untyped]
from apscheduler.job import Job  # type: ignore[import-untyped]
from apscheduler.jobstores.sqlalchemy import (  # type: ignore[import-untyped]
    SQLAlchemyJobStore,
)
from apscheduler.schedulers.background import (  # type: ignore[import-untyped]
    BackgroundScheduler,
)
from apscheduler.triggers.interval import (  # type: ignore[import-untyped]
    IntervalTrigger,
)
from sqlalchemy import create_engine, delete, insert, text

CHUNK = 5000
DAY = timedelta(days=1)


def nothing() -> None:
    """What each job does."""


class Counting(DebugExecutor):  # type: ignore[misc]
    """Runs each job at once, and says when so many were run."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.left, self.done = many, Event()

    def _do_submit_job(self, job: Job, run_times: Sequence[datetime]) -> None:
        super()._do_submit_job(job, run_times)
        self.left -= 1
        if not self.left:
            self.done.set()


class Scheduler:
    """Its table in the database at *url*, with *pending* jobs of tomorrow."""

    def __init__(self, url: str, pending: int, many: int) -> None:
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA journal_mode=WAL"))
        self._many = many
        self.store = SQLAlchemyJobStore(engine=self._engine)
        self.store.jobs_t.create(self._engine, checkfirst=True)
        self._insert("pending", pending, DAY)

    def fire(self) -> float:
        """Seconds until all that are due were run, and planned anew."""
        jobs = self.store.jobs_t
        with self._engine.begin() as connection:
            connection.execute(delete(jobs).where(jobs.c.id.like("due %")))
        self._insert("due", self._many, -timedelta(minutes=1))
        counting = Counting(self._many)
        scheduler = BackgroundScheduler(
            jobstores={"default": self.store},
            executors={"default": counting},
            timezone=UTC,
        )
        began = perf_counter()
        scheduler.start()
        counting.done.wait()
        taken = perf_counter() - began
        scheduler.shutdown()  # which also lets go of the engine: it connects again
        with suppress(Exception):
            self.store.start(scheduler, "default")
        return taken

    def _insert(self, name: str, many: int, away: timedelta) -> None:
        at = datetime.now(UTC) + away
        rows = [_row(f"{name} {n}", at) for n in range(many)]
        with self._engine.begin() as connection:
            for start in range(0, many, CHUNK):
                part = rows[start : start + CHUNK]
                connection.execute(insert(self.store.jobs_t), part)


def _row(id_: str, at: datetime) -> dict[str, Any]:
    job = Job(
        BackgroundScheduler(timezone=UTC),
        id=id_,
        func="benchmarks.scheduler:nothing",
        trigger=IntervalTrigger(days=1, start_date=at, timezone=UTC),
        args=(),
        kwargs={},
        name=id_,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
        executor="default",
        next_run_time=at,
    )
    state = dumps(job.__getstate__(), HIGHEST_PROTOCOL)
    return {"id": id_, "next_run_time": at.timestamp(), "job_state": state}
