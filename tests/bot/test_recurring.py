"""Actions that come back: one is ahead, each on its day, however late the last was."""

from datetime import UTC, datetime

import pytest

from domain.visibility import Audience
from tests.cast import ANN, BOB, CAT, DAN, OURS, ROOM, THEIRS, Stage, signed
from tests.counting import counting

WEEKLY = 'action add "Send the report" owner @dan weekly on mon accept by @cat for O-1'
# The stage stands on Monday 23 November 2026, 10:00; a due day closes at 17:00.


def action(stage: Stage, number: int, audience: str = "joint"):
    return stage.row("action", number=number, audience=Audience(audience))


def due(stage: Stage, number: int, audience: str = "joint") -> str:
    return str(action(stage, number, audience)["due"])


def statuses(stage: Stage, private: str = "") -> list[str]:
    said = stage.say(BOB, "list actions", None)
    return [line for line in said.splitlines() if line.startswith(f"• {private}A-")]


def stage_at(stage: Stage, *day: int, hour: int = 10) -> None:
    stage.at(datetime(*day, hour, tzinfo=UTC))


def after_an_outage(stage: Stage, **gone: float) -> None:
    """Nothing swept all that time; then everything that is due is done at once."""
    stage.later(**gone)
    while stage.bot.sweep(stage.now):
        pass


def test_the_answer_says_the_rule_and_the_first_and_next_day_in_full(stage: Stage):
    said = stage.does(BOB, WEEKLY)

    assert (
        "Comes back weekly on mon: first Mon 23 Nov 2026, then Mon 30 Nov 2026."
        " `A-1 stop` ends it." in said
    )
    assert "Due: Mon 23 Nov 2026" in said
    assert "Comes back: weekly on mon, next Mon 30 Nov 2026" in said


def test_it_begins_on_its_first_day_from_the_given_one(stage: Stage):
    stage.does(BOB, f"{WEEKLY} due 2 dec")

    assert due(stage, 1) == "2026-12-07"


def test_a_day_that_has_closed_already_is_not_the_first(stage: Stage):
    stage.later(hours=7)

    assert "first Mon 30 Nov 2026" in stage.does(BOB, WEEKLY)


def test_a_rule_with_a_time_of_day_is_refused(stage: Stage):
    answer = stage.ask(BOB, "action add Send it weekly on mon at 10:00")

    assert answer.refused
    assert "Leave out “at 10:00”" in answer.message.twin
    assert "ActionAdded" not in stage.facts()


def test_a_day_off_is_said_and_the_date_stays(draft: Stage):
    draft.does(BOB, "calendar supplier closed 2026-11-30")

    said = draft.does(BOB, WEEKLY)

    assert "Orbit Devices does not work on Mon 30 Nov 2026; the date stays." in said


def test_done_makes_the_next_one_with_all_that_it_takes_over(stage: Stage):
    stage.does(BOB, WEEKLY)
    answer = stage.ask(DAN, "A-1 done sent")

    assert answer.refs == ("A-1", "A-2")
    assert "The next one is A-2, due Mon 30 Nov 2026" in answer.message.twin
    first, second = action(stage, 1), action(stage, 2)
    for same in ("title", "owner", "owner_side", "acceptor", "objective", "rule_from"):
        assert second[same] == first[same], same
    assert (first["rule"], first["followed_by"]) == ("", "A-2")
    assert (second["rule"], second["status"]) == ("weekly on mon", "open")
    assert second["done_note"] == ""
    assert stage.heard_in(ROOM)[-1] == (
        "A-2 “Send the report” is the next one, due Mon 30 Nov 2026."
    )
    assert "Next one: A-2" in stage.say(DAN, "A-1")


def test_cancel_is_for_this_time_only(stage: Stage):
    stage.does(BOB, WEEKLY)

    said = stage.does(DAN, "A-1 cancel on holiday")

    assert "For this time only. The next one is A-2, due Mon 30 Nov 2026" in said
    assert due(stage, 2) == "2026-11-30"


def test_a_late_one_does_not_swallow_the_next(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage_at(stage, 2026, 11, 23, hour=16)
    assert len(statuses(stage)) == 1
    stage_at(stage, 2026, 11, 23, hour=18)

    assert [line[:5] for line in statuses(stage)] == ["• A-1", "• A-2"]
    assert due(stage, 2) == "2026-11-30"
    assert (
        "The day of A-1 “Send the report” has passed; A-2 is the next one."
        in stage.heard_in(ROOM)
    )
    stage.does(DAN, "A-1 done late")
    assert len(statuses(stage)) == 2


def test_exactly_one_is_kept_ahead(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage_at(stage, 2026, 12, 16)

    assert [due(stage, n) for n in range(1, 6)] == [
        "2026-11-23",
        "2026-11-30",
        "2026-12-07",
        "2026-12-14",
        "2026-12-21",
    ]
    assert len(statuses(stage)) == 5
    carriers = [n for n in range(1, 6) if action(stage, n)["rule"]]
    assert carriers == [5]


def test_being_done_early_or_late_never_moves_the_rhythm(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(DAN, "A-1 done")
    stage.does(DAN, "A-2 done six days early")
    assert due(stage, 3) == "2026-12-07"
    stage.does(DAN, "A-3 due 10 dec")
    stage.does(DAN, "A-3 done")

    assert due(stage, 4) == "2026-12-14"


def test_one_that_is_moved_past_the_next_turn_lets_it_come_in_time(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(DAN, "A-1 due 2027-01-20 waiting for data")
    stage_at(stage, 2026, 11, 29, hour=18)

    assert due(stage, 2) == "2026-11-30"


def test_after_an_outage_one_comes_and_the_skipped_are_said_once(stage: Stage):
    stage.does(BOB, WEEKLY)
    after_an_outage(stage, days=30)

    assert len(statuses(stage)) == 2
    assert due(stage, 2) == "2026-12-28"
    skipped = "Before this one 4 dates went by without an action."
    assert skipped in stage.say(DAN, "A-2")
    assert skipped not in stage.say(DAN, "A-1")
    stage.does(DAN, "A-2 done")
    assert skipped not in stage.say(DAN, "A-2")
    assert "went by" not in stage.say(DAN, "A-3")
    assert stage.facts().count("ActionCameRound") == 2


def test_stop_ends_the_series_and_the_present_one_stays(stage: Stage):
    stage.does(BOB, WEEKLY)

    said = stage.does(DAN, "A-1 stop the contract says so")

    assert "A-1 stays as it is; none comes after it." in said
    assert "Comes back" not in said
    assert stage.heard_in(ROOM)[-1] == (
        "Dan ended the series of A-1 “Send the report”: none comes after it."
        " “the contract says so”"
    )
    stage_at(stage, 2026, 12, 16)
    stage.does(DAN, "A-1 done")
    assert len(statuses(stage)) == 1


def test_stop_names_the_one_that_carries_the_rule(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(BOB, "action add Once")
    assert "does not come back" in stage.say(BOB, "A-2 stop")
    stage.does(DAN, "A-1 done")

    assert "Stop that one: `A-3 stop`" in stage.say(DAN, "A-1 stop")
    stage.does(DAN, "A-3 stop")
    assert "does not come back" in stage.say(DAN, "A-3 stop")


def test_only_the_owners_party_may_stop(stage: Stage):
    stage.does(BOB, WEEKLY)

    assert "Only the supplier's side" in stage.say(ANN, "A-1 stop")
    assert action(stage, 1)["rule"] == "weekly on mon"


def test_undo_of_done_takes_the_next_one_back(stage: Stage):
    stage.does(BOB, WEEKLY)
    before = action(stage, 1)
    stage.later(minutes=20)
    stage.does(DAN, "A-1 done")

    assert stage.does(DAN, "undo") == "Taken back. A-1, A-2"

    assert action(stage, 1) | {"version": 0} == before | {"version": 0}
    assert (action(stage, 2)["status"], action(stage, 2)["rule"]) == ("cancelled", "")
    stage_at(stage, 2026, 11, 25)
    assert due(stage, 3) == "2026-11-30"
    assert len([line for line in statuses(stage) if "cancelled" not in line]) == 2


def test_undo_of_done_is_refused_once_the_next_was_worked_on(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(DAN, "A-1 done")
    stage.does(BOB, "A-2 start")

    assert "Something has happened to A-2" in stage.say(DAN, "undo")


def test_undo_of_stop_lets_it_come_back(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(DAN, "A-1 stop")
    stage.does(DAN, "undo")
    stage_at(stage, 2026, 11, 25)

    assert due(stage, 2) == "2026-11-30"


def test_undo_of_the_adding_ends_it(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(BOB, "undo")
    stage_at(stage, 2026, 12, 16)
    assert len(statuses(stage)) == 1

    stage.does(BOB, "A-1 reopen after all")
    stage_at(stage, 2026, 12, 23)
    assert len(statuses(stage)) == 1


def test_what_was_handed_over_comes_back_to_the_new_owner(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(BOB, "hand over @dan to @bob")
    stage.does(BOB, "A-1 done")

    assert action(stage, 2)["owner"] == stage.person(BOB)


def test_sent_back_does_not_bring_a_second_next_one(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(DAN, "A-1 done")
    stage.does(CAT, "A-1 send back no figures")
    stage.does(DAN, "A-1 done with figures")

    assert len(statuses(stage)) == 2


def test_a_private_one_has_its_own_numbers_and_leaves_no_joint_trace(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)
    joint = stage.heard_in(ROOM)
    stage.does(CAT, 'action add "Check the bill" monthly on 31 private', None)
    assert "The next one is ~A-2" in stage.does(CAT, "~A-1 done", None)
    stage_at(stage, 2027, 2, 3)

    assert [due(stage, n, "customer") for n in (1, 2, 3, 4)] == [
        "2026-11-30",
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
    ]
    assert [said for said in stage.heard_in(ROOM) if "sealed" not in said] == joint
    assert "A-1 “" not in "".join(stage.heard_in(THEIRS))
    assert statuses(stage) == []
    stage.does(BOB, "action add Once")
    assert "Once" in stage.say(BOB, "A-1")


def test_what_is_shared_takes_the_rule_along(stage: Stage):
    stage.does(CAT, 'action add "Check the bill" weekly on fri private', None)
    stage.does(CAT, "~A-1 share yes", None)
    assert action(stage, 1)["rule"] == "weekly on fri"
    assert action(stage, 1, "customer")["rule"] == ""
    stage_at(stage, 2026, 11, 30)

    assert due(stage, 2) == "2026-12-04"
    assert "There is no ~A-2" in stage.say(CAT, "~A-2", None)


def test_a_followed_private_one_is_shared_without_the_rule(stage: Stage):
    stage.does(CAT, 'action add "Check the bill" weekly on fri private', None)
    stage_at(stage, 2026, 11, 28)
    stage.does(CAT, "~A-1 share yes", None)

    assert action(stage, 1)["rule"] == ""
    assert action(stage, 1)["followed_by"] == ""
    assert action(stage, 2, "customer")["rule"] == "weekly on fri"


def test_a_closed_plan_brings_no_next_one(stage: Stage):
    stage.does(BOB, WEEKLY)
    stage.does(ANN, 'close "it has ended"')
    stage.does(BOB, stage.ask(BOB, "sign").message.buttons[0].line)
    stage_at(stage, 2026, 12, 16)

    assert len(statuses(stage)) == 1


@pytest.mark.parametrize("who", [ANN, CAT])
def test_the_rule_is_hidden_with_the_item(stage: Stage, who):
    stage.does(who, 'action add "Check the bill" weekly on fri private', None)

    assert stage.say(BOB, "~A-1 stop", None) == stage.say(
        BOB, "~A-9 stop", None
    ).replace("A-9", "A-1")


def test_what_comes_once_asks_the_database_nothing_more():
    stage, said = counting()
    signed(stage)
    stage.does(BOB, "action add Once due fri")
    said.clear()
    stage.does(BOB, "A-1 done")
    assert not [line for line in said if "DELETE FROM due" in line]
    stage.close()


def test_many_weeks_away_bring_no_flood_of_daily_ones(stage: Stage):
    stage.does(BOB, "action add Look in daily")
    after_an_outage(stage, days=45)

    assert len(statuses(stage)) == 2
    assert due(stage, 2) == str(stage.now.date())
