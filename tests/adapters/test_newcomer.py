"""On an empty database the operator vouches for the first people, by one command."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from click.testing import Result
from typer.testing import CliRunner

from adapters.cli import app
from tests.adapters.command import PATIENCE, bare, got, jointly, running

DANA = ("@dana", "--organisation", "Halden Medical", "--name", "Dana Reed")
SVEN = ("@sven", "--organisation", "Orbit Devices")
PAIR = (DANA, SVEN)


@pytest.fixture(autouse=True)
def empty(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database that knows nobody."""
    assert sqlite_url == f"sqlite:///{tmp_path / 'jointly.db'}"
    monkeypatch.chdir(tmp_path)
    for name in bare().keys() ^ os.environ.keys():
        monkeypatch.delenv(name)
    return tmp_path


def run(*words: str) -> Result:
    """The command in this very process, which is ten times as fast."""
    return CliRunner().invoke(app, ["token", *words])


def token(*words: str) -> str:
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    return done.stdout.strip()


def refusal(*words: str) -> str:
    done = run(*words)
    assert done.exit_code == 1
    return done.stderr


def say(url: str, token: str, text: str) -> dict[str, Any]:
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"text": text}).encode()
    asked = Request(f"{url}api/v1/lines", body, head)  # noqa: S310 - our own address
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    assert not found["refused"] or text == "sign", found["text"]
    return found


def sign(url: str, token: str) -> str:
    read = say(url, token, "sign")["card"]["buttons"][0]["line"]
    return str(say(url, token, read)["text"])


def test_two_tokens_lead_to_a_plan_in_force(empty: Path):
    dana, sven = (jointly("token", *who, folder=empty).stdout.strip() for who in PAIR)
    with running("serve", folder=empty) as url:
        line = 'new "Reduce device downtime" as customer with "Orbit Devices"'
        code = say(url, dana, line)["text"].split()[-1]
        say(url, sven, f"join {code}")
        assert "Orbit Devices leads" in say(url, dana, "confirm @sven")["text"]
        say(url, sven, "milestone add Go-live due 2027-03-31")
        sign(url, dana)
        assert "is in force" in sign(url, sven)
        for who in (dana, sven):
            (plan,) = got(f"{url}api/v1/plans", who)
            assert (plan["key"], plan["status"]) == ("RDD", "in force")


def test_the_token_alone_is_printed_and_the_rest_is_said_beside_it():
    done = run(*DANA)
    assert len(done.stdout.split()) == 1
    assert done.stderr.startswith("Dana Reed (@dana) of Halden Medical is new here")
    assert "only your word" in done.stderr


def test_somebody_who_is_here_already_is_left_as_they_are():
    token(*DANA, "--mail", "dana@halden.example")
    again = refusal(*DANA[:3], "--name", "Another")
    assert again.startswith("Dana Reed (operator:")
    assert "nothing was changed" in again
    mail = ("--mail", "Dana@halden.example")
    assert "is here already" in refusal(*SVEN, *mail)
    assert token("@dana")


def test_colleagues_share_their_organisation(empty: Path):
    token(*DANA)
    dana, kim = token("@dana"), token("@kim", *DANA[1:3])
    with running("serve", folder=empty) as url:
        say(url, dana, 'new "Quieter wards" as customer with "Orbit Devices"')
        assert "Kim" in say(url, dana, "member add @kim as contributor")["text"].title()
        assert [plan["key"] for plan in got(f"{url}api/v1/plans", kim)] == ["QW"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("@dana",), "To vouch for somebody new"),
        (("@dana", "--name", "Dana"), "--organisation"),
        (("@da na", "--organisation", "Halden"), "is no account"),
        (("dana@halden.example", "--organisation", "Halden"), "is no account"),
        (("@dana", "--organisation", " "), "The organisation must be"),
        (("@dana", "--organisation", "H", "--name", "x" * 200), "The name must be"),
        (("@dana", "--organisation", "H", "--mail", "dana"), "is no mail address"),
    ],
)
def test_what_cannot_be_is_refused_and_makes_nobody(words: tuple[str, ...], says: str):
    assert says in refusal(*words)
    assert "Nobody called @dana" in refusal("@dana")
