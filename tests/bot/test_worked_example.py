"""TIME.md's worked example: Christmas between London and Munich, every moment of it.

The customer works in London, the supplier, who owns the issue, in Munich. All times are
London's. Munich is an hour ahead: it works from 08:00 to 16:00 of these times, London
from 09:00 to 17:00, both from 09:00 to 16:00.

Closed in London: 25 and 28 December (for Boxing Day, a Saturday), 1 January.
Closed in Munich: 25 December, 1 January, 6 January.
Both work on 21 to 24 and 29 to 31 December, 4, 5, 7, 8 and 11 to 15 January.
Munich works on 28 December as well.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from adapters.holidays import closed_days
from bot.app import Bot
from bot.message import BODY
from bot.request import Account
from domain.visibility import Audience
from storage import tables
from tests.cast import ANN, BOB, CAT, DAN, EVE, OLA, SAM, SUE, Stage

RAISED = datetime(2026, 12, 21, 14, tzinfo=UTC)
LAST = datetime(2027, 1, 15, 23, tzinfo=UTC)
AGAIN, ASKED, LAPSED = "OwnerToldAgain", "StillOnItAsked", "AcknowledgementLapsed"
TACTICAL, STRATEGIC, EXECUTIVE, WEEKLY = "tactical", "strategic", "executive", "weekly"
JOINT = (Audience.JOINT,)

Told = tuple[str, str]  # when, and what
# Acknowledged, and the owner says a word twice a day: tier clocks alone.
ACKNOWLEDGED: dict[str, list[Told]] = {
    "critical": [  # 1, 2 and 3 days on which both work
        ("22 Dec 14:00", TACTICAL),
        ("24 Dec 14:00", STRATEGIC),
        ("31 Dec 14:00", EXECUTIVE),
        ("11 Jan 14:00", WEEKLY),
    ],
    "high": [  # 3, 3 and 5
        ("24 Dec 14:00", TACTICAL),
        ("31 Dec 14:00", STRATEGIC),
        ("11 Jan 14:00", EXECUTIVE),
    ],
    "medium": [  # 5 and 5, and it stops at the strategic tier
        ("30 Dec 14:00", TACTICAL),
        ("8 Jan 14:00", STRATEGIC),
        ("15 Jan 14:00", WEEKLY),
    ],
    "low": [  # 10, and it stops at the tactical tier
        ("8 Jan 14:00", TACTICAL),
        ("15 Jan 14:00", WEEKLY),
    ],
}
# Not acknowledged: two windows on Munich's calendar bring each climb forward.
UNACKNOWLEDGED: dict[str, list[Told]] = {
    "critical": [  # four hours: two on the day itself, two on the next
        ("22 Dec 10:00", AGAIN),
        ("22 Dec 14:00", TACTICAL),
        ("23 Dec 10:00", AGAIN),
        ("23 Dec 14:00", STRATEGIC),
        ("24 Dec 10:00", AGAIN),
        ("24 Dec 14:00", EXECUTIVE),
        ("28 Dec 10:00", AGAIN),
        ("5 Jan 14:00", WEEKLY),
        ("13 Jan 14:00", WEEKLY),
    ],
    "high": [  # a day; the second window of tactical ends while London is closed
        ("22 Dec 14:00", AGAIN),
        ("23 Dec 14:00", TACTICAL),
        ("24 Dec 14:00", AGAIN),
        ("29 Dec 09:00", STRATEGIC),
        ("30 Dec 09:00", AGAIN),
        ("31 Dec 09:00", EXECUTIVE),
        ("4 Jan 09:00", AGAIN),
        ("11 Jan 09:00", WEEKLY),
    ],
    "medium": [  # two days
        ("23 Dec 14:00", AGAIN),
        ("29 Dec 09:00", TACTICAL),
        ("31 Dec 09:00", AGAIN),
        ("5 Jan 09:00", STRATEGIC),
        ("8 Jan 09:00", AGAIN),
        ("13 Jan 09:00", WEEKLY),
    ],
    "low": [
        ("23 Dec 14:00", AGAIN),
        ("29 Dec 09:00", TACTICAL),
        ("31 Dec 09:00", AGAIN),
        ("7 Jan 09:00", WEEKLY),
        ("14 Jan 09:00", WEEKLY),
    ],
}
# Acknowledged, and then not a word: asked at half the tier's clock, once.
SILENT: dict[str, list[Told]] = {
    "high": [  # half of three days is one and four hours of Munich's
        ("23 Dec 10:00", ASKED),
        ("24 Dec 10:00", LAPSED),
        ("24 Dec 14:00", TACTICAL),
        ("28 Dec 14:00", AGAIN),
        ("29 Dec 14:00", STRATEGIC),
        ("30 Dec 14:00", AGAIN),
        ("31 Dec 14:00", EXECUTIVE),
        ("4 Jan 14:00", AGAIN),
        ("11 Jan 14:00", WEEKLY),
    ],
    "low": [  # half of ten days is five
        ("30 Dec 14:00", ASKED),
        ("4 Jan 14:00", LAPSED),
        ("7 Jan 14:00", AGAIN),
        ("8 Jan 14:00", TACTICAL),
        ("12 Jan 14:00", AGAIN),
        ("15 Jan 14:00", WEEKLY),
    ],
}


@pytest.fixture
def stage(draft: Stage) -> Stage:
    """London and Munich with their real holidays, and somebody on every tier."""
    draft.bot = Bot(
        draft.bot.store,
        draft.bot.commands,
        lambda codes: closed_days(codes, range(2026, 2028)),
    )
    draft.does(BOB, "calendar supplier zone Europe/Berlin holidays DE-BY")
    for lead, words in (
        (ANN, "@cat as sponsor tier strategic"),
        (ANN, "@ola as sponsor tier executive"),
        (BOB, "@dan as sponsor tier strategic"),
        (BOB, "@eve as sponsor tier executive"),
    ):
        draft.does(lead, f"member add {words}")
    draft.at(RAISED)
    return draft


@pytest.mark.parametrize("severity", ACKNOWLEDGED)
def test_acknowledged(stage: Stage, severity: str) -> None:
    stage.does(ANN, f"issue raise Pumps severity {severity}")
    stage.does(BOB, "I-1 ack")
    for day in range(25):
        for hour in (8.5, 12.5):
            stage.at(max(stage.now, _at(day, hour)))
            stage.does(BOB, f'I-1 note "day {day}, {hour}"')
    stage.at(LAST)

    told = [line for line in _told(stage) if line[1] != ASKED]
    assert told == ACKNOWLEDGED[severity]


@pytest.mark.parametrize("severity", UNACKNOWLEDGED)
def test_not_acknowledged(stage: Stage, severity: str) -> None:
    stage.does(ANN, f"issue raise Pumps severity {severity}")

    stage.at(LAST)

    assert _told(stage) == UNACKNOWLEDGED[severity]


@pytest.mark.parametrize("severity", SILENT)
def test_acknowledged_and_then_not_a_word(stage: Stage, severity: str) -> None:
    stage.does(ANN, f"issue raise Pumps severity {severity}")
    stage.does(BOB, "I-1 ack")

    stage.at(LAST)

    assert _told(stage) == SILENT[severity]


@pytest.mark.parametrize("severity", UNACKNOWLEDGED)
def test_an_outage_of_all_these_weeks_changes_no_moment(
    stage: Stage, severity: str
) -> None:
    stage.does(ANN, f"issue raise Pumps severity {severity}")
    stage.now = LAST

    while stage.bot.sweep(stage.now):
        pass

    lasting = [line for line in UNACKNOWLEDGED[severity] if line[1] != WEEKLY]
    assert [line for line in _told(stage) if line[1] != WEEKLY] == lasting


def test_each_climb_is_told_to_both_sides_in_the_same_moment(stage: Stage) -> None:
    stage.does(ANN, "issue raise Pumps severity high")
    stage.at(LAST)

    for ours, theirs in ((SAM, SUE), (CAT, DAN), (OLA, EVE)):
        here, there = _posted(stage, ours, "went up"), _posted(stage, theirs, "went up")
        assert here == there != []


def _at(day: int, hour: float) -> datetime:
    midnight = RAISED.replace(hour=0)
    return midnight + timedelta(days=day, hours=hour)


def _told(stage: Stage) -> list[Told]:
    """What the clock did, in order, in London's time, which is UTC in winter."""
    weekly = {(at, WEEKLY) for at in _posted(stage, None, "is on your tier")}
    found = sorted({*_facts(stage), *weekly})
    return [(f"{at.day} {at:%b %H:%M}", what) for at, what in found]


def _facts(stage: Stage) -> Iterator[tuple[datetime, str]]:
    plan = _plan(stage)
    facts = stage.bot.store.run(lambda work: list(work.facts(plan, JOINT)))
    for fact in (found.fact for found in facts):
        if fact.kind == "IssueClimbed":
            yield fact.at, str(fact.changes["tier"][1])
        elif fact.kind in {AGAIN, ASKED, LAPSED}:
            yield fact.at, fact.kind


def _plan(stage: Stage) -> str:
    return str(stage.row("plan", key="RDD")["id"])


def _posted(stage: Stage, who: Account | None, words: str) -> list[datetime]:
    """When *who*, or anybody, was written to with these words."""
    box = tables.outbox
    with stage.engine.begin() as connection:
        rows = connection.execute(select(box.c.at, box.c.lane, box.c.body)).all()
    lane = f"@{stage.person(who)}" if who else ""
    return [
        at
        for at, to, body in rows
        if to.startswith(lane or "@") and words in BODY.validate_json(body).text
    ]
