"""Whatever is typed, the answer is a call, a question or a refusal in words."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grammar import Ask, Call, read
from bot.message import Message
from bot.words.tokens import LONGEST_LINE, clean, tokens
from domain.errors import DomainError
from tests.bot.registry import READING, commands

MARKUP = (
    "<script>alert(1)</script>",
    "<!channel> <!here> <!everyone>",
    "<@U123|bo> <#C1|general> <https://x|y>",
    "](javascript:alert(1))",
    '=HYPERLINK("http://x","y")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "{title} {0} %s %(x)s $HOME `id`",
    "'; DROP TABLE actions; --",
    "\\u0000\\x00\\",
    "BEGIN:VEVENT\r\nEND:VEVENT",
    "* _ ~ ``` > # ![x](y)",
)
UNSEEN = "\x00\x07\x1b[31m\u200b\u200e\u202e\u2066\ufeff\u00ad\ud800\U000e0041\uffff"
SHAPES = ("{}", "action add {}", 'action add "{}"', "A-3 {}", "A-3 done {}", "{} A-3")
PLANES = tuple(
    chr(plane * 0x10000 + offset)
    for plane in range(17)
    for offset in (0x20, 0x41, 0x2028, 0x3042, 0xE000, 0xFFFD, 0xFFFE)
)
QUOTES = (
    '"',
    '""',
    '"""',
    "“",
    "”",
    "“”",
    '“"',
    '"“',
    "„x“",
    "'",
    "\u2019",
    '" "',
    '"a"b"c',
)
LONG = ("a" * 3_990, "a " * 1_990, '"' + "a" * 3_000 + '"', "A-1 " * 900, "(" * 3_000)
HOSTILE = [
    shape.format(text)
    for shape in SHAPES
    for text in (*MARKUP, *UNSEEN, UNSEEN, *PLANES, *QUOTES, *LONG)
]


def answer(text: str) -> list[Call] | Message | str:
    """Lets all but a call, a question or a refusal through as the failure it is."""
    try:
        return read(text, commands, READING)
    except Ask as asked:
        return asked.message
    except DomainError as refusal:
        return str(refusal)


def test_there_are_enough_hostile_lines() -> None:
    assert len(set(HOSTILE)) >= 500


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_text_is_answered_in_words(shape: str) -> None:
    for text in (*MARKUP, *UNSEEN, UNSEEN, *PLANES, *QUOTES, *LONG):
        assert answer(shape.format(text)) is not None


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(SHAPES), st.text(st.characters(), max_size=200))
def test_any_text_at_all_is_answered_in_words(shape: str, text: str) -> None:
    assert answer(shape.format(text)) is not None


WORDS = (
    'action add due fri frii owner ownr @bo @x private privat joint "A title" A-3 ~A-1'
    " our for from accept by weekly on mon at 10:00 done 40% agree all RDD 31 Feb"
    " 12 Mar milestone severity high hihg risk likelihood 3 help show “x” its it's"
)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=12).map(" ".join))
def test_any_mixture_of_our_own_words_is_answered_in_words(text: str) -> None:
    assert answer(text) is not None


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_cleaned_text_has_nothing_unseen_in_it_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in kept if c != "\n")


def test_a_line_of_more_than_four_thousand_characters_is_refused() -> None:
    assert "4001" in str(answer("a" * (LONGEST_LINE + 1)))


def test_a_title_of_more_than_three_hundred_characters_is_refused() -> None:
    assert "301" in str(answer("action add " + "a" * 301))
    assert isinstance(answer("action add " + "a" * 300), list)


@pytest.mark.parametrize("opened", ['"Train', "“Train", 'x "Train'])
def test_an_open_quotation_mark_is_answered_with_one_sentence(opened: str) -> None:
    assert str(answer(f"action add {opened}")).startswith("A quotation mark")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bob's pump", ["Bob's", "pump"]),
        ("Bob\u2019s pump", ["Bob\u2019s", "pump"]),
        ('"a b" c', ["a b", "c"]),
        ("“a “b” c” d", ["a “b” c", "d"]),
        ('"say ""hi"" now"', ['say "hi" now']),
        ('5" pipe', ['5"', "pipe"]),
        ('""', [""]),
        ("e\u0301", ["é"]),
        ("a\u202eb\u200bc", ["abc"]),
    ],
)
def test_words_and_quotes(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words
