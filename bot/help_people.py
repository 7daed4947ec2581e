"""The people of help's examples, called as those of the speaker's own plan."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.context import Context
from bot.message import Entry, Message
from domain.member import May

STAND_INS = ("@bo", "@kim")


def of_the_plan(shown: Message, ctx: Context) -> Message:
    """*shown*, its examples naming people who could be meant here."""
    names = _names(ctx)
    sections = tuple(
        replace(part, entries=tuple(_entry(entry, names) for entry in part.entries))
        for part in shown.sections
    )
    return replace(shown, text=_said(shown.text, names), sections=sections)


def _names(ctx: Context) -> Mapping[str, str]:
    """For each stand-in somebody who works, those of the other party first."""
    if ctx.view is None or ctx.member is None:
        return {}
    able = [member for member in ctx.view.active() if member.may(May.WORK)]
    called = ctx.view.names(member.person for member in able)
    able.sort(
        key=lambda m: (m.side is ctx.me.side, not m.may(May.LEAD), called[m.person])
    )
    first = [called[member.person].split()[0].lower() for member in able]
    alone = [name for name in first if first.count(name) == 1 and name.isalnum()]
    return {stand_in: f"@{name}" for stand_in, name in zip(STAND_INS, alone)}  # noqa: B905 - there may be fewer


def _entry(entry: Entry, names: Mapping[str, str]) -> Entry:
    return replace(entry, text=_said(entry.text, names))


def _said(text: str, names: Mapping[str, str]) -> str:
    for stand_in, name in names.items():
        text = re.sub(rf"{stand_in}\b", name, text)
    return text
