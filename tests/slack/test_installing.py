"""Any workspace may install the app; its token is sealed, renewed, and forgotten."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from adapters.slack.installed import OurTable
from adapters.slack.installing import INSTALL
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import Wire
from domain.post import Post
from storage.engine import open_engine
from storage.store import SqlStore
from storage.tables import installation, outbox, room
from storage.vault import Vault
from tests.clocks import FastClock
from tests.served import PATIENCE
from tests.slack import oauth
from tests.slack.sender import JSON, Signed, signed
from tests.slack.server import listening
from tests.slack.stage import SlackStage, a_slack_stage
from tests.slack.test_story import NEW
from tests.slack.world import ANN, BOB, ON_HALDEN, ON_ORBIT, SHARED, Fault, World

KEY = "k" * 32
MANY = {
    "client_id": oauth.CLIENT,
    "client_secret": oauth.CLIENT_SECRET,
    "public_url": oauth.PUBLIC,
    "secret_key": KEY,
}


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[SlackStage]:
    engine = open_engine(sqlite_url)
    with a_slack_stage(engine, ON_HALDEN, ON_ORBIT, faster=1, **MANY) as found:
        yield found


def begun(stage: SlackStage) -> tuple[str, str]:
    """The address of the button, and the browser's cookie."""
    shown = stage.client.get(INSTALL)
    assert shown.status_code == 200
    cookie = shown.headers["set-cookie"]
    assert {"Secure", "HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
    stage.client.cookies.clear()
    return unescape(shown.text.split('href="')[1].split('"')[0]), cookie.split(";")[0]


def came_back(stage: SlackStage, said: Mapping[str, str], cookie: str) -> Any:
    return stage.client.get(oauth.back(said), headers={"Cookie": cookie})


def installed(stage: SlackStage, one: Any = ON_HALDEN) -> Any:
    address, cookie = begun(stage)
    return came_back(stage, oauth.allowed(stage.world, address, one), cookie)


def event(stage: SlackStage, kind: str, one: Any = ON_HALDEN, **more: Any) -> Signed:
    body = {
        "type": "event_callback",
        "api_app_id": "A0JOINTLY",
        "team_id": one.team,
        "event": {"type": kind, **more},
        "event_id": f"Ev{stage.world.number()}",
        "event_time": int(stage.world.now()),
    }
    return signed(json.dumps(body), JSON, stage.world.now())


def test_a_workspace_installs_it_and_is_answered(stage: SlackStage):
    done = installed(stage)
    assert done.status_code == 200
    assert "installed in Halden Medical" in done.text
    assert stage.plan(ANN, NEW)["response_type"] == "ephemeral"
    assert "Nothing is agreed until you sign off" in stage.heard()


def test_no_token_stands_in_the_database_as_it_is(stage: SlackStage):
    installed(stage)
    (row,) = stage.rows(installation)
    said = str(row)
    assert "xoxb" not in said
    assert "xoxe" not in said
    assert Vault([KEY]).open(row["token"], of=row["id"]).startswith("xoxe.xoxb-")


def test_the_page_asks_for_the_least_and_for_our_address(stage: SlackStage):
    address, _ = begun(stage)
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == [oauth.BACK]
    assert "channels:history" not in asked["scope"][0]
    assert stage.client.get(INSTALL).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "wrong",
    ["another browser", "no cookie", "used", "late", "altered", "no state", "denied"],
)
def test_what_does_not_belong_together_installs_nothing(stage: SlackStage, wrong: str):
    address, cookie = begun(stage)
    said = dict(oauth.allowed(stage.world, address, ON_HALDEN))
    match wrong:
        case "another browser":
            _, cookie = begun(stage)
        case "no cookie":
            cookie = "other=1"
        case "used":
            assert came_back(stage, said, cookie).status_code == 200
            done = stage.rows(installation)
        case "late":
            stage.clock.to(stage.clock.now() + timedelta(seconds=601))
        case "altered":
            said["state"] = said["state"][:-6] + "AAAAA="
        case "no state":
            del said["state"]
        case "denied":
            said = {"state": said["state"], "error": "access_denied"}
    answer = came_back(stage, said, cookie)
    assert answer.status_code == 400
    assert "Jointly was not installed" in answer.text
    assert f'href="{oauth.PUBLIC}{INSTALL}"' in answer.text
    assert stage.rows(installation) == (done if wrong == "used" else [])


@pytest.mark.parametrize(
    ("error", "why", "status"),
    [
        ("invalid_code", "its own answer any more", 400),
        ("bad_client_secret", "settings of this Jointly (bad_client_secret)", 400),
        (
            "cannot_install_an_org_installed_app",
            "in all of your enterprise already",
            400,
        ),
        ("internal_error", "Start again in a minute", 503),
    ],
)
def test_what_slack_refuses_is_one_clear_sentence(
    stage: SlackStage, error: str, why: str, status: int
):
    stage.world.faults.append(Fault("oauth.v2.access", error))
    answer = installed(stage)
    assert answer.status_code == status
    assert why in unescape(answer.text)
    assert stage.rows(installation) == []


def test_a_workspace_without_it_is_told_so_in_words(stage: SlackStage):
    sender = stage.sender
    answer = stage.send(sender.command(ON_HALDEN, ANN, "show", SHARED))
    assert answer.status_code == 200
    assert not stage.rows(installation)


def test_who_takes_it_out_is_forgotten_and_may_install_it_again(stage: SlackStage):
    installed(stage)
    oauth.revoke(stage.world, ON_HALDEN)
    stage.good(event(stage, "app_uninstalled"))
    (row,) = stage.rows(installation)
    assert (row["gone"], row["token"], row["refresh"]) == ("uninstalled", "", "")
    stage.world.dead.clear()
    stage.clock.to(stage.clock.now() + timedelta(seconds=5))
    assert installed(stage).status_code == 200
    assert stage.plan(ANN, NEW)["response_type"] == "ephemeral"


def test_where_one_side_takes_it_out_the_other_side_s_bot_speaks(stage: SlackStage):
    installed(stage)
    installed(stage, ON_ORBIT)
    stage.plan(ANN, NEW)
    stage.settle()
    oauth.revoke(stage.world, ON_HALDEN)
    stage.good(event(stage, "app_uninstalled"))
    stage.mention(ON_ORBIT, ANN, "action add Ship due 2027-01-01")
    stage.settle()
    assert [said["by"] for said in stage.world.said(SHARED)][-1] == ON_ORBIT.bot
    assert "nothing new appears" not in stage.heard_by(ANN)


def test_where_nobody_has_it_any_more_what_is_to_be_said_waits(stage: SlackStage):
    installed(stage)
    stage.plan(ANN, NEW)
    stage.settle()
    oauth.revoke(stage.world, ON_HALDEN)
    stage.good(event(stage, "app_uninstalled"))
    (bound,) = stage.rows(room)
    post = Post(lane=bound["room"], plan=bound["plan"], body='{"text": "late"}')
    now = stage.clock.now()
    house = stage.client.app.state.house
    house.store.run(lambda work: work.outbox.put(post, at=now))
    last = stage.rows(outbox)[-1]
    end = time.monotonic() + PATIENCE
    while not (last := stage.rows(outbox)[-1])["reason"] and time.monotonic() < end:
        time.sleep(0.02)
    assert (last["state"], last["reason"].split(":")[0]) == (
        "waiting",
        "installation dead",
    )


def test_news_of_an_older_end_does_not_end_what_was_installed_since(stage: SlackStage):
    late = event(stage, "app_uninstalled")
    stage.clock.to(stage.clock.now() + timedelta(seconds=5))
    installed(stage)
    stage.good(late)
    assert stage.rows(installation)[0]["gone"] == ""


def test_a_revoked_token_ends_it_only_where_ours_counts_no_more(stage: SlackStage):
    installed(stage)
    told = {"tokens": {"bot": [ON_HALDEN.bot]}}
    stage.good(event(stage, "tokens_revoked", **told))
    assert stage.rows(installation)[0]["gone"] == ""
    oauth.revoke(stage.world, ON_HALDEN)
    stage.good(event(stage, "tokens_revoked", **told))
    assert stage.rows(installation)[0]["gone"] == "revoked"


def test_both_sides_install_it_and_each_hears_from_its_own(stage: SlackStage):
    installed(stage)
    installed(stage, ON_ORBIT)
    stage.plan(ANN, NEW)
    stage.press(BOB, "I lead for Orbit Devices")
    assert "has been asked to confirm" in stage.heard_by(BOB)
    assert {said["by"] for said in stage.world.heard_by(BOB)} == {ON_ORBIT.bot}


def test_a_whole_enterprise_installs_it_once(stage: SlackStage):
    wide = replace(ON_ORBIT, enterprise="E0ORBIT", wide=True)
    stage.world.users[BOB.id] = bob = replace(BOB, enterprise="E0ORBIT")
    installed(stage, wide)
    (row,) = stage.rows(installation)
    assert (row["id"], row["wide"]) == ("E0ORBIT", True)
    other = NEW.replace("customer with", "supplier with").replace("Orbit", "Halden")
    told = stage.sender.mention(ON_ORBIT, bob, other, SHARED)
    body = json.loads(told.body)
    body["authorizations"][0] |= {
        "enterprise_id": "E0ORBIT",
        "team_id": None,
        "is_enterprise_install": True,
    }
    stage.good(signed(json.dumps(body), JSON, stage.world.now()))
    assert "Nothing is agreed until you sign off" in stage.heard()


def a_table(world: World, url: str, store: SqlStore, clock: FastClock) -> OurTable:
    found = SlackSettings(api_url=url, signing_secret="s", **MANY)
    return OurTable(Wire(url), store, clock, found, Vault([KEY]))


def test_two_processes_renew_a_token_once(database_url: str):
    """A refresh token is good for one use: whoever comes second takes what is new."""
    clock = FastClock(faster=1)
    world = World((ON_HALDEN,), now=clock.seconds)
    with listening(world) as url:
        stores = [SqlStore(open_engine(database_url)) for _ in range(2)]
        tables = [a_table(world, url, store, clock) for store in stores]
        read: list[Any] = []

        async def run() -> None:
            code = oauth.allowed(
                world,
                f"http://x/?client_id={oauth.CLIENT}&scope=commands&state=s"
                f"&redirect_uri={oauth.BACK}",
                ON_HALDEN,
            )["code"]
            said = await tables[0].wire.oauth(
                oauth.CLIENT, oauth.CLIENT_SECRET, code=code, redirect_uri=oauth.BACK
            )
            await tables[0].keep(said)
            clock.to(clock.now() + timedelta(hours=13))

            async def one(table: OurTable) -> None:
                read.extend(await table.read())

            async with anyio.create_task_group() as tasks:
                for table in tables:
                    tasks.start_soon(one, table)
            (again,) = await tables[1].read()
            assert again.token == read[0].token
            clock.to(clock.now() + timedelta(hours=10.5))
            await tables[0].renew_once()
            (later,) = await tables[1].read()
            assert later.token != again.token
            for table in tables:
                await table.wire.close()

        anyio.run(run)
        for store in stores:
            store.close()
    asked = [c for c in world.called("oauth.v2.access") if "refresh_token" in c.args]
    assert [call.answer["ok"] for call in asked] == [True, True]
    assert read[0].token == read[1].token
    assert read[0].token not in world.dead


def test_what_can_never_be_renewed_is_over_and_what_may_be_is_not(sqlite_url: str):
    clock = FastClock(faster=1)
    world = World((ON_HALDEN,), now=clock.seconds)
    store = SqlStore(open_engine(sqlite_url))
    with listening(world) as url:
        table = a_table(world, url, store, clock)

        async def run() -> None:
            said = {
                "access_token": ON_HALDEN.token,
                "refresh_token": "xoxe-1",
                "expires_in": 60,
                "team": {"id": ON_HALDEN.team, "name": "Halden Medical"},
            }
            await table.keep(said)
            world.faults.append(Fault("oauth.v2.access", "ratelimited", status=429))
            assert len(await table.read()) == 1
            assert await table.read() == []
            await table.wire.close()

        anyio.run(run)
    store.close()


def test_slack_is_not_asked_who_we_are_for_each_request(stage: SlackStage):
    installed(stage)
    for _ in range(3):
        stage.plan(ANN, "help")
    assert len(stage.world.called("auth.test")) == 1
