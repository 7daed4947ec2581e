"""Whatever both parties do in any order: the baseline is what both signed or agreed."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.request import Answer
from domain.visibility import Side
from tests.bot.folding import Item, folded, items, plain
from tests.cast import ANN, BOB, Stage, memory, signed
from tests.frozen import freeze, thaw

LEADS = {Side.CUSTOMER: ANN, Side.SUPPLIER: BOB}
GONE = "cancelled"


@dataclass
class Asked:
    """A request as the test knows it: what it is about, and the value before."""

    side: Side
    ref: str
    field: str
    before: str | None
    after: str
    waits: bool = True


@cache
def world() -> bytes:
    stage = signed(Stage(memory()))
    kept = freeze(stage)
    stage.close()
    return kept


sides = st.sampled_from(list(Side))
values = st.sampled_from(
    [
        ("title", "Live"),
        ("title", "Live on both wards"),
        ("due", "2027-04-30"),
        ("due", "2027-05-31"),
        ("status", GONE),
    ]
)
WORDS = {("M", "due"): "due", ("O", "due"): "by", ("M", "title"): "title"}


class Baseline(RuleBasedStateMachine):
    """Two leads, one baseline, and every order of what they may say."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage(memory())
        thaw(self.stage, world())
        self.agreed = {ref: plain(row) for ref, row in items(self.stage)}
        self.proposed: dict[str, tuple[Side, Item]] = {}
        self.requests: dict[str, Asked] = {}
        self.shown: dict[str, str] = {}

    def say(self, side: Side, line: str) -> Answer:
        return self.stage.ask(LEADS[side], line)

    @rule(side=sides, which=st.integers(0, 5), value=values)
    def asks(self, side: Side, which: int, value: tuple[str, str]) -> None:
        ref = sorted(self.agreed)[which % len(self.agreed)]
        field, after = value
        answer = self.say(side, _line(ref, field, after))
        if not answer.refused:
            (number,) = answer.refs
            before = self.agreed[ref][field]
            self.requests[number] = Asked(side, ref, field, before, after)

    @rule(side=sides, which=st.integers(0, 9))
    def reads(self, side: Side, which: int) -> None:
        if ref := self._some(which):
            self._read(side, ref)

    @rule(which=st.integers(0, 9), undoes=st.booleans())
    def signs_each(self, which: int, undoes: bool) -> None:  # noqa: FBT001 - drawn
        """Whoever must sign does; and either may then try to take it back."""
        if ref := self._some(which):
            self._sign(self.requests[ref].side.other, ref, fresh=True)
            for side in Side if undoes else ():
                self.takes_back(side)

    @rule(side=sides, which=st.integers(0, 9), fresh=st.booleans())
    def signs(self, side: Side, which: int, fresh: bool) -> None:  # noqa: FBT001 - drawn
        if ref := self._some(which):
            self._sign(side, ref, fresh=fresh)

    def _read(self, side: Side, ref: str) -> None:
        shown = self.say(side, f"{ref} sign").message
        self.shown[ref] = sha256(shown.twin.encode()).hexdigest()

    def _sign(self, side: Side, ref: str, *, fresh: bool) -> None:
        if fresh:
            self._read(side, ref)
        asked = self.requests[ref]
        ran = not self.say(side, f"{ref} sign {self.shown.get(ref, 'x')}").refused
        if ran:
            assert asked.waits
            assert side is asked.side.other
            assert self.agreed[asked.ref][asked.field] == asked.before
            self.agreed[asked.ref][asked.field] = asked.after
            asked.waits = False
        elif fresh and self._signable(asked, side):
            raise AssertionError("refused what both want")

    @rule(
        which=st.integers(0, 5),
        after=st.sampled_from(["title", "due"]),
        signed=st.sampled_from([(0, 1), (1, 0), (0,), ()]),
    )
    def both_ask(self, which: int, after: str, signed: tuple[int, ...]) -> None:
        """Each wants one field to be something else; each may sign the other's."""
        theirs = {"title": ("Ours", "Theirs"), "due": ("2027-06-30", "2027-07-30")}
        before = set(self.requests)
        for side, value in zip(Side, theirs[after], strict=True):
            self.asks(side, which, (after, value))
        new = sorted(set(self.requests) - before)
        for ref in (new[n] for n in signed if n < len(new)):
            self._sign(self.requests[ref].side.other, ref, fresh=True)

    @rule(side=sides, which=st.integers(0, 9), rejects=st.booleans())
    def ends(self, side: Side, which: int, rejects: bool) -> None:  # noqa: FBT001 - drawn
        verb = 'reject "no"' if rejects else "withdraw"
        self._answers(side, which, verb, theirs=rejects)

    @rule(side=sides, title=st.sampled_from(["Ward C", "Ward D"]))
    def adds(self, side: Side, title: str) -> None:
        (ref,) = self.say(side, f'milestone add "{title}" due 2027-02-26').refs
        self.proposed[ref] = side, {"title": title, "due": "2027-02-26"}

    @rule(side=sides, which=st.integers(0, 9), word=st.sampled_from(["agree", "no"]))
    def answers(self, side: Side, which: int, word: str) -> None:
        if not self.proposed:
            return
        ref = sorted(self.proposed)[which % len(self.proposed)]
        line = f"{ref} agree" if word == "agree" else f'decline {ref} "no"'
        proposer, item = self.proposed[ref]
        ran = not self.say(side, line).refused
        assert ran == (side is proposer.other)
        if ran:
            del self.proposed[ref]
            if word == "agree":
                self.agreed[ref] = {**item, "status": "scheduled"}

    @rule(side=sides)
    def takes_back(self, side: Side) -> None:
        """Only what nobody answered can go: requests and proposals, never more."""
        answer = self.say(side, "undo")
        for ref in () if answer.refused else answer.refs or _refs(answer):
            if ref in self.requests:
                assert self.requests[ref].side is side
                self.requests[ref].waits = False
            self.proposed.pop(ref, None)

    @rule(side=sides)
    def waits_a_while(self, side: Side) -> None:
        self.stage.later(minutes=7)

    @invariant()
    def the_baseline_is_what_both_signed_or_agreed(self) -> None:
        stands = {ref: plain(row) for ref, row in items(self.stage)}
        assert stands == self.agreed

    @invariant()
    def the_record_says_the_same(self) -> None:
        assert folded(self.stage) == self.agreed

    def teardown(self) -> None:
        self.stage.close()

    def _some(self, which: int) -> str | None:
        """One of the requests; those that wait come first, so that most are tried."""
        refs = sorted(
            self.requests, key=lambda ref: (not self.requests[ref].waits, ref)
        )
        return refs[which % len(refs)] if refs else None

    def _signable(self, asked: Asked, side: Side) -> bool:
        item = self.agreed[asked.ref]
        stands = item[asked.field] == asked.before and item["status"] != GONE
        return asked.waits and side is asked.side.other and stands

    def _answers(self, side: Side, which: int, verb: str, *, theirs: bool) -> None:
        if ref := self._some(which):
            asked = self.requests[ref]
            may = asked.side.other if theirs else asked.side
            ran = not self.say(side, f"{ref} {verb}").refused
            assert ran == (asked.waits and side is may)
            asked.waits = asked.waits and not ran


def _line(ref: str, field: str, after: str) -> str:
    if field == "status":
        return f'{ref} cancel "moot"'
    verb = WORDS.get((ref[0], field), field)
    return f'{ref} {verb} "{after}"' if field == "title" else f"{ref} {verb} {after}"


def _refs(answer: Answer) -> tuple[str, ...]:
    return (answer.message.ref,) if answer.message.ref else ()


TestBaseline = Baseline.TestCase
TestBaseline.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
