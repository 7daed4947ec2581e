"""Every command by everybody about everything, and that hidden means missing."""

from collections.abc import Iterator

import pytest

from bot.command import Command
from bot.features import all_commands
from bot.request import Account, Answer
from bot.turn import STRANGER
from bot.words.people_kinds import RefKind
from domain.visibility import Side
from tests.bot.matrix import ACTORS, MATRIX, Row
from tests.bot.situation import actors, ask, hidden, standing, world
from tests.cast import BOB, OLA, ROOM, TIM, ZED, Stage, memory
from tests.frozen import rows, thaw

COMMANDS = {command.name: command for command in all_commands().all.values()}
Actor = tuple[Side | None, str]


NAMING = [
    command
    for command in COMMANDS.values()
    if any(isinstance(p.kind, RefKind) and p.word for p in command.parameters)
]
TELLING = ("Reduce device downtime", "RDD", "Halden", "Ann", "Downtime", "Go-live")
PUMPED = next(row for row in MATRIX if row.hideable)


def _named(row: Row) -> str:
    return f"{row.command or 'nothing'}: {row.line or 'nothing'} ({row.plan})"


every_row = pytest.mark.parametrize("row", MATRIX, ids=_named)
every_item_row = pytest.mark.parametrize(
    "row", [row for row in MATRIX if row.about_item], ids=_named
)
every_hideable_row = pytest.mark.parametrize(
    "row", [row for row in MATRIX if row.hideable], ids=_named
)

every_plan_row = pytest.mark.parametrize(
    "row",
    [
        row
        for row in MATRIX
        if not row.outside and row.where == "room" and row.command != "join"
    ],
    ids=_named,
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    found = Stage(memory())
    yield found
    found.close()


def test_every_command_has_a_row() -> None:
    assert sorted(COMMANDS.keys() - {row.command for row in MATRIX}) == []


def test_every_row_is_of_a_command() -> None:
    assert sorted({row.command for row in MATRIX} - COMMANDS.keys()) == []


def test_the_matrix_knows_ten_kinds_of_actor() -> None:
    assert len(ACTORS) == 10


@every_row
def test_who_may(stage: Stage, row: Row) -> None:
    wrong = []
    for owner in row.sides:
        situation = standing(stage, row, owner)
        before = rows(stage)
        for actor, who in ACTORS.items():
            situation.resume()
            answer = situation.ask(who, row.line, row.place(owner))
            may = row.may(owner, actor)
            fault = _fault(answer, row, may=may, moved=rows(stage) != before)
            if fault:
                wrong.append(_told(owner, actor, fault, answer))
    assert wrong == []


@every_plan_row
def test_outsiders_of_a_plan_are_told_that_they_are(stage: Stage, row: Row) -> None:
    situation = standing(stage, row, row.sides[0])
    for _, who in actors(None):
        assert situation.ask(who, row.line).message.text == STRANGER


@every_hideable_row
def test_who_may_inside_their_own_party(stage: Stage, row: Row) -> None:
    wrong = []
    for owner in row.sides:
        situation, _ = hidden(stage, row, owner)
        before = rows(stage)
        for actor, who in actors(owner):
            situation.resume()
            answer = situation.ask(who, row.line)
            may = row.may_inside(actor[1])
            fault = _fault(answer, row, may=may, moved=rows(stage) != before)
            if fault:
                wrong.append(_told(owner, actor, fault, answer))
    assert wrong == []


@every_hideable_row
def test_hidden_is_answered_as_missing_byte_for_byte(stage: Stage, row: Row) -> None:
    for owner in row.sides:
        situation, without = hidden(stage, row, owner)
        before = rows(stage)
        line = situation.line(row.line)
        for who in _watching(owner):
            situation.resume()
            answer = ask(stage, who, line)
            assert answer.refused
            assert rows(stage) == before
            thaw(stage, without)
            assert ask(stage, who, line) == answer


@every_hideable_row
def test_hidden_reads_like_a_number_nobody_has(stage: Stage, row: Row) -> None:
    for owner in row.sides:
        situation, _ = hidden(stage, row, owner)
        missing = f"{situation.ref.rpartition('-')[0]}-99"
        for who in _watching(owner):
            situation.resume()
            here = situation.ask(who, row.line).message.twin
            there = ask(stage, who, row.line.format(ref=missing, contributor="@cat"))
            assert here.replace(situation.ref, missing) == there.message.twin


@every_item_row
def test_what_is_missing_is_refused_to_everybody(stage: Stage, row: Row) -> None:
    situation = standing(stage, row, row.sides[0])
    before = rows(stage)
    situation.ref = f"{situation.ref.rpartition('-')[0]}-99"
    for who in ACTORS.values():
        assert _refused(situation.ask(who, row.line))
    assert rows(stage) == before


@pytest.mark.parametrize("command", NAMING, ids=lambda command: command.name)
def test_naming_what_is_hidden_is_answered_as_naming_what_is_missing(
    stage: Stage, command: Command
) -> None:
    line = next(row.line for row in MATRIX if row.command == command.name)
    words = [p.word for p in command.parameters if isinstance(p.kind, RefKind)]
    situation, without = hidden(stage, PUMPED, Side.CUSTOMER)
    for who in _watching(Side.CUSTOMER):
        for word in filter(None, words):
            for kept in ("", " private"):
                situation.resume()
                answer = ask(stage, who, f"{line} {word} {situation.ref}{kept}")
                thaw(stage, without)
                again = ask(stage, who, f"{line} {word} {situation.ref}{kept}")
                assert answer.refused
                assert answer == again


@pytest.mark.parametrize("who", [TIM, ZED], ids=["third", "removed"])
@pytest.mark.parametrize("line", ["show", "A-1", "status", "member list", "history"])
def test_the_key_of_a_plan_opens_nothing(stage: Stage, who: Account, line: str) -> None:
    thaw(stage, world("signed"))
    known = stage.ask(who, f"RDD {line}", None)
    unknown = stage.ask(who, f"QQQ {line}", None)
    assert known.refused
    assert known.message.twin.replace("RDD", "QQQ") == unknown.message.twin


@pytest.mark.parametrize(
    "row", [row for row in MATRIX if row.outside and row.plan == "signed"], ids=_named
)
def test_outsiders_read_nothing_of_the_plan(stage: Stage, row: Row) -> None:
    thaw(stage, world("signed"))
    for who in (TIM, ZED):
        shown = ask(stage, who, row.line, row.place(Side.CUSTOMER)).message.twin
        assert [word for word in TELLING if word in shown] == []


def test_a_button_runs_with_the_permission_of_who_presses_it(stage: Stage) -> None:
    thaw(stage, world("signed"))
    card = stage.ask(BOB, "action add Sort owner @bob").message
    before = rows(stage)
    for button in card.buttons:
        assert stage.ask(OLA, button.line, ROOM).refused
        assert stage.ask(TIM, button.line, ROOM).refused
    assert rows(stage) == before


def _watching(owner: Side) -> list[Account]:
    """Everybody who is not of the party that owns a private thing."""
    return [who for (side, _), who in ACTORS.items() if side is not owner]


def _fault(answer: Answer, row: Row, *, may: bool, moved: bool) -> str:
    """What is wrong with an answer; nothing where it is as the row says."""
    if not may or row.but:
        fits = _refused(answer) and (not may or row.but in answer.message.twin)
        return _unless(not moved, "changed something") or _unless(fits, "not refused")
    if row.asks:
        return _unless(answer.message.form and not moved, "was not asked")
    changes = COMMANDS[row.command].changes
    return (
        _unless(not answer.refused, "was refused")
        or _unless(changes or not moved, "only reads, yet something changed")
        or _unless(moved or row.quiet or not changes, "changed nothing")
    )


def _unless(fits: object, fault: str) -> str:
    return "" if fits else fault


def _refused(answer: Answer) -> bool:
    """Whether it is a refusal in a sentence, which shows nothing else."""
    message = answer.message
    shows = message.sections or message.details or message.form or message.ref
    sentence = message.text.rstrip("`*”").endswith((".", "?", "!"))
    return answer.refused and sentence and not shows and "{" not in message.text


def _told(owner: Side, actor: Actor, fault: str, answer: Answer) -> str:
    side, role = actor
    who = f"{side}'s {role}" if side else role
    return f"the {owner}'s thing, {who}: {fault}: {answer.message.twin[:160]!r}"
