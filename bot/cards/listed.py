"""Items as lines of a list."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.cards.parts import holders, press, standing
from bot.cards.series import when
from bot.dates import say_moment
from bot.late import Lateness
from bot.message import Button, Entry
from bot.paging import Line
from bot.window import PlanView
from domain.action import Action, Status
from domain.baseline import BaselineItem
from domain.change import Change
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.issue import Issue
from domain.item import Item
from domain.member import May, Member
from domain.series import Series


class Listing:
    """Items as *me* sees them in a list; their owners' names are fetched at once."""

    def __init__(
        self, view: PlanView, me: Member, lateness: Lateness, items: Iterable[Item]
    ) -> None:
        items = list(items)
        climbing = (i for i in items if isinstance(i, Issue) and i.running)
        self._climbs = view.climbs(*climbing)
        self._view = view
        self._me = me
        self._lateness = lateness
        self._names = holders(view, (vars(item).get("owner") for item in items))

    def lines(self, items: Iterable[Item], heading: str = "") -> list[Line]:
        return [(heading, self.entry(item)) for item in items]

    def entry(self, item: Item) -> Entry:
        """`A-3 Train the ward staff: Bob, 2 working days late, was due …`."""
        said = ", ".join(part for part in self._parts(item) if part)
        text = f"{item.ref} {item.title}"
        buttons = self._done(item)
        return Entry(f"{text}: {said}" if said else text, item.ref, buttons)

    def _parts(self, item: Item) -> Iterator[str]:
        fields: Any = vars(item)
        if "owner" in fields:
            yield self._names.get(fields["owner"] or "", "nobody yet")
        if waits := item.waits_for if isinstance(item, Change | Decision) else None:
            yield f"waits for the {waits}"
        elif fields["status"] is not Status.OPEN:
            yield item.state
        if isinstance(item, BaselineItem):
            yield standing(item)
        if isinstance(item, Issue):
            yield from self._issue(item)
        if isinstance(item, Checkpoint):
            yield when(item)
        if isinstance(item, Series):
            yield item.often
        yield self._lateness.says(item)
        if isinstance(item, Action) and item.past_on_import:
            yield "past when it was imported"

    def _issue(self, issue: Issue) -> Iterator[str]:
        yield str(issue.severity)
        yield f"{issue.tier} tier"
        if at := self._climbs.get(issue.ref):
            yield f"goes up {say_moment(at, self._view.plan_row.zone)}"

    def _done(self, item: Item) -> tuple[Button, ...]:
        mine = isinstance(item, Action) and item.live and item.owner == self._me.person
        if not (mine and self._me.may(May.WORK)):
            return ()
        return (press(self._view, item, "done", "Done"),)
