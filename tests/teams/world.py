"""Two tenants, their people, a team with its channels, and what was said there."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

APP = "11111111-2222-3333-4444-555555555555"
BOT = {"id": f"28:{APP}", "name": "Jointly"}
TEAM = "19:team@thread.tacv2"
A_THREAD = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))  # calls, in so many seconds
A_TENANT = ((30, 1.0),)


@dataclass(frozen=True)
class Tenant:
    id: str
    domain: str


@dataclass(frozen=True)
class User:
    """`tenant` is where their account is: a guest's is the host's."""

    id: str
    account: str
    tenant: str
    name: str
    role: str = "user"
    zone: str = "Europe/London"

    @property
    def principal(self) -> str:
        return f"{self.name.split()[0].lower()}@{TENANTS[self.tenant].domain}"


@dataclass
class Conversation:
    id: str
    name: str
    kind: str
    tenant: str
    members: list[str]
    shared: bool = False
    closed: str = ""  # the code with which nothing can be said there any more


@dataclass
class Fault:
    """What goes wrong with a call. `accepted`: it was done all the same.

    `hangs` never answers; without `code` the body is no JSON.
    """

    call: str
    status: int = 500
    code: str = ""
    after: int | None = None
    accepted: bool = False
    hangs: bool = False
    times: int = 1


@dataclass(frozen=True)
class Call:
    """One call, as it came in, and the status it was answered with."""

    call: str
    conversation: str
    body: Mapping[str, Any]
    status: int
    authorization: str = ""


@dataclass
class Posted:
    id: str
    conversation: str  # with the thread it stands in
    body: dict[str, Any]
    to: str = ""  # whom alone it was shown to
    revisions: int = 0


def guid(number: int) -> str:
    return f"{number:08d}-0000-4000-8000-000000000000"


HALDEN = Tenant(guid(1), "halden.example")
ORBIT = Tenant(guid(2), "orbit.example")
OTHER = Tenant(guid(3), "other.example")
TENANTS = {tenant.id: tenant for tenant in (HALDEN, ORBIT, OTHER)}
ANN = User("29:ann", guid(11), HALDEN.id, "Ann Baker")
CAT = User("29:cat", guid(12), HALDEN.id, "Cat Okafor")
GUS = User("29:gus", guid(13), HALDEN.id, "Gus Guest", role="guest")
BOB = User("29:bob", guid(21), ORBIT.id, "Bob Lindqvist", zone="Europe/Stockholm")
DAN = User("29:dan", guid(22), ORBIT.id, "Dan Aarup", zone="Europe/Copenhagen")
TIM = User("29:tim", guid(31), OTHER.id, "Tim Third")
PEOPLE = (ANN, CAT, GUS, BOB, DAN, TIM)
SHARED, OWN, CHAT = "19:shared@thread.tacv2", "19:own@thread.tacv2", "19:c@thread.v2"
THEIRS = "19:theirs@thread.tacv2"  # hosted by Orbit


def conversations() -> list[Conversation]:
    ours, theirs = [ANN.id, CAT.id], [BOB.id, DAN.id]
    return [
        Conversation(
            SHARED, "halden-orbit", "channel", HALDEN.id, [*ours, *theirs], shared=True
        ),
        Conversation(OWN, "halden-only", "channel", HALDEN.id, [*ours]),
        Conversation(THEIRS, "orbit-only", "channel", ORBIT.id, [*theirs]),
        Conversation(CHAT, "", "groupChat", HALDEN.id, [*ours, GUS.id]),
    ]


@dataclass
class World:
    """All that this service knows. `now` is in seconds; rates are counted by it.

    `installed` are the tenants whose people may have a personal chat with the app.
    """

    installed: tuple[str, ...] = (HALDEN.id,)
    now: Callable[[], float] = time
    rated: bool = True
    targets: bool = True
    calls: list[Call] = field(default_factory=list)
    posted: dict[str, Posted] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # which addresses were fetched
    _count: int = 0
    _let_in: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        self.users = {user.id: user for user in PEOPLE}
        self.conversations = {found.id: found for found in conversations()}

    def number(self) -> int:
        self._count += 1
        return self._count

    def stamp(self) -> str:
        """A message's own id, never the same twice."""
        return f"{int(self.now() * 1000)}{self.number():04d}"

    def personal(self, user: User) -> Conversation:
        """Somebody's chat with the app, where it is installed for them."""
        if user.tenant not in self.installed:
            raise LookupError("the app is not installed in their tenant")
        id_ = f"a:1{user.id.removeprefix('29:')}"
        made = Conversation(id_, "", "personal", user.tenant, [user.id])
        return self.conversations.setdefault(id_, made)

    def wait(self, scope: str, limits: tuple[tuple[int, float], ...]) -> float | None:
        """How long a caller must wait; None where the call is let in."""
        calls, now = self._let_in[scope], self.now()
        while calls and now - calls[0] >= max(within for _, within in limits):
            calls.popleft()
        for many, within in limits:
            recent = [at for at in calls if now - at < within]
            if len(recent) >= many:
                return recent[0] + within - now
        calls.append(now)
        return None

    def fault(self, call: str) -> Fault | None:
        found = next((f for f in self.faults if f.call == call and f.times), None)
        if found:
            found.times -= 1
        return found

    def said(self, conversation: str) -> list[Posted]:
        """What stands in a conversation and its threads, oldest first."""
        return [
            one
            for one in self.posted.values()
            if one.conversation.partition(";")[0] == conversation
        ]

    def heard_by(self, user: User) -> list[Posted]:
        """What somebody reads in their chat with the app."""
        mine = [
            c.id
            for c in self.conversations.values()
            if c.kind == "personal" and user.id in c.members
        ]
        return [said for id_ in mine for said in self.said(id_)]

    def called(self, call: str) -> list[Call]:
        return [one for one in self.calls if one.call == call]
