"""Where the app is installed: each workspace's token, and who our bot is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import anyio
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.wire import Wire


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One workspace in which the app may speak. `bot` is our own user there."""

    team: str
    name: str
    bot: str
    bot_id: str
    token: str = field(repr=False)


@dataclass
class Installations:
    """Those of the operator's tokens, asked of Slack once and then remembered."""

    wire: Wire
    tokens: Sequence[str] = field(repr=False)
    _known: tuple[Installation, ...] = ()
    _one: anyio.Lock = field(default_factory=anyio.Lock)

    async def all(self) -> tuple[Installation, ...]:
        async with self._one:
            if not self._known:
                self._known = tuple([await self._ask(token) for token in self.tokens])
        return self._known

    async def of(self, team: str) -> Installation | None:
        return next((one for one in await self.all() if one.team == team), None)

    async def own_first(self, team: str) -> Sequence[Installation]:
        """All of them, that of *team* before the others."""
        return sorted(await self.all(), key=lambda one: one.team != team)

    @property
    def known(self) -> tuple[Installation, ...]:
        """What has been asked so far."""
        return self._known

    async def authorize(self, team_id: str | None) -> AuthorizeResult | None:
        """For Bolt: without asking Slack again at every request."""
        found = await self.of(team_id) if team_id else None
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=found.team,
            bot_user_id=found.bot,
            bot_id=found.bot_id,
            bot_token=found.token,
        )

    async def _ask(self, token: str) -> Installation:
        said = await self.wire.call(token, "auth.test")
        return Installation(
            team=said["team_id"],
            name=said["team"],
            bot=said["user_id"],
            bot_id=said.get("bot_id", ""),
            token=token,
        )
