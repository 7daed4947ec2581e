"""The card of a series of checkpoints."""

from bot.cards.parts import agreeing, details, holder, standing
from bot.dates import say_moment
from bot.message import Message
from bot.window import PlanView
from domain.checkpoint import AHEAD, Checkpoint
from domain.member import Member
from domain.series import Series


def series_card(
    series: Series, view: PlanView, member: Member | None = None
) -> Message:
    return Message(
        title=f"{series.ref} {series.title}",
        details=details(
            ("Status", series.state),
            ("Agreement", standing(series)),
            ("How often", series.often),
            ("Next", _next(series, view)),
            ("Kind", str(series.kind)),
            ("Tier", series.tier or ""),
            ("Chair", holder(view, series.chair) if series.chair else ""),
            ("Quorum", f"{series.quorum} of each party" if series.quorum else ""),
        ),
        buttons=tuple(agreeing(view, series, member)),
        ref=series.ref,
        tone="good" if series.stands else "plain",
    )


def _next(series: Series, view: PlanView) -> str:
    """The one that is ahead; there is none before both parties agreed."""
    if not series.stands:
        return ""
    found = view.all(Checkpoint, series=series.ref, status=tuple(AHEAD))
    ahead = [each for each in found if each.status in AHEAD]
    return next((f"{each.ref}, {when(each)}" for each in ahead), "")


def when(checkpoint: Checkpoint) -> str:
    """`Tue 1 Dec 2026 10:00 (Europe/London)`."""
    return f"{say_moment(checkpoint.starts, checkpoint.zone)} ({checkpoint.zone})"
