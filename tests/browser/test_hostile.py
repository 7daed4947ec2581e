"""Texts that attackers, spreadsheets and accidents send are only text in the page."""

import pytest
from playwright.sync_api import expect

from tests.bot.hostile import DISGUISED, FORMULAS, LONG, MARKUP, QUOTES, SQL, TEMPLATES
from tests.browser.seat import DIRECT
from tests.browser.table import Table

pytestmark = pytest.mark.browser
TEXTS = (
    *MARKUP,
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>press me</a>",
    "<form action=//evil.example><button>Done</button></form>",
    "<style>body{display:none}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<details open ontoggle=alert(1)>",
    "';alert(1)//\\';alert(1)//",
    "${alert(1)}",
    "\u202edenetsil ton si siht\u202c",
    "\u2066<b>\u2069 \u200f\u061c",
    *FORMULAS,
    *TEMPLATES[::4],
    *SQL[::4],
    *QUOTES[::3],
    *DISGUISED,
    *LONG,
)
MADE = [
    "LI",
    "ARTICLE",
    "HEADER",
    "BUTTON",
    "svg",
    "use",
    "H3",
    "H4",
    "P",
    "SPAN",
    "DIV",
    "DL",
    "DT",
    "DD",
    "TIME",
    "UL",
    "SECTION",
    "STRONG",
    "DETAILS",
    "SUMMARY",
    "CODE",
]
SEEDED = 14  # actions of the seeded plan
LATEST = 60_000  # milliseconds for two hundred lines to arrive
TITLES = """() => Object.fromEntries(
  [...document.querySelectorAll("#right li > .card:not(.answer) > header")]
    .filter((head) => head.querySelector(".ref"))
    .map((head) => [".ref", "h3"].map((part) => head.querySelector(part)?.textContent))
)"""
ELEMENTS = """() => [...new Set(
  [...document.querySelectorAll(".messages *")].map((node) => node.tagName)
)]"""
ATTRIBUTES = """() => [...document.querySelectorAll(".messages *")]
  .flatMap((node) => [...node.attributes])
  .filter(({ name, value }) => /^(on|style$|src$)/.test(name)
    || /^\\s*(javascript|data):/i.test(value))
  .map(({ name, value }) => `${name}=${value}`)"""


def number(ref: str) -> int:
    return int(ref.partition("-")[2])


def test_there_are_enough_hostile_texts():
    assert len(set(TEXTS)) >= 60


def test_hostile_titles_and_notes_are_shown_as_text_and_make_no_element(fresh: Table):
    for text in TEXTS:
        quoted = text.replace('"', "”")
        fresh.says("@ann", f'action add "{quoted}" owner @ann')
        fresh.says("@ann", f'A-12 note "{quoted}"')
    listed = fresh.reads("@ann", "api/v1/plans/RDD/actions?limit=200")
    kept = {a["ref"]: a["title"] for a in listed if number(a["ref"]) > SEEDED}
    assert len(kept) >= 60
    last = max(kept, key=number)
    expect(fresh.right.card(last)).to_be_attached(timeout=LATEST)
    shown = fresh.script(TITLES)
    seen = {ref: title for ref, title in kept.items() if ref in shown}
    assert len(seen) >= 60
    assert {ref: shown[ref] for ref in seen} == seen
    assert set(fresh.script(ELEMENTS)) <= set(MADE)
    assert fresh.script(ATTRIBUTES) == []
    assert fresh.wide() == []
    assert fresh.page.title() == "Jointly: two seats, one plan"


def test_hostile_lines_typed_in_the_box_do_nothing_but_answer(table: Table):
    table.left.open(DIRECT)
    for text in MARKUP[:8]:
        table.left.say(text)
    assert set(table.script(ELEMENTS)) <= {*MADE, "FORM", "LABEL", "INPUT"}
    assert table.script(ATTRIBUTES) == []


def test_evidence_links_open_nothing_but_pages(table: Table):
    ref = table.added()
    table.says("@ann", f"{ref} link javascript:alert(1) press")
    table.left.say(ref)
    assert table.left.pane.locator(".messages a[href^=javascript]").count() == 0
    assert table.script(ATTRIBUTES) == []
