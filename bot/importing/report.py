"""What an import came to: its lines, its last line, and the cards about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from bot.importing.row import Batch, Refused
from bot.message import Button, Detail, Entry, Message, Section
from domain.action import Action
from domain.plan import Plan

MOST = 15  # entries of a card's section
SHOWN = 3  # references named of a group
DRY = "A dry run: nothing was changed."


@dataclass(frozen=True)
class Report:
    """`lines` are for a terminal, the last of them counts. `refused`: nothing ran.

    `advice` is what to type on a command line after a refusal.
    """

    lines: tuple[str, ...]
    message: Message
    refused: bool = False
    advice: str = ""

    @classmethod
    def refusal(cls, why: str, *, advice: str = "") -> "Report":
        said = Message(text=why, tone="warn")
        return cls((why,), said, refused=True, advice=advice)


@dataclass(frozen=True)
class Outcome:
    """What became of each row of one list."""

    plan: Plan
    batch: Batch
    made: Sequence[Action]
    there: Sequence[Refused]

    @property
    def unowned(self) -> list[Action]:
        return [action for action in self.made if not action.owner]

    @property
    def undated(self) -> list[Action]:
        return [action for action in self.made if not action.due]

    @property
    def refused(self) -> Sequence[Refused]:
        return self.batch.refused

    @property
    def count(self) -> str:
        return (
            f"{self.batch.size} rows: {len(self.made)} actions,"
            f" {len(self.unowned)} need an owner, {len(self.undated)} need a date,"
            f" {len(self.there)} already there, {len(self.refused)} refused"
        )

    def report(self, *, dry_run: bool) -> Report:
        lines = (*self._columns(), *self._listed(), self.count)
        return Report(
            (DRY, *lines) if dry_run else lines, self._answer(dry_run=dry_run)
        )

    def summary(self, who: str) -> Message:
        """The one card both parties' room gets."""
        return Message(
            title=f"{_actions(len(self.made))} brought in from a list",
            text=f"{who} brought in what was still open.",
            details=tuple(self._details()),
            buttons=tuple(self._buttons()),
        )

    def _answer(self, *, dry_run: bool) -> Message:
        sections = (*self._wanting(), *self._left())
        return Message(
            title=DRY if dry_run else "",
            text=self.count,
            sections=tuple(_cut(section) for section in sections),
            buttons=() if dry_run else tuple(self._buttons()),
        )

    def _details(self) -> Iterator[Detail]:
        past = sum(action.past_on_import for action in self.made)
        yield Detail("Need an owner", str(len(self.unowned)))
        yield Detail("Need a date", str(len(self.undated)))
        if past:
            yield Detail("Dates already past", f"{past}, kept and marked")

    def _buttons(self) -> Iterator[Button]:
        if self.unowned:
            line = f"{self.plan.key} list actions unowned"
            yield Button("Those without an owner", line)
        if self.undated:
            line = f"{self.plan.key} list actions undated"
            yield Button("Those without a date", line)

    def _columns(self) -> Iterator[str]:
        if self.batch.columns:
            yield f"Columns: {', '.join(self.batch.columns)}."
        if self.batch.unread:
            yield f"Columns not read: {', '.join(self.batch.unread)}."

    def _listed(self) -> Iterator[str]:
        for section in (*self._wanting(), *self._left()):
            yield section.heading
            yield from (f"• {entry.text}" for entry in section.entries)

    def _wanting(self) -> Iterator[Section]:
        if self.unowned:
            said = ((action.owner_words, action.ref) for action in self.unowned)
            yield Section("Need an owner", tuple(_grouped(said)))
        if self.undated:
            said = ((action.due_words, action.ref) for action in self.undated)
            yield Section("Need a date", tuple(_grouped(said)))

    def _left(self) -> Iterator[Section]:
        if self.there:
            yield Section("Already there", tuple(_ranges(self.there)))
        if self.refused:
            yield Section("Refused", tuple(_ranges(self.refused)))


def _actions(many: int) -> str:
    return "1 action" if many == 1 else f"{many} actions"


def _grouped(said: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """What the list said, the most frequent first, with who it was said of."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for words, ref in said:
        groups[words.casefold().rstrip(" .")].append((words, ref))
    for group in sorted(groups.values(), key=len, reverse=True):
        words, refs = group[0][0], [ref for _, ref in group]
        more = f" and {len(refs) - SHOWN} more" if len(refs) > SHOWN else ""
        quoted = f"“{words}”" if words else "nothing said"
        yield Entry(f"{quoted}: {', '.join(refs[:SHOWN])}{more}")


def _ranges(rows: Iterable[Refused]) -> Iterator[Entry]:
    """Neighbouring rows with one reason in one line."""
    numbered = enumerate(sorted(rows, key=lambda refused: refused.row))
    for (_, why), run in groupby(numbered, key=lambda n: (n[1].row - n[0], n[1].why)):
        first, *_, last = (runs := [refused.row for _, refused in run])[0], runs[-1]
        which = f"row {first}" if first == last else f"rows {first} to {last}"
        yield Entry(f"{which}: {why}")


def _cut(section: Section) -> Section:
    left = len(section.entries) - MOST
    if left <= 0:
        return section
    more = Entry(f"and {left} more")
    return Section(section.heading, (*islice(section.entries, MOST), more))
