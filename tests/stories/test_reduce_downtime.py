"""Reduce device downtime: a plan from its first line to a record both can prove."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.files import verifier
from adapters.files.export import export_plan
from bot.message import Button
from bot.request import Account
from tests.cast import ANN, BOB, CAT, DAN, EVE, OURS, ROOM, TIM, Stage, signed

TUESDAY_9 = datetime(2026, 11, 24, 9, tzinfo=UTC)
NEW = 'new "Reduce device downtime" as customer with "Orbit Devices" contract C-2041'


def press(stage: Stage, who: Account, label: str, buttons: tuple[Button, ...]) -> str:
    """Press the button people see under that label."""
    line = next(button.line for button in buttons if button.label == label)
    return stage.does(who, line)


def sign(stage: Stage, lead: Account) -> str:
    """Read the whole text, then sign exactly what was shown."""
    shown = stage.ask(lead, "sign").message
    return stage.does(lead, shown.buttons[0].line)


def test_1_one_line_or_two_questions_start_a_draft(stage: Stage):
    asked = stage.ask(ANN, 'start "Reduce device downtime"')
    stage.does(ANN, NEW)
    (draft,) = stage.posts(ROOM.id)
    assert asked.refused
    assert [field.name for field in asked.message.form.fields] == ["as_", "with_"]
    assert "Nothing is agreed until you sign off" in draft.text
    assert "nothing to install" in draft.text
    labels = [button.label for button in draft.buttons]
    assert labels == ["I lead for Orbit Devices", "Someone else does"]


def test_2_the_other_side_joins_by_a_button_and_is_confirmed(stage: Stage):
    stage.does(ANN, NEW)
    press(stage, BOB, "I lead for Orbit Devices", stage.posts(ROOM.id)[0].buttons)
    asked = stage.posts(f"@{stage.person(ANN)}")[-1]
    before = stage.ask(BOB, "show")
    press(stage, ANN, "That's them", asked.buttons)
    assert "The platform verified that they are of Orbit Devices" in asked.twin
    assert before.refused
    assert "Orbit Devices; lead: Bob" in stage.does(BOB, "show")


def test_2_somebody_of_the_starters_own_organisation_cannot_join_as_the_other(
    stage: Stage,
):
    stage.does(ANN, NEW)
    refused = stage.ask(CAT, stage.posts(ROOM.id)[0].buttons[0].line)
    assert refused.refused


def test_3_both_draft_and_sign_and_the_seal_stands_in_the_room(stage: Stage):
    signed(stage)
    stage.at(TUESDAY_9)
    heard = "\n".join(stage.heard_in(ROOM))
    assert "in force" in heard
    assert "Fingerprint" in heard
    assert stage.row("plan")["status"] == "in force"
    assert stage.row("objective")["agreed"] == "agreed"


def test_3_a_changed_draft_must_be_signed_again(stage: Stage):
    stage.does(ANN, NEW)
    stage.does(BOB, "join")
    stage.does(ANN, "confirm @bob")
    stage.does(ANN, 'objective add "Fewer failures" benefit supplier "Less travel"')
    sign(stage, ANN)
    stage.does(BOB, 'milestone add "Go-live" due 2027-03-31')
    assert stage.row("plan")["signed_by_customer"] == ""
    assert stage.row("plan")["status"] == "draft"


def test_3_what_both_signed_does_not_move_for_one(stage: Stage):
    signed(stage)
    asked = stage.does(BOB, "M-1 due 2027-04-30")
    stage.does(BOB, 'milestone add "Ward C runs" due 2027-02-26')
    assert "CR-1 Change the due date of M-1" in asked
    assert str(stage.row("milestone", number=1)["due"]) == "2027-03-31"
    assert stage.row("milestone", number=2)["agreed"] == "proposed"
    stage.does(ANN, "agree all")
    assert stage.row("milestone", number=2)["agreed"] == "agreed"


def test_4_one_digest_in_the_morning_with_buttons_that_work(stage: Stage):
    signed(stage)
    stage.does(BOB, 'action add "Ship the pumps" owner @dan due 2026-11-25')
    stage.at(TUESDAY_9)
    *_, digest = stage.posts(f"@{stage.person(DAN)}")
    entry = next(entry for section in digest.sections for entry in section.entries)
    press(stage, DAN, "Done", entry.buttons)
    assert "A-1 Ship the pumps" in entry.text
    assert stage.row("action")["status"] == "done, awaiting acceptance"
    assert not any("Your day" in said for said in stage.heard_by(EVE))


def test_5_what_one_says_is_done_the_other_accepts(stage: Stage):
    signed(stage)
    stage.does(BOB, 'action add "Ship the pumps" owner @dan due fri')
    stage.does(DAN, "A-1 done shipped")
    alone = stage.ask(BOB, "A-1 accept")
    stage.does(ANN, "A-1 accept")
    assert alone.refused
    assert stage.row("action")["status"] == "accepted"


def test_5_nothing_waits_for_ever(stage: Stage):
    signed(stage)
    stage.does(BOB, 'action add "Ship the pumps" owner @dan due fri')
    stage.does(DAN, "A-1 done shipped")
    stage.at(datetime(2026, 11, 30, 10, 1, tzinfo=UTC))  # five working days later
    assert stage.row("action")["status"] == "closed without objection"


def test_8_what_both_signed_moves_when_the_other_side_signs(stage: Stage):
    signed(stage)
    stage.does(BOB, 'M-1 due 30 Apr "the pumps come late"')
    (card,) = [m for m in stage.posts(ROOM.id) if m.ref == "CR-1"]
    stage.at(TUESDAY_9)
    assert any("CR-1" in said for said in stage.heard_by(ANN))
    read = stage.ask(ANN, card.buttons[0].line).message
    assert str(stage.row("milestone")["due"]) == "2027-03-31"
    press(stage, ANN, "Sign for Halden Medical", read.buttons)
    assert str(stage.row("milestone")["due"]) == "2027-04-30"
    stage.at(stage.now + timedelta(hours=1))
    assert "sealed (CR-1 signed)" in "\n".join(stage.heard_in(ROOM))
    copy = export_plan(stage.bot.store, "RDD", "Bob")
    assert verifier.verify(copy, copy["seals"][-1]["fingerprint"]).ok


def test_10_each_side_proves_its_copy_and_sees_nothing_of_the_others(stage: Stage):
    signed(stage)
    stage.does(ANN, 'action add "Ask legal about credits" private', OURS)
    store = stage.bot.store
    copies = {who.name: export_plan(store, "RDD", who.name) for who in (ANN, BOB)}
    for copy in copies.values():
        fingerprint = copy["seals"][-1]["fingerprint"]
        assert verifier.verify(copy, fingerprint).ok
    assert "Ask legal" in json.dumps(copies["Ann"])
    assert "Ask legal" not in json.dumps(copies["Bob"])


def test_10_the_verifier_in_a_copy_needs_nothing_but_python(
    stage: Stage, tmp_path: Path
):
    signed(stage)
    copy = export_plan(stage.bot.store, "RDD", "Bob")
    (tmp_path / "verifier.py").write_text(copy["verifier"])
    (tmp_path / "plan.json").write_text(json.dumps(copy))
    fingerprint = copy["seals"][-1]["fingerprint"]
    good = _run(tmp_path, "plan.json", fingerprint)
    altered = json.dumps(copy).replace("Downtime under 2", "Downtime under 9")
    (tmp_path / "plan.json").write_text(altered)
    bad = _run(tmp_path, "plan.json", fingerprint)
    assert good.returncode == 0, good.stdout
    assert good.stdout.startswith("OK")
    assert bad.returncode != 0


def test_10_a_stranger_learns_nothing(stage: Stage):
    signed(stage)
    said = stage.ask(TIM, "show")
    assert said.refused
    assert "Reduce" not in said.message.twin


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "verifier.py", *words]
    return subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True
    )
