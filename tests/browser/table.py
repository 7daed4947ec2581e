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


WIDER = """() => {
  const wide = [...document.querySelectorAll("html, .scroll, .card, .saying, dialog[open], .sheet")]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1);
  return wide.map((node) => `${node.className || node.tagName}: ${node.scrollWidth} > ${node.clientWidth}`);
}"""
