"""Where the app is installed: each workspace's token, and who our bot is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Protocol

import anyio
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.wire import Wire


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One in which the app may speak. `bot` is our own user there.

    `team` is the workspace, or the enterprise where the app is in all of it (`wide`).
    No `scopes` are known of a token that the operator gave.
    """

    team: str
    name: str
    bot: str
    bot_id: str
    token: str = field(repr=False)
    enterprise: str = ""
    wide: bool = False
    scopes: frozenset[str] | None = None

    def is_of(self, *ids: str) -> bool:
        """Whether it is the own one of a workspace or enterprise."""
        return bool({self.team, self.enterprise} - {""} & set(ids))


class Source(Protocol):
    """Where installations are known from, good for `fresh` seconds."""

    @property
    def fresh(self) -> float: ...
    async def read(self) -> Sequence[Installation]: ...


@dataclass(frozen=True)
class Given:
    """Those of the operator's tokens, asked of Slack once."""

    wire: Wire
    tokens: Sequence[str] = field(repr=False)
    fresh: float = inf

    async def read(self) -> Sequence[Installation]:
        return [await asked(self.wire, token) for token in self.tokens]


@dataclass
class Installations:
    """All of them, as they were a moment ago: Slack is never asked for each request."""

    source: Source
    _known: tuple[Installation, ...] = ()
    _until: float = 0.0
    _one: anyio.Lock = field(default_factory=anyio.Lock)

    async def all(self) -> tuple[Installation, ...]:
        async with self._one:
            if monotonic() >= self._until:
                self._known = tuple(await self.source.read())
                self._until = monotonic() + self.source.fresh
        return self._known

    async def of(self, *ids: str) -> Installation | None:
        """That of a workspace, or of the enterprise in all of which it is installed."""
        return await self._of(ids) or await self._of_just_now(ids)

    async def own_first(self, team: str) -> Sequence[Installation]:
        """All of them, that of *team* before the others."""
        return sorted(await self.all(), key=lambda one: not one.is_of(team))

    def forget(self) -> None:
        """One was made or ended: look again."""
        if self.source.fresh < inf:
            self._until = 0.0

    @property
    def known(self) -> tuple[Installation, ...]:
        """What was there when somebody last looked."""
        return self._known

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """For Bolt: without asking Slack again at every request."""
        found = await self.of(team_id or "", enterprise_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=found.bot,
            bot_id=found.bot_id,
            bot_token=found.token,
        )

    async def _of(self, ids: Sequence[str]) -> Installation | None:
        known = {one.team: one for one in await self.all()}
        return next((known[id_] for id_ in ids if id_ in known), None)

    async def _of_just_now(self, ids: Sequence[str]) -> Installation | None:
        """Another process may have been told of it a moment ago."""
        self.forget()
        return await self._of(ids) if any(ids) else None


async def asked(wire: Wire, token: str) -> Installation:
    """What Slack says of a token."""
    said = await wire.call(token, "auth.test")
    wide = bool(said.get("is_enterprise_install"))
    enterprise = said.get("enterprise_id") or ""
    return Installation(
        team=enterprise if wide else said["team_id"],
        name=said.get("team") or enterprise,
        bot=said["user_id"],
        bot_id=said.get("bot_id", ""),
        token=token,
        enterprise=enterprise,
        wide=wide,
    )
