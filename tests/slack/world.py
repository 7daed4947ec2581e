"""Two workspaces, a channel shared by both, their people, and the app installed."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "groups:read",
    "im:history",
    "im:write",
    "team:read",
    "users:read",
)
APP = "A0JOINTLY"
A_ROOM = (1, 1.0)  # posts, in so many seconds
A_WORKSPACE = (300, 60.0)


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str
    enterprise: str = ""


@dataclass(frozen=True)
class User:
    id: str
    team: str
    name: str
    zone: str = "Europe/London"
    locale: str = "en-GB"
    restricted: bool = False
    enterprise: str = ""


@dataclass
class Channel:
    id: str
    name: str
    teams: tuple[str, ...]
    members: list[str]
    kind: str = "channel"
    archived: bool = False
    frozen: bool = False


@dataclass(frozen=True)
class Installation:
    """The app as one workspace installed it, with a bot user of its own."""

    team: str
    token: str
    bot: str
    scopes: frozenset[str] = frozenset(SCOPES)
    enterprise: str = ""
    wide: bool = False

    @property
    def bot_id(self) -> str:
        return f"B{self.bot}"


@dataclass
class Fault:
    """What goes wrong with a method. `accepted`: Slack did it all the same.

    A `status` without `error` has a body that is no JSON; `hangs` never answers.
    """

    method: str
    error: str = ""
    status: int = 200
    after: int | None = None
    accepted: bool = False
    hangs: bool = False
    times: int = 1


@dataclass(frozen=True)
class Call:
    """One call, as it came in. `answer` is what Slack said."""

    method: str
    token: str
    args: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass
class Posted:
    ts: str
    channel: str
    by: str
    args: dict[str, Any]
    revisions: int = 0


HALDEN = Team("T0HALDEN", "Halden Medical", "halden")
ORBIT = Team("T0ORBIT", "Orbit Devices", "orbit")
ANN = User("U0ANN", HALDEN.id, "Ann Baker")
CAT = User("U0CAT", HALDEN.id, "Cat Okafor")
GUS = User("U0GUS", HALDEN.id, "Gus Guest", restricted=True)
BOB = User("U0BOB", ORBIT.id, "Bob Lindqvist", zone="Europe/Stockholm", locale="sv-SE")
DAN = User("U0DAN", ORBIT.id, "Dan Aarup", zone="Europe/Copenhagen")
PEOPLE = (ANN, CAT, GUS, BOB, DAN)
SHARED, OWN = "C0SHARED", "C0HALDEN"
ON_HALDEN = Installation(HALDEN.id, "xoxb-halden", "U0BOTH")
ON_ORBIT = Installation(ORBIT.id, "xoxb-orbit", "U0BOTO")


def channels(installed: Iterable[Installation]) -> list[Channel]:
    bots = [one.bot for one in installed]
    ours = [one.bot for one in installed if one.team == HALDEN.id]
    everybody = [user.id for user in PEOPLE]
    return [
        Channel(SHARED, "halden-orbit", (HALDEN.id, ORBIT.id), [*everybody, *bots]),
        Channel(OWN, "halden-only", (HALDEN.id,), [ANN.id, CAT.id, *ours]),
    ]


@dataclass
class World:
    """All that this Slack knows. `now` is in seconds; rates are counted by it."""

    installed: tuple[Installation, ...] = (ON_HALDEN,)
    now: Callable[[], float] = time
    rated: bool = True
    patience: float = 3.0  # seconds in which a form must be opened
    calls: list[Call] = field(default_factory=list)
    posted: dict[tuple[str, str], Posted] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    responses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    links: Any = None  # of Socket Mode
    rotates: bool = True  # tokens of OAuth expire and are renewed
    consents: dict[str, Any] = field(default_factory=dict)
    issued: dict[str, Installation] = field(default_factory=dict)
    refreshes: dict[str, Installation] = field(default_factory=dict)
    dead: dict[str, str] = field(default_factory=dict)
    expires: dict[str, float] = field(default_factory=dict)
    _count: int = 0
    _let_in: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        self.teams = {team.id: team for team in (HALDEN, ORBIT)}
        self.users = {user.id: user for user in PEOPLE}
        self.channels = {found.id: found for found in channels(self.installed)}

    def number(self) -> int:
        self._count += 1
        return self._count

    def ts(self) -> str:
        """A message's own time, never the same twice."""
        return f"{int(self.now())}.{self.number():06d}"

    def refusal(self, token: str) -> str:
        """Why a token that was good once is so no more."""
        if why := self.dead.get(token):
            return why
        late = self.now() >= self.expires.get(token, float("inf"))
        return "token_expired" if late else ""

    def install(self, one: Installation) -> None:
        """One for each workspace, the newest."""
        rest = (old for old in self.installed if old.team != one.team)
        self.installed = (*rest, one)

    def by_token(self, token: str) -> Installation | None:
        known = {one.token: one for one in self.installed}
        return (self.issued | known).get(token)

    def knows(self, team: str, user: str) -> bool:
        """Whether a workspace sees *user*: their own, or one who shares a channel."""
        found = self.users.get(user)
        shared = (c for c in self.channels.values() if team in c.teams)
        return bool(found) and (
            found.team == team or any(user in c.members for c in shared)
        )

    def direct(self, team: str, user: str) -> Channel:
        """The direct messages of the bot of *team* with *user*."""
        id_ = f"D{team[1:]}{user[1:]}"
        bot = next(one.bot for one in self.installed if one.team == team)
        made = Channel(id_, "", (team,), [user, bot], kind="im")
        return self.channels.setdefault(id_, made)

    def wait(self, scope: str, many: int, within: float) -> float | None:
        """How long a caller must wait; None where the call is let in."""
        calls, now = self._let_in[scope], self.now()
        while calls and now - calls[0] >= within:
            calls.popleft()
        if len(calls) >= many:
            return calls[0] + within - now
        calls.append(now)
        return None

    def fault(self, method: str) -> Fault | None:
        found = next((f for f in self.faults if f.method == method and f.times), None)
        if found:
            found.times -= 1
        return found

    def trigger(self, user: str) -> str:
        """What opens one form, once, and soon."""
        id_ = f"{self.number()}.trigger.{user}"
        self.triggers[id_] = (user, self.now() + self.patience)
        return id_

    def said(self, channel: str) -> list[dict[str, Any]]:
        """What stands in a channel now, oldest first."""
        found = (one for one in self.posted.values() if one.channel == channel)
        return [{"ts": one.ts, "by": one.by, **one.args} for one in found]

    def heard_by(self, user: User) -> list[dict[str, Any]]:
        """What somebody reads in their direct messages with either bot."""
        mine = [
            c.id
            for c in self.channels.values()
            if c.kind == "im" and user.id in c.members
        ]
        return [said for id_ in mine for said in self.said(id_)]

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]
