"""The same joint history told twice, with other private facts of one party in each."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import select

from adapters.files.export import export_plan
from bot.request import Account, Answer
from storage import tables
from storage.sealing import Sealer, signing_key
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    EVE,
    OURS,
    ROOM,
    SUE,
    TIM,
    Stage,
    memory,
    signed,
)
from tests.rest_reads import rest_reads

Step = tuple[Account, str]

# What the customer's people may do privately between two joint steps.
SECRET = "undisclosed"
PRIVATE: tuple[Step, ...] = (
    (ANN, f'action add "{SECRET} price review" private'),
    (ANN, f'action add "{SECRET} audit" owner @cat due fri private'),
    (CAT, f'action add "{SECRET} check" accept by @ann private'),
    (ANN, "~A-2 share"),  # as far as the question
    (ANN, f'A-1 link https://example.org/{SECRET} "{SECRET} prices" private'),
    (CAT, f'action add "{SECRET} slip" private; undo'),
    (ANN, f'rag red "{SECRET} reasons"'),  # asked: this is the party's own room
    (CAT, f'A-1 block "{SECRET} quarrel"'),  # likewise
    (ANN, f'O-1 met "{SECRET} proof"'),  # likewise
    (ANN, "~A-1 done"),
    (ANN, "~A-1 accept"),
    (CAT, '~A-2 block "no budget"'),
    (ANN, f'~A-1 title "{SECRET} margin"'),
    (ANN, f'A-1 note "{SECRET} doubts" private'),
    (CAT, f'O-1 note "{SECRET} doubts about the objective" private'),
    (ANN, f'decision add "{SECRET} walk-away price" private'),
    (ANN, "~D-1 agree"),
    (ANN, f'milestone add "{SECRET} board" due 2027-02-01 private'),
    (ANN, f'objective add "{SECRET} leverage" private'),
    (CAT, "~A-1 follow"),
    (ANN, "snooze ~A-1 in 2 weeks"),
    (CAT, "A-1 follow"),
    (ANN, f'~A-2 cancel "{SECRET} reason"'),
    (CAT, f'action add "{SECRET} count" daily private'),
    (CAT, "~A-1 stop"),
    (ANN, f'M-1 note "{SECRET} doubts about the date" private'),
    (ANN, f'CR-1 note "{SECRET} doubts about the change" private'),
    (ANN, f'~M-1 title "{SECRET} board meets"'),
    (CAT, "CR-1 follow"),
    (ANN, f'issue raise "{SECRET} dispute" severity high private'),
    (CAT, f'issue raise "{SECRET} worry" severity critical private'),
    (ANN, "~I-1 ack"),
    (ANN, f'~I-1 propose "{SECRET} way out"'),
    (ANN, f'~I-1 escalate "{SECRET} reason"'),
    (ANN, f'~I-1 resolve "{SECRET} settled"'),
    (ANN, "~I-1 accept"),
    (ANN, f'I-1 note "{SECRET} doubts about the issue" private'),
    (ANN, "list actions private"),
    (CAT, f"find {SECRET}"),
)
# What both parties do where both read it. @bob's side is the one that watches.
JOINT: tuple[Step, ...] = (
    (ANN, 'action add "Train the ward staff" owner @cat due fri'),
    (BOB, 'action add "Ship the spare pumps" owner @dan due 2026-12-11'),
    (DAN, 'action add "Write the test report" due in 2 weeks'),
    (DAN, 'action add "Send the figures" daily'),
    (ANN, "A-1 done"),
    (DAN, "A-2 done shipped"),
    (BOB, "A-1 accept"),
    (BOB, 'A-1 send back "no list of names"'),
    (DAN, "A-2 40%"),
    (DAN, 'A-2 block "no access"'),
    (BOB, 'A-1 note "we saw it"'),
    (BOB, f'A-2 note "{SECRET} is a word we use too" private'),
    (DAN, 'action add "Our own cost check" private'),
    (ANN, 'objective add "Fewer call-outs" benefit supplier "less travel"'),
    (BOB, "agree all"),
    (BOB, 'decision add "Loan pumps stay until March"'),
    (ANN, "D-1 agree"),
    (BOB, 'rag amber "two pumps late"'),
    (ANN, 'rag green "fine"'),
    (BOB, "M-1 met all live"),
    (ANN, "M-1 accept"),
    (ANN, 'issue raise "Pumps fail" severity critical about A-2'),
    (DAN, "I-1 propose swap the pump"),
    (BOB, "I-1 ack"),
    (BOB, "I-1 by 2026-12-18 parts"),
    (ANN, "I-1 agree"),
    (BOB, 'issue raise "No access" severity high'),
    (ANN, "I-2 escalate now"),
    (BOB, 'issue raise "Ours alone" severity high private'),
    (DAN, "snooze A-2 in 2 weeks"),
    (BOB, "undo"),
    (ANN, 'checkpoint schedule "Service review" daily at 11:00 quorum 1 each'),
    (BOB, "agree CS-1"),
    (BOB, "CP-1 start"),
    (BOB, 'CP-1 minutes "We went through the alarms"'),
    (BOB, "CP-1 attended @ann @dan"),
    (ANN, "CP-1 end"),
    (BOB, 'CP-1 dispute "one is missing"'),
    (BOB, 'CP-2 skip "nothing to say"'),
)
# A meeting: what is said on one side alone while it runs is in nobody's minutes.
MEETING: tuple[Step, ...] = (
    (ANN, 'checkpoint add "Review" on 2026-11-25 at 10:00 chair @bob quorum 1 each'),
    (BOB, "CP-1 start"),
    (DAN, 'action add "Clean the filters"'),
    (ANN, "CP-1 end"),
    (BOB, "CP-1 agree"),
    (BOB, 'checkpoint add "Next review" on 2026-11-25 at 15:00'),
)
# What the clock hands over is private and joint at once: it stands apart from the long
# telling, since a seeded leak would stumble there before it tells anything.
HANDED: tuple[Step, ...] = (
    (CAT, 'action add "Sort the list"'),
    (ANN, "hand over @cat to @ann from tomorrow"),
)
# What both signed is asked to change, read, and answered.
CHANGING: tuple[Step, ...] = (
    (BOB, 'M-1 due 2027-04-30 "the pumps come late"'),
    (ANN, 'O-1 title "Downtime under 1 %"'),
    (BOB, "CR-2 sign"),
    (BOB, "M-1"),
    (ANN, 'CR-1 reject "too late for the ward"'),
    (BOB, 'CR-2 reject "not before May"'),
)
READS: tuple[str, ...] = (
    "",
    "show",
    "status",
    "mine",
    "late",
    "waiting",
    "list actions",
    "list objectives",
    "list milestones",
    "list decisions",
    "list changes",
    "sign",
    "CR-1",
    "list checkpoints",
    "list series",
    "list issues",
    "ladder show",
    "member list",
    "history",
    "history A-1",
    f"find {SECRET}",
    "A-1",
    "A-2",
    "A-3",
    "O-1",
    "D-1",
    "CP-1",
    "CP-1 agenda",
    "CP-2 agenda",
    "CS-1",
    "history CP-1",
    "~A-1",
    "~A-2",
    "~D-1",
    "I-1",
    "I-2",
    "~I-1",
    "~I-2",
    "history I-1",
    "~I-1 ack",
    "~A-1 done",
    "our A-2",
    "verify",
)
WATCHING = (BOB, EVE)
DAY = timedelta(days=1)
KEY = signing_key("two worlds that share one operator's key")


@dataclass
class World:
    """One telling of the history, and what the supplier's people see of it."""

    stage: Stage
    steps: int = 0

    def tell(self, steps: Sequence[Step]) -> None:
        """The private steps of this world."""
        for who, words in steps:
            for line in words.split("; "):
                self.stage.ask(who, line, OURS)

    def joint(self, step: Step) -> list[str]:
        """Do a joint step; what the watching party can see of it."""
        who, words = step
        answer = self.ask(who, words)
        if words.endswith("start"):
            self.stage.later(minutes=1)  # a meeting takes its time
        mine = [str(answer)] if who in {BOB, DAN} else []
        seen = mine + self.posts()
        self.stage.later(seconds=1)  # so that a private line is newer than this one
        return seen

    def ask(self, who: Account, words: str) -> Answer:
        """Lines have ids that are the same in both worlds, as exports show them."""
        self.steps += 1
        return self.stage.ask(who, words, id=f"step {self.steps}")

    def posts(self) -> list[str]:
        """All that was queued for the watching party, as it will be sent."""
        box = tables.outbox
        lanes = [
            ROOM.id,
            *(f"@{self.stage.person(who)}" for who in (BOB, DAN, EVE, SUE)),
        ]
        shown = (box.c.card, box.c.thread, box.c.body, box.c.at, box.c.not_before)
        found = []
        for lane in lanes:
            asked = select(box.c.id, *shown).where(box.c.lane == lane)
            with self.stage.raw() as connection:
                rows = connection.execute(asked.order_by(box.c.id)).all()
            found += [f"{lane} {i} {row[1:]}" for i, row in enumerate(rows)]
        return found

    def everything(self) -> list[str]:
        """Every page, search, refusal and export the watching party can ask for."""
        asked = [
            f"{who.name} {words!r}: {self.ask(who, words)}"
            for who in WATCHING
            for words in READS
        ]
        strangers = [str(self.stage.ask(TIM, words)) for words in ("show", "~A-1")]
        rest = [read for who in WATCHING for read in rest_reads(self.stage, who)]
        return [*asked, *strangers, *rest, self.exported(), *self.posts()]

    def exported(self) -> str:
        found = export_plan(self.stage.bot.store, "RDD", "Bob", at=self.stage.now)
        return json.dumps(found, sort_keys=True, default=str)

    def morning(self) -> list[str]:
        """The next day at noon: digests, silence and seals have had their time."""
        self.stage.at(self.stage.now.replace(hour=12) + DAY)
        return self.posts()


@contextmanager
def two_worlds() -> Iterator[tuple[World, World]]:
    """Two worlds that begin alike; what a seal hides has the same bytes in both."""
    worlds = World(_stage()), World(_stage())
    yield worlds
    for world in worlds:
        world.stage.close()


@cache
def _prepared() -> bytes:
    """The signed plan as a database file, made once."""
    stage = signed(Stage(memory()))
    stage.does(ANN, "RDD room private", OURS)
    raw = stage.engine.raw_connection()
    copy: bytes = raw.driver_connection.serialize()  # type: ignore[union-attr]
    raw.close()
    stage.close()
    return copy


def _stage() -> Stage:
    engine = memory()
    raw = engine.raw_connection()
    raw.driver_connection.deserialize(_prepared())  # type: ignore[union-attr]
    raw.close()
    sealer = Sealer(key=KEY, entropy=bytes, hide=lambda salt, head: b"hidden")
    return Stage(engine, sealer=sealer, entropy=bytes)
