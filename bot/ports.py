"""What the bot needs from the outside world. Structural: nobody inherits these."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from domain.due import Due
from domain.fact import Fact
from domain.member import Member
from domain.person import Person
from domain.plan import Plan
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience

T = TypeVar("T")


class Told(Protocol):
    """A fact as the record keeps it."""

    @property
    def seq(self) -> int: ...
    @property
    def line(self) -> str: ...
    @property
    def fact(self) -> Fact: ...


class Arrival(Protocol):
    """What a line begins with: who speaks, and of which plans it may be.

    `answer` is what this delivery was told before; `speaker` is None where new. `plans`
    are the room's, else all the speaker is in; each with their place in it. `rooms`
    bind the room to each of them.
    """

    @property
    def answer(self) -> str | None: ...
    @property
    def speaker(self) -> Person | None: ...
    @property
    def plans(self) -> Sequence[tuple[Plan, Member | None]]: ...
    @property
    def rooms(self) -> Sequence[PlanRoom]: ...


class Seal(Protocol):
    """Signed heads of a plan's logs; `groups` is the fingerprint as people read it."""

    @property
    def groups(self) -> str: ...


class Outbox(Protocol):
    def put(self, *posts: Post, at: datetime) -> None: ...
    def drop(self, plan: str, topic: str) -> None: ...
    def folded(self, lane: str) -> Sequence[Post]: ...


class Agenda(Protocol):
    def put(self, *rows: Due) -> None: ...
    def drop(self, key: str) -> None: ...
    def lease(self, now: datetime, *, until: datetime) -> Due | None: ...
    def take(self, row: Due) -> bool: ...
    def times(self, *keys: str) -> dict[str, datetime]: ...


class Work(Protocol):
    """One transaction: all of it happens, or none of it."""

    line: str

    @property
    def outbox(self) -> Outbox: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def told(self) -> Sequence[Fact]: ...

    def arrive(
        self, *, organisation: str, account: str, room: str, request: str
    ) -> Arrival: ...
    def one(self, kind: type[T], **key: Any) -> T | None: ...  # noqa: ANN401 - column values
    def some(
        self,
        kind: type[T],
        *,
        order: str = "",
        most: int | None = None,
        **where: Any,  # noqa: ANN401 - column values
    ) -> list[T]: ...
    def count(self, kind: type[T], **where: Any) -> int: ...  # noqa: ANN401 - column values
    def see_as(self, person: str) -> None: ...
    def beside(self, plan: str) -> list[PlanRoom]: ...
    def add(self, *things: object) -> None: ...
    def drop(self, thing: object) -> None: ...
    def number(
        self, plan: str, audience: Audience, prefix: str, *, many: int = 1
    ) -> int: ...
    def record(self, *facts: Fact) -> None: ...
    def facts(
        self,
        plan: str,
        audiences: tuple[Audience, ...],
        **where: Any,  # noqa: ANN401 - ref, by, line or since
    ) -> Sequence[Told]: ...
    def seal(self, plan: str, *, at: datetime) -> Seal: ...
    def seals(self, plan: str) -> Sequence[Seal]: ...
    def log(self, plan: str, audience: Audience) -> list[dict[str, Any]]: ...
    def answered(self, request: str) -> str | None: ...
    def remember(self, request: str, answer: str, *, at: datetime) -> None: ...
    def write(self) -> None: ...
    def flush(self) -> None: ...


class Closed(Protocol):
    """Public holidays of codes such as `GB-ENG+DE-BY`; refuses unknown codes."""

    def __call__(self, codes: str) -> frozenset[date]: ...


class Store(Protocol):
    """`sees`: words of `domain.visibility` for what is seen of what is private."""

    def run(self, job: Callable[[Work], T], *, sees: Iterable[str] = ()) -> T: ...
