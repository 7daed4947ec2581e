"""What both parties signed: it changes only by the word of both."""

from dataclasses import dataclass, field

from domain.changing import Changing
from domain.errors import DomainError, Nothing
from domain.fact import Changes
from domain.member import Member


class InTheBaseline(DomainError):
    """{ref} is in the signed baseline. It changes when the other party's lead signs a change request."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str, changes: Changes) -> None:
        self.ref = ref
        self.changes = changes


@dataclass(eq=False, kw_only=True)
class Signatory(Member):
    """Somebody whose line the other party's lead signed: for that change, no other."""

    about: str
    signed: Changes = field(default_factory=dict)

    def consented(self, ref: str, changes: Changes) -> bool:
        return (ref, dict(changes)) == (self.about, dict(self.signed))


def require_both(thing: Changing, by: Member, **after: object) -> None:
    """Refuse, unless the other party's lead signed exactly this change of *thing*."""
    changes = thing.would(**after)
    if after and not changes:
        raise Nothing(thing.ref)
    if not by.consented(thing.ref, changes):
        raise InTheBaseline(thing.ref, changes)
