"""Help and usage come from the signatures themselves."""

import pytest

from bot.help import help_for
from tests.bot.registry import commands


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("action done", 'REF done ["WORDS"]'),
        ("action progress", 'REF 40% ["WORDS"]'),
        ("milestone add", 'milestone add "TITLE" due DATE [accept by @x]'),
        ("snooze", "snooze REF DATE"),
        (
            "decision add",
            'decision add "TITLE" [supersedes REF] [private]',
        ),
        ("rag", 'rag green|amber|red "WHY"'),
    ],
)
def test_usage_is_the_signature_in_words(name: str, usage: str) -> None:
    assert commands.all[name].usage == usage


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("action", 'action add "TITLE"'),
        ("a-3", "REF done"),
        ("action add", 'action add "Train the ward staff" owner @bo due fri'),
        ("due", "A-3 due 12 Mar supplier late"),
        ("due", "milestone add"),
        ("send back", "REF send back"),
        ("", "help action"),
    ],
)
def test_help_tells_what_to_type_with_examples(word: str, told: str) -> None:
    assert told in help_for(word, commands).twin


def test_help_about_an_unknown_word_offers_the_nearest() -> None:
    buttons = help_for("acton", commands).buttons
    assert "help action" in [button.line for button in buttons]


def test_every_command_has_help_and_usage() -> None:
    for command in commands.all.values():
        assert command.help
        assert command.usage or command.name == ""
