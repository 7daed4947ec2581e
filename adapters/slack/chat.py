"""Slack as the courier knows it: post, update, look back, delete, and the rates."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import NAMESPACE_OID, uuid5

from anyio import to_thread

from adapters.delivery.bucket import Limit
from adapters.delivery.chat import Method, Outgoing, Posted
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.hearing.remembered import Remembered
from adapters.slack.channels import Channels
from adapters.slack.errors import not_said, outcome_of
from adapters.slack.installations import Installation, Installations
from adapters.slack.lanes import Direct, Lane, channel_of, direct, lane_told
from adapters.slack.manifest import HISTORY
from adapters.slack.render import rendered
from adapters.slack.wire import Answer, Refused, Wire
from bot.ports import Work
from storage.cards import Standing
from storage.store import SqlStore

T = TypeVar("T")

TIMEOUT = 25.0  # seconds: a post may have to look for its channel first
MARKER = "jointly"  # what our metadata is called: it holds one random word
LOOKED_AT = 15  # messages that Slack gives to one look back
# https://docs.slack.dev/apis/web-api/rate-limits, calls a minute in one workspace
RATES = {
    Method.POST: 300,
    Method.UPDATE: 50,
    Method.DELETE: 50,
    Method.LOOK_BACK: 20,
}
A_ROOM = 1.0  # seconds between two posts in one room
NO_THREAD = "thread_not_found"


@dataclass
class SlackChat:
    """One Slack for all installations. With `looks` history may be read back."""

    wire: Wire
    installations: Installations
    channels: Channels
    store: SqlStore
    looks: bool = False
    timeout: float = TIMEOUT
    _read: dict[str, frozenset[str]] = field(default_factory=dict)
    _homes: dict[str, str] = field(default_factory=dict)
    _direct: Remembered[tuple[str, str], str] = field(
        default_factory=lambda: Remembered(86_400.0)
    )

    def present(self, work: Work, lane: str) -> frozenset[str]:
        """The organisations that read a room; looked at again before it is said."""
        del work
        last = self.channels.last(channel_of(lane))
        self._read[lane] = last.present if last else frozenset()
        return self._read[lane]

    def limits(self, work: Work, lane: str, method: Method) -> Sequence[Limit]:
        if lane.startswith("@"):
            self._homes[lane] = direct(work, lane).team
        scope = self._scope(lane, method)
        whole = Limit.a_minute(scope, RATES[method])
        if method is Method.POST:
            return (whole, Limit(f"{scope} {lane}", A_ROOM))
        return (whole,)

    async def post(self, out: Outgoing) -> Posted:
        by, channel, lane = await self._before(self._where(out))
        body = self._body(out, channel, lane)
        body["client_msg_id"] = str(uuid5(NAMESPACE_OID, out.marker))
        scope = self._scope(out.lane, Method.POST)
        try:
            said = await self._call(by, "chat.postMessage", body, scope)
        except NotSaid as refused:
            if refused.outcome is Outcome.ROOM and not isinstance(lane.to, Direct):
                await self._before(self.channels.look_again(channel))
            if refused.why != NO_THREAD or not body.pop("thread_ts", None):
                raise
            said = await self._call(by, "chat.postMessage", body, scope)
        return Posted(str(said["ts"]), by.team)

    async def update(self, standing: Standing, out: Outgoing) -> None:
        by, channel, lane = await self._before(self._where(out, standing.installation))
        body = self._body(out, channel, lane) | {"ts": standing.posted}
        body.pop("thread_ts", None)
        scope = self._scope(out.lane, Method.UPDATE)
        await self._call(by, "chat.update", body, scope)

    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None:
        """A thread is not part of its channel's history: there nobody can look."""
        if not self.looks or out.thread:
            return None
        by, channel, _ = await self._before(self._where(out))
        if by.scopes is not None and not by.scopes & set(HISTORY):
            return None  # this workspace installed it before it was asked for them
        asked = {
            "channel": channel,
            "limit": str(LOOKED_AT),
            "include_all_metadata": "1",
        }
        scope = self._scope(out.lane, Method.LOOK_BACK)
        said = await self._call(by, "conversations.history", asked, scope)
        found = (one["ts"] for one in said["messages"] if _marker(one) == out.marker)
        return [Posted(str(ts), by.team) for ts in sorted(found)]

    async def delete(self, posted: Posted, out: Outgoing) -> None:
        by, channel, _ = await self._before(self._where(out, posted.installation))
        body = {"channel": channel, "ts": posted.id}
        await self._call(by, "chat.delete", body, self._scope(out.lane, Method.DELETE))

    async def _where(
        self, out: Outgoing, team: str = ""
    ) -> tuple[Installation, str, Lane]:
        """Who speaks, and in which channel. With *team*, that installation alone."""
        lane = await to_thread.run_sync(
            self.store.run, lambda work: lane_told(work, out.lane, out.plan, out.thread)
        )
        only = await self.installations.of(team) if team else None
        if team and only is None:
            raise NotSaid(Outcome.INSTALLATION, "no longer installed there")
        if isinstance(lane.to, Direct):
            return *await self._direct_with(lane.to, only), lane
        return *await self._room(out.lane, only), lane

    async def _room(
        self, lane: str, only: Installation | None
    ) -> tuple[Installation, str]:
        if lane in self._read:  # a party's own: nobody may have come in just now
            self.channels.forget(channel_of(lane))
        room = await self.channels.look(channel_of(lane))
        if self._read.get(lane, room.present) != room.present:
            soon = timedelta(seconds=1)
            raise NotSaid(Outcome.LATER, "others read the room now", after=soon)
        by = only or room.host
        if by is None:
            known = {one.team for one in await self.installations.all()}
            if not known or (room.kept and room.kept not in known):
                raise NotSaid(Outcome.INSTALLATION, "no longer installed there")
            raise NotSaid(Outcome.ROOM, "not_in_channel")
        return by, room.id

    async def _direct_with(
        self, to: Direct, only: Installation | None
    ) -> tuple[Installation, str]:
        """Through the installation of their own side where there is one."""
        tried = [only] if only else await self.installations.own_first(to.team)
        if not tried:
            raise NotSaid(Outcome.INSTALLATION, "no longer installed there")
        last = Refused("user_not_found")
        for by in tried:
            try:
                return by, await self._direct_channel(by, to.account)
            except Refused as refused:
                if outcome_of(refused) is not Outcome.ROOM:
                    raise
                last = refused
        raise last

    async def _direct_channel(self, by: Installation, user: str) -> str:
        async def ask() -> str:
            said = await self.wire.call(by.token, "conversations.open", users=user)
            return str(said["channel"]["id"])

        return await self._direct.get((by.team, user), ask)

    async def _before(self, asking: Awaitable[T]) -> T:
        """What is asked before anything is said: if it fails, nothing was said."""
        try:
            return await asking
        except TimeoutError as error:
            raise NotSaid(Outcome.LATER, "no answer before it was said") from error
        except Refused as refused:
            known = not_said(refused, "")
            if known.outcome in {Outcome.DOUBT, Outcome.UNKNOWN}:
                raise NotSaid(Outcome.LATER, known.why) from refused
            raise known from refused

    async def _call(
        self, by: Installation, method: str, body: Answer, scope: str
    ) -> Answer:
        try:
            return await self.wire.call(by.token, method, **body)
        except Refused as refused:
            raise not_said(refused, scope) from refused

    def _body(self, out: Outgoing, channel: str, lane: Lane) -> Answer:
        only = lane.to.account if isinstance(lane.to, Direct) else ""
        payload = {"event_type": MARKER, "event_payload": {"id": out.marker}}
        body = {**rendered(out.message, only=only), "channel": channel}
        thread = {"thread_ts": lane.thread} if lane.thread else {}
        return {**body, **thread, "metadata": payload}

    def _scope(self, lane: str, method: Method) -> str:
        """One method in one workspace, as Slack counts it."""
        room, home = self.channels.last(channel_of(lane)), self._homes.get(lane, "")
        known = [room.host] if room and room.host else self.installations.known
        own = [one for one in known if home and one.is_of(home)] or known
        return f"slack {method} {own[0].team if own else ''}"


def _marker(message: Answer) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("id", ""))
