"""Installing the app in a workspace: OAuth, from its button to the kept token."""

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

import structlog
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.clock import Clock
from adapters.slack.installed import OurTable
from adapters.slack.manifest import scopes
from adapters.slack.page import page
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import Refused
from domain.errors import DomainError
from storage.store import SqlStore
from storage.vault import CannotOpen, Vault
from storage.work import SqlWork

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
LASTS = 600  # seconds from the button to Slack's answer
COOKIE = "jointly_slack"
NONCE = re.compile(r"[\w-]{43}")
STATE = "slack state"
# https://docs.slack.dev/reference/methods/oauth.v2.access#errors
OURS = {
    "bad_client_secret",
    "bad_redirect_uri",
    "invalid_client_id",
    "invalid_grant_type",
    "invalid_scope",
    "no_scopes",
    "oauth_authorization_url_mismatch",
}
THEIRS = {"invalid_code", "code_already_used"}
WIDE, UNVERIFIED = "cannot_install_an_org_installed_app", "user_email_unverified"


class Denied(DomainError):
    """It was not allowed in Slack, so nothing was installed. Ask an administrator of your workspace, then start again."""  # noqa: E501 - one sentence people read


class NotFromHere(DomainError):
    """This does not belong to an installation that was begun in this browser within the last ten minutes, or it was used already. Start again."""  # noqa: E501 - one sentence people read


class NotTaken(DomainError):
    """Slack does not take its own answer any more, so nothing was installed. Start again."""  # noqa: E501 - one sentence people read


class NotSetUp(DomainError):
    """Slack does not take the settings of this Jointly ({error}), so nothing was installed. Tell whoever runs it."""  # noqa: E501 - one sentence people read

    def __init__(self, error: str) -> None:
        self.error = error


class InstalledWide(DomainError):
    """It is installed in all of your enterprise already, so this workspace needs nothing. Ask an administrator of the enterprise to add it to the workspace."""  # noqa: E501 - one sentence people read


class NotNow(DomainError):
    """Slack does not answer as it should, so nothing was installed. Start again in a minute."""  # noqa: E501 - one sentence people read


@dataclass(frozen=True)
class Installing:
    """`done` is told that there is one more. Nothing is written before Slack said so.

    What comes back must be of the same browser, of the last minutes, and used once.
    """

    table: OurTable
    store: SqlStore
    clock: Clock
    vault: Vault
    found: SlackSettings
    done: Callable[[], Awaitable[None]]

    async def begin(self, request: Request) -> Response:
        kept = request.cookies.get(COOKIE, "")
        nonce = kept if NONCE.fullmatch(kept) else secrets.token_urlsafe(32)
        until = int(self.clock.now().timestamp()) + LASTS
        said = f"{until} {secrets.token_hex(8)}"
        state = self.vault.seal(said, of=f"{STATE} {nonce}")
        asked = {
            "client_id": self.found.client_id,
            "scope": ",".join(scopes(look_back=self.found.look_back)),
            "redirect_uri": self._back,
            "state": state,
        }
        answer = page(
            "Add Jointly to Slack",
            "Slack shows you next what Jointly asks for. Nothing is installed before"
            " you allow it there.",
            label="Add to Slack",
            address=f"{self._authorize}?{urlencode(asked)}",
        )
        answer.set_cookie(
            COOKIE,
            nonce,
            max_age=LASTS,
            path="/slack",
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return answer

    async def back(self, request: Request) -> Response:
        try:
            name = await self._installed(request)
        except DomainError as refusal:
            status = 503 if isinstance(refusal, NotNow) else 400
            return page(
                "Jointly was not installed",
                str(refusal),
                label="Start again",
                address=f"{self.found.public_url.rstrip('/')}{INSTALL}",
                status=status,
            )
        return page(
            f"Jointly is installed in {name}",
            "In the channel you share with the other organisation, type"
            " “/invite @Jointly”, and then “/plan help”.",
        )

    async def _installed(self, request: Request) -> str:
        said = request.query_params
        await self._use(said.get("state", ""), request.cookies.get(COOKIE, ""))
        if said.get("error") or not said.get("code"):
            raise Denied
        one = await self._exchanged(said["code"])
        structlog.get_logger().info("installed", team=one[0])
        await self.done()
        return one[1]

    async def _use(self, state: str, nonce: str) -> None:
        """Once, by the browser it was made for, in time."""
        try:
            said = self.vault.open(state, of=f"{STATE} {nonce}")
        except CannotOpen as error:
            raise NotFromHere from error
        now = self.clock.now()
        if int(said.split()[0]) < now.timestamp():
            raise NotFromHere
        used = sha256(state.encode()).hexdigest()

        def use(work: SqlWork) -> bool:
            if work.answered(used) is not None:
                return False
            work.remember(used, "used", at=now)
            return True

        if not await to_thread.run_sync(self.store.run, use):
            raise NotFromHere

    async def _exchanged(self, code: str) -> tuple[str, str]:
        try:
            said = await self.table.wire.oauth(
                self.found.client_id,
                self.found.client_secret,
                grant_type="authorization_code",
                code=code,
                redirect_uri=self._back,
            )
            one = await self.table.keep(said)
        except TimeoutError as error:
            raise NotNow from error
        except Refused as refused:
            raise _why(refused.error) from refused
        return one.team, one.name

    @property
    def _back(self) -> str:
        return f"{self.found.public_url.rstrip('/')}{BACK}"

    @property
    def _authorize(self) -> str:
        """On the host of Slack's methods, as its own are."""
        api = urlsplit(self.found.api_url)
        return f"{api.scheme}://{api.netloc}/oauth/v2/authorize"


def _why(error: str) -> DomainError:
    if error in OURS:
        return NotSetUp(error)
    if error == WIDE:
        return InstalledWide()
    if error == UNVERIFIED:
        return Denied()
    return NotTaken() if error in THEIRS else NotNow()
