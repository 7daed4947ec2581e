"""One commit serves all who wait: nobody hears *done* before it is on the disk."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import text

from domain.errors import Said
from storage.engine import open_engine
from storage.faults import Full, Locked, ReadOnly, Unreadable
from storage.writer import Stopping, Writer

WRITE = "INSERT INTO inbound VALUES ('{}', '2026-01-01', '{}')"


@pytest.fixture
def engine(sqlite_url):
    engine = open_engine(sqlite_url, busy=50)
    yield engine
    engine.dispose()


@pytest.fixture
def writer(engine):
    writer = Writer(engine)
    yield writer
    writer.close()


@pytest.fixture
def elsewhere(engine):
    """Another program on the same file, seeing only what is committed."""
    connection = sqlite3.connect(
        engine.url.database, timeout=0, isolation_level=None, check_same_thread=False
    )
    yield connection
    connection.close()


def write(word, size=1):
    return lambda here: here.execute(text(WRITE.format(word, "x" * size)))


def kept(elsewhere) -> list[str]:
    return [row[0] for row in elsewhere.execute("SELECT id FROM inbound ORDER BY id")]


def together(writer, *jobs):
    """Hand in *jobs* while the writer is held, so that one commit serves them all."""
    hold, held = Event(), Event()

    def first(_):
        held.set()
        hold.wait()

    with ThreadPoolExecutor(len(jobs) + 1) as people:
        people.submit(writer.run, first)
        held.wait()
        waiting = []
        for number, job in enumerate(jobs, 1):
            waiting.append(people.submit(writer.run, job))
            while writer.waiting < number:
                pass
        hold.set()
    return waiting


def test_an_answer_leaves_after_its_commit(writer, elsewhere):
    writer.run(write("a"))

    assert kept(elsewhere) == ["a"]


def test_all_who_wait_share_one_commit(writer, elsewhere):
    seen = []

    together(
        writer,
        write("a"),
        lambda _: seen.append(kept(elsewhere)),
        write("b"),
    )

    assert seen == [[]]
    assert kept(elsewhere) == ["a", "b"]


def test_a_job_that_is_refused_rolls_back_alone(writer, elsewhere):
    def refused(here):
        write("b")(here)
        raise Said("No.")

    one, two, three = together(writer, write("a"), refused, write("c"))

    assert isinstance(two.exception(), Said)
    assert (one.exception(), three.exception()) == (None, None)
    assert kept(elsewhere) == ["a", "c"]


def test_a_job_that_has_a_bug_rolls_back_alone(writer, elsewhere):
    one, two = together(writer, lambda here: here.execute(text("nonsense")), write("b"))

    assert "nonsense" in str(one.exception())
    assert two.exception() is None
    assert kept(elsewhere) == ["b"]


def test_a_commit_that_fails_fails_all_who_wait(writer, elsewhere):
    orphan = "INSERT INTO head VALUES ('nobody', 'joint', 0, '')"

    def late(here):
        here.execute(text("PRAGMA defer_foreign_keys = ON"))
        here.execute(text(orphan))

    one, two = together(writer, write("a"), late)

    assert one.exception() is not None
    assert two.exception() is not None
    assert kept(elsewhere) == []


def test_a_database_held_by_another_program_is_said_and_survived(writer, elsewhere):
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked, match="busy with another program"):
        writer.run(write("a"))

    elsewhere.execute("ROLLBACK")
    writer.run(write("b"))
    assert kept(elsewhere) == ["b"]


def test_a_read_only_database_is_said_and_survived(writer, engine, elsewhere):
    writer.run(lambda here: here.execute(text("PRAGMA query_only = ON")))
    with pytest.raises(ReadOnly, match="can only be read"):
        writer.run(write("a"))

    engine.dispose()  # the next connection may write again
    writer.run(write("b"))
    assert kept(elsewhere) == ["b"]


def test_a_full_disk_is_said_and_survived(writer, elsewhere):
    def bound(pages):
        return lambda here: here.execute(text(f"PRAGMA max_page_count = {pages}"))

    writer.run(bound(1))
    answers = together(writer, write("a"), write("b", size=10_000_000))
    assert isinstance(answers[1].exception(), Full)

    writer.run(bound(1_000_000))
    writer.run(write("c"))
    # Whoever was told *done* is there, and nobody else.
    told = ["a"] if answers[0].exception() is None else []
    assert kept(elsewhere) == [*told, "c"]


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "jointly.db").write_bytes(b"not a database at all " * 100)
    writer = Writer(open_engine(f"sqlite:///{tmp_path / 'jointly.db'}"))

    with pytest.raises(Unreadable, match="restore a backup"):
        writer.run(write("a"))
    writer.close()


def test_closing_finishes_what_was_handed_in(engine, elsewhere):
    writer = Writer(engine)
    together(writer, write("a"), write("b"))

    writer.close()

    assert kept(elsewhere) == ["a", "b"]


def test_nothing_is_taken_in_after_closing(engine):
    writer = Writer(engine)
    writer.close()
    writer.close()

    with pytest.raises(Stopping, match="is stopping"):
        writer.run(write("a"))


def test_a_job_that_would_wait_for_itself_is_a_bug(writer):
    with pytest.raises(RuntimeError, match="waits for itself"):
        writer.run(lambda _: writer.run(write("a")))
