"""A member's window on a plan as a file that can be checked without us."""

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.files import verifier
from bot.message import BODY, Message
from bot.window import KINDS, PlanView
from domain.changing import plain
from domain.errors import NotFound
from domain.item import Item
from domain.member import Member
from domain.person import Person
from domain.plan import NOT_THE_CONTRACT, Plan
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience, private_to
from storage.sealing import Opening, Seal
from storage.store import SqlStore
from storage.work import SqlWork

Row = dict[str, Any]
TOLD = (
    "Record of {key} sealed (export). Fingerprint {groups}."
    " Keep it: it shows that nothing was altered later."
)
HOW = (
    "Save the text under `verifier` as verifier.py and run: python verifier.py FILE"
    " FINGERPRINT. The fingerprint stands in the plan's shared room."
)


class NoSuchMember(NotFound):
    """There is no plan {plan} here with a member called {ref}; nothing was written."""

    def __init__(self, plan: str, ref: str) -> None:
        super().__init__(ref)
        self.plan = plan


def export_plan(
    store: SqlStore, plan: str, member: str, *, at: datetime | None = None
) -> Row:
    """What *member* may read of the plan with key *plan*, sealed and witnessed.

    *member* is a person's id, account or name. The seal's fingerprint is queued for the
    shared rooms and stands in the last of `seals`.
    """
    now = at or datetime.now(UTC)
    ids = store.run(lambda work: _found(work, plan, member))
    return store.run(lambda work: _exported(work, *ids, now))


def fingerprint(data: Row) -> str:
    """The fingerprint that covers all of an export, as people read it."""
    whole: str = data["seals"][-1]["fingerprint"]
    return " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def _found(work: SqlWork, key: str, named: str) -> tuple[str, str]:
    plan = next(iter(work.some(Plan, key=key.upper())), None)
    if plan is None:
        raise NoSuchMember(key, named)
    names = {named.casefold(), named.removeprefix("@").casefold()}
    for member in PlanView(work, plan, None).active():
        person = work.one(Person, id=member.person)
        known = (person.id, person.account, person.name) if person else ()
        if names & {word.casefold() for word in known}:
            return plan.id, member.person
    raise NoSuchMember(key, named)


def _exported(work: SqlWork, plan_id: str, person: str, now: datetime) -> Row:
    # Sealed first: that holds all three logs, so that nothing changes while we read.
    seal = work.seal(plan_id, at=now)
    plan, member = (
        work.one(Plan, id=plan_id),
        work.one(Member, plan=plan_id, person=person),
    )
    if plan is None or member is None or not member.active:
        raise NotFound(person)
    work.see_as(person)
    view = PlanView(work, plan, member.reads)
    _show(work, plan, seal, now)
    return _head(view, member, now) | _window(view) | _proof(work, view)


def _head(view: PlanView, member: Member, now: datetime) -> Row:
    return {
        "format": verifier.FORMAT,
        "version": verifier.VERSION,
        "legal": NOT_THE_CONTRACT,
        "how": HOW,
        "at": now.astimezone(UTC).isoformat(),
        "reader": {
            "person": member.person,
            "name": view.name(member.person),
            "side": member.reads.value if member.reads else Audience.JOINT.value,
        },
    }


def _window(view: PlanView) -> Row:
    """What stands now, in the order the verifier folds it from the record."""
    notes = sorted(view.all_notes(), key=lambda n: (n.at, n.number, n.audience))
    views = sorted(view.views(), key=lambda v: (v.at, v.number, v.side))
    parties = sorted(view.parties(), key=lambda party: party.side)
    members = sorted(view.members(), key=lambda member: member.person)
    return {
        "plan": _row(view.plan_row),
        "parties": [_row(party) for party in parties],
        "members": [_member(view, member) for member in members],
        "items": {kind.PLURAL: _items(view, kind) for kind in KINDS.values()},
        "notes": [_row(note) for note in notes],
        "views": [_row(given) for given in views],
    }


def _proof(work: SqlWork, view: PlanView) -> Row:
    seals = work.seals(view.id)
    return {
        "record": {log.value: work.log(view.id, log) for log in view.sees},
        "seals": [_sealed(seal) for seal in seals],
        "openings": _openings(work, view, seals),
        "public key": seals[-1].public,
        "verifier": Path(verifier.__file__).read_text(encoding="utf-8"),
    }


def _openings(work: SqlWork, view: PlanView, seals: list[Seal]) -> list[Row]:
    """What the reader's party may open of each seal; an observer opens nothing."""
    if view.side is None:
        return [{"number": seal.number} for seal in seals]
    found = work.openings(view.id, private_to(view.side))
    return [_opened(opening) for opening in found]


def _show(work: SqlWork, plan: Plan, seal: Seal, now: datetime) -> None:
    """Both parties' archives keep the fingerprint, which makes them witnesses."""
    text = TOLD.format(key=plan.key, groups=seal.groups)
    body = BODY.dump_json(Message(text=text)).decode()
    rooms = work.some(PlanRoom, plan=plan.id, audience=Audience.JOINT)
    posts = [Post(lane=room.room, plan=plan.id, body=body) for room in rooms]
    work.outbox.put(*posts, at=now)


def _items(view: PlanView, kind: type[Item]) -> list[Row]:
    return [{"ref": item.ref} | _row(item) for item in view.all(kind)]


def _member(view: PlanView, member: Member) -> Row:
    return {"name_of": view.name(member.person)} | _row(member)


def _row(thing: Any) -> Row:  # noqa: ANN401 - any dataclass of the domain
    """What the record tells of it: no empty field, and no counter of our own."""
    row = {f.name: plain(getattr(thing, f.name)) for f in fields(thing)}
    row.pop("version", None)
    return {name: value for name, value in row.items() if value not in (None, "")}


def _sealed(seal: Seal) -> Row:
    return {
        "number": seal.number,
        "body": seal.body,
        "fingerprint": seal.fingerprint,
        "signature": seal.signature,
        "public": seal.public,
    }


def _opened(opening: Opening) -> Row:
    shown = ("number", "seq", "hash", "salt", "beside")
    return {name: getattr(opening, name) for name in shown}
