"""What one person is told at once: not in quiet hours; the absent have a cover."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot import announce
from bot.message import Message
from bot.telling import Telling
from bot.window import PlanView
from domain.plan import Plan
from storage import tables
from tests.cast import ANN, BOB, CAT, DAN, EVE, OLA, Stage, no_holidays


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def tell(stage: Stage, *people, critical: bool = False) -> None:
    """Tell each of *people* the same thing in their plan."""
    ids = [stage.person(who) for who in people]

    def job(work) -> None:
        view = PlanView(work, work.some(Plan)[0], None)
        ctx = Telling(now=stage.now, work=work, closed=no_holidays, view=view)
        for id_ in ids:
            ctx.tell(id_, Message(text="Something is up."), critical=critical)
        announce.settle(ctx)

    stage.bot.store.run(job)


def goes_out(stage: Stage, who) -> datetime:
    box = tables.outbox
    asked = select(box.c.not_before).where(box.c.lane == f"@{stage.person(who)}")
    with stage.raw() as connection:
        return connection.scalars(asked.order_by(box.c.id.desc())).first()


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-25 12:00", "2026-11-25 12:00"),
        ("2026-11-25 18:00", "2026-11-26 08:00"),
        ("2026-11-27 19:00", "2026-11-30 08:00"),  # Friday evening
        ("2026-11-28 12:00", "2026-11-30 08:00"),
    ],
)
def test_quiet_hours_hold_a_notice_back_until_they_end(stage: Stage, now, leaves):
    stage.now = utc(now)

    tell(stage, DAN)

    assert goes_out(stage, DAN) == utc(leaves)


def test_what_is_critical_breaks_through(stage: Stage):
    stage.now = utc("2026-11-28 23:00")

    tell(stage, DAN, critical=True)

    assert goes_out(stage, DAN) == stage.now


def test_quiet_hours_are_the_persons_own(stage: Stage):
    stage.does(DAN, "quiet 22:00-06:00", None)
    stage.now = utc("2026-11-25 19:00")

    tell(stage, DAN)

    assert goes_out(stage, DAN) == stage.now


def test_days_off_are_those_of_the_persons_party(draft: Stage):
    draft.does(BOB, "calendar supplier days sun-thu")
    draft.now = utc("2026-11-27 12:00")  # Friday

    tell(draft, DAN, CAT)

    assert goes_out(draft, DAN) == utc("2026-11-29 08:00")
    assert goes_out(draft, CAT) == draft.now


def test_an_absent_persons_notice_goes_to_their_cover(stage: Stage):
    stage.does(DAN, "away from 2026-11-23 to 2026-11-25 cover @eve", None)

    tell(stage, DAN)

    assert stage.heard_by(EVE)[-1] == "For Dan, who is away: Something is up."
    assert "Something is up." not in stage.heard_by(DAN)


def test_a_cover_who_hears_it_anyway_hears_it_once(stage: Stage):
    stage.does(DAN, "away from 2026-11-23 to 2026-11-25 cover @eve", None)

    tell(stage, DAN, EVE)

    assert [said for said in stage.heard_by(EVE) if "is up" in said] == [
        "Something is up."
    ]


def test_without_a_cover_a_lead_hears_it(stage: Stage):
    stage.does(DAN, "away from 2026-11-23 to 2026-11-25", None)

    tell(stage, DAN)

    assert stage.heard_by(BOB)[-1] == "For Dan, who is away: Something is up."


def test_where_nobody_else_is_there_it_waits_for_the_absent(stage: Stage):
    stage.does(BOB, "away from 2026-11-23 to 2026-11-25", None)

    tell(stage, BOB)

    assert stage.heard_by(BOB)[-1] == "Something is up."


def test_a_cover_who_left_the_plan_hears_nothing(stage: Stage):
    stage.does(CAT, "away from 2026-11-23 to 2026-11-25 cover @ola", None)
    stage.does(ANN, "member remove @ola")

    tell(stage, CAT)

    assert stage.heard_by(ANN)[-1] == "For Cat, who is away: Something is up."
    assert not any("is up" in said for said in stage.heard_by(OLA))
