"""The chat platforms that are on: each costs what it costs only where it is wanted."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from starlette.routing import Route

from adapters.clock import Clock
from adapters.delivery.chat import Chat
from adapters.delivery.chats import Ours
from adapters.slack import lanes as slack_lanes
from adapters.slack.settings import SlackSettings
from adapters.teams import lanes as teams_lanes
from bot.app import Bot
from storage.store import SqlStore

if TYPE_CHECKING:
    from adapters.teams.settings import TeamsSettings


class Platform(Protocol):
    """`chat` is for the courier, `routes` for the server; `running` while it serves."""

    @property
    def chat(self) -> Chat: ...
    @property
    def routes(self) -> Sequence[Route]: ...
    def running(self) -> AbstractAsyncContextManager[None]: ...


@dataclass(frozen=True)
class Wanted:
    """What the operator set of each; None where a platform is off."""

    slack: SlackSettings | None = None
    teams: "TeamsSettings | None" = None

    def made(
        self,
        bot: Bot,
        store: SqlStore,
        clock: Clock,
        wake: Callable[[], Awaitable[None]],
    ) -> list[tuple[Ours, Platform]]:
        """Each platform that is on, and which lanes are its own."""
        found: list[tuple[Ours, Platform]] = []
        if self.slack:
            from adapters.slack.platform import slack

            on_slack = slack(self.slack, bot, store, clock, wake)
            found.append((slack_lanes.is_ours, on_slack))
        if self.teams:
            from adapters.teams.platform import teams

            on_teams = teams(self.teams, bot, store, clock, wake)
            found.append((teams_lanes.is_ours, on_teams))
        return found
