"""Whom the address believes: what Microsoft signed for us, and nothing else."""

import hmac
import json
import time
from collections.abc import Iterator
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from jwt.utils import base64url_encode

from adapters.teams import keys as kept
from adapters.teams.hosts import Hosts
from storage.engine import open_engine
from storage.tables import inbound, outbox, person
from tests.teams.sender import Sent
from tests.teams.signing import private, public
from tests.teams.stage import TeamsStage, a_teams_stage
from tests.teams.test_story import NEW
from tests.teams.world import ANN, APP, BOB, OTHER, SHARED, Fault, guid

NOW = int(time.time())
CLAIMS: dict[str, dict[str, Any]] = {
    "of another issuer": {"iss": "https://sts.windows.net/common/"},
    "of the emulator": {"iss": f"https://login.microsoftonline.com/{guid(1)}/v2.0"},
    "of an issuer that only begins alike": {"iss": "https://api.botframework.com.evil"},
    "of an issuer with a slash": {"iss": "https://api.botframework.com/"},
    "of no issuer": {"iss": None},
    "of a list of issuers": {"iss": ["https://api.botframework.com"]},
    "for another app": {"aud": guid(9)},
    "for nobody": {"aud": None},
    "for an empty app": {"aud": ""},
    "for several apps": {"aud": [APP, guid(9)]},
    "for one app in a list": {"aud": [APP]},
    "expired": {"exp": NOW - 3600},
    "expired just beyond the skew": {"exp": NOW - 120},
    "that never ends": {"exp": None},
    "whose end is no number": {"exp": "soon"},
    "not valid yet": {"nbf": NOW + 3600},
    "whose beginning is no number": {"nbf": "x"},
    "for another service": {"serviceurl": "https://smba.trafficmanager.net/emea/"},
    "for no service": {"serviceurl": None},
    "for an empty service": {"serviceurl": ""},
    "for a list of services": {"serviceurl": ["https://smba.trafficmanager.net/"]},
    "for a service by another name": {"serviceurl": None, "serviceUrl": "x"},
}
BODIES: dict[str, dict[str, Any]] = {
    "of a tenant we do not serve": {
        "channelData": {"tenant": {"id": OTHER.id}},
        "conversation": {"id": SHARED, "tenantId": OTHER.id},
    },
    "of two tenants at once": {"channelData": {"tenant": {"id": OTHER.id}}},
    "of no tenant": {"channelData": {}, "conversation": {"id": SHARED}},
    "with a tenant that is no text": {"channelData": {"tenant": {"id": ["x"]}}},
    "to a host nobody allowed": {"serviceUrl": "https://smba.example.org/"},
    "to a host that only ends alike": {"serviceUrl": "https://evilbotframework.com/"},
    "to a name within an address": {
        "serviceUrl": "https://smba.trafficmanager.net@evil.example/"
    },
    "to an open host of ours": {"serviceUrl": "http://smba.trafficmanager.net/"},
    "to no service": {"serviceUrl": None},
    "to a number": {"serviceUrl": 7},
    "over a channel nobody endorsed": {"channelId": "webchat"},
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory) -> Iterator[TeamsStage]:
    file = tmp_path_factory.mktemp("trust") / "jointly.db"
    from storage.migrate import upgrade

    upgrade(f"sqlite:///{file}")
    with a_teams_stage(open_engine(f"sqlite:///{file}")) as found:
        yield found


def line(stage: TeamsStage) -> dict[str, Any]:
    return dict(stage.sender.mention(ANN, NEW, SHARED).body)


def bearing(body: Any, *tokens: str, kind: str = "Bearer") -> Sent:
    return Sent(body, {"Authorization": " ".join((kind, *tokens))})


def untouched(stage: TeamsStage) -> bool:
    tables = (inbound, outbox, person)
    return not any(stage.rows(table) for table in tables) and not stage.world.calls


def refused(stage: TeamsStage, sent: Sent) -> None:
    assert stage.send(sent).status_code == 401
    assert untouched(stage)


@pytest.mark.parametrize("changed", CLAIMS.values(), ids=CLAIMS)
def test_a_token_is_refused(stage: TeamsStage, changed: dict[str, Any]):
    body = line(stage)
    token = stage.service.keys.token(stage.service.url, **changed)
    refused(stage, bearing(body, token))


@pytest.mark.parametrize("changed", BODIES.values(), ids=BODIES)
def test_an_activity_is_refused(stage: TeamsStage, changed: dict[str, Any]):
    body = {**line(stage), **changed}
    token = stage.service.keys.token(str(body["serviceUrl"]))
    refused(stage, bearing(body, token))


def without_algorithm(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "first"})


def by_public_key(claims: dict[str, Any]) -> str:
    """The oldest trick: our public key, as if it were a shared secret."""
    pem = (
        private("first")
        .public_key()
        .public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    parts = ({"alg": "HS256", "typ": "JWT", "kid": "first"}, claims)
    said = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    made = base64url_encode(hmac.new(pem, said, sha256).digest())
    return f"{said.decode()}.{made.decode()}"


def by_another_hash(claims: dict[str, Any]) -> str:
    return jwt.encode(
        claims, private("first"), algorithm="RS384", headers={"kid": "first"}
    )


def by_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode(
        claims, private("stolen"), algorithm="RS256", headers={"kid": "first"}
    )


def by_a_key_of_its_own(claims: dict[str, Any]) -> str:
    headers = {"kid": "stolen", "jwk": public("stolen"), "jku": "https://evil.example"}
    return jwt.encode(claims, private("stolen"), algorithm="RS256", headers=headers)


def without_a_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, private("first"), algorithm="RS256")


def cut_short(claims: dict[str, Any]) -> str:
    good = jwt.encode(
        claims, private("first"), algorithm="RS256", headers={"kid": "first"}
    )
    return good[:-4]


def with_other_claims(claims: dict[str, Any]) -> str:
    good = jwt.encode(
        claims, private("first"), algorithm="RS256", headers={"kid": "first"}
    )
    header, _, signature = good.split(".")
    other = base64url_encode(json.dumps({**claims, "x": 1}).encode()).decode()
    return f"{header}.{other}.{signature}"


MADE = (
    without_algorithm,
    by_public_key,
    by_another_hash,
    by_another_key,
    by_a_key_of_its_own,
    without_a_key,
    cut_short,
    with_other_claims,
)


@pytest.mark.parametrize("make", MADE)
def test_a_token_made_otherwise_is_refused(stage: TeamsStage, make, monkeypatch):
    monkeypatch.setattr(kept, "FLOOR", 0.0)
    token = make(stage.service.keys.claims(stage.service.url))
    refused(stage, bearing(line(stage), token))


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer ü", "Bearer a.b.c"]
)
def test_without_a_token_nothing_is_done(stage: TeamsStage, header: str):
    sent = Sent(line(stage), {"Authorization": header} if header else {})
    if not header.isascii():
        return
    refused(stage, sent)


def test_a_good_token_by_another_scheme_or_doubled_is_refused(stage: TeamsStage):
    token = stage.service.keys.token(stage.service.url)
    refused(stage, bearing(line(stage), token, kind="Basic"))
    refused(stage, bearing(line(stage), token, token))


def test_there_are_forty_of_them():
    assert len(CLAIMS) + len(BODIES) + len(MADE) >= 40


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"[" * 100_000, b"\xff"])
def test_what_is_no_activity_is_no_failure(stage: TeamsStage, content: bytes):
    assert stage.client.post("/api/messages", content=content).status_code == 400
    assert untouched(stage)


def test_what_is_too_big_is_not_read(stage: TeamsStage):
    body = json.dumps({"text": "x" * (1 << 19)})
    assert stage.client.post("/api/messages", content=body).status_code == 413


def test_the_address_says_that_it_is_there(stage: TeamsStage):
    assert stage.client.get("/api/messages").status_code == 200
    assert stage.client.head("/api/messages").status_code == 200


def test_a_rotated_key_is_accepted_and_the_old_one_is_not(sqlite_url: str, monkeypatch):
    monkeypatch.setattr(kept, "FLOOR", 0.1)
    with a_teams_stage(open_engine(sqlite_url)) as stage:
        stage.mention(ANN, "help")
        old = bearing(line(stage), stage.service.keys.token(stage.service.url))
        stage.service.keys.rotate("second")
        stage.mention(ANN, "help")
        assert stage.send(old).status_code == 401
        assert len(stage.rows(inbound)) == 4, "each of the two was heard and told"


class Clock:
    """Time that passes by a tick whenever it is looked at, and while one sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def look(self) -> float:
        self.now += 0.001
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_unknown_keys_ask_no_oftener_than_the_floor_allows(
    sqlite_url: str, monkeypatch
):
    clock = Clock()
    monkeypatch.setattr(kept, "monotonic", clock.look)
    monkeypatch.setattr(kept, "anyio", SimpleNamespace(sleep=clock.sleep))
    with a_teams_stage(open_engine(sqlite_url)) as stage:
        stage.mention(ANN, "help")
        claims = stage.service.keys.claims(stage.service.url)
        for _ in range(4):
            refused_ = bearing(line(stage), by_a_key_of_its_own(claims))
            assert stage.send(refused_).status_code == 401
        assert stage.world.asked.count("openid") == 5
        first, *others = clock.slept
        assert first == 0
        assert others == pytest.approx([kept.FLOOR] * 4, abs=0.1)


def test_while_no_keys_can_be_had_nothing_is_taken_and_teams_asks_again(
    sqlite_url: str,
):
    with a_teams_stage(open_engine(sqlite_url)) as stage:
        stage.world.faults.append(Fault("openid", 503))
        mention = stage.sender.mention(ANN, NEW, SHARED)
        assert stage.send(mention).status_code == 503
        assert untouched(stage)
        assert stage.send(mention).status_code == 200


ALLOWED = (
    "https://smba.trafficmanager.net/emea/",
    "https://SMBA.trafficmanager.net:443/x",
    "https://europe.botframework.com/",
    "https://smba.infra.gcc.teams.microsoft.com/amer/",
    "https://smba.infra.gov.teams.microsoft.us/",
    "https://connector.example.org/",
    "http://127.0.0.1:56150/_connector",
)
NOT_ALLOWED = (
    "http://connector.example.org/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evilsmba.trafficmanager.net/",
    "https://botframework.com.evil.example/",
    "https://smba.teams.microsoft.evil/",
    "https://smba.evil.example/.teams.microsoft.com",
    "https://smba.trafficmanager.net:8443/",
    "https://user@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/?a=b",
    "https://127.0.0.1:56151/",
    "ftp://smba.trafficmanager.net/",
    "//smba.trafficmanager.net/",
    "https://[::1",
    "",
)


@pytest.mark.parametrize("url", [*ALLOWED, *NOT_ALLOWED])
def test_our_token_goes_to_known_hosts_alone(url: str):
    hosts = Hosts(frozenset({"connector.example.org", "127.0.0.1:56150"}))
    assert hosts.allow(url) is (url in ALLOWED)


def test_unchecked_only_this_computer_is_spoken_to():
    hosts = Hosts(anonymous=True)
    assert hosts.allow("http://127.0.0.1:56150/_connector")
    assert not hosts.allow("https://smba.example.org/")


def test_an_author_the_roster_shows_otherwise_is_nobody(stage: TeamsStage):
    """An Entra object in the activity that is not the roster's."""
    body = line(stage)
    body["from"] = {**body["from"], "aadObjectId": BOB.account}
    assert stage.send(stage.sender.signed(body)).status_code == 200
    assert not stage.rows(person)
    assert not stage.rows(outbox)
