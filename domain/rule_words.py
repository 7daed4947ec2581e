"""A rule from the words it is kept in: the way back of `str(rule)`."""

from domain.months import MONTHS, WEEKDAYS
from domain.recurrence import ONCE_A, ORDINALS, Rule, Unit

OFTEN = {said: (1, unit) for unit, said in ONCE_A.items()}
NTHS = {said: nth for nth, said in ORDINALS.items()}
DAYS = {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}
NUMBERS = {name[:3]: n for n, name in enumerate(MONTHS, start=1)}


def rule_of(said: str) -> Rule:
    """The rule that is written as *said*; KeyError or ValueError for other words."""
    often, _, on = said.partition(" on ")
    every, unit = OFTEN.get(often) or _every(often)
    return Rule(unit, every, **_on(on.split()))


def _every(often: str) -> tuple[int, Unit]:
    _, every, unit = often.split()
    return int(every), Unit(unit.removesuffix("s"))


def _on(words: list[str]) -> dict[str, int]:
    """`2nd tue [of Mar]`, `4 [Mar]`, `mon` or nothing."""
    if not words:
        return {}
    first, *rest = words
    month = {"month": NUMBERS[rest[-1]]} if rest and rest[-1] in NUMBERS else {}
    if first in NTHS:
        return {"nth": NTHS[first], "weekday": DAYS[rest[0]], **month}
    return {"day": int(first), **month} if first.isdigit() else {"weekday": DAYS[first]}
