"""Times of day as people type them."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.times import longest_time, read_time
from domain.errors import DomainError


@pytest.mark.parametrize(
    ("phrase", "at"),
    [
        ("10:00", time(10)),
        ("10am", time(10)),
        ("10 PM", time(22)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9:30pm", time(21, 30)),
        ("14.30", time(14, 30)),
        ("14h", time(14)),
        ("0930", time(9, 30)),
        ("noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_read(phrase, at):
    assert read_time(phrase) == at


@pytest.mark.parametrize(
    "phrase", ["9", "", "24:00", "13pm", "0am", "10:75", "9.5", "100", "later", "10:"]
)
def test_what_is_no_time_is_refused(phrase):
    with pytest.raises(DomainError, match="say one such as 10:00"):
        read_time(phrase)


def test_a_time_may_be_two_words():
    assert longest_time(["10", "am", "zone"]) == (time(10), 2)
    assert longest_time(["10:00", "zone"]) == (time(10), 1)
    assert longest_time(["zone"]) is None
    assert longest_time([]) is None


@settings(max_examples=100, deadline=None)
@given(st.times())
def test_a_printed_time_reads_back(at):
    assert read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)
