"""What a monitor may ask, and that nobody else may."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient

from adapters import main
from adapters.main import served
from adapters.metrics import FORWARDED, operator_token
from domain.due import Kind
from storage.engine import open_engine
from storage.sealing import Sealer
from storage.tables import due
from tests.adapters.command import jointly, refused
from tests.cast import BOB, a_stage, raw, signed

SECRET = "a secret of thirty-two characters"
HERE, AWAY = ("127.0.0.1", 5), ("203.0.113.9", 5)


@pytest.fixture
def app(database_url: str) -> Iterator:
    with a_stage(open_engine(database_url)) as stage:
        signed(stage)
        stage.does(BOB, "action add Ship twelve pumps due fri")
    return served(
        open_engine(database_url), Sealer(), "Halden IT", [SECRET, "old" * 11]
    )


def asked(app, client: tuple[str, int], **headers: str):
    with TestClient(app, client=client) as here:
        return here.get("/metrics", headers=headers)


def test_metrics_say_how_far_behind_we_are(app):
    answer = asked(app, HERE)
    assert answer.status_code == 200
    for line in (
        'jointly_due_rows{kind="digest"}',
        "jointly_due_lag_seconds ",
        "jointly_outbox_rows",
    ):
        assert line in answer.text


def test_metrics_measure_how_quickly_lines_are_answered(app):
    with TestClient(app, client=HERE) as here:
        here.post("/api/v1/lines", json={"text": "help"})
        assert (
            'jointly_inbound_seconds_count{way="rest"} 1.0' in here.get("/metrics").text
        )


def test_metrics_count_what_the_auditor_put_right(app, database_url, monkeypatch):
    engine = open_engine(database_url)
    with raw(engine) as connection:
        connection.execute(delete(due).where(due.c.kind == Kind.SEAL))
    engine.dispose()
    monkeypatch.setattr(main, "AUDIT_EVERY", 0.2)
    found = 'jointly_repairs_total{fault="missing",kind="seal"} 1.0'
    with TestClient(app, client=HERE) as here:
        for _ in range(100):
            if found in (said := here.get("/metrics").text):
                break
            sleep(0.1)
    assert found in said
    assert "RDD" not in said


def test_metrics_name_nobody_and_nothing_of_a_plan(app):
    said = asked(app, HERE).text
    for word in ("Bob", "Halden", "RDD", "room-joint", "Ship"):
        assert word not in said


def test_metrics_from_elsewhere_look_like_nothing(app):
    refused = asked(app, AWAY)
    with TestClient(app, client=AWAY) as here:
        nothing = here.get("/nothing")
    assert (refused.status_code, refused.content) == (404, nothing.content)


@pytest.mark.parametrize("header", FORWARDED)
def test_metrics_through_a_proxy_on_this_machine_look_like_nothing(app, header: str):
    assert asked(app, HERE, **{header: "203.0.113.9"}).status_code == 404


@pytest.mark.parametrize("secret", [SECRET, "old" * 11])
def test_metrics_are_read_from_elsewhere_with_the_operators_token(app, secret: str):
    bearer = f"Bearer {operator_token(secret)}"
    assert asked(app, AWAY, authorization=bearer).status_code == 200


def test_metrics_with_a_wrong_token_look_like_nothing_even_here(app):
    bearer = f"Bearer {operator_token('another' * 5)}"
    assert asked(app, HERE, authorization=bearer).status_code == 404


def test_operator_is_given_the_token_that_reads_metrics(tmp_path: Path):
    said = jointly(
        "token",
        "--operator",
        folder=tmp_path,
        JOINTLY_SECRET_KEY=f"{SECRET},{'o' * 32}",
    )
    assert said.stdout.strip() == operator_token(SECRET)
    assert refused("token", "--operator", folder=tmp_path).startswith(
        "JOINTLY_SECRET_KEY is not set"
    )
    assert refused("token", folder=tmp_path).startswith("Say whose token")
