"""Whatever would turn private words joint is always asked, never run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grammar import Ask, read
from domain.errors import DomainError
from tests.bot.registry import READING, commands

SLIPS = (
    "privat",
    "prviate",
    "pirvate",
    "privte",
    "priavte",
    "privatee",
    "Privat",
    "PRIVATE!",
    "(private)",
    "[private]",
    "private:",
    "privately",
    "rivate",
    "privaet",
    "#private",
    "*private*",
)
SAYINGS = ("confidential", "just us", "only us", "our side only", "in confidence")
ABLE = (
    "action add They overcharge us{}",
    'action add "They overcharge us"{}',
    "action add They overcharge us due fri{}",
    "action add They overcharge us owner @bo{} due fri",
    "issue raise They overcharge us{}",
    "issue raise They overcharge us severity high{}",
    'issue raise "They overcharge us"{} severity high',
    "risk add They overcharge us likelihood 3 impact 4{}",
    "decision add We leave them{}",
    "A-3 note They overcharge us{}",
    'A-3 note "They overcharge us"{}',
)
UNABLE = (
    "A-3 done They overcharge us{}",
    'A-3 done "They overcharge us"{}',
    "A-3 due fri They overcharge us{}",
    "A-3 cancel They overcharge us{}",
    "I-1 resolve They overcharge us{}",
    "milestone add They overcharge us due fri{}",
    "objective add They overcharge us benefit customer much{}",
    "obligation add They overcharge us on supplier{}",
)


def ran_joint(line: str) -> bool:
    """Whether a line ran without being private."""
    try:
        calls = read(line, commands, READING)
    except (Ask, DomainError):
        return False
    return any(not call.args.get("private") for call in calls)


@pytest.mark.parametrize("line", [*ABLE, *UNABLE])
@pytest.mark.parametrize("slip", [*SLIPS, *SAYINGS])
def test_a_slip_of_private_never_runs_as_joint(line: str, slip: str) -> None:
    assert not ran_joint(line.format(f" {slip}"))


@pytest.mark.parametrize("line", ABLE)
def test_private_spelt_right_runs_as_private(line: str) -> None:
    calls = read(line.format(" private"), commands, READING)
    assert [call.args["private"] for call in calls] == [True]


@pytest.mark.parametrize("line", UNABLE)
def test_private_where_nothing_can_be_private_is_asked(line: str) -> None:
    assert not ran_joint(line.format(" private"))


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from((*ABLE[:1], *ABLE[4:5])),
    st.integers(0, 6),
    st.sampled_from("abcxyz"),
)
def test_one_wrong_letter_in_private_is_asked(line: str, at: int, letter: str) -> None:
    slip = "private"[:at] + letter + "private"[at + 1 :]
    assert not ran_joint(line.format(f" {slip}"))


@pytest.mark.parametrize("line", ABLE)
def test_the_first_button_keeps_the_words_private(line: str) -> None:
    with pytest.raises(Ask) as asked:
        read(line.format(" privat"), commands, READING)
    first, *others = asked.value.message.buttons
    assert first.line.endswith(" private")
    assert others


@pytest.mark.parametrize("line", ABLE)
def test_the_form_of_such_a_question_begins_as_private(line: str) -> None:
    with pytest.raises(Ask) as asked:
        read(line.format(" privat"), commands, READING)
    form = asked.value.message.form
    assert form
    assert {f.name: f.value for f in form.fields}["private"] == "yes"


@pytest.mark.parametrize(
    "line",
    [
        "private action add They overcharge us",
        "action add Private equity review",
        "action add Review private notes",
        "action add private They overcharge us",
        "acton add They overcharge us private",
        "risk add They overcharge us privat",
    ],
)
def test_private_in_an_odd_place_is_asked(line: str) -> None:
    assert not ran_joint(line)


@pytest.mark.parametrize(
    "line",
    [
        "action add Train joint",
        "action add joint Train the staff",
        "action add Joint review of stock",
        'action add "Train" jont',
    ],
)
def test_joint_next_to_bare_words_is_asked(line: str) -> None:
    with pytest.raises(Ask):
        read(line, commands, READING)


def test_a_corrected_verb_keeps_the_word_private() -> None:
    with pytest.raises(DomainError) as refused:
        read('acton add "They overcharge us" private', commands, READING)
    assert all(b.line.endswith(" private") for b in refused.value.buttons)
