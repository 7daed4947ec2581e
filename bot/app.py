"""The bot: one entrance for people, one for the clock. Start reading here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from pydantic import TypeAdapter

from bot.auditing import Repairs, audit
from bot.command import Commands
from bot.message import Message
from bot.ports import Closed, Store, Work
from bot.request import Answer, Request
from bot.sweep import sweep
from bot.turn import Turn
from bot.words.reading import Ask, Misread
from domain.errors import DomainError

ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True)
class Bot:
    """`closed` knows public holidays. Times are aware; nothing here reads a clock."""

    store: Store
    commands: Commands
    closed: Closed

    def handle(self, request: Request, *, now: datetime) -> Answer:
        """Answer one person. A refusal rolls all back; a repeat changes nothing."""
        try:
            return self.store.run(lambda work: self._once(request, work, now))
        except (Ask, Misread) as question:
            return Answer(message=question.message, refused=True)
        except DomainError as refusal:
            return Answer(message=Message(text=str(refusal), tone="warn"), refused=True)

    def sweep(self, now: datetime) -> int:
        """Do what is due by *now*; how many rows that were. Until none: call again."""
        return sweep(self.store, self.closed, now)

    def audit(self, now: datetime) -> Repairs:
        """Look after the clocks themselves, and put right what is wrong with them."""
        return audit(self.store, self.closed, now)

    def _once(self, request: Request, work: Work, now: datetime) -> Answer:
        turn = Turn(self.commands, self.closed, request, work, now)
        if first := turn.arrival.answer:
            return ANSWER.validate_json(first)
        work.line = request.id or uuid4().hex
        answer = turn.run()
        if request.id:
            work.remember(request.delivery, ANSWER.dump_json(answer).decode(), at=now)
        return answer
