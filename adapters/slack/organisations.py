"""Organisations as Slack knows them: an enterprise with all its workspaces is one."""

from dataclasses import dataclass, field

from adapters.hearing.remembered import Remembered
from adapters.slack.installations import Installation
from adapters.slack.wire import Refused, Wire

DAY = 86_400.0  # seconds until Slack is asked again
NOT_TOLD = {"team_not_found", "missing_scope", "no_permission"}
ENTERPRISE = "E"  # how the id of every enterprise begins


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str


@dataclass
class Organisations:
    wire: Wire
    _kept: Remembered[tuple[str, str], Organisation] = field(
        default_factory=lambda: Remembered(DAY)
    )

    async def of(self, by: Installation, team: str) -> Organisation:
        """That of a workspace; the bare id where Slack does not tell more."""
        if team == by.team:
            return Organisation(by.enterprise or team, by.name)
        if team.startswith(ENTERPRISE):
            return Organisation(team, team)
        return await self._kept.get((by.team, team), lambda: self._ask(by, team))

    async def _ask(self, by: Installation, team: str) -> Organisation:
        try:
            said = await self.wire.call(by.token, "team.info", team=team)
        except Refused as refused:
            if refused.error in NOT_TOLD:
                return Organisation(team, team)
            raise
        found = said["team"]
        id_ = str(found.get("enterprise_id") or team)
        return Organisation(id_, str(found.get("enterprise_name") or found["name"]))
