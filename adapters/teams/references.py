"""Where to reach a room or a person: complete, as each activity said it last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from anyio import to_thread
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as checked

from adapters.clock import Clock
from adapters.teams.coming import Coming, Where, where_of
from adapters.teams.lanes import Direct, lane_of
from storage import references
from storage.store import SqlStore
from storage.work import SqlWork

AGAIN = 60.0  # seconds after which the same reference is written once more
MOST = 20_000  # references remembered as written


@checked(frozen=True)
class Reference:
    """All that is needed to speak first. `home` is the person's own tenant.

    `bot`, `user`, `conversation` and `data` are as Teams sent them, unknown fields and
    all; `user` is empty where it is a room's.
    """

    service: str
    host: str
    kind: str
    channel_id: str
    bot: dict[str, Any]
    conversation: dict[str, Any]
    data: dict[str, Any] = field(default_factory=dict)
    user: dict[str, Any] = field(default_factory=dict)
    home: str = ""

    @property
    def id(self) -> str:
        return str(self.conversation.get("id", ""))

    @property
    def where(self) -> Where:
        return Where(
            conversation=self.id,
            thread="",
            host=self.host,
            kind=self.kind,
            service=self.service,
        )


JSON = TypeAdapter(Reference)


def of_room(body: Mapping[str, Any], where: Where) -> Reference:
    conversation = {**(body.get("conversation") or {}), "id": where.conversation}
    kept = ("tenant", "team", "channel")
    data = body.get("channelData") or {}
    return Reference(
        service=where.service,
        host=where.host,
        kind=where.kind,
        channel_id=str(body.get("channelId") or "msteams"),
        bot=_account(body.get("recipient") or {}),
        conversation=conversation,
        data={name: data[name] for name in kept if name in data},
    )


def _account(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "isTargeted"}


def to_person(direct: Direct, *, alone: bool) -> str:
    """The key of somebody: in their personal chat, or as we met them elsewhere."""
    how = "alone" if alone else "met"
    return f"{how} {direct.organisation}/{direct.account}"


@dataclass
class References:
    """Kept for whoever delivers, whichever process that is."""

    store: SqlStore
    clock: Clock
    _written: dict[str, tuple[float, Reference]] = field(default_factory=dict)

    async def heard(self, coming: Coming, who: Direct, home: str) -> None:
        """An activity tells where the room is, and where whoever spoke is."""
        room = of_room(coming.body, coming.where)
        user = dict(coming.body.get("from") or {})
        person = Reference(**{**vars(room), "user": user, "home": home})
        key = to_person(who, alone=coming.where.personal)
        found = {key: person}
        if not coming.where.personal:
            found[lane_of(room.id)] = room
        await self.keep(found)

    async def told(self, body: Mapping[str, Any]) -> None:
        """Something about a room that nobody said."""
        where = where_of(body)
        if not where.personal:
            await self.keep({lane_of(where.conversation): of_room(body, where)})

    async def keep(self, found: Mapping[str, Reference]) -> None:
        """Write what is new; what stands is written once a minute at the most."""
        new = {k: r for k, r in found.items() if not self._stands(k, r)}
        if not new:
            return
        bodies = {key: JSON.dump_json(one).decode() for key, one in new.items()}
        now = self.clock.now()

        def put(work: SqlWork) -> None:
            references.References(work.connection).keep(bodies, at=now)

        await to_thread.run_sync(self.store.run, put)
        if len(self._written) > MOST:
            self._written.clear()
        self._written |= {key: (monotonic() + AGAIN, one) for key, one in new.items()}

    async def find(self, key: str) -> Reference | None:
        return await to_thread.run_sync(self.store.run, lambda w: found(w, key))

    def _stands(self, key: str, new: Reference) -> bool:
        until, kept = self._written.get(key, (0.0, None))
        return kept == new and monotonic() < until


def found(work: SqlWork, key: str) -> Reference | None:
    body = references.References(work.connection).find(key)
    return JSON.validate_json(body) if body else None


def found_all(work: SqlWork, keys: Sequence[str]) -> list[Reference]:
    """Those of *keys* that are known."""
    bodies = references.References(work.connection).find_all(keys)
    return [JSON.validate_json(body) for body in bodies]
