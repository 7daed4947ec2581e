"""What happened: one frozen fact each, in the past tense. Together, the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from domain.visibility import Audience, Side

CLOCK = "clock"
Value = str | int | bool | None
Changes = Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """{who} changed {item}.

    The docstring's first paragraph of each fact is the line people read. It may name
    {who}, {item}, {note} and any changed field.
    `by` is a person's id, or CLOCK where time alone did it. `at` is aware UTC.
    `changes` maps each changed field to its values before and after.
    """

    STANDS: ClassVar[bool] = False  # signatures and acceptances cannot be undone
    kinds: ClassVar[dict[str, type["Fact"]]] = {}

    plan: str
    ref: str
    by: str
    at: datetime
    audience: Audience
    side: Side | None = None
    note: str = ""
    changes: Changes = field(default_factory=dict)

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        Fact.kinds[cls.__name__] = cls

    @property
    def kind(self) -> str:
        return type(self).__name__


class Undone(Fact):
    """{who} took back their last line on {item}."""

    STANDS = True
