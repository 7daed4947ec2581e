"""What the environment may say, and what stops the start."""

import os

import pytest

from adapters.settings import BadSetting, UnknownSetting, settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch):
    for name in os.environ:
        if name.startswith("JOINTLY_"):
            monkeypatch.delenv(name)


def test_without_settings_there_is_a_file_in_this_folder():
    assert settings().database_url == "sqlite:///jointly.db"
    assert settings().secrets == ()


def test_unknown_name_stops_the_start_and_the_nearest_is_named(monkeypatch):
    monkeypatch.setenv("JOINTLY_DATABASE_ULR", "sqlite://")
    with pytest.raises(
        UnknownSetting, match=r"\(perhaps JOINTLY_DATABASE_URL is meant\)\. Correct"
    ):
        settings()


def test_a_name_like_none_of_ours_is_refused_without_a_guess(monkeypatch):
    monkeypatch.setenv("JOINTLY_FOO", "x")
    with pytest.raises(UnknownSetting, match=r"^JOINTLY_FOO is not .* Jointly\. Corr"):
        settings()


def test_names_of_others_are_left_alone(monkeypatch):
    monkeypatch.setenv("JOINT_VENTURE", "x")
    assert settings()


def test_short_secret_stops_the_start_without_being_shown(monkeypatch):
    monkeypatch.setenv("JOINTLY_SECRET_KEY", f"{'a' * 40},too short")
    with pytest.raises(BadSetting, match="JOINTLY_SECRET_KEY") as refused:
        settings()
    assert "too short," not in str(refused.value)


def test_secrets_rotate_in_a_comma_list(monkeypatch):
    monkeypatch.setenv("JOINTLY_SECRET_KEY", f"{'a' * 32}, {'b' * 32}")
    assert settings().secrets == ("a" * 32, "b" * 32)


def test_secret_is_in_no_picture_of_the_settings(monkeypatch):
    monkeypatch.setenv("JOINTLY_SECRET_KEY", "k" * 32)
    assert "kkk" not in repr(settings())


@pytest.mark.parametrize(
    "url", ["jointly.example", "ftp://jointly.example", "https://"]
)
def test_public_address_must_be_one_people_can_open(monkeypatch, url: str):
    monkeypatch.setenv("JOINTLY_PUBLIC_URL", url)
    with pytest.raises(BadSetting, match="JOINTLY_PUBLIC_URL"):
        settings()


def test_an_address_given_on_the_command_line_holds(monkeypatch):
    monkeypatch.setenv("JOINTLY_DATABASE_URL", " ")
    assert settings(database_url="sqlite://").database_url == "sqlite://"


def test_empty_database_address_stops_the_start(monkeypatch):
    monkeypatch.setenv("JOINTLY_DATABASE_URL", " ")
    with pytest.raises(BadSetting, match="JOINTLY_DATABASE_URL"):
        settings()
