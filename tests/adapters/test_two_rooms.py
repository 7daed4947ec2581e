"""What a seat is given over HTTP is the same, whatever the other side keeps."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from starlette.testclient import TestClient

from adapters.main import demonstrated
from adapters.web.events import Hub
from storage.engine import open_engine
from storage.tables import person, said
from tests.adapters.seated import ANN, BOB, CAT, DAN, JOINT, OURS, THEIRS, Seated

# A seal's fingerprint hides fresh randomness, so it differs between any two tellings.
FINGERPRINT = re.compile(r"Fingerprint (?:[0-9a-f]{4} ?)+")
TOGETHER: tuple[tuple[str, str], ...] = (
    (BOB, "action add Bring the loan pump back owner @dan due 2026-12-04"),
    (DAN, "@Jointly A-3 done all nurses are trained"),
    (ANN, "A-3 accept"),
    (CAT, "A-4 note the review is on Wednesday"),
    (BOB, 'issue raise "The mains filter fails again" severity high'),
    (ANN, "CR-1 reject not before March"),
)
APART: tuple[tuple[str, str], ...] = (
    (ANN, 'action add "undisclosed price review" private'),
    (CAT, 'A-4 note "undisclosed doubts" private'),
    (ANN, 'issue raise "undisclosed dispute" severity critical private'),
    (ANN, 'decision add "undisclosed walk-away price" private'),
    (CAT, "~A-2 owner @ann; undo"),
)
LOG = b"Action,Owner,Due\nCheck the stock,Dan,Dec\n~A-1 prices,,\nSend the rota,,soon\n"
PATHS = (
    f"/api/v1/rooms/{JOINT}/messages",
    f"/api/v1/rooms/{JOINT}/messages?after=20",
    f"/api/v1/rooms/{OURS}/messages",
    "/api/v1/me/messages",
    "/api/v1/plans",
    "/api/v1/plans/RDD",
    *(f"/api/v1/plans/RDD/{noun}" for noun in ("actions", "issues", "decisions")),
    "/api/v1/plans/RDD/actions?limit=3&after=A-2",
    "/api/v1/words?text=A-",
)


class House(Seated):
    """One telling; `told` is what the supplier's pages hear, event by event.

    Lane by lane: messages of one lane keep their order, those of two go side by side.
    """

    def __init__(self, client: TestClient) -> None:
        super().__init__(client)
        self.told: dict[str, list[str]] = defaultdict(list)
        self.lanes = {f"@{id_}" for id_ in map(self._id, (BOB, DAN))}

    @property
    def engine(self) -> Engine:
        return self.client.app.state.house.store.engine  # type: ignore[attr-defined]

    def _id(self, who: str) -> str:
        asked = select(person.c.id).where(person.c.account == who.removeprefix("@"))
        with self.engine.begin() as connection:
            return str(connection.scalar(asked))

    def alone(self) -> None:
        """What the customer keeps to itself, between two joint lines."""
        for who, lines in APART:
            for line in lines.split("; "):
                self.say(who, line, OURS)

    def seen(self) -> list[str]:
        """Every answer that Bob and Dan are given, headers and all but the date."""
        found = []
        for who in (BOB, DAN):
            for path in PATHS:
                answer = self.get(who, path)
                headers = {k: v for k, v in answer.headers.items() if k != "date"}
                found.append(f"{who} {path} {answer.status_code} {headers}")
                found.append(FINGERPRINT.sub("Fingerprint", answer.text))
        heard = (f"{at} {told}" for at, told in sorted(self.told.items()))
        return [*found, "\n".join(heard)]

    def brings(self) -> str:
        """Bob's import: what it would do, and what it did."""
        said = [
            self.client.post(
                f"/demo/import?plan=RDD&dry_run={dry}",
                files={"file": ("log.csv", LOG)},
                headers=self.bearer(BOB),
            ).text
            for dry in ("1", "0", "0")
        ]
        return "\n".join(said)


@pytest.fixture
def houses(seeded_file: Path, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two copies of one seeded demo, moved to the same moment."""
    with ExitStack() as open_:
        made = []
        for name in ("one", "two"):
            folder = tmp_path / name
            shutil.copytree(seeded_file.parent, folder)
            app = demonstrated(open_engine(f"sqlite:///{folder / seeded_file.name}"))
            client = open_.enter_context(TestClient(app))
            house = House(client)
            open_.enter_context(listening(app.state.hub, house))
            made.append(house)
        yield made[0], made[1]


@contextmanager
def listening(hub: Hub, house: House) -> Iterator[None]:
    """Keep what the supplier's open pages are told, of what reaches them at all."""
    tell = hub._tell

    def heard(event: tuple[str, str], data: dict[str, Any]) -> None:
        if event[1] in {"", JOINT, THEIRS, *house.lanes}:
            house.told[event[1]].append(f"{event} {data}")
        tell(event, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub, "_tell", heard)
        yield


def both(houses: tuple[House, House], job: Callable[[House], Any]) -> tuple[Any, Any]:
    return job(houses[0]), job(houses[1])


def alike(houses: tuple[House, House]) -> None:
    for one, two in zip(*both(houses, House.seen), strict=True):
        assert one == two


def test_a_seat_is_given_the_same_bytes_whatever_the_other_side_keeps(houses):
    one, _ = houses
    alike(houses)
    for number, (who, line) in enumerate(TOGETHER):
        one.alone()
        clock = f"2026-11-24T{10 + number}:00:00+00:00"
        both(houses, lambda house, to=clock: house.to(to=to))
        answers = both(houses, lambda house, w=who, t=line: house.say(w, t)["text"])
        assert who in {ANN, CAT} or answers[0] == answers[1]
        alike(houses)
    reports = both(houses, House.brings)
    assert reports[0] == reports[1]
    assert "which is private to a party" in reports[0]
    both(houses, lambda house: house.to(next="working morning"))
    alike(houses)


def test_a_private_message_counted_in_the_joint_room_is_caught(houses):
    """A seeded leak by the numbers of messages: the test above would not pass."""
    one, _ = houses
    one.alone()
    later = update(said).where(said.c.lane == JOINT)
    with one.engine.begin() as connection:
        connection.execute(later.values(revision=said.c.revision + 1))
    with pytest.raises(AssertionError):
        alike(houses)


def test_a_page_told_of_news_in_the_other_sides_room_is_caught(houses):
    """A seeded leak by server-sent events."""
    one, _ = houses
    one.alone()
    one.client.app.state.hub.lane(JOINT)
    with pytest.raises(AssertionError):
        alike(houses)
