"""Public holidays by code."""

from datetime import date

import pytest

from adapters.holidays import UnknownHolidays, closed_days

BOXING_DAY_OBSERVED = date(2026, 12, 28)
EPIPHANY = date(2027, 1, 6)


def test_england_closes_on_the_monday_when_boxing_day_is_a_saturday():
    assert BOXING_DAY_OBSERVED in closed_days("GB-ENG", [2026])


def test_countries_and_regions_add_up():
    england, bavaria = closed_days("GB-ENG", [2027]), closed_days("DE-BY", [2027])
    assert EPIPHANY in bavaria - england
    assert closed_days("GB-ENG+DE-BY", [2027]) == england | bavaria


def test_only_the_years_asked_for_are_filled():
    days = closed_days("gb-eng", range(2026, 2028))
    assert {day.year for day in days} == {2026, 2027}


def test_an_unknown_region_is_refused_with_those_of_its_country():
    with pytest.raises(UnknownHolidays, match=r"of “DE-XX”.* Near it are .*DE-B"):
        closed_days("GB-ENG+DE-XX", [2026])


@pytest.mark.parametrize("code", ["ZZ", "", "England", "GB-ENG+"])
def test_an_unknown_country_is_refused_with_near_ones(code):
    with pytest.raises(UnknownHolidays, match=r"Near it are [A-Z]{2}"):
        closed_days(code, [2026])
