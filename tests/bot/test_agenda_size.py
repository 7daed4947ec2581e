"""An agenda reads little of a long plan, and shows as much as if it had read it all."""

import random
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import insert

from bot.reviews.agenda import Agenda, decide
from bot.reviews.live import MOST, Part, Standing
from bot.telling import Telling
from bot.window import PlanView
from domain.action import Action, Status
from domain.checkpoint import Checkpoint
from domain.plan import Plan
from domain.visibility import Audience, Side
from storage import tables
from tests.cast import ANN, BOB, Stage, no_holidays

REVIEW = 'checkpoint add "Review" on 2026-12-03 at 10:00'
SEVERAL = 400


@pytest.fixture
def long(stage: Stage) -> Stage:
    """A review, and many actions of every status, date, party and age."""
    stage.does(ANN, REVIEW)
    draw = random.Random(7)  # noqa: S311 - a test's draw
    rows = [_action(stage, draw, 10 + n) for n in range(SEVERAL)]
    with stage.raw() as connection:
        connection.execute(insert(tables.actions), rows)
    return stage


def _action(stage: Stage, draw: random.Random, number: int) -> dict[str, Any]:
    due = draw.choice([None, stage.now.date() + timedelta(days=draw.randint(-9, 30))])
    status = draw.choice(list(Status))
    made = Action(
        plan=stage.row("plan")["id"],
        number=number,
        audience=draw.choice([Audience.JOINT, Audience.JOINT, Audience.CUSTOMER]),
        title=f"Task {number}",
        created_by=stage.person(BOB),
        created_at=stage.now - timedelta(hours=draw.randint(0, 40)),
        owner=stage.person(BOB),
        owner_side=draw.choice(list(Side)),
        due=due,
        status=status,
        done_at=stage.now if status is Status.DONE else None,
        done_by=stage.person(BOB) if status is Status.DONE else None,
    )
    return {field.name: getattr(made, field.name) for field in fields(made)}


def agenda(stage: Stage, since: Any) -> tuple[Agenda, int]:
    """The agenda for somebody who last met at *since*, and how many rows were read."""

    def job(work: Any) -> tuple[Agenda, int]:
        view = PlanView(work, work.some(Plan)[0], None)
        ctx = Telling(now=stage.now, work=work, closed=no_holidays, view=view)
        review = work.some(Checkpoint)[0]
        live = Standing(ctx, review, since)
        found = decide(live, on=review.starts.date(), since=since, more=live.more)
        return found, len(view.as_read_by(Audience.JOINT)._given)

    return stage.bot.store.run(job, sees=("customer", "supplier"))


@pytest.mark.parametrize("ago", [None, 0, 10, 20, 50])
def test_it_shows_and_counts_as_if_it_had_read_everything(long: Stage, ago: int | None):
    since = None if ago is None else long.now - timedelta(hours=ago)
    with patch("bot.reviews.live.MOST", 10_000):
        whole, _ = agenda(long, since)

    some, _ = agenda(long, since)

    assert not any(whole.more.values())
    assert list(_shown(some)) == list(_shown(whole))
    assert any(some.more.values())


def test_what_was_made_in_the_very_moment_they_met_is_carried_forward(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.does(BOB, "action add Report")

    found, _ = agenda(stage, stage.row("action")["created_at"])

    assert list(found.points) == [Part.CARRIED]


def test_a_plan_of_many_more_asks_no_more_often_and_reads_no_more(long: Stage):
    _, read = agenda(long, None)
    draw = random.Random(8)  # noqa: S311 - a test's draw
    more = [_action(long, draw, 1000 + n) for n in range(3 * SEVERAL)]
    for row in more:
        row |= {"status": Status.OPEN, "due": None}
    with long.raw() as connection:
        connection.execute(insert(tables.actions), more)

    assert agenda(long, None)[1] <= read + MOST


def _shown(found: Agenda) -> Iterator[tuple[Part, list[str], int]]:
    for part, points in found.points.items():
        refs = [live.item.ref for live in points]
        yield part, refs[:MOST], len(refs) + found.more.get(part, 0)
