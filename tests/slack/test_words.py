"""What people type reaches the bot as they meant it."""

import pytest

from adapters.slack.words import escaped, named_in, plain_words, without


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("A-3 done", "A-3 done"),
        ("kpi add Uptime target &gt;= 98", "kpi add Uptime target >= 98"),
        ("a &amp;lt; b", "a &lt; b"),
        (
            "see <https://example.org/a?b=1&amp;c=2>",
            "see https://example.org/a?b=1&c=2",
        ),
        ("see <https://example.org|our page>", "see https://example.org"),
        ("<mailto:dana@halden.example|dana@halden.example>", "dana@halden.example"),
        ("owner <@U0BOB|bob>", "owner <@U0BOB>"),
        ("owner <@U0BOB>", "owner <@U0BOB>"),
        ("in <#C0SHARED|halden-orbit>", "in #halden-orbit"),
        ("<!here> look", "@here look"),
        ("<!channel|channel> look", "channel look"),
        ("<!subteam^S1|@nurses>", "@nurses"),
        ("<!date^1^{date}|12 March>", "12 March"),
        ("a < b", "a < b"),
    ],
)
def test_slacks_way_of_writing_becomes_plain_words(said: str, meant: str):
    assert plain_words(said) == meant


def test_calling_jointly_by_name_is_no_part_of_the_line():
    assert without("<@U0BOT> A-3 done", "U0BOT") == "A-3 done"
    assert without("<@U0BOT|jointly> A-3 done", "U0BOT") == "A-3 done"
    assert without("<@U0BOTTOM> A-3", "U0BOT") == "<@U0BOTTOM> A-3"


def test_each_person_is_named_once():
    assert list(named_in("<@U1> and <@W2> and <@U1>")) == ["U1", "W2"]


def test_what_is_escaped_reads_back_as_it_was():
    assert plain_words(escaped("a <b> & <@U0BOB>")) == "a <b> & <@U0BOB>"
