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
UNTOLD = {"plan", "number", "audience", "version", "ref", "name_of"}
REFERENCE = re.compile(r"~?[A-Z]+-[0-9]+")
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
    side, plan = data["reader"]["side"], data["plan"]["id"]
    if side not in (*SIDES, JOINT) or set(data["record"]) != {JOINT, side}:
        raise Bad("file: it must hold the joint log and the reader's own, no other")
    told = {log: _log(log, lines, plan) for log, lines in data["record"].items()}
    notes = _seals(data, side, plan)
    _window(data, told)
    return notes + _witness(data["seals"], fingerprint)


# The record: each line names the hash of the one before.


def _log(log: str, lines: Rows, plan: str) -> Rows:
    last, bodies = NOTHING, []
    for seq, line in enumerate(lines, 1):
        where = f"{log} log, line {seq}"
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
        keys.setdefault(body["key"], number)
        last = seal["fingerprint"]
    _ends(data["record"], body, opening, side)
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
        if json.loads(seal["body"])["key"] != seal["public"]:
            raise Bad(f"{where}: it names another key than the one beside it")
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
        return ["The fingerprint covers the whole file."]
    return [EARLIER.format(number=number)]


# The window: what stands in the file is what the record tells.


def _window(data: Row, told: Row) -> None:
    folds = {(log, ref): state for log in told for ref, state in _fold(told[log])}
    things = {("joint", "plan"): data["plan"]}
    things.update({("joint", party["side"]): party for party in data["parties"]})
    things.update({("joint", member["person"]): member for member in data["members"]})
    for items in data["items"].values():
        things.update({(item["audience"], item["ref"]): item for item in items})
    for (log, ref), thing in things.items():
        _agrees(log, ref, thing, folds.get((log, ref)))
    for log, ref in folds:
        private = log != "joint"
        own = REFERENCE.fullmatch(ref) and ref.startswith("~") == private
        if own and (log, ref) not in things:
            raise Bad(
                f"{ref}: the {log} log tells of it, and it is not among the items"
            )
    for note in data["notes"]:
        _noted(note, told[note["audience"]])


def _fold(bodies: Rows) -> list[tuple[str, Row]]:
    states: Row = {}
    for body in bodies:
        state = states.setdefault(body["ref"], {})
        state.update({name: after for name, (_, after) in body["changes"].items()})
    return list(states.items())


def _agrees(log: str, ref: str, thing: Row, told: Row | None) -> None:
    if told is None:
        raise Bad(f"{ref}: nothing in the {log} log tells of it")
    for name, value in thing.items():
        if name in UNTOLD or (name not in told and value in (None, "")):
            continue
        if name not in told or not _same(value, told[name]):
            raise Bad(
                f"{ref}: its {name} is {value!r}, and the {log} log says"
                f" {told.get(name)!r}"
            )


def _same(one: Any, two: Any) -> bool:  # noqa: ANN401 - values of a JSON file
    """Equal, or one moment written in two zones."""
    if type(one) is type(two) and one == two:
        return True
    try:
        return datetime.fromisoformat(one) == datetime.fromisoformat(two)
    except (TypeError, ValueError):
        return False


def _noted(note: Row, bodies: Rows) -> None:
    where = f"note {note['number']} on {note['ref']}"
    for body in bodies:
        number = body["changes"].get("number", (None, None))[1]
        if (body["ref"], body["by"], number) != (
            note["ref"],
            note["by"],
            note["number"],
        ):
            continue
        if note["text"] not in body["note"]:
            raise Bad(f"{where}: its words are not those of the record")
        return
    raise Bad(f"{where}: nothing in the {note['audience']} log tells of it")


def _letters(fingerprint: str | None) -> str:
    return "".join((fingerprint or "").split()).lower()


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    try:
        data = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        sys.stdout.write(f"BAD file: it cannot be read ({error})\n")
        return 1
    report = verify(data, " ".join(arguments[1:]))
    sys.stdout.write(f"{report}\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
