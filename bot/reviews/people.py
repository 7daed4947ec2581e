"""People in minutes: by id where they are kept, by name where they are read."""

import re
from collections.abc import Iterable

from bot.window import PlanView

PERSON = re.compile(r"<@p:([^<>\s]{1,40})>")


class Unnamed(PlanView):
    """What both parties read, with people by their ids: the record knows no names."""

    def name(self, id_: str | None) -> str:
        return f"<@p:{id_}>" if id_ else ""

    def names(self, ids: Iterable[str | None]) -> dict[str, str]:
        return {id_: self.name(id_) for id_ in ids if id_}


def read(minutes: str, view: PlanView) -> str:
    """The minutes with the names of the people in them, as they are called now."""
    names = view.names(PERSON.findall(minutes))
    return PERSON.sub(lambda said: names.get(said[1], said[0]), minutes)
