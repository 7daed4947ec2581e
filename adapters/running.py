"""Starting and stopping the server that demo and serve both are."""

import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer
import uvicorn
from sqlalchemy import Engine, inspect
from starlette.applications import Starlette

from adapters import log
from adapters.main import demonstrated, sealer, served
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from domain.errors import DomainError
from storage.engine import open_engine
from storage.faults import in_words
from storage.migrate import require_latest, upgrade
from storage.wall import MISSING, unguarded

GRACE = 5  # seconds for what is being answered when the server stops
BACKLOG = 512


class PortTaken(DomainError):
    """Port {port} of {host} cannot be used: {why}. Choose another with --port, or another address with --host."""  # noqa: E501 - one sentence people read

    def __init__(self, host: str, port: int, why: str) -> None:
        self.host = host
        self.port = port
        self.why = why


class Server(uvicorn.Server):
    """Ends the event streams first: they would hold the server for ever."""

    def handle_exit(self, sig: int, frame: Any) -> None:  # noqa: ANN401 - a signal's frame
        """Stop in our own time: uvicorn would raise the signal again at the end."""
        del frame
        app = self.config.app
        if isinstance(app, Starlette):
            app.state.hub.close()
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def address(database: str, folder: str) -> str:
    """Where the demo's data lives: a file, an address, or a folder soon deleted."""
    if "://" in database:
        return database
    file = Path(database) if database else Path(folder) / "demo.db"
    return f"sqlite:///{file}"


def demo(url: str, host: str, port: int) -> None:
    """Seed if there is nothing yet, say where it is, and serve it until stopped."""
    log.set_up()
    with _listening(host, port) as listening:
        upgrade(url)
        app = demonstrated(open_engine(url))
        typer.echo(f"Jointly demo: {where(listening, host)}  (stop it with Ctrl+C)")
        _run(app, listening)


def serve(
    found: Settings,
    host: str,
    port: int,
    slack: SlackSettings | None = None,
    teams: TeamsSettings | None = None,
) -> None:
    log.set_up()
    with _listening(host, port) as listening:
        engine = open_engine(found.database_url)
        if _is_empty(engine):
            upgrade(found.database_url)
        require_latest(engine)
        if missing := unguarded(engine):
            typer.echo(MISSING.format(tables=", ".join(missing)), err=True)
        typer.echo(f"Jointly serves {where(listening, host)}")
        own = (engine, sealer(found), found.operator, found.secrets)
        app = served(*own, slack=slack, teams=teams)
        _run(app, listening)


def where(listening: socket.socket, host: str) -> str:
    """The address to open; RFC 3986 puts an IPv6 one in brackets."""
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{listening.getsockname()[1]}/"


def _run(app: Starlette, listening: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_level="critical",  # a bug is told once, by us, with its number
        access_log=False,  # addresses of downloads carry tokens
        timeout_graceful_shutdown=GRACE,
        server_header=False,
    )
    server = Server(config)
    with suppress(SystemExit):  # of a start that failed, and whose reason we know
        server.run(sockets=[listening])
    if not server.started:
        raise getattr(app.state, "stopped_by", SystemExit(1))


def _listening(host: str, port: int) -> socket.socket:
    """The socket, taken before anything is started, so that a refusal comes at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(BACKLOG)
    except OSError as error:
        taken.close()
        raise PortTaken(host, port, (error.strerror or str(error)).lower()) from error
    return taken


def _is_empty(engine: Engine) -> bool:
    with in_words():
        return not inspect(engine).get_table_names()
