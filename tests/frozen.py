"""A stage's database put aside and brought back, so that a world is built once."""

from typing import Any

from storage import tables
from tests.cast import Stage

Rows = dict[str, list[tuple[Any, ...]]]


def freeze(stage: Stage) -> bytes:
    """Everything the database holds."""
    raw = stage.engine.raw_connection()
    try:
        return raw.driver_connection.serialize()
    finally:
        raw.close()


def thaw(stage: Stage, kept: bytes) -> None:
    """Put the database back as it was. The stage's clock is not touched."""
    raw = stage.engine.raw_connection()
    try:
        raw.driver_connection.deserialize(kept)
    finally:
        raw.close()


def rows(stage: Stage) -> Rows:
    """Every row of every table: facts, items, people, and what is queued to be sent."""
    raw = stage.engine.raw_connection()
    try:
        cursor = raw.driver_connection.cursor()
        return {
            name: cursor.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for name in tables.meta.tables
        }
    finally:
        raw.close()
