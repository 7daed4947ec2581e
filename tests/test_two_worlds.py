"""Nothing one party keeps to itself changes a byte of what the other can see."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.leaks import CHANGE_LEAKS, LEAKS, MEETING_LEAKS, Leak
from tests.rest_leaks import REST_LEAKS
from tests.two_worlds import CHANGING, HANDED, JOINT, MEETING, PRIVATE, Step, two_worlds

# 300 histories in CI (TRUST.md); any number by command.
SHARDS = 4
HISTORIES = int(os.environ.get("HISTORIES", "300" if "CI" in os.environ else "24"))
some_private = st.lists(st.sampled_from(PRIVATE), max_size=4)
histories = st.lists(
    st.tuples(some_private, some_private, st.sampled_from(JOINT + HANDED + CHANGING)),
    min_size=1,
    max_size=5,
)
History = list[tuple[list[Step], list[Step], Step]]

# Long and private on one side, silent on the other: what a leak would show in.
TELLING: History = [
    *(([], [], step) for step in JOINT[:8]),
    (list(PRIVATE), [], JOINT[1]),
    *(([], [], step) for step in JOINT[8:]),
    ([PRIVATE[0]], [], JOINT[12]),  # which waits for a word in the morning
]

# The private steps are said while both parties meet, and again before they meet next.
MET: History = [
    *(([], [], step) for step in MEETING[:2]),
    *((list(PRIVATE), [], step) for step in MEETING[2:]),
]

# They are said while what both signed waits for a signature.
CHANGED: History = [
    *(([], [], step) for step in CHANGING[:2]),
    *((list(PRIVATE), [], step) for step in CHANGING[2:]),
]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_other_party_sees_the_same_in_both_worlds(shard: int):
    @seed(shard)
    @settings(
        max_examples=HISTORIES // SHARDS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(history=histories)
    def told(history: History) -> None:
        assert_alike(history)

    told()


def test_a_long_history_shows_nothing():
    assert_alike(TELLING)


def test_a_meeting_shows_nothing_of_what_one_side_says_meanwhile():
    assert_alike(MET)


@pytest.mark.parametrize("leak", MEETING_LEAKS, ids=lambda leak: leak.__name__)
def test_a_leak_seeded_into_a_meeting_is_caught(leak: Leak):
    with leak(), pytest.raises(AssertionError):
        assert_alike(MET)


def test_a_change_request_shows_nothing_of_what_one_side_says_meanwhile():
    assert_alike(CHANGED)


@pytest.mark.parametrize("leak", CHANGE_LEAKS, ids=lambda leak: leak.__name__)
def test_a_leak_seeded_into_a_change_request_is_caught(leak: Leak):
    with leak(), pytest.raises(AssertionError):
        assert_alike(CHANGED)


def test_handing_over_private_things_too_shows_nothing():
    first, second = HANDED
    assert_alike([([], [], first), (list(PRIVATE), [], second)])


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_seeded_leak_is_caught(leak: Leak):
    with leak(), pytest.raises(AssertionError):
        assert_alike(TELLING)


@pytest.mark.parametrize("leak", REST_LEAKS, ids=lambda leak: leak.__name__)
def test_a_leak_seeded_into_what_is_read_and_kept_apart_is_caught(leak: Leak):
    with leak(), pytest.raises(AssertionError):
        assert_alike(TELLING)


def assert_alike(history: History) -> None:
    with two_worlds() as (one, two):
        for here, there, step in history:
            one.tell(here)
            two.tell(there)
            assert one.joint(step) == two.joint(step)
        assert one.morning() == two.morning()
        assert one.everything() == two.everything()
