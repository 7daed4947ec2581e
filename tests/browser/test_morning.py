"""The next working morning: one digest a person, with buttons that work."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import DIRECT, JOINT
from tests.browser.table import Table

pytestmark = pytest.mark.browser
WEDNESDAY = "Wed 25 Nov 2026"


def test_next_working_morning_brings_each_seat_one_digest(fresh: Table):
    assert fresh.morning() == f"{WEDNESDAY}, 09:00"
    for seat in (fresh.left, fresh.right):
        seat.open(DIRECT)
        expect(seat.day(WEDNESDAY)).to_have_count(1)


def test_digest_is_counted_on_the_tab_until_it_is_read(fresh: Table):
    fresh.left.open(DIRECT)
    fresh.left.open(JOINT)
    count = fresh.left.pane.locator(f"[data-room={DIRECT}] .count")
    expect(count).to_have_count(0)
    fresh.morning()
    expect(count).to_contain_text("1")


def test_digests_button_works(fresh: Table):
    fresh.morning()
    fresh.left.open(DIRECT)
    today = fresh.left.day(WEDNESDAY)
    fresh.left.press("Accept", fresh.left.entry(today, "A-5"))
    status = fresh.right.field(fresh.right.card("A-5"), "Status")
    expect(status).to_contain_text("accepted")


def test_digest_shows_each_reference_once(fresh: Table):
    fresh.morning()
    fresh.left.open(DIRECT)
    line = fresh.left.entry(fresh.left.day(WEDNESDAY), "A-5")
    assert line.inner_text().count("A-5") == 1
    assert line.inner_text().count("RDD") == 1
    line.locator(".ref").click()
    expect(fresh.left.box).to_have_value("RDD A-5 ")


def test_weekend_is_no_working_morning(fresh: Table):
    days = [fresh.morning() for _ in range(4)]
    assert days[-1].startswith("Mon 30 Nov 2026")


def test_clock_moves_to_a_chosen_moment_and_never_back(fresh: Table):
    fresh.page.locator("#clock summary").click()
    fresh.page.get_by_label("To this date and time").fill("2026-12-02T11:15")
    fresh.page.get_by_role("button", name="Move to this time").click()
    expect(fresh.now).to_have_text("Wed 2 Dec 2026, 11:15")
    fresh.page.locator("#clock summary").click()
    fresh.script("document.getElementById('clock-form').noValidate = true")
    fresh.page.get_by_label("To this date and time").fill("2026-12-01T11:15")
    fresh.page.get_by_role("button", name="Move to this time").click()
    expect(fresh.page.locator("#clock-error")).to_contain_text("only goes forward")
