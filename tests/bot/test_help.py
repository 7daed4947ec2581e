"""Help says what there is, with examples that run, and nothing that is not there."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.command import Command
from bot.features import all_commands
from bot.grammar import read
from bot.help import help_for
from bot.words.refs import NOUNS, read_ref
from bot.words.tokens import tokens
from domain.errors import DomainError
from tests.bot.outcome import outcome
from tests.bot.registry import READING
from tests.cast import ANN, a_stage, memory, signed

COMMANDS = all_commands()
EVERY = sorted({id(c): c for c in COMMANDS.all.values()}.values(), key=lambda c: c.name)
KNOWN = replace(
    READING,
    keys=frozenset({"RDD"}),
    people={f"@{name}": f"p-{name}" for name in ("ann", "bo", "bob", "kim", "x")},
)
every_command = pytest.mark.parametrize("command", EVERY, ids=lambda c: c.name or "“”")
EXAMPLES = [(command, line) for command in EVERY for line in command.examples]
FOUND_NOUNS = {c.noun for c in EVERY if c.noun and c.noun != "item"}
WORDS = {p.word for c in EVERY for p in c.parameters} - {""}
VERBS = {" ".join(said) for found in COMMANDS.verbs.values() for said, _ in found} | {
    c.name for c in EVERY if c.takes_ref
}
IN_CHAT = ("bot.", "domain.")  # storage speaks to whoever runs it
SENTENCE = re.compile(r"[A-Z`][^{}]+[.?!]")


@every_command
def test_a_command_says_in_a_sentence_what_it_does(command: Command) -> None:
    assert SENTENCE.fullmatch(command.help.splitlines()[0])


@every_command
def test_a_command_has_an_example(command: Command) -> None:
    assert command.examples or command.name == ""  # nothing typed needs none


@pytest.mark.parametrize(("command", "line"), EXAMPLES, ids=lambda x: str(x)[:60])
def test_an_example_means_its_command(command: Command, line: str) -> None:
    calls = read(line, COMMANDS, KNOWN)
    assert {call.command.name for call in calls} == {command.name}


@every_command
def test_usage_reads_as_words_a_line_may_hold(command: Command) -> None:
    usage = command.usage
    assert "_" not in usage
    assert usage.count("[") == usage.count("]")
    assert tokens(usage) or command.name == ""
    assert usage.startswith(("REF", command.name))
    assert "  " not in usage


@every_command
def test_help_shows_each_command_under_its_name(command: Command) -> None:
    if command.name and command.noun != "item":
        assert command.usage in help_for(command.name, COMMANDS).twin


@pytest.mark.parametrize("noun", sorted(FOUND_NOUNS))
def test_help_names_every_noun(noun: str) -> None:
    assert f"help {noun}" in {b.line for b in help_for("", COMMANDS).buttons}
    assert any(NOUNS[ref] == noun for ref in NOUNS)


@pytest.mark.parametrize("noun", sorted(FOUND_NOUNS))
def test_help_about_a_noun_shows_all_its_verbs(noun: str) -> None:
    shown = help_for(noun, COMMANDS).twin
    missing = [
        c.name for c in EVERY if c.name.startswith(noun) and c.usage not in shown
    ]
    assert missing == []


def test_help_about_several_is_help_about_one() -> None:
    assert (
        help_for("actions", COMMANDS).sections == help_for("action", COMMANDS).sections
    )


def test_help_offers_only_what_there_is() -> None:
    pages = [help_for(word, COMMANDS) for word in ("", *FOUND_NOUNS, "xyzzy", "actoin")]
    for button in (button for page in pages for button in page.buttons):
        assert [c.command.name for c in read(button.line, COMMANDS, KNOWN)] == ["help"]
        assert help_for(button.line.removeprefix("help "), COMMANDS).sections


@every_command
def test_help_names_no_line_that_cannot_be_typed(command: Command) -> None:
    for line in _named_in(help_for(command.name, COMMANDS).twin):
        assert _a_parameter(line) or _known(line), line


def test_the_first_page_of_help_names_no_line_that_cannot_be_typed() -> None:
    for line in _named_in(help_for("", COMMANDS).twin):
        assert _known(line), line


def test_no_refusal_names_a_command_that_does_not_exist() -> None:
    named = {
        (refusal.__name__, line)
        for refusal in _kinds_of(DomainError)
        if refusal.__module__.startswith(IN_CHAT)
        for line in _named_in(refusal.__doc__ or "")
    }
    assert {pair for pair in named if not _sayable(pair[1])} == set()


def _kinds_of(refusal: type[DomainError]) -> Iterator[type[DomainError]]:
    for kind in refusal.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _sayable(line: str) -> bool:
    return _a_parameter(line) or _begins(line)


def _named_in(text: str) -> list[str]:
    """What stands between backticks: lines to type."""
    return re.findall(r"`([^`]+)`", text)


def _a_parameter(line: str) -> bool:
    """Whether it is no line but a part of one: `cover @x`."""
    return any(f"{line} ".startswith(f"{word} ") for word in WORDS)


def _known(line: str) -> bool:
    return outcome(line, COMMANDS, KNOWN)[0] in {"runs", "asks", "form"}


def _begins(line: str) -> bool:
    """Whether a line with gaps, `{ref} owner @name`, begins as some command does."""
    filled = re.sub(r"\{(ref|item)\}|REF", "A-3", line)
    words = tokens(re.sub(r"\{\w+\}|…", "x", filled).replace('"', ""))
    taken = read_ref(words)[1] if read_ref(words) else 0
    said = " ".join(word.word for word in words[taken:])
    names = VERBS if taken else COMMANDS.all.keys()
    return not said or any(f"{said} ".startswith(f"{name} ") for name in names if name)


def test_examples_name_people_of_the_plan_where_there_is_one() -> None:
    with a_stage(memory()) as stage:
        assert "@bo " in stage.does(ANN, "help action")
        signed(stage)
        shown = stage.does(ANN, "help action") + stage.does(ANN, "help hand over")
        assert "owner @bob due fri" in shown
        assert "@bo " not in shown
        assert "@kim" not in shown
