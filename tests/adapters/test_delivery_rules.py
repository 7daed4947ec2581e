"""Whatever goes wrong, in whatever order: all is said, once, in order and at rate."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.delivery.chat import Method
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.delivery.poison import CERTAIN, STRIKES
from tests.adapters.delivering import Delivery, deliver, line
from tests.chat import Fault, copies

LANES = 3
CALLS = st.sampled_from([Method.POST, Method.POST, Method.LOOK_BACK])
ANSWERS = st.sampled_from(
    [
        (Outcome.LATER, False),
        (Outcome.DOUBT, False),
        (Outcome.DOUBT, True),
        (Outcome.UNKNOWN, True),
        (Outcome.UNKNOWN, False),
        (Outcome.INSTALLATION, False),
        (None, False),  # no answer ever comes
        (None, True),
    ]
)


@st.composite
def faults(draw: st.DrawFn) -> Fault:
    outcome, accepted = draw(ANSWERS)
    after = draw(st.sampled_from([None, timedelta(seconds=7), timedelta(minutes=3)]))
    return Fault(
        NotSaid(outcome, "drawn", after=after) if outcome else None,
        method=draw(CALLS),
        accepted=accepted,
        lane=draw(st.sampled_from(["", "room-0", "room-1"])),
        times=draw(st.integers(1, 3)),
    )


def bearable(drawn: list[Fault]) -> list[Fault]:
    """As many of them as do not make a message one that nothing can say."""
    kept, failures = [], 0
    for fault in drawn:
        failures += fault.times
        if failures * CERTAIN < STRIKES:
            kept.append(fault)
    return kept


LATENCIES = st.lists(st.floats(0.01, 3), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    many=st.integers(1, 15),
    wrong=st.lists(faults(), max_size=6).map(bearable),
    slow=LATENCIES,
    stops=st.lists(st.integers(1, 90), max_size=3),
)
def test_everything_is_said_once_and_in_order(
    many: int, wrong: list[Fault], slow: list[float], stops: list[int]
):
    faulty = [Fault(**vars(fault)) for fault in wrong]
    turns = iter(range(1 << 30))

    async def story(here: Delivery) -> None:
        here.chat.faults, here.pause = faulty, 5.0
        here.chat.latency = lambda: (
            slow[next(turns) % len(slow)],
            slow[next(turns) % len(slow)],
        )
        here.put(*(line(str(n), f"room-{n % LANES}") for n in range(many)))
        for seconds in stops:  # a courier stops, and another goes on
            await here.all_said(within=timedelta(seconds=seconds))
        await here.all_said()

    here = deliver(story)
    assert set(here.states()) == {"sent"}
    assert set(dict(copies(here.chat.ledger)).values()) == {1}
    for lane in range(LANES):
        due = [str(n) for n in range(lane, many, LANES)]
        assert here.texts(f"room-{lane}") == due
    assert not here.chat.refused


@settings(max_examples=30, deadline=None)
@given(many=st.integers(1, 12), wrong=st.lists(faults(), max_size=4).map(bearable))
def test_where_nobody_may_look_nothing_is_lost_and_order_is_kept(
    many: int, wrong: list[Fault]
):
    faulty = [Fault(**vars(fault)) for fault in wrong]

    async def story(here: Delivery) -> None:
        here.chat.faults, here.chat.looks, here.pause = faulty, False, 5.0
        here.put(*(line(str(n), f"room-{n % LANES}") for n in range(many)))
        await here.all_said()

    here = deliver(story)
    assert set(here.states()) == {"sent"}
    for lane in range(LANES):
        first = list(dict.fromkeys(t.split()[0] for t in here.texts(f"room-{lane}")))
        assert first == [str(n) for n in range(lane, many, LANES)]
