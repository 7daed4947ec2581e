"""The demo's two organisations, their people, and the rooms they meet in."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Work
from bot.request import Account

CUSTOMER, SUPPLIER, OUTSIDE = "demo:halden", "demo:orbit", "demo:kestrel"
ORGANISATIONS: Mapping[str, str] = {
    CUSTOMER: "Halden Medical",
    SUPPLIER: "Orbit Devices",
    OUTSIDE: "Kestrel Facilities",
}
PARTIES: Mapping[str, str] = {CUSTOMER: "customer", SUPPLIER: "supplier"}
KEY = "RDD"
ZONE = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody one can sit down as. `role` and `tier` are theirs in the seeded plan."""

    account: Account
    role: str
    tier: str = ""

    @property
    def mention(self) -> str:
        return f"@{self.account.account}"

    @property
    def party(self) -> str:
        return PARTIES.get(self.account.organisation, "none")


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room of the demo. `kind` is joint, customer, supplier or empty."""

    id: str
    name: str
    kind: str
    present: frozenset[str]


def _seat(name: str, organisation: str, role: str, tier: str = "") -> Seat:
    account = name.partition(" ")[0].lower()
    host = organisation.partition(":")[2]
    return Seat(
        account=Account(
            organisation=organisation,
            organisation_name=ORGANISATIONS[organisation],
            account=account,
            name=name,
            mail=f"{account}@{host}.example",
            zone=ZONE,
        ),
        role=role,
        tier=tier,
    )


SEATS = (
    _seat("Ann Baker", CUSTOMER, "lead"),
    _seat("Cat Okafor", CUSTOMER, "contributor", "operational"),
    _seat("Sam Ellery", CUSTOMER, "sponsor", "tactical"),
    _seat("Vera Holm", CUSTOMER, "sponsor", "strategic"),
    _seat("Ola Haddad", CUSTOMER, "observer"),
    _seat("Bob Lindqvist", SUPPLIER, "lead"),
    _seat("Dan Aarup", SUPPLIER, "contributor", "operational"),
    _seat("Sue Whitfield", SUPPLIER, "sponsor", "tactical"),
    _seat("Max Orrell", SUPPLIER, "sponsor", "strategic"),
    _seat("Eve Ndiaye", SUPPLIER, "observer"),
    _seat("Tim Kestrel", OUTSIDE, "none"),
)
ROOMS = (
    Room(
        id="halden-orbit",
        name="halden-orbit",
        kind="joint",
        present=frozenset({CUSTOMER, SUPPLIER}),
    ),
    Room(
        id="halden-only",
        name="halden-only",
        kind="customer",
        present=frozenset({CUSTOMER}),
    ),
    Room(
        id="orbit-only",
        name="orbit-only",
        kind="supplier",
        present=frozenset({SUPPLIER}),
    ),
    Room(
        id="new-plan", name="new-plan", kind="empty", present=frozenset(ORGANISATIONS)
    ),
)


class DemoPlaces:
    """The rooms of the demo, and nothing else."""

    def opened(self, work: Work, room: str) -> frozenset[str] | None:
        del work
        return next((found.present for found in ROOMS if found.id == room), None)
