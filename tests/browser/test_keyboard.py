"""Everything can be reached and used from the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.table import Table

pytestmark = pytest.mark.browser
INSIDE = """() => {
  const at = document.activeElement;
  return at === document.body || Boolean(at.closest("dialog"));
}"""


def test_first_tab_stop_leads_straight_to_a_box(table: Table):
    table.page.keyboard.press("Tab")
    expect(table.page.locator(":focus")).to_have_text("Skip to the first seat's box")
    table.page.keyboard.press("Enter")
    expect(table.left.box).to_be_focused()


def test_line_is_written_with_completion_and_sent_without_a_pointer(table: Table):
    ref = table.added()
    table.left.box.focus()
    table.page.keyboard.type(f"{ref} bl")
    expect(table.left.pane.get_by_role("listbox")).to_be_visible()
    table.page.keyboard.press("ArrowDown")
    expect(table.left.box).to_have_attribute("aria-activedescendant", "words-left-0")
    table.page.keyboard.press("Enter")
    expect(table.left.box).to_have_value(f"{ref} block ")
    table.page.keyboard.type("no room is free")
    table.page.keyboard.press("Enter")
    expect(table.right.card(ref)).to_contain_text("no room is free")


def test_escape_closes_the_completions_and_keeps_the_line(table: Table):
    table.left.box.press_sequentially("obj")
    listbox = table.left.pane.get_by_role("listbox")
    expect(listbox).to_be_visible()
    table.page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(table.left.box).to_have_value("obj")


def test_earlier_lines_come_back_with_the_arrow(table: Table):
    table.left.say("status")
    table.left.box.focus()
    table.page.keyboard.press("ArrowUp")
    expect(table.left.box).to_have_value("status")


def test_button_of_a_card_is_reached_with_tab_and_pressed_with_enter(table: Table):
    ref = table.added(owner="@bob")
    card = table.right.card(ref)
    card.locator("header .ref").focus()
    for _ in range(8):
        table.page.keyboard.press("Tab")
        if table.page.locator(":focus").inner_text() == "Done":
            break
    table.page.keyboard.press("Enter")
    status = table.left.field(table.left.card(ref), "Status")
    expect(status).to_contain_text("awaiting acceptance")


def test_escape_closes_a_dialog_and_focus_returns_to_its_button(table: Table):
    button = table.left.card("A-12").get_by_role("button", name="Blocked…")
    button.focus()
    table.page.keyboard.press("Enter")
    dialog = table.page.get_by_role("dialog")
    expect(dialog.get_by_label("Why")).to_be_focused()
    table.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_focus_stays_inside_a_dialog(table: Table):
    table.left.press("Blocked…", table.left.card("A-12"))
    expect(table.page.get_by_role("dialog").get_by_label("Why")).to_be_focused()
    for _ in range(6):
        table.page.keyboard.press("Tab")
        assert table.script(INSIDE)


def test_rooms_are_changed_with_the_arrows(table: Table):
    table.left.pane.get_by_role("tab", selected=True).focus()
    table.page.keyboard.press("ArrowRight")
    chosen = table.left.pane.get_by_role("tab", selected=True)
    expect(chosen).to_contain_text("halden-only")
    expect(chosen).to_be_focused()


def test_focus_is_kept_when_the_card_under_it_changes(table: Table):
    ref = table.added()
    button = table.right.card(ref).get_by_role("button", name="Blocked…")
    button.focus()
    table.says("@ann", f"{ref} 20%")
    status = table.right.field(table.right.card(ref), "Status")
    expect(status).to_contain_text("20")
    expect(button).to_be_focused()


def test_change_is_said_to_those_who_cannot_see_it(table: Table):
    ref = table.added()
    table.left.say(f"{ref} 30%")
    spoken = table.right.pane.locator("[data-part=said]")
    expect(spoken).to_contain_text(ref)
