"""The doctor says what of Slack is on, and what is missing there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from adapters.slack.examined import examined
from adapters.slack.manifest import scopes
from adapters.slack.settings import SlackSettings
from storage.engine import open_engine
from storage.installations import InstallationTable, Installed
from storage.vault import Vault
from tests.adapters.command import jointly
from tests.cast import MONDAY

KEY, OTHER = "k" * 32, "o" * 32
MANY = SlackSettings(
    signing_secret="s",
    client_id="1.2",
    client_secret="c",
    public_url="https://jointly.example.org/",
    secret_key=KEY,
)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


def said(engine: Engine, found: SlackSettings | None, *rows: Installed) -> str:
    with engine.begin() as connection:
        for row in rows:
            InstallationTable(connection).keep(row)
        return "\n".join(
            f"{level} {text}" for level, text in examined(found, connection, MONDAY)
        )


def row(**more: Any) -> Installed:
    known = {
        "id": "T0HALDEN",
        "name": "Halden Medical",
        "bot": "U0BOTH",
        "bot_id": "B0BOTH",
        "scopes": ",".join(scopes()),
        "at": MONDAY,
        "token": Vault([KEY]).seal("xoxb-1", of="T0HALDEN"),
    }
    return Installed(**known | more)


def test_what_is_off_and_what_is_on_is_said(engine: Engine):
    assert said(engine, None) == "ok Slack is off: none of its settings is set."
    one = SlackSettings(signing_secret="s", bot_token="xoxb-1,xoxb-2")
    told = said(engine, one)
    assert told == "ok Slack is on for the workspaces of SLACK_BOT_TOKEN: 2."
    socket = SlackSettings(app_token="xapp-1", bot_token="xoxb-1")
    assert said(engine, socket).startswith("look Slack is on by Socket Mode")


def test_where_nobody_installed_it_the_page_is_named(engine: Engine):
    assert "https://jointly.example.org/slack/install" in said(engine, MANY)


def test_what_is_well_needs_no_look(engine: Engine):
    assert said(engine, MANY, row()) == (
        "ok Slack is on, and so many installed the app: 1."
    )


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"gone": "uninstalled"}, "look The app is no longer installed in Halden"),
        (
            {"token": Vault([OTHER]).seal("x", of="T0HALDEN")},
            "bad The token of Halden Medical was sealed with another key",
        ),
        (
            {"expires": MONDAY - timedelta(hours=1)},
            "bad The token of Halden Medical expired at 2026-11-23 09:00 UTC",
        ),
        ({"scopes": "commands"}, "look Halden Medical installed the app without app_"),
    ],
)
def test_what_is_missing_is_said_with_the_workspace(
    engine: Engine, more: dict[str, Any], text: str
):
    found = said(engine, MANY, row(**more))
    assert text in found
    assert "xoxb" not in found


def test_channels_in_which_nothing_can_be_said_are_counted(engine: Engine):
    with engine.begin() as connection:
        for statement in PLAN:
            connection.execute(text(statement))
    assert said(engine, SlackSettings(app_token="xapp-1")).endswith(
        "look Channels of plans in which nothing can be said: archived 1."
    )


PLAN = (
    (
        "INSERT INTO plan (id, key, title, starter, created_at, contract, zone, status,"
        " signed_by_customer, signed_by_supplier, closing_why, ladder, rested, version)"
        " VALUES ('p', 'P', 'Less', 'ann', '2026-11-23', '', 'UTC', 'draft', '', '',"
        " '', '', '', 0)"
    ),
    (
        "INSERT INTO plan_room (plan, room, audience, version)"
        " VALUES ('p', 'slack:C1', 'joint', 0)"
    ),
    (
        "INSERT INTO room_seen (room, host, name, present, trouble, at)"
        " VALUES ('slack:C1', '', '', '', 'archived', '2026-11-23'),"
        " ('slack:C2', '', '', '', 'archived', '2026-11-23')"
    ),
)


def test_the_doctor_says_it_and_settings_that_contradict_are_bad(tmp_path: Any):
    jointly("migrate", folder=tmp_path)
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CLIENT_ID": "1.2"}
    done = jointly("doctor", folder=tmp_path, **settings)
    assert "bad   SLACK_BOT_TOKEN is for one workspace" in done.stdout
    assert done.returncode == 1
