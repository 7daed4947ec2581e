"""Files in and out of the page: an action log, and the record that proves itself."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Download, expect

from tests.browser.running import jointly
from tests.browser.table import Table

pytestmark = pytest.mark.browser
LOG = Path(__file__).parents[1] / "data" / "action_log.csv"
COUNT = (
    "16 rows: 11 actions, 9 need an owner, 6 need a date, 1 already there, 4 refused"
)


def menu(table: Table) -> None:
    table.left.pane.locator("details.menu > summary").click()


def chosen(table: Table, file: Path) -> None:
    menu(table)
    table.left.pane.get_by_role("button", name="Bring in an action log").click()
    expect(table.page.get_by_role("dialog")).to_contain_text(
        "into RDD Reduce device downtime, as Ann Baker"
    )
    table.page.get_by_label("The file").set_input_files(file)


def verified(download: Download, folder: Path) -> str:
    file = folder / download.suggested_filename
    download.save_as(file)
    assert json.loads(file.read_text("utf-8"))
    done = jointly("verify", file)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_log_is_tried_first_and_adds_nothing_until_it_is_brought_in(fresh: Table):
    chosen(fresh, LOG)
    asked = fresh.page.get_by_role("dialog")
    expect(asked.locator(".outcome")).to_contain_text(COUNT)
    asked.get_by_role("button", name="Cancel").click()
    fresh.left.say("A-15")
    expect(fresh.left.answer).to_contain_text("no A-15")


def test_log_is_brought_in_and_counted(fresh: Table):
    chosen(fresh, LOG)
    asked = fresh.page.get_by_role("dialog")
    expect(asked.locator(".outcome")).to_contain_text(COUNT)
    asked.get_by_role("button", name="Bring these into RDD").click()
    expect(fresh.left.answer).to_contain_text(COUNT)
    for seat in (fresh.left, fresh.right):
        expect(seat.messages).to_contain_text("11 actions brought in from a list")
    fresh.right.say("A-15")
    expect(fresh.right.answer).to_contain_text("Send the parts list")


def test_file_that_is_no_list_is_refused_in_words(table: Table, tmp_path: Path):
    torn = tmp_path / "log.csv"
    torn.write_bytes(b"PK\x03\x04\x00\x00")
    chosen(table, torn)
    asked = table.page.get_by_role("dialog")
    expect(asked.locator(".outcome.bad")).to_contain_text("save it as CSV")
    expect(asked.get_by_role("button", name="Bring these into RDD")).to_be_disabled()


def test_person_says_what_the_columns_are(fresh: Table, tmp_path: Path):
    log = tmp_path / "log.csv"
    log.write_text("Job,Wer,Internal\nOil the wheels,Dan Aarup,no\n", "utf-8")
    chosen(fresh, log)
    asked = fresh.page.get_by_role("dialog")
    expect(asked.locator(".outcome.bad")).to_contain_text(
        "which of these is the action"
    )
    expect(asked).not_to_contain_text("--map")
    job = asked.get_by_label("Job", exact=True)
    job.focus()
    job.select_option("Action")
    expect(asked.locator(".outcome.bad")).to_contain_text("rows are private")
    expect(job).to_be_focused()
    asked.get_by_label("Internal").select_option("Leave out")
    asked.get_by_label("Wer").select_option("Owner")
    expect(asked.locator(".outcome")).to_contain_text("1 actions, 0 need an owner")
    asked.get_by_role("button", name="Bring these into RDD").click()
    expect(asked).to_be_hidden()
    card = fresh.right.say("find Oil the wheels")
    expect(card).to_contain_text("Oil the wheels")


def test_exported_record_proves_itself(table: Table, tmp_path: Path):
    menu(table)
    with table.page.expect_download() as coming:
        table.left.pane.get_by_role("link", name="Export the record").click()
    assert "OK" in verified(coming.value, tmp_path)


def test_download_button_of_a_card_brings_the_seats_own_record(
    table: Table, tmp_path: Path
):
    shown = table.right.say("export")
    with table.page.expect_download() as coming:
        shown.get_by_role("link", name="Download").click()
    assert "OK" in verified(coming.value, tmp_path)
    text = (tmp_path / coming.value.suggested_filename).read_text("utf-8")
    assert "spare parts contract" in text
    assert "service credits" not in text
