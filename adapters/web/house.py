"""What the web's addresses share, and one line of words through it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from anyio import to_thread

from adapters.aloud import Aloud, Speak
from adapters.clock import Clock
from adapters.web import people
from adapters.web.access import Reader, reader
from adapters.web.events import Hub
from adapters.web.rooms import Places, WebChat
from bot.app import ANSWER, Bot
from bot.request import Answer, Place, Request
from bot.turn import Heard
from bot.words.private_words import ALSO_PRIVATE, PUNCTUATION, near_private
from bot.words.refs import read_ref
from bot.words.tokens import Token, clean
from domain.person import Person
from domain.room import PlanRoom
from storage.store import SqlStore
from storage.work import SqlWork

T = TypeVar("T")
CALLED = "@jointly"


@dataclass(frozen=True, kw_only=True)
class Line:
    """What somebody sent: words, in a room or to Jointly alone, perhaps again."""

    text: str
    room: Place | None = None
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class House:
    """`settled` returns when what a line led to has been said."""

    bot: Bot
    store: SqlStore
    clock: Clock
    places: Places
    chat: WebChat
    hub: Hub
    settled: Callable[[], Awaitable[None]]

    async def run(self, job: Callable[[SqlWork], T]) -> T:
        return await to_thread.run_sync(self.store.run, job)

    async def say(self, who: Person, line: Line) -> Answer:
        """Run a line as *who* and say what follows from it; a repeat does nothing."""
        answer = await to_thread.run_sync(self._hear, who, line)
        if line.room and _called(line.text):
            self.hub.lane(line.room.id)
        await self.settled()
        return answer

    def read_room(self, work: SqlWork, who: Person, room: str) -> Reader | None:
        """How *who* reads a room; None where it does not exist for them."""
        opened = self.places.opened(work, room)
        return None if opened is None else reader(work, who, room, opened)

    def place(self, work: SqlWork, room: str) -> Place:
        return Place(id=room, present=self.chat.present(work, room))

    def _hear(self, who: Person, line: Line) -> Answer:
        first, request = self.store.run(lambda work: self._request(work, who, line))
        if first:
            return ANSWER.validate_json(first)

        def speak(work: SqlWork, answer: Answer) -> None:
            if line.room and _called(line.text) and not _unsaid(request, answer):
                self._speak(work, who, line.room, request)

        aloud = Aloud(self.store, speak)
        answer = replace(self.bot, store=aloud).handle(request, now=self.clock.now())
        if aloud.fault:
            raise aloud.fault
        if aloud.rolled_back:
            self.store.run(lambda work: self._keep(work, request, answer, speak))
        return answer

    def _request(
        self, work: SqlWork, who: Person, line: Line
    ) -> tuple[str | None, Request]:
        key = sha256(f"{who.id} {line.id}".encode()).hexdigest() if line.id else ""
        present = line.room.present if line.room else frozenset[str]()
        request = Request(
            text=line.text,
            by=people.account_of(work, who),
            place=line.room,
            people=people.mentioned(work, who, line.text, present),
            heard=bool(line.room and _called(line.text) and _shared(work, line.room)),
            id=f"line {key}" if key else "",
        )
        return (work.answered(request.id) if key else None), request

    def _keep(
        self, work: SqlWork, request: Request, answer: Answer, speak: Speak
    ) -> None:
        """Keep a refusal for its repeat, and the words that the room heard."""
        if request.id and not work.answered(request.id):
            told = ANSWER.dump_json(answer).decode()
            work.remember(request.id, told, at=self.clock.now())
        speak(work, answer)

    def _speak(self, work: SqlWork, who: Person, room: Place, request: Request) -> None:
        bound = {bound.plan for bound in work.some(PlanRoom, room=room.id)}
        plan = bound.pop() if len(bound) == 1 else ""
        self.chat.speak(work, room.id, who, plan, clean(request.text), once=request.id)


def _called(text: str) -> bool:
    """Whether a line in a room is said to everybody there: it calls Jointly by name."""
    return text.lstrip().casefold().startswith(CALLED)


def _shared(work: SqlWork, place: Place) -> bool:
    """Whether others than one party's own people read the room."""
    bound = work.some(PlanRoom, room=place.id)
    return not bound or any(not room.audience.private for room in bound)


def _unsaid(request: Request, answer: Answer) -> bool:
    """Whether the room must not hear these words: refused, and private by the look."""
    if not (request.heard and answer.refused):
        return False
    return answer.message.text == str(Heard()) or _looks_private(request.text)


def _looks_private(text: str) -> bool:
    words = [Token(word) for word in clean(text).split()]
    said = " ".join(word.word.strip(PUNCTUATION) for word in words)
    refs = (read_ref(words[at:]) for at in range(len(words)))
    return (
        "~" in text
        or any(ref[0].private for ref in refs if ref)
        or any(map(near_private, words))
        or any(f" {' '.join(phrase)} " in f" {said} " for phrase in ALSO_PRIVATE)
    )
