"""Texts that attackers, spreadsheets and accidents send are only text in the page."""

import json
from urllib.request import Request, urlopen

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
MADE = (
    "LI ARTICLE HEADER BUTTON svg use H3 H4 P SPAN DIV DL DT DD TIME UL SECTION STRONG"
    " DETAILS SUMMARY"
).split()
SAY = "(texts) => texts.forEach((text) => document.title = text)"
TITLES = """() => Object.fromEntries([...document.querySelectorAll("#right li > .card:not(.answer) > header")]
  .filter((head) => head.querySelector(".ref"))
  .map((head) => [head.querySelector(".ref").textContent, head.querySelector("h3")?.textContent]))"""
ELEMENTS = "() => [...new Set([...document.querySelectorAll('.messages *')].map((node) => node.tagName))]"
ATTRIBUTES = """() => [...document.querySelectorAll('.messages *')].flatMap((node) => [...node.attributes])
  .filter((one) => one.name.startsWith('on') || one.name === 'style' || one.name === 'src' || /^\\s*(javascript|data):/i.test(one.value))
  .map((one) => one.name + '=' + one.value)"""


def bearer(table: Table) -> dict[str, str]:
    with urlopen(f"{table.url}demo/seats") as found:
        token = next(
            s["token"] for s in json.load(found)["seats"] if s["mention"] == "@ann"
        )
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def said(table: Table, headers: dict[str, str], text: str) -> None:
    body = json.dumps({"text": text, "room": "halden-orbit"}).encode()
    asked = Request(f"{table.url}api/v1/lines", body, headers)
    with urlopen(asked) as answer:
        assert answer.status == 200


def actions(table: Table, headers: dict[str, str]) -> dict[str, str]:
    with urlopen(
        Request(f"{table.url}api/v1/plans/RDD/actions", headers=headers)
    ) as found:
        return {one["ref"]: one["title"] for one in json.load(found)}


def test_there_are_enough_hostile_texts():
    assert len(set(TEXTS)) >= 60


def test_hostile_titles_and_notes_are_shown_as_text_and_make_no_element(table: Table):
    headers = bearer(table)
    for text in TEXTS:
        quoted = text.replace('"', "”")
        said(table, headers, f'action add "{quoted}" owner @ann')
        said(table, headers, f'A-12 note "{quoted}"')
    kept = {
        ref: title
        for ref, title in actions(table, headers).items()
        if int(ref.partition("-")[2]) > 12
    }
    assert len(kept) >= 60
    last = max(kept, key=lambda ref: int(ref.partition("-")[2]))
    expect(table.right.card(last)).to_be_attached()
    shown = table.script(TITLES)
    seen = {ref: title for ref, title in kept.items() if ref in shown}
    assert len(seen) >= 60
    assert {ref: shown[ref] for ref in seen} == seen
    assert set(table.script(ELEMENTS)) <= set(MADE)
    assert table.script(ATTRIBUTES) == []
    assert table.wide() == []
    assert table.page.title() == "Jointly: two seats, one plan"


def test_hostile_lines_typed_in_the_box_do_nothing_but_answer(table: Table):
    table.left.open(DIRECT)
    for text in MARKUP[:8]:
        table.left.say(text)
    assert set(table.script(ELEMENTS)) <= {*MADE, "FORM", "LABEL", "INPUT"}
    assert table.script(ATTRIBUTES) == []


def test_evidence_links_open_nothing_but_pages(table: Table):
    table.left.say("A-12 link javascript:alert(1) press")
    table.left.say("A-12")
    links = table.left.pane.locator(".messages a")
    assert [
        a.get_attribute("href")
        for a in links.all()
        if "javascript" in str(a.get_attribute("href"))
    ] == []
