"""What may happen to an action, each in the words the room reads."""

from domain.fact import Fact


class ActionAdded(Fact):
    """{who} added {item}."""


class ActionCameRound(Fact):
    """{item} is the next one, due {due}."""


class ActionImported(Fact):
    """{who} brought in {item} from a list."""


class ActionStarted(Fact):
    """{who} started {item}."""


class ActionProgressed(Fact):
    """{who}: {item} is at {percent}%.{and_note}"""


class ActionDone(Fact):
    """{who} says {item} is done.{and_note}"""


class ActionBlocked(Fact):
    """{who}: {item} is blocked: {note}."""


class ActionUnblocked(Fact):
    """{who}: {item} is no longer blocked."""


class ActionMoved(Fact):
    """{who} moved {item} to {due}.{and_note}"""


class ActionAccepted(Fact):
    """{who} accepted {item}."""

    STANDS = True


class ActionSentBack(Fact):
    """{who} sent {item} back: {note}."""

    STANDS = True


class ActionReopened(Fact):
    """{who} reopened {item}: {note}."""


class ActionNotObjected(Fact):
    """Nobody objected to {item} for five working days: closed without objection."""

    STANDS = True


class ActionCancelled(Fact):
    """{who} cancelled {item}: {note}."""


class ActionPassed(Fact):
    """The day of {item} has passed; {followed_by} is the next one."""


class ActionStopped(Fact):
    """{who} ended the series of {item}: none comes after it.{and_note}"""


class OwnerSet(Fact):
    """{who} gave {item} to {owner}."""
