"""What the operator does from the command line, and how it ends."""

import json
import os
import pty
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from adapters.main import demonstrated, served
from bot.message import BODY
from storage.engine import open_engine
from storage.sealing import Sealer
from storage.tables import facts, outbox, person
from tests.adapters.command import got, jointly, refused, running
from tests.adapters.seated import ANN, BOB, EMPTY, JOINT, Seated

LOG = Path(__file__).parents[1] / "data" / "action_log.csv"


@pytest.fixture
def begun(tmp_path: Path, kept: dict[str, str]) -> dict[str, str]:
    """The operator's database with a plan, QW, that nobody of the supplier joined."""
    engine = open_engine(f"sqlite:///{tmp_path / 'jointly.db'}")
    with TestClient(demonstrated(engine)) as client:
        line = 'new "Quieter wards" as customer with "Orbit Devices"'
        Seated(client).does(ANN, line, EMPTY)
    return kept


def _told(folder: Path, account: str) -> list[str]:
    """What one person is to be told in direct messages."""
    asked = select(outbox.c.body).join(person, outbox.c.lane == "@" + person.c.id)
    return _bodies(folder, asked.where(person.c.account == account))


def _heard(folder: Path, lane: str) -> list[str]:
    return _bodies(folder, select(outbox.c.body).where(outbox.c.lane == lane))


def _bodies(folder: Path, asked: Any) -> list[str]:
    engine = open_engine(f"sqlite:///{folder / 'jointly.db'}")
    with engine.begin() as connection:
        rows = connection.scalars(asked.order_by(outbox.c.id)).all()
    engine.dispose()
    return [BODY.validate_json(row).twin for row in rows]


def test_lead_is_named_for_a_party_that_has_none_and_both_sides_are_told(
    tmp_path: Path, begun: dict[str, str]
):
    words = ("lead", "QW", "supplier", "@bob")
    done = jointly(*words, folder=tmp_path, **begun)
    said = "Bob Lindqvist now leads for Orbit Devices, named by the operator."
    assert (done.returncode, done.stdout) == (0, f"{said}\n")
    assert _told(tmp_path, "ann")[-1] == f"QW: {said}"
    assert _told(tmp_path, "bob")[-1] == f"QW: {said}"
    assert said in _heard(tmp_path, EMPTY)
    assert "has a lead already" in refused(*words, folder=tmp_path, **begun)


def test_named_lead_takes_part_and_the_record_says_who_named_them(
    tmp_path: Path, begun: dict[str, str]
):
    jointly("lead", "QW", "supplier", "@bob", folder=tmp_path, **begun)
    engine = open_engine(f"sqlite:///{tmp_path / 'jointly.db'}")
    with TestClient(demonstrated(engine)) as client:
        demo = Seated(client)
        demo.does(BOB, "QW milestone add Go-live due 2027-03-31", EMPTY)
        assert "The operator named Bob Lindqvist as lead" in str(
            demo.say(BOB, "QW history", EMPTY)
        )
        assert "all as they were written" in demo.say(BOB, "QW verify", None)["text"]
        with engine.begin() as connection:
            kinds = connection.scalars(select(facts.c.kind)).all()
    assert {"LeadNamed", "OrganisationConfirmed"} <= set(kinds)


def test_lead_is_not_named_across_the_parties(tmp_path: Path, begun: dict[str, str]):
    across = refused("lead", "QW", "supplier", "@cat", folder=tmp_path, **begun)
    both = refused("lead", "QW", "supplier", "@ann", folder=tmp_path, **begun)
    assert across.startswith("Cat Okafor is of the organisation of the customer")
    assert both.startswith("Ann Baker speaks for the customer")


def test_token_speaks_as_its_person_and_is_kept_only_as_a_hash(
    tmp_path: Path, kept: dict[str, str]
):
    done = jointly("token", "ann@halden.example", folder=tmp_path, **kept)
    token = done.stdout.strip()
    assert done.returncode == 0
    engine = open_engine(f"sqlite:///{tmp_path / 'jointly.db'}")
    with TestClient(served(engine, Sealer())) as client:
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/v1/plans", headers=headers).json()[0]["role"] == "lead"
    stored = b"".join(f.read_bytes() for f in tmp_path.glob("jointly.db*"))
    assert token.encode() not in stored


def test_verify_ends_with_zero_only_for_what_it_can_vouch_for(
    tmp_path: Path, kept: dict[str, str]
):
    words = ("export", "RDD", "--as", "@ann", "-o", "plan.json")
    done = jointly(*words, folder=tmp_path, **kept)
    groups = done.stdout.strip().rpartition("Fingerprint: ")[2].split()

    def verified(file: str, *more: str) -> tuple[int, str]:
        checked = jointly("verify", file, *more, folder=tmp_path)
        assert "Traceback" not in checked.stderr
        return checked.returncode, checked.stdout + checked.stderr

    file = tmp_path / "plan.json"
    assert verified("plan.json", *groups)[0] == 0
    assert verified("plan.json")[0] == 0
    assert verified("plan.json", *["0000"] * len(groups))[0] == 1
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("loan pumps", "loan lamps"), encoding="utf-8")
    assert verified("plan.json", *groups)[0] == 1
    for content in ("words", "[]"):
        file.write_text(content, encoding="utf-8")
        code, said = verified("plan.json")
        assert code == 1
        assert len(said.strip().splitlines()) == 1
    assert verified("none.json")[0] == 1
    assert verified(".")[0] == 1


def test_export_is_through_the_window_of_whom_it_is_for(
    tmp_path: Path, kept: dict[str, str]
):
    for who, code in (("@bob", 0), ("@tim", 1), ("@nobody", 1)):
        words = ("export", "RDD", "--as", who, "-o", f"{who}.json")
        assert jointly(*words, folder=tmp_path, **kept).returncode == code
    exported = json.dumps(json.loads((tmp_path / "@bob.json").read_text()))
    assert "Price a spare parts contract" in exported
    assert "which service credits" not in exported
    assert not (tmp_path / "@tim.json").exists()


def test_import_ends_with_its_count_and_does_nothing_twice_or_dry(
    tmp_path: Path, kept: dict[str, str]
):
    words = ("import", "actions", str(LOG), "--plan", "RDD")

    def last(*more: str) -> tuple[int, str]:
        done = jointly(*words, *more, folder=tmp_path, **kept)
        return done.returncode, done.stdout.splitlines()[-1]

    dry, first, again = last("--dry-run"), last(), last()
    assert dry == first
    made = "16 rows: 11 actions, 9 need an owner, 6 need a date"
    assert first == (0, f"{made}, 1 already there, 4 refused")
    assert again[1].startswith("16 rows: 0 actions, ")
    assert again[1].endswith("12 already there, 4 refused")


def test_import_shows_how_far_it_is_to_whoever_sits_there(
    tmp_path: Path, kept: dict[str, str]
):
    screen, terminal = pty.openpty()
    words = ("import", "actions", str(LOG), "--plan", "RDD")
    done = jointly(*words, folder=tmp_path, stderr=terminal, TERM="xterm", **kept)
    os.close(terminal)
    assert "Bringing the rows in" in os.read(screen, 65536).decode()
    os.close(screen)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith(" refused")


def test_whoever_runs_it_is_named_on_the_card_that_invites(
    tmp_path: Path, kept: dict[str, str]
):
    engine = open_engine(f"sqlite:///{tmp_path / 'jointly.db'}")
    line = 'new "Quieter wards" as customer with "Orbit Devices"'
    with TestClient(demonstrated(engine)) as client:
        demo = Seated(client)
        demo.does(ANN, line, EMPTY)
        assert "This demo on your own computer runs this" in str(demo.heard_in(EMPTY))
    token = jointly("token", "@ann", folder=tmp_path, **kept).stdout.strip()
    headers = {"Authorization": f"Bearer {token}"}
    for name, runs in (
        ("Trust IT", "Trust IT runs this"),
        ("", "Whoever set it up runs this"),
    ):
        engine = open_engine(f"sqlite:///{tmp_path / 'jointly.db'}")
        with TestClient(served(engine, Sealer(), name)) as client:
            body = {"text": line, "room": JOINT}
            client.post("/api/v1/lines", headers=headers, json=body)
        posted = "".join(_heard(tmp_path, JOINT))
        assert runs in posted


def test_serve_says_when_nobody_is_named_as_running_it(
    tmp_path: Path, kept: dict[str, str]
):
    bad = refused("serve", folder=tmp_path, JOINTLY_OPERATOR="x" * 121)
    assert bad == "JOINTLY_OPERATOR is too long: 120 characters at most."
    kept = kept | {"JOINTLY_DATABASE_URL": "sqlite:///no/such/folder.db"}
    unnamed = jointly("serve", "--port", "0", folder=tmp_path, **kept).stderr
    named = jointly(
        "serve", "--port", "0", folder=tmp_path, JOINTLY_OPERATOR="Trust IT", **kept
    ).stderr
    assert "JOINTLY_OPERATOR is not set" in unnamed
    assert "JOINTLY_OPERATOR" not in named


def test_demo_goes_on_from_what_a_server_keeps(
    tmp_path: Path, seeded_postgresql_url: str
):
    words = ("demo", "--database", seeded_postgresql_url)
    with running(*words, folder=tmp_path) as url:
        token = got(f"{url}demo/seats")["seats"][0]["token"]
        assert len(got(f"{url}api/v1/plans/RDD/actions", token)) >= 12
