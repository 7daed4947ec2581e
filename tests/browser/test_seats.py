"""Two seats of one plan: what one does, the other sees, in place and at once."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.seat import DIRECT, EMPTY, JOINT, OURS, THEIRS
from tests.browser.table import Table

pytestmark = pytest.mark.browser
PLACE = "(card) => [...card.closest('ol').children].indexOf(card.closest('li'))"


def place(card: Locator) -> int:
    return int(card.evaluate(PLACE))


def test_each_seat_shows_only_the_rooms_it_may_read(table: Table):
    assert table.left.rooms == [JOINT, OURS, EMPTY, DIRECT]
    assert table.right.rooms == [JOINT, THEIRS, EMPTY, DIRECT]


def test_stranger_is_shown_no_room_of_the_plan(table: Table):
    table.right.sit("Tim Kestrel")
    assert table.right.rooms == [EMPTY, DIRECT]


def test_both_seats_stand_side_by_side(table: Table):
    left, right = (seat.pane.bounding_box() for seat in (table.left, table.right))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_line_typed_in_one_seat_changes_the_card_in_the_other_in_place(table: Table):
    ref = table.added()
    table.added("Something newer")
    card = table.right.card(ref)
    before = place(card)
    table.left.say(f"{ref} 40%")
    expect(table.right.field(card, "Status")).to_contain_text("40")
    assert place(card) == before


def test_new_action_appears_in_the_other_seat(table: Table):
    table.left.say('action add "Agree the cleaning rota" owner @bob due fri')
    card = table.right.pane.locator(".card").filter(has_text="Agree the cleaning rota")
    expect(table.right.field(card.last, "Due")).to_have_text("Fri 27 Nov 2026")
    expect(table.right.field(card.last, "Owner")).to_contain_text("Bob Lindqvist")


def test_done_in_one_seat_is_accepted_in_the_other(table: Table):
    ref = table.added(owner="@bob")
    table.right.press("Done", table.right.card(ref))
    card = table.left.card(ref)
    expect(table.left.field(card, "Status")).to_contain_text("awaiting acceptance")
    table.left.press("Accept", card)
    status = table.right.field(table.right.card(ref), "Status")
    expect(status).to_have_text(re.compile(r"\baccepted"))


def test_nobody_accepts_what_their_own_side_did(table: Table):
    ref = table.added(owner="@bob")
    table.says("@bob", f"{ref} done")
    table.right.press("Accept", table.right.card(ref))
    expect(table.right.answer).to_contain_text("Only the customer")
    status = table.left.field(table.left.card(ref), "Status")
    expect(status).to_contain_text("awaiting acceptance")


def test_stale_button_does_nothing_and_shows_the_item_as_it_is_now(table: Table):
    table.right.open(DIRECT)
    old = table.right.day("Mon 23 Nov 2026")
    table.right.press("Done", table.right.entry(old, "A-5"))
    status = table.right.field(table.right.answer, "Status")
    expect(status).to_contain_text("awaiting acceptance")
    told = str(table.says("@bob", "history A-5")["text"])
    assert told.count("said that A-5") <= 1


def test_what_happened_stands_under_the_card_it_is_about(table: Table):
    ref = table.added()
    table.left.say(f'{ref} note "The big room is taken"')
    thread = table.right.card(ref).locator(".thread")
    expect(thread).to_contain_text("The big room is taken")


def test_answer_is_seen_by_its_own_seat_only(table: Table):
    table.left.say("show")
    expect(table.left.answer).to_contain_text("Only you can see this")
    expect(table.right.pane.locator(".answer")).to_have_count(0)


def test_reload_keeps_the_seats(table: Table):
    table.left.sit("Cat Okafor")
    table.page.reload()
    table.settled()
    names = [s.pane.locator("h2").first.inner_text() for s in (table.left, table.right)]
    assert names == ["Cat Okafor", "Bob Lindqvist"]


def test_both_seats_are_never_the_same_person(table: Table):
    table.left.sit("Bob Lindqvist")
    expect(table.right.pane.locator("h2").first).to_have_text("Ann Baker")
