"""People of the plan: add, list, remove."""

from typing import Any

from bot import climbing, handing_over
from bot.command import Commands
from bot.context import Context
from bot.enrolment import place
from bot.gaps import empty_tiers
from bot.message import Button, Entry, Message, Section
from bot.placing import (
    OwnPartyOnly,
    require_another_lead,
    require_ours,
    require_right,
)
from bot.seats import EMPTY, seat_of, vacate, words
from bot.words.kinds import PartyName, RoleName, TierName, Who
from domain.errors import DomainError
from domain.member import May, Member, MemberEnrolled, MemberRemoved, Role, Standing
from domain.party import Party

commands = Commands()

WAITS = {
    Standing.NAMED: "waits for a lead to confirm",
    Standing.CLAIMED: "says they lead; waits to be confirmed",
}
SHOWN = (Standing.ACTIVE, *WAITS)


class NotIn(DomainError):
    """{name} is not part of this plan."""

    def __init__(self, name: str) -> None:
        self.name = name


class PlacedSo(DomainError):
    """{name} has that place already; nothing was changed."""

    def __init__(self, name: str) -> None:
        self.name = name


NOT_ALONE = "cannot be written to alone: hears only what the room hears"


@commands(
    "member add",
    may=May.APPOINT,
    examples=(
        "member add @bo as contributor",
        "member add @kim as sponsor tier tactical",
    ),
)
def add(
    ctx: Context,
    who: Who,
    *,
    as_: RoleName,
    for_: PartyName | None = None,
    tier: TierName | None = None,
    deputy: Who | None = None,
    counterpart: Who | None = None,
) -> Message:
    """Give somebody of your party a place in the plan, or another place."""
    person = ctx.plan.person(who)
    require_right(ctx, as_, seated=bool(tier or deputy or counterpart))
    require_ours(ctx, person, for_)
    before = ctx.plan.member(who)
    seat = seat_of(ctx, person, tier, deputy, counterpart)
    if before and before.active:
        _check_change(ctx, before, {"role": as_, **seat})
    else:
        seat = EMPTY | seat
    side, active = ctx.me.side, Standing.ACTIVE
    member = place(
        ctx, person, side, role=as_, standing=active, kind=MemberEnrolled, **seat
    )
    gone = vacate(ctx, tier, member) if tier else []
    climbing.follow_all(ctx)
    names = (ctx.plan.name(held.person) for held in gone)
    instead = "".join(f" {name} no longer holds the {tier} tier." for name in names)
    party = ctx.plan.party(side).name
    return Message(text=f"{_line(ctx, member)}, for {party}.{instead}", tone="good")


@commands("member list", may=May.READ, changes=False, examples=("member list",))
def list_(ctx: Context) -> Message:
    """Who is in the plan, for which party, in which role."""
    found = ctx.plan.members(standing=SHOWN)
    found.sort(key=lambda member: list(Role).index(member.role))
    parties = ctx.plan.parties()
    sections = tuple(_section(ctx, party, found) for party in parties)
    return Message(title="People of the plan", sections=sections)


@commands("member remove", may=May.LEAD, examples=("member remove @bo",))
def remove(ctx: Context, who: Who) -> Message:
    """Take somebody of your party out of the plan. What they own needs a new owner."""
    member, name = ctx.plan.member(who), ctx.plan.name(who)
    if member is None or member.standing is Standing.REMOVED:
        raise NotIn(name)
    if member.side is not ctx.me.side:
        raise OwnPartyOnly(member.side)
    require_another_lead(ctx, member)
    # The tier and the deputy stay known: an empty seat falls to that deputy.
    gone: dict[str, Any] = {"standing": Standing.REMOVED, "counterpart": None}
    ctx.record(member.change(MemberRemoved, by=ctx.me, at=ctx.now, **gone))
    climbing.follow_all(ctx)
    if who != ctx.speaker.id:
        plan = ctx.plan.plan_row
        text = f"{ctx.speaker.name} took you out of {plan.key} {plan.title}."
        ctx.tell(who, Message(text=f"{text} You read nothing more of it."))
    return Message(
        text=f"{name} is no longer part of the plan and reads nothing more of it.",
        buttons=_hand_over(ctx, member),
    )


def _check_change(ctx: Context, member: Member, wanted: dict[str, object]) -> None:
    if all(getattr(member, name) == value for name, value in wanted.items()):
        raise PlacedSo(ctx.plan.name(member.person))
    if wanted["role"] is not Role.LEAD:
        require_another_lead(ctx, member)


def _section(ctx: Context, party: Party, found: list[Member]) -> Section:
    lines = [Entry(_line(ctx, m)) for m in found if m.side is party.side]
    heading = f"{party.name} ({party.side})"
    if not lines:
        return Section(heading, (Entry("Nobody yet."),))
    if empty := empty_tiers(party, filter(_active, found)):
        lines.append(Entry(f"Nobody holds the {empty} tier."))
    return Section(heading, tuple(lines))


def _active(member: Member) -> bool:
    return member.active


def _line(ctx: Context, member: Member) -> str:
    person = ctx.plan.person(member.person)
    names = ctx.plan.names([member.deputy, member.counterpart])
    waits = WAITS.get(member.standing, "")
    guest = "guest, organisation not verified" if person.guest else ""
    reached = "" if person.alone else NOT_ALONE
    said = (person.name, words(member, names), guest, reached, waits)
    return ", ".join(part for part in said if part)


def _hand_over(ctx: Context, member: Member) -> tuple[Button, ...]:
    if not handing_over.open_of(ctx.plan, member.person):
        return ()
    line = f"{ctx.plan.plan_row.key} hand over <@p:{member.person}>"
    return (Button("Hand over what is theirs…", line, style="primary"),)
