"""Lines, forms, questions and suggestions."""

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.seat import JOINT, OURS, Seat
from tests.browser.table import Table

pytestmark = pytest.mark.browser


PLACE = "(card) => [...card.closest('ol').children].indexOf(card.closest('li'))"


def place(card: Locator) -> int:
    return int(card.evaluate(PLACE))


def titled(seat: Seat, title: str) -> Locator:
    return seat.pane.locator("li > .card:not(.answer)").filter(has_text=title).last


def test_form_opens_for_what_is_missing_and_fills_in_the_line(table: Table):
    form = table.left.say("action add").locator("form")
    form.get_by_label("Title").fill('The "big" “spring” clean')
    form.get_by_label("Owner").select_option("@dan")
    form.get_by_label("Due").fill("2026-12-04")
    form.get_by_role("button", name="Save").click()
    card = titled(table.right, 'The "big" “spring” clean')
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
    ref = table.added(owner="@bob")
    table.says("@bob", f"{ref} done")
    table.left.press("Send back…", table.left.card(ref))
    asked = table.page.get_by_role("dialog")
    asked.get_by_label("Why").fill("The last page is missing")
    asked.get_by_role("button", name="Save").click()
    expect(table.right.card(ref)).to_contain_text("The last page is missing")


def test_sharing_what_is_private_is_confirmed_first(table: Table):
    title = "A thing to share"
    own = table.says("@ann", f'action add "{title}" private', OURS)["refs"][0]
    table.left.open(OURS)
    table.left.say(f"{own} share")
    expect(table.right.messages).not_to_contain_text(title)
    table.left.press("Share with Orbit Devices", table.left.answer)
    table.left.open(JOINT)
    expect(table.right.messages).to_contain_text(title)


def test_button_that_asks_first_does_nothing_until_it_is_answered(table: Table):
    ref = table.added(owner="@bob")

    def careful(route: Route) -> None:
        answer = route.fetch().json()
        for button in answer["card"]["buttons"]:
            button["confirm"] = "Is it all done?"
        route.fulfill(json=answer)

    table.page.route("**/api/v1/lines", careful, times=1)
    shown = table.right.say(ref)
    asked = table.page.get_by_role("dialog")
    table.right.press("Done", shown)
    expect(asked).to_contain_text("Is it all done?")
    asked.get_by_role("button", name="Cancel").click()
    status = table.left.field(table.left.card(ref), "Status")
    expect(status).to_have_text("open")
    table.right.press("Done", shown)
    asked.get_by_role("button", name="Done").click()
    expect(status).to_contain_text("awaiting acceptance")


def test_misread_line_runs_nothing_and_offers_what_was_meant(table: Table):
    shown = table.left.say("action add Write the report due frii")
    expect(shown).to_contain_text("Nothing has been done")
    expect(table.right.messages).not_to_contain_text("Write the report")
    shown.locator(".buttons .button").first.click()
    card = titled(table.right, "Write the report")
    expect(table.right.field(card, "Due")).to_have_text("Fri 27 Nov 2026")


def test_misspelt_verb_is_answered_with_the_nearest(table: Table):
    ref = table.added()
    shown = table.left.say(f"{ref} dnoe")
    expect(shown).to_contain_text("Did you mean")
    shown.locator(".buttons .button").first.click()
    card = table.right.card(ref)
    expect(table.right.field(card, "Status")).to_contain_text("awaiting acceptance")


def test_what_can_be_typed_is_set_apart_without_its_marks(table: Table):
    shown = table.left.say("close A-12")
    expect(shown.locator("code").first).to_have_text("close")
    expect(shown).not_to_contain_text("`")


def test_answers_stand_in_the_order_they_were_given(table: Table):
    first = table.left.say("status")
    ref = table.added("Something newer than the answer")
    later = table.left.say("mine")
    order = [place(first), place(table.left.card(ref)), place(later)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("obj", "objective add"), ("A-1", "A-12"), ("A-12 owner @d", "@dan")],
)
def test_box_completes_commands_references_and_people(
    table: Table, typed: str, offered: str
):
    table.left.box.press_sequentially(typed)
    options = table.left.pane.get_by_role("option")
    expect(options.filter(has_text=offered).first).to_be_visible()


def test_reference_is_written_into_the_box_when_pressed(table: Table):
    table.left.card("A-12").locator("header .ref").click()
    expect(table.left.box).to_have_value("A-12 ")


def test_undo_takes_back_ones_own_last_line(table: Table):
    ref = table.added("A slip of the pen")
    table.left.say("undo")
    expect(table.right.card(ref)).to_contain_text("took back")
