"""The page on every width, in light and dark."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.seat import DIRECT, EMPTY, OURS
from tests.browser.table import Table

pytestmark = pytest.mark.browser
PHONES = ((390, 844), (320, 640))
LEAST = 4.5  # WCAG 2.2, 1.4.3: text of ordinary size
LARGE = 3.0
FAINT = Path(__file__).with_name("faint.js").read_text("utf-8")


def everything(table: Table) -> None:
    """Put on the page what it can show: an answer, a warning, a refusal, a form."""
    table.left.say("show")
    table.left.say("action add Write it due frii")
    table.right.say("mine")
    table.right.say("A-5 reopen nothing")


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_phone_scrolls_nothing_sideways(opened: Opened, width: int, height: int):
    table = opened(width, height)
    left = table.left
    for line in ("mine", "show", "help", "action add", "A-5", "history A-5", "verify"):
        left.say(line)
        assert table.wide() == [], line
    for room in (OURS, EMPTY, DIRECT):
        left.open(room)
        assert table.wide() == [], room
    table.page.locator("#clock summary").click()
    assert table.wide() == []


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_phone_shows_one_seat_at_a_time(opened: Opened, width: int, height: int):
    table = opened(width, height)
    expect(table.left.pane).to_be_visible()
    expect(table.right.pane).to_be_hidden()
    table.page.get_by_role("navigation").get_by_role(
        "button", name="Bob Lindqvist"
    ).click()
    expect(table.left.pane).to_be_hidden()
    expect(table.right.box).to_be_visible()


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_dialogs_fit_a_phone(opened: Opened, width: int, height: int):
    table = opened(width, height)
    table.left.press("Blocked…", table.left.card("A-12"))
    asked = table.page.get_by_role("dialog")
    expect(asked.get_by_label("Why")).to_be_focused()
    assert table.wide() == []
    box = asked.bounding_box() or {}
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [1280, 1440, 2200])
def test_desk_scrolls_nothing_sideways(opened: Opened, width: int):
    table = opened(width, 800)
    everything(table)
    assert table.wide() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(opened: Opened, scheme: str):
    table = opened(scheme=scheme)
    everything(table)
    assert table.script(FAINT, [LEAST, LARGE]) == []
    for seat, room in ((table.left, OURS), (table.right, DIRECT)):
        seat.open(room)
    assert table.script(FAINT, [LEAST, LARGE]) == []
    table.left.pane.locator("details.menu > summary").click()
    assert table.script(FAINT, [LEAST, LARGE]) == []


def test_dark_scheme_is_dark(opened: Opened):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert opened(scheme="light").script(ground) == "rgb(241, 239, 233)"
    assert opened(scheme="dark").script(ground) == "rgb(18, 20, 25)"


def test_page_enlarged_four_times_can_still_be_used(opened: Opened):
    table = opened(360, 250)
    assert table.wide() == []
    table.left.say("status")
    expect(table.left.answer).to_contain_text("RDD")
