"""What is said in a party's own room stays there; words for both are asked about."""

from collections.abc import Iterator

import pytest

from bot.command import Command
from bot.features import all_commands
from tests.bot.matrix import ACTORS, HOME, MATRIX, Row
from tests.bot.situation import standing
from tests.cast import ANN, BOB, CAT, OURS, ROOM, SAM, Stage, memory
from tests.frozen import rows

TITLE = "Shall both parties read this?"
WORDS = "between ourselves"
COMMANDS = {command.name: command for command in all_commands().all.values()}


def tells_both(command: Command) -> bool:
    """Whether it keeps words and has no form in which only one party reads them."""
    able = any(p.word == "private" for p in command.named)
    return command.changes and command.takes_words and not able


TELLING = sorted(name for name, command in COMMANDS.items() if tells_both(command))
ROWS = {
    row.command: row
    for row in MATRIX
    if row.command in TELLING and not (row.asks or row.but)
}


@pytest.fixture(scope="module")
def world() -> Iterator[Stage]:
    found = Stage(memory())
    yield found
    found.close()


@pytest.fixture
def own(stage: Stage) -> Stage:
    """The customer has a room of its own."""
    stage.does(ANN, "RDD room private", OURS)
    return stage


def with_words(row: Row) -> str:
    return row.line if '"' in row.line else f'{row.line} "{WORDS}"'


@pytest.mark.parametrize("name", TELLING)
def test_words_for_both_are_asked_about_and_run_when_pressed(
    world: Stage, name: str
) -> None:
    row = ROWS[name]
    owner = row.sides[0]
    situation = standing(world, row, owner)
    (side, _), who = next(
        (actor, who) for actor, who in ACTORS.items() if row.may(owner, actor)
    )
    lead = ANN if HOME[side] == OURS else BOB
    world.does(lead, "RDD room private", HOME[side])
    before = rows(world)

    asked = situation.ask(who, with_words(row), HOME[side])

    assert asked.refused
    assert asked.message.title == TITLE
    assert rows(world) == before
    joint = asked.message.buttons[0].line
    assert joint.endswith('" joint')
    assert not world.ask(who, joint, HOME[side]).refused


def test_the_party_can_keep_its_words_with_the_item(own: Stage) -> None:
    own.does(CAT, 'action add "Fix the lift" joint', OURS)
    asked = own.ask(CAT, "A-1 block they never come", OURS)
    keep = asked.message.buttons[1].line
    own.does(CAT, keep, OURS)

    assert own.row("note")["audience"] == "customer"
    assert not any("never come" in heard for heard in own.heard_in(ROOM))


def test_what_says_nothing_runs_at_once(own: Stage) -> None:
    own.does(CAT, 'action add "Fix the lift" joint', OURS)

    assert not own.ask(CAT, "A-1 done", OURS).refused


def test_words_on_what_is_private_run_at_once(own: Stage) -> None:
    own.does(CAT, "action add Fix the lift", OURS)

    assert not own.ask(CAT, "~A-1 done they never came", OURS).refused


def test_a_line_that_says_joint_runs_at_once(own: Stage) -> None:
    assert not own.ask(ANN, 'rag green "fine" joint', OURS).refused
    assert any("fine" in heard for heard in own.heard_in(ROOM))


def test_joint_among_bare_words_is_one_of_them(own: Stage) -> None:
    asked = own.ask(ANN, "rag green all is joint", OURS)

    assert asked.message.title == TITLE
    assert asked.message.buttons[0].line == 'RDD rag green "all is joint" joint'


def test_several_items_are_asked_about_together(own: Stage) -> None:
    for title in ("One", "Two"):
        own.does(CAT, f'action add "{title}" joint', OURS)
    asked = own.ask(CAT, "A-1 A-2 done they never came", OURS)

    assert asked.message.buttons[0].line == 'RDD A-1 A-2 done "they never came" joint'
    assert len(asked.message.buttons) == 1
    assert not own.ask(CAT, asked.message.buttons[0].line, OURS).refused


def test_a_line_for_another_plan_is_asked_about_too(own: Stage) -> None:
    own.does(ANN, 'new "Fewer van stops" as customer with "Orbit Devices"', None)
    asked = own.ask(ANN, "FVS action add They overcharge us", OURS)

    assert asked.message.title == TITLE
    assert asked.message.buttons[0].line.startswith("FVS action add")


def test_who_may_not_say_it_is_refused_and_not_asked(own: Stage) -> None:
    assert "Only a lead" in own.say(SAM, 'rag green "fine"', OURS)


def test_elsewhere_nobody_is_asked(own: Stage) -> None:
    for place in (ROOM, None):
        assert not own.ask(ANN, 'RDD rag green "fine"', place).refused
