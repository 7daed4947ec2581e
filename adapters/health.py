"""Whether the process lives, and whether it can work."""

from anyio import to_thread
from sqlalchemy import delete
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.web.answers import data
from storage.migrate import require_latest
from storage.tables import secret
from storage.work import SqlWork

NOTHING = delete(secret).where(secret.c.name == "")  # there is none of no name


async def live(_: Request) -> Response:
    return data({"status": "live"})


async def ready(request: Request) -> Response:
    """Ready when the database answers with the tables this version needs.

    What it fails with is a sentence and 503, as everywhere.
    """
    store = request.app.state.house.store
    await to_thread.run_sync(require_latest, store.engine)
    await to_thread.run_sync(store.run, _write_nothing)
    return data({"status": "ready"})


def _write_nothing(work: SqlWork) -> None:
    """Refused where the database may only be read: then we can serve nobody."""
    work.connection.execute(NOTHING)


ROUTES = [Route("/health/live", live), Route("/health/ready", ready)]
