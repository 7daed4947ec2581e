"""A seal says where the logs stood, and to the other party nothing of a private one."""

import json
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain.visibility import Audience, Side, private_to
from storage.canonical import canonical
from storage.sealing import NOTHING, Head, Sealer, signing_key
from tests.storage.conftest import ANN, BOB, BOTH, NOW, action, add_action

SECRET = "a secret of thirty-two characters"
EMPTY = dict.fromkeys(Audience, Head())


def private(work, title="Our fallback", by=BOB):
    add_action(work, title, private_to(by.side), by=by)


def sealed(sealer=None, **heads):
    where = EMPTY | {Audience(log): head for log, head in heads.items()}
    return (sealer or Sealer()).seal("p", where, None, NOW)


def test_a_seal_is_signed_with_the_operators_key(planned):
    seal = planned.run(lambda work: work.seal("p", at=NOW))
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.public))

    key.verify(bytes.fromhex(seal.signature), seal.body.encode())
    with pytest.raises(InvalidSignature):
        key.verify(bytes.fromhex(seal.signature), seal.body.encode() + b" ")


def test_one_secret_gives_one_key_and_another_another():
    keys = {Sealer(key=signing_key(s)).public for s in (SECRET, SECRET, SECRET + "!")}

    assert len(keys) == 2


def test_the_fingerprint_is_the_hash_of_the_body_four_letters_at_a_time(planned):
    seal = planned.run(lambda work: work.seal("p", at=NOW))

    assert seal.fingerprint == sha256(seal.body.encode()).hexdigest()
    assert seal.groups.replace(" ", "") == seal.fingerprint
    assert {len(group) for group in seal.groups.split()} == {4}


def test_a_seal_says_where_the_joint_log_stands(planned):
    seal = planned.run(lambda work: work.seal("p", at=NOW))
    (told,) = planned.run(lambda work: work.log("p", Audience.JOINT))

    body = json.loads(seal.body)
    assert body["joint"] == {"seq": 1, "hash": told["hash"]}
    assert canonical(body) == seal.body


def test_a_seal_covers_what_the_same_work_told_before(planned):
    def both(work):
        add_action(work)
        return work.seal("p", at=NOW)

    seal = planned.run(both)

    assert json.loads(seal.body)["joint"]["seq"] == 2


def test_what_was_told_before_a_seal_is_still_to_be_announced(planned):
    def both(work):
        add_action(work)
        work.seal("p", at=NOW)
        work.record(action(work).start(by=ANN, at=NOW))
        return [fact.kind for fact in work.told]

    assert planned.run(both) == ["ActionAdded", "ActionStarted"]
    assert len(planned.run(lambda work: work.log("p", Audience.JOINT))) == 3


def test_seals_are_numbered_and_each_names_the_one_before(planned):
    seals = [planned.run(lambda work: work.seal("p", at=NOW)) for _ in range(3)]
    bodies = [json.loads(seal.body) for seal in seals]

    assert [body["number"] for body in bodies] == [1, 2, 3]
    assert [body["prev"] for body in bodies] == [
        NOTHING,
        seals[0].fingerprint,
        seals[1].fingerprint,
    ]
    assert planned.run(lambda work: work.seals("p")) == seals


def test_each_party_can_open_its_own_head_in_the_anchor(planned):
    planned.run(private, sees=BOTH)
    seal = planned.run(lambda work: work.seal("p", at=NOW))
    (told,) = planned.run(lambda work: work.log("p", Audience.SUPPLIER), sees=BOTH)

    (opening,) = planned.run(
        lambda work: work.openings("p", Audience.SUPPLIER), sees=BOTH
    )
    own = sha256(bytes.fromhex(opening.salt) + f"1:{told['hash']}".encode())
    anchor = sha256((opening.beside + own.hexdigest()).encode()).hexdigest()
    assert json.loads(seal.body)["anchor"] == anchor


@pytest.mark.parametrize("many", [0, 1, 40])
def test_a_seal_and_what_the_other_party_may_open_are_of_one_shape(many):
    head = Head(many, sha256(str(many).encode()).hexdigest()) if many else Head()
    seal, (customer, _) = sealed(supplier=head)

    assert len(json.loads(seal.body)["anchor"]) == 64
    assert (len(customer.salt), len(customer.beside)) == (64, 64)
    assert (customer.seq, customer.hash) == (0, NOTHING)


def test_an_unmoved_private_log_looks_like_a_moved_one():
    sealer = Sealer()
    (one, (first, _)), (two, (second, _)) = (sealed(sealer) for _ in range(2))

    assert json.loads(one.body)["anchor"] != json.loads(two.body)["anchor"]
    assert first.beside != second.beside


def test_no_guess_at_a_private_head_can_be_confirmed_from_outside():
    head = Head(1, "ab" * 32)
    seal, (customer, supplier) = sealed(supplier=head)
    seen = seal.body + str(customer)

    guess = f"{head.seq}:{head.hash}".encode()
    unsalted = sha256(guess).hexdigest()
    with_own_salt = sha256(bytes.fromhex(customer.salt) + guess).hexdigest()
    assert not [
        s for s in (unsalted, with_own_salt, supplier.salt, head.hash) if s in seen
    ]


def test_two_worlds_given_the_same_anchor_bytes_seal_alike():
    key = signing_key(SECRET)
    alike = Sealer(key=key, entropy=bytes, hide=lambda salt, _: salt)

    one, (first, _) = sealed(alike)
    two, (second, _) = sealed(alike, supplier=Head(7, "ab" * 32))

    assert (one, first) == (two, second)


def test_two_worlds_given_only_the_same_salts_do_not():
    sealer = Sealer(key=signing_key(SECRET), entropy=bytes)

    one, _ = sealed(sealer)
    two, _ = sealed(sealer, supplier=Head(7, "ab" * 32))

    assert one.fingerprint != two.fingerprint


def test_every_salt_is_asked_of_entropy_by_itself():
    asked = []

    def counted(size):
        asked.append(size)
        return bytes([len(asked)]) * size

    _, (customer, supplier) = sealed(Sealer(entropy=counted))

    assert asked == [32] * len(Side)
    assert customer.salt != supplier.salt
