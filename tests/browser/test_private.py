"""What one side keeps to itself is nowhere in the other side's browser."""

import pytest
from playwright.sync_api import Response, expect

from tests.browser.seat import DIRECT, JOINT, OURS
from tests.browser.table import Table

pytestmark = pytest.mark.browser
SECRET = "zanzibar"
TOKEN = "() => fetch('/demo/seats').then((r) => r.json()).then((d) => d.seats.find((s) => s.mention === '@bob').token)"


def test_private_words_called_out_in_the_shared_room_are_refused_and_not_stored(
    table: Table,
):
    shown = table.left.say(f'@Jointly action add "{SECRET} costs" private')
    expect(shown).to_contain_text("Everyone here has just read that")
    table.left.say("list actions")
    expect(table.left.answer).not_to_contain_text(SECRET)
    table.left.open(DIRECT)
    table.left.say(f"find {SECRET}")
    expect(table.left.answer).not_to_contain_text("costs")
    table.page.reload()
    table.settled()
    for seat in (table.left, table.right):
        expect(seat.messages).not_to_contain_text(SECRET)


def test_private_items_reach_neither_the_other_seats_page_nor_its_answers(
    table: Table,
):
    token = table.script(TOKEN)
    heard: list[str] = []

    def hear(response: Response) -> None:
        asked = response.request
        events = "/demo/events" in asked.url
        if (
            not events
            and token in f"{asked.headers.get('authorization', '')}{asked.url}"
        ):
            heard.append(response.text())

    table.page.on("requestfinished", lambda asked: hear(asked.response()))
    table.left.open(OURS)
    table.left.say(f'action add "Ask about {SECRET}" private')
    expect(table.left.card("~A-3")).to_contain_text(SECRET)
    table.left.say(f'A-12 note "{SECRET} again" private')
    table.left.open(DIRECT)
    table.left.say(f'action add "More {SECRET}" private')
    table.right.open(DIRECT)
    for line in (
        "mine",
        "waiting",
        "list actions",
        f"find {SECRET}",
        "A-12",
        "history",
    ):
        table.right.say(line)
    table.right.open(JOINT)
    table.morning()
    table.right.say("show")
    assert len(heard) > 8
    # The seat's own words are its own: it asked for the secret by name.
    told = [text for text in heard if SECRET in text.replace(f"find {SECRET}", "")]
    assert [text for text in told if "Ask about" in text or "again" in text] == []
    assert "Ask about" not in table.right.pane.inner_html()
    assert "More zanzibar" not in table.right.pane.inner_html()


def test_hidden_item_is_answered_as_one_that_is_not_there(table: Table):
    hidden = table.right.say("our A-1").inner_text()
    table.left.open(OURS)
    expect(table.left.card("~A-1")).to_contain_text("service credits")
    assert "service credits" not in hidden


def test_own_room_wears_its_sides_colour_and_says_who_reads_it(table: Table):
    table.left.open(OURS)
    readers = table.left.pane.locator(".readers")
    expect(readers).to_have_text("Only Halden Medical reads this room.")
