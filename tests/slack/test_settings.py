"""Slack is on with its settings, off without, and half of them stop the start."""

import os

import pytest

from adapters.settings import BadSetting
from adapters.slack.settings import slack_settings

BOTH = {"SLACK_SIGNING_SECRET": "s" * 32, "SLACK_BOT_TOKEN": "xoxb-1, xoxb-2"}

MANY = {
    "SLACK_SIGNING_SECRET": "s" * 32,
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "c" * 32,
    "JOINTLY_PUBLIC_URL": "https://jointly.example.org",
    "JOINTLY_SECRET_KEY": "k" * 32,
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch):
    for name in [
        name for name in os.environ if name.startswith(("SLACK_", "JOINTLY_"))
    ]:
        monkeypatch.delenv(name)


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_without_settings_slack_is_off():
    assert slack_settings() is None


def test_with_both_it_is_on_for_every_token(monkeypatch):
    given(monkeypatch, **BOTH)
    found = slack_settings()
    assert found
    assert found.tokens == ("xoxb-1", "xoxb-2")
    assert found.api_url == "https://slack.com/api/"
    assert not found.look_back


def test_no_secret_is_ever_printed(monkeypatch):
    given(monkeypatch, **BOTH)
    assert "xoxb" not in repr(slack_settings())
    assert "sss" not in repr(slack_settings())


@pytest.mark.parametrize("missing", BOTH)
def test_one_without_the_other_is_refused_by_name(monkeypatch, missing: str):
    given(monkeypatch, **{**BOTH, missing: ""})
    with pytest.raises(BadSetting, match=rf"^{missing} is missing: SLACK_\w+ is set"):
        slack_settings()


def test_many_workspaces_need_their_own_settings_and_a_place_to_come_back_to(
    monkeypatch,
):
    given(monkeypatch, **MANY)
    found = slack_settings()
    assert found
    assert found.many
    assert found.secrets == ("k" * 32,)
    assert "ccc" not in repr(found)
    assert "kkk" not in repr(found)


@pytest.mark.parametrize("missing", MANY)
def test_many_workspaces_without_one_of_them_is_refused_by_name(
    monkeypatch, missing: str
):
    given(monkeypatch, **{**MANY, missing: ""})
    with pytest.raises(BadSetting, match=f"^{missing} "):
        slack_settings()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (
            {**MANY, "SLACK_BOT_TOKEN": "xoxb-1"},
            "^SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many",
        ),
        (
            {**MANY, "SLACK_APP_TOKEN": "xapp-1"},
            "^SLACK_APP_TOKEN is for trying out in one workspace",
        ),
        (
            {**MANY, "JOINTLY_PUBLIC_URL": "http://jointly.example.org"},
            "^JOINTLY_PUBLIC_URL must begin with https://",
        ),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "^SLACK_BOT_TOKEN is missing"),
    ],
)
def test_what_contradicts_itself_stops_the_start_in_one_sentence(
    monkeypatch, more: dict[str, str], why: str
):
    given(monkeypatch, **more)
    with pytest.raises(BadSetting, match=why):
        slack_settings()


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-user", "begins with xoxb-"),
        ("SLACK_API_URL", "https://slack.com/api", "ends with /"),
        ("SLACK_API_URL", "slack.com/api/", "must be an address"),
        ("SLACK_LOOK_BACK", "perhaps", "cannot be read"),
        ("SLACK_APP_TOKEN", "xoxb-1", "begins with xapp-"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    monkeypatch, name: str, value: str, why: str
):
    given(monkeypatch, **{**BOTH, name: value})
    with pytest.raises(BadSetting, match=why) as refused:
        slack_settings()
    assert str(refused.value).startswith(name)
    assert value not in str(refused.value) or name != "SLACK_BOT_TOKEN"
