"""Short words to drive the demo with over HTTP."""

from dataclasses import dataclass, field
from typing import Any

from starlette.testclient import TestClient

JOINT, OURS, THEIRS, EMPTY = "halden-orbit", "halden-only", "orbit-only", "new-plan"
ANN, CAT, SAM, OLA = "@ann", "@cat", "@sam", "@ola"
BOB, DAN, SUE, EVE = "@bob", "@dan", "@sue", "@eve"
TIM = "@tim"


@dataclass
class Seated:
    client: TestClient
    tokens: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        seats = self.client.get("/demo/seats").json()["seats"]
        self.tokens = {seat["mention"]: seat["token"] for seat in seats}

    def bearer(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[who]}"}

    def get(self, who: str, path: str) -> Any:
        return self.client.get(path, headers=self.bearer(who))

    def post(self, who: str, text: str, room: str | None = JOINT, **more: str) -> Any:
        body = {"text": text, **({"room": room} if room else {}), **more}
        return self.client.post("/api/v1/lines", headers=self.bearer(who), json=body)

    def say(self, who: str, text: str, room: str | None = JOINT, **more: str) -> Any:
        """The answer to a line."""
        answer = self.post(who, text, room, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def does(self, who: str, text: str, room: str | None = JOINT) -> Any:
        """A line that must run."""
        answer = self.say(who, text, room)
        assert not answer["refused"], answer["text"]
        return answer

    def heard_in(self, room: str, who: str = ANN, after: str = "") -> list[Any]:
        found = self.get(who, f"/api/v1/rooms/{room}/messages?after={after}")
        assert found.status_code == 200, found.text
        return list(found.json())

    def heard_by(self, who: str, after: str = "") -> list[Any]:
        return list(self.get(who, f"/api/v1/me/messages?after={after}").json())

    def last(self, room: str, who: str = ANN) -> str:
        return str(self.heard_in(room, who)[-1]["id"])

    def card(self, ref: str, room: str = JOINT, who: str = ANN) -> Any:
        found = self.heard_in(room, who)
        return next(m for m in found if m["ref"] == ref and not m["thread"])

    def to(self, **clock: str) -> Any:
        return self.client.post("/demo/clock", json=clock)
