"""The many ways to write a word of a date, brought to one."""

import re
from functools import lru_cache
from itertools import product

from domain.months import MONTHS, WEEKDAYS

LONGEST_PHRASE = 60  # characters
SHORTEST_NAME = 3  # letters: "so" and "do" are weekdays in some languages

NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
SPELLINGS = {
    "day": "d days",
    "week": "w wk wks weeks",
    "fortnight": "fortnights",
    "month": "mo mos mth mths months",
    "quarter": "qtr quarters",
    "year": "y yr yrs years",
    "working": "business",
    "working day": "wd wds bd bds workday workdays",
    "today": "now eod cob eob tonight",
    "tomorrow": "tmrw tmr tmw tomo",
    "end week": "eow",
    "end month": "eom",
    "end quarter": "eoq",
    "end year": "eoy",
    "start": "beginning",
    "next": "nxt following",
    "last": "previous final",
    "this": "current",
    "tue": "tues",
    "wed": "weds",
    "thu": "thur thurs",
    "sep": "sept",
}
SHORT = {name.casefold(): name[:3].casefold() for name in (*WEEKDAYS, *MONTHS)}
ORDINAL = {
    word: f"{n}{SUFFIXES.get(n, 'th')}" for n, word in enumerate(ORDINALS.split(), 1)
}
ENGLISH = (
    {word: str(n) for n, word in enumerate(NUMBERS.split(), 1)}
    | ORDINAL
    | {word: plain for plain, words in SPELLINGS.items() for word in words.split()}
    | SHORT
    | {short: short for short in SHORT.values()}
)

GLUED = re.compile(r"(\d{1,4})([^\W\d_]+)")
HYPHEN = re.compile(r"(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d)")
FILLER = re.compile(r"^on |^(?:on )?the | (?:of|the)(?= )")
PAIR = re.compile(r"\ba couple(?: of)?\b")


def canonical(phrase: str, locale: str) -> str:
    """Lower case, English, short names and digits: `two Weeks` is `2 week`."""
    plain = HYPHEN.sub(" ", phrase.casefold().replace(",", " "))
    plain = PAIR.sub("2", re.sub("['’]", "", plain))  # noqa: RUF001 - people type both
    known = names(locale)
    words = [_plain(word.strip("."), known) for word in plain.split()]
    said = FILLER.sub("", " ".join(words))
    # "Second" alone begins a title more often than it names a day.
    return plain if said in ORDINAL.values() and said not in plain else said


@lru_cache(maxsize=64)
def names(locale: str) -> dict[str, str]:
    """English words, and the locale's own months and weekdays."""
    if locale.casefold().startswith("en"):
        return ENGLISH
    return _local(locale) | ENGLISH


@lru_cache(maxsize=64)
def month_first(locale: str) -> bool:
    """Whether 12/03 is in December, by the locale's own short date (CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        spoken = Locale.parse(locale.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return str(spoken.date_formats["short"]).startswith("M")


def _plain(word: str, known: dict[str, str]) -> str:
    glued = GLUED.fullmatch(word)
    if glued and glued[2] in known:
        return f"{glued[1]} {known[glued[2]]}"
    return known.get(word, word)


def _local(locale: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        spoken = Locale.parse(locale.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return {}
    tables = ((spoken.days, WEEKDAYS, 0), (spoken.months, MONTHS, 1))
    widths = product(("format", "stand-alone"), ("wide", "abbreviated"))
    return {
        word: english[:3].casefold()
        for context, width in widths
        for table, englishes, first in tables
        for n, english in enumerate(englishes, first)
        if len(word := table[context][width][n].casefold().strip(".")) >= SHORTEST_NAME
    }
