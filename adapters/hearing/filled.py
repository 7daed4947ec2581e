"""A form filled in: the line that its answers make, whoever drew it."""

from bot.message import Form
from bot.words.tokens import quote

KINDS_OF_WORDS = {"text", "long"}


def line_of_form(form: Form) -> str:
    """The line with what the form holds before anybody fills it in."""
    said = (in_words(f.kind, f.word, f.value) for f in form.fields)
    return " ".join(filter(None, (form.line, *said)))


def in_words(kind: str, word: str, value: str) -> str:
    """One answer as the line says it; nothing where nothing was answered."""
    if not value:
        return ""
    if kind == "yes":
        return word
    said = quote(value) if kind in KINDS_OF_WORDS else value
    return f"{word} {said}".strip()
