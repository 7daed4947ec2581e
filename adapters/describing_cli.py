"""`jointly manifest`: what an operator hands to a platform so that it makes the app."""

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
