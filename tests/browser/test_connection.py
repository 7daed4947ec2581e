"""The page asks nobody but its own server, and finds back to it."""

import pytest
from playwright.sync_api import expect

from tests.browser.running import Demo
from tests.browser.table import Table

pytestmark = pytest.mark.browser


def test_page_asks_no_other_host(table: Table):
    table.left.say("show")
    table.morning()
    assert len(table.requests) > 20
    assert table.strangers() == []


def test_page_says_that_the_connection_is_lost_and_recovers(table: Table, demo: Demo):
    banner = table.page.locator("#banner")
    table.left.say("A-12 10%")
    demo.stop()
    expect(banner).to_contain_text("connection to Jointly is lost")
    demo.start()
    expect(banner).to_contain_text("started again")
    banner.get_by_role("button", name="Load the page again").click()
    table.settled()
    expect(banner).to_be_hidden()
    expect(table.left.field(table.left.card("A-12"), "Status")).to_contain_text("10")
    table.right.say("A-12")
    expect(table.right.answer).to_contain_text("Book the room")


def test_line_lost_on_the_way_is_offered_again(table: Table):
    table.page.route("**/api/v1/lines", lambda route: route.abort())
    table.left.say("A-12 70%")
    expect(table.left.answer).to_contain_text("connection")
    table.page.unroute("**/api/v1/lines")
    table.left.press("Send it again", table.left.answer)
    expect(table.left.field(table.left.card("A-12"), "Status")).to_contain_text("70")


def test_short_break_of_the_connection_loses_no_news(table: Table):
    table.page.context.set_offline(True)
    table.page.wait_for_timeout(500)
    table.page.context.set_offline(False)
    table.left.say("A-12 80%")
    status = table.right.field(table.right.card("A-12"), "Status")
    expect(status).to_contain_text("80")
