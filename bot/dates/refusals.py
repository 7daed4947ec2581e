"""Why a phrase is not taken as a day, and what to say instead."""

from datetime import date

from bot.dates.saying import say_day, say_long
from domain.errors import DomainError
from domain.months import WEEKDAYS


class NotADay(DomainError):
    """I cannot read “{phrase}” as a date: say one such as fri, 12 Mar or in 2 weeks."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase


class BareNumber(NotADay):
    """“{phrase}” is only a number: say 5 days, 2 weeks or a date such as 12 Mar."""


class WholePeriod(NotADay):
    """“{phrase}” is longer than a day: say a day in it, such as end of {phrase}."""


class Vague(NotADay):
    """“{phrase}” is not a date: say a date, or leave it out."""


class TooFar(NotADay):
    """“{phrase}” is more than a hundred years away: say a nearer date."""


class Misspelt(NotADay):
    """I cannot read “{phrase}” as a date: did you mean {meant}?"""

    def __init__(self, phrase: str, meant: str) -> None:
        super().__init__(phrase)
        self.meant = meant


class NoSuchDay(DomainError):
    """There is no {day}: say a day that exists."""

    def __init__(self, day: str) -> None:
        self.day = day


class WrongWeekday(DomainError):
    """{day} is a {weekday}, not a {said}: say the one you mean."""

    def __init__(self, day: date, said: int) -> None:
        self.day = say_long(day)
        self.weekday = WEEKDAYS[day.weekday()]
        self.said = WEEKDAYS[said]


class Past(DomainError):
    """{day} is past: say today or a later day."""

    def __init__(self, day: date) -> None:
        self.day = say_day(day)
