"""Secrets in the database open with the operator's keys, and with nothing else."""

import pytest

from storage.vault import CannotOpen, Vault

OLD, NEW = "o" * 32, "n" * 32


def test_what_is_sealed_opens_and_is_never_sealed_alike():
    vault = Vault([OLD])
    one, two = vault.seal("xoxb-1", of="T1"), vault.seal("xoxb-1", of="T1")
    assert vault.open(one, of="T1") == vault.open(two, of="T1") == "xoxb-1"
    assert one != two
    assert "xoxb" not in one


def test_the_newest_key_seals_and_the_old_ones_still_open():
    sealed = Vault([OLD]).seal("xoxb-1", of="T1")
    assert Vault([NEW, OLD]).open(sealed, of="T1") == "xoxb-1"
    assert Vault([NEW]).open(Vault([NEW, OLD]).seal("x", of="T1"), of="T1") == "x"


@pytest.mark.parametrize("keys", [[NEW], []])
def test_without_its_key_it_does_not_open(keys):
    with pytest.raises(CannotOpen):
        Vault(keys).open(Vault([OLD]).seal("xoxb-1", of="T1"), of="T1")


def test_what_was_altered_or_put_in_anothers_place_does_not_open():
    vault = Vault([OLD])
    sealed = vault.seal("xoxb-1", of="T1")
    wrong = [sealed[:-5] + "AAAA=", "v1.", "", "v1.%%%", "é"]
    for text in wrong:
        with pytest.raises(CannotOpen):
            vault.open(text, of="T1")
    with pytest.raises(CannotOpen):
        vault.open(sealed, of="T2")
