"""The demo in the browser: two seats of one plan, and a clock that can be moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.web import pages, tokens
from adapters.web.answers import asked, data, missing
from adapters.web.api import as_speaker, bearer, house_of
from adapters.web.house import House
from adapters.web.moving import Mover, next_morning
from adapters.web.seats import KEY, ROOMS, SEATS, ZONE
from bot import identity
from bot.calendars import calendar_of
from bot.ports import Closed
from domain.calendar import Both
from domain.party import Party
from domain.plan import Plan
from domain.visibility import Side
from domain.workdays import Workdays
from storage.work import SqlWork

ONE = (
    'Say one of two: `{"to": "2026-11-25T09:00:00+00:00"}`, a moment with its zone, or'
    ' `{"next": "working morning"}`.'
)


class ClockAsked(BaseModel):
    """A moment with its zone, or the next working morning."""

    model_config = ConfigDict(extra="forbid")

    to: AwareDatetime | None = None
    next: Literal["working morning"] | None = None

    @model_validator(mode="after")
    def one(self) -> "ClockAsked":
        if (self.to is None) is (self.next is None):
            raise ValueError(ONE)
        return self


@dataclass(frozen=True, kw_only=True)
class Demo:
    """`tokens` are the seats', by mention."""

    mover: Mover
    closed: Closed
    tokens: Mapping[str, str]


def demo_of(request: Request) -> Demo:
    found: Demo = request.app.state.demo
    return found


async def page(_: Request) -> Response:
    return HTMLResponse(pages.demo_page(zone=ZONE), headers=dict(pages.HEADERS))


async def seats(request: Request) -> Response:
    return data(
        {
            "plan": KEY,
            "rooms": [{"id": r.id, "name": r.name, "kind": r.kind} for r in ROOMS],
            "seats": [
                {
                    "name": seat.account.name,
                    "party": seat.party,
                    "role": seat.role,
                    "organisation": seat.account.organisation_name,
                    "mention": seat.mention,
                    "token": demo_of(request).tokens[seat.mention],
                }
                for seat in SEATS
            ],
        }
    )


async def clock(request: Request) -> Response:
    return data(_time(demo_of(request).mover.clock.at))


async def move_clock(request: Request) -> Response:
    """Move the clock on; all that falls due on the way happens at its own time."""
    wanted: ClockAsked = await asked(request, ClockAsked)
    house, demo = house_of(request), demo_of(request)
    now = await demo.mover.to(wanted.to or await _next_morning(house, demo))
    house.hub.tell("clock", _time(now))
    return data(_time(now))


async def events(request: Request) -> Response:
    """That there is news, told as it happens; the news itself is fetched."""
    house, token = house_of(request), bearer(request, in_query=True)
    person = await as_speaker(request, lambda _, person: person, in_query=True)

    def readable(work: SqlWork, room: str) -> bool:
        known = tokens.owner(work, token)
        return bool(known and house.read_room(work, known, room))

    async def may_read(room: str) -> bool:
        return await house.run(lambda work: readable(work, room))

    return StreamingResponse(
        house.hub.stream(person.id, may_read),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def seat_tokens(work: SqlWork, *, at: datetime) -> dict[str, str]:
    """A fresh token for every seat; those of an earlier start end."""
    found = {}
    for seat in SEATS:
        person = identity.person_of(seat.account, work)
        tokens.forget(work, person)
        found[seat.mention] = tokens.issue(work, person, at=at)
    return found


async def _next_morning(house: House, demo: Demo) -> datetime:
    days = await house.run(lambda work: _days(work, demo.closed))
    return next_morning(demo.mover.clock.at, days, ZONE)


def _days(work: SqlWork, closed: Closed) -> Workdays:
    plan = next(iter(work.some(Plan, key=KEY)), None)
    if plan is None:
        raise missing()
    customer, supplier = (
        calendar_of(party, closed)
        for party in work.some(Party, plan=plan.id, side=tuple(Side), order="side")
    )
    return Both(customer=customer, supplier=supplier, zone=plan.zone)


def _time(now: datetime) -> dict[str, Any]:
    return {"now": now.isoformat(), "zone": ZONE}


ROUTES = [
    Route("/", page),
    Route("/demo/seats", seats),
    Route("/demo/clock", clock),
    Route("/demo/clock", move_clock, methods=["POST"]),
    Route("/demo/events", events),
    Mount("/static", StaticFiles(directory=pages.STATIC)),
]
