"""An export can be checked by anybody, and holds nothing of the other party's own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from adapters.files import verifier
from adapters.files.export import export_plan, fingerprint
from adapters.files.verifier import canonical, verify
from bot.message import BODY
from bot.window import KINDS
from domain.errors import NotFound
from domain.member import MemberEnrolled, Role, Standing
from domain.note import Colour, Note, Noted, View, ViewGiven
from domain.party import Party, PartyNamed
from domain.plan import NOT_THE_CONTRACT, Plan
from domain.room import PlanRoom
from domain.visibility import Audience, Side
from storage import tables
from storage.engine import open_engine
from storage.sealing import Sealer, signing_key
from storage.store import SqlStore
from tests.storage.conftest import ANN, BOB, BOTH, NOW, action, add_action, start

OURS, THEIRS = "our walk-away price", "their margin is thin"
Data = dict[str, Any]


@pytest.fixture
def store(database_url):
    store = SqlStore(
        open_engine(database_url), sealer=Sealer(key=signing_key("s" * 32))
    )
    store.run(start)
    store.run(filled, sees=BOTH)
    store.run(lambda work: work.seal("p", at=NOW))
    store.run(lambda work: work.record(action(work).claim_done(by=ANN, at=NOW)))
    store.run(see)
    yield store
    store.close()


def filled(work) -> None:
    """Both parties, something joint, and something of each party's own."""
    for side, who in ((Side.CUSTOMER, ANN), (Side.SUPPLIER, BOB)):
        party = Party(plan="p", side=side, name=side.value.title())
        member = type(who)(plan="p", person=who.person, side=side, role=Role.LEAD)
        work.add(party, member)
        work.record(party.born(PartyNamed, by=ANN, at=NOW))
        work.record(member.born(MemberEnrolled, by=ANN, at=NOW))
    work.add(PlanRoom(plan="p", room="joint-room", audience=Audience.JOINT))
    add_action(work, "Ship the pumps")
    add_action(work, OURS, Audience.CUSTOMER)
    add_action(work, THEIRS, Audience.SUPPLIER, by=BOB)
    work.flush()
    add_note(work, "on its way", Audience.JOINT)
    add_note(work, OURS, Audience.CUSTOMER)
    add_note(work, THEIRS, Audience.SUPPLIER, by=BOB)


def see(work) -> None:
    """Each party says how it sees the plan."""
    plan = work.one(Plan, id="p")
    for who, colour in ((ANN, Colour.GREEN), (BOB, Colour.RED)):
        said = {"number": 1, "colour": colour, "why": "so it is", "at": NOW}
        work.add(View(plan="p", side=who.side, by=who.person, **said))
        changes = {"colour": (None, colour.value), "number": (None, 1)}
        why = {"note": "so it is", "changes": changes}
        work.record(plan.say(ViewGiven, by=who, at=NOW, **why))


def add_note(work, text, audience, *, by=ANN) -> None:
    """Words on the joint action; private ones stand in their party's own log."""
    about = {"plan": "p", "ref": "A-1", "audience": audience, "number": 1}
    said = {"by": by.person, "side": by.side, "at": NOW, "text": text}
    work.add(Note(**about, **said))
    changes = {"number": (None, 1)}
    told = action(work).say(Noted, by=by, at=NOW, note=text, changes=changes)
    work.record(replace(told, audience=audience))


@pytest.fixture
def data(store) -> Data:
    whole = export_plan(store, "P", "ann", at=NOW)
    return json.loads(json.dumps(whole))


def test_an_export_verifies_with_its_fingerprint(data):
    report = verify(data, fingerprint(data))

    assert report.ok, report
    assert verifier.COVERED in report.notes


def test_an_export_holds_what_its_reader_may_see(data):
    titles = [item["title"] for item in data["items"]["actions"]]

    assert titles == ["Ship the pumps", OURS]
    assert set(data["record"]) == {"joint", "customer"}
    assert [note["text"] for note in data["notes"]] == [OURS, "on its way"]
    assert {member["name_of"] for member in data["members"]} == {"ann", "bob"}


@pytest.mark.parametrize(
    ("reader", "secret"), [("ann", THEIRS), ("bob", OURS)], ids=["ann", "bob"]
)
def test_nothing_of_the_other_party_is_in_an_export(store, reader, secret):
    whole = json.dumps(export_plan(store, "P", reader, at=NOW))
    other = Audience.SUPPLIER if reader == "ann" else Audience.CUSTOMER

    private = store.run(lambda work: work.log("p", other), sees=BOTH)
    opening = store.run(lambda work: work.openings("p", other), sees=BOTH)[-1]
    assert secret not in whole
    assert not [line for line in private if line["hash"] in whole]
    assert opening.salt not in whole


def test_each_party_verifies_its_own_log(store):
    whole = export_plan(store, "P", "bob", at=NOW)

    assert verify(whole, fingerprint(whole)).ok
    assert len(whole["record"]["supplier"]) == 2


def test_every_export_ends_in_a_fresh_seal_shown_in_the_shared_room(store, data):
    shown = store.run(
        lambda work: [
            BODY.validate_json(row.body).text
            for row in work.connection.execute(tables.outbox.select())
            if row.lane == "joint-room"
        ]
    )

    assert [seal["number"] for seal in data["seals"]] == [1, 2]
    assert fingerprint(data) in shown[-1]


def test_a_person_may_be_named_by_id_account_or_name(store):
    for named in ("ann", "@ann", "Ann"):
        assert export_plan(store, "p", named, at=NOW)["reader"]["person"] == "ann"


@pytest.mark.parametrize(("plan", "member"), [("Q", "ann"), ("P", "tim")])
def test_what_is_not_there_is_not_exported(store, plan, member):
    with pytest.raises(NotFound):
        export_plan(store, plan, member, at=NOW)


def test_a_removed_member_exports_nothing(store):
    def remove(work):
        from domain.member import Member, MemberRemoved

        bob = work.one(Member, plan="p", person="bob")
        gone = Standing.REMOVED
        work.record(bob.change(MemberRemoved, by=ANN, at=NOW, standing=gone))

    store.run(remove)

    with pytest.raises(NotFound):
        export_plan(store, "P", "bob", at=NOW)


# Whatever is done to the file, the first bad line is named.


def rewrite(data: Data, log: str, first: int, **changed: Any) -> None:
    """Alter a line and hash everything after it again, as a forger would."""
    lines = data["record"][log]
    last = lines[first - 1]["hash"] if first else verifier.NOTHING
    for seq, line in enumerate(lines[first:], first + 1):
        body = json.loads(line["body"]) | {"prev": last, "seq": seq}
        line["body"] = canonical(body | (changed if seq == first + 1 else {}))
        line["hash"] = last = sha256(line["body"].encode()).hexdigest()
        line["seq"] = seq


def reseal(data: Data, secret: str) -> None:
    """Make all seals again over what the logs say now, signed with another key."""
    key, last = signing_key(secret), verifier.NOTHING
    for seal in data["seals"]:
        body = json.loads(seal["body"])
        seq = body["joint"]["seq"]
        body["joint"]["hash"] = data["record"]["joint"][seq - 1]["hash"]
        body |= {"key": Sealer(key=key).public, "prev": last}
        seal |= {"body": canonical(body), "public": body["key"]}
        seal["signature"] = key.sign(seal["body"].encode()).hex()
        seal["fingerprint"] = last = sha256(seal["body"].encode()).hexdigest()
    data["public key"] = body["key"]


GONE, TWICE, BACKWARDS = "gone", "twice", "backwards"


def forge(data: Data, path: list[str], done: Any) -> None:
    """Put *done* at *path*, or remove, repeat or reverse what stands there."""
    *way, last = (int(step) if step.isdigit() else step for step in path)
    whole: Any = data
    for step in way:
        whole = whole[step]
    if done is GONE:
        del whole[last]
    elif done is TWICE:
        whole[last].append(deepcopy(whole[last][-1]))
    elif done is BACKWARDS:
        whole[last].reverse()
    else:
        whole[last] = done


def changes(whole: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[list[str], Any]]:
    """Every place of a file, with everything that can be done to it."""
    inside = whole.items() if isinstance(whole, dict) else enumerate(whole)
    for name, value in inside:
        here = [*path, str(name)]
        yield from ((here, done) for done in (GONE, None, "", {}, "other", 7))
        if isinstance(value, list) and value:
            yield from ((here, done) for done in (TWICE, BACKWARDS))
        if isinstance(value, dict):
            yield [*here, "more"], "other"
        if isinstance(value, dict | list):
            yield from changes(value, tuple(here))


def alter_body(data: Data) -> None:
    line = data["record"]["joint"][3]
    line["body"] = line["body"].replace('"note":""', '"note":"never said"')


def alter_hash(data: Data) -> None:
    data["record"]["joint"][3]["hash"] = "0" * 64


def respell(data: Data) -> None:
    line = data["record"]["joint"][3]
    line["body"] = json.dumps(json.loads(line["body"]))
    line["hash"] = sha256(line["body"].encode()).hexdigest()


def swap_lines(data: Data) -> None:
    lines = data["record"]["joint"]
    lines[3], lines[4] = lines[4], lines[3]


def renumber(data: Data) -> None:
    data["record"]["joint"][3]["seq"] = 9


def drop_from_the_middle(data: Data) -> None:
    del data["record"]["joint"][3]


def duplicate(data: Data) -> None:
    data["record"]["joint"].insert(3, data["record"]["joint"][2])


def insert_and_hash_again(data: Data) -> None:
    data["record"]["joint"].insert(3, dict(data["record"]["joint"][2]))
    rewrite(data, "joint", 3)


def alter_and_hash_again(data: Data) -> None:
    rewrite(data, "joint", 3, note="never said")


def alter_own_log_and_hash_again(data: Data) -> None:
    rewrite(data, "customer", 0, note="never said")


def alter_the_private_log(data: Data) -> None:
    line = data["record"]["customer"][0]
    line["body"] = line["body"].replace("walk-away", "run-away")


def cut_the_tail(data: Data) -> None:
    del data["record"]["joint"][-1]


def cut_the_private_tail(data: Data) -> None:
    del data["record"]["customer"][-1]


def move_to_another_log(data: Data) -> None:
    data["record"]["joint"], data["record"]["customer"] = (
        data["record"]["customer"],
        data["record"]["joint"],
    )


def move_to_another_plan(data: Data) -> None:
    data["plan"]["id"] = "q"


def swap_seals(data: Data) -> None:
    data["seals"].reverse()


def drop_first_seal(data: Data) -> None:
    del data["seals"][0], data["openings"][0]


def drop_last_seal(data: Data) -> None:
    del data["seals"][-1], data["openings"][-1]


def drop_every_seal(data: Data) -> None:
    data["seals"], data["openings"] = [], []


def alter_seal(data: Data) -> None:
    seal = data["seals"][0]
    seal["body"] = seal["body"].replace("2026-11-23", "2026-11-22")


def alter_seal_and_fingerprint(data: Data) -> None:
    alter_seal(data)
    seal = data["seals"][0]
    seal["fingerprint"] = sha256(seal["body"].encode()).hexdigest()


def sign_one_with_another_key(data: Data) -> None:
    other, seal = signing_key("x" * 32), data["seals"][1]
    seal["signature"] = other.sign(seal["body"].encode()).hex()


def name_another_key(data: Data) -> None:
    data["seals"][1]["public"] = Sealer(key=signing_key("x" * 32)).public


def alter_salt(data: Data) -> None:
    data["openings"][1]["salt"] = "00" * 32


def alter_what_is_beside(data: Data) -> None:
    data["openings"][1]["beside"] = "00" * 32


def alter_an_item(data: Data) -> None:
    data["items"]["actions"][0]["status"] = "accepted"


def add_to_an_item(data: Data) -> None:
    data["items"]["actions"][0]["due"] = "2027-01-01"


def drop_an_item(data: Data) -> None:
    del data["items"]["actions"][0]


def invent_an_item(data: Data) -> None:
    data["items"]["actions"].append(data["items"]["actions"][0] | {"ref": "A-9"})


def alter_a_member(data: Data) -> None:
    data["members"][0]["role"] = "observer"


def alter_a_note(data: Data) -> None:
    data["notes"][1]["text"] = "never said"


def invent_a_note(data: Data) -> None:
    data["notes"].append(data["notes"][1] | {"number": 2})


def empty(data: Data) -> None:
    data.clear()


def lose_the_record(data: Data) -> None:
    del data["record"]


def mistype(data: Data) -> None:
    data["record"]["joint"] = "nothing"


TAMPERED: list[tuple[Callable[[Data], None], str]] = [
    (alter_body, "joint log, line 4: its words do not give its hash"),
    (alter_hash, "joint log, line 4: its words do not give its hash"),
    (respell, "joint log, line 4: it is not spelled"),
    (swap_lines, "joint log, line 4: number 5 stands here"),
    (renumber, "joint log, line 4: number 4 stands here"),
    (drop_from_the_middle, "joint log, line 4: number 5 stands here"),
    (duplicate, "joint log, line 4: number 3 stands here"),
    (insert_and_hash_again, "joint log, line 7: it is not the line seal 1"),
    (alter_and_hash_again, "joint log, line 7: it is not the line seal 1"),
    (alter_own_log_and_hash_again, "customer log, line 2: it is not the line seal 1"),
    (alter_the_private_log, "customer log, line 1: its words do not give its hash"),
    (cut_the_tail, "joint log, line 10: it is missing; seal 2 was made over 10"),
    (cut_the_private_tail, "customer log, line 2: it is missing; seal 1"),
    (move_to_another_log, "joint log, line 1: it belongs to another plan or log"),
    (move_to_another_plan, "joint log, line 1: it belongs to another plan or log"),
    (swap_seals, "seal 1: number 2 stands here"),
    (drop_first_seal, "seal 1: number 2 stands here"),
    (drop_last_seal, "joint log, line 8: it comes after the last seal"),
    (drop_every_seal, "seals: one is missing"),
    (alter_seal, "seal 1: its words do not give its hash"),
    (alter_seal_and_fingerprint, "seal 2: it does not follow from the seal before"),
    (sign_one_with_another_key, "seal 2: its signature is not that of its key"),
    (name_another_key, "seal 2: it names another key"),
    (alter_salt, "seal 2: its anchor was not made over the customer log"),
    (alter_what_is_beside, "seal 2: its anchor was not made over the customer log"),
    (alter_an_item, "A-1: its status is 'accepted'"),
    (add_to_an_item, "A-1: its due is '2027-01-01'"),
    (drop_an_item, "~A-1: the record tells of A-1 here"),
    (invent_an_item, "A-9: nothing in the record tells of it"),
    (alter_a_member, "ann: its role is 'observer'"),
    (alter_a_note, "note 1 on A-1: its text is 'never said'"),
    (invent_a_note, "note 2 on A-1: nothing in the record tells of it"),
    (empty, "file: it is not a whole export"),
    (lose_the_record, "file: it is not a whole export"),
    (mistype, "file: it is not a whole export"),
]


# The window: a path into the file, what is done there, and the first bad place.
FORGED: list[tuple[str, Any, str]] = [
    ("views 0 colour", "red", "customer view 1: its colour is 'red'"),
    ("views 0 why", "never said", "customer view 1: its why is"),
    ("views 0", GONE, "supplier view 1: the record tells of customer view 1"),
    ("views", [], "customer view 1: the record tells of it"),
    ("views", TWICE, "supplier view 1: nothing in the record"),
    ("views", BACKWARDS, "supplier view 1: the record tells of customer view 1"),
    ("notes", [], "customer note 1 on A-1: the record tells of it"),
    ("notes 1", GONE, "note 1 on A-1: the record tells of it"),
    ("notes", TWICE, "note 1 on A-1: nothing in the record"),
    ("notes", BACKWARDS, "note 1 on A-1: the record tells of customer note 1"),
    ("notes 1 text", "", "note 1 on A-1: its text is ''"),
    ("notes 1 url", "https://evil.example", "note 1 on A-1: its url is"),
    ("notes 1 side", "supplier", "note 1 on A-1: its side is"),
    ("notes 1 at", "2026-11-24T10:00:00+00:00", "note 1 on A-1: its at is"),
    ("members", [], "ann: the record tells of it"),
    ("members 1", GONE, "bob: the record tells of it"),
    ("members", TWICE, "bob: nothing in the record tells of it"),
    ("members", BACKWARDS, "bob: the record tells of ann here"),
    ("members 0 name_of", GONE, "ann: its name_of is missing"),
    ("members 0 name_of", "Eve", "reader: the members give another name"),
    ("parties 1", GONE, "supplier: the record tells of it"),
    ("parties", TWICE, "supplier: nothing in the record tells of it"),
    ("items actions 0 status", GONE, "A-1: its status is missing"),
    ("items actions 0 title", GONE, "A-1: its title is missing"),
    ("items actions 0 owner", GONE, "A-1: its owner is missing"),
    ("items actions 0 due", "", "A-1: its due is ''"),
    ("items actions 0 number", 2, "A-1: its number is 2"),
    ("items actions 0 plan", "q", "A-1: its plan is 'q'"),
    ("items actions 0 version", 7, "A-1: its version is 7, and no line tells of it"),
    ("items actions", TWICE, "~A-1: nothing in the record tells of it"),
    ("items actions", BACKWARDS, "~A-1: the record tells of A-1 here"),
    ("items wishes", [], "items: `wishes` is not part of an export"),
    ("plan title", GONE, "plan: its title is missing"),
    ("plan contract", "C-1", "plan: its contract is 'C-1', and no line tells"),
    ("public key", "00" * 32, "public key: it is not the one that signed seal 2"),
    ("at", "2026-11-24T10:00:00+00:00", "at: it is '2026-11-24"),
    ("reader person", "bob", "reader: no member of that side"),
    ("reader name", "Eve", "reader: the members give another name"),
    ("contract_value", "9m", "file: `contract_value` is not part of an export"),
    ("verifier", GONE, "file: it is not a whole export, `verifier` is missing"),
    ("openings 0 more", 1, "seal 1: `more` is not part of an export"),
    ("record joint 0 more", 1, "joint log, line 1: `more` is not part"),
]


@pytest.mark.parametrize(("path", "done", "why"), FORGED)
def test_a_window_that_was_forged_is_refused(data, path, done, why):
    forge(data, path.split() if path != "public key" else [path], done)

    assert str(verify(data)).startswith(f"BAD {why}")


def test_every_change_to_the_window_is_caught_but_what_is_named(data):
    missed = set()
    # That there are none of a noun is said as well by leaving it out, and copies from
    # before exports spoke of the contract say nothing of it.
    empty = {f"items {noun}" for noun, rows in data["items"].items() if not rows}
    unsaid = {*empty, "legal"}
    window = {name: data[name] for name in data if name not in {"record", "seals"}}
    for path, done in list(changes(window)):
        spoiled = deepcopy(data)
        forge(spoiled, path, done)
        left_out = done is GONE and " ".join(path) in unsaid
        if spoiled != data and verify(spoiled, fingerprint(data)).ok and not left_out:
            missed.add(" ".join(path))

    # Ann's own name stands twice, so that one change of it alone is caught.
    assert missed == {"how", "verifier", "members 1 name_of"}


def test_every_kind_of_item_has_its_place_in_the_verifier():
    assert {kind.PREFIX: kind.PLURAL for kind in KINDS.values()} == verifier.SERIES


def test_whatever_is_done_to_an_export_the_first_bad_line_is_named(data):
    found = {}
    for tamper, _ in TAMPERED:
        spoiled = deepcopy(data)
        tamper(spoiled)
        found[tamper.__name__] = verify(spoiled)

    assert [name for name, report in found.items() if report.ok] == []
    wrong = {
        tamper.__name__: str(found[tamper.__name__])
        for tamper, why in TAMPERED
        if not str(found[tamper.__name__]).startswith(f"BAD {why}")
    }
    assert wrong == {}


def test_a_record_written_anew_is_found_only_with_a_fingerprint(data):
    kept = fingerprint(data)
    rewrite(data, "joint", 3, note="never said")
    reseal(data, "x" * 32)

    without, given = verify(data), verify(data, kept)

    assert without.ok
    assert verifier.UNWITNESSED in without.notes
    assert (given.ok, given.found[:33]) == (False, "seals: none has this fingerprint,")


def test_an_end_cut_off_with_its_seal_is_found_only_with_a_fingerprint(data):
    kept = fingerprint(data)
    drop_last_seal(data)
    del data["record"]["joint"][7:]
    data["views"] = []
    done = data["items"]["actions"][0]
    done["status"] = "open"
    del done["done_by"], done["done_at"]

    assert verify(data).ok
    assert not verify(data, kept).ok


def test_an_earlier_fingerprint_covers_only_what_came_before(data):
    report = verify(data, data["seals"][0]["fingerprint"])

    assert report.ok
    assert "and not what came later" in " ".join(report.notes)


def test_a_fingerprint_reads_alike_with_spaces_or_capitals(data):
    kept = fingerprint(data)

    for spelled in (kept, kept.upper(), kept.replace(" ", "")):
        assert verify(data, spelled).notes[-2] == verifier.COVERED


# The verifier is one file that needs nothing but Python.


def run(tmp_path, data, *more, alone=True):
    (tmp_path / "verifier.py").write_text(data["verifier"])
    (tmp_path / "plan.json").write_text(json.dumps(data))
    bare = ["-I", "-S"] if alone else ["-I"]
    command = [sys.executable, *bare, "verifier.py", "plan.json", *more]
    return subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_the_verifier_inside_an_export_runs_on_bare_python(data, tmp_path):
    done = run(tmp_path, data, *fingerprint(data).split())

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("OK 2 seals")
    assert verifier.UNSIGNED in done.stdout


def test_the_verifier_checks_signatures_where_it_can(data, tmp_path):
    done = run(tmp_path, data, alone=False)

    assert verifier.UNSIGNED not in done.stdout
    assert Sealer(key=signing_key("s" * 32)).public in done.stdout


def test_the_verifier_names_the_first_bad_line(data, tmp_path):
    alter_body(data)

    done = run(tmp_path, data)

    assert done.returncode == 1
    assert done.stdout.startswith("BAD joint log, line 4: its words")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 1}', "null", "[" * 100_000]
)
def test_a_file_that_is_no_export_is_said(tmp_path, capsys, text):
    (tmp_path / "x.json").write_text(text)

    assert verifier.main([str(tmp_path / "x.json")]) == 1
    assert capsys.readouterr().out.startswith("BAD file: it")


def test_a_copy_from_before_a_noun_was_known_verifies(data):
    del data["items"]["issues"]
    assert verify(data, fingerprint(data)).ok


def test_an_export_says_that_it_does_not_vary_the_contract(data):
    assert data["legal"] == NOT_THE_CONTRACT == verifier.LEGAL
    data["legal"] = "This plan varies the contract."
    assert "BAD legal" in str(verify(data, fingerprint(data)))


def test_a_copy_from_before_exports_said_so_verifies(data):
    del data["legal"]
    assert verify(data, fingerprint(data)).ok


def test_a_copy_that_leaves_out_a_noun_the_record_tells_of_is_refused(data):
    del data["items"]["actions"]
    report = verify(data, fingerprint(data))
    assert not report.ok
    assert "it is missing" in str(report)


def test_a_copy_in_which_a_name_stands_twice_is_refused(data, tmp_path, capsys):
    file = tmp_path / "export.json"
    whole = json.dumps(data)
    title = json.dumps(data["plan"]["title"])
    file.write_text(
        whole.replace('"title": ' + title, f'"title": "Pay", "title": {title}')
    )
    assert json.loads(file.read_text()) == data
    assert verifier.main([str(file), fingerprint(data)]) == 1
    assert "'title' stands twice" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert verifier.main([str(tmp_path / "none.json")]) == 1
    assert "cannot be read" in capsys.readouterr().out
