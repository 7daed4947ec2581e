"""`jointly manifest`: what an operator hands to a platform so that it makes the app."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.stopping import plain

described = typer.Typer(no_args_is_help=True)


@described.command("slack")
@plain
def describe_slack(
    many: Annotated[  # noqa: FBT002 - typer reads a flag so
        bool, typer.Option("--many", help="For any workspace that installs it.")
    ] = False,
    socket: Annotated[  # noqa: FBT002 - likewise
        bool, typer.Option("--socket", help="For trying out, without an address.")
    ] = False,
) -> None:
    """Print the manifest from which Slack makes the app, for JOINTLY_PUBLIC_URL."""
    import json

    from adapters.settings import settings
    from adapters.slack.manifest import manifest

    if many and socket:
        raise typer.BadParameter("--socket is for trying out in one workspace.")
    described = manifest(settings().public_url, many=many, socket=socket)
    typer.echo(json.dumps(described, indent=2))


@described.command("teams")
@plain
def describe_teams(
    file: Annotated[
        Path, typer.Option("-o", "--output", help="The package to write.")
    ] = Path("jointly-teams.zip"),
) -> None:
    """Write the package that Teams takes, for TEAMS_APP_ID and JOINTLY_PUBLIC_URL."""
    from adapters.settings import settings
    from adapters.teams.manifest import package
    from adapters.teams.settings import TeamsSettings

    found, teams = settings(), TeamsSettings()
    made = package(teams.app_id, found.public_url, found.operator)
    file.write_bytes(made)
    typer.echo(f"Written to {file}. Upload it in the Teams admin centre.")
