"""Lines, forms, questions and suggestions."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.table import Table

pytestmark = pytest.mark.browser


def test_form_opens_for_what_is_missing_and_fills_in_the_line(table: Table):
    form = table.left.say("action add").locator("form")
    form.get_by_label("Title").fill('The "big" clean')
    form.get_by_label("Owner").select_option("@dan")
    form.get_by_label("Due").fill("2026-12-04")
    form.get_by_role("button", name="Save").click()
    card = table.right.card("A-13")
    expect(card).to_contain_text("The ‘big’ clean")
    expect(table.right.field(card, "Owner")).to_contain_text("Dan Aarup")
    expect(table.right.field(card, "Due")).to_have_text("Fri 4 Dec 2026")


def test_form_says_in_words_what_is_wrong_and_keeps_what_was_typed(table: Table):
    form = table.left.say("action add").locator("form")
    form.get_by_label("Title").fill("Look back")
    form.get_by_label("Due").fill("2020-01-01")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("2020")
    expect(form.get_by_label("Title")).to_have_value("Look back")


def test_button_that_needs_a_reason_asks_for_it(table: Table):
    table.left.press("Send back…", table.left.card("A-5"))
    asked = table.page.get_by_role("dialog")
    asked.get_by_label("Why").fill("The last page is missing")
    asked.get_by_role("button", name="Save").click()
    expect(table.right.card("A-5")).to_contain_text("The last page is missing")


def test_what_cannot_be_taken_back_is_confirmed_first(table: Table):
    shown = table.left.say("our A-1 share")
    button = shown.locator(".buttons").get_by_role("button").first
    button.click()
    asked = table.page.get_by_role("dialog")
    if asked.count():
        asked.get_by_role("button", name="Cancel").click()
    expect(table.right.messages).not_to_contain_text("service credits")


def test_misread_line_runs_nothing_and_offers_what_was_meant(table: Table):
    shown = table.left.say("action add Write the report due frii")
    expect(shown).to_contain_text("Nothing has been done")
    expect(table.right.messages).not_to_contain_text("Write the report")
    shown.locator(".buttons .button").first.click()
    card = table.right.card("A-13")
    expect(card).to_contain_text("Write the report")
    expect(table.right.field(card, "Due")).to_have_text("Fri 27 Nov 2026")


def test_misspelt_command_is_answered_with_the_nearest(table: Table):
    shown = table.left.say("A-12 dnoe")
    expect(shown).to_contain_text("Did you mean")
    shown.locator(".buttons .button").first.click()
    expect(table.left.card("A-12")).to_contain_text("done")


def test_box_completes_commands_references_and_people(table: Table):
    for typed, offered in (
        ("obj", "objective add"),
        ("A-1", "A-12"),
        ("A-12 owner @d", "@dan"),
    ):
        table.left.box.fill("")
        table.left.box.press_sequentially(typed)
        options = table.left.pane.get_by_role("option")
        expect(options.filter(has_text=offered).first).to_be_visible()


def test_reference_is_written_into_the_box_when_pressed(table: Table):
    table.left.card("A-12").locator("header .ref").click()
    expect(table.left.box).to_have_value("A-12 ")


def test_undo_takes_back_ones_own_last_line(table: Table):
    table.left.say('action add "A slip of the pen"')
    expect(table.right.card("A-13")).to_be_attached()
    table.left.say("undo")
    expect(table.right.card("A-13")).to_contain_text(re.compile("taken back|cancelled"))
