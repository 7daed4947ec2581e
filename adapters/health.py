"""Whether the process lives, and whether it can work."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.web.answers import data
from storage.migrate import require_latest


async def live(_: Request) -> Response:
    return data({"status": "live"})


async def ready(request: Request) -> Response:
    """Ready when the database answers with the tables this version needs.

    What it fails with is a sentence and 503, as everywhere.
    """
    await to_thread.run_sync(require_latest, request.app.state.house.store.engine)
    return data({"status": "ready"})


ROUTES = [Route("/health/live", live), Route("/health/ready", ready)]
