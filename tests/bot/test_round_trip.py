"""A held line reads back to the very same call, for every command there is."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.command import Command, Parameter
from bot.grammar import line_of, read
from bot.words.calendar_kinds import HoursKind, OffKind, ZoneKind
from bot.words.choice_kinds import ChoiceKind, FlagKind
from bot.words.day_kinds import DayKind, RuleKind, SinceKind, SpanKind, TimeKind
from bot.words.kind import Kind
from bot.words.number_kinds import (
    Goal,
    GoalKind,
    NumberKind,
    PeriodKind,
    WholeKind,
)
from bot.words.people_kinds import RefKind, RefsKind, WhoKind, WhosKind
from bot.words.printed import line_for
from bot.words.refs import NOUNS, Ref
from bot.words.text_kinds import CodeKind, TagKind, TextKind, TitleKind, UrlKind
from bot.words.tokens import clean
from domain.recurrence import Rule, Unit
from tests.bot.registry import NOW, READING, commands

NASTY = (
    "due fri",
    "private",
    "privat",
    "owner @bo",
    "due frii",
    "40%",
    "A-3",
    "all",
    "weekly on mon",
    'say "hello"',
    "it's Bob's",
    "“curly” and \u2018single\u2019",
    '5" pipe',
    '"',
    "<@U123> <!channel>",
    "=HYPERLINK(1)",
    "](javascript:alert(1))",
    "żółć 漢字 עברית 👩‍🔬",
    "for O-1 from CP-1 accept by @ann",
)
COMMANDS = sorted(
    {c.name: c for c in commands.all.values()}.values(), key=lambda c: c.name
)


def tidy(text: str) -> str:
    return " ".join(clean(text).split())


WRITTEN = st.text(min_size=1, max_size=60) | st.sampled_from(NASTY)
TITLES = WRITTEN.map(tidy).filter(bool)
NOTES = st.lists(TITLES, min_size=1, max_size=3).map("\n".join)
PEOPLE = st.from_regex(r"[a-z0-9:_-]{1,20}", fullmatch=True)
REFS = st.builds(
    Ref,
    st.sampled_from(sorted(NOUNS)),
    st.integers(1, 99_999),
    private=st.booleans(),
    seen=st.none() | st.integers(1, 9_999),
)
FUTURE = st.dates(NOW.date(), date(2120, 1, 1))
PAST = st.dates(date(1990, 1, 1), NOW.date())
DECIMALS = st.decimals(-10_000, 10_000, places=2)
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RULES = st.builds(
    Rule, st.sampled_from([Unit.WEEK]), st.integers(1, 12), weekday=st.integers(0, 6)
) | st.builds(Rule, st.sampled_from(list(Unit)), st.integers(1, 12))


def choices(kind: Kind) -> st.SearchStrategy[Any]:
    known = set(cast("ChoiceKind", kind).known(READING).values())
    return st.sampled_from(sorted(known, key=str))


def counts(kind: Kind) -> st.SearchStrategy[Any]:
    whole = cast("WholeKind", kind)
    return st.integers(whole.least, min(whole.most, 10_000))


def rows(of: st.SearchStrategy[Any], least: int) -> st.SearchStrategy[Any]:
    return st.lists(of, min_size=least, max_size=4, unique=True).map(tuple)


GOALS = st.builds(Goal, st.sampled_from([">=", "<="]), DECIMALS.map(abs))
ZONES = st.sampled_from(["Europe/London", "UTC", "Asia/Kolkata"])
URLS = st.from_regex(
    r"https://[a-z]{1,9}\.example/[a-z0-9?=&%.#-]{0,30}", fullmatch=True
)
# The first that fits: narrower kinds stand before those they are made of.
VALUES: dict[type[Kind], Callable[[Kind], st.SearchStrategy[Any]]] = {
    FlagKind: lambda _: st.sampled_from([True]),
    ChoiceKind: choices,
    RefsKind: lambda _: rows(REFS, 0),
    RefKind: lambda _: REFS,
    WhosKind: lambda _: rows(PEOPLE, 1),
    WhoKind: lambda _: PEOPLE,
    TitleKind: lambda _: TITLES,
    TextKind: lambda _: NOTES,
    UrlKind: lambda _: URLS,
    CodeKind: lambda _: TITLES,
    TagKind: lambda _: st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    SinceKind: lambda _: PAST,
    SpanKind: lambda _: st.tuples(FUTURE, FUTURE).map(sorted).map(tuple),
    DayKind: lambda _: FUTURE,
    TimeKind: lambda _: MINUTES,
    OffKind: lambda _: MINUTES | st.just("off"),
    HoursKind: lambda _: st.tuples(MINUTES, MINUTES),
    ZoneKind: lambda _: ZONES,
    RuleKind: lambda _: RULES,
    GoalKind: lambda _: st.builds(
        Goal, st.sampled_from([">=", "<="]), DECIMALS.map(abs)
    ),
    PeriodKind: lambda _: st.sampled_from(["2026-10", "2026-Q3", "2026"]),
    WholeKind: counts,
    NumberKind: lambda _: DECIMALS,
}


def values(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Every value a kind may have."""
    of_kind = (
        make for kind, make in VALUES.items() if isinstance(parameter.kind, kind)
    )
    return next(of_kind)(parameter.kind)


@st.composite
def said(draw: st.DrawFn) -> tuple[Command, dict[str, Any]]:
    command = draw(st.sampled_from(COMMANDS))
    args: dict[str, Any] = {}
    for parameter in command.parameters:
        if parameter.required or draw(st.booleans()):
            args[parameter.name] = draw(values(parameter))
    if command.takes_ref and command.noun and command.noun != "item":
        prefix = next(p for p, noun in NOUNS.items() if noun == command.noun)
        first = command.positional[0].name
        found = args[first]
        args[first] = Ref(prefix, found.number, private=found.private, seen=found.seen)
    return command, args


@settings(max_examples=1_500, deadline=None)
@given(said())
def test_a_held_line_reads_back_to_the_same_command(
    told: tuple[Command, dict[str, Any]],
) -> None:
    command, args = told
    line = line_for(command, args)
    calls = read(line, commands, READING)
    assert [(call.command.name, call.args) for call in calls] == [(command.name, args)]
    assert line_of(calls[0]) == line


def test_decimals_are_not_turned_into_floats() -> None:
    call = read("KPI-1 97.20", commands, READING)[0]
    assert call.args["value"] == Decimal("97.20")
    assert call.line == "KPI-1 reading 97.20"
