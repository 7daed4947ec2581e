"""Which column of a list says what: by its name, or as somebody mapped it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.words.tokens import clean
from domain.errors import DomainError


class Field(StrEnum):
    """What a column may be."""

    ID = "id"
    ACTION = "action"
    OWNER = "owner"
    DUE = "due"
    RAISED = "date"
    STATUS = "status"
    SOURCE = "source"
    NOTE = "note"
    SKIP = "skip"


# Names in use, the most telling first: where two columns fit, the other is a note.
NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.ID: ("id", "ref", "reference", "action id", "action no", "no", "number"),
    Field.ACTION: (
        *("action", "title", "task", "action point", "action item", "actions"),
        *("action description", "description", "what", "activity"),
    ),
    Field.OWNER: (
        *("owner", "action owner", "responsible", "responsible person", "assigned to"),
        *("assigned", "assignee", "who", "by whom", "lead"),
    ),
    Field.DUE: (
        *("due", "due date", "due text", "deadline", "by when", "target date"),
        *("date due", "due by", "completion date", "when"),
    ),
    Field.RAISED: (
        *("meeting date", "date of meeting", "date raised", "raised", "raised on"),
        *("opened", "created", "date"),
    ),
    Field.STATUS: ("status", "state"),
    Field.SOURCE: ("source", "url", "link", "evidence"),
    Field.NOTE: (
        *("label", "forum", "meeting", "note", "notes", "comment", "comments"),
        *("details", "update", "remarks", "priority", "category", "project"),
    ),
}
# Whatever would turn private words joint is asked: COMMANDS.md "The form of a line".
PRIVATE = frozenset(
    {"private", "confidential", "confidentiality", "internal", "visibility", "audience"}
)
KEYS: Mapping[Field, str] = {
    Field.ACTION: "title",
    Field.RAISED: "raised",
}


class Unmapped(DomainError):
    """Say what the columns are."""

    typed = ""

    @property
    def advice(self) -> str:
        """What to type where the columns cannot be chosen from lists."""
        return self.typed.format(**vars(self))


class NoHeader(Unmapped):
    """No column says what is to be done. The first row reads {row}: say which of these is the action."""  # noqa: E501 - one sentence people read

    typed = 'For example: --map "COLUMN=action"'

    def __init__(self, row: str) -> None:
        self.row = row


class NoSuchColumn(DomainError):
    """There is no column “{column}” in the file; it has {columns}."""

    def __init__(self, column: str, columns: str) -> None:
        self.column = column
        self.columns = columns


class NoSuchField(DomainError):
    """A column cannot be “{field}”: say one of {fields}."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.fields = ", ".join(Field)


class SameName(DomainError):
    """Two columns are called “{column}”: rename one of them."""

    def __init__(self, column: str) -> None:
        self.column = column


class SameField(Unmapped):
    """Two columns are both said to be the {field}: leave one of them out."""

    typed = 'For example: --map "COLUMN=skip"'

    def __init__(self, field: str) -> None:
        self.field = field


class MaybePrivate(Unmapped):
    """The column “{column}” may say that rows are private, and an import makes all rows joint. Take those rows out of the file; then leave the column out."""  # noqa: E501 - one sentence people read

    typed = 'To leave it out: --map "{column}=skip"'

    def __init__(self, column: str) -> None:
        self.column = column


@dataclass(frozen=True)
class Columns:
    """The header of a list: each column's name and what it is, if anything."""

    names: tuple[str, ...]
    fields: tuple[Field | None, ...]

    def cells(self, row: Sequence[str]) -> dict[str, Any]:
        """A row's cells by what they are; a note says which column it stood in."""
        found: dict[str, Any] = {}
        notes = []
        for name, field, cell in zip(self.names, self.fields, row, strict=False):
            if field is Field.NOTE and cell.strip():
                notes.append(f"{name}: {cell}")
            elif field not in {None, Field.NOTE, Field.SKIP}:
                found[KEYS.get(field, field)] = cell
        return found | {"notes": tuple(notes)}

    @property
    def read(self) -> tuple[str, ...]:
        pairs = zip(self.names, self.fields, strict=True)
        return tuple(
            name if plain(name) == field else f"{name} as {field}"
            for name, field in pairs
            if field not in {None, Field.SKIP}
        )

    @property
    def unread(self) -> tuple[str, ...]:
        pairs = zip(self.names, self.fields, strict=True)
        return tuple(name for name, field in pairs if field in {None, Field.SKIP})


def plain(name: str) -> str:
    """A column's name as it is compared: `Due_Text`, `due text` and `DUE-TEXT`."""
    return " ".join(re.findall(r"[^\W_]+", clean(name).casefold()))


def asked(mapping: Mapping[str, str]) -> dict[str, Field]:
    """What somebody said the columns are, by their plain names."""
    return {plain(column): _field(field) for column, field in mapping.items()}


def familiar(row: Sequence[str], mapped: Mapping[str, Field]) -> int:
    """How many cells of *row* are names of columns; 0 where none is the action's."""
    known = [_meant(_word(cell, mapped), mapped) for cell in row]
    return sum(map(bool, known)) if Field.ACTION in known else 0


def columns_of(header: Sequence[str], mapped: Mapping[str, Field]) -> Columns:
    """Each column's field. A name known for a field that is taken makes a note."""
    names = tuple(" ".join(clean(cell).split()) for cell in header)
    said = [_word(name, mapped) for name in names]
    for column in mapped:
        if column not in said:
            raise NoSuchColumn(column, ", ".join(filter(None, names)))
    for name, word in zip(names, said, strict=True):
        if word not in mapped and not PRIVATE.isdisjoint(word.split()):
            raise MaybePrivate(name)
    fields = [_meant(word, mapped) for word in said]
    for field in Field:
        if field not in {Field.NOTE, Field.SKIP}:
            _settle(field, said, fields, mapped)
    return Columns(names, tuple(fields))


def guessed(
    header: Sequence[str], mapped: Mapping[str, Field]
) -> Iterator[tuple[str, Field | None]]:
    """Each named column and what it is read as, also where the whole is refused.

    None is a column that somebody has to decide about.
    """
    names = [" ".join(clean(cell).split()) for cell in header]
    try:
        fields = columns_of(header, mapped).fields
    except DomainError:
        fields = tuple(_meant(_word(name, mapped), mapped) for name in names)
    for name, field in zip(names, fields, strict=True):
        word = plain(name)
        asks = word not in mapped and not PRIVATE.isdisjoint(word.split())
        if word:
            yield name, None if asks else field or Field.SKIP


def _settle(
    field: Field,
    said: Sequence[str],
    fields: list[Field | None],
    mapped: Mapping[str, Field],
) -> None:
    """Leave *field* to one column: a mapped one, else the most telling name."""
    places = [n for n, found in enumerate(fields) if found is field]
    chosen = [n for n in places if said[n] in mapped]
    if len({said[n] for n in chosen}) > 1:
        raise SameField(field)
    order = NAMES[field].index
    best = chosen or sorted(places, key=lambda n: order(said[n]))
    if len([n for n in best if said[n] == said[best[0]]]) > 1:
        raise SameName(said[best[0]])
    for n in places:
        if n != best[0]:
            fields[n] = Field.NOTE


def _word(name: str, mapped: Mapping[str, Field]) -> str:
    """The whole name, or the first familiar part of one such as `Action / Task`."""
    words = [plain(part) for part in (name, *re.split(r"[/(,&]", name))]
    return next((word for word in words if _meant(word, mapped)), words[0])


def _meant(word: str, mapped: Mapping[str, Field]) -> Field | None:
    return mapped.get(word) or next(_named(word), None)


def _named(word: str) -> Iterator[Field]:
    yield from (field for field, names in NAMES.items() if word in names)


def _field(word: str) -> Field:
    said = plain(word)
    if said in set(Field):
        return Field(said)
    if (found := next(_named(said), None)) is None:
        raise NoSuchField(word)
    return found
