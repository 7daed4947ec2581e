"""The Bot Framework's part: activities parsed, dispatched, and invokes answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.core import (
    ActivityHandler,
    CloudAdapterBase,
    InvokeResponse,
    TurnContext,
)
from botbuilder.schema import Activity

from adapters.teams.coming import Unreadable
from adapters.teams.listen import Listener, unheard
from adapters.teams.members import Members
from domain.errors import DomainError

RAW = "raw"  # the activity as it came: the framework's own drops what it does not know
GOOD, NOT_THERE = 200, 501
Body = Mapping[str, Any]


class Handler(ActivityHandler):  # type: ignore[misc] # it has no types
    """Each kind of activity to whoever answers it."""

    def __init__(self, listener: Listener, members: Members) -> None:
        self.listener = listener
        self.members = members
        self.invokes = {
            "adaptiveCard/action": listener.press,
            "task/fetch": listener.fetch,
            "task/submit": listener.submit,
            "composeExtension/fetchTask": listener.quote,
            "composeExtension/submitAction": listener.submit,
        }

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        try:
            await self.listener.message(turn_context.turn_state[RAW])
        except (DomainError, Unreadable) as refusal:
            unheard(refusal)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        body = turn_context.turn_state[RAW]
        answer = self.invokes.get(str(body.get("name")))
        if answer is None:
            return InvokeResponse(status=NOT_THERE)
        try:
            said = await answer(body.get("value"), body)
        except Unreadable:
            return InvokeResponse(status=NOT_THERE)
        return InvokeResponse(status=GOOD, body=said)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self.members.changed(turn_context.turn_state[RAW])

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self.members.changed(turn_context.turn_state[RAW])


class _NothingSent:
    """Stands where the framework would make clients: we have our own."""

    async def create(self, *_: object) -> "_NothingSent":
        return self

    async def create_user_token_client(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class _Checked:
    """What the framework would have found out about the sender, had it checked."""

    connector_factory: _NothingSent
    claims_identity: None = None
    audience: None = None
    caller_id: None = None


CHECKED = _Checked(_NothingSent())


class Turns(CloudAdapterBase):  # type: ignore[misc] # likewise
    """Runs one activity that was checked already; nothing is sent through it."""

    def __init__(self, handler: Handler) -> None:
        super().__init__(_NothingSent())
        self.handler = handler

    async def run(self, body: Body) -> tuple[int, Any]:
        """The status and the body of the answer. Raises `Unreadable`."""

        async def turn(context: TurnContext) -> None:
            context.turn_state[RAW] = body
            await self.handler.on_turn(context)

        said = await self.process_activity(CHECKED, _activity(body), turn)
        return (int(said.status), said.body) if said else (GOOD, None)


def _activity(body: Body) -> Activity:
    """Only what dispatching needs: kind, name and who is addressed."""
    kind, name = body.get("type"), body.get("name")
    if not isinstance(kind, str):
        raise Unreadable
    return Activity(
        type=kind,
        name=name if isinstance(name, str) else None,
        service_url=str(body.get("serviceUrl") or ""),
        channel_id=str(body.get("channelId") or ""),
    )
