"""A message in a room: who is called in it, and for whom it is kept up to date."""

from collections.abc import Sequence
from typing import Any

from adapters.delivery.chat import Outgoing
from adapters.teams.calling import MOST, calling, refreshed
from adapters.teams.lanes import NOBODY, Direct, Readers
from adapters.teams.pressing import Pressed
from adapters.teams.references import Reference, found_all, to_person
from adapters.teams.render import rendered
from bot.message import Message
from domain.member import Member, Standing
from domain.person import Person
from domain.plan import Plan
from storage.work import SqlWork

ENTITY = 600  # bytes that a mention takes at the most
USER = 140  # bytes that one reader takes


def readers_of(work: SqlWork, out: Outgoing, conversation: str) -> Readers:
    """The plan's members whom we met in that room: to nobody else is a card renewed."""
    if out.message.to:
        return Readers(next((one.user for one in _met(work, [out.message.to])), {}))
    plan = work.one(Plan, id=out.plan) if out.card and out.message.ref else None
    if plan is None:
        return NOBODY
    members = work.some(Member, plan=plan.id, standing=Standing.ACTIVE)
    met = _met(work, [member.person for member in members])
    users = sorted(str(one.user["id"]) for one in met if one.id == conversation)
    return Readers({}, tuple(users[:MOST]), f"{plan.key} {out.message.ref}")


def drawn(message: Message, given: Pressed, readers: Readers) -> dict[str, Any]:
    spare = ENTITY * bool(readers.called) + USER * len(readers.users)
    made = rendered(message, given, spare=spare)
    content = made["attachments"][0]["content"]
    if readers.called:
        content = calling(content, readers.called)
    if readers.users:
        data = Pressed(line=readers.line, card=given.card, ref=message.ref).data
        content = refreshed(content, data, readers.users)
    made["attachments"][0]["content"] = content
    return made


def _met(work: SqlWork, people: Sequence[str]) -> list[Reference]:
    known = work.some(Person, id=tuple(people))
    who = [Direct(one.organisation, one.account) for one in known]
    return found_all(work, [to_person(one, alone=False) for one in who])
