"""What one side keeps to itself is nowhere in the other side's browser."""

import pytest
from playwright.sync_api import Response, expect

from tests.browser.seat import DIRECT, JOINT, OURS
from tests.browser.table import Table

pytestmark = pytest.mark.browser
SECRET = "zanzibar"


def test_private_words_called_out_in_the_shared_room_are_refused_and_not_stored(
    fresh: Table,
):
    shown = fresh.left.say(f'@Jointly action add "{SECRET} costs" private')
    expect(shown).to_contain_text("Everyone here has just read that")
    fresh.left.say("list actions")
    expect(fresh.left.answer).not_to_contain_text(SECRET)
    fresh.left.open(DIRECT)
    fresh.left.say(f"find {SECRET}")
    expect(fresh.left.answer).not_to_contain_text("costs")
    fresh.page.reload()
    fresh.settled()
    for seat in (fresh.left, fresh.right):
        expect(seat.messages).not_to_contain_text(SECRET)


def test_private_items_reach_neither_the_other_seats_page_nor_its_answers(
    fresh: Table,
):
    token = fresh.token("@bob")
    heard: list[str] = []

    def hear(response: Response) -> None:
        asked = response.request
        events = "/demo/events" in asked.url
        if (
            not events
            and token in f"{asked.headers.get('authorization', '')}{asked.url}"
        ):
            heard.append(response.text())

    fresh.page.on("requestfinished", lambda asked: hear(asked.response()))
    fresh.left.open(OURS)
    fresh.left.say(f'action add "Ask about {SECRET}" private')
    expect(fresh.left.card("~A-2")).to_contain_text(SECRET)
    fresh.left.say(f'A-12 note "{SECRET} again" private')
    fresh.left.open(DIRECT)
    fresh.left.say(f'action add "More {SECRET}" private')
    fresh.right.open(DIRECT)
    for line in (
        "mine",
        "waiting",
        "list actions",
        f"find {SECRET}",
        "A-12",
        "history",
    ):
        fresh.right.say(line)
    fresh.right.open(JOINT)
    fresh.morning()
    fresh.right.say("show")
    assert len(heard) > 8
    # The seat's own words are its own: it asked for the secret by name.
    told = [text for text in heard if SECRET in text.replace(f"find {SECRET}", "")]
    assert [text for text in told if "Ask about" in text or "again" in text] == []
    assert "Ask about" not in fresh.right.pane.inner_html()
    assert "More zanzibar" not in fresh.right.pane.inner_html()


def test_hidden_item_is_answered_as_one_that_is_not_there(fresh: Table):
    hidden = fresh.right.say("our A-1").inner_text()
    fresh.left.open(OURS)
    expect(fresh.left.card("~A-1")).to_contain_text("service credits")
    assert "service credits" not in hidden


def test_own_room_wears_its_sides_colour_and_says_who_reads_it(fresh: Table):
    fresh.left.open(OURS)
    readers = fresh.left.pane.locator(".readers")
    expect(readers).to_have_text("Only Halden Medical reads this room.")
