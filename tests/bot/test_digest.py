"""One person's day in one message: every date of its causes written out.

The plan begins on Monday 23 November 2026 at ten; Halden is the customer, Orbit the
supplier. Ann and Bob lead, Cat and Dan contribute. Digests come at nine.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.app import Bot
from bot.message import BODY, Message
from domain.due import Kind
from domain.visibility import Side
from storage import tables
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    EVE,
    MONDAY,
    OLA,
    OURS,
    ROOM,
    SAM,
    TIM,
    ZED,
    Account,
    Stage,
)

HOLIDAYS = {
    "GB-ENG": {
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
    },
    "DE-BY": {
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
        date(2027, 1, 6),
        date(2027, 3, 26),
        date(2027, 3, 29),
    },
}


def utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def sent(stage: Stage, who) -> list[tuple[datetime, Message]]:
    """The digests of *who*, each with the moment it was queued."""
    box = tables.outbox
    asked = select(box.c.at, box.c.body).where(box.c.lane == f"@{stage.person(who)}")
    with stage.raw() as connection:
        rows = connection.execute(asked.order_by(box.c.id)).all()
    found = [(row.at, BODY.validate_json(row.body)) for row in rows]
    return [(at, said) for at, said in found if said.title.startswith("Your day")]


def days(stage: Stage, who) -> str:
    return "|".join(f"{at:%a %d %b}" for at, _ in sent(stage, who))


def last(stage: Stage, who) -> str:
    return sent(stage, who)[-1][1].twin


def jump(stage: Stage, moment: datetime) -> None:
    """Nothing runs until then; what was due meanwhile is due at once."""
    stage.now = moment
    while stage.bot.sweep(moment):
        pass


def celebrating(stage: Stage) -> Stage:
    """England's and Bavaria's holidays count."""
    bot = stage.bot
    stage.bot = Bot(bot.store, bot.commands, lambda codes: frozenset(HOLIDAYS[codes]))
    return stage


@pytest.fixture
def munich(draft: Stage) -> Stage:
    """Orbit works in Munich, and both have signed."""
    stage = celebrating(draft)
    stage.does(BOB, "calendar supplier zone Europe/Berlin holidays DE-BY")
    stage.does(BOB, "timezone Europe/Berlin", None)
    for lead in (ANN, BOB):
        stage.does(lead, stage.ask(lead, "sign").message.buttons[0].line)
    return stage


# What causes one


def test_due_in_three_one_and_no_days_then_late_on_1_3_5_and_weekly(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-12-02")

    stage.at(utc("2026-12-17 12:00"))

    assert days(stage, BOB) == (
        "Fri 27 Nov|Tue 01 Dec|Wed 02 Dec|Thu 03 Dec|Mon 07 Dec|Wed 09 Dec|Wed 16 Dec"
    )


def test_both_leads_hear_from_the_fifth_day_on_and_others_never(stage: Stage):
    stage.does(DAN, "action add Train the staff due 2026-12-02")

    stage.at(utc("2026-12-17 12:00"))

    assert days(stage, BOB) == days(stage, ANN) == "Wed 09 Dec|Wed 16 Dec"
    assert days(stage, CAT) == days(stage, SAM) == ""
    assert "Late on the other side\n• RDD A-1 Train the staff: Dan, 10" in last(
        stage, ANN
    )
    assert "Late on our side\n• RDD A-1 Train the staff: Dan, 10" in last(stage, BOB)


def test_over_the_holidays_each_party_counts_its_own_working_days(munich: Stage):
    for owner in ("ann", "bob"):
        munich.does(ANN, f"action add Train the staff owner @{owner} due 2026-12-29")
    jump(munich, utc("2026-12-20 12:00"))

    munich.at(utc("2027-01-14 12:00"))

    assert days(munich, BOB) == (
        "Wed 23 Dec|Mon 28 Dec|Tue 29 Dec|Wed 30 Dec|Mon 04 Jan|Thu 07 Jan"
        "|Wed 13 Jan|Thu 14 Jan"  # Ann's is ten working days late on the 13th
    )
    assert days(munich, ANN) == (
        "Tue 22 Dec|Thu 24 Dec|Tue 29 Dec|Wed 30 Dec|Mon 04 Jan|Wed 06 Jan|Thu 07 Jan"
        "|Wed 13 Jan|Thu 14 Jan"
    )


def test_it_keeps_its_hour_over_easter_and_the_change_of_the_clocks(munich: Stage):
    munich.does(DAN, "timezone Europe/Berlin", None)
    munich.does(DAN, "action add Train the staff due 2027-03-25")
    jump(munich, utc("2027-03-21 12:00"))

    munich.at(utc("2027-04-02 12:00"))

    assert [f"{at:%a %d %b %H:%M}" for at, _ in sent(munich, DAN)] == [
        "Mon 22 Mar 08:00",
        "Wed 24 Mar 08:00",
        "Thu 25 Mar 08:00",
        "Tue 30 Mar 07:00",
        "Thu 01 Apr 07:00",
    ]


def test_what_begins_to_wait_is_told_then_on_1_3_5_and_weekly(stage: Stage):
    stage.now = utc("2026-11-24 08:00")  # Tuesday, before the digest
    stage.does(BOB, "M-1 met it went live")

    stage.at(utc("2026-12-09 12:00"))

    assert days(stage, ANN) == (
        "Tue 24 Nov|Wed 25 Nov|Fri 27 Nov|Tue 01 Dec|Tue 08 Dec"
    )
    assert "Waits for your word\n• RDD M-1 Go-live: waits for you to accept" in last(
        stage, ANN
    )


def test_what_began_to_wait_on_a_weekend_is_told_on_monday(stage: Stage):
    jump(stage, utc("2026-11-28 12:00"))  # Saturday
    stage.does(BOB, "M-1 met it went live")

    stage.at(utc("2026-12-01 12:00"))

    assert days(stage, ANN) == "Mon 30 Nov"


def test_an_answer_is_asked_of_the_one_it_names_and_of_leads(stage: Stage):
    stage.does(BOB, "action add Train the staff accept by @cat")
    stage.does(BOB, "A-1 done")

    stage.at(utc("2026-11-24 12:00"))

    assert days(stage, CAT) == days(stage, ANN) == "Tue 24 Nov"
    assert days(stage, SAM) == ""


def test_a_signature_is_asked_for_once_it_waits(draft: Stage):
    draft.does(ANN, draft.ask(ANN, "sign").message.buttons[0].line)

    draft.at(utc("2026-11-30 12:00"))

    assert days(draft, BOB) == "Tue 24 Nov|Thu 26 Nov|Mon 30 Nov"
    assert "RDD waits for your signature" in last(draft, BOB)
    assert days(draft, ANN) == days(draft, DAN) == ""


def test_a_colleague_to_confirm_waits_for_the_leads(stage: Stage):
    stage.does(DAN, "action add Train the staff owner @zed")

    stage.at(utc("2026-11-24 12:00"))

    assert "RDD Zed waits for you to confirm them" in last(stage, BOB)
    assert days(stage, ANN) == days(stage, ZED) == ""


def test_a_snooze_holds_a_line_back_until_it_ends(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-25")
    stage.does(BOB, "snooze A-1 2026-12-01")

    stage.at(utc("2026-12-03 12:00"))

    assert days(stage, BOB) == "Tue 01 Dec|Wed 02 Dec"  # then late on day 5


def test_a_snooze_that_ends_causes_one_though_nothing_is_due(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2027-02-01")
    stage.does(ANN, "snooze A-1 2026-11-28")  # a Saturday

    stage.at(utc("2026-12-03 12:00"))

    assert days(stage, ANN) == "Mon 30 Nov"
    assert "A-1 Train the staff: you asked to hear of it again" in last(stage, ANN)


def test_what_i_follow_is_told_when_others_change_it(stage: Stage):
    stage.does(BOB, "action add Train the staff")
    stage.does(CAT, "A-1 follow")
    stage.later(hours=3)
    stage.does(BOB, "A-1 start")
    stage.does(BOB, "A-1 40%")

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, CAT) == "Tue 24 Nov"
    assert "Bob: A-1 “Train the staff” is at 40%. 2 changes in all." in last(stage, CAT)


def test_my_own_changes_to_what_i_follow_are_no_news(stage: Stage):
    stage.does(BOB, "action add Train the staff")
    stage.does(BOB, "A-1 follow")
    stage.later(hours=3)
    stage.does(BOB, "A-1 start")

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, BOB) == ""


def test_leads_hear_of_a_milestone_that_both_agreed(stage: Stage):
    jump(stage, utc("2027-03-25 12:00"))

    stage.at(utc("2027-04-02 12:00"))

    assert (
        days(stage, ANN)
        == days(stage, BOB)
        == ("Fri 26 Mar|Tue 30 Mar|Wed 31 Mar|Thu 01 Apr")
    )
    assert "Late for both\n• RDD M-1 Go-live: 1 working day late" in last(stage, ANN)
    assert days(stage, CAT) == ""


def test_a_milestone_nobody_agreed_is_not_nagged_about(draft: Stage):
    jump(draft, utc("2027-03-25 12:00"))

    draft.at(utc("2027-04-02 12:00"))

    assert days(draft, ANN) == ""


# What does not cause one, but goes with it


def test_an_action_without_an_owner_is_listed_and_causes_nothing(stage: Stage):
    stage.does(BOB, "action add Train the staff")
    with stage.raw() as connection:
        connection.execute(update(tables.actions).values(owner=None))
    stage.does(ANN, "action add Order parts due 2026-11-27")

    stage.at(utc("2026-11-24 12:00"))

    assert days(stage, BOB) == ""
    assert "Also\n• RDD 1 action needs an owner" in last(stage, ANN)


def test_what_is_due_in_two_days_is_listed_and_causes_nothing(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-26")
    stage.at(utc("2026-11-24 12:00"))
    assert days(stage, BOB) == ""

    stage.does(BOB, "action add Order parts due 2026-11-25")
    stage.at(utc("2026-11-25 12:00"))
    assert "due Thu 26 Nov 2026" in last(stage, BOB)


def test_a_due_day_put_off_causes_nothing(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-25")
    stage.does(BOB, "A-1 due 2026-12-18 supplier late")

    stage.at(utc("2026-12-11 12:00"))

    assert days(stage, BOB) == ""


def test_a_due_day_brought_near_is_not_told_for_days_that_are_over(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2027-02-01")
    stage.at(utc("2026-11-27 12:00"))
    stage.does(BOB, "A-1 due 2026-12-02")  # three working days from today

    stage.at(utc("2026-12-01 12:00"))

    assert days(stage, BOB) == "Tue 01 Dec"


# How it reads


def test_fifteen_lines_and_a_way_to_see_the_others(stage: Stage):
    for n in range(24):
        stage.does(BOB, f"action add Step {n + 1} due 2026-11-24")

    stage.at(utc("2026-11-24 12:00"))

    said = sent(stage, BOB)[-1][1]
    assert said.twin.count("• RDD A-") == 15
    assert said.twin.endswith("and 9 more")
    others = stage.does(BOB, said.buttons[-1].line, None)
    assert [line for line in others.splitlines() if "•" in line] == [
        f"• RDD A-{n} Step {n}: due today" for n in range(16, 25)
    ]


def test_ones_own_sides_lateness_comes_first_and_the_latest_before_all(stage: Stage):
    for words in (
        "Theirs owner @dan due 2026-11-24",
        "Soon owner @ann due 2026-12-08",
        "Late owner @ann due 2026-12-01",
        "Later owner @ann due 2026-11-27",
        "Colleagues owner @cat due 2026-11-24",
    ):
        stage.does(ANN, f"action add {words}")
    stage.does(BOB, "M-1 met it went live")
    jump(stage, utc("2026-12-07 12:00"))

    titles = ("Colleagues", "Later", "Late:", "Soon", "Go-live", "Theirs")
    places = [last(stage, ANN).find(title) for title in titles]
    assert places == sorted(places)
    assert -1 not in places


def test_one_line_says_who_waits_for_whom(stage: Stage):
    stage.does(BOB, "M-1 met it went live")
    stage.does(BOB, "action add Train the staff")
    stage.does(BOB, "A-1 done")
    stage.does(ANN, "decision add We go on")

    stage.at(utc("2026-11-24 12:00"))

    ours = "RDD: you wait for 1 from Orbit Devices; Orbit Devices waits for 2 from you."
    theirs = (
        "RDD: you wait for 2 from Halden Medical; Halden Medical waits for 1 from you."
    )
    assert sent(stage, ANN)[-1][1].text == ours
    assert sent(stage, BOB)[-1][1].text == theirs


def test_what_waits_inside_a_party_does_not_count_between_them(stage: Stage):
    stage.does(ANN, "action add Check the price private", None)
    stage.does(ANN, "~A-1 done", None)

    stage.at(utc("2026-11-24 12:00"))

    assert "~A-1 Check the price" in last(stage, ANN)
    assert sent(stage, ANN)[-1][1].text == ""


def test_private_lines_go_to_the_own_party_only(stage: Stage):
    stage.does(CAT, "action add Check the price due 2026-11-24 private", None)

    stage.at(utc("2026-12-01 12:00"))

    assert "~A-1 Check the price" in last(stage, CAT)
    assert "~A-1 Check the price" in last(stage, ANN)
    assert days(stage, BOB) == days(stage, DAN) == ""


def test_the_buttons_of_a_line_do_what_they_say(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-24")
    stage.at(utc("2026-11-24 12:00"))

    [entry] = sent(stage, BOB)[-1][1].sections[0].entries
    done, snooze = entry.buttons

    assert "A-1 out of your digests until Tue 1 Dec 2026" in stage.does(
        BOB, snooze.line, None
    )
    assert "done, awaiting acceptance" in stage.does(BOB, done.line, None)


# When it comes, and to whom


def test_it_comes_at_the_persons_hour_in_their_zone(stage: Stage):
    stage.does(BOB, "timezone America/New_York", None)
    stage.does(BOB, "digest at 07:30", None)
    stage.does(BOB, "action add Train the staff due 2026-11-24")

    stage.at(utc("2026-11-24 23:00"))

    [(at, _)] = sent(stage, BOB)
    assert at == utc("2026-11-24 12:30")


def test_it_comes_on_working_days_of_a_party_of_theirs(draft: Stage):
    draft.does(BOB, "calendar supplier days sun-thu")
    for who, title in ((ANN, "Order parts"), (BOB, "Train the staff")):
        draft.does(who, f"action add {title} due 2026-11-28")  # a Saturday

    draft.at(utc("2026-11-30 12:00"))

    assert days(draft, ANN) == "Tue 24 Nov|Thu 26 Nov|Fri 27 Nov|Mon 30 Nov"
    assert days(draft, BOB) == "Wed 25 Nov|Thu 26 Nov|Sun 29 Nov"


def test_several_plans_make_one_message_with_each_plans_key(stage: Stage):
    stage.does(BOB, 'new "Second plan" as supplier with "Third Ltd"', None)
    for key in ("RDD", "SP"):
        stage.does(BOB, f"{key} action add Train the staff due 2026-11-24", None)

    stage.at(utc("2026-11-24 12:00"))

    [(_, said)] = sent(stage, BOB)
    assert "RDD A-1 Train the staff" in said.twin
    assert "SP A-1 Train the staff" in said.twin


def test_a_day_without_a_cause_brings_none(stage: Stage):
    stage.at(utc("2026-12-11 12:00"))

    for who in (ANN, BOB, CAT, DAN, SAM):
        assert days(stage, who) == ""


def test_it_is_never_said_in_a_room(stage: Stage):
    stage.does(ANN, "RDD room private", OURS)
    stage.does(ANN, "action add Check the price due 2026-11-24 private", None)

    stage.at(utc("2026-11-25 12:00"))

    assert days(stage, ANN) == "Tue 24 Nov|Wed 25 Nov"
    for room in (ROOM, OURS):
        assert not any(line.startswith("Your day") for line in stage.heard_in(room))


def test_whoever_turned_it_off_gets_none(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-24")
    stage.does(BOB, "digest off", None)

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, BOB) == ""


def test_whoever_left_the_plan_gets_none(stage: Stage):
    stage.does(DAN, "action add Train the staff due 2026-11-24")
    stage.does(BOB, "member remove @dan")

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, DAN) == ""


def test_somebody_of_no_plan_gets_none(stage: Stage):
    stage.does(TIM, "digest at 08:00", None)

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, TIM) == ""


# Away


def test_an_absent_persons_lines_go_to_their_cover(stage: Stage):
    stage.does(DAN, "action add Train the staff due 2026-11-24")
    stage.does(DAN, "away from 2026-11-23 to 2026-11-25 cover @eve", None)
    stage.at(utc("2026-11-27 12:00"))

    assert days(stage, DAN) == "Thu 26 Nov|Fri 27 Nov"
    assert days(stage, EVE) == "Tue 24 Nov|Wed 25 Nov"
    assert "1 working day late, was due Tue 24 Nov 2026, for Dan" in last(stage, EVE)


def test_a_cover_who_may_only_read_gets_no_buttons_that_change(stage: Stage):
    stage.does(CAT, "action add Train the staff due 2026-11-24")
    stage.does(CAT, "away from 2026-11-23 to 2026-11-25 cover @ola", None)
    stage.at(utc("2026-11-24 12:00"))

    [entry] = sent(stage, OLA)[-1][1].sections[0].entries
    assert [button.label for button in entry.buttons] == ["Snooze a week"]


def test_a_cover_of_the_other_party_in_a_plan_gets_nothing_of_it(stage: Stage):
    stage.does(ANN, 'new "Second plan" as customer with "Third Ltd"', None)
    for who in ("cat", "sam"):
        stage.does(ANN, f"SP member add @{who} as contributor", None)
    stage.does(CAT, "SP action add Check the price due 2026-11-24", None)
    stage.does(CAT, "RDD action add Train the staff due 2026-11-24", None)
    stage.does(CAT, "away from 2026-11-23 to 2026-11-25 cover @sam", None)
    _now_speaks_for_the_supplier(stage, SAM, plan="SP")

    stage.at(utc("2026-11-24 12:00"))

    assert "RDD A-1 Train the staff" in last(stage, SAM)
    assert "SP" not in last(stage, SAM)


def _now_speaks_for_the_supplier(stage: Stage, who, *, plan: str) -> None:
    members = tables.members
    where = (
        members.c.plan == stage.row("plan", key=plan)["id"],
        members.c.person == stage.person(who),
    )
    with stage.raw() as connection:
        connection.execute(update(members).where(*where).values(side=Side.SUPPLIER))


def test_the_cover_of_an_absent_cover_gets_both_their_lines(stage: Stage):
    stage.does(CAT, "action add Train the staff due 2026-11-24")
    stage.does(CAT, "away from 2026-11-23 to 2026-11-25 cover @sam", None)
    stage.does(SAM, "away from 2026-11-23 to 2026-11-25 cover @ann", None)

    stage.at(utc("2026-11-24 12:00"))

    assert days(stage, SAM) == ""
    assert "A-1 Train the staff: due today, for Cat" in last(stage, ANN)


def test_two_who_cover_for_each_other_wait_for_their_return(stage: Stage):
    stage.does(CAT, "action add Train the staff due 2026-11-24")
    stage.does(CAT, "away from 2026-11-23 to 2026-11-24 cover @sam", None)
    stage.does(SAM, "away from 2026-11-23 to 2026-11-24 cover @cat", None)

    stage.at(utc("2026-11-25 12:00"))

    assert days(stage, CAT) == "Wed 25 Nov"


# After an outage


@pytest.mark.parametrize("gone", [3, 30, 311])
def test_after_an_outage_there_is_one_digest_a_person(stage: Stage, gone):
    stage.does(BOB, "action add Train the staff due 2026-11-24")
    stage.does(BOB, "M-1 met it went live")

    jump(stage, MONDAY + timedelta(days=gone))

    assert len(sent(stage, BOB)) == len(sent(stage, ANN)) == 1


def test_after_an_outage_of_three_days_the_next_comes_the_next_morning(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-27")

    jump(stage, utc("2026-11-26 15:00"))  # a Thursday afternoon
    stage.at(utc("2026-11-27 12:00"))

    assert [f"{at:%a %H:%M}" for at, _ in sent(stage, BOB)] == [
        "Thu 15:00",
        "Fri 09:00",
    ]


def test_an_outage_that_ends_at_night_is_told_of_in_the_morning(stage: Stage):
    stage.does(BOB, "action add Train the staff due 2026-11-24")

    jump(stage, utc("2026-11-26 22:00"))
    assert days(stage, BOB) == ""

    stage.at(utc("2026-11-27 12:00"))
    assert [f"{at:%a %H:%M}" for at, _ in sent(stage, BOB)] == ["Fri 09:00"]


def test_every_person_has_one_next_digest(stage: Stage):
    jump(stage, utc("2026-12-24 12:00"))

    with stage.raw() as connection:
        due = tables.due
        rows = connection.execute(select(due.c.at).where(due.c.kind == Kind.DIGEST))
        assert set(rows.scalars()) == {utc("2026-12-25 09:00")}


@pytest.mark.parametrize(
    ("who", "words", "says"),
    [
        (ANN, "A-1 send back two are missing", "sent A-1 “Train the staff” back: two"),
        (ANN, "A-1 accept", "Ann accepted A-1 “Train the staff”."),
        (BOB, "A-1 cancel no", None),
    ],
)
def test_owners_hear_what_others_answered(stage: Stage, who, words: str, says):
    stage.later(minutes=1)
    stage.does(DAN, "action add Train the staff")
    stage.does(DAN, "A-1 done")
    stage.does(who, words)

    stage.at(utc("2026-11-24 12:00"))

    if says:
        assert says in last(stage, DAN)
    assert bool(says) is bool(sent(stage, DAN))


@pytest.mark.parametrize("private", ["", " private"])
def test_owners_hear_what_they_are_given(stage: Stage, private: str):
    stage.later(minutes=1)
    stage.does(ANN, f"action add Train the staff owner @cat{private}", None)

    stage.at(utc("2026-11-26 12:00"))

    assert days(stage, CAT) == "Tue 24 Nov"
    assert "Ann added" in last(stage, CAT)


def test_owners_hear_once_of_what_they_also_follow(stage: Stage):
    stage.does(CAT, "action add Train the staff")
    stage.does(CAT, "A-1 follow")
    stage.later(minutes=1)
    stage.does(ANN, "A-1 due 2027-03-01 parts are late")

    stage.at(utc("2026-11-24 12:00"))

    assert last(stage, CAT).count("moved A-1") == 1
    assert "changes in all" not in last(stage, CAT)


def offers(stage: Stage, who: Account) -> list[str]:
    """The issues *who* was offered in the newest digest."""
    told = [m for m in stage.posts(f"@{stage.person(who)}") if "Your day" in m.title]
    entries = [entry for section in told[-1].sections for entry in section.entries]
    lines = [button.line for entry in entries for button in entry.buttons]
    return [line for line in lines if "issue raise" in line]


def test_on_the_tenth_day_both_leads_are_offered_to_raise_an_issue(stage: Stage):
    stage.does(BOB, 'action add "Ship" owner @dan due 2026-11-24')
    stage.does(ANN, 'action add "Price" owner @cat due 2026-11-24 private', None)
    for who in (ANN, BOB):  # so that both have a digest on the ninth day
        stage.does(who, 'action add "Own" due 2026-12-07')
    stage.at(datetime(2026, 12, 7, 10, tzinfo=UTC))
    assert not offers(stage, ANN) + offers(stage, BOB)

    stage.at(datetime(2026, 12, 8, 10, tzinfo=UTC))
    joint = 'RDD issue raise "A-1 is late: Ship" about A-1 joint'
    private = 'RDD issue raise "~A-1 is late: Price" about ~A-1 private'
    assert offers(stage, BOB) == [joint]
    assert sorted(offers(stage, ANN)) == [joint, private]
    assert not [m for m in stage.heard_by(DAN) if "issue" in m]

    stage.does(BOB, joint, None)
    stage.does(ANN, private, None)
    stage.at(datetime(2026, 12, 15, 10, tzinfo=UTC))
    assert not offers(stage, ANN) + offers(stage, BOB)
