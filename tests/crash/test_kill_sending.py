"""A process that is killed while it says something costs nothing but time."""

import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.delivery.saying import MAY_REPEAT
from domain.post import Post
from tests.adapters.delivering import PLAN, body, line
from tests.crash.killing import Sender

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600)]
KILLS = int(os.environ.get("KILLS", "15"))  # at random, on each database
LANES, EACH = 12, 10
ACCEPTED = 5  # the step of a first try at which the platform has just taken it
A_TRY = 9  # steps from a claim to what was written down of it


@pytest.fixture
def sender(database_url: str, tmp_path: Path) -> Iterator[Sender]:
    made = Sender(database_url, tmp_path)
    yield made
    made.store.close()


def card(text: str) -> Post:
    return Post(lane="room", body=body(text), plan=PLAN, card="A-1")


def once_each(sender: Sender, rows: list[Any]) -> bool:
    """Whether each row stands exactly once on the platform, as its last try left it."""
    stands = Counter(said["marker"] for said in sender.ledger.history())
    return [stands[row.marker] for row in rows] == [1] * len(rows)


def test_every_step_of_a_send_once(sender: Sender):
    step, died = 0, True
    while died:
        step += 1
        sender.afresh()
        before = len(sender.rows())
        sender.put(line("first"), line("second"))
        died = sender.dies(step)
        sender.finishes()
        assert once_each(sender, sender.rows()[before:]), f"step {step}"
        texts = [said["text"] for said in sender.ledger.history("room")]
        assert texts == ["first", "second"], f"step {step}"
    assert step > 2 * A_TRY


def test_every_step_of_looking_back_once(sender: Sender):
    step, died = 0, True
    while died:
        step += 1
        sender.afresh()
        before = len(sender.rows())
        sender.put(line("it"))
        assert sender.dies(ACCEPTED)
        died = sender.dies(step)
        sender.finishes()
        assert once_each(sender, sender.rows()[before:]), f"step {step}"
    assert step > A_TRY


def test_every_step_of_a_card_once(sender: Sender):
    step, died = 0, True
    while died:
        step += 1
        sender.afresh()
        sender.store.run(_no_cards)
        sender.put(card("new"))
        died = sender.dies(step)
        sender.put(card("newer"))
        sender.finishes()
        texts = [said["text"] for said in sender.ledger.history("room")]
        assert texts == ["newer"], f"step {step}"


def test_killed_at_random_nothing_is_lost_and_nothing_said_twice(
    sender: Sender, capsys
):
    _at_random(sender)
    rows = sender.rows()
    stands = Counter(said["marker"] for said in sender.ledger.history())
    lost = [row.id for row in rows if not stands[row.marker]]
    twice = [row.id for row in rows if stands[row.marker] > 1]
    said = f"{len(rows)} said, {len(lost)} lost, {len(twice)} twice"
    tell(capsys, f"{sender.kills} kills: {said}")
    assert (lost, twice) == ([], [])
    for lane in {row.lane for row in rows}:
        due = [row.marker for row in rows if row.lane == lane]
        assert [said["marker"] for said in sender.ledger.history(lane)] == due


def test_killed_at_random_where_nobody_may_look_a_repeat_says_so(
    sender: Sender, capsys
):
    sender.looks = False
    _at_random(sender)
    rows, said = sender.rows(), sender.ledger.history()
    stands = Counter(each["marker"] for each in said)
    marked = {each["marker"] for each in said if MAY_REPEAT in each["text"]}
    twice = {marker for marker, times in stands.items() if times > 1}
    told = f"{len(rows)} said, {len(twice)} twice"
    tell(capsys, f"{sender.kills} kills where nobody may look: {told}")
    assert all(stands[row.marker] for row in rows)
    assert twice <= marked


def tell(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """A figure that whoever runs this reads."""
    with capsys.disabled():
        sys.stdout.write(f"{text}\n")


def _at_random(sender: Sender) -> None:
    chance = random.Random()  # noqa: S311 - another moment each time
    while sender.kills < KILLS:
        if not sender.rows() or all(row.state == "sent" for row in sender.rows()):
            sender.put(
                *(line(str(n), f"room-{n % LANES}") for n in range(LANES * EACH))
            )
        if sender.kills % 2:
            sender.dies(chance.randrange(1, 150))
            continue
        process = sender.start()
        process.join(chance.uniform(0.05, 0.8))
        if process.exitcode is None and process.pid:
            os.kill(process.pid, signal.SIGKILL)
            process.join(60)
            sender.kills += process.exitcode == -signal.SIGKILL
    sender.finishes()


def _no_cards(work: Any) -> None:
    from storage.tables import cards

    work.connection.execute(cards.delete())
