"""A chat that behaves like a platform: slow, rated, forgetful, and sometimes wrong."""

import json
import os
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import anyio

from adapters.delivery.bucket import Limit
from adapters.delivery.chat import Method, Outgoing, Posted
from adapters.delivery.outcome import NotSaid, Outcome
from storage.cards import Standing

T = TypeVar("T")
Event = dict[str, Any]
MINUTE = timedelta(minutes=1)
A_ROOM = (1, timedelta(seconds=1))  # posts, in how long
A_WORKSPACE = (300, MINUTE)
ALWAYS = 1 << 30  # times


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass
class Ledger:
    """All that a platform ever accepted, in order; in a file it outlives processes."""

    file: Path | None = None
    _lanes: dict[str, dict[str, Event]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _read: int = 0
    _made: int = 0

    def add(self, **event: Any) -> None:
        if self.file is None:
            self._apply(event)
            return
        line = json.dumps(event) + "\n"
        opened = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            os.write(opened, line.encode())
        finally:
            os.close(opened)

    def new_id(self) -> str:
        """No two messages have the same, of whatever process."""
        self._made += 1
        return f"{os.getpid()}-{self._made}"

    def history(self, lane: str = "") -> list[Event]:
        """What stands now, oldest first, as anybody in the room would read it."""
        self._catch_up()
        if lane:
            return list(self._lanes[lane].values())
        found = [said for each in self._lanes.values() for said in each.values()]
        return sorted(found, key=lambda said: str(said["at"]))

    def _catch_up(self) -> None:
        """Read what was added since, by whichever process."""
        if self.file is None or not self.file.exists():
            return
        with self.file.open("rb") as kept:
            kept.seek(self._read)
            new = kept.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            self._apply(json.loads(line))

    def _apply(self, event: Event) -> None:
        lane, id_ = self._lanes[event["lane"]], event["id"]
        match event["do"]:
            case Method.POST:
                lane[id_] = event
            case Method.UPDATE if id_ in lane:
                lane[id_] |= {"text": event["text"], "marker": event["marker"]}
            case Method.DELETE:
                lane.pop(id_, None)


@dataclass
class Fault:
    """What goes wrong with a call. `accepted`: the platform took it all the same.

    `raises` is what the adapter makes of the answer; without it none ever comes.
    With `hides` all goes well, but what was said does not show yet.
    """

    raises: Exception | None = None
    method: Method = Method.POST
    accepted: bool = False
    times: int = 1
    text: str = ""
    lane: str = ""
    until: datetime | None = None
    hides: bool = False

    def strikes(self, method: Method, out: Outgoing, now: datetime) -> bool:
        meant = self.text in {"", out.message.text} and self.lane in {"", out.lane}
        over = self.until is not None and now >= self.until
        if over or not (self.times and method is self.method and meant):
            return False
        self.times -= 1
        return True


@dataclass
class Rate:
    """At most so many calls in so long, each workspace or room for itself."""

    many: int
    within: timedelta
    _calls: dict[str, deque[datetime]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def wait(self, scope: str, now: datetime) -> timedelta | None:
        """How long a caller must wait; None where the call is let in."""
        calls = self._calls[scope]
        while calls and now - calls[0] >= self.within:
            calls.popleft()
        return calls[0] + self.within - now if len(calls) >= self.many else None

    def let_in(self, scope: str, now: datetime) -> None:
        self._calls[scope].append(now)


def one_workspace(lane: str) -> str:
    del lane
    return "T1"


@dataclass
class RecordingChat:
    """A platform and its adapter in one. `latency` is until accepted, and after that.

    `looks` is whether this installation may read what was said. `step` hears of every
    point where a process can die.
    """

    clock: Clock
    ledger: Ledger = field(default_factory=Ledger)
    faults: list[Fault] = field(default_factory=list)
    latency: Callable[[], tuple[float, float]] = lambda: (0.05, 0.05)
    workspace: Callable[[str], str] = one_workspace
    looks: bool = True
    rated: bool = True
    dead: dict[str, NotSaid] = field(default_factory=dict)
    step: Callable[[str], None] = lambda _: None
    timeout: float = 20.0
    refused: Counter[str] = field(default_factory=Counter)
    calls: Counter[Method] = field(default_factory=Counter)
    _rooms: Rate = field(default_factory=lambda: Rate(*A_ROOM))
    _workspaces: Rate = field(default_factory=lambda: Rate(*A_WORKSPACE))

    def present(self, work: object, lane: str) -> frozenset[str]:
        return frozenset()

    def limits(self, work: object, lane: str, method: Method) -> Sequence[Limit]:
        if not self.rated or method is not Method.POST:
            return ()
        where = f"{method} {self.workspace(lane)}"
        return (Limit.a_minute(where, A_WORKSPACE[0]), Limit(f"{where} {lane}", 1.0))

    async def post(self, out: Outgoing) -> Posted:
        def accept() -> Posted:
            id_ = self.ledger.new_id()
            self._keep(Method.POST, id_, out)
            return Posted(id_, self.workspace(out.lane))

        return await self._call(Method.POST, out, accept)

    async def update(self, standing: Standing, out: Outgoing) -> None:
        def accept() -> None:
            self._one(standing.posted, out)
            self._keep(Method.UPDATE, standing.posted, out)

        await self._call(Method.UPDATE, out, accept)

    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None:
        if not self.looks:
            return None

        def accept() -> list[Posted]:
            return [
                Posted(said["id"], self.workspace(out.lane))
                for said in self.ledger.history(out.lane)
                if said["marker"] == out.marker
            ]

        return await self._call(Method.LOOK_BACK, out, accept)

    async def delete(self, posted: Posted, out: Outgoing) -> None:
        def accept() -> None:
            self._one(posted.id, out)
            self._keep(Method.DELETE, posted.id, out)

        await self._call(Method.DELETE, out, accept)

    def texts(self, lane: str) -> list[str]:
        return [said["text"] for said in self.ledger.history(lane)]

    async def _call(self, method: Method, out: Outgoing, accept: Callable[[], T]) -> T:
        self.calls[method] += 1
        before, after = self.latency()
        self.step(f"{method} leaves")
        await anyio.sleep(before)
        fault = self.fault(method, out)
        if fault and fault.hides:
            return cast("T", [])
        if fault and not fault.accepted:
            await self._fail(fault)
        if out.lane in self.dead:
            raise self.dead[out.lane]
        self._enforce(method, out)
        result = accept()
        self.step(f"{method} accepted")
        await anyio.sleep(after)
        if fault:
            await self._fail(fault)
        self.step(f"{method} answered")
        return result

    def fault(self, method: Method, out: Outgoing) -> Fault | None:
        """What goes wrong with this call."""
        now = self.clock.now()
        return next((f for f in self.faults if f.strikes(method, out, now)), None)

    async def _fail(self, fault: Fault) -> None:
        if fault.raises:
            raise fault.raises
        await anyio.sleep_forever()

    def _enforce(self, method: Method, out: Outgoing) -> None:
        """The rates of a platform: a call over them is refused, and told how long."""
        if method is not Method.POST or not self.rated:
            return
        now, where = self.clock.now(), f"{method} {self.workspace(out.lane)}"
        rates: Mapping[str, Rate] = {
            where: self._workspaces,
            f"{where} {out.lane}": self._rooms,
        }
        for scope, rate in rates.items():
            if wait := rate.wait(scope, now):
                self.refused[scope] += 1
                raise NotSaid(Outcome.LATER, "429", after=wait, scope=scope)
        for scope, rate in rates.items():
            rate.let_in(scope, now)

    def _one(self, id_: str, out: Outgoing) -> None:
        if id_ not in {said["id"] for said in self.ledger.history(out.lane)}:
            raise NotSaid(Outcome.GONE, "message_not_found")

    def _keep(self, method: Method, id_: str, out: Outgoing) -> None:
        self.ledger.add(
            do=method,
            id=id_,
            lane=out.lane,
            marker=out.marker,
            text=out.message.twin,
            card=out.card,
            at=self.clock.now().isoformat(),
        )


def copies(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Each marker that stands, and how often."""
    yield from Counter(said["marker"] for said in ledger.history()).items()
