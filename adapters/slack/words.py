"""From Slack's way of writing a text to plain words, and back to harmless ones."""

import re
from collections.abc import Callable, Iterator

# https://docs.slack.dev/messaging/formatting-message-text: what stands in <…>
SPECIAL = re.compile(r"<([^<>]*)>")
PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")
BROADCASTS = ("here", "channel", "everyone")


def plain_words(text: str) -> str:
    """What somebody typed: links and addresses as typed, people as `<@U123>`."""
    return unescaped(SPECIAL.sub(lambda found: _unwrapped(found[1]), text))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escaped(text: str) -> str:
    """So that no mention and no link comes of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def without(text: str, user: str) -> str:
    """The words that are left when Jointly is not called by name any more."""
    return re.sub(rf"<@{re.escape(user)}(\|[^>]*)?>", " ", text).strip()


def named_in(text: str) -> Iterator[str]:
    """The ids of the people mentioned, each once."""
    yield from dict.fromkeys(PERSON.findall(text))


def with_names(text: str, name: Callable[[str], str]) -> str:
    return PERSON.sub(lambda found: name(found[1]), text)


def _unwrapped(inner: str) -> str:
    address, _, label = inner.partition("|")
    if address.startswith("@"):
        return f"<{address}>"
    if address.startswith("#"):
        return f"#{label or address[1:]}"
    if address.startswith("!"):
        return _broadcast(address[1:], label)
    return address.removeprefix("mailto:")


def _broadcast(said: str, label: str) -> str:
    """`@here` and the like, and what Slack wrote for a date or a group, as words."""
    return label or (f"@{said}" if said in BROADCASTS else said)
