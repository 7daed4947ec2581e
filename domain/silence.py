"""What closes when whoever must answer says nothing for the agreed days."""

from datetime import datetime
from typing import Protocol, runtime_checkable

from domain.fact import Fact
from domain.visibility import Audience, Side

SILENCE = 5  # working days until no answer counts as no objection: COMMANDS.md "Work"


@runtime_checkable
class ClosesInSilence(Protocol):
    """An item that one side claims, and silence closes without objection."""

    plan: str
    audience: Audience

    @property
    def ref(self) -> str: ...
    @property
    def accepting_side(self) -> Side | None:
        """Whose silence counts; None while nobody is known to answer."""

    @property
    def waits_since(self) -> datetime:
        """When it was last claimed, aware UTC."""

    @property
    def unanswered(self) -> bool:
        """Whether it is claimed and waits for an answer now."""

    def pass_in_silence(self, *, at: datetime) -> Fact:
        """Close it: no objection, which is not acceptance."""
