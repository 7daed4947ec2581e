"""How one person wants to be told: each setting is said back, or refused."""

from datetime import time, timedelta

import pytest

from tests.cast import ANN, BOB, CAT, OLA, TIM, Stage


def person(stage: Stage, who) -> dict:
    return stage.row("person", id=stage.person(who))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "timezone Europe/Berlin",
            "Your time zone is Europe/Berlin, where it is 11:00 now.",
        ),
        ("timezone berlin", "Your time zone is Europe/Berlin, where it is 11:00 now."),
        ("locale de-DE", "Your locale is de-DE."),
        (
            "digest at 15:30",
            (
                "Your digest comes at 15:30 (Europe/London) on working days, from"
                " Tue 24 Nov 2026 on."
            ),
        ),
        (
            "digest 8am",
            (
                "Your digest comes at 08:00 (Europe/London) on working days, from"
                " Tue 24 Nov 2026 on."
            ),
        ),
        ("digest off", "Your digest is off. `digest at 09:00` turns it on again."),
        (
            "quiet 20:00-06:30",
            (
                "Quiet from 20:00 to 06:30 and on days off. Only what is critical comes"
                " through."
            ),
        ),
        ("quiet 00:00-00:00", "You have no quiet hours; days off stay quiet."),
        (
            "away from 21 Dec to 2 Jan",
            "Away from Mon 21 Dec 2026 to Sat 2 Jan 2027. Nobody covers for you.",
        ),
        (
            "away 21 Dec to 2 Jan cover @cat",
            "Away from Mon 21 Dec 2026 to Sat 2 Jan 2027. Cat gets your lines of RDD.",
        ),
        ("away off", "You are not away, and no absence was planned."),
    ],
)
def test_a_setting_is_said_back(stage: Stage, words, said):
    assert stage.does(ANN, words, None) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("timezone Mars", "I cannot read “Mars” as a time zone such as Europe/London."),
        (
            "locale xx-QQ",
            "I cannot read “xx-QQ” as a language and region such as en-GB.",
        ),
        ("digest at 25:00", "“25:00” is not a time such as 08:30, or off."),
        ("quiet 20", "I cannot read “20” as hours such as 09:00-17:00."),
        (
            "away from 21 Dec to 2 Jan cover @ann",
            "Somebody else must cover for you while you are away: `cover @x`.",
        ),
        (
            "away from 21 Dec to 2 Jan cover @bob",
            (
                "Bob is of your party in none of your plans, so they cannot cover"
                " for you. Name somebody who is."
            ),
        ),
        (
            "away from 2026-11-01 to 2026-11-20",
            "Fri 20 Nov 2026 has passed. Say from when to when you will be away.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    stage: Stage, words, said
):
    before = person(stage, ANN)

    assert stage.say(ANN, words, None) == said
    assert person(stage, ANN) == before


def test_a_setting_holds_for_the_speaker_alone(stage: Stage):
    stage.does(ANN, "quiet 20:00-06:30", None)

    assert person(stage, ANN)["quiet_from"] == time(20)
    assert person(stage, CAT)["quiet_from"] == time(18)


def test_settings_need_no_plan(stage: Stage):
    assert "Europe/Paris" in stage.does(TIM, "timezone Europe/Paris", None)


def test_dates_follow_the_speakers_own_zone_at_once(stage: Stage):
    stage.does(ANN, "timezone Pacific/Auckland", None)  # Monday 23:00 there
    stage.later(hours=2)

    stage.does(ANN, "action add Train the staff due today")

    assert str(stage.row("action", number=1)["due"]) == "2026-11-24"


def test_a_cover_counts_only_in_plans_of_the_same_party(stage: Stage):
    stage.does(ANN, 'new "Second plan" as customer with "Third Ltd"', None)

    said = stage.does(ANN, "away from 21 Dec to 2 Jan cover @cat", None)

    assert said.endswith("Cat gets your lines of RDD. Nobody covers SP.")


def test_the_whole_day_is_shown_to_its_person_alone(stage: Stage):
    stage.does(OLA, "timezone Europe/London", None)

    assert stage.say(OLA, "digest show") == (
        "Your day is for you alone. Ask me in a direct message: `digest show`."
    )
    assert stage.does(OLA, "digest show", None) == (
        "Nothing is due and nothing waits for your word in any of your plans."
    )


def test_the_whole_day_shows_what_is_due(stage: Stage):
    stage.does(BOB, "action add Train the staff due tomorrow")

    said = stage.does(BOB, "digest show", None)

    assert "• RDD A-1 Train the staff: due Tue 24 Nov 2026" in said


def test_a_digest_moved_to_a_later_hour_today_does_not_come_twice(stage: Stage):
    stage.does(BOB, "action add Train the staff due wed")
    stage.at(stage.now + timedelta(days=1))  # Tuesday 10:00: the digest came at 09:00
    stage.does(BOB, "digest at 15:00", None)
    stage.does(ANN, "M-1 met it went live")  # which would cause another

    stage.at(stage.now + timedelta(hours=8))

    assert len([m for m in stage.heard_by(BOB) if m.startswith("Your day")]) == 1
