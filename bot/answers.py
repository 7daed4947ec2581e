"""What one line is answered with, where it spoke of several things."""

from dataclasses import replace

from bot.message import Entry, Message, Section


def together(answers: list[Message]) -> Message:
    """One answer to a line about several items: a line and its buttons for each."""
    if len(answers) == 1:
        return answers[0]
    entries = tuple(Entry(in_short(a), a.ref, a.buttons) for a in answers)
    return Message(sections=(Section(f"{len(answers)} at once", entries),))


def in_short(answer: Message) -> str:
    status = next((d.value for d in answer.details if d.label == "Status"), "")
    said = answer.title or answer.text
    return f"{said}: {status}" if status else said


def of_plan(key: str, answer: Message) -> Message:
    """The answer of a plan that was not named says which it is."""
    return replace(answer, text=f"({key}) {answer.text}".strip())
