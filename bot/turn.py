"""One person's line: who speaks, of which plan, with what right, and what ran."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot import (
    announce,
    answers,
    bare_verb,
    cards,
    held,
    here,
    identity,
    meant,
    own_words,
    room_binding,
)
from bot.command import Commands
from bot.context import Context
from bot.grammar import Call, plan_key, read
from bot.message import Button, Message
from bot.party_names import PartyNames
from bot.ports import Closed, Work
from bot.request import Answer, Request
from bot.stamping import stamped
from bot.window import PlanView
from bot.words.private_words import near_private
from bot.words.reading import Ask, Misread, Reading
from bot.words.refs import Ref, ref_of
from bot.words.tokens import tokens
from domain.action import Action
from domain.calendar import Calendar
from domain.errors import DomainError, NotFound
from domain.member import Member
from domain.person import Person
from domain.plan import ClosedPlan, Plan, Status
from domain.visibility import Side


class NoPlan(DomainError):
    """There is no plan here yet. Start one: `start "What we want to achieve"`."""


class Heard(DomainError):
    """Everyone here has just read that. Delete it, and tell me directly."""


STRANGER = (
    "You are not part of this plan, so I can show you nothing of it. A lead of your"
    " organisation can add you: `member add @you as contributor`."
)


@dataclass
class Turn:
    """Runs one request in one transaction."""

    commands: Commands
    closed: Closed
    request: Request
    work: Work
    now: datetime

    def __post_init__(self) -> None:
        by, self.room = self.request.by, meant.room_of(self.request.place)
        self.arrival = self.work.arrive(
            organisation=by.organisation,
            account=by.account,
            room=self.room,
            request=self.request.delivery,
        )

    @cached_property
    def speaker(self) -> Person:
        return identity.met(self.arrival.speaker, self.request.by, self.work)

    def run(self) -> Answer:
        plans = self._plans()
        key, text = plan_key(self.request.text, frozenset(p.key for p in plans))
        plan = self._choose(plans if key else self._own(plans), key)
        ctx = self._context(plan)
        ctx.reading = self._reading(ctx, key or "")
        calls = self._read(ctx, text, ctx.reading)
        if self._across(key, calls):
            plan, ctx = None, replace(ctx, view=None, member=None, places=self._places)
        elif plan is None and any(call.command.plan for call in calls):
            raise Ask(_which(self._own(plans), text)) if plans else NoPlan
        _keep_private_words(ctx, calls)
        if ctx.member and any(room.audience.private for room in self.arrival.rooms):
            own_words.ask_first(ctx, calls)
        if ctx.view and not ctx.member and any(c.command.may for c in calls):
            return self._turn_away(ctx)
        ctx.answer = answers.together([self._run(ctx, call) for call in calls])
        if not key and len(plans) > 1 and plan and any(c.command.plan for c in calls):
            ctx.answer = answers.of_plan(plan.key, ctx.answer)
        room_binding.see(list(self.arrival.rooms), self.request.place)
        announce.settle(ctx)
        if ctx.view:
            ctx.answer = stamped(ctx.answer, ctx.view)
        return Answer(message=ctx.answer, refused=ctx.refused, refs=ctx.refs)

    def _read(self, ctx: Context, text: str, reading: Reading) -> list[Call]:
        """Private words that everybody read are refused, even in a question."""
        try:
            return read(text, self.commands, reading)
        except (Ask, Misread) as why:
            if here.overheard(ctx) and any(map(near_private, tokens(text))):
                raise Heard from None
            if isinstance(why, Misread) and why.verb:
                why.buttons = (*bare_verb.buttons(ctx, why.verb), *why.buttons)
            raise

    def _plans(self) -> list[Plan]:
        """The plans the line may mean: named by key, else the room's, else mine."""
        if named := self._named():
            return [named]
        return [plan for plan, _ in self.arrival.plans]

    def _own(self, plans: list[Plan]) -> list[Plan]:
        """Those the speaker is part of; all of them to somebody who is in none."""
        own = {plan.id for plan, _ in self._places}
        return [plan for plan in plans if plan.id in own] or plans

    @cached_property
    def _places(self) -> tuple[tuple[Plan, Member], ...]:
        return tuple((p, m) for p, m in self.arrival.plans if m and m.active)

    def _across(self, key: str | None, calls: list[Call]) -> bool:
        """Whether the line tells of all the speaker's plans, not of one."""
        direct = self.request.place is None and not key and len(self._places) > 1
        return direct and all(call.command.across for call in calls)

    def _named(self) -> Plan | None:
        word = self.request.text.strip().partition(" ")[0].upper()
        if not (2 <= len(word) <= 6 and word.isalpha()):  # noqa: PLR2004 - COMMANDS.md
            return None
        if word.casefold() in self.commands.by_first:  # which no key may equal
            return None
        here = (plan for plan, _ in self.arrival.plans if plan.key == word)
        found = next(here, None) or next(iter(self.work.some(Plan, key=word)), None)
        return found if found and self._member(found) else None

    def _choose(self, plans: list[Plan], key: str | None) -> Plan | None:
        if key:
            return next(plan for plan in plans if plan.key == key)
        if len(plans) == 1:
            return plans[0]
        last = meant.last_plan(self.work, self.speaker, self.room)
        return next((plan for plan in plans if plan.id == last), None)

    def _member(self, plan: Plan) -> Member | None:
        """The speaker's place in *plan*: read already, unless a key named the plan."""
        found = self.work.one(Member, plan=plan.id, person=self.speaker.id)
        return found if found and found.active else None

    def _context(self, plan: Plan | None) -> Context:
        member = self._member(plan) if plan else None
        view = (
            PlanView(self.work, plan, member.reads if member else None)
            if plan
            else None
        )
        if plan and member and len(self.arrival.plans) > 1:
            meant.remember(self.work, self.speaker, self.room, plan)
        return Context(
            speaker=self.speaker,
            now=self.now,
            work=self.work,
            closed=self.closed,
            request=self.request,
            commands=self.commands,
            view=view,
            member=member,
        )

    def _reading(self, ctx: Context, key: str) -> Reading:
        return Reading(
            now=self.now,
            zone=self.speaker.zone,
            locale=self.speaker.locale,
            people=identity.mentioned(
                self.request.text, self.request.people, self.work
            ),
            parties=PartyNames(ctx.view),
            keys=frozenset({key} if key else ()),
            thread=ref_of(self.request.thread),
            calendar=lambda person: self._calendar(ctx, person),
            key=key,
            owner_of=lambda ref: _owner(ctx, ref),
        )

    def _calendar(self, ctx: Context, person: str | None) -> Calendar:
        if ctx.view is None:
            return Calendar(zone=self.speaker.zone)
        member = ctx.view.member(person) if person else ctx.member
        return ctx.calendar(member.side if member else Side.CUSTOMER)

    def _run(self, ctx: Context, call: Call) -> Message:
        command = call.command
        if command.may and ctx.view:
            ctx.me.require(command.may)
        if command.changes and command.plan and _closed(ctx):
            raise ClosedPlan
        self._fresh(ctx, call)
        if call.ref:
            ctx.refs = (*ctx.refs, str(call.ref))
        return held.run(ctx, call) if ctx.view else command.handler(ctx, **call.args)

    def _fresh(self, ctx: Context, call: Call) -> None:
        """A stale button answers with the card as it is now; nothing runs."""
        seen = call.ref.seen if call.ref else None
        if call.ref is None or seen is None or not call.command.changes:
            return
        item = ctx.plan.find(call.ref)
        if item.version != seen:
            raise Ask(cards.stale(item, ctx.plan, ctx.member))

    def _turn_away(self, ctx: Context) -> Answer:
        announce.stranger(ctx)
        announce.settle(ctx)
        return Answer(message=Message(text=STRANGER, tone="warn"), refused=True)


def _owner(ctx: Context, ref: Ref) -> str | None:
    """Whose working days count where a line moves *ref*; None for the speaker's."""
    if ctx.view is None or ref.prefix != Action.PREFIX:
        return None
    try:
        return ctx.view.find(ref, Action).owner
    except NotFound:
        return None


def _keep_private_words(ctx: Context, calls: list[Call]) -> None:
    if here.overheard(ctx) and any(own_words.is_private(ctx, call) for call in calls):
        raise Heard


def _closed(ctx: Context) -> bool:
    return ctx.view is not None and ctx.view.plan_row.status is Status.CLOSED


def _which(plans: list[Plan], text: str) -> Message:
    buttons = tuple(Button(plan.key, f"{plan.key} {text}".strip()) for plan in plans)
    return Message(text="Which plan do you mean?", buttons=buttons)
