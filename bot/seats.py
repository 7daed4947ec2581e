"""Seats: who holds a tier, who stands in for them, who their opposite number is."""

from collections.abc import Iterator
from typing import Any

from bot.context import Context
from bot.enrolment import colleague
from domain.errors import DomainError
from domain.member import Member, MemberChanged, Tier
from domain.person import Person

EMPTY: dict[str, Any] = {"tier": None, "deputy": None, "counterpart": None}


class DeputyElsewhere(DomainError):
    """{name} speaks for the other party. A deputy is somebody else of your own."""

    def __init__(self, name: str) -> None:
        self.name = name


class OwnDeputy(DomainError):
    """{name} cannot be their own deputy. Name somebody else of your party."""

    def __init__(self, name: str) -> None:
        self.name = name


class NotACounterpart(DomainError):
    """{name} is nobody of the other party in this plan. A counterpart is one of their people."""  # noqa: E501 - one sentence people read

    def __init__(self, name: str) -> None:
        self.name = name


def seat_of(
    ctx: Context,
    person: Person,
    tier: Tier | None,
    deputy: str | None,
    counterpart: str | None,
) -> dict[str, Any]:
    """What was said of the seat, checked."""
    if deputy:
        _check_deputy(ctx, person, deputy)
    if counterpart:
        _check_counterpart(ctx, counterpart)
    said = {"tier": tier, "deputy": deputy, "counterpart": counterpart}
    return {name: value for name, value in said.items() if value}


def vacate(ctx: Context, tier: Tier, new: Member) -> list[Member]:
    """One person of a party holds a tier: whoever held it no longer does."""
    before = [m for m in ctx.plan.active(side=new.side, tier=tier) if m is not new]
    for held in before:
        said = f"{held.role} without a tier"
        ctx.record(
            held.change(MemberChanged, by=ctx.me, at=ctx.now, note=said, tier=None)
        )
    return before


def words(member: Member, names: dict[str, str]) -> str:
    """`sponsor, tactical tier, deputy Ann`."""
    return ", ".join(_words(member, names))


def _words(member: Member, names: dict[str, str]) -> Iterator[str]:
    yield str(member.role)
    if member.tier:
        yield f"{member.tier} tier"
    if member.deputy:
        yield f"deputy {names[member.deputy]}"
    if member.counterpart:
        yield f"counterpart {names[member.counterpart]}"


def _check_deputy(ctx: Context, person: Person, deputy: str) -> None:
    if deputy == person.id:
        raise OwnDeputy(person.name)
    if colleague(ctx, deputy).side is not ctx.me.side:
        raise DeputyElsewhere(ctx.plan.name(deputy))


def _check_counterpart(ctx: Context, counterpart: str) -> None:
    found = ctx.plan.member(counterpart)
    if found is None or not found.active or found.side is ctx.me.side:
        raise NotACounterpart(ctx.plan.name(counterpart))
