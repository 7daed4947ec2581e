"""Two seats of one plan: what one does, the other sees, in place and at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.seat import DIRECT, EMPTY, JOINT, OURS, THEIRS
from tests.browser.table import Table

pytestmark = pytest.mark.browser


def test_each_seat_shows_only_the_rooms_it_may_read(table: Table):
    assert table.left.rooms == [JOINT, OURS, EMPTY, DIRECT]
    assert table.right.rooms == [JOINT, THEIRS, EMPTY, DIRECT]


def test_stranger_is_shown_no_room_of_the_plan(table: Table):
    table.right.sit("Tim Kestrel")
    assert table.right.rooms == [EMPTY, DIRECT]


def test_both_seats_stand_side_by_side(table: Table):
    left, right = (seat.pane.bounding_box() or {} for seat in (table.left, table.right))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_line_typed_in_one_seat_changes_the_card_in_the_other_in_place(table: Table):
    card = table.right.card("A-12")
    place = card.evaluate(
        "(node) => [...node.closest('ol').children].indexOf(node.closest('li'))"
    )
    table.left.say("A-12 40%")
    expect(table.right.field(card, "Status")).to_contain_text("40")
    assert place == card.evaluate(
        "(node) => [...node.closest('ol').children].indexOf(node.closest('li'))"
    )


def test_new_action_appears_in_the_other_seat(table: Table):
    table.left.say('action add "Agree the cleaning rota" owner @bob due fri')
    expect(table.right.card("A-13")).to_contain_text("Agree the cleaning rota")
    expect(table.right.field(table.right.card("A-13"), "Due")).to_have_text(
        "Fri 27 Nov 2026"
    )


def test_done_in_one_seat_is_accepted_in_the_other(table: Table):
    table.right.press("Done", table.right.card("A-9"))
    status = table.left.field(table.left.card("A-9"), "Status")
    expect(status).to_have_text(re.compile("awaiting acceptance"))
    table.left.press("Accept", table.left.card("A-9"))
    expect(table.right.field(table.right.card("A-9"), "Status")).to_have_text(
        re.compile("accepted")
    )


def test_nobody_accepts_what_their_own_side_did(table: Table):
    table.right.press("Accept", table.right.card("A-5"))
    expect(table.right.answer).to_contain_text("Halden Medical")
    expect(table.left.field(table.left.card("A-5"), "Status")).to_contain_text(
        "awaiting acceptance"
    )


def test_stale_button_shows_the_item_as_it_is_now(table: Table):
    table.right.open(DIRECT)
    old = table.right.day("Mon 23 Nov 2026")
    table.right.press("Done", table.right.entry(old, "A-5"))
    expect(table.right.field(table.right.answer, "Status")).to_contain_text(
        "awaiting acceptance"
    )
    table.left.say("history A-5")
    expect(table.left.answer).to_contain_text("done")
    assert table.left.answer.inner_text().count("is done") <= 1


def test_what_happened_stands_under_the_card_it_is_about(table: Table):
    table.left.say('A-12 note "The big room is taken"')
    thread = table.right.card("A-12").locator(".thread")
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
