"""An observer reads what is joint, and nothing that is their party's own."""

import pytest

from adapters.files import verifier
from adapters.files.export import export_plan
from tests.cast import ANN, OLA, Stage


@pytest.fixture
def secret(stage: Stage) -> Stage:
    stage.does(ANN, 'action add "Ask legal" private', None)
    stage.does(ANN, 'O-1 note "their margin is thin" private', None)
    return stage


@pytest.mark.parametrize(
    "line", ["find legal", "find margin", "list items", "history", "O-1", "verify"]
)
def test_an_observer_is_shown_nothing_private(secret: Stage, line: str):
    said = secret.say(OLA, line, None)
    assert "legal" not in said.replace(line, "")
    assert "margin" not in said.replace(line, "")


def test_what_is_private_does_not_exist_for_an_observer(secret: Stage):
    hidden, missing = secret.say(OLA, "~A-1", None), secret.say(OLA, "~A-9", None)
    assert hidden.replace("A-1", "A-9") == missing


def test_an_observers_copy_has_the_joint_log_alone_and_verifies(secret: Stage):
    copy = export_plan(secret.bot.store, "RDD", "Ola", at=secret.now)
    assert list(copy["record"]) == ["joint"]
    assert verifier.verify(copy, copy["seals"][-1]["fingerprint"]).ok
