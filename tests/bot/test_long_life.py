"""A plan that lives long and well: at no moment the auditor finds anything to do."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from domain.change import Status
from domain.visibility import Side
from tests.bot.changing import button
from tests.cast import ANN, BOB, CAT, DAN, ROOM, SAM, SUE, Stage

MOMENTS = 24
TRIES = 16  # lines at each moment, most of which are refused
WHO = (ANN, BOB, CAT, DAN, SAM, SUE)
LINES = (
    'issue raise "Pumps fail" severity {severity}',
    'issue raise "Our own" severity {severity} private',
    "I-{n} ack",
    "~I-{n} ack",
    'I-{n} note "we are looking"',
    "I-{n} severity {severity} it changed",
    "I-{n} by {day} parts come then",
    "I-{n} pause parts",
    "I-{n} agree",
    "I-{n} resume",
    "I-{n} dispute not ours",
    "I-{n} resolve swapped",
    "I-{n} reopen it broke again",
    "I-{n} accept",
    "I-{n} escalate now",
    "I-{n} owner @dan",
    'action add "Train" due {day}',
    'action add "Read the log" every week on tuesday',
    "A-{n} done",
    "A-{n} accept",
    "A-{n} due {day} later",
    'A-{n} "not yet" reopen',
    "A-{n} stop",
    'checkpoint add "Review" on {day} at 14:00',
    'checkpoint add "Talk" every month on 31 at 10:00',
    "CP-{n} start",
    "CP-{n} end",
    "CP-{n} agree",
    "CP-{n} dispute it was May",
    "CP-{n} due {day}",
    "hand over @cat to @ann from {day}",
    "hand over @dan to @bob",
    "calendar customer closed {day}",
    "calendar supplier days mon-thu",
    "calendar supplier zone Europe/Berlin",
    "digest at 07:30",
    "timezone America/New_York",
    "away {day} to {day} cover @ann",
    "member add @cat as sponsor tier strategic",
    "member add @dan as contributor tier operational",
    "member remove @sam",
    'pause "the ward moves"',
    *("resume",) * 3,
    "undo",
)
LONGEST = 100  # hours until somebody says something


@pytest.mark.parametrize("seed", range(2))
def test_a_healthy_plan_is_repaired_nothing(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same life each time
    ran: Counter[str] = Counter()
    for _ in range(MOMENTS):
        for _ in range(TRIES):
            _say_something(stage, chance, ran)
        assert stage.bot.audit(stage.now) == Counter(), ran
        stage.at(stage.now + timedelta(hours=chance.uniform(0.1, LONGEST)))
        assert stage.bot.audit(stage.now) == Counter(), ran
    assert sum(ran.values()) > MOMENTS


def _say_something(stage: Stage, chance: random.Random, ran: Counter[str]) -> None:
    line = chance.choice(LINES)
    day = (stage.now + timedelta(days=chance.randrange(1, 30))).date()
    severity = chance.choice(("low", "medium", "high", "critical"))
    words = line.format(n=chance.randrange(1, 4), day=day, severity=severity)
    place = None if "private" in words or "~" in words else ROOM
    answer = stage.ask(chance.choice(WHO), words, place)
    if not answer.refused:
        ran[line] += 1
    for change in stage.rows("change", status=Status.WAITING):
        who = BOB if change["asked_side"] is Side.CUSTOMER else ANN
        stage.ask(who, button(stage, who, f"CR-{change['number']}"))
