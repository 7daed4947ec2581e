"""A browser at the demo's page, with everything it said and asked on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from tests.browser.seat import Seat

UNREAD = (
    "Failed to load resource"  # the browser's own words for a room that is not there
)


@dataclass
class Table:
    """Both seats, and what must never happen: errors, dialogs, other hosts."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left, self.right = Seat(self.page, "left"), Seat(self.page, "right")
        self._hear("console", lambda m: m.type == "error" and m.text)
        self._hear("pageerror", str)
        self._hear("dialog", lambda d: d.dismiss() or f"dialog: {d.message}")
        self.page.on("request", lambda asked: self.requests.append(asked))  # noqa: PLW0108 - the driver marks what it is given

    def _hear(self, event: Any, tell: Callable[[Any], object]) -> None:
        def heard(what: object) -> None:
            said = tell(what)
            if said and UNREAD not in str(said):
                self.problems.append(str(said))

        self.page.on(event, heard)

    def open(self) -> "Table":
        self.page.goto(self.url)
        self.settled()
        return self

    def settled(self) -> None:
        for seat in (self.left, self.right):
            seat.settled()

    def says(self, who: str, text: str, room: str = "halden-orbit") -> Any:
        """Somebody says a line elsewhere; the answer."""
        return self._asked(who, "post", "api/v1/lines", {"text": text, "room": room})

    def reads(self, who: str, path: str) -> Any:
        return self._asked(who, "get", path)

    def token(self, who: str) -> str:
        seats = self.page.request.get(f"{self.url}demo/seats").json()["seats"]
        return next(str(s["token"]) for s in seats if s["mention"] == who)

    def _asked(self, who: str, how: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token(who)}"}
        address = f"{self.url}{path}"
        found = self.page.request.fetch(address, method=how, headers=headers, data=body)
        assert found.ok, found.text()
        return found.json()

    def added(self, title: str = "Water the plants", owner: str = "@ann") -> str:
        """A new joint action; its reference."""
        answer = self.says(owner, f'action add "{title}" owner {owner}')
        ref = str(answer["refs"][0])
        for seat in (self.left, self.right):
            expect(seat.card(ref)).to_be_attached()
        return ref

    def strangers(self) -> list[str]:
        """The hosts that were asked for anything and are not ours."""
        ours = {urlsplit(self.url).netloc, ""}
        return sorted({urlsplit(r.url).netloc for r in self.requests} - ours)

    def morning(self) -> str:
        """Press *Next working morning*; what the clock says then."""
        before = self.now.inner_text()
        self.page.get_by_role("button", name="Next working morning").click()
        expect(self.now).not_to_have_text(before)
        return self.now.inner_text()

    @property
    def now(self) -> Any:
        return self.page.locator("#now")

    def script(self, code: str, arg: object = None) -> Any:
        return self.page.evaluate(code, arg)

    def wide(self) -> list[str]:
        """What is wider than the page and would have to be scrolled sideways to."""
        return list(self.script(WIDER))


WIDER = """() => [...document.querySelectorAll(
  "html, .scroll, .card, .saying, dialog[open], .sheet"
)].filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
  .map((node) => `${node.className || node.tagName}: ${node.scrollWidth}`)"""
