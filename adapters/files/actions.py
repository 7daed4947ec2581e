"""A file of actions brought into a plan: bytes in, one report out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from adapters.files.columns import (
    Columns,
    Field,
    NoHeader,
    Unmapped,
    asked,
    columns_of,
    familiar,
    guessed,
)
from adapters.files.table import (
    DELIMITERS,
    MOST_ROWS,
    Line,
    NoRows,
    QuoteStaysOpen,
    TooManyRows,
    announced,
    lines,
    text_of,
)
from bot.app import Bot
from bot.importing import Asked, Batch, Progress, Refused, Report, Row, bring, read_row
from bot.words.tokens import clean
from domain.errors import DomainError

PREAMBLE = 20  # rows looked through for the header
GLIMPSE = 120  # characters of a row that is shown in a refusal
AS_NAMED: Mapping[str, str] = MappingProxyType({})
TORN = "its quotation marks do not match"


def bring_in(  # noqa: PLR0913 - what may be asked of an import
    bot: Bot,
    data: bytes,
    *,
    plan: str,
    as_member: str | None = None,
    now: datetime,
    mapping: Mapping[str, str] = AS_NAMED,
    dry_run: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> Report:
    """Bring the file's actions in. What cannot be read at all is a refused report.

    *as_member* is a name, mail, @account or a person's id; the plan's starter if
    left out. *mapping* is from a column's name to what it is.
    """
    wanted = Asked(plan=plan, as_member=as_member or "", dry_run=dry_run)
    try:
        batch = read(data, mapping)
        return bring(bot.store, bot.closed, batch, wanted, now=now, progress=progress)
    except Unmapped as refusal:
        return Report.refusal(str(refusal), advice=refusal.advice)
    except DomainError as refusal:
        return Report.refusal(str(refusal))


def columns_in(
    data: bytes, mapping: Mapping[str, str] = AS_NAMED
) -> dict[str, Field | None]:
    """The file's columns and what each is read as; none where it is no list at all."""
    try:
        mapped = asked(mapping)
        found, _ = _found(data, mapped)
    except DomainError:
        return {}
    top = found[:PREAMBLE]
    known = [familiar(line.cells, mapped) for line in top]
    widest = [sum(map(bool, line.cells)) for line in top]
    best = max(zip(known, widest, top, strict=True), key=lambda one: one[:2])
    return dict(guessed(best[2].cells, mapped))


def read(data: bytes, mapping: Mapping[str, str] = AS_NAMED) -> Batch:
    """The rows of a file, each read whole or refused. Raises where it is no list."""
    mapped = asked(mapping)
    found, delimiter = _found(data, mapped)
    header = _header(found[:PREAMBLE], mapped)
    columns = columns_of(found[header].cells, mapped)
    rows = found[header + 1 :]
    if not rows:
        raise NoRows
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    return _batch(columns, [_row(line, columns, delimiter) for line in rows])


def _found(data: bytes, mapped: Mapping[str, Field]) -> tuple[list[Line], str]:
    """The rows of a file, and what stands between their cells."""
    delimiter, text = announced(text_of(data))
    delimiter = delimiter or _delimiter(text, mapped)
    return lines(text, delimiter), delimiter


def _batch(columns: Columns, rows: Sequence[Row | Refused]) -> Batch:
    return Batch(
        rows=tuple(row for row in rows if isinstance(row, Row)),
        refused=tuple(row for row in rows if isinstance(row, Refused)),
        columns=columns.read,
        unread=tuple(filter(None, columns.unread)),
    )


def _row(line: Line, columns: Columns, delimiter: str) -> Row | Refused:
    if line.torn:
        return Refused(line.number, TORN)
    if any(cell.strip() for cell in line.cells[len(columns.names) :]):
        mark = "a tab" if delimiter == "\t" else f"a {delimiter}"
        why = f"it has more cells than the header: quote what holds {mark}"
        return Refused(line.number, why)
    return read_row(line.number, columns.cells(line.cells))


def _delimiter(text: str, mapped: Mapping[str, Field]) -> str:
    """The one by which the header reads best; failing that, the most columns."""

    def readable(delimiter: str) -> tuple[int, int]:
        try:
            found = lines(text, delimiter, most=PREAMBLE)
        except QuoteStaysOpen:
            return 0, 0
        best = max((familiar(line.cells, mapped) for line in found), default=0)
        return best, max((len(line.cells) for line in found), default=0)

    return max(DELIMITERS, key=readable)


def _header(found: Sequence[Line], mapped: Mapping[str, Field]) -> int:
    """Where the header stands: the first row with the most names of columns."""
    known = [familiar(line.cells, mapped) for line in found]
    if not any(known):
        raise NoHeader(_glimpse(found[0].cells) if found else "nothing")
    return known.index(max(known))


def _glimpse(cells: Sequence[str]) -> str:
    said = ", ".join(f"“{' '.join(clean(cell[:GLIMPSE]).split())}”" for cell in cells)
    return said if len(said) <= GLIMPSE else f"{said[:GLIMPSE]}…"
