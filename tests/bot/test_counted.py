"""Counts are said to the unit up to a thousand, and not counted further."""

from datetime import timedelta

from sqlalchemy import insert

from bot.counted import MANY, counted
from storage import tables
from tests.cast import ANN, BOB, Stage


def test_a_thousand_is_counted_and_one_more_is_many():
    assert counted(MANY) == "1,000"
    assert counted(MANY + 1) == "more than 1,000"


def test_a_plan_of_very_many_actions_says_that_there_are_many(stage: Stage):
    stage.does(BOB, "action add Ship owner @bob")
    like = stage.row("action")
    yesterday = stage.now.date() - timedelta(days=1)
    rows = [like | {"number": 10 + n, "due": yesterday} for n in range(MANY - 1)]
    with stage.raw() as connection:
        connection.execute(insert(tables.actions), rows)
    assert "1,000 open actions, 999 late" in stage.does(ANN, "status")

    with stage.raw() as connection:
        more = [like | {"number": 2000, "due": None}]
        connection.execute(insert(tables.actions), more)
    assert "more than 1,000 open actions, 999 late" in stage.does(ANN, "status")
