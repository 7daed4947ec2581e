"""From an empty room to a plan in force, by pressing and filling in forms only."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.seat import DIRECT, EMPTY, JOINT
from tests.browser.table import Table

pytestmark = pytest.mark.browser
LOG = Path(__file__).parents[1] / "data" / "action_log.csv"


def started(table: Table) -> None:
    for seat in (table.left, table.right):
        seat.open(EMPTY)
    table.left.press("Start a plan")
    named(table.page.get_by_role("dialog"))


def named(asked: Locator) -> None:
    asked.get_by_label("What you both want to achieve").fill("Quieter wards")
    asked.get_by_label("Your organisation is the").select_option("customer")
    asked.get_by_label("The other party").fill("Orbit Devices")
    asked.get_by_role("button", name="Start the plan").click()


def test_empty_room_shows_one_card_that_says_what_can_be_done_here(table: Table):
    table.left.open(EMPTY)
    card = table.left.pane.locator(".card")
    expect(card).to_have_count(1)
    buttons = card.locator(".buttons").get_by_role("button")
    expect(buttons).to_have_text(
        ["Start a plan", "See an example", "Bring our action log"]
    )


def test_example_is_shown_and_leads_back_to_the_start(table: Table):
    table.left.open(EMPTY)
    table.left.press("See an example")
    expect(table.left.answer).to_contain_text("An example")
    table.left.press("Start a plan")
    expect(table.page.get_by_role("dialog")).to_contain_text("What you both want")


def test_action_log_goes_into_the_plan_of_its_room_and_no_other(fresh: Table):
    fresh.left.open(EMPTY)
    fresh.left.press("Bring our action log")
    asked = fresh.page.get_by_role("dialog")
    expect(asked).to_contain_text("First the plan your log goes into")
    named(asked)
    expect(asked).to_contain_text("into QW Quieter wards, as Ann Baker")
    asked.get_by_label("The file").set_input_files(LOG)
    asked.get_by_role("button", name="Bring these into QW").click()
    expect(fresh.left.messages).to_contain_text("11 actions brought in from a list")
    listed = fresh.reads("@ann", "api/v1/plans/QW/actions?limit=200")
    assert len(listed) == 11
    fresh.left.open(JOINT)
    expect(fresh.left.messages).not_to_contain_text("brought in from a list")


def test_plan_is_started_joined_confirmed_and_signed_by_pressing_only(fresh: Table):
    started(fresh)
    fresh.right.press("I lead for Orbit Devices")
    expect(fresh.right.answer).to_contain_text("asked to confirm")
    fresh.left.open(DIRECT)
    fresh.left.press("That's them")
    expect(fresh.left.answer).to_contain_text("Both parties can draft now")
    fresh.left.open(EMPTY)
    for seat in (fresh.left, fresh.right):
        expect(seat.pane.get_by_role("tab", selected=True)).to_contain_text(EMPTY)
        seat.press("Read and sign")
        text = seat.told("This plan does not vary the contract")
        seat.press("Sign for .+", text)
        party = seat.pane.locator(".part").inner_text().rpartition(", ")[2]
        signed = re.compile(rf"signed .*for {party}|signed for {party}")
        expect(seat.told(signed)).to_be_visible()
    expect(fresh.left.say("status")).to_contain_text("in force")


def test_code_stays_above_what_is_said_after_it(fresh: Table):
    started(fresh)
    code = fresh.left.told("within 14 days")
    expect(code).to_be_visible()
    fresh.right.press("I lead for Orbit Devices")
    later = fresh.left.messages.locator("li").filter(has_text="says they lead").last
    expect(later).to_be_visible()
    place = "(node) => [...node.closest('ol').children].indexOf(node.closest('li'))"
    assert code.evaluate(place) < later.evaluate(place)
    fresh.left.say("show")
    assert code.evaluate(place) < fresh.left.answer.evaluate(place)


def test_card_for_the_other_side_says_what_this_is_and_who_reads_what(fresh: Table):
    started(fresh)
    card = fresh.right.pane.locator(".card").filter(has_text="a draft")
    for words in (
        "costs Orbit Devices nothing",
        "Nothing is agreed until you sign off",
        "Who can read what",
        "can read everything",
    ):
        expect(card).to_contain_text(words)
    expect(card.locator(".buttons .button")).to_have_text(
        ["I lead for Orbit Devices", "Someone else does"]
    )
