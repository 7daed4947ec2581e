"""The courier: what is said once, in order, and only to those who may hear it now."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from adapters.clock import MovableClock
from adapters.courier import Courier
from adapters.delivery.chat import Outgoing, Posted
from adapters.delivery.lost import telling_leads
from adapters.delivery.outcome import NotSaid, Outcome
from adapters.delivery.saying import MAY_REPEAT
from adapters.web.rooms import WebChat
from bot.message import BODY, Message
from bot.request import Place
from domain.post import Post
from domain.room import PlanRoom
from domain.visibility import Audience
from storage.cards import Standing
from storage.tables import outbox, said
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    OURS,
    ROOM,
    THEIRS,
    ZED,
    Stage,
    drafted,
    memory,
    no_holidays,
)

NEW = Place(id="room-new", present=ROOM.present)
OPENED = {place.id: place.present for place in (ROOM, OURS, THEIRS, NEW)}


@dataclass
class Rooms:
    """Who each room was opened for."""

    present: dict[str, frozenset[str]] = field(default_factory=lambda: dict(OPENED))

    def opened(self, work: object, room: str) -> frozenset[str] | None:
        del work
        return self.present.get(room)


class Moody(WebChat):
    """The web chat, refusing what it is told to refuse."""

    refusal: NotSaid | None = None
    dead: ClassVar[set[str]] = set()
    blind = False

    async def post(self, out: Outgoing) -> Posted:
        if out.lane in Moody.dead:
            raise NotSaid(Outcome.ROOM, "is_archived")
        if Moody.refusal:
            raise Moody.refusal
        return await super().post(out)

    async def update(self, standing: Standing, out: Outgoing) -> None:
        if out.lane in Moody.dead:
            raise NotSaid(Outcome.ROOM, "is_archived")
        await super().update(standing, out)

    async def look_back(self, out: Outgoing) -> Sequence[Posted] | None:
        return None if Moody.blind else await super().look_back(out)


@dataclass
class Office:
    """A drafted plan, a courier, and what was said so far out of the way."""

    stage: Stage
    rooms: Rooms
    chat: Moody
    courier: Courier
    clock: MovableClock

    def deliver(self) -> None:
        self.clock.at = self.stage.now
        asyncio.run(self.courier.deliver())

    def put(self, post: Post) -> None:
        now = self.stage.now
        self.stage.bot.store.run(lambda work: work.outbox.put(post, at=now))

    def said(self, lane: str) -> list[Any]:
        asked = select(said).where(said.c.lane == lane).order_by(said.c.seq)
        with self.stage.raw() as connection:
            return list(connection.execute(asked))

    def texts(self, lane: str) -> list[str]:
        return [BODY.validate_json(row.body).twin for row in self.said(lane)]

    def states(self) -> list[tuple[str, str]]:
        asked = select(outbox.c.state, outbox.c.reason).order_by(outbox.c.id)
        with self.stage.raw() as connection:
            return [tuple(row) for row in connection.execute(asked)]

    @property
    def plan(self) -> str:
        return str(self.stage.row("plan", key="RDD")["id"])


@pytest.fixture
def office() -> Iterator[Office]:
    stage = drafted(Stage(memory()))
    Moody.refusal, Moody.dead, Moody.blind = None, set(), False
    clock, rooms = MovableClock(stage.now), Rooms()
    chat = Moody(stage.bot.store, clock, rooms, lambda _: None)
    lost = telling_leads(no_holidays)
    courier = Courier(stage.bot.store, chat, clock, lost=lost)
    made = Office(stage, rooms, chat, courier, clock)
    made.deliver()
    yield made
    stage.close()


def _body(text: str) -> str:
    return BODY.dump_json(Message(text=text)).decode()


def test_card_is_posted_once_and_then_changes_in_place(office: Office):
    office.stage.does(ANN, "action add Train the staff")
    office.deliver()
    office.stage.does(ANN, "A-1 start")
    office.deliver()
    cards = [row for row in office.said(ROOM.id) if row.card == "A-1"]
    assert len(cards) == 1
    assert cards[0].revision > cards[0].seq
    assert "in progress" in BODY.validate_json(cards[0].body).twin


def test_card_is_brought_up_to_date_in_every_room_of_the_plan(office: Office):
    annex = PlanRoom(plan=office.plan, room=NEW.id, audience=Audience.JOINT)
    office.stage.bot.store.run(lambda work: work.add(annex))
    office.stage.does(ANN, "action add Train the staff")
    office.deliver()
    office.stage.does(ANN, "A-1 start")
    office.deliver()
    for lane in (ROOM.id, NEW.id):
        [card] = [row for row in office.said(lane) if row.card == "A-1"]
        assert "in progress" in BODY.validate_json(card.body).twin


def test_card_that_only_updates_is_not_posted_anew(office: Office):
    post = Post(lane=ROOM.id, body=_body("A-9"), plan=office.plan, card="A-9")
    before = office.texts(ROOM.id)
    office.put(Post(**{**vars(post), "standing_only": True}))
    office.deliver()
    assert office.texts(ROOM.id) == before
    assert office.states()[-1][0] == "sent"


def test_lane_keeps_its_order(office: Office):
    for number in range(20):
        office.put(Post(lane=ROOM.id, body=_body(str(number)), plan=office.plan))
    office.deliver()
    assert office.texts(ROOM.id)[-20:] == [str(number) for number in range(20)]


def test_post_tried_twice_is_said_once(office: Office):
    out = Outgoing(lane=ROOM.id, message=Message(text="once"), marker="m" * 24)
    for _ in range(2):
        asyncio.run(office.chat.post(out))
    assert office.texts(ROOM.id).count("once") == 1


def test_row_whose_sender_died_is_said_once_by_the_next(office: Office):
    office.put(Post(lane=ROOM.id, body=_body("once"), plan=office.plan))
    store, now = office.stage.bot.store, office.stage.now
    lease = timedelta(minutes=2)
    [row] = store.run(lambda work: work.outbox.claim(now, most=9, lease=lease))
    out = Outgoing(lane=row.lane, message=Message(text="once"), marker=row.marker)
    asyncio.run(office.chat.post(out))
    office.stage.later(minutes=5)
    office.deliver()
    assert office.texts(ROOM.id).count("once") == 1
    assert office.states()[-1][0] == "sent"


def test_removed_member_is_told_nothing_that_waited(office: Office):
    lane = f"@{office.stage.person(CAT)}"
    office.put(Post(lane=lane, body=_body("for members"), plan=office.plan))
    office.stage.does(ANN, "member remove @cat")
    office.deliver()
    assert "for members" not in office.texts(lane)
    assert "took you out of RDD" in office.texts(lane)[-1]
    assert ("withdrawn", "no longer part of the plan") in office.states()


def test_member_is_told_nothing_of_the_other_party(office: Office):
    lane = f"@{office.stage.person(BOB)}"
    before = office.texts(lane)
    office.put(
        Post(
            lane=lane,
            body=_body("ours"),
            plan=office.plan,
            audience=Audience.CUSTOMER,
        )
    )
    office.deliver()
    assert office.texts(lane) == before
    assert office.states()[-1] == ("withdrawn", "not of that party")


def test_room_with_others_present_hears_nothing_private(office: Office):
    office.stage.does(ANN, "RDD room private", OURS)
    office.stage.does(ANN, 'action add "Cut the price" private', OURS)
    office.rooms.present[OURS.id] = OURS.present | ROOM.present
    office.deliver()
    assert office.texts(OURS.id) == []
    assert ("withdrawn", "others are present") in office.states()


def test_private_room_hears_what_is_private(office: Office):
    office.stage.does(ANN, "RDD room private", OURS)
    office.stage.does(ANN, 'action add "Cut the price" private', OURS)
    office.deliver()
    assert any("Cut the price" in text for text in office.texts(OURS.id))


def test_room_no_longer_bound_hears_nothing(office: Office):
    office.put(Post(lane=ROOM.id, body=_body("late"), plan=office.plan))

    bound = {"plan": office.plan, "room": ROOM.id}

    def unbind(work: Any) -> None:
        work.drop(work.one(PlanRoom, **bound))

    office.stage.bot.store.run(unbind)
    office.deliver()
    assert "late" not in office.texts(ROOM.id)
    assert office.states()[-1][0] == "withdrawn"


def test_what_was_not_taken_is_tried_again_later(office: Office):
    office.put(Post(lane=ROOM.id, body=_body("patient"), plan=office.plan))
    Moody.refusal = NotSaid(Outcome.LATER, "busy")
    office.deliver()
    assert office.states()[-1] == ("waiting", "not sent: busy")
    Moody.refusal = None
    office.deliver()
    assert "patient" not in office.texts(ROOM.id)
    office.stage.later(seconds=6)
    office.deliver()
    assert "patient" in office.texts(ROOM.id)


def test_refused_for_good_does_not_hold_its_lane(office: Office):
    Moody.refusal = NotSaid(Outcome.REFUSED, "too long")
    office.put(Post(lane=ROOM.id, body=_body("poison"), plan=office.plan))
    office.deliver()
    Moody.refusal = None
    office.put(Post(lane=ROOM.id, body=_body("next"), plan=office.plan))
    office.deliver()
    assert office.texts(ROOM.id)[-1] == "next"
    assert ("failed", "content refused: too long") in office.states()


def test_unreadable_row_is_given_up_in_the_end_and_not_logged_in_words(
    office: Office, capsys
):
    office.put(Post(lane=ROOM.id, body='{"text": 5, "x"', plan=office.plan))
    for _ in range(8):
        office.deliver()
        office.stage.later(hours=2)
    assert office.states()[-1][0] == "failed"
    assert '"x"' not in "".join(capsys.readouterr())


def test_undeliverable_post_is_counted_in_the_log_without_its_words(
    office: Office, capsys
):
    Moody.refusal = NotSaid(Outcome.REFUSED, "too long")
    for text in ("the first words", "the other words"):
        office.put(Post(lane=ROOM.id, body=_body(text), plan=office.plan))
    office.deliver()
    logged = "".join(capsys.readouterr())
    assert logged.count("undeliverable") == 2
    assert "too long" in logged
    assert re.search(r"all\W+2", logged)
    assert "words" not in logged


def test_somebody_refused_is_told_so_though_they_have_no_part_in_the_plan(
    office: Office,
):
    office.stage.does(ANN, 'new "Other" as customer with "Orbit Devices"', NEW)
    office.stage.does(BOB, "join", NEW)
    office.stage.does(ANN, "not them @bob", NEW)
    office.deliver()
    lane = f"@{office.stage.person(BOB)}"
    assert office.texts(lane)[-1] == (
        "Ann did not confirm that you lead for Orbit Devices."
    )


def unreached(office: Office, who: Any) -> list[str]:
    heard = office.texts(f"@{office.stage.person(who)}")
    return [text for text in heard if "can no longer write" in text]


def test_both_sides_leads_hear_elsewhere_and_once_of_a_room_nothing_reaches(
    office: Office,
):
    Moody.dead = {ROOM.id}
    for title in ("Train the staff", "Order the parts"):
        office.stage.does(ANN, f'action add "{title}"')
        office.deliver()
    assert len(unreached(office, ANN)) == len(unreached(office, BOB)) == 1
    assert "`RDD show`" in unreached(office, ANN)[0]
    assert unreached(office, CAT) == []
    assert any(reason.startswith("unreachable") for _, reason in office.states())


def test_a_room_that_was_reached_again_may_be_missed_again(office: Office):
    for dead in ({ROOM.id}, set(), {ROOM.id}):
        Moody.dead = dead
        office.put(Post(lane=ROOM.id, body=_body("a line"), plan=office.plan))
        office.deliver()
    assert len(unreached(office, ANN)) == 2


def test_of_a_party_s_own_room_the_other_party_hears_nothing(office: Office):
    office.stage.does(ANN, "RDD room private", OURS)
    office.deliver()
    Moody.dead = {OURS.id}
    office.stage.does(ANN, 'action add "Cut the price" private', OURS)
    office.deliver()
    assert len(unreached(office, ANN)) == 1
    assert unreached(office, BOB) == []


def test_of_a_person_nothing_reaches_only_their_own_leads_hear(office: Office):
    lane = f"@{office.stage.person(CAT)}"
    Moody.dead = {lane}
    office.put(Post(lane=lane, body=_body("for Cat"), plan=office.plan))
    office.deliver()
    assert "write to Cat" in unreached(office, ANN)[0]
    assert unreached(office, BOB) == []


def test_what_may_never_have_reached_somebody_stands_in_their_next_digest(
    office: Office,
):
    """Where nobody can look back, a nudge waits for the digest instead."""
    _fold(office)
    assert office.states()[-1][0] == "folded"
    Moody.refusal = None
    office.stage.at(office.stage.now.replace(hour=9) + timedelta(days=1))
    office.deliver()
    lane = f"@{office.stage.person(ZED)}"
    digest = office.texts(lane)[-1]
    assert "You may have missed this" in digest
    assert digest.count("gave you a place in RDD") == 1
    assert not [text for text in office.texts(lane)[:-1] if "gave you a place" in text]


def test_what_was_folded_is_told_in_one_digest_only(office: Office):
    _fold(office)
    Moody.refusal = None
    for _ in range(3):
        office.stage.at(office.stage.now.replace(hour=9) + timedelta(days=1))
        office.deliver()
    texts = office.texts(f"@{office.stage.person(ZED)}")
    assert sum("gave you a place in RDD" in text for text in texts) == 1


def test_whoever_left_is_told_nothing_that_was_folded(office: Office):
    _fold(office)
    Moody.refusal = None
    office.stage.does(BOB, "member remove @zed")
    office.stage.at(office.stage.now.replace(hour=9) + timedelta(days=1))
    office.deliver()
    texts = office.texts(f"@{office.stage.person(ZED)}")
    assert not [text for text in texts if "gave you a place" in text]


def test_whoever_wants_no_digest_is_told_again_and_that_it_may_repeat(office: Office):
    _fold(office, "digest off")
    Moody.refusal = None
    office.stage.later(minutes=30)
    office.deliver()
    last = office.texts(f"@{office.stage.person(ZED)}")[-1]
    assert "gave you a place in RDD" in last
    assert MAY_REPEAT in last


def test_what_was_left_to_a_digest_is_told_where_there_will_be_none(office: Office):
    _fold(office)
    Moody.refusal = None
    office.stage.does(ZED, "digest off", None)
    office.stage.at(office.stage.now.replace(hour=9) + timedelta(days=1))
    office.deliver()
    texts = office.texts(f"@{office.stage.person(ZED)}")
    assert sum("gave you a place in RDD" in text for text in texts) == 1


def _fold(office: Office, *says: str) -> None:
    """A nudge to Zed leaves, nobody knows whether it arrived, and nobody can look."""
    office.stage.does(BOB, "member add @zed as contributor")
    for words in says:
        office.stage.does(ZED, words, None)
    Moody.refusal, Moody.blind = NotSaid(Outcome.DOUBT, "502"), True
    office.deliver()
    office.stage.later(minutes=5)
    office.deliver()


def test_a_lead_is_asked_about_somebody_only_until_one_has_said(office: Office):
    """What waited through quiet hours and no longer holds is never said."""
    office.stage.at(office.stage.now.replace(hour=22))
    office.stage.does(DAN, "action add Check the pumps owner @zed")
    office.stage.does(BOB, "confirm @zed")
    office.stage.at(office.stage.now.replace(hour=10) + timedelta(days=1))
    office.deliver()
    asked = [
        t for t in office.texts(f"@{office.stage.person(ANN)}") if "named Zed" in t
    ]
    assert asked == []
    assert ("withdrawn", "it no longer holds") in office.states()


def test_a_digest_that_was_not_delivered_makes_room_for_the_next(office: Office):
    lane = f"@{office.stage.person(ANN)}"
    for text in ("yesterday", "today"):
        office.put(Post(lane=lane, body=_body(text), topic="digest"))
    office.deliver()
    assert office.texts(lane)[-1] == "today"
    assert "yesterday" not in office.texts(lane)
    assert ("withdrawn", "a newer one took its place") in office.states()
