"""One seat of the page, in the words of somebody who sits there."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

JOINT, OURS, THEIRS, EMPTY, DIRECT = (
    "halden-orbit",
    "halden-only",
    "orbit-only",
    "new-plan",
    "me",
)


@dataclass(frozen=True)
class Seat:
    page: Page
    side: str

    @property
    def pane(self) -> Locator:
        return self.page.locator(f"#{self.side}")

    @property
    def box(self) -> Locator:
        return self.pane.get_by_role("combobox", name="A line for Jointly")

    @property
    def messages(self) -> Locator:
        return self.pane.locator(".messages")

    @property
    def answer(self) -> Locator:
        """The latest of what only this seat sees."""
        return self.pane.locator(".answer").last

    def told(self, words: str | re.Pattern[str]) -> Locator:
        """An answer with those words, wherever it stands."""
        return self.pane.locator(".answer").filter(has_text=words).last

    @property
    def rooms(self) -> list[str]:
        tabs = self.pane.get_by_role("tab")
        return [str(tab.get_attribute("data-room")) for tab in tabs.all()]

    def card(self, ref: str) -> Locator:
        """An item's card in the room that is open."""
        own = self.page.locator("header .ref", has_text=re.compile(rf"^{ref}$"))
        return self.pane.locator("li > .card:not(.answer)").filter(has=own).last

    def field(self, card: Locator, label: str) -> Locator:
        """What a card says beside a label."""
        named = self.page.locator("dt", has_text=re.compile(f"^{label}$"))
        return card.locator("dl > div").filter(has=named).locator("dd")

    def day(self, date: str) -> Locator:
        """The digest of one day."""
        return self.pane.locator(".card").filter(
            has=self.page.get_by_role("heading", name=f"Your day, {date}")
        )

    def entry(self, within: Locator, ref: str) -> Locator:
        """One line of a list, with its buttons."""
        chip = self.page.locator(".ref", has_text=re.compile(rf"(^| ?){ref}$"))
        return within.locator("section li").filter(has=chip)

    def open(self, room: str) -> None:
        self.pane.locator(f"[role=tab][data-room={room}]").click()
        chosen = self.pane.locator(f"[role=tab][data-room={room}]")
        expect(chosen).to_have_attribute("aria-selected", "true")

    def say(self, line: str) -> Locator:
        """Type a line; the answer to it."""
        self.box.fill(line)
        self.box.press("Escape")
        self.box.press("Enter")
        said = re.compile(rf"^You wrote: {re.escape(line.strip())}$")
        echo = self.page.locator(".echo", has_text=said)
        found = self.pane.locator(".answer").filter(has=echo).last
        expect(found).to_be_visible()
        return found

    def press(self, label: str, within: Locator | None = None) -> None:
        """Press the last button of that name."""
        place = within or self.messages
        place.get_by_role("button", name=re.compile(rf"^{label}(:|$)")).last.click()

    def sit(self, name: str) -> None:
        """Take somebody else's seat."""
        choice = self.pane.locator("select[id^=seat-]")
        option = choice.locator("option", has_text=name).get_attribute("value")
        choice.select_option(option)
        expect(self.pane.locator("h2").first).to_have_text(name)
        self.settled()

    def settled(self) -> None:
        expect(self.pane).to_have_attribute("aria-busy", "false")
        expect(self.pane.locator("[role=tab]").first).to_be_attached()
