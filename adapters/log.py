"""What the operator reads: one line an event, without bodies, names or tokens."""

import logging
import sys
from secrets import token_hex
from typing import Any

import structlog

SAFE = (
    "Something went wrong here, and nothing was changed."
    " Tell whoever runs Jointly this number: {number}."
)


def set_up(*, colours: bool | None = None) -> None:
    """Lines for a person at a terminal, JSON for everything else. All to stderr."""
    plain = not (sys.stderr.isatty() if colours is None else colours)
    shape: Any = (
        structlog.processors.JSONRenderer()
        if plain
        else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            shape,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def unexpected(error: BaseException, *, doing: str) -> str:
    """Log a bug once; the number that finds it again.

    Only where it happened is kept: the error's own words may quote what people wrote.
    """
    number = token_hex(4)
    structlog.get_logger().error(
        "unexpected", number=number, doing=doing, error=_kind(error), at=_places(error)
    )
    return number


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _places(error: BaseException) -> list[str]:
    found = []
    step = error.__traceback__
    while step:
        code = step.tb_frame.f_code
        found.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return found
