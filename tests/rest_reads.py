"""What somebody reads of a plan over REST: every list by its pages, and completions."""

import json
from typing import Any

from adapters.web import plans, words
from adapters.web.answers import Refused
from bot.request import Account
from domain.person import Person
from storage.work import SqlWork
from tests.cast import Stage

TYPED = ("A", "~A", "~M-", "A-1", "~A-1 ", "our A-1 ", "show", "list ")
SMALL = 2  # items of a page, so that there are several


def rest_reads(stage: Stage, who: Account) -> list[str]:
    """All answers of the plan's addresses, as their bodies."""
    person = stage.person(who)

    def read(work: SqlWork) -> list[Any]:
        speaker = work.one(Person, id=person)
        assert speaker
        view = plans.view_of(work, speaker, "RDD")
        found: list[Any] = [plans.my_plans(work, speaker), plans.plan_shape(view)]
        for noun in plans.NOUNS:
            found += [plans.items(view, noun, "", plans.MOST), *_pages(view, noun)]
        typed = (
            words.completions(text, stage.bot.commands, view, ()) for text in TYPED
        )
        return [*found, *map(list, typed)]

    answers = stage.bot.store.run(read)
    return [f"{who.name} {json.dumps(answer, default=str)}" for answer in answers]


def _pages(view: Any, noun: str) -> list[Any]:
    pages, after = [], ""
    while page := _page(view, noun, after):
        pages.append(page)
        after = page[-1].get("ref", "")
        if not after:
            break
    return pages


def _page(view: Any, noun: str, after: str) -> list[Any]:
    try:
        return plans.items(view, noun, after, SMALL)
    except Refused as why:
        return [{"refused": str(why)}]
