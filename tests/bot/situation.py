"""What stands before a line of the matrix is typed: the world each row needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from bot.request import Account, Answer, Place, Request
from domain.visibility import Side
from tests.bot.matrix import ACTORS, NEW, Row
from tests.cast import ANN, BOB, PEOPLE, ROOM, Stage, drafted, memory, signed
from tests.frozen import freeze, thaw

EVERYBODY = {
    **PEOPLE,
    **{f"@{who.account}": who for who in NEW.values()},
}
PRIVATE = " private"


@dataclass
class Situation:
    """One party's thing, the words that mean it, and the world it stands in."""

    stage: Stage
    owner: Side
    private: bool = False
    ref: str = ""
    button: str = ""
    kept: bytes = field(default=b"", repr=False)

    def line(self, words: str) -> str:
        return words.format_map(self._words())

    def ask(self, who: Account, words: str, place: Place | None = ROOM) -> Answer:
        return ask(self.stage, who, self.line(words), place)

    def prepare(self, row: Row) -> None:
        """Say what the row needs said, each line by who is to say it."""
        for said in row.said:
            who, mark, words = _spoken(said)
            theirs = who.startswith("their ")
            if theirs and self.private:
                continue  # what only its own party reads waits for nobody else
            side = self.owner.other if theirs else self.owner
            speaker = ACTORS[side, who.removeprefix("their ")]
            answer = self.ask(speaker, words, row.place(self.owner))
            assert mark == "?" or not answer.refused, (said, answer.message.twin)
            self.ref = self.ref or next(iter(answer.refs), "")
            self.button = next((b.line for b in answer.message.buttons), "")
        self.kept = freeze(self.stage)

    def resume(self) -> None:
        thaw(self.stage, self.kept)

    def _words(self) -> dict[str, str]:
        mentions = {
            f"{'' if side is self.owner else 'their_'}{role}": f"@{who.account}"
            for (side, role), who in ACTORS.items()
            if side
        }
        return {
            **mentions,
            "newcomer": f"@{NEW[self.owner].account}",
            "side": str(self.owner),
            "ref": self.ref,
            "button": self.button,
            "private": PRIVATE if self.private else "",
        }


def _spoken(said: str) -> tuple[str, str, str]:
    """`lead: …` must run; `lead? …` is asked for the button it brings."""
    at = min(found for found in (said.find(":"), said.find("?")) if found > 0)
    return said[:at], said[at], said[at + 1 :].strip()


def ask(stage: Stage, who: Account, line: str, place: Place | None = ROOM) -> Answer:
    """Type a line; only the people it names come with it, as on a platform."""
    named = {token: them for token, them in EVERYBODY.items() if token in line}
    request = Request(text=line, by=who, place=place, people=named)
    return stage.bot.handle(request, now=stage.now)


@cache
def world(plan: str) -> bytes:
    """The plan just started, drafted or signed; ZED was in it once."""
    stage = Stage(memory())
    if plan == "started":
        stage.does(ANN, 'new "Reduce device downtime" as customer with "Orbit Devices"')
        for words in ("@cat as contributor", "@ola as observer", "@sam as sponsor"):
            stage.does(ANN, f"member add {words}")
    else:
        {"drafted": drafted, "signed": signed}[plan](stage)
        stage.does(BOB, "member add @zed as contributor")
        stage.does(BOB, "member remove @zed")
    ask(stage, ANN, f"help {' '.join(EVERYBODY)}")  # now everybody is known
    for who in ACTORS.values():
        ask(stage, who, "show")  # the leads hear of each stranger once, and have
    kept = freeze(stage)
    stage.close()
    return kept


def standing(stage: Stage, row: Row, owner: Side) -> Situation:
    """The world in which *owner*'s party has the thing the row is about."""
    thaw(stage, world(row.plan))
    situation = Situation(stage, owner)
    situation.prepare(row)
    return situation


def hidden(stage: Stage, row: Row, owner: Side) -> tuple[Situation, bytes]:
    """The same where the thing is private, and that world without it."""
    thaw(stage, world(row.plan))
    situation = Situation(stage, owner, private=True)
    situation.prepare(row)
    return situation, world(row.plan)


def actors(side: Side | None) -> Iterator[tuple[tuple[Side | None, str], Account]]:
    """Everybody of one side, or those of neither."""
    yield from ((key, who) for key, who in ACTORS.items() if key[0] is side)
