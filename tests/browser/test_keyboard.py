"""Everything can be reached and used from the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.table import Table

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement.id || document.activeElement.className"


def test_first_tab_stop_leads_straight_to_a_box(table: Table):
    table.page.keyboard.press("Tab")
    expect(table.page.locator(":focus")).to_have_text("Skip to the first seat's box")
    table.page.keyboard.press("Enter")
    expect(table.left.box).to_be_focused()


def test_line_is_written_with_completion_and_sent_without_a_pointer(table: Table):
    table.left.box.focus()
    table.page.keyboard.type("A-12 bl")
    expect(table.left.pane.get_by_role("listbox")).to_be_visible()
    table.page.keyboard.press("ArrowDown")
    expect(table.left.box).to_have_attribute("aria-activedescendant", "words-left-0")
    table.page.keyboard.press("Enter")
    expect(table.left.box).to_have_value("A-12 block ")
    table.page.keyboard.type("no room is free")
    table.page.keyboard.press("Enter")
    expect(table.right.card("A-12")).to_contain_text("no room is free")


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
    card = table.right.card("A-9")
    card.locator("header .ref").focus()
    for _ in range(8):
        table.page.keyboard.press("Tab")
        if table.page.locator(":focus").inner_text() == "Done":
            break
    table.page.keyboard.press("Enter")
    expect(table.left.field(table.left.card("A-9"), "Status")).to_contain_text(
        "awaiting acceptance"
    )


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
    for _ in range(6):
        table.page.keyboard.press("Tab")
        assert table.script(
            "() => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )


def test_rooms_are_changed_with_the_arrows(table: Table):
    table.left.pane.get_by_role("tab", selected=True).focus()
    table.page.keyboard.press("ArrowRight")
    chosen = table.left.pane.get_by_role("tab", selected=True)
    expect(chosen).to_contain_text("halden-only")
    expect(chosen).to_be_focused()


def test_focus_is_kept_when_the_card_under_it_changes(table: Table):
    table.right.card("A-12").get_by_role("button", name="Blocked…").focus()
    table.right.page.keyboard.press("Shift")
    table.script(
        "() => fetch('/demo/seats').then((r) => r.json()).then(({ seats }) => fetch('/api/v1/lines', { method: 'POST', headers: { Authorization: `Bearer ${seats[0].token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ text: 'A-12 20%', room: 'halden-orbit' }) }))"
    )
    expect(table.right.field(table.right.card("A-12"), "Status")).to_contain_text("20")
    focused = table.right.card("A-12").get_by_role("button", name="Blocked…")
    expect(focused).to_be_focused()


def test_change_is_said_to_those_who_cannot_see_it(table: Table):
    table.left.say("A-12 30%")
    spoken = table.right.pane.locator("[data-part=said]")
    expect(spoken).to_contain_text("A-12")
