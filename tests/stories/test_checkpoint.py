"""Reduce device downtime, step 7: a checkpoint from its rule to agreed minutes."""

import json
from datetime import UTC, datetime

from adapters.files import verifier
from adapters.files.export import export_plan
from bot.message import Button, Entry, Message
from bot.request import Account
from tests.cast import ANN, BOB, CAT, DAN, OURS, ROOM, Stage, drafted

PASTED = "Action: @dan to send the test report by 18 Dec\nDecision: the pumps stay"


def at(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def press(stage: Stage, who: Account, label: str, buttons: tuple[Button, ...]) -> str:
    """Press the button people see under that label."""
    line = next(button.line for button in buttons if button.label == label)
    return stage.does(who, line)


def entries(message: Message, heading: str) -> list[Entry]:
    found = (part for part in message.sections if part.heading.startswith(heading))
    return [entry for part in found for entry in part.entries]


def told(stage: Stage, words: str) -> list[Message]:
    """What the shared room was told with these words in it."""
    return [message for message in stage.posts(ROOM.id) if words in message.twin]


def begun(stage: Stage) -> None:
    """Both sign a plan that has a review every second Tuesday, and work goes on."""
    drafted(stage)
    stage.does(
        ANN,
        'checkpoint schedule "Service review" every 2 weeks on tue at 10:00'
        " tier operational chair @ann quorum 1 each",
    )
    for lead in (ANN, BOB):
        stage.does(lead, stage.ask(lead, "sign").message.buttons[0].line)
    stage.does(BOB, 'action add "Ship the pumps" owner @dan due 2026-12-04')
    stage.does(ANN, 'action add "Train the staff" owner @cat due 2026-12-04')
    stage.does(ANN, 'action add "Ask legal about credits" private', OURS)


def held(stage: Stage) -> None:
    """The first review is skipped; at the second, four things are said."""
    begun(stage)
    stage.does(BOB, 'CP-1 skip "the plan is a day old"')
    stage.at(at("2026-12-08 10:00"))
    press(stage, ANN, "Start", told(stage, "It is time")[-1].buttons)
    stage.later(minutes=10)
    stage.does(DAN, "A-1 done shipped")
    stage.does(BOB, "A-1 note we are late ourselves private", None)
    stage.does(ANN, "CP-2 attended @bob @dan")
    stage.later(minutes=10)


def test_7_the_rule_both_signed_makes_the_first_checkpoint(stage: Stage):
    begun(stage)

    row = stage.row("checkpoint", number=1)
    assert row["starts"] == at("2026-11-24 10:00")
    assert row["zone"] == "Europe/London"
    assert "Next checkpoint: CP-1 Service review" in stage.does(DAN, "show")


def test_7_the_agenda_stands_in_the_room_the_working_day_before(stage: Stage):
    begun(stage)
    stage.does(BOB, 'CP-1 skip "the plan is a day old"')
    stage.at(at("2026-12-07 12:00"))

    [agenda] = told(stage, "agenda")
    assert "Late\n• A-1 Ship the pumps: Dan, 1 working day late" in agenda.twin
    assert "• A-2 Train the staff: Cat" in agenda.twin
    assert "legal" not in agenda.twin
    assert any("without a word from you: A-2" in said for said in stage.heard_by(CAT))


def test_7_minutes_write_themselves_and_offer_what_was_decided(stage: Stage):
    held(stage)
    offered = stage.ask(ANN, f'CP-2 minutes "{PASTED}"').message
    for entry in entries(offered, "Found in it"):
        press(stage, ANN, "Add it", entry.buttons)
    stage.does(ANN, "CP-2 end")

    minutes = stage.row("checkpoint", number=2)["minutes"]
    for who in (ANN, DAN):
        minutes = minutes.replace(f"<@p:{stage.person(who)}>", who.name)
    assert minutes.splitlines() == [
        "10:10 Dan says A-1 “Ship the pumps” is done. “shipped”",
        "10:20 Ann: Action: @dan to send the test report by 18 Dec",
        "Decision: the pumps stay",
        "10:20 Ann added A-3 “Send the test report”.",
        "10:20 Ann wrote down D-1 “The pumps stay”.",
    ]
    assert stage.row("action", number=3)["owner"] == stage.person(DAN)


def test_7_the_room_reads_what_was_done_since_and_the_other_side_agrees(stage: Stage):
    held(stage)
    stage.does(ANN, "CP-2 end")
    [summary] = told(stage, "Since the start")
    assert "1 done" in summary.text
    assert "There for Orbit Devices: Bob, Dan (quorum of 1 met)" in summary.twin

    assert stage.ask(ANN, "CP-2 agree").refused
    press(stage, BOB, "Agree the minutes", summary.buttons)
    stage.at(stage.now)
    assert stage.row("checkpoint", number=2)["status"] == "agreed"
    assert told(stage, "sealed (minutes agreed)")


def test_7_the_next_one_carries_forward_what_stayed_open(stage: Stage):
    held(stage)
    stage.does(ANN, "CP-2 end")

    assert stage.row("checkpoint", number=3)["starts"] == at("2026-12-22 10:00")
    said = stage.does(DAN, "CP-3 agenda")
    assert "Last time: CP-2" in said
    assert "A-2 Train the staff" in said


def test_7_both_copies_hold_the_minutes_and_prove_them(stage: Stage):
    held(stage)
    stage.does(ANN, "CP-2 end")
    stage.does(BOB, "CP-2 agree")
    store = stage.bot.store

    for who in (ANN, BOB):
        copy = export_plan(store, "RDD", who.name)
        fingerprint = copy["seals"][-1]["fingerprint"]
        report = verifier.verify(copy, fingerprint)
        assert report.ok, str(report)
        minutes = copy["items"]["checkpoints"][1]["minutes"]
        assert minutes.startswith(f"10:10 <@p:{stage.person(DAN)}> says A-1")
        assert copy["items"]["series"][0]["title"] == "Service review"
        assert ("late ourselves" in json.dumps(copy)) is (who is BOB)
        copy["items"]["checkpoints"][1]["minutes"] += " and more"
        assert not verifier.verify(copy, fingerprint).ok
