"""An issue climbs, a checkpoint is held, a milestone moves: by pressing only."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import DIRECT, JOINT
from tests.browser.table import Table

pytestmark = pytest.mark.browser


def filled(table: Table, words: str) -> None:
    """Answer the one question a button asks."""
    asked = table.page.get_by_role("dialog")
    asked.get_by_role("textbox").first.fill(words)
    asked.locator("button.primary").click()
    expect(asked).to_be_hidden()


def test_6_issue_climbs_to_both_sides_and_is_resolved_by_one_accepted_by_the_other(
    fresh: Table,
):
    left, right = fresh.left, fresh.right
    right.sit("Dan Aarup")
    card = right.card("I-1")
    expect(card).to_contain_text("Goes to Vera Holm and Max Orrell Tue 24 Nov 15:00")
    right.press("I am on it", card)
    expect(right.field(card, "Acknowledged by")).to_have_text("Dan Aarup")
    expect(card).to_contain_text("Wed 25 Nov 15:00 unless resolved")
    left.sit("Vera Holm")
    right.sit("Max Orrell")
    fresh.morning()
    fresh.morning()
    for seat in (left, right):
        seat.open(DIRECT)
        expect(seat.card("I-1")).to_contain_text("went up to you: the strategic tier")
    right.press("Resolved…", right.card("I-1"))
    filled(fresh, "Both pumps are replaced")
    left.open(JOINT)
    card = left.card("I-1")
    expect(left.field(card, "Resolved")).to_have_text("Both pumps are replaced")
    left.press("Accept", card)
    expect(left.field(card, "Status")).to_contain_text("accepted")


def test_7_checkpoint_is_held_from_its_agenda_to_agreed_minutes(fresh: Table):
    left, right = fresh.left, fresh.right
    for _ in range(3):
        fresh.morning()
    expect(left.messages).to_contain_text("Weekly operations call: agenda")
    left.press("Start", left.card("CP-2"))
    expect(left.messages.get_by_text("Write in the minutes…").last).to_be_visible()
    left.press("Write in the minutes…")
    filled(fresh, "The spare parts come on Monday")
    right.press("Done", right.card("A-9"))
    expect(left.card("A-9")).to_contain_text("awaiting acceptance")
    left.press("End")
    minutes = right.card("CP-2")
    expect(minutes).to_contain_text("The spare parts come on Monday")
    expect(minutes).to_contain_text("Bob Lindqvist says A-9")
    right.press("Agree the minutes", minutes)
    expect(right.field(right.card("CP-2"), "Status")).to_have_text("agreed")
    again = right.card("CP-2").get_by_role("button", name="Agree the minutes")
    expect(again).to_have_count(0)


def test_8_milestone_moves_when_the_other_side_signs(fresh: Table):
    left, right = fresh.left, fresh.right
    asked = left.card("CR-1")
    due = left.field(asked, "Due date")
    expect(due).to_have_text("Fri 29 Jan 2027 → Fri 26 Feb 2027")
    expect(right.field(right.card("M-2"), "Due")).to_contain_text("29 Jan 2027")
    left.press("Read and sign", asked)
    text = left.told("Fri 29 Jan 2027 → Fri 26 Feb 2027")
    left.press("Sign for Halden Medical", text)
    expect(right.field(right.card("M-2"), "Due")).to_contain_text("26 Feb 2027")
    expect(right.field(right.card("CR-1"), "Status")).to_have_text("signed")
    expect(right.field(right.card("CR-1"), "Signed by")).to_contain_text("Ann Baker")
