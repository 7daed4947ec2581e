"""Leaks seeded into REST, a party's own room, sharing, evidence and undo."""

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from adapters.web import plans, words
from bot.bound import joint_rooms
from bot.features import note, share, undo
from bot.message import Message
from bot.window import PlanView
from domain.action import Action
from domain.note import Note
from domain.visibility import Audience, Side
from tests.leaks import ALL, Leak


def _hidden(view: PlanView) -> int:
    """How much the other party keeps to itself."""
    work, kept = view._work, Audience.CUSTOMER
    return sum(len(work.some(k, plan=view.id, audience=kept)) for k in (Action, Note))


def _whole(view: PlanView) -> PlanView:
    """The plan as the customer reads it."""
    return PlanView(view._work, view.plan_row, Side.CUSTOMER)


def rest_list() -> AbstractContextManager[Any]:
    """A list over REST is read through the other party's window."""
    right = plans.items

    def leaky(view: PlanView, *page: Any) -> Any:
        return right(_whole(view), *page)

    return patch.object(plans, "items", leaky)


def rest_total() -> AbstractContextManager[Any]:
    """A page says of how many items it is, and counts the hidden ones."""
    right = plans.items

    def leaky(view: PlanView, noun: str, after: str, most: int) -> Any:
        page = right(view, noun, after, most)
        return [{**shape, "of": len(page) + _hidden(view)} for shape in page]

    return patch.object(plans, "items", leaky)


def rest_place() -> AbstractContextManager[Any]:
    """Paging steps over what is hidden."""
    right = plans._place_after

    def leaky(view: PlanView, found: list[Any], after: str) -> int:
        return right(view, found, after) + min(_hidden(view), 1)

    return patch.object(plans, "_place_after", leaky)


def rest_version() -> AbstractContextManager[Any]:
    """An item's version over REST counts the private notes on it."""
    right = plans.items

    def leaky(view: PlanView, *page: Any) -> Any:
        notes = view._work.some(Note, plan=view.id, audience=ALL)
        of = [found.ref for found in notes]
        shapes = right(view, *page)
        return [{**s, "version": s["version"] + of.count(s["ref"])} for s in shapes]

    return patch.object(plans, "items", leaky)


def rest_plan() -> AbstractContextManager[Any]:
    """A plan over REST tells how much has happened in it."""
    right = plans.plan_shape

    def leaky(view: PlanView) -> Any:
        facts = view._work.facts(view.id, ALL)
        return {**right(view), "changes": len(facts)}

    return patch.object(plans, "plan_shape", leaky)


def rest_busy() -> AbstractContextManager[Any]:
    """A plan over REST tells whether the other party talks about it."""
    right = plans.plan_shape

    def leaky(view: PlanView) -> Any:
        return {**right(view), "quiet": not _hidden(view)}

    return patch.object(plans, "plan_shape", leaky)


def rest_mine() -> AbstractContextManager[Any]:
    """The list of one's plans says how many notes there are."""
    right = plans.my_plans

    def leaky(work: Any, person: Any) -> Any:
        notes = len(work.some(Note, audience=ALL))
        return [{**plan, "notes": notes} for plan in right(work, person)]

    return patch.object(plans, "my_plans", leaky)


def completion() -> AbstractContextManager[Any]:
    """The box completes the other party's references."""
    right = words.completions

    def leaky(text: str, commands: Any, view: PlanView, *more: Any) -> Any:
        return right(text, commands, _whole(view), *more)

    return patch.object(words, "completions", leaky)


def own_room() -> AbstractContextManager[Any]:
    """Words said in a party's own room become joint at once."""
    return patch("bot.turn.own_words.ask_first", lambda ctx, calls: None)


def _tell(ctx: Any, words_: str) -> None:
    for room in joint_rooms(ctx):
        ctx.work.outbox.put(room.post(Message(text=words_)), at=ctx.now)


def sharing() -> AbstractContextManager[Any]:
    """The room hears that somebody thinks of sharing something."""
    right = share._question

    def leaky(ctx: Any, item: Any) -> Any:
        _tell(ctx, "Something may be shared soon.")
        return right(ctx, item)

    return patch.object(share, "_question", leaky)


def evidence() -> AbstractContextManager[Any]:
    """Private evidence on a joint item is joint."""
    right = note._keep

    def leaky(ctx: Any, item: Any, audience: Audience, **said: Any) -> Any:
        return right(ctx, item, Audience.JOINT if said.get("url") else audience, **said)

    return patch.object(note, "_keep", leaky)


def taken_back() -> AbstractContextManager[Any]:
    """The room hears that a private line was taken back."""
    right = undo._answer

    def leaky(ctx: Any, items: Any) -> Any:
        _tell(ctx, "A line was taken back.")
        return replace(right(ctx, items))

    return patch.object(undo, "_answer", leaky)


REST_LEAKS: tuple[Leak, ...] = (
    rest_list,
    rest_total,
    rest_place,
    rest_version,
    rest_plan,
    rest_busy,
    rest_mine,
    completion,
    own_room,
    sharing,
    evidence,
    taken_back,
)
