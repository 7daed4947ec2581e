"""The page asks nobody but its own server, and finds back to it."""

import pytest
from playwright.sync_api import expect

from tests.browser.running import Demo
from tests.browser.table import Table

pytestmark = pytest.mark.browser


def test_page_asks_no_other_host(fresh: Table):
    fresh.left.say("show")
    fresh.morning()
    assert len(fresh.requests) > 20
    assert fresh.strangers() == []


def test_page_says_that_the_connection_is_lost_and_recovers(fresh: Table, own: Demo):
    banner = fresh.page.locator("#banner")
    fresh.left.say("A-12 10%")
    own.stop()
    expect(banner).to_contain_text("connection to Jointly is lost")
    own.launch().listening()
    expect(banner).to_contain_text("started again")
    banner.get_by_role("button", name="Load the page again").click()
    fresh.settled()
    expect(banner).to_be_hidden()
    expect(fresh.left.field(fresh.left.card("A-12"), "Status")).to_contain_text("10")
    fresh.right.say("A-12")
    expect(fresh.right.answer).to_contain_text("Book the room")


def test_line_lost_on_the_way_is_offered_again(table: Table):
    ref = table.added()
    table.page.route("**/api/v1/lines", lambda route: route.abort())
    table.left.say(f"{ref} 70%")
    expect(table.left.answer).to_contain_text("connection")
    table.page.unroute("**/api/v1/lines")
    table.left.press("Send it again", table.left.answer)
    status = table.left.field(table.left.card(ref), "Status")
    expect(status).to_contain_text("70")


def test_short_break_of_the_connection_loses_no_news(table: Table):
    ref = table.added()
    table.page.context.set_offline(True)
    table.says("@bob", f'{ref} note "While you were away"')
    table.page.context.set_offline(False)
    expect(table.left.card(ref)).to_contain_text("While you were away")
