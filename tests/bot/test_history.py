"""History: sentences, the newest last, as far as the speaker may see."""

from datetime import UTC, datetime

from tests.bot.test_listing import lines
from tests.cast import ANN, BOB, Stage


def test_an_items_history_is_sentences_with_their_moment(stage: Stage) -> None:
    stage.does(ANN, "action add Train owner @bob due fri")
    stage.later(hours=2)
    stage.does(BOB, "A-1 due 9 dec parts are late")
    moved = "Bob moved A-1 “Train” to Wed 9 Dec 2026. “parts are late”"
    assert lines(stage.say(ANN, "history A-1")) == [
        "Mon 23 Nov 2026 10:00: Ann added A-1 “Train”.",
        f"Mon 23 Nov 2026 12:00: {moved}",
    ]


def test_a_long_history_shows_the_newest_and_how_many_before(stage: Stage) -> None:
    stage.does(BOB, "action add Train")
    for percent in range(1, 21):
        stage.later(minutes=1)
        stage.does(BOB, f"A-1 {percent}%")
    answer = stage.ask(ANN, "history A-1")
    assert "and 6 more before these" in answer.message.twin
    assert lines(answer.message.twin)[-1].endswith("is at 20%.")
    earlier = stage.say(ANN, answer.message.buttons[0].line)
    assert len(lines(earlier)) == 6
    assert "added A-1" in lines(earlier)[0]


def test_since_a_day_leaves_out_what_was_before(stage: Stage) -> None:
    stage.does(BOB, "action add One")
    stage.now = datetime(2026, 11, 26, 10, tzinfo=UTC)
    stage.does(BOB, "action add Two")
    said = stage.say(ANN, "history since 25 nov")
    assert [line for line in lines(said) if "added" in line] == [
        "Thu 26 Nov 2026 10:00: Bob added A-2 “Two”."
    ]


def test_private_facts_are_told_to_their_own_party_and_marked(stage: Stage) -> None:
    stage.does(ANN, "action add Train")
    joint = stage.say(BOB, "history", None)
    stage.later(minutes=1)
    stage.does(ANN, "A-1 note penalty private", None)
    stage.does(ANN, "action add Hush private", None)
    assert stage.say(BOB, "history", None) == joint
    shared = stage.say(ANN, "history")
    assert "~" not in shared
    assert "penalty" not in shared
    own = stage.say(ANN, "history A-1", None)
    assert "penalty (only your party reads this)" in own
    assert "Ann added ~A-1 “Hush”." in stage.say(ANN, "history ~A-1", None)


def test_there_is_no_history_of_what_is_not_there(stage: Stage) -> None:
    assert "There is no A-9 here" in stage.say(ANN, "history A-9")
