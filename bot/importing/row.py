"""One row of a list, bounded and cleaned, or why it cannot become an action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from bot.naming import names_in
from bot.words.kind import LONGEST_TITLE
from bot.words.tokens import LONGEST_LINE, clean

SAID: Mapping[str, str] = {
    "title": "action",
    "raised": "meeting date",
    "notes": "note",
}
OVER = frozenset(
    {
        "cancelled",
        "closed",
        "complete",
        "completed",
        "done",
        "finished",
        "resolved",
        "withdrawn",
    }
)


def _tidy(text: str, *, longest: int) -> str:
    if len(text) > longest:
        many = {"length": f"{len(text):,}", "most": f"{longest:,}"}
        raise PydanticCustomError(
            "long", "is {length} characters long and I keep at most {most}", many
        )
    return " ".join(clean(text).split())


def _says_something(text: str) -> str:
    title = _tidy(text, longest=LONGEST_LINE)
    if not any(map(str.isalnum, title)):
        raise PydanticCustomError("empty", "is empty: nothing says what to do")
    return title


def _still_open(text: str) -> str:
    status = _tidy(text, longest=LONGEST_TITLE)
    if status.casefold() in OVER:
        many = {"status": status}
        raise PydanticCustomError(
            "over", "is “{status}”: only what is still open comes in", many
        )
    return status


Short = Annotated[str, BeforeValidator(partial(_tidy, longest=LONGEST_TITLE))]
Long = Annotated[str, BeforeValidator(partial(_tidy, longest=LONGEST_LINE))]
Title = Annotated[str, BeforeValidator(_says_something)]
Open = Annotated[str, BeforeValidator(_still_open)]


class Row(BaseModel):
    """What one row says. `number` is the row a spreadsheet shows; `raised` the day of
    the meeting as it was written.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    title: Title
    id: Short = ""
    owner: Short = ""
    due: Short = ""
    raised: Short = ""
    status: Open = ""
    source: Long = ""
    notes: tuple[Long, ...] = ()

    @property
    def url(self) -> str:
        """The source, where it is a web address."""
        try:
            address = urlsplit(self.source)
        except ValueError:
            return ""
        web = address.scheme in {"http", "https"} and bool(address.netloc)
        return self.source if web and " " not in self.source else ""


@dataclass(frozen=True)
class Refused:
    """A row that becomes nothing, and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Batch:
    """A whole list: rows that read, rows refused, columns read and not read."""

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...] = ()
    columns: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.refused)


def read_row(number: int, cells: Mapping[str, Any]) -> Row | Refused:
    """The row whole, or the first reason against it: both parties will read it."""
    if named := [ref for cell in cells.values() for ref in names_in(str(cell))]:
        return Refused(number, f"it names {named[0]}, which is private to a party")
    try:
        return Row(number=number, **cells)
    except ValidationError as error:
        return Refused(number, _reason(error.errors(include_url=False)))


def _reason(errors: Iterable[Any]) -> str:
    first = next(iter(errors))
    field = str(first["loc"][0])
    return f"its {SAID.get(field, field)} {first['msg']}"
