"""What becomes of a message when the Bot Connector fails: nothing lost or doubled."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from adapters.delivery.outcome import Outcome
from adapters.teams.errors import not_said, outcome_of
from adapters.teams.wire import Refused
from domain.person import Person
from storage import erasing
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import State, meta, outbox, reference
from tests.cast import raw
from tests.teams.stage import TeamsStage, a_teams_stage, twin
from tests.teams.test_story import joined
from tests.teams.world import ANN, CAT, SHARED, Fault

ONE = timedelta(seconds=1)
POST, PUT = "POST", "PUT"
LATER, DOUBT, ROOM = Outcome.LATER, Outcome.DOUBT, Outcome.ROOM
INSTALLATION, REFUSED, UNKNOWN = Outcome.INSTALLATION, Outcome.REFUSED, Outcome.UNKNOWN
TABLE = [
    (429, POST, LATER),
    (412, POST, LATER),
    (502, POST, LATER),
    (504, POST, LATER),
    (408, POST, DOUBT),
    (500, POST, DOUBT),
    (503, POST, DOUBT),
    (408, PUT, LATER),
    (500, PUT, LATER),
    (503, PUT, LATER),
    (401, POST, INSTALLATION),
    (403, POST, ROOM),
    (404, POST, ROOM),
    (400, POST, REFUSED),
    (413, POST, REFUSED),
    (418, POST, UNKNOWN),
]
UNREACHABLE = (
    "BotNotInConversationRoster",
    "MessageWritesBlocked",
    "BotDisabledByAdmin",
)


@pytest.mark.parametrize(("status", "method", "outcome"), TABLE)
def test_every_status_has_its_outcome(status: int, method: str, outcome: Outcome):
    refused = Refused("x", status=status, repeatable=method != POST)
    assert outcome_of(refused) is outcome


def test_a_call_that_never_left_is_tried_again():
    assert outcome_of(Refused("no connection", sent=False)) is LATER


def test_a_pause_that_teams_asks_for_holds_one_conversation():
    said = not_said(Refused("x", status=429, after=7), "teams 19:x")
    assert (said.scope, said.after and said.after.seconds) == ("teams 19:x", 7)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[TeamsStage]:
    with a_teams_stage(open_engine(sqlite_url)) as found:
        joined(found)
        found.settle()
        yield found


def lines(stage: TeamsStage, words: str) -> list[str]:
    """Each message that says *words*, in the room or to Ann alone."""
    said = [*stage.world.said(SHARED), *stage.world.heard_by(ANN)]
    return [twin(one) for one in said if words in twin(one)]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST conversations", 429, "TooManyRequests", after=1),
        Fault("POST conversations", 412, "PreconditionFailed"),
        Fault("POST conversations", 502),
        Fault("POST conversations", 504),
        Fault("POST conversations", 401, "Unauthorized"),
    ],
    ids=lambda fault: str(fault.status),
)
def test_what_was_not_taken_is_said_once_it_can_be(stage: TeamsStage, fault: Fault):
    stage.world.faults.append(fault)
    stage.mention(ANN, 'action add "Sort the pumps" due 2027-01-01')
    said = posts(stage, "A-1", State.SENT)
    cards = [one for one in stage.world.said(SHARED) if "Sort the pumps" in twin(one)]
    assert said
    assert len([one for one in cards if one.id in one.conversation]) == 1


def posts(stage: TeamsStage, card: str, state: State) -> list[Any]:
    """The rows of a card, waited for until one has come so far."""
    for _ in range(600):
        stage.settle()
        found = [r for r in stage.rows(outbox) if r["card"] == card]
        if found and all(row["state"] == state for row in found):
            return found
        stage.clock.to(stage.clock.now() + 5 * ONE)
    raise AssertionError([(r["state"], r["reason"]) for r in found])


def test_what_may_have_been_taken_is_never_blindly_said_again(stage: TeamsStage):
    """Nobody can look in Teams: a second telling says that it may be one."""
    fault = Fault("POST conversations", 500, accepted=True)
    stage.world.faults.append(fault)
    stage.mention(ANN, 'action add "Sort the pumps" due 2027-01-01')
    posts(stage, "A-1", State.SENT)
    cards = [t for t in lines(stage, "Sort the pumps") if t.startswith("A-1 Sort")]
    again = [text for text in cards if "You may have read this already" in text]
    assert len(cards) - len(again) <= 2
    assert again


@pytest.mark.parametrize("code", UNREACHABLE)
def test_a_room_that_cannot_be_reached_is_told_to_the_leads_once(
    stage: TeamsStage, code: str
):
    stage.world.conversations[SHARED].closed = code
    stage.direct(ANN, 'action add "Sort the pumps" due 2027-01-01')
    stage.direct(ANN, 'action add "Clean the pumps" due 2027-01-01')
    stage.settle()
    told = lines(stage, "I can no longer write in the room of RDD")
    assert len(told) == 1
    tried = [c for c in stage.world.called("POST conversations") if c.status == 403]
    assert len(tried) <= 4, "each message once, and never again"


def test_a_service_that_moved_is_reached_where_it_is_now(stage: TeamsStage):
    """Every activity says anew where its conversation is to be reached."""
    moved = f"{stage.service.root}/amer"
    sent = stage.sender.mention(ANN, "help", SHARED)
    body = {**sent.body, "serviceUrl": moved}
    stage.good(stage.sender.signed(body))
    kept = {row["id"]: row["body"] for row in stage.rows(reference)}
    assert re.search(rf'"service":"{moved}"', kept[f"teams:{SHARED}"])


def test_a_card_that_was_deleted_is_posted_anew(stage: TeamsStage):
    stage.mention(ANN, 'action add "Sort the pumps" due 2027-01-01')
    card = stage.newest("Done")
    del stage.world.posted[card.id]
    stage.mention(ANN, "A-1 start")
    anew = stage.newest("Done")
    assert anew.id != card.id
    assert "in progress" in twin(anew)


def test_a_token_is_asked_for_once_and_again_when_it_is_not_taken(stage: TeamsStage):
    assert len(stage.world.tokens) == 1
    stage.world.tokens.append("another")
    stage.mention(ANN, 'action add "Sort the pumps" due 2027-01-01')
    stage.settle()
    assert len(stage.world.tokens) == 3
    assert lines(stage, "Sort the pumps")


def test_an_erased_person_leaves_no_reference(stage: TeamsStage):
    people = meta.tables["person"]
    with raw(stage.engine) as connection:
        asked = select(people).where(people.c.account == ANN.account)
        ann = dict(connection.execute(asked).one()._mapping)
    assert any(ANN.account in row["id"] for row in stage.rows(reference))
    store = SqlStore(stage.engine)
    who = Person(**ann)
    store.run(lambda work: erasing.erase(work.connection, who, known_as="somebody"))
    assert not any(ANN.account in str(row) for row in stage.rows(reference))
    assert CAT.account not in ANN.account
