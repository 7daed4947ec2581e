"""A field and its value as people read them, wherever they are told of."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.dates import say_day, say_moment
from bot.window import PlanView
from domain import ladder

NAMES = {
    "closed": "closed days",
    "closes": "end of the day",
    "days": "weekdays",
    "due": "due date",
    "opens": "start of the day",
    "zone": "time zone",
}
USUAL = {"ladder": ladder.USUAL}  # what counts where nothing was said


def named(field: str) -> str:
    """What a field is called."""
    return NAMES.get(field, field.replace("_", " "))


def shown(field: str, value: object, view: PlanView) -> str:
    """*value*, as the record keeps it, in words."""
    if value is None or value == "":
        return USUAL.get(field, "none")
    return SHOWN.get(field, _as_it_is)(str(value), view)


def _as_it_is(text: str, _: PlanView) -> str:
    return text


def _person(text: str, view: PlanView) -> str:
    return view.name(text)


def _people(text: str, view: PlanView) -> str:
    names = view.names(text.split())
    return ", ".join(names[person] for person in text.split())


def _day(text: str, _: PlanView) -> str:
    return say_day(date.fromisoformat(text))


def _days(text: str, _: PlanView) -> str:
    """`2026-12-24..2027-01-02` as `Thu 24 Dec 2026 to Sat 2 Jan 2027`."""
    spans = (map(date.fromisoformat, word.split("..")) for word in text.split())
    return ", ".join(" to ".join(map(say_day, span)) for span in spans)


def _moment(text: str, view: PlanView) -> str:
    zone = view.plan_row.zone
    return f"{say_moment(datetime.fromisoformat(text), zone)} ({zone})"


def _time(text: str, _: PlanView) -> str:
    """Hours and minutes."""
    return text[:5]


SHOWN: Mapping[str, Callable[[str, PlanView], str]] = {
    "acceptor": _person,
    "asked_due": _day,
    "attended": _people,
    "chair": _person,
    "closed": _days,
    "closes": _time,
    "done_by": _person,
    "due": _day,
    "hands_on": _day,
    "hands_to": _person,
    "opens": _time,
    "owner": _person,
    "signed_by": _person,
    "starts": _moment,
}
