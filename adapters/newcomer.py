"""Somebody whom no platform verified: the operator vouches for them, by one command."""

import secrets
from datetime import datetime

from adapters.web import tokens
from adapters.web.people import MAIL, NAME
from bot.identity import LONGEST, person_of
from bot.ports import Work
from bot.request import Account
from bot.words.tokens import clean
from domain.errors import DomainError
from domain.person import Organisation, Person
from storage.work import SqlWork

OURS = "operator:"  # begins the id of an organisation that the operator vouches for
VOUCHED = (
    "{name} (@{account}) of {organisation} is new here, and so far only your word says"
    " who they are: cards show the organisation as verified. Give them the token below."
)


class NotAnAccount(DomainError):
    """{said} is no account that people could type: letters and digits, with dots or hyphens between them, such as @dana or @dana.reed."""  # noqa: E501 - one sentence people read

    def __init__(self, said: str) -> None:
        self.said = said


class NotReadable(DomainError):
    """{what} must be a line of 1 to {longest} characters that can be read."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.longest = LONGEST


class NotAnAddress(DomainError):
    """{said} is no mail address."""

    def __init__(self, said: str) -> None:
        self.said = said


class HereAlready(DomainError):
    """{name} ({which}) is here already, and nothing was changed. For another token of theirs: `jointly token {which}`."""  # noqa: E501 - one sentence people read

    def __init__(self, found: Person) -> None:
        self.name = found.name
        self.which = f"{found.organisation}/{found.account}"


class SeveralOrganisations(DomainError):
    """Several organisations are called {name}. Say which by its id: {which}."""

    def __init__(self, name: str, found: list[Organisation]) -> None:
        self.name = name
        self.which = ", ".join(one.id for one in found)


class OnlyForNew(DomainError):
    """--name and --mail are for somebody new. Say of which organisation they are: --organisation "Halden Medical"."""  # noqa: E501 - one sentence people read


def vouched(  # noqa: PLR0913 - who somebody is
    work: SqlWork,
    account: str,
    organisation: str,
    name: str,
    mail: str,
    *,
    at: datetime,
) -> tuple[str, str]:
    """A new person and a token that speaks as them: what to tell, and the token."""
    said = account.removeprefix("@").casefold()
    if not NAME.fullmatch(said) or len(said) > LONGEST:
        raise NotAnAccount(account)
    if mail and not MAIL.fullmatch(mail := mail.casefold()):
        raise NotAnAddress(mail)
    found = _organisation(work, _readable("The organisation", organisation))
    person = Account(
        organisation=found.id,
        organisation_name=found.name,
        account=said,
        name=_readable("The name", name or said),
        mail=mail,
    )
    _require_new(work, person)
    token = tokens.issue(work, person_of(person, work), at=at)
    names = {"name": person.name, "account": said, "organisation": found.name}
    return VOUCHED.format(**names), token


def _require_new(work: Work, new: Account) -> None:
    same = work.some(Person, organisation=new.organisation, account=new.account)
    known = same or (work.some(Person, mail=new.mail) if new.mail else [])
    if known:
        raise HereAlready(known[0])


def _organisation(work: Work, said: str) -> Organisation:
    """The one of that id or name; a new one where there is none."""
    if found := work.one(Organisation, id=said):
        return found
    called = work.some(Organisation, name=said)
    if len(called) > 1:
        raise SeveralOrganisations(said, called)
    fresh = Organisation(id=f"{OURS}{secrets.token_hex(4)}", name=said)
    return called[0] if called else fresh


def _readable(what: str, said: str) -> str:
    line = clean(said).strip()
    if not line or not line.isprintable() or len(line) > LONGEST:
        raise NotReadable(what)
    return line
