"""What a platform can do to one message, and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.delivery.chat import Method
from adapters.delivery.outcome import NotSaid, Outcome
from tests.adapters.delivering import NOW
from tests.chat import ALWAYS, Fault

IT = "it"  # the message that meets the fault
ROOM, WORKSPACE = "post T1 room-0", "post T1"
Faults = Callable[[], list[Fault]]


@dataclass(frozen=True)
class Case:
    """The faults, and then: how the row ends, how often it stands, what else is so.

    `marked`: it says that it may be a repeat. `deaf`: its whole room hears nothing.
    `pause` is how often the courier looks.
    """

    faults: Faults
    ends: str = "sent"
    stands: int = 1
    marked: bool = False
    looks: bool = True
    deaf: bool = False
    pause: float = 2.0


def on_post(
    outcome: Outcome, why: str, *, after: float = 0, scope: str = "", **more: Any
) -> Faults:
    def made() -> list[Fault]:
        wait = timedelta(seconds=after) if after else None
        refused = NotSaid(outcome, why, after=wait, scope=scope)
        return [Fault(refused, text=IT, **more)]

    return made


def after_doubt(method: Method, raises: Exception | None, **more: Any) -> Faults:
    """It was accepted and the answer lost; then this befalls what follows."""
    return lambda: [
        Fault(NotSaid(Outcome.DOUBT, "502"), text=IT, accepted=True),
        Fault(raises, method=method, text=IT, **more),
    ]


def twice() -> list[Fault]:
    """Accepted, the answer lost, and it shows only after it was said again."""
    return [
        Fault(NotSaid(Outcome.DOUBT, "502"), text=IT, accepted=True),
        Fault(method=Method.LOOK_BACK, text=IT, hides=True),
    ]


def twice_and(*more: Fault) -> Faults:
    """Said twice, and both answers are lost; then more goes wrong."""
    return lambda: [
        *twice(),
        Fault(NotSaid(Outcome.DOUBT, "502"), text=IT, accepted=True),
        *(Fault(**vars(fault)) for fault in more),
    ]


def deleting(raises: Exception, times: int = 1) -> Fault:
    return Fault(raises, method=Method.DELETE, text=IT, times=times)


def in_room(why: str) -> Case:
    """The room is gone for good: whatever is said there fails."""

    def made() -> list[Fault]:
        return [Fault(NotSaid(Outcome.ROOM, why), lane="room-0", times=ALWAYS)]

    return Case(made, ends="failed", stands=0, deaf=True)


def for_an_hour(why: str) -> Case:
    """Nobody of the installation is let in; then it is installed again."""

    def made() -> list[Fault]:
        refused = NotSaid(Outcome.INSTALLATION, why, scope=WORKSPACE)
        return [Fault(refused, times=ALWAYS, until=NOW + timedelta(hours=1))]

    return Case(made, pause=60.0)


def outage(refused: NotSaid, *, days: float) -> Case:
    def made() -> list[Fault]:
        return [Fault(refused, times=ALWAYS, until=NOW + timedelta(days=days))]

    return Case(made, pause=600.0)


LATER, DOUBT, REFUSED = Outcome.LATER, Outcome.DOUBT, Outcome.REFUSED
UNKNOWN = Outcome.UNKNOWN
BUG = KeyError("ts")

CASES: Mapping[str, Case] = {
    "429 for the room": Case(on_post(LATER, "429", after=30, scope=ROOM)),
    "429 for the workspace": Case(on_post(LATER, "429", after=60, scope=WORKSPACE)),
    "429 that names no time": Case(on_post(LATER, "429")),
    "429 for ten minutes": Case(on_post(LATER, "429", after=600, scope=ROOM)),
    "429 again and again": Case(on_post(LATER, "429", after=5, scope=ROOM, times=9)),
    "412": Case(on_post(LATER, "412")),
    "no connection": Case(on_post(LATER, "connection refused", times=3)),
    "a name that is not found": Case(on_post(LATER, "no address", times=2)),
    "500 and not accepted": Case(on_post(DOUBT, "500")),
    "500 after acceptance": Case(on_post(DOUBT, "500", accepted=True)),
    "502 and not accepted": Case(on_post(DOUBT, "502")),
    "502 after acceptance": Case(on_post(DOUBT, "502", accepted=True)),
    "503 and not accepted": Case(on_post(DOUBT, "503", times=4)),
    "503 after acceptance": Case(on_post(DOUBT, "503", accepted=True)),
    "504 after acceptance": Case(on_post(DOUBT, "504", accepted=True)),
    "408": Case(on_post(DOUBT, "408")),
    "no answer, not accepted": Case(lambda: [Fault(text=IT)]),
    "no answer after acceptance": Case(lambda: [Fault(text=IT, accepted=True)]),
    "reset before acceptance": Case(on_post(DOUBT, "reset")),
    "reset after acceptance": Case(on_post(DOUBT, "reset", accepted=True)),
    "internal_error, not accepted": Case(on_post(DOUBT, "internal_error")),
    "internal_error after acceptance": Case(
        on_post(DOUBT, "internal_error", accepted=True)
    ),
    "fatal_error, not accepted": Case(on_post(DOUBT, "fatal_error", times=2)),
    "fatal_error after acceptance": Case(on_post(DOUBT, "fatal_error", accepted=True)),
    "channel_not_found": in_room("channel_not_found"),
    "is_archived": in_room("is_archived"),
    "not_in_channel": in_room("not_in_channel"),
    "404": in_room("404"),
    "403 not in the roster": in_room("BotNotInConversationRoster"),
    "403 writes blocked": in_room("MessageWritesBlocked"),
    "token_revoked": for_an_hour("token_revoked"),
    "account_inactive": for_an_hour("account_inactive"),
    "401": for_an_hour("401"),
    "msg_too_long": Case(on_post(REFUSED, "msg_too_long"), ends="failed", stands=0),
    "invalid_blocks": Case(on_post(REFUSED, "invalid_blocks"), ends="failed", stands=0),
    "413": Case(on_post(REFUSED, "413"), ends="failed", stands=0),
    "an unknown code, not accepted": Case(on_post(UNKNOWN, "teapot")),
    "an unknown code after acceptance": Case(on_post(UNKNOWN, "teapot", accepted=True)),
    "an unknown code for ever": Case(
        on_post(UNKNOWN, "teapot", times=ALWAYS),
        ends="failed",
        stands=0,
        pause=60,
    ),
    "a bug of the adapter": Case(lambda: [Fault(BUG, text=IT)]),
    "a bug after acceptance": Case(lambda: [Fault(BUG, text=IT, accepted=True)]),
    "a bug for ever": Case(
        lambda: [Fault(BUG, text=IT, times=ALWAYS)],
        ends="failed",
        stands=0,
        pause=60,
    ),
    "down for three days, unreached": outage(NotSaid(LATER, "refused"), days=3),
    "down for three days, in doubt": outage(NotSaid(DOUBT, "503"), days=3),
    "429 when looking back": Case(
        after_doubt(Method.LOOK_BACK, NotSaid(LATER, "429", after=timedelta(minutes=1)))
    ),
    "500 when looking back": Case(
        after_doubt(Method.LOOK_BACK, NotSaid(DOUBT, "500"), times=3)
    ),
    "no answer when looking back": Case(after_doubt(Method.LOOK_BACK, None)),
    "a bug when looking back": Case(after_doubt(Method.LOOK_BACK, BUG)),
    "shown late, so said twice": Case(twice),
    "said twice, the answer lost twice": Case(twice_and()),
    "429 when deleting": Case(twice_and(deleting(NotSaid(LATER, "429")))),
    "500 when deleting": Case(twice_and(deleting(NotSaid(DOUBT, "500"), 2))),
    "deleting is not allowed": Case(
        twice_and(deleting(NotSaid(REFUSED, "cant_delete_message"), ALWAYS)),
        stands=2,
    ),
    "nobody may look, accepted": Case(
        on_post(DOUBT, "502", accepted=True), stands=2, marked=True, looks=False
    ),
    "nobody may look, not accepted": Case(
        on_post(DOUBT, "502"), marked=True, looks=False
    ),
}
