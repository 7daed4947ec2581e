"""A list of actions from somewhere else, brought into a plan whole and once."""

from bot.importing.asked import Asked
from bot.importing.bringing import Progress, bring
from bot.importing.report import Report
from bot.importing.row import Batch, Refused, Row, read_row

__all__ = [
    "Asked",
    "Batch",
    "Progress",
    "Refused",
    "Report",
    "Row",
    "bring",
    "read_row",
]
