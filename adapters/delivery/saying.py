"""Saying one thing: new, in place of what stands, or after a look at what arrived."""

from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

import anyio
from pydantic import ValidationError

from adapters.delivery.chat import Chat, Outgoing, Posted
from adapters.delivery.claim import Errand
from adapters.delivery.outcome import NotSaid, Outcome
from bot.message import BODY, Message
from storage.outbox import Sending

T = TypeVar("T")
MAY_REPEAT = "(You may have read this already: I could not see whether it arrived.)"
NOTHING = Posted("")


@dataclass(frozen=True)
class Saying:
    """One errand on one platform. Returns what is now there; raises `NotSaid`."""

    chat: Chat
    errand: Errand

    async def run(self) -> Posted:
        row, standing = self.errand.row, self.errand.standing
        out = _outgoing(row)
        if standing and row.id <= standing.revision:  # it shows a newer one already
            return Posted(standing.posted, standing.installation)
        if standing:
            await self._within(self.chat.update(standing, out))
            return Posted(standing.posted, standing.installation)
        if row.doubt:
            return await self._again(out)
        if row.standing_only:
            return NOTHING
        return await self._within(self.chat.post(out))

    async def _again(self, out: Outgoing) -> Posted:
        """It may be there: look first, and say it only where it is not."""
        found = await self._within(self.chat.look_back(out))
        if found is None:
            return await self._blind(out)
        if found:
            return await self._one_of(found, out)
        if self.errand.row.standing_only:
            return NOTHING
        posted = await self._within(self.chat.post(out))
        with suppress(NotSaid):  # the first may have been slow to show
            seen = await self._within(self.chat.look_back(out))
            return await self._one_of(seen, out) if seen else posted
        return posted

    async def _blind(self, out: Outgoing) -> Posted:
        if self.errand.folds:
            raise NotSaid(Outcome.UNSEEN, "left to the next digest")
        if self.errand.row.standing_only:
            return NOTHING
        marked = replace(out, message=may_repeat(out.message))
        return await self._within(self.chat.post(marked))

    async def _one_of(self, found: Sequence[Posted], out: Outgoing) -> Posted:
        """The first stays; the others are taken away, where the platform allows it."""
        first, *surplus = found
        for posted in surplus:
            try:
                await self._within(self.chat.delete(posted, out))
            except NotSaid as refused:
                if refused.outcome in {Outcome.LATER, Outcome.DOUBT}:
                    raise NotSaid(
                        Outcome.DOUBT, refused.why, after=refused.after
                    ) from refused
        return first

    async def _within(self, call: Awaitable[T]) -> T:
        try:
            with anyio.fail_after(self.chat.timeout):
                return await call
        except TimeoutError as late:
            why = f"no answer in {self.chat.timeout:.0f} s"
            raise NotSaid(Outcome.DOUBT, why) from late


def may_repeat(message: Message) -> Message:
    return replace(message, text=f"{message.text} {MAY_REPEAT}".strip())


def _outgoing(row: Sending) -> Outgoing:
    try:
        message = BODY.validate_json(row.body)
    except ValidationError as error:
        raise NotSaid(Outcome.REFUSED, "its body cannot be read") from error
    return Outgoing(
        lane=row.lane,
        message=message,
        marker=row.marker,
        plan=row.plan,
        card=row.card,
        thread=row.thread,
    )
