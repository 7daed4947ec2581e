"""What each method does, and what it refuses as the method reference says."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.slack.lint import TEXT, UPDATED_TEXT, message_problems, view_problems
from tests.slack.world import (
    A_ROOM,
    A_WORKSPACE,
    APP,
    Channel,
    Installation,
    Posted,
    User,
    World,
)

Args = Mapping[str, Any]
Answer = dict[str, Any]


class Refused(Exception):
    """Slack answers `ok: false` with this error."""

    def __init__(self, error: str, *, after: int | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.after = after
        self.more = more


def auth_test(world: World, by: Installation, _: Args) -> Answer:
    team = world.teams[by.team]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": "jointly",
        "user_id": by.bot,
        "bot_id": by.bot_id,
        "is_enterprise_install": by.wide,
        **({"enterprise_id": by.enterprise} if by.enterprise else {}),
    }


def post_message(world: World, by: Installation, args: Args) -> Answer:
    channel = _open(world, by, str(args.get("channel", "")))
    _sound(args)
    _let_in(world, f"chat.postMessage {by.team}", *A_WORKSPACE)
    _let_in(world, f"chat.postMessage {by.team} {channel.id}", *A_ROOM)
    thread = args.get("thread_ts")
    if thread and (channel.id, thread) not in world.posted:
        raise Refused("thread_not_found")
    ts = world.ts()
    world.posted[channel.id, ts] = Posted(ts, channel.id, by.bot, dict(args))
    return {"channel": channel.id, "ts": ts, "message": _message(world, channel.id, ts)}


def update(world: World, by: Installation, args: Args) -> Answer:
    channel = _open(world, by, str(args.get("channel", "")))
    found = _mine(world, by, channel, args, "cant_update_message")
    if len(args.get("text") or "") > UPDATED_TEXT:
        raise Refused("msg_too_long")
    _sound(args, update=True)
    found.args.pop("blocks", None)  # text without blocks deletes them
    found.args |= args
    found.revisions += 1
    return {"channel": channel.id, "ts": found.ts, "text": args.get("text")}


def delete(world: World, by: Installation, args: Args) -> Answer:
    channel = _open(world, by, str(args.get("channel", "")))
    found = _mine(world, by, channel, args, "cant_delete_message")
    del world.posted[channel.id, found.ts]
    return {"channel": channel.id, "ts": found.ts}


def history(world: World, by: Installation, args: Args) -> Answer:
    channel = _open(world, by, str(args.get("channel", "")))
    said = [_message(world, channel.id, one["ts"]) for one in world.said(channel.id)]
    return {"messages": said[::-1][: int(args.get("limit", 15))], "has_more": False}


def info(world: World, by: Installation, args: Args) -> Answer:
    channel = _channel(world, by, str(args.get("channel", "")))
    shared = len(channel.teams) > 1
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_channel": channel.kind == "channel",
            "is_im": channel.kind == "im",
            "is_private": False,
            "is_archived": channel.archived,
            "is_frozen": channel.frozen,
            "is_ext_shared": shared,
            "is_shared": shared,
            "is_member": by.bot in channel.members,
            "shared_team_ids": list(channel.teams),
            "context_team_id": by.team,
        }
    }


def members(world: World, by: Installation, args: Args) -> Answer:
    channel = _channel(world, by, str(args.get("channel", "")))
    start, many = int(args.get("cursor") or 0), int(args.get("limit", 100))
    end = start + many
    more = str(end) if end < len(channel.members) else ""
    return {
        "members": channel.members[start:end],
        "response_metadata": {"next_cursor": more},
    }


def open_direct(world: World, by: Installation, args: Args) -> Answer:
    user = str(args.get("users", ""))
    if not world.knows(by.team, user):
        raise Refused("user_not_found")
    return {"channel": {"id": world.direct(by.team, user).id}}


def user_info(world: World, by: Installation, args: Args) -> Answer:
    user = world.users.get(str(args.get("user", "")))
    if user is None or not world.knows(by.team, user.id):
        raise Refused("user_not_found")
    return {"user": _user(user, by)}


def team_info(world: World, by: Installation, args: Args) -> Answer:
    team = world.teams.get(str(args.get("team") or by.team))
    shared = (c for c in world.channels.values() if by.team in c.teams)
    seen = {by.team}.union(*(c.teams for c in shared))
    if team is None or team.id not in seen:
        raise Refused("team_not_found")
    told = {"id": team.id, "name": team.name, "domain": team.domain}
    if team.enterprise:
        told |= {"enterprise_id": team.enterprise, "enterprise_name": team.name}
    return {"team": told}


def open_view(world: World, by: Installation, args: Args) -> Answer:
    user = _spend(world, str(args.get("trigger_id", "")))
    view = _view(args)
    id_ = f"V{world.number()}"
    kept = {**view, "id": id_, "hash": _hash(world), "team_id": world.users[user].team}
    world.views[id_] = kept | {"app_installed_team_id": by.team, "user": user}
    return {"view": world.views[id_]}


def update_view(world: World, _: Installation, args: Args) -> Answer:
    found = world.views.get(str(args.get("view_id", "")))
    if found is None:
        raise Refused("not_found")
    if args.get("hash") not in {None, found["hash"]}:
        raise Refused("hash_conflict")
    found.pop("submit", None)
    found |= {**_view(args), "hash": _hash(world)}
    return {"view": found}


def publish_view(world: World, _: Installation, args: Args) -> Answer:
    user = str(args.get("user_id", ""))
    if user not in world.users:
        raise Refused("user_not_found")
    world.homes[user] = dict(_view(args))
    return {"view": world.homes[user]}


METHODS: Mapping[str, tuple[str, Callable[[World, Installation, Args], Answer]]] = {
    "auth.test": ("", auth_test),
    "chat.postMessage": ("chat:write", post_message),
    "chat.update": ("chat:write", update),
    "chat.delete": ("chat:write", delete),
    "conversations.history": ("channels:history", history),
    "conversations.info": ("channels:read", info),
    "conversations.members": ("channels:read", members),
    "conversations.open": ("im:write", open_direct),
    "users.info": ("users:read", user_info),
    "team.info": ("team:read", team_info),
    "views.open": ("", open_view),
    "views.update": ("", update_view),
    "views.publish": ("", publish_view),
}


def do(world: World, token: str, method: str, args: Args) -> Answer:
    if why := world.refusal(token):
        raise Refused(why)
    by = world.by_token(token)
    if by is None:
        raise Refused("invalid_auth" if token else "not_authed")
    if method not in METHODS:
        raise Refused("unknown_method")
    scope, does = METHODS[method]
    if scope and scope not in by.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(by.scopes))
    return does(world, by, args)


def _channel(world: World, by: Installation, id_: str) -> Channel:
    found = world.channels.get(id_)
    if found is None or by.team not in found.teams:
        raise Refused("channel_not_found")
    return found


def _open(world: World, by: Installation, id_: str) -> Channel:
    found = _channel(world, by, id_)
    if by.bot not in found.members:
        raise Refused("not_in_channel")
    if found.frozen:
        raise Refused("restricted_action")
    if found.archived:
        raise Refused("is_archived")
    return found


def _sound(args: Args, *, update: bool = False) -> None:
    if not (args.get("text") or args.get("blocks")):
        raise Refused("no_text")
    if len(args.get("text") or "") > TEXT:
        raise Refused("msg_too_long")
    problems = message_problems(args, update=update)
    if problems:
        raise Refused("invalid_blocks", response_metadata={"messages": problems})


def _view(args: Args) -> Mapping[str, Any]:
    view: Mapping[str, Any] = args.get("view") or {}
    if problems := view_problems(view):
        raise Refused("invalid_arguments", response_metadata={"messages": problems})
    return view


def _let_in(world: World, scope: str, many: int, within: float) -> None:
    wait = world.wait(scope, many, within) if world.rated else None
    if wait is not None:
        raise Refused("ratelimited", after=max(1, round(wait)))


def _mine(
    world: World, by: Installation, channel: Channel, args: Args, error: str
) -> Posted:
    found = world.posted.get((channel.id, str(args.get("ts", ""))))
    if found is None:
        raise Refused("message_not_found")
    if found.by != by.bot:
        raise Refused(error)
    return found


def _message(world: World, channel: str, ts: str) -> dict[str, Any]:
    found = world.posted[channel, ts]
    said = {k: v for k, v in found.args.items() if k in {"text", "blocks", "metadata"}}
    return {"type": "message", "user": found.by, "ts": ts, "app_id": APP, **said}


def _user(user: User, by: Installation) -> dict[str, Any]:
    home = {"enterprise_user": {"enterprise_id": user.enterprise}}
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name.lower().replace(" ", "."),
        "real_name": user.name,
        "tz": user.zone,
        "locale": user.locale,
        "is_bot": False,
        "is_restricted": user.restricted,
        "is_ultra_restricted": False,
        "is_stranger": False,  # also for those of elsewhere who share a channel
        "profile": {"real_name": user.name, "display_name": "", "team": user.team},
        **(home if user.enterprise else {}),
    }


def _spend(world: World, trigger: str) -> str:
    user, until = world.triggers.pop(trigger, ("", 0.0))
    if not user:
        raise Refused("invalid_trigger_id")
    if world.now() > until:
        raise Refused("expired_trigger_id")
    return user


def _hash(world: World) -> str:
    return f"{world.now():.0f}.{world.number()}"
