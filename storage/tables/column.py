"""What columns are made of: moments, words of closed sets, ids, keys."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
)

meta = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC, whatever zone it came in or the session speaks."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: object
    ) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: object
    ) -> datetime | None:
        del dialect
        if value is None or value.tzinfo is UTC:
            return value
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Word(TypeDecorator[StrEnum]):
    """A member of a closed set, kept as the word people read."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: object) -> str | None:
        del dialect
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: object) -> Any:  # noqa: ANN401 - an enum of the column's kind
        del dialect
        return None if value is None else self.kind(value)


ID = String(40)


def key(name: str, kind: Any = ID, *more: Any) -> Column[Any]:  # noqa: ANN401 - column types
    return Column(name, kind, *more, primary_key=True, autoincrement=False)


def must(name: str, kind: Any = Text, *more: Any) -> Column[Any]:  # noqa: ANN401 - column types
    return Column(name, kind, *more, nullable=False)


def of_plan() -> Column[Any]:
    return key("plan", ID, ForeignKey("plan.id"))
