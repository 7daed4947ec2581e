"""Who may see what: the only rule that decides it."""

from enum import StrEnum


class Side(StrEnum):
    """Which of the two parties of a plan."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"

    @property
    def other(self) -> "Side":
        return Side.SUPPLIER if self is Side.CUSTOMER else Side.CUSTOMER


class Audience(StrEnum):
    """Who may read a row: both parties, or one."""

    JOINT = "joint"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"

    @property
    def private(self) -> bool:
        return self is not Audience.JOINT


SEES: dict[Side | None, tuple[Audience, ...]] = {
    Side.CUSTOMER: (Audience.JOINT, Audience.CUSTOMER),
    Side.SUPPLIER: (Audience.JOINT, Audience.SUPPLIER),
    None: (Audience.JOINT,),
}


def private_to(side: Side) -> Audience:
    """The audience that only *side* reads."""
    return Audience(side.value)


# Whose work goes through rows of both parties, and shows them to neither.
CLOCK_SEES = "clock"
COURIER_SEES = "courier"


def rows_of(plan: str, audience: Audience) -> str:
    """The word for what is private to one party of a plan."""
    return f"{plan}:{audience.value}"


def visible(audience: Audience, to: Side | None) -> bool:
    """Whether somebody of *to* may read it; None is a reader of both parties."""
    return audience in SEES[to]
