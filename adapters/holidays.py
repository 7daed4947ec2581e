"""Public holidays of any countries and regions, as plain days."""

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz, process

from domain.errors import DomainError

NEAR = 5  # codes named in a refusal


class UnknownHolidays(DomainError):
    """I know no public holidays of “{code}”: say codes such as GB-ENG+DE-BY. Near it
    are {near}.
    """

    def __init__(self, code: str, near: Iterable[str]) -> None:
        self.code = code
        self.near = ", ".join(near)


def closed_days(codes: str, years: Iterable[int]) -> frozenset[date]:
    """Every holiday of codes such as GB-ENG+DE-BY, observed days included."""
    wanted = sorted(set(years))
    days = (_days(code.strip().upper(), wanted) for code in codes.split("+"))
    return frozenset().union(*days)


def _days(code: str, years: list[int]) -> frozenset[date]:
    import holidays

    country, _, region = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=years)
    except NotImplementedError as error:
        raise UnknownHolidays(code, _near(code)) from error
    return frozenset(found)


def _near(code: str) -> list[str]:
    """Regions of the same country first, then what is spelt alike."""
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    country = code.partition("-")[0]
    regions = [f"{country}-{region}" for region in known.get(country, ())]
    codes = regions or list(known)
    best = process.extract(code, codes, scorer=fuzz.ratio, limit=NEAR)
    return sorted(found for found, *_ in best)
