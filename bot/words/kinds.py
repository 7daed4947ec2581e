"""The kinds of parameters handlers are written with."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated

from bot.words import refs
from bot.words.calendar_kinds import (
    HolidaysKind,
    HoursKind,
    LocaleKind,
    OffKind,
    WeekdaysKind,
    ZoneKind,
)
from bot.words.choice_kinds import FlagKind, PartyKind, choice, words
from bot.words.day_kinds import (
    DayKind,
    DueKind,
    RuleKind,
    SinceKind,
    SpanKind,
    TimeKind,
)
from bot.words.number_kinds import (
    EachKind,
    GoalKind,
    NumberKind,
    PercentKind,
    PeriodKind,
    WholeKind,
    whole,
)
from bot.words.number_kinds import Goal as GoalValue
from bot.words.people_kinds import NounKind, RefKind, RefsKind, WhoKind, WhosKind
from bot.words.text_kinds import (
    CodeKind,
    FieldNameKind,
    NamedTextKind,
    TagKind,
    TextKind,
    TitleKind,
    UrlKind,
    WhyKind,
)
from domain.member import Role, Tier
from domain.recurrence import Rule
from domain.visibility import Side

__all__ = ["choice", "whole", "words"]

Title = Annotated[str, TitleKind()]
Words = Annotated[str, TextKind()]
Why = Annotated[str, WhyKind()]
PartyText = Annotated[str, NamedTextKind()]
Code = Annotated[str, CodeKind()]
Tag = Annotated[str, TagKind()]
FieldName = Annotated[str, FieldNameKind()]
Url = Annotated[str, UrlKind()]

Ref = Annotated[refs.Ref, RefKind()]
Refs = Annotated[tuple[refs.Ref, ...], RefsKind()]
Noun = Annotated[str, NounKind()]
Who = Annotated[str, WhoKind()]
Whos = Annotated[tuple[str, ...], WhosKind()]
PartyName = Annotated[Side, PartyKind()]
RoleName = Annotated[Role, choice(Role)]
TierName = Annotated[Tier, choice(Tier)]
Flag = Annotated[bool, FlagKind()]

Day = Annotated[date, DayKind()]
Due = Annotated[date, DueKind()]
Since = Annotated[date, SinceKind()]
Span = Annotated[tuple[date, date], SpanKind()]
Time = Annotated[time, TimeKind()]
TimeOrOff = Annotated[time | str, OffKind()]
Repeats = Annotated[Rule, RuleKind()]

Number = Annotated[Decimal, NumberKind()]
Whole = Annotated[int, WholeKind()]
Percent = Annotated[int, PercentKind()]
Each = Annotated[int, EachKind()]
Goal = Annotated[GoalValue, GoalKind()]
Period = Annotated[str, PeriodKind()]

Zone = Annotated[str, ZoneKind()]
Locale = Annotated[str, LocaleKind()]
Weekdays = Annotated[frozenset[int], WeekdaysKind()]
Hours = Annotated[tuple[time, time], HoursKind()]
Holidays = Annotated[tuple[str, ...], HolidaysKind()]
