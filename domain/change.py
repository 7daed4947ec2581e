"""A change request: a line about the baseline that waits for the other signature."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.consent import Signatory
from domain.errors import DomainError, NotAllowed, Said
from domain.fact import Changes, Fact
from domain.item import Item
from domain.lifecycle import Moves, move
from domain.member import May, Member, Role
from domain.visibility import Side


class Status(StrEnum):
    WAITING = "waiting for a signature"
    SIGNED = "signed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


MOVES: Moves[Status] = {
    Status.WAITING: {Status.SIGNED, Status.REJECTED, Status.WITHDRAWN},
}


class ChangeAsked(Fact):
    """{who} asks: {item}. It waits for the other party's lead.{and_note}"""


class ChangeSigned(Fact):
    """{who} signed {item}. Both parties have signed, so it was done."""

    STANDS = True


class ChangeRejected(Fact):
    """{who} rejected {item}: {note}. Nothing was changed."""

    STANDS = True


class ChangeWithdrawn(Fact):
    """{who} withdrew {item}. Nothing was changed."""

    STANDS = True


class OwnRequest(DomainError):
    """Your party asked for {ref}, so the other party's lead answers it. You can take it back: `{ref} withdraw`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


class NotYours(DomainError):
    """The other party asked for {ref}. If it is not to be, say so: `{ref} reject "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


@dataclass(eq=False, kw_only=True)
class Change(Item):
    """`line` is held resolved; it is about the item, party or plan called `about`.

    `asked` holds, as JSON, each field's values before and after. `digest` is that of
    the text the other party's lead signed.
    """

    NOUN: ClassVar[str] = "change"
    PLURAL: ClassVar[str] = "changes"
    PREFIX: ClassVar[str] = "CR"
    TAKEN_BACK: ClassVar[str] = Status.WITHDRAWN

    about: str
    line: str
    asked: str
    asked_side: Side
    why: str = ""
    status: Status = Status.WAITING
    signed_by: str | None = None
    digest: str = ""

    @property
    def settled(self) -> bool:
        return self.status is not Status.WAITING

    @property
    def waits_for(self) -> Side | None:
        return None if self.settled else self.asked_side.other

    @property
    def changes(self) -> Changes:
        """Each field's value before and after, as the record keeps them."""
        asked = json.loads(self.asked)
        return {name: (before, after) for name, (before, after) in asked.items()}

    @property
    def asker(self) -> Signatory:
        """Whoever asked, with the other party's signature under this one change."""
        return Signatory(
            plan=self.plan,
            person=self.created_by,
            side=self.asked_side,
            role=Role.LEAD,
            about=self.about,
            signed=self.changes,
        )

    def signable(self, by: Member) -> Status:
        """Refuse where *by* has nothing to sign here."""
        self._answerable(by)
        return move(self.ref, self.status, Status.SIGNED, MOVES, "signed")

    def sign(self, digest: str, *, by: Member, at: datetime) -> Fact:
        """Sign exactly the text whose digest was shown."""
        after = {"status": self.signable(by), "signed_by": by.person, "digest": digest}
        return self.change(ChangeSigned, by=by, at=at, **after)

    def reject(self, why: str, *, by: Member, at: datetime) -> Fact:
        self._answerable(by)
        status = move(self.ref, self.status, Status.REJECTED, MOVES, "rejected")
        return self.change(ChangeRejected, by=by, at=at, note=why, status=status)

    def withdraw(self, *, by: Member, at: datetime) -> Fact:
        by.require(May.LEAD)
        if by.side is not self.asked_side:
            raise NotYours(self.ref)
        status = move(self.ref, self.status, Status.WITHDRAWN, MOVES, "withdrawn")
        return self.change(ChangeWithdrawn, by=by, at=at, status=status)

    def rename(self, title: str, *, by: Member, at: datetime) -> Fact:
        del title, by, at
        raise Said(
            f"{self.ref} says what was asked, so its words stay. Ask for another"
            " change instead."
        )

    def cancel(self, why: str, *, by: Member, at: datetime) -> Fact:
        """Refused: a request is withdrawn by who asked, or rejected by the other."""
        del why, at
        by.require(May.LEAD)
        raise OwnRequest(self.ref) if by.side is self.asked_side else NotYours(self.ref)

    def _answerable(self, by: Member) -> None:
        if not by.may(May.LEAD):
            raise NotAllowed(f"the {self.asked_side.other}'s lead")
        if by.side is self.asked_side:
            raise OwnRequest(self.ref)


def held(changes: Changes) -> str:
    """Values before and after, in the words a change request keeps them in."""
    pairs = {name: list(pair) for name, pair in changes.items()}
    return json.dumps(pairs, ensure_ascii=False, sort_keys=True)
