"""Issues in chat: raised, answered, taken up, settled by the other party."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.issue import Status
from domain.visibility import Audience
from tests.cast import ANN, BOB, CAT, DAN, OURS, ROOM, SAM, SUE, THEIRS, Stage

HIGH = 'issue raise "Pumps fail" severity high'


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def issue(stage: Stage) -> dict[str, Any]:
    return stage.row("issue", number=1, audience=Audience.JOINT)


def test_without_an_owner_it_belongs_to_the_other_partys_lead(stage: Stage) -> None:
    stage.does(CAT, HIGH)

    assert issue(stage)["owner"] == stage.person(BOB)
    assert any("it is yours" in said for said in stage.heard_by(BOB))


def test_without_an_owner_it_belongs_to_who_holds_the_operational_tier(
    stage: Stage,
) -> None:
    stage.does(BOB, "member add @dan as contributor tier operational")

    stage.does(CAT, HIGH)

    assert issue(stage)["owner"] == stage.person(DAN)


def test_the_card_says_where_it_goes_and_when(stage: Stage) -> None:
    said = stage.does(ANN, HIGH)

    assert "Goes to Sam and Sue Wed 25 Nov 10:00 unless resolved." in said


def test_acknowledging_never_stops_the_clock_of_the_tier(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    said = stage.does(BOB, "I-1 ack")

    assert "Goes to Sam and Sue Thu 26 Nov 10:00 unless resolved." in said
    stage.at(utc("2026-11-24 12:00"))
    stage.does(BOB, 'I-1 note "we are looking"')
    stage.at(utc("2026-11-26 10:00"))
    assert issue(stage)["tier"] == "tactical"


def test_a_climb_tells_the_pair_on_both_sides_at_the_same_moment(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    stage.at(utc("2026-11-25 10:00"))

    for who in (SAM, SUE):
        assert any("I-1 went up to you" in said for said in stage.heard_by(who))


def test_a_climb_is_sealed_and_the_room_sees_the_fingerprint(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    stage.at(utc("2026-11-25 11:00"))

    sealed = "sealed (I-1 went up)"
    assert any(sealed in said for said in stage.heard_in(ROOM))


def test_a_private_issue_climbs_inside_its_own_party_and_is_not_sealed(
    stage: Stage,
) -> None:
    for lead, room in ((ANN, OURS), (BOB, THEIRS)):
        stage.does(lead, "RDD room private", room)
    stage.at(stage.now)  # the seal of the signatures
    before = len(stage.heard_in(THEIRS)), len(stage.heard_by(SUE))
    joint = len(stage.heard_in(ROOM))

    stage.does(ANN, f"{HIGH} private", None)
    stage.at(utc("2026-11-25 11:00"))

    assert any("went up to you" in said for said in stage.heard_by(SAM))
    assert (len(stage.heard_in(THEIRS)), len(stage.heard_by(SUE))) == before
    assert len(stage.heard_in(ROOM)) == joint


def test_an_outage_climbs_at_the_true_times_and_once(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.now = utc("2026-12-01 15:00")

    while stage.bot.sweep(stage.now):
        pass

    assert issue(stage)["clock_from"] == utc("2026-11-25 10:00")
    assert stage.facts().count("IssueClimbed") == 1


def test_a_date_both_agree_takes_the_place_of_the_clock(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 by 2026-12-11 parts come then")
    assert "Wed 25 Nov 10:00" in stage.say(ANN, "I-1")

    said = stage.does(ANN, "I-1 agree")

    assert "Goes to Sam and Sue Mon 14 Dec 09:00 unless resolved." in said
    assert issue(stage)["status"] is Status.ACKNOWLEDGED


def test_a_pause_holds_when_the_other_party_agrees(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 pause parts")
    stage.does(ANN, "I-1 agree")

    stage.at(utc("2026-12-14 10:00"))

    assert issue(stage)["status"] is Status.PAUSED
    assert issue(stage)["tier"] == "operational"
    said = stage.does(ANN, "I-1 resume")
    assert "Goes to Sam and Sue Wed 16 Dec 10:00" in said  # two new windows
    assert "Thu 17 Dec 10:00" in stage.does(BOB, "I-1 ack")  # all three days left


def test_reopening_goes_on_with_the_time_that_was_left(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    stage.at(utc("2026-11-24 12:00"))  # two days less two hours are left
    stage.does(BOB, "I-1 resolve swapped")
    stage.at(utc("2026-11-30 12:00"))

    said = stage.does(ANN, "I-1 reopen it broke again")

    assert "Wed 2 Dec 10:00" in said


def test_silence_closes_what_is_resolved_without_objection(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 resolve swapped")

    stage.at(utc("2026-11-30 10:00"))

    assert issue(stage)["status"] is Status.NO_OBJECTION


def test_a_higher_severity_holds_at_once(stage: Stage) -> None:
    stage.does(ANN, 'issue raise "Pumps fail" severity medium')
    stage.does(BOB, "I-1 ack")

    said = stage.does(CAT, "I-1 severity critical two wards")

    assert "Goes to Sam and Sue Tue 24 Nov 10:00" in said


def test_a_lower_severity_holds_when_the_other_party_agrees(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    stage.does(BOB, "I-1 severity medium one ward")
    assert issue(stage)["severity"] == "high"

    said = stage.does(ANN, "I-1 agree")

    assert "Goes to Sam and Sue Mon 30 Nov 10:00" in said


def test_a_dispute_tells_the_top_and_stops_the_clocks(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    stage.does(BOB, "I-1 dispute not ours")

    for who in (SAM, SUE):
        assert any("I-1 is disputed" in said for said in stage.heard_by(who))
    stage.at(utc("2026-12-14 10:00"))
    assert issue(stage)["tier"] == "operational"


@pytest.mark.parametrize("who", [ANN, BOB])
def test_either_partys_lead_resumes_what_was_disputed(stage: Stage, who) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 dispute not ours")

    stage.does(who, "I-1 resume")

    assert issue(stage)["status"] is Status.OPEN


def test_while_the_plan_is_paused_nothing_climbs(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    _paused(stage)
    stage.at(utc("2027-01-11 10:00"))

    assert issue(stage)["tier"] == "operational"
    stage.does(ANN, "resume")
    assert "Goes to Sam and Sue Thu 14 Jan 10:00" in stage.say(ANN, "I-1")


def _paused(stage: Stage) -> None:
    stage.ask(ANN, "pause the ward is closed")
    shown = stage.ask(BOB, "CR-1 sign").message
    stage.does(BOB, shown.buttons[0].line)


def test_an_empty_seat_falls_to_the_deputy_its_holder_named(stage: Stage) -> None:
    stage.does(ANN, "member add @sam as sponsor tier tactical deputy @cat")
    stage.does(ANN, "member remove @sam")

    assert "Goes to Cat and Sue" in stage.does(ANN, HIGH)


def test_an_empty_seat_without_a_deputy_falls_to_the_next_tier_up(
    stage: Stage,
) -> None:
    stage.does(ANN, "member add @cat as sponsor tier strategic")
    stage.does(ANN, "member remove @sam")

    assert "Goes to Cat and Sue" in stage.does(ANN, HIGH)


def test_with_nobody_above_it_stays_and_both_leads_hear_every_week(
    stage: Stage,
) -> None:
    for lead, who in ((ANN, "@sam"), (BOB, "@sue")):
        stage.does(lead, f"member remove {who}")
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")

    stage.at(utc("2026-12-04 12:00"))  # its time was over on 26 November

    assert issue(stage)["tier"] == "operational"
    for lead in (ANN, BOB):
        said = [s for s in stage.heard_by(lead) if "has had its time" in s]
        assert len(said) == 2


def test_once_somebody_is_named_above_it_goes_there(stage: Stage) -> None:
    for lead, who in ((ANN, "@sam"), (BOB, "@sue")):
        stage.does(lead, f"member remove {who}")
    stage.does(ANN, HIGH)
    stage.at(utc("2026-12-04 12:00"))

    stage.does(ANN, "member add @cat as sponsor tier tactical")
    stage.at(utc("2026-12-04 13:00"))

    assert issue(stage)["tier"] == "tactical"


def test_the_executive_tier_counts_only_where_both_have_named_somebody(
    stage: Stage,
) -> None:
    stage.does(ANN, "member add @cat as sponsor tier executive")
    stage.does(ANN, HIGH)
    stage.does(ANN, "I-1 escalate now")

    assert stage.ask(ANN, "I-1 escalate again").refused
    stage.does(BOB, "member add @dan as sponsor tier executive")
    stage.does(ANN, "I-1 escalate again")
    assert issue(stage)["tier"] == "executive"


def test_changed_working_days_move_a_clock_that_runs(draft: Stage) -> None:
    draft.does(ANN, HIGH)

    draft.does(BOB, "calendar supplier closed 2026-11-24..2026-11-27")

    assert "Goes to Sam and Sue Tue 1 Dec 10:00" in draft.say(ANN, "I-1")
    draft.at(utc("2026-11-30 12:00"))
    assert issue(draft)["tier"] == "operational"


def test_undoing_a_resolution_goes_on_as_if_it_had_not_been_said(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 resolve swapped")
    stage.later(minutes=5)

    stage.does(BOB, "undo")

    assert "Wed 25 Nov 10:00" in stage.say(ANN, "I-1")


def test_only_critical_comes_through_in_quiet_hours(stage: Stage) -> None:
    stage.at(utc("2026-11-23 20:00"))
    lane = f"@{stage.person(BOB)}"
    stage.does(ANN, HIGH)
    stage.does(ANN, "issue raise Fire severity critical")

    held = [row["not_before"] for row in stage.rows("outbox", lane=lane)][-2:]
    assert held[0] >= utc("2026-11-24 08:00")
    assert held[1] <= stage.now


def test_a_note_to_ones_own_party_is_no_word(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 ack")
    stage.at(utc("2026-11-24 12:00"))
    stage.does(BOB, 'I-1 note "we hope" private')

    stage.at(utc("2026-11-24 14:00"))

    assert "StillOnItAsked" in stage.facts()


def test_a_shared_issue_starts_its_clock_for_both(stage: Stage) -> None:
    stage.does(ANN, "issue raise Pumps severity high private", None)
    stage.at(utc("2026-11-24 12:00"))

    said = stage.does(ANN, "~I-1 share yes", None)

    assert "Goes to Sam and Sue Thu 26 Nov 12:00" in said


def test_what_is_asked_waits_in_the_lists_of_the_other_party(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(BOB, "I-1 pause parts")

    assert "I-1 Pumps fail: to agree" in stage.say(ANN, "waiting")
    assert "I-1 Pumps fail: to acknowledge" in stage.say(BOB, "mine")


def test_what_one_owns_goes_along_when_it_is_handed_over(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    stage.does(BOB, "hand over @bob to @dan")

    assert issue(stage)["owner"] == stage.person(DAN)


def test_the_digest_says_what_is_about_to_go_up(stage: Stage) -> None:
    stage.does(ANN, HIGH)

    stage.at(utc("2026-11-24 10:00"))

    assert any(
        "I-1 Pumps fail: goes up Wed 25 Nov 2026 10:00 unless resolved" in said
        for said in stage.heard_by(BOB)
    )


def test_ladder_days_set_in_a_draft_are_those_of_the_next_issue(draft: Stage) -> None:
    draft.does(ANN, HIGH)
    draft.does(ANN, "ladder set operational days 5 severity high")
    draft.does(ANN, "issue raise Doors severity high")
    for ref in ("I-1", "I-2"):
        draft.does(BOB, f"{ref} ack")

    assert "Thu 26 Nov 10:00" in draft.say(ANN, "I-1")
    assert "Mon 30 Nov 10:00" in draft.say(ANN, "I-2")


def test_what_was_cancelled_and_reopened_has_the_time_that_was_left(
    stage: Stage,
) -> None:
    stage.does(ANN, HIGH)  # three working days, so until Thursday 10:00
    stage.does(BOB, "I-1 ack")
    stage.at(utc("2026-11-24 10:00"))
    stage.does(ANN, "I-1 cancel a mistake")
    stage.at(utc("2026-12-01 10:00"))

    said = stage.does(ANN, "I-1 reopen no mistake")

    assert "Goes to Sam and Sue Thu 3 Dec 10:00 unless resolved." in said


def test_a_low_issue_above_its_stop_is_said_to_climb_no_further(stage: Stage) -> None:
    stage.does(ANN, "member add @cat as sponsor tier strategic")
    stage.does(ANN, HIGH)
    stage.does(ANN, "I-1 escalate slow")
    stage.does(ANN, "I-1 escalate slower")
    stage.does(ANN, "I-1 severity low one ward")
    stage.does(BOB, "I-1 agree")

    said = stage.say(ANN, "I-1")

    assert "It climbs no further than the strategic tier." in said
    assert "slower" not in said
    assert (
        "I-1 is low and climbs no further than the tactical tier, unless"
        in stage.say(ANN, "I-1 escalate at last")
    )


def test_a_day_names_an_issue_once_to_who_is_asked_about_it(stage: Stage) -> None:
    stage.does(ANN, HIGH)
    stage.does(ANN, "I-1 escalate slow")

    stage.at(utc("2026-11-24 09:30"))

    (day,) = [said for said in stage.heard_by(SUE) if said.startswith("Your day")]
    assert day.count("I-1 Pumps fail") == 1
    assert "waits for you to acknowledge" in day
