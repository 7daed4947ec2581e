"""Whatever a plan lived through, each side's copy of it verifies."""

from pathlib import Path

import pytest

from adapters.files import verifier
from adapters.files.actions import bring_in
from adapters.files.export import export_plan
from tests.cast import ANN, BOB, CAT, DAN, OURS, Stage, drafted, memory, signed

LOG = Path(__file__).parents[1] / "data" / "action_log.csv"
LIFE = (
    (ANN, 'action add "Train the ward staff" owner @cat due fri'),
    (CAT, "A-1 40% half"),
    (CAT, "undo"),
    (CAT, 'A-1 note "first words"'),
    (CAT, "undo"),
    (CAT, 'A-1 note "second words"'),
    (CAT, 'A-1 note "only ours" private'),
    (CAT, "undo"),
    (CAT, 'A-1 note "ours again" private'),
    (CAT, 'A-1 link https://files.example/list.pdf "the list"'),
    (CAT, "undo"),
    (CAT, 'A-1 link https://files.example/list.pdf "the list"'),
    (BOB, 'rag amber "late pumps"'),
    (BOB, "undo"),
    (BOB, 'rag red "later pumps"'),
    (ANN, 'rag green "fine"'),
    (ANN, 'action add "Ask legal" private'),
    (ANN, "~A-1 note because private"),
    (ANN, "~A-1 share"),
    (ANN, 'action add "Ask finance" private'),
    (CAT, "A-1 done here it is"),
    (CAT, "undo"),
    (CAT, "A-1 done again"),
    (BOB, 'A-1 send back "one name is missing"'),
    (CAT, "A-1 done all there"),
    (BOB, "A-1 accept"),
    (BOB, 'action add "Wrong one"'),
    (BOB, "undo"),
    (BOB, 'action add "Right one" owner @dan'),
    (BOB, 'A-4 title "The right one"'),
    (BOB, "undo"),
    (DAN, "A-4 block no access"),
    (ANN, 'objective add "Fewer visits" benefit supplier "Less travel"'),
    (BOB, 'decline O-2 "not ours to promise"'),
    (BOB, 'milestone add "Ward C" due 2027-01-29'),
    (ANN, "agree all"),
    (BOB, 'M-1 met "all live"'),
    (ANN, 'M-1 send back "not on ward D"'),
    (ANN, 'decision add "Pumps stay"'),
    (BOB, "D-1 agree"),
    (ANN, "member remove @cat"),
    (ANN, "member add @cat as observer"),
    (BOB, 'close "done"'),
    (BOB, "undo"),
)


def lived(stage: Stage) -> Stage:
    """Each line is said where its party alone reads, or everybody does; some ask."""
    signed(stage)
    for who, words in LIFE:
        stage.later(minutes=1)
        answer = stage.ask(who, words, OURS if "~" in words else None)
        if answer.refused and answer.message.buttons:
            answer = stage.ask(who, answer.message.buttons[0].line, None)
        assert not answer.refused, f"{words}: {answer.message.twin}"
    stage.later(minutes=1)
    bring_in(stage.bot, LOG.read_bytes(), plan="RDD", now=stage.now)
    return stage


@pytest.fixture(scope="module")
def old():
    stage = lived(Stage(memory()))
    yield stage
    stage.close()


@pytest.mark.parametrize("reader", ["Ann", "Bob", "Ola", "Eve"])
def test_every_readers_copy_verifies(old: Stage, reader: str):
    copy = export_plan(old.bot.store, "RDD", reader, at=old.now)
    report = verifier.verify(copy, copy["seals"][-1]["fingerprint"])
    assert report.ok, report.found


def test_a_drafts_copy_verifies():
    stage = drafted(Stage(memory()))
    stage.does(ANN, "calendar customer holidays GB-SCT")
    copy = export_plan(stage.bot.store, "RDD", "Ann", at=stage.now)
    report = verifier.verify(copy, copy["seals"][-1]["fingerprint"])
    stage.close()
    assert report.ok, report.found
