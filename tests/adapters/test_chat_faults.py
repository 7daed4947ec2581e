"""Whatever a platform does to one message: the expected outcome, and nothing lost."""

import pytest

from adapters.delivery.saying import MAY_REPEAT
from tests.adapters.chat_faults import CASES, IT, Case
from tests.adapters.delivering import Delivery, deliver, line
from tests.chat import copies

LANES, STREAM, PLACE = 4, 100, 52  # in the middle of room-0
names = pytest.mark.parametrize("name", CASES)


def _prepare(here: Delivery, case: Case) -> None:
    here.chat.faults = case.faults()
    here.chat.looks = case.looks
    here.pause = case.pause


def _its(here: Delivery) -> list[str]:
    return [text for text in here.texts("room-0") if text.startswith(IT)]


def _check_it(here: Delivery, case: Case, state: str) -> None:
    assert state == case.ends
    assert len(_its(here)) == case.stands
    assert any(MAY_REPEAT in text for text in _its(here)) == case.marked


def test_there_are_enough_of_them():
    assert len(CASES) >= 30


@names
def test_one_message_alone(name: str):
    case = CASES[name]

    async def story(here: Delivery) -> None:
        _prepare(here, case)
        here.put(line(IT, "room-0"))
        await here.all_said()

    here = deliver(story)
    _check_it(here, case, here.states()[0])


@pytest.mark.crash
@names
def test_one_message_among_a_hundred(name: str):
    case = CASES[name]
    said = [IT if n == PLACE else str(n) for n in range(STREAM)]

    async def story(here: Delivery) -> None:
        _prepare(here, case)
        here.put(*(line(text, f"room-{n % LANES}") for n, text in enumerate(said)))
        await here.all_said()

    here = deliver(story)
    states = dict(zip(said, here.states(), strict=True))
    _check_it(here, case, states[IT])
    for lane in range(LANES):
        due = [text for text in said[lane::LANES] if text != IT]
        deaf = case.deaf and lane == 0
        heard = [text for text in here.texts(f"room-{lane}") if IT not in text]
        assert heard == ([] if deaf else due)
    standing = dict(copies(here.chat.ledger))
    assert all(
        standing.get(row.marker, 0) == 1
        for row, text in zip(here.rows(), said, strict=True)
        if text != IT and not (case.deaf and row.lane == "room-0")
    )


def test_it_keeps_its_place_among_the_others():
    for name in ("502 after acceptance", "429 for the room", "no connection"):

        async def story(here: Delivery, name: str = name) -> None:
            _prepare(here, CASES[name])
            here.put(*(line(text, "room-0") for text in ("1", IT, "2", "3")))
            await here.all_said()

        assert deliver(story).texts("room-0") == ["1", IT, "2", "3"]
