"""The command line. What goes wrong is one sentence on stderr and a non-zero exit."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.describing_cli import described
from adapters.keeping_cli import keeping
from adapters.stopping import plain, stop

LOCAL = "127.0.0.1"
NO_MAIL = "Mail is off: this version has no adapter for it yet."
TRYING_OUT = "Slack is on by Socket Mode, which is for trying out only."
NO_SLACK = "Slack is off: SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN are not set."
NO_TEAMS = "Teams is off: TEAMS_APP_ID and TEAMS_APP_PASSWORD are not set."
UNCHECKED = "TEAMS_ANONYMOUS is set: who reaches this computer may speak as anybody."
UNNAMED = (
    "JOINTLY_OPERATOR is not set: the card that invites the other party cannot name"
    " who runs this and can read everything."
)
UNSIGNED = (
    "JOINTLY_SECRET_KEY is not set: seals are signed with a key that ends with this"
    " process."
)

app = typer.Typer(
    help="Joint working plans for a customer and a supplier.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in 0.1 s less, and a refusal in a line
)

brought = typer.Typer(no_args_is_help=True)
app.add_typer(brought, name="import", help="Bring a file into a plan.")

app.add_typer(described, name="manifest", help="Describe the app to a platform.")

app.add_typer(keeping)

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)]
Key = Annotated[str, typer.Argument(help="The plan's key, such as RDD.")]


def main() -> None:
    app()


@app.command()
@plain
def demo(
    port: Port = 8080,
    host: Host = LOCAL,
    database: Annotated[
        str, typer.Option(help="A file or address that keeps the demo's data.")
    ] = "",
) -> None:
    """Two seats of a seeded plan in your browser. No accounts, no network."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="jointly-demo-") as folder:
        from adapters import running
        from adapters.settings import settings

        found = settings(database_url=running.address(database, folder))
        running.demo(found.database_url, host, port)


@app.command()
@plain
def serve(host: Host = LOCAL, port: Port = 3000) -> None:
    """Run Jointly: Slack, Teams, clock, courier, REST and health in one process."""
    from adapters import running
    from adapters.settings import settings
    from adapters.slack.settings import slack_settings
    from adapters.teams.settings import teams_settings

    found, slack, teams = settings(), slack_settings(), teams_settings(host)
    typer.echo(NO_MAIL, err=True)
    if slack is None:
        typer.echo(NO_SLACK, err=True)
    elif slack.app_token:
        typer.echo(TRYING_OUT, err=True)
    if teams is None:
        typer.echo(NO_TEAMS, err=True)
    elif teams.anonymous:
        typer.echo(UNCHECKED, err=True)
    if not found.secrets:
        typer.echo(UNSIGNED, err=True)
    if not found.operator:
        typer.echo(UNNAMED, err=True)
    running.serve(found, host, port, slack, teams)


@app.command()
@plain
def token(
    account: Annotated[str, typer.Argument(help="@account, or a mail address.")] = "",
    organisation: Annotated[
        str, typer.Option(help="Of somebody new, for whom you vouch: theirs, by name.")
    ] = "",
    name: Annotated[str, typer.Option(help="Of somebody new: as people read it.")] = "",
    mail: Annotated[str, typer.Option(help="Of somebody new: their address.")] = "",
    operator: Annotated[  # noqa: FBT002 - typer reads a flag so
        bool, typer.Option("--operator", help="Yours, for /metrics and nothing else.")
    ] = False,
) -> None:
    """Make a token for the REST interface. It is shown once and kept as a hash."""
    from datetime import UTC, datetime

    from adapters.metrics import own_token
    from adapters.newcomer import OnlyForNew, vouched
    from adapters.opened import opened
    from adapters.operator import new_token

    if operator:
        typer.echo(own_token())
        return
    if not account:
        stop("Say whose token: @account, or --operator for your own.")
    now = datetime.now(UTC)
    if (name or mail) and not organisation:
        raise OnlyForNew
    with opened() as store:
        if organisation:
            who = (account, organisation, name, mail)
            said, made = store.run(lambda work: vouched(work, *who, at=now))
            typer.echo(said, err=True)
        else:
            made = store.run(lambda work: new_token(work, account, at=now))
    typer.echo(made)


@app.command()
@plain
def lead(
    plan: Key,
    party: Annotated[str, typer.Argument(help="customer, supplier, or its name.")],
    account: Annotated[str, typer.Argument(help="@account, or a mail address.")],
) -> None:
    """Name a lead for a party that has none. Both parties are told."""
    from datetime import UTC, datetime

    from adapters.main import holidays
    from adapters.opened import opened
    from adapters.operator import name_lead

    with opened() as store:
        now = datetime.now(UTC)
        typer.echo(
            store.run(
                lambda work: name_lead(work, holidays, plan, party, account, now=now)
            )
        )


@brought.command("actions")
@plain
def import_actions(
    file: Annotated[Path, typer.Argument(help="A .csv or .tsv file.")],
    plan: Annotated[str, typer.Option(help="The plan's key, such as RDD.")],
    member: Annotated[
        str, typer.Option("--as", help="Whose import it is; else who began the plan.")
    ] = "",
    column: Annotated[
        list[str] | None, typer.Option("--map", help="COLUMN=FIELD, once or more.")
    ] = None,
    dry_run: Annotated[  # noqa: FBT002 - typer reads a flag so
        bool, typer.Option("--dry-run", help="Only say what would be added.")
    ] = False,
) -> None:
    """Bring an action log into a plan. Rows that are there already are left alone."""
    from datetime import UTC, datetime

    from adapters.files.actions import bring_in
    from adapters.main import bot_of
    from adapters.opened import opened
    from adapters.progress import shown

    with opened() as store, shown(sys.stderr) as progress:
        report = bring_in(
            bot_of(store),
            file.read_bytes(),
            plan=plan,
            as_member=member,
            now=datetime.now(UTC),
            mapping=dict(_pair(said) for said in column or ()),
            dry_run=dry_run,
            progress=progress,
        )
    said = (*report.lines, report.advice) if report.advice else report.lines
    typer.echo("\n".join(said), err=report.refused)
    if report.refused:
        sys.exit(1)


@app.command()
@plain
def export(
    plan: Key,
    member: Annotated[str, typer.Option("--as", help="Whose window it is.")],
    file: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
) -> None:
    """Write all that a member may read to a file that proves itself."""
    import json

    from adapters.files.export import export_plan, fingerprint
    from adapters.opened import opened
    from adapters.stopping import written

    # Opened first: an export that cannot be written must not be announced as made.
    with opened() as store, written(file) as out:
        found = export_plan(store, plan, member)
        json.dump(found, out, ensure_ascii=False, indent=1)
    typer.echo(f"Written to {file}. Fingerprint: {fingerprint(found)}")


@app.command()
@plain
def verify(
    file: Annotated[Path, typer.Argument(help="An export.")],
    fingerprint: Annotated[
        list[str] | None, typer.Argument(help="As the shared room shows it.")
    ] = None,
) -> None:
    """Say OK, or the first bad line of an export."""
    from adapters.files.verifier import main as check

    sys.exit(check([str(file), *(fingerprint or ())]))


def _pair(said: str) -> tuple[str, str]:
    from adapters.settings import BadSetting

    column, equals, field = said.partition("=")
    if not (column and equals and field):
        raise BadSetting("--map", f"needs COLUMN=FIELD, not {said}")
    return column, field
