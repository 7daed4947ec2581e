"""Finding: every word in titles and notes, or what comes close."""

from collections import defaultdict
from collections.abc import Mapping

from bot import here, searching
from bot.cards.listed import Listing
from bot.command import Commands
from bot.context import Context
from bot.late import Lateness
from bot.message import Message
from bot.paging import paged
from bot.window import PlanView
from bot.words.kinds import Why
from bot.words.list_kinds import NOUNS, Page
from bot.words.tokens import quote
from domain.member import May

commands = Commands()

NOTHING = "Nothing has these words. Try fewer, or `list items`."
CLOSE = "Nothing has exactly these words. These come close."


@commands("find", may=May.READ, changes=False, examples=("find ward staff",))
def find(ctx: Context, words: Why, *, page: Page = 1) -> Message:
    """Find items by the words of their titles and notes."""
    view = here.window(ctx)
    items = [item for kind in NOUNS.values() for item in view.all(kind)]
    found = searching.exact(words, items, _notes(view))
    near = [] if found else searching.nearest(words, items)
    text = "" if found else CLOSE if near else NOTHING
    shown = found or near
    lateness = Lateness(ctx, ctx.me.side)
    elsewhere = here.ELSEWHERE if here.shared(ctx) else ""
    key = ctx.plan.plan_row.key
    return paged(
        f"{key}: find {words}",
        Listing(view, ctx.me, lateness, shown).lines(shown),
        page=page,
        again=f"{key} find {quote(words)}",
        text=" ".join(part for part in (text, elsewhere) if part),
    )


def _notes(view: PlanView) -> Mapping[str, str]:
    """All notes the asker may see here, by item."""
    said: dict[str, list[str]] = defaultdict(list)
    for note in view.all_notes():
        said[note.ref] += (note.text, note.url)
    return {ref: " ".join(texts) for ref, texts in said.items()}
