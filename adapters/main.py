"""The composition root: the only place that knows all the pieces."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import anyio
import structlog
from anyio import to_thread
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from adapters import health, metrics
from adapters.clock import Clock, MovableClock, WallClock, sweep_all, ticking
from adapters.courier import Courier
from adapters.delivery.chats import Chats
from adapters.delivery.lost import telling_leads
from adapters.holidays import closed_days
from adapters.log import unexpected
from adapters.metrics import Metrics, Timed
from adapters.platforms import Platform, Wanted
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from adapters.web import api, bringing, demo
from adapters.web.answers import Caught, refuse_in_words
from adapters.web.events import Hub
from adapters.web.house import House
from adapters.web.moving import Mover, last_moment
from adapters.web.places import BoundPlaces
from adapters.web.rooms import Places, WebChat
from adapters.web.seats import DemoPlaces
from adapters.web.seed import FIRST_DAY, mark_seeded, require_seeded, seed
from bot.app import Bot
from bot.features import all_commands
from bot.plan_rooms import name_operator
from domain.errors import DomainError
from storage.moved import watch
from storage.sealing import Sealer, signing_key
from storage.store import SqlStore

if TYPE_CHECKING:
    from adapters.teams.settings import TeamsSettings

DEMO = "This demo on your own computer"
YEARS = range(2020, 2047)  # whose public holidays are known
NONE = Wanted()  # no chat platform: the demo has rooms of its own
AUDIT_EVERY = 600.0  # seconds: TIME.md "The auditor"
Starting = Callable[[Starlette], AbstractAsyncContextManager[None]]


@cache
def holidays(codes: str) -> frozenset[date]:
    """Public holidays of codes such as GB-ENG+DE-BY; none without a code."""
    return closed_days(codes, YEARS) if codes else frozenset()


def bot_of(store: SqlStore) -> Bot:
    return Bot(store, all_commands(), holidays)


def sealer(found: Settings) -> Sealer:
    """Signs with the operator's key, or with one that ends with the process."""
    return Sealer(key=signing_key(found.secrets[0])) if found.secrets else Sealer()


@dataclass(frozen=True)
class Core:
    """What every way of running shares: the bot, its store, and who delivers."""

    bot: Bot
    store: SqlStore
    clock: Clock
    places: Places
    hub: Hub
    chat: WebChat
    courier: Courier
    platforms: Sequence[Platform] = ()

    def house(self, mover: Mover | None = None) -> House:
        return House(
            bot=self.bot,
            store=self.store,
            clock=self.clock,
            places=self.places,
            chat=self.chat,
            hub=self.hub,
            settled=mover.settled if mover else self.courier.caught_up,
        )


def core(
    engine: Engine,
    signs: Sealer,
    clock: Clock,
    places: Places,
    wanted: Wanted = NONE,
) -> Core:
    watch(engine)
    store, hub = SqlStore(engine, sealer=signs), Hub()
    bot, chat = bot_of(store), WebChat(store, clock, places, hub.lane)

    async def wake() -> None:
        await courier.caught_up(0)

    made = wanted.made(bot, store, clock, wake)
    chats = Chats(chat, [(is_ours, one.chat) for is_ours, one in made])
    courier: Courier = Courier(store, chats, clock, lost=telling_leads(holidays))
    on = [one for _, one in made]
    return Core(bot, store, clock, places, hub, chat, courier, on)


def served(  # noqa: PLR0913 - what an operator sets, and the time
    engine: Engine,
    signs: Sealer,
    operator: str = "",
    secrets: Sequence[str] = (),
    *,
    slack: SlackSettings | None = None,
    teams: "TeamsSettings | None" = None,
    clock: Clock | None = None,
) -> Starlette:
    """`jointly serve`: the real clock, the courier, REST, health and metrics."""
    wanted = Wanted(slack, teams)
    made = core(engine, signs, clock or WallClock(), BoundPlaces(), wanted)
    measured = Metrics(made.store, made.clock, secrets)
    made.store.run(lambda work: name_operator(work, operator))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.house = made.house()
        async with AsyncExitStack() as open_:
            for platform in made.platforms:
                await open_.enter_async_context(platform.running())
            tasks = await open_.enter_async_context(anyio.create_task_group())
            tasks.start_soon(made.courier.run)
            with (
                ticking(lambda: _tick(made)),
                ticking(lambda: _audit(made, measured), every=AUDIT_EVERY),
            ):
                yield
            await made.courier.stop()
            tasks.cancel_scope.cancel()
        await to_thread.run_sync(made.store.close)

    routes = [*api.ROUTES, *health.ROUTES, metrics.route(measured)]
    routes += [route for platform in made.platforms for route in platform.routes]
    app = _application(routes, lifespan, made.hub)
    app.add_middleware(Timed, metrics=measured)
    return app


def demonstrated(engine: Engine) -> Starlette:
    """`jointly demo`: two seeded parties in the browser, and a clock to move."""
    clock = MovableClock(FIRST_DAY)
    made = core(engine, Sealer(), clock, DemoPlaces())
    made.store.run(lambda work: name_operator(work, DEMO))
    mover = Mover(made.bot, made.store, clock, made.courier.caught_up)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        house = app.state.house = made.house(mover)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(made.courier.run)
            if last := await house.run(last_moment):
                await house.run(require_seeded)
                clock.resume(last)
            else:
                await seed(house, mover)
                await house.run(mark_seeded)
            given = await house.run(
                lambda work: demo.seat_tokens(work, at=datetime.now(UTC))
            )
            app.state.demo = demo.Demo(mover=mover, closed=holidays, tokens=given)
            yield
            await made.courier.stop()
            tasks.cancel_scope.cancel()
        await to_thread.run_sync(made.store.close)

    routes = [*demo.ROUTES, *bringing.ROUTES, *api.ROUTES, *health.ROUTES]
    return _application(routes, lifespan, made.hub)


def _application(
    routes: Sequence[BaseRoute], lifespan: Starting, hub: Hub
) -> Starlette:
    caught = [Middleware(Caught)]
    app = Starlette(routes=routes, lifespan=_told(lifespan), middleware=caught)
    app.state.hub = hub
    refuse_in_words(app)
    return app


def _told(lifespan: Starting) -> Starting:
    """Keep what stopped the start: whoever started it is told, the server is not."""

    @asynccontextmanager
    async def watched(app: Starlette) -> AsyncIterator[None]:
        try:
            async with lifespan(app):
                yield
        except BaseException as error:
            app.state.stopped_by = _only(error)
            raise

    return watched


def _only(error: BaseException) -> BaseException:
    """The one error of a group of tasks, which wraps even a single one."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def _audit(made: Core, measured: Metrics) -> None:
    """The auditor's thread: it counts and tells what it put right, and of no plan."""
    try:
        for (kind, fault), many in made.bot.audit(made.clock.now()).items():
            measured.repairs.labels(kind, fault).inc(many)
            structlog.get_logger().warning(
                "repaired", kind=kind, fault=fault.value, many=many
            )
    except DomainError as refusal:
        structlog.get_logger().warning("audit waits", why=type(refusal).__name__)
    except Exception as error:  # noqa: BLE001 - the next look tries again
        unexpected(error, doing="auditing")


def _tick(made: Core) -> None:
    """The scheduler's thread: nothing that goes wrong now may stop the next tick."""
    try:
        sweep_all(made.bot, made.clock.now())
    except DomainError as refusal:  # the database does not answer: look again soon
        structlog.get_logger().warning("sweep waits", why=type(refusal).__name__)
    except Exception as error:  # noqa: BLE001 - the next tick tries again
        unexpected(error, doing="sweeping")
