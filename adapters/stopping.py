"""How a command ends: whole, or with one sentence on stderr and a non-zero exit."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TextIO, TypeVar

import typer

P = ParamSpec("P")
R = TypeVar("R")


def plain(command: Callable[P, R]) -> Callable[P, R]:
    """Refusals become one sentence, bugs a number in the log."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from domain.errors import DomainError

        try:
            return command(*args, **kwargs)
        except DomainError as refusal:
            stop(str(refusal))
        except ModuleNotFoundError as error:
            stop(f"This needs the package {error.name}, which is not installed.")
        except OSError as error:
            stop(f"{error.filename or 'Here'}: {error.strerror or error}.")
        except Exception as error:  # noqa: BLE001 - the operator gets a number, no trace
            from adapters.log import SAFE, set_up, unexpected

            set_up()
            stop(SAFE.format(number=unexpected(error, doing=command.__name__)))

    return run


@contextmanager
def written(file: Path) -> Iterator[TextIO]:
    """A file that appears under its name only once it is whole."""
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8") as out:
        try:
            yield out
        except BaseException:
            part.unlink()
            raise
    part.replace(file)


def stop(sentence: str) -> NoReturn:
    """Say why, and end with 1."""
    typer.echo(sentence, err=True)
    sys.exit(1)
