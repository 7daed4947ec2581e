"""Checkpoints: when both parties meet, and what the clock does around it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.checkpoint import Status
from domain.due import Kind
from storage import tables
from tests.cast import ANN, BOB, CAT, DAN, OURS, ROOM, SAM, Stage

SERIES = 'checkpoint schedule "Service review" every 2 weeks on tue at 10:00'
REVIEW = 'checkpoint add "Walk round" on 2026-12-01 at 10:00'
AROUND = (Kind.AGENDA, Kind.START, Kind.MINUTES, Kind.MISSED)


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def status(stage: Stage, number: int = 1) -> Status:
    return stage.row("checkpoint", number=number)["status"]


def starts(stage: Stage) -> list[str]:
    """When each checkpoint starts, by number."""
    table = tables.checkpoints
    with stage.engine.begin() as connection:
        found = connection.scalars(select(table.c.starts).order_by(table.c.number))
        return [f"{moment:%Y-%m-%d %H:%M}" for moment in found]


def clocks(stage: Stage) -> dict[str, str]:
    """When the clock looks at a checkpoint, by what for."""
    due = tables.due
    asked = select(due.c.kind, due.c.at).where(due.c.kind.in_(AROUND))
    with stage.engine.begin() as connection:
        return {str(k): f"{at:%m-%d %H:%M}" for k, at in connection.execute(asked)}


def heard(stage: Stage, words: str) -> list[str]:
    return [said for said in stage.heard_in(ROOM) if words in said]


@pytest.fixture
def agreed(stage: Stage) -> Stage:
    """Both meet every second Tuesday, for the first time on 24 November 2026."""
    stage.does(ANN, f"{SERIES} chair @cat quorum 1 each")
    stage.does(BOB, "agree CS-1")
    return stage


# A series, and the one checkpoint of it that is ahead.


def test_the_answer_echoes_rule_date_and_zone(stage: Stage):
    said = stage.does(ANN, SERIES)

    assert "Every 2 weeks on tue at 10:00 (Europe/London)." in said
    assert "The first is on Tue 24 Nov 2026 10:00 (Europe/London)" in said


def test_the_zone_is_the_plans_unless_another_is_said(stage: Stage):
    said = stage.does(ANN, f"{SERIES} zone Europe/Berlin")

    assert "Tue 24 Nov 2026 10:00 (Europe/Berlin)" in said


def test_a_series_added_later_waits_for_the_other_party(stage: Stage):
    stage.does(ANN, SERIES)
    assert starts(stage) == []

    assert stage.ask(ANN, "agree CS-1").refused
    stage.does(BOB, "agree CS-1")
    assert starts(stage) == ["2026-11-24 10:00"]


def test_a_declined_series_never_begins(stage: Stage):
    stage.does(ANN, SERIES)
    stage.does(BOB, 'decline CS-1 "too often"')

    assert starts(stage) == []


def test_in_a_draft_series_wait_until_both_signed(draft: Stage):
    draft.does(ANN, SERIES)
    shown = draft.ask(ANN, "sign").message
    assert starts(draft) == []
    assert "CS-1 Service review: every 2 weeks on tue at 10:00" in shown.twin

    for lead in (ANN, BOB):
        draft.does(lead, draft.ask(lead, "sign").message.buttons[0].line)
    assert starts(draft) == ["2026-11-24 10:00"]


def test_a_changed_series_voids_the_signature_on_a_draft(draft: Stage):
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)
    draft.does(BOB, SERIES)

    assert draft.row("plan")["signed_by_customer"] == ""


def test_what_both_signed_of_a_series_takes_a_change_request(agreed: Stage):
    for words in ('CS-1 title "Other"', 'CS-1 cancel "no more"'):
        assert "waits for Orbit Devices" in agreed.does(ANN, words)


def test_a_series_that_both_ended_takes_what_is_ahead_with_it(agreed: Stage):
    agreed.does(ANN, 'CS-1 cancel "once a month is enough"')
    assert status(agreed) is Status.SCHEDULED

    agreed.does(BOB, agreed.ask(BOB, "CR-1 sign").message.buttons[0].line)
    assert status(agreed) is Status.CANCELLED
    assert clocks(agreed) == {}
    assert agreed.row("checkpoint_series")["status"] == "cancelled"


@pytest.mark.parametrize(
    "ends",
    [("CP-1 start", "CP-1 end"), ('CP-1 skip "all are away"',)],
    ids=["ended", "skipped"],
)
def test_the_next_is_made_when_one_ends_or_is_skipped(
    agreed: Stage, ends: tuple[str, ...]
):
    for words in ends:
        agreed.does(ANN, words)

    assert starts(agreed) == ["2026-11-24 10:00", "2026-12-08 10:00"]


def test_one_that_moved_leaves_the_rhythm_as_it_was(agreed: Stage):
    agreed.does(ANN, "CP-1 move 2026-11-26 at 15:00")
    agreed.does(ANN, 'CP-1 skip "all are away"')

    assert starts(agreed) == ["2026-11-26 15:00", "2026-12-08 10:00"]


def test_one_of_a_series_is_skipped_rather_than_cancelled(agreed: Stage):
    assert "Skip it" in agreed.say(ANN, 'CP-1 cancel "no"')
    assert status(agreed) is Status.SCHEDULED


def test_undo_after_an_agreement_leaves_the_first_one_where_it_is(agreed: Stage):
    assert agreed.ask(BOB, "undo").refused
    assert status(agreed) is Status.SCHEDULED


def test_undo_of_a_skip_leaves_one_ahead(agreed: Stage):
    agreed.does(ANN, 'CP-1 skip "all are away"')
    agreed.does(ANN, "undo")

    assert status(agreed, 1) is Status.SCHEDULED
    assert status(agreed, 2) is Status.CANCELLED
    assert clocks(agreed)["start"] == "11-24 10:00"


def test_show_and_the_standing_card_name_the_next_one(agreed: Stage):
    says = "Next checkpoint: CP-1 Service review, Tue 24 Nov 2026 10:00"
    assert says in agreed.does(DAN, "show")
    assert (
        says in [card for name, card in agreed.cards(ROOM) if name == "plan"][-1].twin
    )

    agreed.does(ANN, 'CP-1 skip "all are away"')
    [*_, card] = [card for name, card in agreed.cards(ROOM) if name == "plan"]
    assert "Next checkpoint: CP-2 Service review, Tue 8 Dec 2026" in card.twin


def test_both_nouns_are_listed_found_and_shown(agreed: Stage):
    agreed.does(ANN, REVIEW)

    said = agreed.does(DAN, "list checkpoints")
    assert "CP-1 Service review: scheduled, Tue 24 Nov 2026 10:00" in said
    assert "CP-2 Walk round" in said
    assert "CS-1 Service review" in agreed.does(DAN, "list series")
    assert "CS-1 Service review" in agreed.does(DAN, "find service")
    assert "CP-1, Tue 24 Nov 2026 10:00 (Europe/London)" in agreed.does(DAN, "CS-1")
    assert "Jointly" not in agreed.does(DAN, "history CP-2")
    agreed.does(DAN, "snooze CP-1 fri")


# Always of both parties.


def test_a_checkpoint_is_never_private(stage: Stage):
    for line in (SERIES, REVIEW):
        assert "never private" in stage.say(ANN, f"{line} private", None)
        assert stage.ask(ANN, f"{line} private", None).refused


def test_in_a_partys_own_room_it_must_be_said_to_be_joint(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)
    assert "never private" in stage.say(ANN, REVIEW, OURS)

    stage.does(ANN, f"{REVIEW} joint", OURS)
    assert stage.row("checkpoint")["audience"] == "joint"


def test_it_is_never_put_into_the_past(stage: Stage):
    words = 'checkpoint add "Now" on 2026-11-23 at 09:00'
    assert "is over" in stage.say(ANN, words)
    stage.does(ANN, REVIEW)
    assert stage.ask(ANN, "CP-1 move 2026-11-23 at 09:00").refused


# What the clock does.


def test_the_times_around_it(stage: Stage):
    stage.does(ANN, REVIEW)

    assert clocks(stage) == {
        "agenda": "11-30 09:00",
        "start": "12-01 10:00",
        "minutes": "12-02 10:00",
        "missed": "12-08 10:00",
    }


def test_a_move_moves_all_of_them(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.does(BOB, "CP-1 move 2026-12-03")

    assert clocks(stage)["agenda"] == "12-02 09:00"
    assert clocks(stage)["missed"] == "12-10 10:00"


@pytest.mark.parametrize("words", ["skip no", "cancel no"])
def test_what_is_off_has_no_clock(stage: Stage, words: str):
    stage.does(ANN, REVIEW)
    stage.does(BOB, f"CP-1 {words}")

    assert clocks(stage) == {}


def test_the_room_reads_the_agenda_on_the_working_day_before(stage: Stage):
    stage.does(ANN, 'action add "Order filters" due 2026-11-27')
    stage.does(ANN, REVIEW)
    stage.at(utc("2026-11-30 08:59"))
    assert heard(stage, "agenda") == []

    stage.at(utc("2026-11-30 09:00"))
    [agenda] = heard(stage, "agenda")
    assert "A-1 Order filters: Ann, 1 working day late" in agenda


def test_at_its_time_the_room_has_a_button_that_starts_it(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.at(utc("2026-12-01 10:00"))

    *_, last = stage.posts(ROOM.id)
    assert last.buttons[0].label == "Start"
    stage.does(BOB, last.buttons[0].line)
    assert status(stage) is Status.RUNNING


def test_once_it_has_begun_nobody_is_told_again_that_it_is_time(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.at(utc("2026-12-01 10:00"))
    stage.does(ANN, "CP-1 start")
    stage.later(minutes=3)
    stage.does(ANN, "undo")
    stage.at(utc("2026-12-01 10:30"))

    assert len(heard(stage, "It is time")) == 1
    assert status(stage) is Status.SCHEDULED


def test_the_agenda_names_no_chair_who_has_left(agreed: Stage):
    agreed.does(ANN, "member remove @cat")

    gone = "Chair: nobody any more (Cat is not in the plan)"
    assert gone in agreed.does(ANN, "CP-1 agenda")


def test_after_a_working_day_without_minutes_the_chair_is_asked(stage: Stage):
    stage.does(ANN, f"{REVIEW} chair @cat")
    stage.at(utc("2026-12-02 10:00"))

    assert heard(stage, "has no minutes yet")
    assert "CP-1 Walk round: to write the minutes" in stage.does(CAT, "waiting")
    assert "the minutes" not in stage.does(DAN, "mine")


def test_with_nobody_in_the_chair_both_leads_are_asked(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.at(utc("2026-12-02 10:00"))

    for lead in (ANN, BOB):
        assert "CP-1 Walk round" in stage.does(lead, "mine")


def test_neither_held_nor_moved_in_five_working_days_is_missed(stage: Stage):
    stage.does(ANN, REVIEW)
    stage.at(utc("2026-12-08 09:59"))
    assert status(stage) is Status.SCHEDULED

    stage.at(utc("2026-12-08 10:00"))
    assert status(stage) is Status.MISSED
    for lead in (ANN, BOB):
        assert [said for said in stage.heard_by(lead) if "marked as missed" in said]
    assert not [said for said in stage.heard_by(SAM) if "marked as missed" in said]


def test_after_a_missed_one_the_next_is_made(agreed: Stage):
    agreed.at(utc("2026-12-01 10:00"))

    assert status(agreed) is Status.MISSED
    assert starts(agreed) == ["2026-11-24 10:00", "2026-12-08 10:00"]


@pytest.mark.parametrize(
    ("rule", "missed"),
    [
        ("daily at 10:00", "11-25 10:00"),
        ("weekly on tue at 10:00", "11-30 10:00"),
        ("every 2 weeks on tue at 10:00", "12-01 10:00"),
    ],
)
def test_one_is_given_up_in_time_for_the_next(stage: Stage, rule: str, missed: str):
    stage.now = utc("2026-11-24 09:00")
    stage.does(ANN, f'checkpoint schedule "Review" {rule}')
    stage.does(BOB, "agree CS-1")

    assert clocks(stage)["missed"] == missed


def test_after_an_outage_it_happens_once_and_at_its_true_time(agreed: Stage):
    agreed.now = utc("2027-01-11 09:00")
    while agreed.bot.sweep(agreed.now):
        pass

    assert starts(agreed) == ["2026-11-24 10:00", "2027-01-19 10:00"]
    facts = tables.facts
    asked = select(facts.c.at).where(facts.c.kind == "CheckpointMissed")
    with agreed.engine.begin() as connection:
        assert connection.scalars(asked).all() == [utc("2026-12-01 10:00")]
    assert heard(agreed, "It is time") == []
    assert heard(agreed, "agenda") == []


def test_a_closed_plan_reminds_nobody(agreed: Stage):
    agreed.does(ANN, 'close "it has ended"')
    agreed.does(BOB, agreed.ask(BOB, "sign").message.buttons[0].line)
    agreed.at(utc("2026-12-02 12:00"))

    assert status(agreed) is Status.SCHEDULED
    assert heard(agreed, "It is time") == []


# Somebody else takes the chair.


def test_a_lead_gives_the_chair_of_one_checkpoint(agreed: Stage):
    said = agreed.does(ANN, "CP-1 chair @dan")

    assert "Chair: Dan" in said
    assert "Chair: Cat" in agreed.does(ANN, "CS-1")
    assert "Ann gave the chair of CP-1 “Service review” to Dan." in "".join(
        heard(agreed, "gave the chair")
    )
    assert not agreed.ask(DAN, "CP-1 start").refused


def test_who_no_longer_takes_the_chair_does_not_start_it(agreed: Stage):
    agreed.does(ANN, "CP-1 chair @ann")

    assert agreed.ask(CAT, "CP-1 start").refused


def test_the_chair_of_what_is_over_stays(agreed: Stage):
    agreed.does(ANN, "CP-1 skip all are away")

    assert "its chair no longer changes" in agreed.say(ANN, "CP-1 chair @dan")


@pytest.mark.parametrize("line", ["CS-1 chair @bob", "change CS-1 chair to @bob"])
def test_the_chair_of_a_series_takes_both_and_comes_to_the_one_ahead(
    agreed: Stage, line: str
):
    agreed.does(ANN, "member remove @cat")
    assert "Chair: Cat → Bob" in agreed.does(ANN, line)
    assert "Chair: nobody any more" in agreed.does(ANN, "CS-1")

    [read, *_] = agreed.ask(BOB, "CR-1 sign").message.buttons
    agreed.does(BOB, read.line)

    assert "Chair: Bob" in agreed.does(ANN, "CS-1")
    assert "Chair: Bob" in agreed.does(ANN, "CP-1")


def test_in_a_draft_the_chair_of_a_series_changes_at_once(draft: Stage):
    draft.does(ANN, SERIES)
    draft.does(ANN, "CS-1 chair @dan")
    assert "Chair: Dan" in draft.does(ANN, "CS-1")
    draft.does(ANN, "undo")
    assert "Chair" not in draft.does(ANN, "CS-1")


# Days on which somebody does not work: shown, never shifted.


def test_a_day_off_is_said_and_the_day_stays(stage: Stage):
    off = "Halden Medical and Orbit Devices do not work on Sat 28 Nov 2026"
    assert off in stage.does(ANN, "checkpoint add Visit on 2026-11-28 at 10:00")
    assert "Sat 28 Nov 2026 10:00" in stage.does(ANN, "CP-1")
    assert "not work" not in stage.does(ANN, "CP-1 move 2026-11-30")
    assert off in stage.does(ANN, "CP-1 move 2026-11-28")
    assert "Sun 29 Nov 2026; the day stays" in stage.does(
        ANN, 'checkpoint schedule "Odd" weekly on sun at 10:00'
    )


def test_one_partys_closed_day_is_said(draft: Stage):
    draft.does(BOB, "calendar supplier closed 2026-12-24..2027-01-02")

    said = draft.does(ANN, "checkpoint add Visit on 2026-12-29 at 10:00")
    assert "Orbit Devices does not work on Tue 29 Dec 2026; the day stays." in said
