"""Teams is on with its settings, off without, and half of them stop the start."""

import os
import subprocess
import sys

import pytest

from adapters.settings import BadSetting
from adapters.teams.settings import teams_settings
from tests.teams.world import APP, HALDEN, ORBIT

LOCAL, OPEN = "127.0.0.1", "0.0.0.0"  # noqa: S104 - it is refused
ALL = {
    "TEAMS_APP_ID": APP,
    "TEAMS_APP_PASSWORD": "a secret",
    "TEAMS_TENANT_ID": HALDEN.id,
    "TEAMS_ALLOWED_TENANTS": f" {ORBIT.id.upper()} ,",
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in os.environ if name.startswith("TEAMS_")]:
        monkeypatch.delenv(name)


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_without_settings_teams_is_off():
    assert teams_settings(OPEN) is None


def test_with_all_of_them_it_is_on_for_the_tenants_named(monkeypatch):
    given(monkeypatch, **ALL)
    found = teams_settings(OPEN)
    assert found
    assert found.tenants == {HALDEN.id, ORBIT.id}
    assert HALDEN.id in found.asks_for_tokens
    assert "a secret" not in repr(found)


@pytest.mark.parametrize("missing", ["TEAMS_APP_ID", "TEAMS_APP_PASSWORD"])
def test_one_without_the_others_is_refused_by_name(monkeypatch, missing: str):
    given(monkeypatch, **{**ALL, missing: ""})
    with pytest.raises(BadSetting, match=f"^{missing} is missing"):
        teams_settings(LOCAL)


def test_without_a_tenant_nobody_s_teams_are_heard(monkeypatch):
    given(monkeypatch, **{**ALL, "TEAMS_TENANT_ID": "", "TEAMS_ALLOWED_TENANTS": ""})
    with pytest.raises(BadSetting, match=r"^TEAMS_TENANT_ID is missing"):
        teams_settings(LOCAL)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_unchecked_it_is_taken_on_this_computer_alone(monkeypatch, host: str):
    given(monkeypatch, TEAMS_ANONYMOUS="1")
    found = teams_settings(host)
    assert found
    assert found.anonymous


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])  # noqa: S104 - refused
def test_unchecked_it_is_refused_anywhere_else(monkeypatch, host: str):
    given(monkeypatch, TEAMS_ANONYMOUS="1")
    with pytest.raises(BadSetting, match=r"^TEAMS_ANONYMOUS lets anybody in"):
        teams_settings(host)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEAMS_ANONYMOUS", "1"),
        ("TEAMS_ANONYMOUS", "perhaps"),
        ("TEAMS_OPENID_URL", "http://login.example.org/"),
        ("TEAMS_TOKEN_URL", "login.example.org"),
        ("TEAMS_ALLOWED_TENANTS", "two tenants"),
        ("TEAMS_ALLOWED_SERVICE_HOSTS", "https://smba.example.org/"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(monkeypatch, name, value):
    given(monkeypatch, **{**ALL, name: value})
    with pytest.raises(BadSetting, match=f"^{name} "):
        teams_settings(LOCAL)


def test_its_packages_are_loaded_only_where_it_is_wanted():
    asked = "import sys, adapters.cli, adapters.running; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert {"botbuilder", "jwt", "aiohttp"}.isdisjoint(done.stdout.split())
