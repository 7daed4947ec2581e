"""What the page's own files hold: no outside host, no markup made of data, labels."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adapters.web.pages import HEADERS, HERE, STATIC, demo_page

SCRIPTS = sorted(STATIC.glob("*.js"))
STYLES = sorted(STATIC.glob("*.css"))
TEMPLATES = sorted((HERE / "templates").iterdir())
EVERY = [*SCRIPTS, *STYLES, *TEMPLATES, *STATIC.glob("*.svg")]
NAMESPACE = "http://www.w3.org/2000/svg"
MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|eval|Function)\b"
    r"|document\.write|setAttribute\(\"(on|style)|set(Timeout|Interval)\(\s*[\"'`]",
)
INPUTS = {"input", "select", "textarea", "progress"}


class Page(HTMLParser):
    """The rendered page, read once: every element with its attributes and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words.append("")

    def handle_data(self, data: str) -> None:
        if self.words:
            self.words[-1] += data.strip()

    def all(self, *tags: str) -> Iterator[dict[str, str | None]]:
        return (attrs for tag, attrs in self.elements if tag in tags)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(demo_page(zone="Europe/London"))


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", EVERY, ids=by_name)
def test_no_file_names_an_outside_host(path: Path) -> None:
    text = path.read_text("utf-8").replace(NAMESPACE, "")
    assert not re.search(
        r"(https?:)?//[\w.-]+\.\w", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    )
    assert "@import" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=by_name)
def test_scripts_never_make_markup_or_code_of_text(path: Path) -> None:
    assert not MARKUP.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=by_name)
def test_scripts_stay_small_and_import_only_their_neighbours(path: Path) -> None:
    text = path.read_text("utf-8")
    imported = re.findall(r"from \"(.+?)\"", text)
    assert len(text.splitlines()) <= 200
    assert all(
        (path.parent / name).is_file() and name.startswith("./") for name in imported
    )


def test_page_has_no_inline_script_style_or_handler(page: Page) -> None:
    for script in page.all("script"):
        assert script.get("src")
    assert not list(page.all("style"))
    for tag, attrs in page.elements:
        assert not [
            name for name in attrs if name.startswith("on") or name == "style"
        ], tag


def test_page_is_sent_with_a_policy_that_names_only_ourselves() -> None:
    rules = HEADERS["Content-Security-Policy"].split("; ")
    assert rules[0] == "default-src 'none'"
    assert {rule.split(" ", 1)[1] for rule in rules} == {"'none'", "'self'"}


def test_every_input_of_the_page_has_a_label(page: Page) -> None:
    labelled = {label["for"] for label in page.all("label")}
    for attrs in page.all(*INPUTS):
        assert attrs.get("id") in labelled or attrs.get("aria-labelledby")


def test_every_input_of_a_form_is_drawn_beside_its_label() -> None:
    makers = [
        path.name
        for path in SCRIPTS
        if re.search(r"el\(\"(input|select|textarea)\"", path.read_text("utf-8"))
    ]
    assert makers == ["form.js"]
    assert 'el("label", { for: input.id }' in (STATIC / "form.js").read_text("utf-8")


def test_labels_and_references_point_at_what_is_there(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            assert attrs.get(name) is None or attrs[name] in ids


def test_every_picture_is_named_or_hidden(page: Page) -> None:
    assert all("alt" in image for image in page.all("img"))
    assert all(picture.get("aria-hidden") == "true" for picture in page.all("svg"))


def test_every_icon_a_script_draws_is_in_the_page(page: Page) -> None:
    drawn = {
        f"i-{name}"
        for path in SCRIPTS
        for name in re.findall(r"\bicon\(\"(\w+)\"", path.read_text("utf-8"))
    }
    assert drawn
    assert drawn <= {attrs["id"] for attrs in page.all("symbol")}


def test_page_speaks_a_language_and_has_its_landmarks(page: Page) -> None:
    assert next(page.all("html"))["lang"] == "en-GB"
    assert [len(list(page.all(tag))) for tag in ("main", "h1", "nav")] == [1, 1, 1]
    assert all(attrs.get("aria-label") for attrs in page.all("section", "nav"))


@pytest.mark.parametrize("path", STYLES, ids=by_name)
def test_styles_keep_the_focus_visible(path: Path) -> None:
    assert not re.search(r"outline:\s*(none|0)", path.read_text("utf-8"))


def test_page_moves_nothing_for_those_who_asked_for_stillness() -> None:
    assert all("prefers-reduced-motion" in path.read_text("utf-8") for path in STYLES)


def test_zone_cannot_break_out_of_the_page() -> None:
    assert "<b>" not in demo_page(zone='"><b>')
