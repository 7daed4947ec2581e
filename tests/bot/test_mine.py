"""What is mine and who waits for whom, in one plan or in all of somebody's."""

from datetime import UTC, datetime

import pytest

from tests.bot.test_listing import lines, refs
from tests.cast import ANN, BOB, CAT, DAN, EVE, OLA, ROOM, TIM, ZED, Stage, signed
from tests.counting import counting


@pytest.fixture
def two(stage: Stage) -> Stage:
    """Ann leads in RDD and in SP, a plan that Orbit has not joined yet."""
    stage.does(ANN, 'new "Spare parts" as supplier with "Northern Trust"', None)
    stage.does(ANN, "RDD action add Train the staff due 2026-11-27", None)
    stage.does(ANN, "SP action add Count the parts due 2026-11-24", None)
    stage.does(ANN, "SP action add Their margin private", None)
    return stage


def test_a_direct_message_shows_all_plans_each_line_with_its_key(two: Stage):
    said = two.say(ANN, "mine", None)

    assert said.startswith("RDD, SP: mine")
    assert lines(said) == [
        "SP A-1 Count the parts: Ann, due Tue 24 Nov 2026",
        "RDD A-1 Train the staff: Ann, due Fri 27 Nov 2026",
        "SP ~A-1 Their margin: Ann",
    ]


def test_the_worst_of_all_plans_comes_first(two: Stage):
    two.now = datetime(2026, 12, 2, 10, tzinfo=UTC)

    assert [line[:8] for line in lines(two.say(ANN, "mine", None))] == [
        "SP A-1 C",
        "RDD A-1 ",
        "SP ~A-1 ",
    ]


def test_buttons_carry_the_key_of_their_plan(two: Stage):
    answer = two.ask(ANN, "mine", None).message
    buttons = [b.line for s in answer.sections for e in s.entries for b in e.buttons]

    assert [line.split("#")[0] for line in buttons] == ["SP A-1", "RDD A-1", "SP ~A-1"]


def test_a_key_means_one_plan(two: Stage):
    said = two.say(ANN, "RDD mine", None)

    assert said.startswith("RDD: mine")
    assert lines(said) == ["A-1 Train the staff: Ann, due Fri 27 Nov 2026"]


def test_a_room_shows_its_own_plan(two: Stage):
    assert two.say(ANN, "mine", ROOM).startswith("RDD: mine")
    assert refs(two.say(ANN, "mine", ROOM)) == ["A-1"]


def test_who_is_in_one_plan_needs_no_key(stage: Stage):
    stage.does(CAT, "action add Train the staff")

    assert lines(stage.say(CAT, "mine", None)) == ["A-1 Train the staff: Cat"]


def test_reciprocity_is_one_line_in_both_words(stage: Stage):
    stage.does(BOB, "action add Ship the pumps")
    stage.does(BOB, "A-1 done")
    for title in ("One", "Two"):
        stage.does(CAT, f"action add {title}")
    stage.does(CAT, "A-2 A-3 done")

    for line in ("mine", "waiting"):
        assert (
            "You wait for 2 from Orbit Devices; Orbit Devices waits for 1 from you."
            in stage.say(ANN, line, None)
        )
        assert (
            "You wait for 1 from Halden Medical; Halden Medical waits for 2 from you."
            in stage.say(DAN, line, None)
        )


def test_reciprocity_names_the_plan_where_there_are_several(two: Stage):
    two.does(ANN, "RDD A-1 done", None)

    said = two.say(ANN, "waiting", None)

    assert "RDD: you wait for 1 from Orbit Devices;" in said
    assert "SP: you wait" not in said
    assert lines(said) == ["RDD A-1 Train the staff: to accept, since Mon 23 Nov 2026"]
    assert "You wait for Orbit Devices" in said


def test_reciprocity_counts_nothing_private(stage: Stage):
    stage.does(ANN, "action add Check their price owner @cat private", None)
    stage.does(CAT, "~A-1 done", None)

    assert "waits for" not in stage.say(ANN, "waiting", None).splitlines()[0]
    assert "You wait for" not in stage.say(ANN, "waiting", None)
    assert stage.say(BOB, "waiting", None) == (
        "RDD: waiting\nNobody waits for anybody. `mine` shows what is yours to do."
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("mine", "Nothing is yours to do in RDD, SP."),
        ("waiting", "Nobody waits for anybody in RDD, SP."),
    ],
)
def test_nothing_in_any_plan_is_one_clear_sentence(stage: Stage, line, says):
    stage.does(ANN, 'new "Spare parts" as supplier with "Northern Trust"', None)

    assert says in stage.say(ANN, line, None)


def test_many_lines_are_paged_over_all_plans(two: Stage):
    for n in range(10):
        two.does(ANN, f"RDD action add Task {n}", None)
        two.does(ANN, f"SP action add Task {n}", None)
    answer = two.ask(ANN, "mine", None).message
    assert "and 8 more" in answer.twin
    assert answer.buttons[0].line == "mine page 2"

    assert len(lines(two.say(ANN, "mine page 2", None))) == 8


def test_a_closed_plan_is_left_out(two: Stage):
    two.does(ANN, 'RDD close "it has ended"', None)
    two.does(BOB, two.ask(BOB, "sign").message.buttons[0].line)

    assert two.say(ANN, "mine", None).startswith("SP: mine")
    assert "Train the staff" not in two.say(ANN, "mine", None)


def test_all_closed_says_so(stage: Stage):
    stage.does(ANN, 'new "Spare parts" as supplier with "Northern Trust"', None)
    with stage.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE plan SET status = 'closed'")

    assert stage.say(ANN, "mine", None).startswith("All your plans are closed.")


def test_a_removed_member_sees_nothing_of_that_plan(two: Stage):
    two.does(ANN, "RDD member add @cat as lead", None)
    two.does(CAT, "member remove @ann", ROOM)

    assert two.say(ANN, "mine", None).startswith("SP: mine")
    assert "RDD" not in two.say(ANN, "waiting", None)


def test_strangers_are_told_how_to_begin(stage: Stage):
    for who in (TIM, ZED):
        assert stage.say(who, "mine", None) == stage.say(who, "waiting", None)
        assert "RDD" not in stage.say(who, "mine", None)


def test_an_observer_reads_what_is_joint(stage: Stage):
    stage.does(CAT, "action add Check their price accept by @ann private", None)
    stage.does(CAT, "~A-1 done", None)
    stage.does(BOB, "action add Ship the pumps")
    stage.does(BOB, "A-1 done")

    for who in (OLA, EVE):
        said = stage.say(who, "waiting", None)
        assert refs(said) == ["A-1"]
        assert "price" not in said


def test_one_party_here_and_the_other_there_reads_only_its_own(stage: Stage):
    """Ann is of the customer in RDD and of the supplier in SP."""
    stage.does(BOB, "RDD action add Their secret private", None)
    stage.does(ANN, 'new "Spare parts" as supplier with "Northern Trust"', None)
    stage.does(ANN, 'new "Third plan" as customer with "Southern Trust"', None)
    stage.does(ANN, "SP action add Our margin private", None)

    said = stage.say(ANN, "mine", None)

    assert lines(said) == ["SP ~A-1 Our margin: Ann"]
    assert "secret" not in stage.say(ANN, "waiting", None)


def test_what_is_handed_over_later_shows_to_both(stage: Stage):
    stage.does(CAT, "action add Train the staff")
    stage.does(CAT, "hand over @cat to @ann from 7 dec")

    goes = "What you have open goes to Ann on Mon 7 Dec 2026"
    assert goes in stage.say(CAT, "mine", None)
    assert "What Cat has open comes to you on Mon 7 Dec 2026" in stage.say(
        ANN, "mine", None
    )
    assert "on Mon 7 Dec 2026" not in stage.say(DAN, "mine", None)


@pytest.mark.parametrize("line", ["mine", "waiting"])
def test_more_plans_ask_the_database_no_more(line: str):
    stage, said = counting()
    signed(stage)
    names = ["Spare parts", "Clean rooms", "Fast lifts", "Green power", "Quiet fans"]

    def asked() -> int:
        said.clear()
        assert not stage.ask(ANN, line, None).refused
        return len([words for words in said if words.startswith("SELECT")])

    def begin(title: str) -> None:
        stage.does(ANN, f'new "{title}" as customer with "Northern Trust"', None)
        key = stage.row("plan", title=title)["key"]
        stage.does(ANN, f"{key} action add Task due 2026-11-24", None)
        stage.does(ANN, f"{key} A-1 done", None)

    begin(names[0])
    few = asked()
    for title in names[1:]:
        begin(title)

    assert asked() <= few
    stage.close()


def test_plans_of_one_side_read_together_each_give_their_own(stage: Stage):
    stage.does(ANN, 'new "Spare parts" as customer with "Northern Trust"', None)
    stage.does(ANN, "RDD action add Train the staff", None)
    stage.does(ANN, "SP action add Count the parts", None)

    assert lines(stage.say(ANN, "mine", None)) == [
        "RDD A-1 Train the staff: Ann",
        "SP A-1 Count the parts: Ann",
    ]


def test_who_may_not_add_is_not_told_to(stage: Stage) -> None:
    assert stage.say(CAT, "mine").splitlines()[1].count("`action add") == 1
    assert "action add" not in stage.say(OLA, "mine")
