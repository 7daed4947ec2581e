"""The doctor: says what is wrong and what to do, and changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.doctor import examine
from adapters.settings import Settings
from domain.visibility import Audience
from storage.engine import open_engine
from tests.adapters.command import jointly
from tests.cast import BOB, MONDAY, Stage, a_stage, signed

HOUR = timedelta(hours=1)


@pytest.fixture
def stage(database_url: str) -> Iterator[Stage]:
    with a_stage(open_engine(database_url)) as here:
        yield signed(here)


def settings(stage: Stage) -> Settings:
    address = stage.engine.url.render_as_string(hide_password=False)
    return Settings(database_url=address, secret_key="k" * 32, operator="Halden IT")


def found(stage: Stage, level: str, *, at=MONDAY) -> str:
    said = examine(settings(stage), now=at)
    return "\n".join(one.text for one in said if one.level == level)


def done(stage: Stage, *statements: str, **values: object) -> None:
    """As somebody with the file or the server could."""
    engine = open_engine(settings(stage).database_url, owner=True)
    with engine.begin() as owner:
        for statement in statements:
            owner.execute(text(statement), values)
    engine.dispose()


def delivered(stage: Stage, state: str = "sent") -> None:
    done(stage, "UPDATE outbox SET state = :state", state=state)


def unguarded(stage: Stage) -> None:
    """Without the triggers that keep the record."""
    if stage.engine.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            done(stage, f"DROP TRIGGER fact_stays_on_{verb}")
    else:
        done(stage, "ALTER TABLE fact DISABLE TRIGGER USER")


def test_healthy_installation_is_well(stage: Stage):
    delivered(stage)
    assert found(stage, "bad") == found(stage, "look") == ""
    assert "Every fact of every plan is as it was recorded" in found(stage, "ok")


def test_altered_fact_is_found_with_its_plan_log_and_number(stage: Stage):
    unguarded(stage)
    done(stage, "UPDATE fact SET body = replace(body, 'customer', 'x') WHERE seq = 3")
    assert "The joint record of RDD is not as it was" in found(stage, "bad")
    assert "from number 3 on" in found(stage, "bad")


def test_cut_tail_is_found(stage: Stage):
    last = stage.row("head", log=Audience.JOINT)["seq"]
    unguarded(stage)
    done(stage, "DELETE FROM fact WHERE log = 'joint' AND seq = :last", last=last)
    assert f"from number {last} on" in found(stage, "bad")


def test_missing_second_wall_is_found(postgresql_url: str):
    with a_stage(open_engine(postgresql_url)) as stage:
        signed(stage)
        before = found(stage, "bad")
        done(stage, "ALTER TABLE note DISABLE ROW LEVEL SECURITY")
        assert "private rows" not in before
        assert "the private rows of note: the second wall is missing" in found(
            stage, "bad"
        )


def test_what_was_due_and_not_done_is_found(stage: Stage):
    delivered(stage)
    due = stage.next_due()
    assert due is not None
    assert "has been due since" not in found(stage, "bad", at=due)
    late = due + HOUR
    assert f"has been due since {due:%Y-%m-%d %H:%M}" in found(stage, "bad", at=late)


def test_messages_that_wait_too_long_are_found(stage: Stage):
    stage.does(BOB, "action add Ship twelve pumps due fri")
    assert "Messages have waited since" in found(stage, "bad", at=MONDAY + HOUR)


def test_clock_that_went_back_is_found(stage: Stage):
    delivered(stage)
    assert "Set the clock right" in found(stage, "bad", at=MONDAY - HOUR)


@pytest.mark.parametrize("state", ["failed", "in doubt", "held"])
def test_messages_left_behind_are_counted(stage: Stage, state: str):
    delivered(stage, state)
    assert "Messages " in found(stage, "look")


def test_command_ends_with_1_where_something_is_wrong(sqlite_url: str, tmp_path: Path):
    with a_stage(open_engine(sqlite_url)) as here:
        delivered(signed(here))
    ended = jointly("doctor", folder=tmp_path, JOINTLY_DATABASE_URL=sqlite_url)
    assert ended.returncode == 1  # its digests have been due for some time
    assert "JOINTLY_SECRET_KEY is not set" in ended.stdout


def test_command_ends_with_0_where_all_is_well(sqlite_url: str, tmp_path: Path):
    ended = jointly("doctor", folder=tmp_path, JOINTLY_DATABASE_URL=sqlite_url)
    assert ended.returncode == 0


def test_clock_without_its_next_row_is_told_of_and_left_as_it_is(stage: Stage):
    delivered(stage)
    stage.does(BOB, 'issue raise "Pumps fail" severity low private', None)
    done(stage, "DELETE FROM due WHERE kind IN ('climb', 'digest')")
    left = len(stage.rows("due"))

    said = found(stage, "bad")

    assert "too late: climb 1, digest 8." in said
    assert "Pumps" not in said
    assert len(stage.rows("due")) == left
