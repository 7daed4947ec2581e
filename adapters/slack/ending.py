"""The app is taken out of a workspace, or its token is: it speaks there no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.delivery.outcome import Outcome
from adapters.slack.errors import outcome_of
from adapters.slack.installations import Installation, Installations
from adapters.slack.installed import REVOKED, UNINSTALLED, OurTable
from adapters.slack.wire import Refused, Wire

UNINSTALL, REVOKE = "app_uninstalled", "tokens_revoked"
ENDINGS = (UNINSTALL, REVOKE)
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Endings:
    """Without a *table* the operator's own tokens count, and nothing is forgotten."""

    wire: Wire
    installations: Installations
    table: OurTable | None

    async def of(self, body: Body) -> Installation | None:
        """What ended; nothing where it was installed again since Slack said so."""
        if body["event"]["type"] == UNINSTALL:
            return await self._end(body, UNINSTALLED)
        return await self._revoked(body)

    async def _revoked(self, body: Body) -> Installation | None:
        """Renewing a token revokes the old one too: only Slack knows if ours counts."""
        found = await self.installations.of(*ids_of(body))
        bots = (body["event"].get("tokens") or {}).get("bot") or ()
        if found is None or found.bot not in bots or await self._counts(found):
            return None
        return await self._end(body, REVOKED)

    async def _counts(self, found: Installation) -> bool:
        try:
            await self.wire.call(found.token, "auth.test")
        except Refused as refused:
            if outcome_of(refused) is not Outcome.INSTALLATION:
                raise
            return False
        return True

    async def _end(self, body: Body, why: str) -> Installation | None:
        found = await self.installations.of(*ids_of(body))
        if found is None or self.table is None:
            return None
        at = float(body.get("event_time") or self.table.clock.now().timestamp())
        if not await self.table.end(found.team, why, at=at):
            return None
        self.installations.forget()
        structlog.get_logger().warning("no longer installed", team=found.team, why=why)
        return found


def ids_of(body: Body) -> tuple[str, ...]:
    """Whose installation a payload is for: the narrowest id first.

    An event names it in its one authorization, a form in its view, all others outright;
    where the app is installed in a whole enterprise, the team may be missing.
    """
    (given, *_) = body.get("authorizations") or [{}]
    view, team = body.get("view") or {}, body.get("team") or {}
    enterprise = body.get("enterprise") or {}
    found = (
        view.get("app_installed_team_id"),
        given.get("team_id"),
        team.get("id"),
        body.get("team_id"),
        given.get("enterprise_id"),
        enterprise.get("id"),
        body.get("enterprise_id"),
    )
    return tuple(str(id_) for id_ in found if id_)
