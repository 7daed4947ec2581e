"""A plan begins in a room, is shown, closed by both, and says what it lacks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.keys import keys_of, reserved_words
from domain import plan as plans
from domain.member import Member, Role
from domain.plan import NotPaused, OtherText, Plan
from domain.visibility import Side
from tests.cast import (
    ANN,
    BOB,
    CAT,
    EVE,
    OLA,
    OURS,
    ROOM,
    SAM,
    TIM,
    ZED,
    Place,
    Stage,
    a_stage,
    drafted,
    memory,
    signed,
)

NEW = 'new "Reduce device downtime" as customer with "Orbit Devices" contract C-2041'
OTHER_ROOM = Place(id="room-empty", name="empty")


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage(memory()) as stage:
        yield stage


def lines(stage: Stage, who=ANN, words="", place=ROOM) -> list[str]:
    return [button.line for button in stage.ask(who, words, place).message.buttons]


def test_a_room_without_a_plan_offers_three_ways_to_begin(stage):
    card = stage.ask(ANN, "").message
    assert [button.label for button in card.buttons] == [
        "Start a plan",
        "See an example",
        "Bring our action log",
    ]
    assert [button.line for button in card.buttons] == [
        "start",
        "help example",
        "import",
    ]


def test_each_first_button_answers_something(stage):
    for line in lines(stage):
        assert stage.say(ANN, line)


def test_an_action_log_in_a_room_without_a_plan_asks_for_its_plan_first(stage):
    asked = stage.ask(ANN, "import")
    assert asked.refused
    assert asked.message.form.line == "new"
    stage.does(ANN, 'new "Quieter wards" as customer with "Orbit Devices"')
    assert lines(stage, words="import") == ["import QW"]


def test_an_action_log_goes_into_no_plan_of_another_room(stage):
    stage.does(ANN, 'new "Quieter wards" as customer with "Orbit Devices"')
    assert stage.ask(ANN, "import", OTHER_ROOM).message.form.line == "new"
    assert lines(stage, words="QW import", place=OTHER_ROOM) == ["import QW"]


def test_an_action_log_s_card_and_button_name_the_plan(stage):
    stage.does(ANN, 'new "Quieter wards" as customer with "Orbit Devices"')
    card = stage.ask(ANN, "import").message
    assert card.title == "Bring your action log into QW Quieter wards"
    assert [button.label for button in card.buttons] == ["Choose the file for QW"]


def test_whoever_starts_a_plan_is_offered_to_bring_their_log_into_it(stage):
    card = stage.ask(ANN, 'new "Quieter wards" as customer with "Orbit Devices"')
    assert "import QW" in [button.line for button in card.message.buttons]


def test_start_asks_two_questions_and_runs_nothing(stage):
    asked = stage.ask(ANN, 'start "Reduce device downtime"')
    assert asked.refused
    assert asked.message.form.line == 'new "Reduce device downtime"'
    assert [field.word for field in asked.message.form.fields] == ["as", "with"]
    assert stage.facts() == []


def test_the_two_answers_start_the_plan(stage):
    form = stage.ask(ANN, 'start "Reduce device downtime"').message.form
    stage.does(ANN, f'{form.line} as customer with "Orbit Devices"')
    assert stage.row("plan")["title"] == "Reduce device downtime"


def test_start_without_a_title_asks_for_it_too(stage):
    form = stage.ask(ANN, "start").message.form
    stage.does(ANN, f'{form.line} "Fewer late parts" as supplier with "Orbit"')
    assert stage.row("party", name="Orbit")["side"] is Side.CUSTOMER


def test_new_is_read_without_quotes_too(stage):
    stage.does(
        ANN, "new Reduce downtime as customer with Orbit Devices contract C-2041"
    )
    assert stage.row("party", side=Side.SUPPLIER)["name"] == "Orbit Devices"
    assert stage.row("plan")["contract"] == "C-2041"


def test_new_names_the_own_party_as_the_platform_verified_it(stage):
    stage.does(ANN, NEW)
    ours, theirs = (stage.row("party", side=side) for side in Side)
    assert (ours["name"], ours["verified"]) == ("Halden Medical", True)
    assert (theirs["organisations"], theirs["verified"]) == ("", False)


def test_the_starter_leads_at_once(stage):
    stage.does(ANN, NEW)
    assert stage.row("member", person=stage.person(ANN))["role"] is Role.LEAD


def test_the_draft_says_all_that_the_other_party_must_know(stage):
    stage.does(ANN, NEW)
    (card,) = stage.posts(ROOM.id)
    for words in (
        "costs Orbit Devices nothing",
        "nothing to install",
        "Who runs it",
        "Who can read what",
        "can read everything",
        "Nothing is agreed until you sign off",
        plans.NOT_THE_CONTRACT,
    ):
        assert words in card.twin
    assert [(button.label, button.line) for button in card.buttons] == [
        ("I lead for Orbit Devices", "RDD join"),
        ("Someone else does", "RDD help join"),
    ]


def test_the_one_time_code_is_told_to_the_starter_alone(stage):
    told = stage.does(ANN, NEW)
    code = re.search(r"join (\S+)", told)[1]
    heard = stage.heard_in(ROOM) + stage.heard_by(ANN)
    assert not any(code in text for text in heard)
    assert stage.row("join_code")["digest"] != code


def test_a_plan_may_start_in_a_direct_message(stage):
    told = stage.does(ANN, NEW, None)
    assert "no room yet" in told
    assert stage.posts(ROOM.id) == []


def test_guests_cannot_start_a_plan(stage):
    assert "guest" in stage.say(replace(ANN, account="gus", guest=True), NEW)
    assert stage.facts() == []


@pytest.mark.parametrize(
    "name", ["Halden Medical", "halden medical", "supplier", "Both"]
)
def test_the_other_party_needs_a_name_of_its_own(stage, name):
    assert stage.ask(ANN, f'new "Faster" as customer with "{name}"').refused
    assert stage.facts() == []


def test_a_name_too_long_for_a_button_is_refused(stage):
    assert "at most 60" in stage.say(ANN, f'new "Faster" as customer with "{"x" * 61}"')


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Reduce device downtime", "RDD"),
        ("Downtime", "DOW"),
        ("Better, faster & cheaper parts — in 2027", "BFCPI"),
        ("Économies d'énergie", "ED"),
        ("a b c d e f g h", "ABCDEF"),
        ("Снизить простой", "JWP"),
        ("2027", "JWP"),
        ("X", "JWP"),
    ],
)
def test_a_key_is_the_initials_of_the_title(title, key):
    assert next(keys_of(title)) == key


def test_a_taken_key_gets_more_letters(stage):
    for _ in range(3):
        stage.does(ANN, NEW)
    keys = {stage.row("plan", key=key)["key"] for key in ("RDD", "RDDO", "RDDOW")}
    assert len(keys) == 3


def test_a_hundred_plans_of_one_title_have_a_hundred_keys(stage):
    for _ in range(100):
        stage.does(ANN, 'new "Aa" as customer with "Orbit Devices"', None)


def test_no_key_is_a_word_that_begins_a_line(stage):
    stage.does(ANN, 'new "Some happy old words" as customer with "Orbit Devices"')
    reserved = reserved_words(stage.bot.commands)
    assert "show" in reserved
    assert stage.row("plan")["key"] == "SHOWO"


def test_no_key_is_a_word_people_begin_with(stage):
    stage.does(ANN, 'new "Train operators" as customer with "Orbit Devices"')
    assert stage.row("plan")["key"] == "TOP"


def test_show_says_what_is_missing_and_blocks_nothing(stage):
    stage.does(ANN, NEW)
    shown = stage.does(ANN, "show")
    for words in (
        "Nobody leads for Orbit Devices yet.",
        "Halden Medical has no second lead.",
        "There is no objective yet.",
        "There are no actions yet.",
        "There is no milestone yet.",
        "nobody holds the tactical or the strategic tier",
    ):
        assert words in shown


def test_show_counts_what_is_there(stage):
    drafted(stage)
    stage.does(ANN, "action add Ship parts owner @cat due tomorrow")
    shown = stage.does(BOB, "show")
    assert "1 objective · 1 milestone · 1 open action" in shown
    assert "M-1 Go-live, Wed 31 Mar 2027" in shown
    assert "no objective" not in shown.casefold()


def test_show_never_counts_what_is_private(stage):
    drafted(stage)
    before = stage.does(BOB, "show", None)
    stage.does(ANN, "action add Call a rival private", None)
    assert stage.does(BOB, "show", None) == before
    assert "0 open actions" in stage.does(ANN, "show", None)


@pytest.mark.parametrize("who", [ANN, CAT, OLA, SAM, BOB, EVE])
@pytest.mark.parametrize("line", ["show", "status", ""])
def test_every_role_may_read_the_plan(stage, who, line):
    drafted(stage)
    stage.does(who, line)


@pytest.mark.parametrize("line", ["show", "status", "sign", "close done", "agree all"])
def test_a_stranger_reads_nothing(stage, line):
    drafted(stage)
    told = stage.say(TIM, line)
    assert "downtime" not in told
    assert "Halden" not in told


def test_a_hidden_plan_and_a_missing_one_answer_alike(stage):
    drafted(stage)
    hidden = stage.say(TIM, "RDD show", None)
    assert hidden == stage.say(TIM, "QQQ show", None).replace("QQQ", "RDD")
    assert stage.say(TIM, "join", None) == stage.say(ZED, "join", None)


def test_a_stranger_elsewhere_sees_only_how_to_begin(stage):
    drafted(stage)
    assert "No plan here yet" in stage.say(TIM, "", None)
    assert "No plan here yet" in stage.say(ANN, "", OTHER_ROOM)


def test_nothing_typed_shows_mine_what_waits_and_one_step(stage):
    signed(stage)
    stage.does(BOB, "action add Ship parts owner @dan due tomorrow")
    stage.does(BOB, "A-1 done")
    stage.does(ANN, "action add Train staff due fri")
    told = stage.does(ANN, "")
    assert "A-1 Ship parts: waits for you to accept" in told
    assert "A-2 Train staff: due Fri 27 Nov 2026" in told
    assert told.count("Next:") == 1


def test_nothing_typed_in_a_shared_room_leaves_private_words_out(stage):
    drafted(stage)
    stage.does(ANN, "action add Call a rival private", None)
    assert "rival" not in stage.does(ANN, "")
    assert "rival" in stage.does(ANN, "", None)


def test_a_second_plan_may_start_in_the_same_room(stage):
    drafted(stage)
    stage.does(BOB, 'new "Cut waste" as supplier with "Halden Medical"')
    assert "I lead for Halden Medical" in str(stage.posts(ROOM.id)[-1].buttons)


def test_help_lists_nothing_that_is_not_there(stage):
    for word in ("leave", "account link"):
        assert f"help {word}" not in stage.bot.commands.all
        assert word not in stage.bot.commands.all


def closing(stage: Stage) -> Stage:
    signed(stage)
    stage.does(BOB, "close the contract has ended")
    return stage


def test_a_plan_closes_when_the_other_party_signs(stage):
    closing(stage)
    asked = stage.ask(ANN, "sign")
    assert "the contract has ended" in asked.message.twin
    stage.does(ANN, asked.message.buttons[0].line)
    assert stage.row("plan")["status"] is plans.Status.CLOSED
    assert "closed" in stage.say(BOB, "action add Too late")


def test_a_draft_cannot_be_closed(stage):
    drafted(stage)
    assert "nothing was agreed" in stage.say(ANN, "close enough")


def test_whoever_asked_to_close_cannot_close_alone(stage):
    closing(stage)
    assert "nothing to sign" in stage.say(BOB, "sign")
    assert "Your party asked for CR-1" in stage.say(BOB, "CR-1 sign")
    assert stage.row("plan")["status"] is plans.Status.IN_FORCE


def test_a_closing_declined_leaves_the_plan_in_force(stage):
    closing(stage)
    stage.does(ANN, 'decline "two actions are open"')
    assert stage.row("plan")["status"] is plans.Status.IN_FORCE
    assert "two actions are open" in stage.heard_in(ROOM)[-1]


def test_a_button_to_close_is_stale_once_it_was_asked_anew(stage):
    closing(stage)
    line = stage.ask(ANN, "sign").message.buttons[0].line
    stage.does(ANN, "decline too early")
    stage.does(BOB, "close for another reason")
    assert "CR-1 is rejected, so it cannot be signed" in stage.say(ANN, line)
    assert stage.row("plan")["status"] is plans.Status.IN_FORCE


def test_a_new_plan_may_start_where_one_was_closed(stage):
    closing(stage)
    stage.does(ANN, stage.ask(ANN, "sign").message.buttons[0].line)
    stage.does(ANN, 'new "Cut waste" as customer with "Orbit Devices"')
    stage.does(BOB, "CW join")


@pytest.mark.parametrize("who", [CAT, OLA, SAM, EVE])
@pytest.mark.parametrize("line", ["close it", "resume", "sign", "agree all"])
def test_only_a_lead_decides_the_life_of_a_plan(stage, who, line):
    signed(stage)
    assert "Only a lead" in stage.say(who, line)


def a_plan(**more) -> Plan:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Plan(id="p", key="RDD", title="T", starter="a", created_at=at, **more)


BY = Member(plan="p", person="a", side=Side.CUSTOMER, role=Role.LEAD)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_paused_plan_resumes():
    plan = a_plan(status=plans.Status.PAUSED)
    plan.resume(by=BY, at=NOW)
    assert plan.status is plans.Status.IN_FORCE


@pytest.mark.parametrize("status", sorted(set(plans.Status) - {plans.Status.PAUSED}))
def test_only_a_paused_plan_resumes(status):
    with pytest.raises(NotPaused):
        a_plan(status=status).resume(by=BY, at=NOW)


def test_both_parties_sign_the_same_text():
    plan = a_plan(status=plans.Status.PROPOSED, signed_by_supplier="one")
    with pytest.raises(OtherText):
        plan.sign("another", by=BY, at=NOW)


def test_a_closed_plan_asks_nobody_for_anything(stage):
    signed(stage)
    stage.does(BOB, "M-1 met it went live")
    stage.does(BOB, "close the contract has ended")
    stage.does(ANN, stage.ask(ANN, "sign").message.buttons[0].line)
    assert "Waits for you" not in stage.say(ANN, "")
    assert "Nobody waits" in stage.say(ANN, "waiting")
    for words in ("show", "status"):
        assert "Next milestone" not in stage.say(ANN, words)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (ROOM, "Somebody of Orbit presses the button there, and you confirm them."),
        (OURS, "this room, which nobody of Orbit reads."),
        (None, "It has no room yet, so somebody of Orbit joins with a code"),
    ],
)
def test_a_new_plan_says_how_the_other_party_joins_by_who_reads_along(
    stage, place, says
):
    line = 'new "Cut waste" as customer with "Orbit"'
    said = stage.does(ANN, line, place)
    assert says in said
    assert ("presses the button" in said) is (place is ROOM)


def test_answer_about_no_plan_names_none_though_several_are_mine(stage: Stage):
    stage.does(ANN, 'new "Ladder test" as customer with "Orbit Devices"', None)
    for line in ("timezone Europe/London", 'new "A third" as customer with "Third"'):
        assert not stage.does(ANN, line, None).lstrip().startswith("(")
    assert "(A" in stage.does(ANN, "status", None) or "(T" in stage.does(
        ANN, "status", None
    )


@pytest.mark.parametrize("words", ["close A-3", "close a3 all shipped"])
def test_to_close_an_item_does_not_ask_to_close_the_plan(stage, words):
    signed(stage)
    answer = stage.ask(ANN, words)
    assert answer.refused
    assert "`A-3 done`" in answer.message.text
    assert stage.row("plan")["closing_side"] is None
