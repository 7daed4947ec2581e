"""What may happen to a checkpoint, each in the words the room reads."""

from domain.fact import Fact


class CheckpointAdded(Fact):
    """{who} put {item} on {starts}."""


class SeriesBegun(Fact):
    """{item} is the first of {series}: {starts}."""

    STANDS = True


class ChairGiven(Fact):
    """{who} gave the chair of {item} to {chair}."""


class CheckpointStarted(Fact):
    """{who} started {item}. What is said in the plan from now on makes its minutes."""


class CheckpointAttended(Fact):
    """{who} says who is at {item}: {attended}."""


class MinutesTaken(Fact):
    """{who} wrote in the minutes of {item}: {note}"""


class CheckpointEnded(Fact):
    """{who} ended {item}. Its minutes wait for the other party."""


class MinutesAgreed(Fact):
    """{who} agreed the minutes of {item}."""

    STANDS = True


class MinutesDisputed(Fact):
    """{who} disputes the minutes of {item}: {note}."""

    STANDS = True


class MinutesNotObjected(Fact):
    """Nobody objected to the minutes of {item} for five working days: closed without objection."""  # noqa: E501 - one sentence people read

    STANDS = True


class CheckpointMoved(Fact):
    """{who} moved {item} to {starts}."""


class CheckpointSkipped(Fact):
    """{who} skipped {item}: {note}."""


class MinutesAsked(Fact):
    """{item} has no minutes yet. Whoever takes the chair is asked how it went."""

    STANDS = True


class CheckpointMissed(Fact):
    """{item} was neither held nor moved: it is marked as missed."""

    STANDS = True


class CheckpointCancelled(Fact):
    """{who} cancelled {item}: {note}."""
