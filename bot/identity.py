"""From a platform's account to our person: made once, kept up to date by name."""

import secrets
from collections.abc import Mapping

from bot.ports import Work
from bot.request import Account
from bot.words.tokens import clean
from domain.person import Organisation, Person

LONGEST = 120  # letters of a name or address that are kept


def person_of(account: Account, work: Work) -> Person:
    """The person of this account; a new one where nobody has spoken before."""
    return met(known(account, work), account, work)


def met(found: Person | None, account: Account, work: Work) -> Person:
    """*found* as the platform shows them now; a new person where nobody was found."""
    if found is None:
        return _new(account, work)
    if found.name != (name := _said(account)):
        found.name = name
    if found.alone is not account.alone:
        found.alone = account.alone
    return found


def known(account: Account, work: Work) -> Person | None:
    found = work.some(
        Person, organisation=account.organisation, account=account.account
    )
    return next(iter(found), None)


def mentioned(text: str, people: Mapping[str, Account], work: Work) -> dict[str, str]:
    """The person of each mention in *text*. Naming somebody enrols nobody."""
    said = text.lower()
    return {
        token: person_of(account, work).id
        for token, account in people.items()
        if token in said
    }


def fresh_id(account: Account) -> str:
    """An opaque id: the record names people by it, and forgets nobody's name so."""
    del account
    return secrets.token_hex(8)


def _new(account: Account, work: Work) -> Person:
    person = Person(
        id=fresh_id(account),
        organisation=account.organisation,
        account=account.account,
        name=_said(account),
        mail=clean(account.mail)[:LONGEST],
        guest=account.guest,
        alone=account.alone,
        zone=account.zone,
        locale=account.locale,
    )
    if work.one(Organisation, id=account.organisation) is None:
        name = clean(account.organisation_name)[:LONGEST]
        work.add(Organisation(id=account.organisation, name=name))
    work.add(person)
    work.flush()
    return person


def _said(account: Account) -> str:
    """The name a platform shows, made harmless; the account where it shows none."""
    return clean(account.name).strip()[:LONGEST] or account.account
