"""Codes that link another room to a plan, and what waits for the other party's word."""

from datetime import timedelta
from hashlib import sha256

from bot.codes import GOOD_FOR, BadCode, digest_of, new_code
from bot.context import Context
from bot.request import Place
from bot.words.tokens import clean
from domain.errors import DomainError
from domain.member import May, Member
from domain.person import Organisation
from domain.room import JoinCode, PlanRoom, RoomCode

LONGEST = 80  # letters of a room's name
MOST = 5  # wrong codes of one person
WITHIN = timedelta(hours=1)


class TooMany(DomainError):
    """You gave too many wrong codes. Try again in an hour, with one you were given."""


def make(ctx: Context) -> str:
    """A new code of the plan; only its digest is kept."""
    code = new_code()
    digest = digest_of(code)
    tag = sha256(digest.encode()).hexdigest()[:12]
    until = ctx.now + GOOD_FOR
    ctx.work.add(RoomCode(digest=digest, plan=ctx.plan.id, until=until, tag=tag))
    return code


def find(ctx: Context, code: str) -> tuple[RoomCode, Member]:
    """The code and the speaker's place in its plan; all that is wrong is one answer."""
    kept = ctx.work.one(RoomCode, digest=digest_of(code))
    if kept is None or kept.room or kept.until <= ctx.now:
        raise BadCode
    member = ctx.work.one(Member, plan=kept.plan, person=ctx.speaker.id)
    if member is None or not member.active or not member.may(May.LEAD):
        raise BadCode
    return kept, member


def require_tries(ctx: Context) -> None:
    """Refuse whoever gave too many wrong codes."""
    if all(ctx.work.answered(key) for key in _tries(ctx)):
        raise TooMany


def count_try(ctx: Context) -> None:
    """Remember that a wrong code was given; a refusal would forget it."""
    free = (key for key in _tries(ctx) if not ctx.work.answered(key))
    if key := next(free, None):
        ctx.work.remember(key, "tried", at=ctx.now)


def waiting(ctx: Context, tag: str) -> RoomCode | None:
    """What was asked under *tag*, if it waits for the speaker's party."""
    found = ctx.work.some(RoomCode, plan=ctx.plan.id, tag=tag)
    asked = next((code for code in found if code.room), None)
    if asked is None or asked.until <= ctx.now:
        return None
    by = ctx.plan.member(asked.asked_by)
    still = by is not None and by.active and by.may(May.LEAD)
    return asked if by and still and by.side is not ctx.me.side else None


def forget(ctx: Context, room: str) -> None:
    """What waits for *room* no longer does."""
    for code in ctx.work.some(RoomCode, room=room):
        ctx.work.drop(code)


def name_of(place: Place) -> str:
    return " ".join(clean(place.name).split())[:LONGEST]


def present_in(place: Place) -> str:
    return " ".join(sorted(place.present))


def described(ctx: Context, room: PlanRoom | RoomCode | JoinCode) -> str:
    """A room as both parties are told of it: its name, and who reads it."""
    ids = tuple(room.present.split())
    found = ctx.work.some(Organisation, id=ids) if ids else []
    named = {organisation.id: organisation.name for organisation in found}
    readers = ", ".join(named.get(id_, "another organisation") for id_ in ids)
    called = f"“{room.name}”" if room.name else "a room without a name"
    return f"{called}, read by {readers or 'people I cannot tell'}"


def _tries(ctx: Context) -> list[str]:
    hour = int(ctx.now.timestamp() // WITHIN.total_seconds())
    return [f"code tried {ctx.speaker.id} {hour} {n}" for n in range(MOST)]
