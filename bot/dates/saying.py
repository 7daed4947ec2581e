"""Days and moments in words, the same on every machine."""

from datetime import date, datetime

from domain.months import MONTHS, WEEKDAYS
from domain.walltime import wall


def say_day(day: date) -> str:
    """Such as `Fri 27 Nov 2026`."""
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return f"{weekday[:3]} {day.day} {month[:3]} {day.year}"


def say_long(day: date) -> str:
    """Such as `27 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_moment(moment: datetime, zone: str) -> str:
    """Such as `Tue 3 Mar 2026 14:00`, on the wall in the zone."""
    there = wall(moment, zone)
    return f"{say_day(there.date())} {there:%H:%M}"
