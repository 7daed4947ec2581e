"""From words to people: who an `@name` or an address in a line can mean."""

import re
from collections.abc import Iterable, Iterator

from bot.ports import Work
from bot.request import Account
from domain.member import Member
from domain.person import Organisation, Person

NAME = re.compile(r"@?([\w][\w.'-]*\w|\w)")
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
ENROLS = "member add"
BY_MAIL = "mail"  # the organisation of those no platform verifies


def account_of(work: Work, person: Person) -> Account:
    organisation = work.one(Organisation, id=person.organisation)
    return Account(
        organisation=person.organisation,
        organisation_name=organisation.name if organisation else person.organisation,
        account=person.account,
        name=person.name,
        mail=person.mail,
        guest=person.guest,
        zone=person.zone,
        locale=person.locale,
    )


def mentioned(
    work: Work, speaker: Person, text: str, present: frozenset[str]
) -> dict[str, Account]:
    """Each mention in *text*: colleagues, people of the room, people of one's plans."""
    text = text.casefold()
    mails = set(MAIL.findall(text))
    names = {found[1] for found in NAME.finditer(text)}
    reach = _Reach(work, speaker, present)
    people: dict[str, Account] = {}
    for person in reach.near(work.some(Person, account=tuple(names))):
        people.setdefault(f"@{person.account}", account_of(work, person))
    for person in reach.near(work.some(Person, mail=tuple(mails))):
        people.setdefault(person.mail, account_of(work, person))
    if ENROLS in text:
        people |= {mail: _guest(mail) for mail in mails - set(people)}
    return people


class _Reach:
    """Those somebody may name: what they cannot see, they cannot name either."""

    def __init__(self, work: Work, speaker: Person, present: frozenset[str]) -> None:
        self._speaker = speaker
        self._there = present | {speaker.organisation}
        plans = tuple(m.plan for m in work.some(Member, person=speaker.id) if m.active)
        self._fellows = (
            {m.person for m in work.some(Member, plan=plans)} if plans else set()
        )

    def near(self, people: Iterable[Person]) -> Iterator[Person]:
        """Those in reach, own organisation first."""
        own = self._speaker.organisation
        known = [p for p in people if self._reaches(p)]
        yield from sorted(known, key=lambda person: person.organisation != own)

    def _reaches(self, person: Person) -> bool:
        return person.organisation in self._there or person.id in self._fellows


def _guest(mail: str) -> Account:
    return Account(
        organisation=BY_MAIL,
        organisation_name="by e-mail",
        account=mail,
        name=mail,
        mail=mail,
        guest=True,
    )
