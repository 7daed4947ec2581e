"""A plan both parties signed, built once and brought back for each test."""

from collections.abc import Iterator
from functools import cache

import pytest

from tests.bot.changing import ASKS
from tests.cast import BOB, Stage, a_stage, blank, drafted, memory, signed
from tests.frozen import freeze, thaw


@cache
def _kept(world: str) -> bytes:
    build = {"signed": signed, "drafted": drafted}[world]
    with a_stage(memory()) as stage:
        return freeze(build(stage))


def _stage(world: str) -> Iterator[Stage]:
    with a_stage(blank()) as stage:
        thaw(stage, _kept(world))
        yield stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    """The plan is in force: Halden is the customer, Orbit the supplier."""
    yield from _stage("signed")


@pytest.fixture
def draft() -> Iterator[Stage]:
    """The same plan before anybody signed."""
    yield from _stage("drafted")


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """The plan in force, with a change request that waits for Ann."""
    stage.does(BOB, ASKS)
    return stage
