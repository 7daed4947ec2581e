"""One party's word on what the other asks for: agreed or declined."""

from bot import climbing, issues
from bot.context import Context
from domain.baseline import BaselineItem
from domain.checkpoint import Checkpoint
from domain.decision import Decision
from domain.errors import DomainError
from domain.fact import Fact
from domain.issue import Issue

Answerable = BaselineItem | Checkpoint | Decision | Issue


class DisputeThem(DomainError):
    """Minutes are not declined but disputed, with what is wrong in them: `{ref} dispute "why"`."""  # noqa: E501 - one sentence people read

    def __init__(self, ref: str) -> None:
        self.ref = ref


def agree(ctx: Context, item: Answerable) -> None:
    """Agree what is asked; the clocks of an issue follow."""
    if not isinstance(item, Issue):
        ctx.record(item.agree(by=ctx.me, at=ctx.now))
        return
    calendars = climbing.calendars_of(ctx, item)
    by = issues.voice(ctx, item)
    _follow(ctx, item, item.agree(by=by, at=ctx.now, calendars=calendars))


def decline(ctx: Context, item: Answerable, why: str) -> None:
    if isinstance(item, Checkpoint):
        raise DisputeThem(item.ref)
    if not isinstance(item, Issue):
        ctx.record(item.decline(why, by=ctx.me, at=ctx.now))
        return
    by = issues.voice(ctx, item)
    _follow(ctx, item, item.decline(why, by=by, at=ctx.now))


def _follow(ctx: Context, issue: Issue, fact: Fact) -> None:
    ctx.record(fact)
    climbing.follow(ctx, issue)
