"""REST: lines in, messages and plans out, each through the token owner's window."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from pydantic import BaseModel, Field, StringConstraints
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.files.export import export_plan
from adapters.web import plans, tokens
from adapters.web.access import Reader
from adapters.web.answers import UNKNOWN, Refused, asked, data, missing
from adapters.web.house import House, Line
from adapters.web.openapi import DOCUMENT
from adapters.web.rooms import shown
from adapters.web.shapes import answer_shape, said_shape
from adapters.web.words import completions
from bot.meant import last_plan
from bot.window import PlanView
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan
from domain.room import PlanRoom
from storage.work import SqlWork

T = TypeVar("T")
BEARER = "bearer "
LONGEST_NUMBER = 12  # digits of a message's id


class LineAsked(BaseModel):
    """`room` is absent in a direct message; an `id` makes a repeat harmless."""

    text: Annotated[str, StringConstraints(max_length=20_000)]
    room: Annotated[str, StringConstraints(max_length=160)] | None = None
    id: Annotated[str, Field(coerce_numbers_to_str=True, max_length=200)] = ""


def house_of(request: Request) -> House:
    found: House = request.app.state.house
    return found


def bearer(request: Request, *, in_query: bool = False) -> str:
    """The token of a request; a download and an event stream carry it in the query."""
    header = request.headers.get("authorization", "")
    if header.lower().startswith(BEARER):
        return header[len(BEARER) :].strip()
    return request.query_params.get("token", "") if in_query else ""


async def as_speaker(
    request: Request, job: Callable[[SqlWork, Person], T], *, in_query: bool = False
) -> T:
    """Do *job* as the token's owner, in one transaction."""
    token = bearer(request, in_query=in_query)

    def transaction(work: SqlWork) -> T:
        person = tokens.owner(work, token) if token else None
        if person is None:
            raise Refused(401, UNKNOWN)
        return job(work, person)

    return await house_of(request).run(transaction)


async def say(request: Request) -> Response:
    """The speaker's answer to one line, as chat would give it."""
    house = house_of(request)
    await as_speaker(request, lambda *_: None)
    line: LineAsked = await asked(request, LineAsked)

    def place(work: SqlWork, person: Person) -> tuple[Person, Line]:
        room = line.room
        if room is not None and house.read_room(work, person, room) is None:
            raise missing()
        found = None if room is None else house.place(work, room)
        return person, Line(text=line.text, room=found, id=line.id)

    who, said = await as_speaker(request, place)
    return data(answer_shape(await house.say(who, said)))


async def room_messages(request: Request) -> Response:
    house, room = house_of(request), request.path_params["room"]
    after = _after(request)

    def read(work: SqlWork, person: Person) -> list[dict[str, Any]]:
        reader = house.read_room(work, person, room)
        if reader is None:
            raise missing()
        return _messages(work, house, room, after, reader)

    return data(await as_speaker(request, read))


async def my_messages(request: Request) -> Response:
    house, after = house_of(request), _after(request)

    def read(work: SqlWork, person: Person) -> list[dict[str, Any]]:
        return _messages(work, house, f"@{person.id}", after, None)

    return data(await as_speaker(request, read))


async def my_plans(request: Request) -> Response:
    return data(await as_speaker(request, plans.my_plans))


async def plan(request: Request) -> Response:
    key = request.path_params["key"]
    return data(
        await as_speaker(
            request, lambda work, who: plans.plan_shape(plans.view_of(work, who, key))
        )
    )


async def plan_items(request: Request) -> Response:
    key, noun = request.path_params["key"], request.path_params["noun"]
    after, most = request.query_params.get("after", ""), _most(request)

    def read(work: SqlWork, person: Person) -> list[dict[str, Any]]:
        return plans.items(plans.view_of(work, person, key), noun, after, most)

    return data(await as_speaker(request, read))


async def export(request: Request) -> Response:
    """Everything the token's owner may read, as one file that proves itself."""
    house, key = house_of(request), request.path_params["key"]

    def asker(work: SqlWork, person: Person) -> tuple[str, str]:
        return plans.view_of(work, person, key).plan_row.key, person.id

    plan_key, member = await as_speaker(request, asker, in_query=True)
    now = house.clock.now()
    found = await to_thread.run_sync(
        lambda: export_plan(house.store, plan_key, member, at=now)
    )
    await house.settled()
    name = f"{plan_key}-{now:%Y-%m-%d}.json"
    return data(
        found, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


async def words(request: Request) -> Response:
    """What the line in the box could become."""
    house, text = house_of(request), request.query_params.get("text", "")[:4000]
    room = request.query_params.get("room", "")

    def read(work: SqlWork, person: Person) -> list[dict[str, str]]:
        view = _plan_meant(work, person, room)
        near = _mentions(view) if view else ()
        return completions(text, house.bot.commands, view, near)

    return data({"completions": await as_speaker(request, read)})


async def openapi(_: Request) -> Response:
    return data(DOCUMENT)


def _messages(
    work: SqlWork, house: House, lane: str, after: int | None, reader: Reader | None
) -> list[dict[str, Any]]:
    return [
        said_shape(one)
        for one in shown(work, house.chat.read(work, lane, after), reader)
    ]


def _after(request: Request) -> int | None:
    said = request.query_params.get("after", "")
    if said and not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise Refused(400, "`after` is the id of a message.")
    return int(said) if said else None


def _most(request: Request) -> int:
    said = request.query_params.get("limit", str(plans.MOST))
    if not (said.isascii() and said.isdigit() and 0 < int(said[:6]) <= plans.MOST):
        raise Refused(400, f"`limit` is a number from 1 to {plans.MOST}.")
    return int(said)


def _plan_meant(work: SqlWork, person: Person, room: str) -> PlanView | None:
    """The plan a line typed there would be about, as far as its speaker reads it."""
    mine = {m.plan: m for m in work.some(Member, person=person.id) if m.active}
    bound = {r.plan for r in work.some(PlanRoom, room=room)} if room else set(mine)
    able = bound & set(mine)
    if len(able) > 1:
        able &= {last_plan(work, person, room)}
    found = work.one(Plan, id=able.pop()) if able else None
    if found is None:
        return None
    work.see_as(person.id)
    return PlanView(work, found, mine[found.id].reads)


def _mentions(view: PlanView) -> list[str]:
    placed = view.members(standing=(Standing.ACTIVE, Standing.NAMED))
    return [f"@{view.person(member.person).account}" for member in placed]


ROUTES = [
    Route("/api/v1/lines", say, methods=["POST"]),
    Route("/api/v1/rooms/{room}/messages", room_messages),
    Route("/api/v1/me/messages", my_messages),
    Route("/api/v1/plans", my_plans),
    Route("/api/v1/plans/{key}", plan),
    Route("/api/v1/plans/{key}/export", export),
    Route("/api/v1/plans/{key}/{noun}", plan_items),
    Route("/api/v1/words", words),
    Route("/api/v1/openapi.json", openapi),
]
