"""What lines mean: the table in lines.csv, threads, keys, questions, forms."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from bot.command import Commands
from bot.grammar import Ask, Misread, plan_key, read
from bot.message import Message
from bot.words.kinds import Ref as AnyRef
from bot.words.kinds import Title
from bot.words.refs import Ref
from domain.calendar import Calendar
from tests.bot.outcome import outcome
from tests.bot.registry import READING, Context, commands

TABLE = Path(__file__).parent / "lines.csv"
LINES = list(csv.reader(TABLE.read_text(encoding="utf-8").splitlines()))
A_3 = replace(READING, thread=Ref("A", 3))
I_1 = replace(READING, thread=Ref("I", 1))
R_1 = replace(READING, thread=Ref("R", 1))


def asked(line: str, reading=READING) -> Message:
    with pytest.raises(Ask) as raised:
        read(line, commands, reading)
    return raised.value.message


def ran(line: str, reading=READING) -> list[str]:
    return [call.line for call in read(line, commands, reading)]


@pytest.mark.parametrize(("line", "became", "means"), LINES[1:])
def test_a_line_means_what_the_table_says(line: str, became: str, means: str) -> None:
    assert outcome(line, commands, READING) == (became, means)


def test_the_table_is_long_enough_to_trust() -> None:
    assert len({line for line, *_ in LINES[1:]}) >= 300


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("done", "A-3 done"),
        ("done shipped", 'A-3 done "shipped"'),
        ("40%", "A-3 progress 40%"),
        ("due fri", "A-3 due 2026-11-27"),
        ("action done", "A-3 done"),
        ("show", "A-3 show"),
        ("history", "history A-3"),
        ("snooze fri", "snooze A-3 2026-11-27"),
        ("start", "A-3 start"),
        ('start "A new plan"', 'start "A new plan"'),
        ("A-5 done", "A-5 done"),
        ("status", "status"),
        ("help", "help"),
        ("agree all", "agree all"),
        ('action add "Train"', 'action add "Train"'),
    ],
)
def test_in_a_thread_a_line_is_about_its_item(line: str, means: str) -> None:
    assert ran(line, A_3) == [means]


def test_closing_in_a_risks_thread_closes_the_risk_not_the_plan() -> None:
    assert ran("close it happened", R_1) == ['R-1 close "it happened"']


def test_pausing_in_an_issues_thread_pauses_the_issue() -> None:
    assert ran("pause parts on their way", I_1) == ['I-1 pause "parts on their way"']


def test_a_bad_date_in_a_thread_gets_its_reason() -> None:
    assert outcome("due 31 Feb", commands, A_3)[0] == "refused"


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ("RDD A-3 done", "RDD", "A-3 done"),
        ("rdd A-3 done", "RDD", "A-3 done"),
        ("/plan rdd status", "RDD", "status"),
        ("@Jointly RDD", "RDD", ""),
        ("A-3 done", None, "A-3 done"),
        ("RDDX status", None, "RDDX status"),
        ('"RDD" status', None, '"RDD" status'),
    ],
)
def test_a_plan_key_is_the_very_first_word(
    text: str, key: str | None, rest: str
) -> None:
    assert plan_key(text, {"RDD"}) == (key, rest)


def test_questions_repeat_the_key_the_line_began_with() -> None:
    reading = replace(READING, key="RDD")
    message = asked("action add Train due frii", reading)
    assert message.buttons[0].line == 'RDD action add "Train" due 2026-11-27'


def test_a_question_offers_what_was_meant_and_the_words_as_they_stand() -> None:
    message = asked("action add Train the ward staff due frii")
    assert [button.line for button in message.buttons] == [
        'action add "Train the ward staff" due 2026-11-27',
        'action add "Train the ward staff due frii"',
    ]
    assert "due frii" in message.text


@pytest.mark.parametrize("line", [row[0] for row in LINES if row[1] == "asks"])
def test_every_button_of_a_question_runs(line: str) -> None:
    for button in asked(line).buttons:
        assert outcome(button.line, commands, READING)[0] in {"runs", "asks"}


def test_what_is_missing_is_named_and_what_was_said_stands_in_the_form() -> None:
    message = asked('milestone add "Go live" accept by @ann')
    assert "due DATE" in message.text
    assert message.form
    filled = {field.name: field.value for field in message.form.fields}
    assert filled == {"title": "Go live", "due": "", "accept_by": "<@p:p-ann>"}


def test_a_form_about_an_item_keeps_its_reference_in_the_line() -> None:
    form = asked("A-3#4 due").form
    assert form
    assert form.line == "A-3#4 due"
    assert [field.word for field in form.fields] == ["", ""]


def test_a_filled_in_form_is_a_line() -> None:
    form = asked("checkpoint schedule").form
    assert form
    said = {"title": '"Review"', "rule": '"weekly on mon"', "at": '"10:00"'}
    parts = [f"{f.word} {said[f.name]}".strip() for f in form.fields if f.name in said]
    line = " ".join((form.line, *parts))
    assert ran(line) == ['checkpoint schedule "Review" weekly on mon at 10:00']


def test_an_unread_line_is_answered_with_the_nearest_usage() -> None:
    with pytest.raises(Misread) as raised:
        read("A-3 dnoe", commands, READING)
    assert 'REF done ["NOTE"]' in str(raised.value)
    assert raised.value.buttons[0].line == "A-3 done"


def test_working_days_count_on_the_owners_calendar() -> None:
    weekend_too = Calendar("UTC", days=frozenset(range(7)))
    calendars = {"p-bo": weekend_too, None: Calendar("UTC")}
    reading = replace(READING, calendar=calendars.__getitem__)
    assert (
        "due 2026-12-05"
        in ran('action add "x" due 10 working days owner @bo', reading)[0]
    )
    assert "due 2026-12-09" in ran('action add "x" due 10 working days', reading)[0]


def test_moving_an_item_counts_on_its_owners_calendar() -> None:
    weekend_too = Calendar("UTC", days=frozenset(range(7)))
    calendars = {"p-bo": weekend_too, None: Calendar("UTC")}
    reading = replace(
        READING, calendar=calendars.__getitem__, owner_of=lambda _: "p-bo"
    )
    assert ran("A-1 due 10 working days", reading) == ["A-1 due 2026-12-05"]


def test_day_comes_first_unless_the_locale_says_otherwise() -> None:
    american = replace(READING, locale="en-US")
    assert ran("A-1 due 12/03/2027") == ["A-1 due 2027-03-12"]
    assert ran("A-1 due 12/03/2027", american) == ["A-1 due 2027-12-03"]


def test_two_commands_may_not_share_a_name() -> None:
    registry = Commands()

    @registry("action done", may=None)
    def done(ctx: Context, ref: AnyRef) -> Message:
        """Done."""
        return Message()

    with pytest.raises(ValueError, match="action done"):
        registry("action done", may=None)(done)


def test_a_parameter_without_a_kind_is_a_mistake_found_at_once() -> None:
    registry = Commands()

    @registry("action add", may=None)
    def add(ctx: Context, title: Title, note: str) -> Message:
        """Add."""
        return Message()

    with pytest.raises(TypeError, match="note"):
        _ = registry.all["action add"].parameters
