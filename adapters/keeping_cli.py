"""Commands that keep the database: its tables, its copies, and what a copy held."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.stopping import plain, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.holding import Held

keeping = typer.Typer()

ALL = "all"
Ids = Annotated[
    list[str] | None, typer.Option(help="The number of a held message, or `all`.")
]


@keeping.command()
@plain
def migrate(
    to: Annotated[
        str, typer.Option(help="Move everything to this other, empty database.")
    ] = "",
) -> None:
    """Bring the database up to date, or move it elsewhere."""
    from adapters.progress import counted
    from adapters.settings import settings
    from storage.migrate import LATEST, upgrade

    url = settings().database_url
    upgrade(url)
    typer.echo(f"The database is at step {LATEST}.")
    if to:
        from adapters.keeping import move

        with counted(sys.stderr, "Moving") as told:
            found = move(url, to, told)
        typer.echo(
            f"Moved {_rows(found.rows)}; both databases have the hash {found.hash}."
        )
        typer.echo("Set JOINTLY_DATABASE_URL to the new one before you serve again.")


@keeping.command()
@plain
def doctor() -> None:
    """Look the installation over. Ends with 1 where something is wrong."""
    from datetime import UTC, datetime

    from adapters.doctor import examine
    from adapters.settings import settings

    worst = 0
    for finding in examine(settings(), now=datetime.now(UTC)):
        typer.echo(f"{finding.level:<5} {finding.text}")
        worst = max(worst, finding.level == "bad")
    sys.exit(worst)


@keeping.command()
@plain
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="The file to write; it must not exist.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Or a folder: the file is named by the time.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option(help="How many to keep in the folder.", min=1)
    ] = None,
) -> None:
    """Copy the whole database to a file, while it is being used."""
    from adapters.keeping import back_up, back_up_in
    from adapters.progress import counted
    from adapters.settings import settings

    if (file is None) == (folder is None):
        stop("Name the file to write, or a folder with --folder.")
    if file and keep:
        stop("--keep goes with --folder: it says how many backups stay there.")
    url = settings().database_url
    with counted(sys.stderr, "Copying") as told:
        if folder:
            file = back_up_in(url, folder, keep, told)
        elif file:
            typer.echo(f"{_rows(back_up(url, file, told).rows)}.")
    typer.echo(
        f"Written to {file}. It holds all that the database holds: keep it safe."
    )


@keeping.command()
@plain
def restore(
    file: Annotated[Path | None, typer.Argument(help="A backup.")] = None,
    send: Ids = None,
    drop: Ids = None,
) -> None:
    """Bring a backup into an empty database.

    What it would say anew is held.
    Without a file: list what is held, or say what becomes of it.
    """
    if file:
        if send or drop:
            stop("Restore first; then look at what is held, and decide.")
        _bring_back(file)
    else:
        _decide(send or [], drop or [])


def _bring_back(file: Path) -> None:
    from datetime import UTC, datetime

    from adapters import keeping as copies
    from adapters.progress import counted
    from adapters.settings import settings

    with counted(sys.stderr, "Restoring") as told:
        url = settings().database_url
        found = copies.restore(file, url, now=datetime.now(UTC), told=told)
    typer.echo(f"Restored from {file}.")
    _list(found)


def _decide(send: list[str], drop: list[str]) -> None:
    from datetime import UTC, datetime

    from adapters.opened import opened
    from domain.visibility import COURIER_SEES
    from storage import holding

    with opened() as store:
        run = partial(store.run, sees=(COURIER_SEES,))
        found = run(lambda work: holding.held(work.connection))
        going, ending = _ids(send, found), _ids(drop, found)
        now = datetime.now(UTC)
        if going:
            sent = run(lambda work: holding.let_go(work.connection, going, now=now))
            typer.echo(f"{sent} will be said by the next `jointly serve`.")
        if ending:
            gone = run(lambda work: holding.drop(work.connection, ending))
            typer.echo(f"{gone} will never be said.")
        _list(run(lambda work: holding.held(work.connection)))


def _ids(said: list[str], found: "Sequence[Held]") -> list[int]:
    if ALL in said:
        return [held.id for held in found]
    if bad := next((word for word in said if not word.isdecimal()), None):
        stop(f"{bad} is no number of a held message; `jointly restore` lists them.")
    return [int(word) for word in said]


def _list(found: "Sequence[Held]") -> None:
    if not found:
        typer.echo("Nothing is held.")
        return
    many = "1 message is" if len(found) == 1 else f"{len(found)} messages are"
    typer.echo(f"{many} held, because they may have been said already:")
    for one in found:
        about = one.card or one.thread or "a message"
        typer.echo(f"  {one.id}  {one.at:%Y-%m-%d %H:%M} UTC  to {one.to}  {about}")
    typer.echo("Say them with --send N or --send all; end them with --drop N or all.")


@keeping.command()
@plain
def erase(
    account: Annotated[str, typer.Argument(help="@account, or a mail address.")],
    yes: Annotated[  # noqa: FBT002 - typer reads a flag so
        bool, typer.Option("--yes", help="Do it; otherwise only say what it would do.")
    ] = False,
) -> None:
    """Take a person out of everything but the record.

    The record never names them.
    """
    from adapters import erasing
    from adapters.settings import settings
    from storage.migrate import require_latest

    store = erasing.opened_whole(settings().database_url)
    try:
        require_latest(store.engine)
        found = erasing.look(store, account)
        if yes:
            erasing.erase(store, account)
    finally:
        store.close()
    done = "is erased" if yes else "would be erased; nothing was changed. Add --yes"
    typer.echo(f"{found.name} {done}.")
    if found.mentions:
        typer.echo("People wrote of them in their own words, which stay. A lead looks:")
    for one in found.mentions:
        plan, _, rest = one.key.partition(" ")
        typer.echo(f"  {found.plans.get(plan, plan)}  {one.table} {rest}")


def _rows(many: int) -> str:
    return "1 row" if many == 1 else f"{many} rows"
