"""What each call to the fake Bot Connector does, and the errors it documents."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.teams.lint import message_problems
from tests.teams.world import A_TENANT, A_THREAD, Conversation, Posted, User, World

BIGGEST = 28 * 1024  # bytes: our own budget, and less than Teams takes
Args = Mapping[str, str]
Body = Mapping[str, Any]


class Refused(Exception):
    def __init__(self, status: int, code: str, after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.after = after


def create(world: World, args: Args, body: Body) -> Body:
    """A chat with one person, or a new post in a channel."""
    del args
    if body["isGroup"]:
        channel = _open(world, body["channelData"]["channel"]["id"])
        posted = _post(world, channel, "", body["activity"])
        return {"id": posted.conversation, "activityId": posted.id}
    user = world.users.get(body["members"][0]["id"])
    if user is None:
        raise Refused(404, "NotFound")
    if user.tenant != body["tenantId"] or user.tenant not in world.installed:
        raise Refused(403, "BotNotInConversationRoster")
    return {"id": world.personal(user).id}


def send(world: World, args: Args, body: Body) -> Body:
    id_, _, thread = args["id"].partition(";messageid=")
    place = _open(world, id_)
    if place.kind == "channel" and not thread:
        thread = world.stamp()
    to = ""
    if args.get("isTargetedActivity") == "true":
        to = str((body.get("recipient") or {}).get("id", ""))
        if not world.targets or to not in place.members:
            raise Refused(400, "BadArgument")
    return {"id": _post(world, place, thread, body, to).id}


def update(world: World, args: Args, body: Body) -> Body:
    place = _open(world, args["id"].partition(";")[0])
    posted = world.posted.get(args["which"])
    if posted is None or posted.conversation.partition(";")[0] != place.id:
        raise Refused(404, "ActivityNotFoundInConversation")
    _limited(world, place)
    _checked(body)
    posted.body = dict(body)
    posted.revisions += 1
    return {"id": posted.id}


def delete(world: World, args: Args, body: Body) -> Body:
    del body
    if world.posted.pop(args["which"], None) is None:
        raise Refused(404, "ActivityNotFoundInConversation")
    return {}


def member(world: World, args: Args, body: Body) -> Body:
    del body
    place = _known(world, args["id"])
    if args["which"] not in place.members:
        raise Refused(404, "MemberNotFoundInConversation")
    return _shown(world.users[args["which"]])


def members(world: World, args: Args, body: Body) -> Body:
    """Two a page, so that everybody must turn the pages."""
    del body
    place = _known(world, args["id"])
    at = int(args.get("continuationToken", "0"))
    page = [_shown(world.users[one]) for one in place.members[at : at + 2]]
    more = at + 2 < len(place.members)
    return {"members": page, **({"continuationToken": str(at + 2)} if more else {})}


CALLS: dict[str, Callable[[World, Args, Body], Body]] = {
    "POST conversations": create,
    "POST activities": send,
    "PUT activities": update,
    "DELETE activities": delete,
    "GET members": member,
    "GET pagedmembers": members,
}


def _shown(user: User) -> Body:
    first, _, last = user.name.partition(" ")
    return {
        "id": user.id,
        "name": user.name,
        "givenName": first,
        "surname": last,
        "aadObjectId": user.account,
        "objectId": user.account,
        "email": user.principal,
        "userPrincipalName": user.principal,
        "tenantId": user.tenant,
        "userRole": user.role,
    }


def _known(world: World, id_: str) -> Conversation:
    found = world.conversations.get(id_.partition(";")[0])
    if found is None:
        raise Refused(404, "ConversationNotFound")
    return found


def _open(world: World, id_: str) -> Conversation:
    found = _known(world, id_)
    if found.closed:
        raise Refused(403, found.closed)
    return found


def _post(
    world: World, place: Conversation, thread: str, body: Body, to: str = ""
) -> Posted:
    _limited(world, place)
    _checked(body)
    id_ = world.stamp()
    root = thread or id_
    where = f"{place.id};messageid={root}" if place.kind == "channel" else place.id
    world.posted[id_] = posted = Posted(id_, where, dict(body), to)
    return posted


def _limited(world: World, place: Conversation) -> None:
    scopes = ((place.id, A_THREAD), (place.tenant, A_TENANT))
    for scope, limits in scopes if world.rated else ():
        if (wait := world.wait(scope, limits)) is not None:
            raise Refused(429, "TooManyRequests", after=int(wait) + 1)


def _checked(body: Body) -> None:
    if problems := message_problems(body):
        raise Refused(400, f"BadSyntax: {problems[0]}")
