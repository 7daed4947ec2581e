"""A file of actions, however it was written: every row ends somewhere."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.files.actions import bring_in, columns_in, read
from bot.importing import Batch
from domain.errors import DomainError
from tests.cast import ANN, CAT, ROOM, Stage, memory, signed

CHECKOUT = Path(__file__).parents[2]
INVENTED = CHECKOUT / "tests" / "data" / "action_log.csv"
REAL = CHECKOUT.parent / "shared" / "data" / "government_board_actions_2010_2012.csv"
SAYS = {
    INVENTED: "16 rows: 11 actions, 5 need an owner, 6 need a date,"
    " 1 already there, 4 refused",
    REAL: "205 rows: 205 actions, 205 need an owner, 204 need a date,"
    " 0 already there, 0 refused",
}
ABSENT = "the real log is not beside this checkout, so the invented one once more"
LOGS = [
    pytest.param(INVENTED, id="invented log"),
    pytest.param(REAL, id="real log")
    if REAL.exists()
    else pytest.param(INVENTED, id=ABSENT),
]
HEADER = "Action,Owner,Due\n"
CELL = st.text(max_size=20)


@pytest.fixture
def stage():
    made = signed(Stage(memory()))
    yield made
    made.close()


def bring(stage, data, **more):
    asked = {"plan": stage.row("plan")["key"], "now": stage.now} | more
    return bring_in(stage.bot, data, **asked)


def titles(batch):
    return [row.title for row in batch.rows]


def first(text, **mapping):
    return read(text.encode(), mapping).rows[0]


@pytest.mark.parametrize("log", LOGS)
def test_the_last_line_counts_every_row(stage, log):
    report = bring(stage, log.read_bytes())
    assert report.lines[-1] == SAYS[log]
    assert not report.refused


@pytest.mark.parametrize("log", LOGS)
def test_a_dry_run_says_the_same_and_changes_nothing(stage, log):
    dry = bring(stage, log.read_bytes(), dry_run=True)
    assert dry.lines[0] == "A dry run: nothing was changed."
    assert "There are no actions yet" in stage.say(ANN, "list actions")
    assert dry.lines[1:] == bring(stage, log.read_bytes()).lines


@pytest.mark.parametrize("log", LOGS)
def test_a_second_time_adds_nothing(stage, log):
    bring(stage, log.read_bytes())
    heard, facts = stage.heard_in(ROOM), stage.facts()
    again = bring(stage, log.read_bytes())
    assert ": 0 actions, 0 need an owner, 0 need a date, " in again.lines[-1]
    assert (stage.heard_in(ROOM), stage.facts()) == (heard, facts)


@pytest.mark.parametrize("log", LOGS)
def test_one_card_not_one_a_row(stage, log):
    before = len(stage.posts(ROOM.id))
    bring(stage, log.read_bytes())
    assert len(stage.posts(ROOM.id)) == before + 1


def test_every_refused_row_is_listed_with_its_number(stage):
    report = bring(stage, INVENTED.read_bytes())
    listed = report.lines[report.lines.index("Refused") + 1 : -1]
    assert listed == (
        "• row 13: its action is empty: nothing says what to do",
        "• row 14: its status is “Closed”: only what is still open comes in",
        "• row 15: it has more cells than the header: quote what holds a ,",
        "• row 16: its quotation marks do not match",
    )


def test_who_can_be_met_owns_it_and_other_words_are_kept(stage):
    bring(stage, INVENTED.read_bytes())
    met = stage.row("action", title="Book a room for the site visit")
    assert (met["owner"], met["due"]) == (stage.person(CAT), date(2026, 12, 10))
    team = stage.row("action", title="Answer every call the same day")
    assert (team["owner"], team["due"]) == (None, None)
    assert team["owner_words"] == "Service team"
    assert team["due_words"] == "Monthly ongoing"


def test_hostile_cells_come_in_as_plain_words(stage):
    bring(stage, INVENTED.read_bytes())
    assert stage.row("action", title='=HYPERLINK("http://x.example","press me")')
    title = "<!channel> read <b>this</b> ](javascript:x) evil"
    assert stage.row("action", title=title)["status"] == "blocked"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["Action", "Owner"], ["Fit, then; test|again\tnow", "Bob"]])
    row = first(out.getvalue())
    assert (row.title, row.owner) == ("Fit, then; test|again now", "Bob")


def test_a_file_may_name_its_delimiter():
    assert first("sep=^\r\nAction^Owner\r\nFit^Bob\r\n").owner == "Bob"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]
)
def test_any_encoding_is_read(encoding):
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    data = f"{mark}Action,Owner\nFenêtre à fermer “vite”,Zoë\n".encode(encoding)
    (row,) = read(data).rows
    assert (row.title, row.owner) == ("Fenêtre à fermer “vite”", "Zoë")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(end):
    assert titles(read(f"Action{end}{end}One{end}Two".encode())) == ["One", "Two"]


def test_zero_bytes_are_left_out():
    row = first("Act\0ion,Owner\nFit\0 filters,\0Bob\n")
    assert (row.title, row.owner) == ("Fit filters", "Bob")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Title", "title"),
        ("Action / Task", "title"),
        ("Action,Owner(s)", "owner"),
        ("TASK", "title"),
        ("Action description", "title"),
        ("Action,Assigned to", "owner"),
        ("Action,Responsible", "owner"),
        ("Action,By_When", "due"),
        ("Action,due_text", "due"),
        ("Action,Deadline:", "due"),
        ("Action,meeting_date", "raised"),
        ("Action,Date raised", "raised"),
        ("Action,Ref.", "id"),
        ("Action,STATUS", "status"),
        ("Action,url", "source"),
    ],
)
def test_columns_have_many_names(header, field):
    cells = ["Fit", "Open"][: header.count(",") + 1]
    row = first(f"{header}\n{','.join(cells)}\n")
    assert getattr(row, field) == cells[-1]


def test_other_columns_are_noted_or_named_as_unread():
    batch = read(b"Action,Forum,Weather\nFit,Board,Rain\n")
    assert batch.rows[0].notes == ("Forum: Board",)
    assert batch.unread == ("Weather",)


def test_where_two_columns_fit_the_other_is_a_note():
    row = first("Description,Action\nBecause it leaks,Fit filters\n")
    assert row.title == "Fit filters"
    assert row.notes == ("Description: Because it leaks",)


def test_a_mapping_says_what_a_column_is():
    batch = read(b"Job;Wer\nFit;Bob\n", {"job": "action", "WER": "owner"})
    assert (batch.rows[0].title, batch.rows[0].owner) == ("Fit", "Bob")


def test_a_mapping_goes_before_a_name():
    row = first("Action,Details\nAction 1,Fit filters\n", Details="task", Action="id")
    assert (row.id, row.title) == ("Action 1", "Fit filters")


def test_the_header_may_stand_lower():
    data = b"Action log,,\nBoard of October,,\n\nNo,Action,Owner\n1,Fit,Bob\n"
    (row,) = read(data).rows
    assert (row.number, row.title) == (5, "Fit")


def test_blank_rows_are_no_rows():
    batch = read(f"{HEADER}\nFit,,\n,,\n \nTest,,\n\n".encode())
    assert [row.number for row in batch.rows] == [3, 6]
    assert not batch.refused


def test_short_rows_lack_only_what_they_lack():
    assert titles(read(f"{HEADER}Fit\n".encode())) == ["Fit"]


def test_long_rows_are_refused_and_empty_cells_are_not():
    batch = read(f"{HEADER}Fit,Bob,fri,,\nFit, then test,Bob,fri\n".encode())
    assert [row.number for row in batch.rows] == [2]
    assert [refused.row for refused in batch.refused] == [3]


def test_torn_rows_are_refused_and_the_next_is_read():
    batch = read(f'{HEADER}"Fit" it,,\nTest,,\n'.encode())
    assert [refused.row for refused in batch.refused] == [2]
    assert titles(batch) == ["Test"]


def test_rows_between_two_stray_marks_are_all_listed():
    batch = read(f'{HEADER}"5 inch,,\nTest,,\nTrain,,"x"\nGo,,\n'.encode())
    assert [refused.row for refused in batch.refused] == [2, 3, 4]
    assert titles(batch) == ["Go"]


def test_a_cell_of_a_megabyte_is_refused_alone():
    batch = read(f"{HEADER}{'x' * 1_000_000},Bob,fri\nTest,,\n".encode())
    assert [refused.row for refused in batch.refused] == [2]
    assert titles(batch) == ["Test"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "There are no rows in the file"),
        (b"\0\0\0", "There are no rows in the file"),
        (b"\n \n", "There are no rows in the file"),
        (HEADER.encode(), "There are no rows in the file"),
        (b"PK\x03\x04 and so on", "The file is not text"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (HEADER.encode() + b"Fit,,\n" * 20_001, "more than 20,000 rows"),
        (b"a,b\n1,2\n", "The first row reads “a”, “b”"),
        (b"Action,Owner,owner\nFit,,\n", "Two columns are called “owner”"),
        (HEADER.encode() + b'Fit,,\n"Test,,\n', "opened in row 3 never closes"),
    ],
)
def test_what_is_no_list_is_refused_whole(stage, data, why):
    report = bring(stage, data)
    assert report.refused
    assert why in report.lines[-1]
    assert len(report.lines) == 1


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({"Wer": "owner"}, "There is no column “wer” in the file; it has Action"),
        ({"Action": "colour"}, "A column cannot be “colour”: say one of id, action"),
        (
            {"Due": "owner", "Owner": "owner"},
            "Two columns are both said to be the owner",
        ),
    ],
)
def test_a_wrong_mapping_is_refused_in_words(stage, mapping, why):
    report = bring(stage, f"{HEADER}Fit,,\n".encode(), mapping=mapping)
    assert report.refused
    assert why in report.lines[-1]


def test_columns_are_named_with_what_they_are_read_as():
    data = b"Board of October,,,\nNo,Task,By whom,Colour\n1,Fit,Bob,red\n"
    assert columns_in(data) == {
        "No": "id",
        "Task": "action",
        "By whom": "owner",
        "Colour": "skip",
    }


def test_columns_are_named_where_none_of_them_is_the_action():
    data = b"Oktober,,\nJob,Wer,Wann\nFit,Bob,fri\n"
    assert columns_in(data) == {"Job": "skip", "Wer": "skip", "Wann": "skip"}
    found = columns_in(data, {"Job": "action", "Wer": "owner"})
    assert found == {"Job": "action", "Wer": "owner", "Wann": "skip"}


def test_a_column_that_may_say_private_is_left_to_somebody_to_decide():
    data = b"Action,Internal\nFit,yes\n"
    assert columns_in(data) == {"Action": "action", "Internal": None}
    assert columns_in(data, {"Internal": "skip"})["Internal"] == "skip"


def test_what_is_no_list_has_no_columns():
    assert columns_in(b"PK\x03\x04") == {}
    assert columns_in(HEADER.encode(), {"Action": "colour"}) == {}


def test_a_refusal_says_apart_what_to_type_on_a_command_line(stage):
    for data, typed in (
        (b"a,b\n1,2\n", 'For example: --map "COLUMN=action"'),
        (b"Action,Internal\nFit,yes\n", 'To leave it out: --map "Internal=skip"'),
    ):
        report = bring(stage, data)
        assert "--map" not in report.lines[0]
        assert "--map" not in report.message.text
        assert report.advice == typed


def test_twenty_thousand_rows_are_read():
    assert read(HEADER.encode() + b"Fit,,\n" * 20_000).size == 20_000


def test_what_the_bot_refuses_is_a_refused_report(stage):
    report = bring(stage, INVENTED.read_bytes(), as_member="Tim")
    assert report.refused
    assert report.message.tone == "warn"
    assert "that “Tim” works in" in report.lines[-1]


def test_progress_ends_at_the_last_row(stage):
    told = []
    data = HEADER.encode() + b"".join(b"Job %d,,\n" % n for n in range(250))
    bring(stage, data, progress=lambda done, of: told.append((done, of)))
    assert told == [(100, 250), (200, 250), (250, 250)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_cells_end_as_rows_or_reasons(cells):
    out = StringIO()
    csv.writer(out).writerows([["Action", "Owner", "Due"], *cells])
    said = [row for row in cells if any(cell.strip("\0 \t\r\n") for cell in row)]
    if said:
        assert read(out.getvalue().encode("utf-8", "replace")).size == len(said)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_list_or_a_sentence(data):
    try:
        assert isinstance(read(HEADER.encode() + data), Batch)
    except DomainError as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("name", ["Private", "Confidential?", "Row visibility"])
def test_a_column_that_may_keep_rows_private_is_asked_about(stage, name):
    rows = f"Action,{name}\nAsk legal,yes\n".encode()
    refused = bring(stage, rows)
    assert refused.refused
    assert "may say that rows are private" in " ".join(refused.lines)
    assert bring(stage, rows, mapping={name: "skip"}).lines[-1].startswith("1 rows: 1")
