"""Every error of the Bot Connector, and what becomes of what it did not take."""

from collections.abc import Mapping
from datetime import timedelta

from adapters.delivery.outcome import NotSaid, Outcome
from adapters.teams.wire import Refused

# https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
# "Status codes from bot conversational APIs": these four alone may be tried again.
AGAIN = {412, 429, 502, 504}
UNSURE = {408, 500, 503}  # a new message may have been taken; a change is made again
STATUS: Mapping[int, Outcome] = {
    400: Outcome.REFUSED,
    401: Outcome.INSTALLATION,
    403: Outcome.ROOM,
    404: Outcome.ROOM,
    405: Outcome.REFUSED,
    409: Outcome.LATER,
    413: Outcome.REFUSED,
}
CODES: Mapping[str, Outcome] = {
    "ActivityNotFoundInConversation": Outcome.GONE,
    "MessageNotFound": Outcome.GONE,
    "BotDisabledByAdmin": Outcome.ROOM,
    "BotNotInConversationRoster": Outcome.ROOM,
    "ConversationBlockedByUser": Outcome.ROOM,
    "ConversationNotFound": Outcome.ROOM,
    "ForbiddenOperationException": Outcome.ROOM,
    "MessageWritesBlocked": Outcome.ROOM,
    "MessageSizeTooBig": Outcome.REFUSED,
}


def outcome_of(refused: Refused) -> Outcome:
    if refused.status in AGAIN:
        return Outcome.LATER
    if known := CODES.get(refused.error) or STATUS.get(refused.status):
        return known
    if not refused.sent:
        return Outcome.LATER
    if refused.status in UNSURE or not refused.status:
        return Outcome.LATER if refused.repeatable else Outcome.DOUBT
    return Outcome.UNKNOWN


def not_said(refused: Refused, scope: str) -> NotSaid:
    """For the courier; a pause that Teams asks for holds *scope* and nothing else."""
    outcome = outcome_of(refused)
    after = None if refused.after is None else timedelta(seconds=refused.after)
    held = scope if outcome is Outcome.LATER and after else ""
    why = f"{refused.status} {refused.error}" if refused.status else refused.error
    return NotSaid(outcome, why, after=after, scope=held)
