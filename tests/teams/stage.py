"""Jointly served to a fake Bot Connector: signed activities in, and what was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from adapters import courier
from adapters.main import served
from adapters.teams.settings import TeamsSettings
from storage.sealing import Sealer
from tests.clocks import FASTER, FastClock
from tests.served import Served
from tests.teams.lint import parts
from tests.teams.sender import PATH, Sender, Sent
from tests.teams.server import Service, listening
from tests.teams.world import APP, HALDEN, ORBIT, SHARED, Posted, User, World


@dataclass
class TeamsStage(Served):
    """Short words for what people do in Teams, and for what they then see there."""

    world: World
    service: Service
    sender: Sender
    client: TestClient
    engine: Engine
    clock: FastClock

    def send(self, sent: Sent) -> Any:
        return self.client.post(PATH, content=sent.content, headers=dict(sent.headers))

    def good(self, sent: Sent) -> Any:
        found = self.send(sent)
        assert found.status_code == 200, found.text
        return found.json() if found.content else {}

    def mention(
        self, who: User, text: str, *named: User, place: str = SHARED, thread: str = ""
    ) -> None:
        self.good(self.sender.mention(who, text, place, thread, *named))

    def direct(self, who: User, text: str, *named: User) -> None:
        self.good(self.sender.direct(who, text, *named))

    def press(self, who: User, label: str, place: str = SHARED) -> dict[str, Any]:
        """Press the newest button of that label in a conversation: what it answers."""
        return self.good(self.sender.press(who, self.newest(label, place), label))

    def press_direct(self, who: User, label: str) -> dict[str, Any]:
        place = self.world.personal(who).id
        return self.press(who, label, place)

    def newest(self, label: str, place: str = SHARED) -> Posted:
        self.settle()
        for said in reversed(self.world.said(place)):
            if label in labels(said.body):
                return said
        raise LookupError(label)

    def heard(self, place: str = SHARED) -> str:
        """All that stands in a conversation."""
        self.settle()
        return "\n".join(twin(said) for said in self.world.said(place))

    def heard_by(self, who: User) -> str:
        self.settle()
        return "\n".join(twin(said) for said in self.world.heard_by(who))


@contextmanager
def a_teams_stage(
    engine: Engine,
    *,
    faster: float = FASTER,
    world: World | None = None,
    tenants: tuple[str, ...] = (HALDEN.id, ORBIT.id),
) -> Iterator[TeamsStage]:
    """*world* is given where Jointly starts again and Teams goes on."""
    clock = FastClock(faster=faster)
    world = world or World()
    world.now = clock.seconds
    with listening(world) as service, pytest.MonkeyPatch.context() as patch:
        patch.setattr(courier, "BREATH", 0.01)
        found = TeamsSettings(
            app_id=APP,
            app_password="secret",
            allowed_tenants=",".join(tenants),
            **service.settings,
        )
        app = served(engine, Sealer(), "Halden IT", teams=found, clock=clock)
        with TestClient(app) as client:
            yield TeamsStage(world, service, Sender(service), client, engine, clock)


def labels(body: Any) -> list[Any]:
    """Every button of a message."""
    actions = (p for p in parts(body) if str(p.get("type", "")).startswith("Action."))
    return [one.get("title") for one in actions]


def twin(said: Posted) -> str:
    return said.body["attachments"][0]["content"]["fallbackText"]


def tuesday() -> datetime:
    return datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
