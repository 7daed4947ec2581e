"""The fake Slack refuses what Slack refuses; what stands on it stands on Slack."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.slack.lint import message_problems
from tests.slack.server import FORM_ONLY, USES, listening
from tests.slack.world import (
    ANN,
    BOB,
    DAN,
    ON_HALDEN,
    ON_ORBIT,
    OWN,
    SHARED,
    Fault,
    Installation,
    World,
)


class Slack:
    def __init__(self, world: World, url: str) -> None:
        self.world, self.url = world, url
        self.client = httpx2.Client()

    def __call__(self, method: str, by: Installation = ON_HALDEN, **args: Any) -> Any:
        bearer = {"Authorization": f"Bearer {by.token}"}
        kind = "data" if method.startswith(FORM_ONLY) else "json"
        said: dict[str, Any] = {kind: args}
        return self.client.post(self.url + method, headers=bearer, **said).json()


@pytest.fixture
def slack() -> Iterator[Slack]:
    world = World((ON_HALDEN, ON_ORBIT), rated=False)
    with listening(world) as url:
        found = Slack(world, url)
        yield found
        found.client.close()


def pressed(label: str, **more: str) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": plain(label), **more}


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def test_it_says_who_calls_and_refuses_unknown_tokens(slack: Slack):
    assert slack("auth.test")["team"] == "Halden Medical"
    assert (
        slack("auth.test", Installation("T", "xoxb-no", "U"))["error"] == "invalid_auth"
    )


def test_it_refuses_a_scope_that_was_not_granted(slack: Slack):
    refused = slack("conversations.history", channel=SHARED)
    assert (refused["error"], refused["needed"]) == (
        "missing_scope",
        "channels:history",
    )


def test_a_room_exists_only_for_the_workspaces_in_it(slack: Slack):
    assert slack("conversations.info", channel=OWN)["ok"]
    refused = slack("conversations.info", ON_ORBIT, channel=OWN)
    assert refused["error"] == "channel_not_found"


def test_only_the_installation_that_posted_may_update_or_delete(slack: Slack):
    ts = slack("chat.postMessage", channel=SHARED, text="hello")["ts"]
    other = {"channel": SHARED, "ts": ts, "text": "changed"}
    assert slack("chat.update", ON_ORBIT, **other)["error"] == "cant_update_message"
    assert slack("chat.delete", ON_ORBIT, **other)["error"] == "cant_delete_message"
    assert slack("chat.update", **other)["ok"]
    assert slack.world.said(SHARED)[0]["text"] == "changed"


def test_an_update_with_text_alone_takes_the_blocks_away(slack: Slack):
    blocks = [{"type": "section", "text": plain("hello")}]
    said = {"channel": SHARED, "text": "hello"}
    ts = slack("chat.postMessage", **said, blocks=blocks)["ts"]
    slack("chat.update", **said, ts=ts)
    assert "blocks" not in slack.world.said(SHARED)[0]


def test_it_lets_one_post_a_second_into_a_room():
    world = World(now=lambda: 1000.0)
    with listening(world) as url:
        slack = Slack(world, url)
        assert slack("chat.postMessage", channel=SHARED, text="one")["ok"]
        bearer = {"Authorization": f"Bearer {ON_HALDEN.token}"}
        said = {"channel": SHARED, "text": "two"}
        refused = slack.client.post(url + "chat.postMessage", json=said, headers=bearer)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert refused.json()["error"] == "ratelimited"
        assert slack("chat.postMessage", channel=OWN, text="three")["ok"]
        slack.client.close()


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ([{"type": "section", "text": plain("")}], "is empty"),
        ([{"type": "section", "text": plain("x" * 3001)}], "3001 letters"),
        ([{"type": "divider"}] * 51, "51 blocks"),
        ([{"type": "actions", "elements": []}], "no elements"),
        (
            [{"type": "actions", "elements": [
                pressed("A"), pressed("B"),
            ]}],
            "action_id a twice",
        ),
        (
            [{"type": "actions", "elements": [pressed("A", value="v" * 2001)]}],
            "value too long",
        ),
        ([{"type": "carousel"}], "is no block"),
    ],
)  # fmt: skip
def test_it_refuses_blocks_over_the_limits(slack: Slack, blocks: Any, why: str):
    refused = slack("chat.postMessage", channel=SHARED, text="x", blocks=blocks)
    assert refused["error"] == "invalid_blocks"
    assert why in json.dumps(refused["response_metadata"])
    assert not slack.world.said(SHARED)


def test_the_lint_wants_words_for_those_who_see_no_blocks():
    blocks = [{"type": "section", "text": plain("hello")}]
    assert message_problems({"blocks": blocks}) != []
    assert message_problems({"blocks": blocks, "text": "hello"}) == []
    assert message_problems({"text": "x" * 4001}, update=True) == ["text too long"]


def test_a_trigger_opens_one_form_within_three_seconds():
    moment = [1000.0]
    world = World(now=lambda: moment[0])
    with listening(world) as url:
        slack = Slack(world, url)
        view = {"type": "modal", "title": plain("A form"), "blocks": []}
        first, late = world.trigger(ANN.id), world.trigger(ANN.id)
        assert slack("views.open", trigger_id=first, view=view)["ok"]
        again = slack("views.open", trigger_id=first, view=view)
        moment[0] += 4
        expired = slack("views.open", trigger_id=late, view=view)
        assert (again["error"], expired["error"]) == (
            "invalid_trigger_id",
            "expired_trigger_id",
        )
        slack.client.close()


def test_a_form_that_changed_meanwhile_is_not_written_over(slack: Slack):
    view = {"type": "modal", "title": plain("A form"), "blocks": []}
    made = slack("views.open", trigger_id=slack.world.trigger(ANN.id), view=view)[
        "view"
    ]
    old = {"view_id": made["id"], "hash": made["hash"], "view": view}
    assert slack("views.update", **old)["ok"]
    assert slack("views.update", **old)["error"] == "hash_conflict"


def test_people_of_elsewhere_are_known_where_a_channel_is_shared(slack: Slack):
    assert slack("users.info", user=BOB.id)["user"]["team_id"] == BOB.team
    slack.world.channels[SHARED].members.remove(DAN.id)
    assert slack("users.info", user=DAN.id)["error"] == "user_not_found"


def test_a_fault_can_answer_lose_or_forget(slack: Slack):
    slack.world.faults += [
        Fault("chat.postMessage", "internal_error", accepted=True),
        Fault("chat.postMessage", status=503),
    ]
    said = {"channel": SHARED, "text": "hello"}
    assert slack("chat.postMessage", **said)["error"] == "internal_error"
    bearer = {"Authorization": f"Bearer {ON_HALDEN.token}"}
    lost = slack.client.post(slack.url + "chat.postMessage", json=said, headers=bearer)
    assert lost.status_code == 503
    assert len(slack.world.said(SHARED)) == 1


def test_a_response_url_serves_five_times(slack: Slack):
    slack.world.responses["R1"] = []
    url = slack.url.replace("/api/", "/respond/R1")
    codes = [
        slack.client.post(url, json={"text": "x"}).status_code for _ in range(USES + 1)
    ]
    assert codes == [200] * USES + [404]
