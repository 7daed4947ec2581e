"""A file brought in over the web: what it would add, or what it added."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

from anyio import to_thread
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.files.actions import bring_in, columns_in
from adapters.files.columns import Field
from adapters.web.answers import Refused, bounded, data
from adapters.web.api import as_speaker, house_of
from adapters.web.events import Hub
from adapters.web.shapes import card_shape
from bot.importing import Progress
from domain.person import Person

BIGGEST = 16 * 1024 * 1024  # bytes: 10,000 rows of long texts
NO = frozenset({"", "0", "no", "false"})
FIELDS: Mapping[Field, str] = {
    Field.ACTION: "Action",
    Field.OWNER: "Owner",
    Field.DUE: "Due",
    Field.RAISED: "Meeting date",
    Field.ID: "Id",
    Field.STATUS: "Status",
    Field.SOURCE: "Source",
    Field.NOTE: "Note",
    Field.SKIP: "Leave out",
}
MAPPING = TypeAdapter(dict[str, str])
NO_MAPPING = "Send `columns` as a JSON object, from a column's name to what it is."
NO_FILE = "Send one file, as multipart, in the field `file`."


async def bring(request: Request) -> Response:
    """`?plan=KEY&dry_run=1`, and one file: a report, and nothing changed if dry.

    `columns` may say beside the file what its columns are.
    """
    house, query = house_of(request), request.query_params
    person: Person = await as_speaker(request, lambda _, person: person)
    file, mapping = await _file(request)
    ask = partial(
        bring_in,
        house.bot,
        file,
        mapping=mapping,
        plan=query.get("plan", ""),
        as_member=person.id,
        now=house.clock.now(),
        dry_run=query.get("dry_run", "") not in NO,
        progress=_progress(house.hub, person),
    )
    report = await to_thread.run_sync(ask)
    await house.settled()
    return data(
        {
            "text": "\n".join(report.lines),
            "refused": report.refused,
            "card": card_shape(report.message),
            "columns": await to_thread.run_sync(_columns, file, mapping),
            "fields": list(FIELDS.items()),
        }
    )


def _columns(file: bytes, mapping: Mapping[str, str]) -> list[dict[str, str]]:
    found = columns_in(file, mapping)
    return [{"name": name, "field": field or ""} for name, field in found.items()]


def _progress(hub: Hub, person: Person) -> Progress:
    """It is made on the store's thread; the page is told on the loop's."""
    loop = asyncio.get_running_loop()

    def tell(done: int, total: int) -> None:
        news = {"done": done, "total": total}
        loop.call_soon_threadsafe(lambda: hub.tell("progress", news, to=person.id))

    return tell


async def _file(request: Request) -> tuple[bytes, dict[str, str]]:
    """The file's bytes, and what somebody said its columns are."""
    body = await bounded(request, BIGGEST)

    async def again() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        async with Request(request.scope, again).form(
            max_files=1, max_fields=4
        ) as form:
            found = form.get("file")
            content = await found.read() if isinstance(found, UploadFile) else None
            said = str(form.get("columns", "{}"))
    except HTTPException as torn:
        raise Refused(400, NO_FILE) from torn
    if content is None:
        raise Refused(400, NO_FILE)
    return content, _mapping(said)


def _mapping(said: str) -> dict[str, str]:
    try:
        return MAPPING.validate_json(said)
    except ValidationError as wrong:
        raise Refused(400, NO_MAPPING) from wrong


ROUTES = [Route("/demo/import", bring, methods=["POST"])]
