"""Buttons drawn before a line's changes were written, given the versions of after."""

import re
from dataclasses import replace

from bot.message import Button, Entry, Message, Section
from bot.window import PlanView

DRAWN = re.compile(r"(?P<plan>(?:[A-Z]{2,6} )?)(?P<ref>~?[A-Z]{1,3}-\d+)#\d+(?=\s|$)")


def stamped(answer: Message, view: PlanView) -> Message:
    """*answer* with buttons that can be pressed at once. All is written by now."""
    return replace(
        answer,
        buttons=_stamped(answer.buttons, view),
        sections=tuple(_section(section, view) for section in answer.sections),
    )


def _section(section: Section, view: PlanView) -> Section:
    return replace(section, entries=tuple(_entry(e, view) for e in section.entries))


def _entry(entry: Entry, view: PlanView) -> Entry:
    return replace(entry, buttons=_stamped(entry.buttons, view))


def _stamped(buttons: tuple[Button, ...], view: PlanView) -> tuple[Button, ...]:
    return tuple(_button(button, view) for button in buttons)


def _button(button: Button, view: PlanView) -> Button:
    drawn = DRAWN.match(button.line)
    item = view.known(drawn["ref"]) if drawn else None
    if drawn is None or item is None:
        return button
    now = f"{drawn['plan']}{item.ref}#{item.version}{button.line[drawn.end() :]}"
    return button if now == button.line else replace(button, line=now)
