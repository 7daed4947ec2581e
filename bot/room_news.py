"""What became of a room on its platform: the leads hear of it once, elsewhere."""

from collections.abc import Iterable, Mapping

from bot import announce
from bot.message import Message
from bot.telling import Telling
from domain.person import Organisation
from domain.room import PlanRoom
from domain.visibility import Side, private_to

GONE, ARCHIVED, FROZEN = "gone", "archived", "frozen"
ASK = " Until then, ask me here: `{key} show`."
TROUBLES: Mapping[str, str] = {
    GONE: "I was taken out of {which}, so nothing new appears there. Invite me back."
    + ASK,
    ARCHIVED: "{Which} was archived, so nothing new appears there. Have it brought"
    " back." + ASK,
    FROZEN: "{Which} takes no new messages any more, as after the two organisations"
    " were disconnected. Have it shared again." + ASK,
}
BACK = "I can write in {which} again. What stands now: `{key} show`."
CAME = "{who} reads {which} now as well: what is said there is for them too."
CAME_TO_OWN = (
    "{who} reads {which} now, so I say nothing private there until only your party"
    " does."
)
LEFT = (
    "{who} no longer reads {which}: what is said there does not reach them. I go on"
    " telling them directly."
)
SOMEBODY = "Another organisation"


def trouble(ctx: Telling, bound: PlanRoom, name: str, what: str) -> None:
    """Nothing can be said there any more, or it can again where *what* is empty."""
    _tell(ctx, bound, name, TROUBLES[what] if what else BACK)


def readers(
    ctx: Telling, bound: PlanRoom, name: str, came: Iterable[str], left: Iterable[str]
) -> None:
    """Other organisations read it now than did before."""
    for organisation in sorted(came):
        party = None
        if bound.audience.private:
            party = ctx.plan.party(Side(bound.audience.value))
        if party is None or not party.includes(organisation):
            text = CAME if party is None else CAME_TO_OWN
            _tell(ctx, bound, name, text, organisation)
    for organisation in sorted(left):
        if not bound.audience.private:
            _tell(ctx, bound, name, LEFT, organisation)


def _tell(
    ctx: Telling, bound: PlanRoom, name: str, text: str, organisation: str = ""
) -> None:
    key, private = ctx.plan.plan_row.key, bound.audience.private
    which = f"your party's own room of {key}" if private else f"the room of {key}"
    which += f" (#{name})" if name else ""
    found = ctx.work.one(Organisation, id=organisation) if organisation else None
    said = text.format(
        which=which,
        Which=which[0].upper() + which[1:],
        key=key,
        who=found.name if found else SOMEBODY,
    )
    sides = [Side(bound.audience.value)] if private else list(Side)
    for side in sides:
        for lead in ctx.leads(side):
            ctx.tell(
                lead.person,
                Message(text=said, tone="warn"),
                audience=private_to(lead.side),
                topic=f"room {bound.room} {organisation}"[:80],
            )


def told(ctx: Telling) -> None:
    announce.settle(ctx)
