"""The record: check it, take a copy of it."""

from bot import proof
from bot.command import Commands
from bot.context import Context
from bot.message import Button, Detail, Message
from domain.member import May
from domain.visibility import Audience

commands = Commands()
LIMIT = "It shows that nothing was altered later, not that what was written was true."


@commands("export", may=May.READ, changes=False, examples=("export",))
def export(ctx: Context) -> Message:
    """Take a copy of the plan and its record: what you may read, with its proof."""
    key = ctx.plan.plan_row.key
    text = (
        "Your copy has what both parties share and what is your party's own, every"
        " recorded fact, and a program that checks it without us. It ends in a fresh"
        " seal; the seal's fingerprint is shown in the plan's room."
    )
    page = Button("Download", url=f"/api/v1/plans/{key}/export", style="primary")
    return Message(title=f"{key}: export", text=text, buttons=(page,))


@commands("verify", may=May.READ, changes=False, examples=("verify",))
def verify(ctx: Context) -> Message:
    """Check that no recorded fact you may see was altered."""
    joint = _checked(ctx, Audience.JOINT)
    reads = ctx.me.reads
    own = _checked(ctx, ctx.audience) if reads else "not for observers"
    seals = ctx.work.seals(ctx.plan.id)
    last = f"{seals[-1].groups} (number {len(seals)})" if seals else "none yet"
    broken = "altered" in f"{joint} {own}"
    return Message(
        title=f"{ctx.plan.plan_row.key}: record",
        text=LIMIT,
        details=(
            Detail("Both parties' log", joint),
            Detail("Your party's own log", own),
            Detail("Last seal's fingerprint", last),
        ),
        tone="bad" if broken else "good",
    )


def _checked(ctx: Context, audience: Audience) -> str:
    rows = ctx.work.log(ctx.plan.id, audience)
    broken = proof.first_broken(rows)
    if broken is None:
        facts = "1 fact" if len(rows) == 1 else f"{len(rows)} facts"
    return f"{facts}, all as they were written"
    return f"altered from fact {broken} on: tell both leads"
