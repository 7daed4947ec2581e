"""Looked at again in the moment of sending: may whoever hears it still hear it?"""

from collections.abc import Callable

from bot.ports import Work
from domain.member import Member, Standing
from domain.party import Party
from domain.room import PlanRoom
from domain.visibility import Side, visible
from storage.outbox import Sending

Present = Callable[[str], frozenset[str]]
WAITING = frozenset({Standing.CLAIMED, Standing.NAMED})


def why_withdrawn(post: Sending, work: Work, present: Present) -> str:
    """Why *post* may no longer be said there; empty where it may."""
    if not post.plan:
        return ""
    if post.lane.startswith("@"):
        return _to_person(post, work)
    return _to_room(post, work, present)


def _to_person(post: Sending, work: Work) -> str:
    member = work.one(Member, plan=post.plan, person=post.lane.removeprefix("@"))
    if member is None:
        return "not part of the plan"
    if member.active:
        return "" if visible(post.audience, member.reads) else "not of that party"
    waits = member.standing in WAITING and not post.audience.private
    return "" if waits else "no longer part of the plan"


def _to_room(post: Sending, work: Work, present: Present) -> str:
    room = work.one(PlanRoom, plan=post.plan, room=post.lane)
    if room is None:
        return "the room is no longer the plan's"
    if room.audience is not post.audience:
        return "the room is for others now"
    if not room.audience.private:
        return ""
    party = work.one(Party, plan=post.plan, side=Side(room.audience.value))
    others = {o for o in present(post.lane) if not (party and party.includes(o))}
    return "others are present" if others else ""
