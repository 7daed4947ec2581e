"""What came in, whatever kind of activity it was: who said what, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from zoneinfo import available_timezones

from adapters.teams.signature import tenants_of

Body = Mapping[str, Any]

UNDER = ";messageid="  # what follows is the message that begins a thread
PERSONAL = "personal"
ZONE, LOCALE = "Europe/London", "en-GB"
LONGEST_LOCALE = 20


class Unreadable(Exception):
    """It names no speaker or no conversation, so that there is nothing to hear."""


@dataclass(frozen=True, kw_only=True)
class Where:
    """A conversation: its own id, the thread in it, and the tenant that hosts it."""

    conversation: str
    thread: str
    host: str
    kind: str
    service: str
    team: str = ""
    name: str = ""

    @property
    def personal(self) -> bool:
        return self.kind == PERSONAL


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One line. `user` is the id of the speaker there, `account` their Entra object.

    `heard` is whether everybody in the room read it as it was typed. `id` is the same
    however often it comes.
    """

    text: str
    user: str
    account: str
    where: Where
    id: str = ""
    heard: bool = False
    zone: str = ZONE
    locale: str = LOCALE
    home: str = ""
    body: Body = field(repr=False)


def where_of(body: Body) -> Where:
    """Raises `Unreadable`."""
    found = body.get("conversation") or {}
    data = body.get("channelData") or {}
    id_, _, thread = str(found.get("id") or "").partition(UNDER)
    tenants = tenants_of(body)
    if not id_:
        raise Unreadable
    return Where(
        conversation=id_,
        thread=thread,
        host=min(tenants, default=""),
        kind=str(found.get("conversationType") or PERSONAL),
        service=str(body.get("serviceUrl") or ""),
        team=str((data.get("team") or {}).get("id") or ""),
        name=str((data.get("channel") or {}).get("name") or found.get("name") or ""),
    )


def said(body: Body, text: str, id_: str, *, heard: bool = False) -> Coming:
    """What somebody said or pressed. Raises `Unreadable`."""
    who = body.get("from") or {}
    data = body.get("channelData") or {}
    if not who.get("id"):
        raise Unreadable
    source = data.get("membershipSource") or {}
    return Coming(
        text=text,
        user=str(who["id"]),
        account=str(who.get("aadObjectId") or "").casefold(),
        where=where_of(body),
        id=id_,
        heard=heard,
        zone=_zone(body),
        locale=str(body.get("locale") or LOCALE)[:LONGEST_LOCALE],
        home=str(source.get("tenantId") or "").casefold(),
        body=body,
    )


def opaque(*parts: str) -> str:
    """Facts keep it: it is short, and tells nobody a room, a person or a word."""
    return f"teams {sha256(chr(0).join(parts).encode()).hexdigest()}"


def message_id(body: Body) -> str:
    """The same for every repeat of a message."""
    conversation = str((body.get("conversation") or {}).get("id") or "")
    return opaque("message", conversation, str(body.get("id") or ""))


def targeted(body: Body) -> bool:
    """Whether nobody but the speaker read it in the room, as with a slash command."""
    return bool((body.get("recipient") or {}).get("isTargeted"))


def _zone(body: Body) -> str:
    zone = str(body.get("localTimezone") or "")
    return zone if zone in available_timezones() else ZONE
