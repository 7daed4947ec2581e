"""What somebody sees who types nothing: what is theirs, what waits, one next step."""

from collections.abc import Iterator
from datetime import date

from bot import here
from bot.cards.claim import confirm_entry
from bot.cards.parts import day, press
from bot.confirming import to_confirm
from bot.context import Context
from bot.gaps import has_actions, objectives_of
from bot.message import Button, Entry, Message, Section
from bot.waiting import Waiting, signature_wanted, waiting
from bot.window import PlanView
from domain.action import LIVE, Action
from domain.issue import LIVE as STILL_LIVE
from domain.issue import Issue
from domain.member import May, Member, Role
from domain.plan import Status
from domain.visibility import Side

MOST = 5  # lines of one part: the rest is a press away

WELCOME = Message(
    title="No plan here yet",
    text="Jointly keeps a plan that two organisations share: who does what by when,"
    " what waits for whom, and what was agreed. Both sides work where they are now.",
    buttons=(
        Button("Start a plan", "start", style="primary"),
        Button("See an example", "help example"),
        Button("Bring our action log", "import"),
    ),
)


def home(ctx: Context) -> Message:
    """The speaker's items in this plan, what waits for them, one suggested step."""
    view = here.window(ctx)
    actions = view.all(Action, owner=ctx.me.person, status=tuple(LIVE))
    actions.sort(key=lambda action: (action.due or date.max, action.number))
    waits = [found for found in waiting(view) if found.for_member(ctx.me)]
    people = (confirm_entry(view, who) for who in to_confirm(view, ctx.me))
    asked = [*people, *_signature(ctx), *_waits(view, waits)]
    issues = view.all(Issue, owner=ctx.me.person, status=tuple(STILL_LIVE))
    mine = [_issue(issue) for issue in sorted(issues, key=lambda i: -i.severity.rank)]
    mine += [_mine(view, action, ctx.today, ctx.me) for action in actions]
    plan = view.plan_row
    says, button = next_step(ctx, view, asked, actions)
    more = len(mine) > MOST or len(asked) > MOST
    buttons = (*button, Button("Show the plan", f"{plan.key} show"))
    return Message(
        title=f"{plan.key} {plan.title}",
        text=f"{says} {here.ELSEWHERE}" if here.shared(ctx) else says,
        sections=tuple(_sections(asked, mine)),
        buttons=(*buttons, Button("See all of mine", f"{plan.key} mine"))
        if more
        else buttons,
    )


Step = tuple[str, tuple[Button, ...]]


def next_step(
    ctx: Context, view: PlanView, asked: list[Entry], actions: list[Action]
) -> Step:
    """One suggestion: what would move the plan most."""
    key = view.plan_row.key
    if view.plan_row.status is Status.CLOSED:
        return "The plan is closed. Its record stays.", ()
    if asked:
        return "Next: answer what waits for you.", ()
    if view.plan_row.drafting:
        return _drafting(ctx, view)
    if not ctx.me.may(May.WORK):
        return "Nothing waits for you.", ()
    if actions:
        first = actions[0]
        when = f", due {day(first.due)}" if first.due else ""
        return f"Next: {first.ref} {first.title}{when}.", ()
    add = Button("Add an action", f"{key} action add", style="primary")
    return "Nothing waits for you. Next: add an action.", (add,)


def _drafting(ctx: Context, view: PlanView) -> Step:
    key = view.plan_row.key
    leads = {m.side for m in view.active(role=Role.LEAD)}
    missing = next((side for side in Side if side not in leads), None)
    if not ctx.me.may(May.LEAD):
        return "The plan is a draft: the leads write it, and sign it.", ()
    if not objectives_of(view):
        add = Button("Add an objective", f"{key} objective add", style="primary")
        return "Next: say what you both want to achieve.", (add,)
    if not has_actions(view):
        add = Button("Add an action", f"{key} action add", style="primary")
        return "Next: add the first action.", (add,)
    if missing:
        name = view.party(missing).name
        return f"Next: somebody of {name} joins; then both of you sign.", ()
    if view.plan_row.signature(ctx.me.side):
        other = view.party(ctx.me.side.other).name
        return f"Your party has signed; {other} has yet to.", ()
    read = Button("Read and sign", f"{key} sign", style="primary")
    return "Next: read the whole plan and sign it.", (read,)


def _sections(asked: list[Entry], mine: list[Entry]) -> Iterator[Section]:
    if asked:
        yield Section("Waits for you", tuple(asked[:MOST]))
    if mine:
        yield Section("Yours", tuple(mine[:MOST]))


def _signature(ctx: Context) -> Iterator[Entry]:
    if signature_wanted(ctx.plan, ctx.me):
        key = ctx.plan.plan_row.key
        read = Button("Read and sign", f"{key} sign", style="primary")
        yield Entry("The plan waits for your signature", buttons=(read,))


def _waits(view: PlanView, waits: list[Waiting]) -> Iterator[Entry]:
    for found in waits:
        item = found.item
        button = press(view, item, found.asks, found.asks.capitalize(), style="primary")
        text = f"{item.ref} {item.title}: waits for you to {found.says}"
        yield Entry(text, item.ref, (button,))


def _issue(issue: Issue) -> Entry:
    text = f"{issue.ref} {issue.title}: {issue.severity}, {issue.state}"
    return Entry(text, issue.ref)


def _mine(view: PlanView, action: Action, today: date, me: Member) -> Entry:
    late = "late, " if action.due and action.due < today else ""
    when = f": {late}due {day(action.due)}" if action.due else ""
    done = (press(view, action, "done", "Done"),) if me.may(May.WORK) else ()
    return Entry(f"{action.ref} {action.title}{when}", action.ref, done)
