"""Teams as the courier knows it: post, update, delete, and the rates."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar, cast

from anyio import to_thread

from adapters.delivery.bucket import Limit
from adapters.delivery.chat import Method, Outgoing, Posted
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.teams.coming import UNDER
from adapters.teams.errors import not_said, outcome_of
from adapters.teams.lanes import (
    PREFIX,
    Direct,
    Lane,
    conversation_of,
    direct,
    lane_told,
)
from adapters.teams.pressing import Pressed
from adapters.teams.readers import drawn, readers_of
from adapters.teams.references import Reference, References, found, to_person
from adapters.teams.rooms import Rooms
from adapters.teams.wire import Answer, Refused, Wire
from bot.ports import Work
from storage.cards import Standing
from storage.store import SqlStore
from storage.work import SqlWork

T = TypeVar("T")

TIMEOUT = 25.0  # seconds: a post may have to open a chat, or to look at a room, first
NOT_FOUND = 404
CHANNEL = "channel"
NO_ROOM = "ConversationNotFound"
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
# A thread: 7 a second, 8 in 2, 60 in 30, 1,800 an hour; an app in one tenant: 30.
THREAD, AT_ONCE = 0.55, 4
HOUR, IN_AN_HOUR = 2.5, 300
TENANT, OF_TENANT = 0.05, 8


@dataclass
class TeamsChat:
    """One service for every tenant; each reference says where its own is reached."""

    wire: Wire
    references: References
    rooms: Rooms
    store: SqlStore
    timeout: float = TIMEOUT
    _read: dict[str, frozenset[str]] = field(default_factory=dict)
    _hosts: dict[str, str] = field(default_factory=dict)

    def present(self, work: Work, lane: str) -> frozenset[str]:
        """The organisations that read a room; looked at again before it is said."""
        del work
        self._read[lane] = self.rooms.last(conversation_of(lane))
        return self._read[lane]

    def limits(self, work: Work, lane: str, method: Method) -> Sequence[Limit]:
        if method is Method.LOOK_BACK:  # nobody can: nothing is asked
            return ()
        return (
            Limit(f"teams {self._host(work, lane)}", TENANT, OF_TENANT),
            Limit(f"teams hour {lane}", HOUR, IN_AN_HOUR),
            Limit(_scope(lane), THREAD, AT_ONCE),
        )

    async def post(self, out: Outgoing) -> Posted:
        to, lane = await self._before(self._where(out))
        body = self._body(out, to, lane)
        if lane.to or lane.thread or to.kind != CHANNEL:
            path = ("conversations", _under(to, lane.thread), "activities")
            said = await self._call("POST", to, path, body, out.lane)
            return Posted(str(said.get("id", "")), to.host)
        return await self._begun(out, to, body)

    async def update(self, standing: Standing, out: Outgoing) -> None:
        to, lane = await self._before(self._where(out))
        path = ("conversations", self._of(to, standing), "activities", standing.posted)
        body = {**self._body(out, to, lane), "id": standing.posted}
        await self._call("PUT", to, path, body, out.lane)

    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None:
        """No bot may read what was said in Teams."""
        del out
        return None

    async def delete(self, posted: Posted, out: Outgoing) -> None:
        to, _ = await self._before(self._where(out))
        path = ("conversations", to.id, "activities", posted.id)
        await self._call("DELETE", to, path, None, out.lane)

    async def _begun(self, out: Outgoing, to: Reference, body: Answer) -> Posted:
        """A post of its own in a channel is a conversation of its own."""
        begins = {
            "isGroup": True,
            "bot": to.bot,
            "tenantId": to.host,
            "channelData": {**to.data, "channel": {"id": to.id}},
            "activity": body,
        }
        said = await self._call("POST", to, ("conversations",), begins, out.lane)
        id_ = said.get("activityId") or str(said.get("id", "")).partition(UNDER)[2]
        return Posted(str(id_), to.host)

    async def _where(self, out: Outgoing) -> tuple[Reference, Lane]:
        def look(work: SqlWork) -> tuple[Lane, Reference | None]:
            lane = lane_told(work, out.lane, out.plan, out.thread)
            if lane.to:
                return lane, found(work, to_person(lane.to, alone=True))
            readers = readers_of(work, out, conversation_of(out.lane))
            return replace(lane, readers=readers), found(work, out.lane)

        lane, to = await to_thread.run_sync(self.store.run, look)
        if lane.to:
            return to or await self._opened(lane.to), lane
        if to is None:
            raise NotSaid(Outcome.ROOM, "no reference")
        if out.lane in self._read:  # a party's own: nobody may have come in just now
            await self._unchanged(out.lane, to)
        return to, lane

    async def _unchanged(self, lane: str, to: Reference) -> None:
        self.rooms.forget(to.id)
        if await self.rooms.present(to.where) != self._read[lane]:
            soon = timedelta(seconds=1)
            raise NotSaid(Outcome.LATER, "others read the room now", after=soon)

    async def _opened(self, who: Direct) -> Reference:
        """Their personal chat, opened by us: the same each time.

        Nobody of another tenant can be written to first: their digest says it.
        """
        met = await self.references.find(to_person(who, alone=False))
        if met is None:
            raise NotSaid(Outcome.ROOM, "never met")
        if met.home != met.host:
            raise NotSaid(Outcome.UNSEEN, "of another tenant")
        asked = {
            "isGroup": False,
            "bot": met.bot,
            "members": [met.user],
            "tenantId": met.host,
            "channelData": {"tenant": {"id": met.host}},
        }
        path = ("conversations",)
        said = await self.wire.call("POST", met.service, path, asked)
        chat = {"id": str(said["id"]), "conversationType": "personal"}
        chat["tenantId"] = met.host
        here = replace(met, conversation=chat, kind="personal", data={})
        await self.references.keep({to_person(who, alone=True): here})
        return here

    async def _before(self, asking: Awaitable[T]) -> T:
        """What is asked before anything is said: if it fails, nothing was said."""
        try:
            return await asking
        except (TimeoutError, KeyError) as error:
            raise NotSaid(Outcome.LATER, "no answer before it was said") from error
        except Refused as refused:
            known = not_said(refused, "")
            if known.outcome in {Outcome.DOUBT, Outcome.UNKNOWN}:
                raise NotSaid(Outcome.LATER, known.why) from refused
            raise known from refused

    async def _call(
        self,
        method: str,
        to: Reference,
        path: tuple[str, ...],
        body: Mapping[str, Any] | None,
        lane: str,
    ) -> Answer:
        try:
            return await self.wire.call(method, to.service, path, body)
        except Refused as refused:
            if method != "POST" and _gone(refused):
                raise NotSaid(Outcome.GONE, refused.error) from refused
            raise not_said(refused, _scope(lane)) from refused
        except TimeoutError as late:
            outcome = Outcome.DOUBT if method == "POST" else Outcome.LATER
            raise NotSaid(outcome, "no answer") from late

    def _body(self, out: Outgoing, to: Reference, lane: Lane) -> Answer:
        only = lane.to.account if lane.to else ""
        given = Pressed(line="", card=out.marker, only=only)
        conversation = {**to.conversation, "id": _under(to, lane.thread)}
        about = {"from": to.bot, "conversation": conversation}
        return {**drawn(out.message, given, lane.readers), **about}

    def _of(self, to: Reference, standing: Standing) -> str:
        return _under(to, standing.posted)

    def _host(self, work: Work, lane: str) -> str:
        """Whose tenant it is: it never changes, so the courier's work reads it once."""
        if lane not in self._hosts and lane.startswith("@"):
            self._hosts[lane] = direct(work, lane).organisation
        if lane not in self._hosts:
            here = found(cast(SqlWork, work), lane)
            self._hosts[lane] = f"{PREFIX}{here.host}" if here else ""
        return self._hosts[lane]


def _under(to: Reference, thread: str) -> str:
    """A channel's threads are conversations of their own; a chat has none."""
    return f"{to.id}{UNDER}{thread}" if thread and to.kind == CHANNEL else to.id


def _gone(refused: Refused) -> bool:
    if refused.status == NOT_FOUND:
        return refused.error != NO_ROOM
    return outcome_of(refused) is Outcome.GONE


def _scope(lane: str) -> str:
    """What is held where Teams asks for a pause: one conversation."""
    return f"teams {lane}"
