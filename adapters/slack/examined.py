"""What an operator should know of Slack: what is on, and what is missing there."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from adapters.slack.manifest import scopes
from adapters.slack.settings import SlackSettings
from storage.installations import InstallationTable, Installed
from storage.tables import room, room_seen
from storage.vault import CannotOpen, Vault

Level = Literal["ok", "look", "bad"]
Found = tuple[Level, str]

TROUBLED = (
    select(room_seen.c.trouble, func.count())
    .where(room_seen.c.trouble != "", room_seen.c.room.in_(select(room.c.room)))
    .group_by(room_seen.c.trouble)
)


def examined(
    found: SlackSettings | None, connection: Connection, now: datetime
) -> Iterator[Found]:
    """Nothing is asked of Slack: only what is set, and what the database keeps."""
    if found is None:
        yield "ok", "Slack is off: none of its settings is set."
        return
    if found.app_token:
        yield "look", "Slack is on by Socket Mode, which is for trying out only."
    elif found.tokens:
        many = len(found.tokens)
        yield "ok", f"Slack is on for the workspaces of SLACK_BOT_TOKEN: {many}."
    if found.many:
        yield from _installed(found, connection, now)
    if troubled := sorted((str(t), int(n)) for t, n in connection.execute(TROUBLED)):
        said = ", ".join(f"{what} {many}" for what, many in troubled)
        yield "look", f"Channels of plans in which nothing can be said: {said}."


def _installed(
    found: SlackSettings, connection: Connection, now: datetime
) -> Iterator[Found]:
    rows, vault = InstallationTable(connection).all(), Vault(found.secrets)
    here = [row for row in rows if not row.gone]
    if not here:
        page = f"{found.public_url.rstrip('/')}/slack/install"
        yield "look", f"Slack is on, and no workspace has installed the app: {page}"
    else:
        yield "ok", f"Slack is on, and so many installed the app: {len(here)}."
    for row in rows:
        if row.gone:
            yield "look", f"The app is no longer installed in {row.name}: {row.gone}."
        else:
            yield from _one(row, vault, found, now)


def _one(
    row: Installed, vault: Vault, found: SlackSettings, now: datetime
) -> Iterator[Found]:
    again = "Let an administrator there install the app again."
    try:
        vault.open(row.token, of=row.id)
    except CannotOpen:
        yield (
            "bad",
            (
                f"The token of {row.name} was sealed with another key. Put that key"
                f" back into JOINTLY_SECRET_KEY, or: {again}"
            ),
        )
    if row.expires and row.expires < now:
        yield (
            "bad",
            (
                f"The token of {row.name} expired at {row.expires:%Y-%m-%d %H:%M} UTC"
                " and was not renewed. Is `jointly serve` running?"
            ),
        )
    wanted = set(scopes(look_back=found.look_back))
    if missing := sorted(wanted - set(row.scopes.split(","))):
        said = ", ".join(missing)
        yield "look", f"{row.name} installed the app without {said}. {again}"
