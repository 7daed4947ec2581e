"""`jointly manifest`: what an operator hands to a platform so that it makes the app."""

import typer

from adapters.stopping import plain

described = typer.Typer(no_args_is_help=True)


@described.command("slack")
@plain
def describe_slack() -> None:
    """Print the manifest from which Slack makes the app, for JOINTLY_PUBLIC_URL."""
    import json

    from adapters.settings import settings
    from adapters.slack.manifest import manifest

    typer.echo(json.dumps(manifest(settings().public_url), indent=2))
