"""Jointly served to a fake Slack: signed requests in, and what Slack was told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from adapters import courier
from adapters.main import served
from adapters.slack.settings import SlackSettings
from storage.sealing import Sealer
from tests.clocks import FASTER, FastClock
from tests.served import Served
from tests.slack.sender import PATH, SECRET, Sender, Signed
from tests.slack.server import listening
from tests.slack.world import ON_HALDEN, SHARED, Installation, User, World


@dataclass
class SlackStage(Served):
    """Short words for what people do in Slack, and for what they then see there."""

    world: World
    sender: Sender
    client: TestClient
    engine: Engine
    clock: FastClock

    def send(self, signed: Signed, **headers: str) -> Any:
        told = {**signed.headers, **headers}
        return self.client.post(PATH, content=signed.body.encode(), headers=told)

    def plan(self, who: User, text: str, channel: str = SHARED) -> Mapping[str, Any]:
        """What `/plan` answers in the response itself; empty where a form opened."""
        by = self.installed(who.team)
        found = self.good(self.sender.command(by, who, text, channel))
        return dict(found.json()) if found.content else {}

    def mention(self, by: Installation, who: User, text: str, thread: str = "") -> None:
        self.good(self.sender.mention(by, who, text, SHARED, thread))

    def direct(self, who: User, text: str) -> None:
        by = next((i for i in self.world.installed if i.team == who.team), ON_HALDEN)
        self.good(self.sender.direct(by, who, text))

    def press(self, who: User, label: str, channel: str = SHARED) -> Any:
        """Press the newest button of that label in a channel."""
        self.settle()
        for said in reversed(self.world.said(channel)):
            if label in str(said.get("blocks")):
                signed = self.sender.press(who, channel, said, label)
                return self.good(signed)
        raise LookupError(label)

    def press_direct(self, who: User, label: str) -> Any:
        """Press the newest button of that label in somebody's direct messages."""
        self.settle()
        for said in reversed(self.world.heard_by(who)):
            if label in str(said.get("blocks")):
                channel = str(said["channel"])
                return self.good(self.sender.press(who, channel, said, label))
        raise LookupError(label)

    def press_answer(self, who: User, answer: Mapping[str, Any], label: str) -> Any:
        by = self.installed(who.team)
        signed = self.sender.press_answer(by, who, SHARED, answer["blocks"], label)
        return self.good(signed)

    def view(self) -> Mapping[str, Any]:
        """The form that was opened last."""
        return list(self.world.views.values())[-1]

    def submit(self, who: User, **values: Any) -> Mapping[str, Any]:
        found = self.good(self.sender.submit(who, self.view(), **values))
        return dict(found.json()) if found.content else {}

    def good(self, signed: Signed) -> Any:
        found = self.send(signed)
        assert found.status_code == 200, found.text
        return found

    def heard(self, channel: str = SHARED) -> str:
        """All that stands in a channel."""
        self.settle()
        return "\n".join(said["text"] for said in self.world.said(channel))

    def heard_by(self, who: User) -> str:
        self.settle()
        return "\n".join(said["text"] for said in self.world.heard_by(who))

    def beside(self) -> list[dict[str, Any]]:
        """What was answered beside a press, to whoever pressed alone."""
        return [said for url in self.world.responses.values() for said in url]

    def installed(self, team: str) -> Installation:
        return next(one for one in self.world.installed if one.team == team)


@contextmanager
def a_slack_stage(
    engine: Engine,
    *installed: Installation,
    faster: float = FASTER,
    world: World | None = None,
    **settings: str,
) -> Iterator[SlackStage]:
    """*world* is given where Jointly starts again and Slack goes on.

    Without *settings* the operator gave a token for each installation.
    """
    clock = FastClock(faster=faster)
    world = world or World(installed or (ON_HALDEN,), patience=3.0 * FASTER)
    world.now = clock.seconds
    with listening(world) as url, pytest.MonkeyPatch.context() as patch:
        patch.setattr(courier, "BREATH", 0.01)
        given = settings or {"bot_token": ",".join(o.token for o in world.installed)}
        found = SlackSettings(**{"signing_secret": SECRET, "api_url": url} | given)
        app = served(engine, Sealer(), "Halden IT", slack=found, clock=clock)
        sender = Sender(world, url)
        with TestClient(app) as client:
            yield SlackStage(world, sender, client, engine, clock)


def tuesday() -> datetime:
    return datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
