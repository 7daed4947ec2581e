"""Check an export of Jointly: python verifier.py FILE [FINGERPRINT].

The standard library is enough, Python 3.10 or later. It proves that nothing was altered
after it was recorded; it cannot prove that what was recorded was true.
"""

import json
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Rows = list[Row]

FORMAT, VERSION = "jointly-export", 1
NOTHING = "0" * 64
SIDES = ("customer", "supplier")
JOINT = "joint"  # also the side of an observer, who reads this log alone
SERIES = {
    "A": "actions",
    "CP": "checkpoints",
    "CR": "changes",
    "CS": "series",
    "D": "decisions",
    "I": "issues",
    "M": "milestones",
    "O": "objectives",
}
REFERENCE = re.compile(r"(~?)([A-Z]+)-([0-9]+)")
SAID, VIEW = {"Noted", "Linked"}, "ViewGiven"
UNDONE = {"Undone", "ViewTakenBack", "HandOverUndone"}
ABOUT = {"format", "version", "legal", "how", "at", "reader"}
LEGAL = "This plan does not vary the contract or serve notice under it."
WINDOW = {"plan", "parties", "members", "items", "notes", "views"}
PROOF = {"record", "seals", "openings", "public key", "verifier"}
SEALED = {"number", "body", "fingerprint", "signature", "public"}
HEAD, SECRETS = {"number", "seq", "hash"}, {"salt", "beside"}
COVERED = (
    "The fingerprint covers all of the file but what no line tells: people's names"
    " beside their ids, which member of the party asked for this copy, how to check"
    " it, and the verifier inside."
)
UNWITNESSED = (
    "No fingerprint was given. That leaves open that the whole record was written anew,"
    " or that its end was cut off. Give the fingerprint of this export's seal, as the"
    " shared room shows it, to exclude both."
)
UNSIGNED = (
    "Signatures were not checked: this Python has no `cryptography`. With a fingerprint"
    " from the shared room they are not needed."
)
EARLIER = (
    "The fingerprint covers what seal {number} was made over, and not what came later."
    " Give the one of the last seal to cover all."
)
LIMIT = (
    "This shows that nothing was altered later, not that what was recorded was true."
)


class Bad(Exception):
    """Where the file is wrong, and why."""


@dataclass(frozen=True)
class Report:
    """`ok`, what was found first, and what could not be excluded."""

    ok: bool
    found: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((f"{'OK' if self.ok else 'BAD'} {self.found}", *self.notes))


def verify(data: Row, fingerprint: str | None = None) -> Report:
    """Everything that can be checked; the first bad line, if there is one."""
    try:
        notes = _check(data, _letters(fingerprint))
    except Bad as bad:
        return Report(ok=False, found=str(bad))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as lacking:
        return Report(ok=False, found=f"file: it is not a whole export ({lacking!r})")
    logs = ", ".join(f"{len(lines)} {log}" for log, lines in data["record"].items())
    found = f"{len(data['seals'])} seals over these lines: {logs}."
    return Report(ok=True, found=found, notes=(*notes, LIMIT))


def canonical(body: Row) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _check(data: Row, fingerprint: str) -> list[str]:
    if (data["format"], data["version"]) != (FORMAT, VERSION):
        raise Bad("file: it is not an export this verifier knows")
    # A copy from before this stood in exports has it not.
    _keys_are("file", {"legal": LEGAL} | data, ABOUT | WINDOW | PROOF)
    if data.get("legal", LEGAL) != LEGAL:
        raise Bad(f"legal: an export says {LEGAL!r} there")
    side, plan = data["reader"]["side"], data["plan"]["id"]
    if side not in (*SIDES, JOINT) or set(data["record"]) != {JOINT, side}:
        raise Bad("file: it must hold the joint log and the reader's own, no other")
    told = {log: _log(log, lines, plan) for log, lines in data["record"].items()}
    notes = _seals(data, side, plan)
    _window(data, told, plan)
    return notes + _witness(data["seals"], fingerprint)


def _keys_are(where: str, row: Row, wanted: set[str]) -> None:
    if not isinstance(row, dict):
        raise TypeError(where)
    for name in sorted(set(row) ^ wanted):
        raise Bad(
            f"{where}: `{name}` is not part of an export"
            if name in row
            else f"{where}: it is not a whole export, `{name}` is missing"
        )


# The record: each line names the hash of the one before.


def _log(log: str, lines: Rows, plan: str) -> Rows:
    last, bodies = NOTHING, []
    for seq, line in enumerate(lines, 1):
        where = f"{log} log, line {seq}"
        _keys_are(where, line, {"seq", "body", "hash"})
        body = _body(where, line, line["hash"])
        if line["seq"] != seq or body["seq"] != seq:
            found = body["seq"]
            raise Bad(
                f"{where}: number {found} stands here, so a line is missing,"
                " added or out of order"
            )
        if (body["plan"], body["audience"]) != (plan, log):
            raise Bad(f"{where}: it belongs to another plan or log")
        if body["prev"] != last:
            raise Bad(f"{where}: it does not follow from the line before")
        last = line["hash"]
        bodies.append(body)
    return bodies


def _body(where: str, row: Row, expected: str) -> Row:
    text = row["body"]
    if sha256(text.encode()).hexdigest() != expected:
        raise Bad(f"{where}: its words do not give its hash, so they were altered")
    body: Row = json.loads(text)
    if canonical(body) != text:
        raise Bad(f"{where}: it is not spelled as the record spells")
    return body


# The seals: where the logs stood, signed.


def _seals(data: Row, side: str, plan: str) -> list[str]:
    last, seals, opened = NOTHING, data["seals"], data["openings"]
    keys: dict[str, int] = {}
    if not seals or len(seals) != len(opened):
        raise Bad("seals: one is missing, or its opening is")
    for number, (seal, opening) in enumerate(zip(seals, opened, strict=True), 1):
        where = f"seal {number}"
        _keys_are(where, seal, SEALED)
        _keys_are(where, opening, {"number"} if side == JOINT else HEAD | SECRETS)
        body = _body(where, seal, seal["fingerprint"])
        if (seal["number"], body["number"], opening["number"]) != (number,) * 3:
            raise Bad(
                f"{where}: number {body['number']} stands here, so a seal is"
                " missing, added or out of order"
            )
        if body["plan"] != plan:
            raise Bad(f"{where}: it belongs to another plan")
        if body["prev"] != last:
            raise Bad(f"{where}: it does not follow from the seal before")
        _head(where, "joint", data["record"]["joint"], body["joint"])
        if side != JOINT:
            _head(where, side, data["record"][side], opening)
            _anchor(where, side, body, opening)
        if body["key"] != seal["public"]:
            raise Bad(f"{where}: it names another key than the one beside it")
        keys.setdefault(body["key"], number)
        last = seal["fingerprint"]
    _ends(data["record"], body, opening, side)
    if data["public key"] != body["key"]:
        raise Bad(f"public key: it is not the one that signed {where}")
    if not _same(data["at"], body["at"]):
        raise Bad(f"at: it is {data['at']!r}, and {where} says {body['at']!r}")
    return _signatures(seals) + _keys(keys)


def _head(where: str, log: str, lines: Rows, head: Row) -> None:
    """A seal says where a log stood: its line of that number has that hash."""
    seq = head["seq"]
    if seq > len(lines):
        raise Bad(
            f"{log} log, line {len(lines) + 1}: it is missing; {where} was made"
            f" over {seq} lines"
        )
    if head["hash"] != (lines[seq - 1]["hash"] if seq else NOTHING):
        raise Bad(f"{log} log, line {seq}: it is not the line {where} was made over")


def _anchor(where: str, side: str, body: Row, opening: Row) -> None:
    """The reader's own head is in the anchor, beside one that stays hidden."""
    head = f"{opening['seq']}:{opening['hash']}"
    own = sha256(bytes.fromhex(opening["salt"]) + head.encode()).hexdigest()
    pair = (own, opening["beside"])
    both = "".join(pair if side == SIDES[0] else pair[::-1])
    if sha256(both.encode()).hexdigest() != body["anchor"]:
        raise Bad(f"{where}: its anchor was not made over the {side} log")


def _ends(record: Row, body: Row, opening: Row, side: str) -> None:
    """An export ends in a fresh seal: nothing comes after it."""
    own = opening["seq"] if side != JOINT else body["joint"]["seq"]
    for log, seq in ((JOINT, body["joint"]["seq"]), (side, own)):
        if len(record[log]) > seq:
            raise Bad(f"{log} log, line {seq + 1}: it comes after the last seal")


def _signatures(seals: Rows) -> list[str]:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        return [UNSIGNED]
    for seal in seals:
        where = f"seal {seal['number']}"
        key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal["public"]))
        try:
            key.verify(bytes.fromhex(seal["signature"]), seal["body"].encode())
        except InvalidSignature:
            raise Bad(f"{where}: its signature is not that of its key") from None
    return []


def _keys(keys: dict[str, int]) -> list[str]:
    said = "; ".join(f"from seal {number} on {key}" for key, number in keys.items())
    return [f"Signed by: {said}. Ask the operator whether that is their key."]


def _witness(seals: Rows, fingerprint: str) -> list[str]:
    if not fingerprint:
        return [UNWITNESSED]
    prints = [seal["fingerprint"] for seal in seals]
    if fingerprint not in prints:
        raise Bad("seals: none has this fingerprint, so this is not what was sealed")
    number = prints.index(fingerprint) + 1
    if number == len(prints):
        return [COVERED]
    return [EARLIER.format(number=number)]


# The window: it is folded from the record again, and must stand so word for word.


def _window(data: Row, told: Row, plan: str) -> None:
    window = {name: data[name] for name in ("parties", "members", "notes", "views")}
    window |= {"plan": [data["plan"]], **_items(data["items"])}
    due = _due(told, plan)
    for name, wanted in due.items():
        _stands(name, window[name], wanted)
    _reads(data["reader"], data["members"])


def _items(found: Row) -> Row:
    """Every noun's; one that an earlier version did not know has nothing in it."""
    none: Row = {name: [] for name in SERIES.values()}
    _keys_are("items", none | found, set(none))
    return none | found


def _due(told: Row, plan: str) -> dict[str, Rows]:
    """Every part of the window, in its order, as the record tells it."""
    names = ("plan", "parties", "members", *SERIES.values())
    due: dict[str, Rows] = {name: [] for name in names}
    for log, bodies in sorted(told.items(), key=lambda pair: pair[0] != JOINT):
        for ref, state in sorted(_fold(bodies).items(), key=_place):
            name, fixed = _kind(log, ref)
            if name in due and state:
                within = {} if name == "plan" else {"plan": plan}
                due[name].append(state | fixed | within)
    said = [row for log, bodies in told.items() for row in _said(log, bodies, plan)]
    said.sort(
        key=lambda row: (row["at"], row["number"], row.get("audience", row["side"]))
    )
    for name, colours in (("notes", False), ("views", True)):
        due[name] = [row for row in said if ("colour" in row) is colours]
    return due


def _fold(bodies: Rows) -> dict[str, Row]:
    """Each thing as its changes leave it; a field of nothing is left out."""
    states: dict[str, Row] = {}
    for body in bodies:
        if body["kind"] not in SAID | {VIEW}:
            state = states.setdefault(body["ref"], {})
            state.update({name: new for name, (_, new) in body["changes"].items()})
    return {ref: _filled(state) for ref, state in states.items()}


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "")}


def _place(pair: tuple[str, Row]) -> tuple[int, str]:
    item = REFERENCE.fullmatch(pair[0])
    return (int(item[3]) if item else 0, pair[0])


def _kind(log: str, ref: str) -> tuple[str, Row]:
    """The part of the window *ref* belongs to, and the fields its name gives it."""
    if item := REFERENCE.fullmatch(ref):
        here = bool(item[1]) == (log != JOINT)
        fixed = {"ref": ref, "number": int(item[3]), "audience": log}
        return (SERIES[item[2]] if here else "", fixed)
    if log != JOINT or ref == "plan":
        return ("plan" if log == JOINT else "", {})
    return ("parties", {"side": ref}) if ref in SIDES else ("members", {"person": ref})


def _said(log: str, bodies: Rows, plan: str) -> Rows:
    """The notes and views of a log, but for those taken back."""
    back, rows = _taken_back(bodies), []
    for body in bodies:
        if (body["line"], body["ref"]) in back or body["kind"] not in SAID | {VIEW}:
            continue
        who = {name: body[name] for name in ("by", "side", "at")}
        more = {"ref": body["ref"], "audience": log, **_words(body)}
        if body["kind"] == VIEW:
            more = {"colour": body["changes"]["colour"][1], "why": body["note"]}
        number = body["changes"]["number"][1]
        rows.append(_filled({"plan": plan, "number": number, **who, **more}))
    return rows


def _words(body: Row) -> Row:
    """Evidence is told as its words and then its address."""
    if body["kind"] != "Linked":
        return {"text": body["note"], "url": ""}
    text, _, url = body["note"].rpartition(" ")
    return {"text": text, "url": url}


def _taken_back(bodies: Rows) -> set[tuple[str, str]]:
    """What `undo` took back: the last line of the same person on the same thing."""
    last: dict[tuple[str, str], str] = {}
    back = set()
    for body in bodies:
        about = (body["by"], body["ref"])
        if body["kind"] in UNDONE:
            back.add((last.get(about, ""), body["ref"]))
        else:
            last[about] = body["line"]
    return back


def _stands(name: str, rows: Rows, due: Rows) -> None:
    """Each once, in order, with every field that is told and no other."""
    if not isinstance(rows, list):
        raise TypeError(name)
    for row, wanted in zip(rows, due, strict=False):
        if _named(name, row) != _named(name, wanted):
            raise Bad(
                f"{_named(name, row)}: the record tells of {_named(name, wanted)}"
                " here, so one is missing, added or out of order"
            )
        _agrees(_named(name, wanted), row, wanted, named=name == "members")
    for wanted in due[len(rows) :]:
        raise Bad(f"{_named(name, wanted)}: the record tells of it; it is missing")
    for row in rows[len(due) :]:
        raise Bad(f"{_named(name, row)}: nothing in the record tells of it")


def _named(name: str, row: Row) -> str:
    if name == "notes":
        private = "" if row["audience"] == JOINT else f"{row['audience']} "
        return f"{private}note {row['number']} on {row['ref']}"
    if name == "views":
        return f"{row['side']} view {row['number']}"
    if name in SERIES.values():
        return str(row["ref"])
    return str({"plan": "plan"}.get(name) or row.get("person") or row["side"])


def _agrees(where: str, row: Row, told: Row, *, named: bool) -> None:
    for name in (*told, *row):
        if name == "name_of" and named and isinstance(row[name], str):
            continue
        if name not in told:
            raise Bad(f"{where}: its {name} is {row[name]!r}, and no line tells of it")
        if name not in row:
            raise Bad(f"{where}: its {name} is missing; it is {told[name]!r}")
        if not _same(row[name], told[name]):
            raise Bad(
                f"{where}: its {name} is {row[name]!r}, and the record says"
                f" {told[name]!r}"
            )
    if named and "name_of" not in row:
        raise Bad(f"{where}: its name_of is missing")


def _same(one: Any, two: Any) -> bool:  # noqa: ANN401 - values of a JSON file
    """Equal, or one moment written in two zones."""
    if type(one) is type(two) and one == two:
        return True
    try:
        moments = [datetime.fromisoformat(text) for text in (one, two)]
    except (TypeError, ValueError):
        return False
    return all(at.tzinfo for at in moments) and moments[0] == moments[1]


def _reads(reader: Row, members: Rows) -> None:
    """The copy is that of a member who reads what stands in it."""
    _keys_are("reader", reader, {"person", "name", "side"})
    for member in members:
        own = JOINT if member["role"] == "observer" else member["side"]
        if (member["person"], own) == (reader["person"], reader["side"]):
            if member["name_of"] != reader["name"]:
                raise Bad("reader: the members give another name for them")
            return
    raise Bad("reader: no member of that side is who it says")


def read(text: str) -> Any:  # noqa: ANN401 - any JSON
    """JSON in which no name stands twice: readers differ in which of two they show."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> Row:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return found


def _letters(fingerprint: str | None) -> str:
    return "".join((fingerprint or "").split()).lower()


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    try:
        data = read(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or error
        sys.stdout.write(f"BAD file: it cannot be read ({why})\n")
        return 1
    report = verify(data, " ".join(arguments[1:]))
    sys.stdout.write(f"{report}\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
