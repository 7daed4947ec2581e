"""What may happen to an issue, each in the words the room reads."""

from domain.fact import Fact


class IssueRaised(Fact):
    """{who} raised {item}, {severity}."""


class IssueAcknowledged(Fact):
    """{who} is on {item}."""


class StillOnIt(Fact):
    """{who} is still on {item}."""


class OwnerToldAgain(Fact):
    """Nobody has acknowledged {item} in time, so its owner was told once more."""


class StillOnItAsked(Fact):
    """Nothing was heard of {item} for half its time: its owner is asked whether they are still on it."""  # noqa: E501 - one sentence people read


class AcknowledgementLapsed(Fact):
    """Nothing was heard of {item}, so it is acknowledged by nobody now."""


class IssueClimbed(Fact):
    """{item} was not settled in time and went up to the {tier} tier."""

    STANDS = True


class IssueEscalated(Fact):
    """{who} took {item} up to the {tier} tier: {note}."""

    STANDS = True


class OptionProposed(Fact):
    """{who} proposes for {item}: {note}."""


class DateAsked(Fact):
    """{who} asks for {item} to have until {asked_due}: {note}. It holds when the other party agrees."""  # noqa: E501 - one sentence people read


class PauseAsked(Fact):
    """{who} asks to pause {item}: {note}. It holds when the other party agrees."""


class StepDownAsked(Fact):
    """{who} asks to take {item} down a tier: {note}. It holds when the other party agrees."""  # noqa: E501 - one sentence people read


class LowerAsked(Fact):
    """{who} asks to make {item} {asked_severity}: {note}. It holds when the other party agrees."""  # noqa: E501 - one sentence people read


class DateAgreed(Fact):
    """{who} agreed: {item} has until {due}."""

    STANDS = True


class PauseAgreed(Fact):
    """{who} agreed: {item} is paused. Either party may resume it."""

    STANDS = True


class StepDownAgreed(Fact):
    """{who} agreed: {item} is back on the {tier} tier."""

    STANDS = True


class LowerAgreed(Fact):
    """{who} agreed: {item} is {severity} now."""

    STANDS = True


class AskDeclined(Fact):
    """{who} did not agree what was asked for {item}: {note}."""

    STANDS = True


class SeverityRaised(Fact):
    """{who} made {item} {severity}: {note}."""


class IssueDisputed(Fact):
    """{who} disputes {item}: {note}. Its clocks stand still until either party resumes it."""  # noqa: E501 - one sentence people read

    STANDS = True


class IssueResumed(Fact):
    """{who} resumed {item}: its clocks run again."""


class IssueResolved(Fact):
    """{who} says {item} is resolved: {note}."""


class IssueAccepted(Fact):
    """{who} accepted that {item} is resolved."""

    STANDS = True


class IssueReopened(Fact):
    """{who} reopened {item}: {note}."""


class IssueNotObjected(Fact):
    """Nobody objected to {item} for five working days: closed without objection."""

    STANDS = True


class IssueCancelled(Fact):
    """{who} cancelled {item}: {note}."""


class IssueGiven(Fact):
    """{who} gave {item} to {owner}."""
