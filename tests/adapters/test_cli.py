"""The command line: what goes wrong is one sentence on stderr and a non-zero exit."""

import socket
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.adapters.command import PATIENCE, got, jointly, refused, running


def test_help_lists_what_there_is(tmp_path: Path):
    said = jointly("--help", folder=tmp_path).stdout
    for command in (
        *("demo", "serve", "migrate", "token", "lead", "import", "export", "verify"),
        *("backup", "restore", "doctor", "erase", "manifest"),
    ):
        assert command in said


def test_demo_runs_until_it_is_stopped_and_leaves_nothing_behind(tmp_path: Path):
    settings = {"TMPDIR": str(tmp_path), "JOINTLY_DATABASE_URL": "sqlite:///other.db"}
    with running("demo", folder=tmp_path, **settings) as url:
        seats = got(f"{url}demo/seats")
        assert list(tmp_path.glob("jointly-demo-*"))
    assert isinstance(seats, dict)
    assert len(seats["seats"]) == 11
    assert list(tmp_path.iterdir()) == []


def test_demo_keeps_its_data_and_its_time_in_a_file_it_is_given(tmp_path: Path):
    file = str(tmp_path / "kept.db")
    with running("demo", "--database", file, folder=tmp_path) as url:
        body = b'{"next": "working morning"}'
        urlopen(Request(f"{url}demo/clock", body), timeout=PATIENCE).close()  # noqa: S310
        old = got(f"{url}demo/seats")["seats"][0]["token"]
    with running("demo", "--database", file, folder=tmp_path) as url:
        assert got(f"{url}demo/clock")["now"] == "2026-11-25T09:00:00+00:00"
        with pytest.raises(HTTPError, match="401"):
            got(f"{url}api/v1/plans", old)


def test_port_that_is_taken_is_refused_in_a_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command in ("demo", "serve"):
            said = refused(command, "--port", port, folder=tmp_path)
            assert said.startswith(f"Port {port} of 127.0.0.1 cannot be used")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_unknown_or_bad_setting_stops_the_start(tmp_path: Path, command: str):
    said = refused(command, "--port", "0", folder=tmp_path, JOINTLY_DATABASE_ULR="x")
    assert said.startswith("JOINTLY_DATABASE_ULR is not a setting of Jointly")
    said = refused(command, "--port", "0", folder=tmp_path, JOINTLY_SECRET_KEY="short")
    assert said.startswith("JOINTLY_SECRET_KEY is too short")


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name"])
def test_unreadable_address_stops_every_command(tmp_path: Path, address: str):
    for words in (("serve", "--port", "0"), ("migrate",), ("token", "@ann")):
        said = refused(*words, folder=tmp_path, JOINTLY_DATABASE_URL=address)
        assert "database address" in said


def test_database_without_tables_is_refused_by_what_needs_them(tmp_path: Path):
    assert "jointly migrate" in refused("token", "@ann", folder=tmp_path)


def test_database_of_a_newer_version_is_refused(tmp_path: Path):
    import sqlite3

    assert jointly("migrate", folder=tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "jointly.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for words in (("serve", "--port", "0"), ("migrate",), ("token", "@ann")):
        assert "newer version" in refused(*words, folder=tmp_path)


def test_file_that_is_no_database_is_refused(tmp_path: Path):
    (tmp_path / "jointly.db").write_bytes(b"no database at all, " * 500)
    assert "not a database" in refused("serve", "--port", "0", folder=tmp_path)


def test_folder_that_does_not_exist_is_refused(tmp_path: Path):
    said = refused("demo", "--database", "no/such/folder.db", folder=tmp_path)
    assert said.startswith("The database file cannot be opened. Its folder must be")


def test_serve_answers_a_token_of_the_operator_and_says_what_is_off(
    tmp_path: Path, kept: dict[str, str]
):
    token = jointly("token", "@ann", folder=tmp_path, **kept).stdout.strip()
    with running("serve", folder=tmp_path, **kept) as url:
        assert got(f"{url}health/ready") == {"status": "ready"}
        assert got(f"{url}health/live") == {"status": "live"}
        assert [p["key"] for p in got(f"{url}api/v1/plans", token)] == ["RDD"]
        assert got(f"{url}api/v1/rooms/halden-orbit/messages", token)
        with pytest.raises(HTTPError, match="404"):
            got(f"{url}api/v1/rooms/orbit-only/messages", token)
        with pytest.raises(HTTPError, match="404"):
            got(f"{url}demo/seats")


def test_token_needs_somebody_who_is_known(tmp_path: Path, kept: dict[str, str]):
    said = refused("token", "@nobody", folder=tmp_path, **kept)
    assert said.startswith("Nobody called @nobody")


def test_lead_is_named_only_for_a_party_that_has_none(
    tmp_path: Path, kept: dict[str, str]
):
    said = refused("lead", "RDD", "supplier", "@dan", folder=tmp_path, **kept)
    assert "has a lead already: Bob Lindqvist" in said
    assert "no plan XYZ" in refused(
        "lead", "XYZ", "supplier", "@dan", folder=tmp_path, **kept
    )
    assert "no party of RDD" in refused(
        "lead", "RDD", "auditor", "@dan", folder=tmp_path, **kept
    )


def test_export_verifies_and_one_changed_letter_does_not(
    tmp_path: Path, kept: dict[str, str]
):
    file = tmp_path / "plan.json"
    done = jointly(
        "export", "RDD", "--as", "@ann", "-o", str(file), folder=tmp_path, **kept
    )
    print_ = done.stdout.rpartition("Fingerprint: ")[2].split()
    assert jointly("verify", str(file), *print_, folder=tmp_path).returncode == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("loan pumps", "loan lamps"), encoding="utf-8")
    bad = jointly("verify", str(file), *print_, folder=tmp_path)
    assert bad.returncode == 1
    assert bad.stdout.startswith("BAD")


def test_export_of_an_unknown_plan_is_refused(tmp_path: Path, kept: dict[str, str]):
    said = refused("export", "XYZ", "--as", "@ann", "-o", "x", folder=tmp_path, **kept)
    assert "XYZ" in said
    assert not (tmp_path / "x").exists()


def test_import_brings_actions_in_once(tmp_path: Path, kept: dict[str, str]):
    (tmp_path / "log.csv").write_text("Action,Owner\nOil the wheels,Dan Aarup\n")
    words = ("import", "actions", "log.csv", "--plan", "RDD", "--as", "@ann")
    first = jointly(*words, folder=tmp_path, **kept)
    again = jointly(*words, folder=tmp_path, **kept)
    assert first.stdout.splitlines()[-1].startswith("1 rows: 1 actions")
    assert "1 already there" in again.stdout.splitlines()[-1]


def test_import_of_a_file_that_is_not_there_is_refused(
    tmp_path: Path, kept: dict[str, str]
):
    said = refused(
        "import", "actions", "none.csv", "--plan", "RDD", folder=tmp_path, **kept
    )
    assert said.startswith("none.csv: ")
