"""Bytes of a list as rows of cells, however a spreadsheet wrote them."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from domain.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
DELIMITERS = ",;\t|"
SEPARATED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
LINE_END = "\n"
END = "\x04"  # put after the last row: an open quotation mark swallows it
ZIPPED = b"PK\x03\x04"  # .xlsx, .ods and other packed files
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class FileTooBig(DomainError):
    """The file is larger than 10 MB, the most I read: split it."""


class TooManyRows(DomainError):
    """The file has more than 20,000 rows, the most I bring in at once: split it."""


class NotText(DomainError):
    """The file is not text: open it in its program and save it as CSV."""


class NoRows(DomainError):
    """There are no rows in the file."""


class QuoteStaysOpen(DomainError):
    """A quotation mark opened in row {row} never closes: close it, or double it where it is part of the text."""  # noqa: E501 - one sentence people read

    def __init__(self, row: int) -> None:
        self.row = row


@dataclass(frozen=True)
class Line:
    """One row as a spreadsheet numbers it; torn where quotation marks do not match."""

    number: int
    cells: Sequence[str] = ()
    torn: bool = False


def text_of(data: bytes) -> str:
    """The file's text. What is not UTF-8 is taken for a Western Windows code page."""
    if len(data) > MOST_BYTES:
        raise FileTooBig
    if data.startswith(ZIPPED):
        raise NotText
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if not text.replace("\0", "").strip():
        raise NoRows
    return text


def announced(text: str) -> tuple[str, str]:
    """The delimiter the file names itself, or nothing, and the text after that."""
    match = SEPARATED.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def lines(text: str, delimiter: str, *, most: int = MOST_ROWS + 2) -> list[Line]:
    """The rows with something in them, at most *most*."""
    # One cell may be as long as the file; the row that holds it is refused by number.
    csv.field_size_limit(MOST_BYTES)
    return list(islice(_lines(text, delimiter), most))


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    feed = StringIO(f"{text.removesuffix(LINE_END)}{LINE_END}{END}", newline="")
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    number, torn = 0, 0
    while True:
        number, before = number + 1, reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            raise QuoteStaysOpen(torn) from None
        except csv.Error:
            torn, number = number, number + reader.line_num - before - 1
            yield from (Line(each, torn=True) for each in range(torn, number + 1))
            continue
        if cells == [END]:
            return
        if any(cell.strip("\0 \t\r\n") for cell in cells):
            yield Line(number, cells)
