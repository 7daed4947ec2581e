"""Installations in our own database, their tokens sealed and renewed in time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import anyio
import structlog
from anyio import to_thread

from adapters.clock import Clock
from adapters.delivery.outcome import Outcome
from adapters.slack.errors import outcome_of
from adapters.slack.installations import Installation, asked
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import Refused, Wire
from domain.errors import DomainError
from storage.installations import InstallationTable, Installed
from storage.store import SqlStore
from storage.vault import CannotOpen, Vault

T = TypeVar("T")

FRESH = 15.0  # seconds for which we know who installed it
AHEAD = timedelta(hours=2)  # before it expires a token is renewed
SOON = timedelta(minutes=2)  # before it expires nothing waits for that any more
LEASE = timedelta(seconds=30)  # in which one process alone renews
PAUSE, LOOKS = 0.25, 40  # seconds between two looks for what another renews
EVERY = 300.0  # seconds between two rounds that renew in time
REVOKED, UNINSTALLED, NOT_RENEWED = "revoked", "uninstalled", "not renewed"
# https://docs.slack.dev/reference/methods/oauth.v2.access#errors: for ever
NEVER = {"invalid_refresh_token", "token_expired", "token_revoked", "invalid_grant"}


@dataclass(frozen=True)
class OurTable:
    """The source of `Installations` where any workspace may install the app."""

    wire: Wire
    store: SqlStore
    clock: Clock
    found: SlackSettings
    vault: Vault = field(repr=False)
    fresh: float = FRESH

    async def read(self) -> Sequence[Installation]:
        rows = [row for row in await self._do(lambda t: t.all()) if not row.gone]
        read = [await self._opened(row) for row in rows]
        return [one for one in read if one]

    async def keep(self, said: Mapping[str, Any]) -> Installation:
        """What `oauth.v2.access` gave. Raises Refused where Slack denies it again."""
        token = str(said["access_token"])
        one = await asked(self.wire, token)
        team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
        wide = bool(said.get("is_enterprise_install"))
        id_ = str(enterprise["id"] if wide else team["id"])
        row = Installed(
            id=id_,
            name=str((enterprise if wide else team).get("name") or one.name),
            bot=one.bot,
            bot_id=one.bot_id,
            scopes=str(said.get("scope", "")),
            at=self.clock.now(),
            enterprise=str(enterprise.get("id") or ""),
            wide=wide,
            **self._sealed(id_, said),
        )
        await self._do(lambda table: table.keep(row))
        return replace(one, team=id_, name=row.name, wide=wide)

    async def end(self, id_: str, why: str, *, at: float) -> bool:
        """It speaks there no more. *at*: when Slack said so, in seconds."""
        before = datetime.fromtimestamp(at + 1, UTC)
        return await self._do(lambda table: table.end(id_, why, before=before))

    async def renew(self) -> None:
        """Renew whatever expires soon, again and again; nothing waits for this."""
        while True:
            try:
                await self.renew_once()
            except DomainError as refusal:  # the database does not answer
                why = type(refusal).__name__
                structlog.get_logger().warning("renewing waits", why=why)
            await anyio.sleep(EVERY)

    async def renew_once(self) -> None:
        limit = self.clock.now() + AHEAD
        for row in await self._do(lambda table: table.all()):
            if row.refresh and row.expires and row.expires < limit:
                await self._try(row)

    async def _try(self, row: Installed) -> None:
        try:
            await self.renewed(row)
        except (Refused, TimeoutError, DomainError) as error:
            why = str(error) if isinstance(error, Refused) else type(error).__name__
            structlog.get_logger().warning("not renewed", team=row.id, why=why)

    async def _opened(self, row: Installed) -> Installation | None:
        if row.refresh and row.expires and row.expires < self.clock.now() + SOON:
            await self._try(row)
            row = await self._again(row)
        if row.gone:
            return None
        try:
            token = self.vault.open(row.token, of=row.id)
        except CannotOpen:  # the others go on
            structlog.get_logger().error("cannot open a token", team=row.id)
            return None
        return Installation(
            team=row.id,
            name=row.name,
            bot=row.bot,
            bot_id=row.bot_id,
            token=token,
            enterprise=row.enterprise,
            wide=row.wide,
            scopes=frozenset(row.scopes.split(",")),
        )

    async def _again(self, row: Installed) -> Installed:
        return (await self._do(lambda table: table.one(row.id))) or row

    async def renewed(self, row: Installed) -> None:
        """Renew, or wait for whoever does: a refresh token is good for one use."""
        now = self.clock.now()
        lease = {"now": now, "until": now + LEASE}
        if not await self._do(lambda table: table.take(row, **lease)):
            await self._wait(row)
            return
        refresh = self.vault.open(row.refresh, of=row.id)
        try:
            said = await self.wire.oauth(
                self.found.client_id,
                self.found.client_secret,
                grant_type="refresh_token",
                refresh_token=refresh,
            )
        except (Refused, TimeoutError) as error:
            await self._not_renewed(row, error)
            raise
        new = self._sealed(row.id, said)
        await self._do(lambda table: table.renew(row, **new))

    async def _not_renewed(self, row: Installed, error: Exception) -> None:
        if isinstance(error, Refused) and error.error in NEVER:
            at = self.clock.now().timestamp()
            await self.end(row.id, NOT_RENEWED, at=at)
            return
        sure = isinstance(error, Refused) and outcome_of(error) is not Outcome.DOUBT
        if sure:  # else it may have been used: nobody asks again while the lease lasts
            await self._do(lambda table: table.let_go(row))

    async def _wait(self, row: Installed) -> None:
        for _ in range(LOOKS):
            if (await self._again(row)).refresh != row.refresh:
                return
            await anyio.sleep(PAUSE)

    def _sealed(self, id_: str, said: Mapping[str, Any]) -> dict[str, Any]:
        refresh, lasts = said.get("refresh_token"), said.get("expires_in")
        expires = self.clock.now() + timedelta(seconds=int(lasts)) if lasts else None
        return {
            "token": self.vault.seal(str(said["access_token"]), of=id_),
            "refresh": self.vault.seal(str(refresh), of=id_) if refresh else "",
            "expires": expires,
        }

    async def _do(self, job: Callable[[InstallationTable], T]) -> T:
        return await to_thread.run_sync(
            self.store.run, lambda work: job(InstallationTable(work.connection))
        )
