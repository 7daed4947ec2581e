"""Help, and what somebody sees who types nothing."""

from dataclasses import replace

from bot import plan_rooms
from bot.claim import may_join
from bot.command import Commands
from bot.context import Context
from bot.grammar import plan_key
from bot.help import help_for
from bot.help_people import of_the_plan
from bot.home import WELCOME, home
from bot.message import Button, Entry, Message, Section
from bot.starting import start_form
from bot.words.kinds import Words
from domain.member import Member, Standing
from domain.plan import Plan
from domain.room import PlanRoom

commands = Commands()

EXAMPLE = Message(
    title="An example: Halden Medical and Orbit Devices",
    text="They want fewer hours without a scanner. What each side types, in a room"
    " both read; buttons and forms do the same.",
    sections=(
        Section(
            "Agree what you want",
            (
                Entry('Ann: new "Reduce device downtime" as customer with "Orbit"'),
                Entry("Bob presses “I lead for Orbit”; Ann presses “That's them”"),
                Entry('Ann: objective add "Downtime under 2 %" by end of March'),
                Entry("Both: sign"),
            ),
        ),
        Section(
            "Then keep it moving",
            (
                Entry('Ann: action add "Ship spare parts" owner @bob due fri'),
                Entry("Bob: A-1 done shipped on Tuesday"),
                Entry("Ann: A-1 accept"),
            ),
        ),
    ),
    buttons=(Button("Start a plan", "start", style="primary"),),
)
SOMEONE_ELSE = Message(
    title="Somebody else leads",
    text="Ask them to press the same button, or to write @Jointly join in this room."
    " If they cannot read this room, whoever started the plan has a one-time code to"
    " give them outside this chat; they tell me: join and the code.",
)
FILE = (
    "Save the log as CSV: a line of headings, then one row an action. In the web room,"
    " press the button and choose the file: you see what it would add before anything"
    " is added. Without the web room, whoever runs Jointly can bring the file in with:"
    " jointly import."
)
FIRST = "First the plan your log goes into: this room has none yet."
FIRST_A_PLAN = (
    "An action log goes into a plan of its own two parties, and this room has no plan"
    " yet. Start one here; then choose the file that goes into it. To type it:"
    ' `new "What we want to achieve" as customer with "The other party"`'
)
NOT_OURS = Message(
    text="You are not part of this plan, so I can show you nothing of it. A lead of"
    " your organisation can add you: `member add @you as contributor`.",
    buttons=(Button("Help", "help"),),
    tone="warn",
)
ASKED = Message(text="You have asked to lead your side; the other side's lead decides.")


@commands("", may=None, plan=False, changes=False)
def nothing(ctx: Context) -> Message:
    """Show what is yours, what waits for you, and one suggested next step."""
    if ctx.view is None:
        return _which(ctx)
    if _elsewhere(ctx):
        return WELCOME
    if ctx.member:
        return home(ctx)
    place = ctx.plan.member(ctx.speaker.id)
    if place and place.standing is Standing.CLAIMED:
        return ASKED
    return plan_rooms.invitation(ctx) if may_join(ctx) else NOT_OURS


@commands("help", may=None, plan=False, changes=False, examples=("help", "help due"))
def help_(ctx: Context, word: Words = "") -> Message:
    """Show what you can say, with examples; `help due` is about one word."""
    said = word.casefold().strip()
    if said == "example":
        return EXAMPLE
    found = of_the_plan(help_for(word, ctx.commands), ctx)
    if said == "join":
        return replace(SOMEONE_ELSE, sections=found.sections)
    return found


@commands("import", may=None, plan=False, changes=False, examples=("import",))
def import_(ctx: Context, words: Words = "") -> Message:
    """Say how to bring in the action log you keep today."""
    del words
    if ctx.view and not ctx.member and not _elsewhere(ctx):
        ctx.refused = True
        return NOT_OURS
    if ctx.member is None or _elsewhere(ctx):
        ctx.refused = True
        return Message(text=FIRST_A_PLAN, form=start_form(title=FIRST))
    plan = ctx.plan.plan_row
    line = f"import {plan.key}"
    choose = Button(f"Choose the file for {plan.key}", line, style="primary")
    title = f"Bring your action log into {plan.key} {plan.title}"
    return Message(title=title, text=FILE, buttons=(choose,))


def _elsewhere(ctx: Context) -> bool:
    """Whether this room has no plan, and the speaker named none either."""
    place, key = ctx.request.place, ctx.plan.plan_row.key
    named, _ = plan_key(ctx.request.text, (key,))
    if place is None or named:
        return False
    return not ctx.work.some(PlanRoom, room=place.id)


def _which(ctx: Context) -> Message:
    """In a direct message, of several plans none is the last one spoken of."""
    place = ctx.request.place
    rooms = ctx.work.some(PlanRoom, room=place.id) if place else []
    here, mine = [room.plan for room in rooms], _mine(ctx)
    ids = tuple(set(here) & set(mine) or here) or (() if place else mine)
    plans = ctx.work.some(Plan, id=ids) if ids else []
    if not plans:
        return WELCOME
    buttons = tuple(Button(plan.key, plan.key) for plan in plans)
    return Message(text="Which plan do you mean?", buttons=buttons)


def _mine(ctx: Context) -> tuple[str, ...]:
    found = ctx.work.some(Member, person=ctx.speaker.id, standing=Standing.ACTIVE)
    return tuple(member.plan for member in found)
