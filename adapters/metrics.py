"""What a monitor asks: how far behind we are, and how quickly people are answered."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from ipaddress import ip_address
from time import perf_counter

from anyio import to_thread
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.clock import Clock
from adapters.settings import settings
from adapters.web.answers import CAREFUL, missing
from domain.errors import DomainError
from domain.visibility import CLOCK_SEES, COURIER_SEES
from storage.gauges import Gauges, gauges
from storage.store import SqlStore

KIND = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' text format
BEARER = "Bearer "
# A proxy on the same machine asks from the loopback address for the whole world.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
ANSWERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3)  # seconds; Slack waits 3
WAYS: Mapping[str, str] = {
    "/api/v1/lines": "rest",
    "/slack/events": "slack",
    "/api/messages": "teams",
}


def operator_token(secret: str) -> str:
    """What the operator's monitor shows: the same each time from the same secret."""
    return hmac.new(secret.encode(), b"jointly operator 1", sha256).hexdigest()


class NoSecret(DomainError):
    """JOINTLY_SECRET_KEY is not set, so there is no token for you. Set it, or ask /metrics on the machine itself."""  # noqa: E501 - one sentence people read


def own_token() -> str:
    """The operator's, from the newest secret of this process's settings."""
    for secret in settings().secrets:
        return operator_token(secret)
    raise NoSecret


class Metrics:
    """One process's; what is behind is read from the database when asked for."""

    def __init__(
        self, store: SqlStore, clock: Clock, secrets: Sequence[str] = ()
    ) -> None:
        self._store, self._clock = store, clock
        self._tokens = [operator_token(secret) for secret in secrets]
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        self.inbound = Histogram(
            "jointly_inbound_seconds",
            "From a request to its answer.",
            ["way"],
            buckets=ANSWERS,
            registry=self._registry,
        )
        self.repairs = Counter(
            "jointly_repairs",
            "What the auditor put right, by kind of row and by what was wrong.",
            ["kind", "fault"],
            registry=self._registry,
        )

    def collect(self) -> Iterator[Metric]:
        counted = (CLOCK_SEES, COURIER_SEES)
        found = self._store.run(lambda work: gauges(work.connection), sees=counted)
        yield from self._due(found)
        yield from self._unsaid(found)

    def text(self) -> bytes:
        return generate_latest(self._registry)

    def may_read(self, request: Request) -> bool:
        """From this machine itself, or with a token made from the secret key."""
        said = request.headers.get("authorization", "")
        given = said.removeprefix(BEARER).strip() if said.startswith(BEARER) else ""
        if given:
            known = (hmac.compare_digest(given, token) for token in self._tokens)
            return any(known)
        through = any(name in request.headers for name in FORWARDED)
        return _here(request) and not through

    def _due(self, found: Gauges) -> Iterator[Metric]:
        now = self._clock.now()
        rows = GaugeMetricFamily(
            "jointly_due_rows", "What happens next, by kind.", labels=["kind"]
        )
        for kind, pile in found.due.items():
            rows.add_metric([kind.value], pile.many)
        yield rows
        lag = max((pile.behind(now) for pile in found.due.values()), default=0.0)
        yield GaugeMetricFamily(
            "jointly_due_lag_seconds", "For how long something has been due.", lag
        )

    def _unsaid(self, found: Gauges) -> Iterator[Metric]:
        now = self._clock.now()
        rows = GaugeMetricFamily(
            "jointly_outbox_rows", "Messages that have not left.", labels=["state"]
        )
        age = GaugeMetricFamily(
            "jointly_outbox_oldest_seconds",
            "For how long the first of them could have left.",
            labels=["state"],
        )
        for state, pile in found.unsaid.items():
            rows.add_metric([state.value], pile.many)
            age.add_metric([state.value], pile.behind(now))
        yield from (rows, age)


class Timed:
    """Measures how long each way in takes to answer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = WAYS.get(scope.get("path", ""))
        if way is None:
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        try:
            await self._app(scope, receive, send)
        finally:
            self._metrics.inbound.labels(way).observe(perf_counter() - began)


def route(metrics: Metrics) -> Route:
    async def answer(request: Request) -> Response:
        if not metrics.may_read(request):
            raise missing()
        text = await to_thread.run_sync(metrics.text)
        return Response(text, media_type=KIND, headers=dict(CAREFUL))

    return Route("/metrics", answer)


def _here(request: Request) -> bool:
    try:
        return ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False
