"""Issues are kept with their clocks, and climb, on both databases."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from domain.issue import Status
from domain.visibility import Audience
from tests.cast import ANN, BOB, SAM, SUE, a_stage, signed


def test_an_issue_climbs_is_stopped_and_closes_in_silence(engine: Engine) -> None:
    with a_stage(engine) as stage:
        signed(stage)
        stage.does(ANN, "issue raise Pumps severity critical")
        stage.does(ANN, "issue raise Ours severity high private", None)
        stage.at(datetime(2026, 11, 25, 12, tzinfo=UTC))
        kept = stage.row("issue", number=1, audience=Audience.JOINT)
        ours = stage.row("issue", number=1, audience=Audience.CUSTOMER)

        assert (kept["tier"], ours["tier"]) == ("tactical", "tactical")
        assert kept["clock_from"] == datetime(2026, 11, 24, 10, tzinfo=UTC)
        for who in (SAM, SUE):
            assert any("I-1 went up to you" in said for said in stage.heard_by(who))

        stage.does(BOB, "I-1 by 2026-12-18 parts")
        stage.does(ANN, "I-1 agree")
        stage.does(BOB, 'I-1 propose "Swap both"')
        stage.does(BOB, "I-1 resolve swapped")
        stage.at(datetime(2026, 12, 4, 12, tzinfo=UTC))
        closed = stage.row("issue", number=1, audience=Audience.JOINT)

        assert closed["status"] is Status.NO_OBJECTION
        assert closed["clock_from"] is None
