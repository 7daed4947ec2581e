"""Actions: add them, do them, answer them."""

from bot import enrolment, here, recurring, silence
from bot.command import Commands
from bot.context import Context
from bot.message import Message
from bot.showing import begun, card, saying
from bot.words.kinds import Due, Flag, Percent, Ref, Repeats, Title, Who, Why, Words
from bot.words.rules import TimedRule
from domain.action import Action
from domain.action_fact import ActionAdded
from domain.errors import DomainError
from domain.member import May
from domain.recurrence import Rule
from domain.visibility import Audience

commands = Commands()


class NoTimeOfDay(DomainError):
    """An action is due by the end of its day, so its rule has no time. Leave out “at {time}”."""  # noqa: E501 - one sentence people read

    def __init__(self, time: str) -> None:
        self.time = time


class KeptAlready(DomainError):
    """{ref} is that already, from {source}; nothing was added."""

    def __init__(self, ref: str, source: str) -> None:
        self.ref = ref
        self.source = source


@commands(
    "action add",
    may=May.WORK,
    examples=(
        'action add "Train the ward staff" owner @bo due fri for O-1',
        'action add "Send the report" owner @bo weekly on mon',
    ),
)
def add(
    ctx: Context,
    title: Title,
    *,
    owner: Who | None = None,
    due: Due | None = None,
    rule: Repeats | None = None,
    for_: Ref | None = None,
    from_: Ref | None = None,
    accept_by: Who | None = None,
    private: Flag = False,
    joint: Flag = False,
) -> Message:
    """Add an action: one piece of work with one owner. Without an owner it is yours."""
    audience = here.audience(ctx, private=private, joint=joint)
    source = ctx.about(from_, audience)
    _once(ctx, title, source, audience)
    owned = enrolment.owner(ctx, owner or ctx.speaker.id, private=audience.private)
    action = Action(
        **begun(ctx, Action, audience),
        title=title,
        owner=owned.person,
        owner_side=owned.side,
        due=due,
        objective=ctx.about(for_, audience),
        source=source,
    )
    if accept_by:
        judge = enrolment.acceptor(ctx, accept_by, private=audience.private)
        action.judged_by(judge, ctx.plan.name(judge.person))
    if rule:
        _comes_back(ctx, action, rule)
    ctx.add(action, action.born(ActionAdded, by=ctx.me, at=ctx.now))
    recurring.follow(ctx, action)
    return saying(card(ctx, action), recurring.says(ctx, action))


def _once(ctx: Context, title: str, source: str, audience: Audience) -> None:
    """Refuse what was kept from the same place: a button that offers it acts once."""
    found = ctx.plan.all(Action, source=source) if source else []
    for kept in found:
        same = kept.title.casefold() == title.casefold()
        if same and kept.audience is audience and not kept.settled:
            raise KeptAlready(kept.ref, source)


@commands("action start", may=May.WORK, examples=("A-3 start",))
def start(ctx: Context, ref: Ref) -> Message:
    """Say that work on your action has begun."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.start(by=ctx.me, at=ctx.now))
    return card(ctx, action)


@commands("action progress", may=May.WORK, bare=True, examples=("A-3 40%",))
def progress(ctx: Context, ref: Ref, percent: Percent, note: Words = "") -> Message:
    """Say how far your action has come, in per cent."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.progress_to(percent, note, by=ctx.me, at=ctx.now))
    return card(ctx, action)


@commands("action done", may=May.WORK, examples=("A-3 done shipped on Tuesday",))
def done(ctx: Context, ref: Ref, note: Words = "") -> Message:
    """Say that your action is done; the other party accepts it or sends it back."""
    action = ctx.plan.find(ref, Action)
    heir = recurring.heir(ctx, action)
    ctx.record(action.claim_done(note, by=ctx.me, at=ctx.now, heir=heir))
    silence.follow(ctx, action)
    return saying(card(ctx, action), recurring.handed_on(ctx, action, heir))


@commands("action block", may=May.WORK, examples=("A-3 block no access to the site",))
def block(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say what stops your action."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.block(why, by=ctx.me, at=ctx.now))
    return card(ctx, action)


@commands("action unblock", may=May.WORK, examples=("A-3 unblock",))
def unblock(ctx: Context, ref: Ref) -> Message:
    """Say that nothing stops your action any more."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.unblock(by=ctx.me, at=ctx.now))
    return card(ctx, action)


@commands("action due", may=May.WORK, examples=("A-3 due 12 Mar supplier late",))
def due(ctx: Context, ref: Ref, on: Due, why: Words = "") -> Message:
    """Move your action to another day, with the reason."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.move_to(on, why, by=ctx.me, at=ctx.now))
    recurring.follow(ctx, action)
    return card(ctx, action)


@commands("action stop", may=May.WORK, examples=("A-3 stop",))
def stop(ctx: Context, ref: Ref, why: Words = "") -> Message:
    """End a series: this action stays, and none comes after it."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.stop(why, by=ctx.me, at=ctx.now))
    recurring.follow(ctx, action)
    text = f"{action.ref} stays as it is; none comes after it."
    return saying(card(ctx, action), text)


@commands("action accept", may=May.ACCEPT, examples=("A-3 A-5 accept",))
def accept(ctx: Context, ref: Ref) -> Message:
    """Accept what the other party did."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.accept(by=ctx.me, at=ctx.now))
    silence.follow(ctx, action)
    return card(ctx, action)


@commands(
    "action send back", may=May.ACCEPT, examples=("A-3 send back no test report",)
)
def send_back(ctx: Context, ref: Ref, why: Why) -> Message:
    """Say why it is not done yet; it is open again."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.send_back(why, by=ctx.me, at=ctx.now))
    silence.follow(ctx, action)
    return card(ctx, action)


@commands("action reopen", may=May.WORK, examples=("A-3 reopen it broke again",))
def reopen(ctx: Context, ref: Ref, why: Why) -> Message:
    """Open a closed action again, with the reason."""
    action = ctx.plan.find(ref, Action)
    ctx.record(action.reopen(why, by=ctx.me, at=ctx.now))
    return card(ctx, action)


def _comes_back(ctx: Context, action: Action, rule: Rule) -> None:
    """By *rule*, from the day it was to be due on, or from the first still open."""
    if isinstance(rule, TimedRule):
        raise NoTimeOfDay(f"{rule.at:%H:%M}")
    side = action.owner_side or ctx.me.side
    action.begin(rule, action.due or recurring.first_day(ctx, side))
