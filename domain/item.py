"""What every numbered thing of a plan has: a reference and an audience."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.changing import Changing
from domain.visibility import Audience, Side


@dataclass(eq=False, kw_only=True)
class Item(Changing):
    """A numbered thing: `A-3`, or `~A-3` where only one party may read it."""

    NOUN: ClassVar[str]
    PREFIX: ClassVar[str]
    PLURAL: ClassVar[str]
    BASELINE: ClassVar[bool] = False
    TAKEN_BACK: ClassVar[str] = "cancelled"  # what `undo` makes of one just added

    plan: str
    number: int
    audience: Audience
    title: str
    created_by: str
    created_at: datetime
    version: int = 0

    @property
    def ref(self) -> str:
        return f"{'~' if self.audience.private else ''}{self.PREFIX}-{self.number}"

    @property
    def told_to(self) -> Audience:
        return self.audience

    @property
    def side(self) -> Side | None:
        """The party a private item belongs to; None where both read it."""
        return Side(self.audience.value) if self.audience.private else None

    @property
    def state(self) -> str:
        """Its status as people read it."""
        return str(vars(self)["status"])

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return False
