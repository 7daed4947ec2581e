"""The registry: a command is a handler's name, permission and signature."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from bot.message import Message
from bot.words.choice_kinds import FlagKind
from bot.words.day_kinds import RuleKind
from bot.words.kind import Kind
from bot.words.people_kinds import RefKind
from bot.words.refs import NOUNS
from bot.words.text_kinds import TextKind, WhyKind
from domain.member import May

H = TypeVar("H", bound=Callable[..., Message])
ANY_NOUN = "item"
FIRST_WORDS = re.compile(r"[.:;,\n]")
ANY_WORDS = frozenset({TextKind.placeholder, WhyKind.placeholder})
ITEM_NOUNS = frozenset(NOUNS.values()) | {ANY_NOUN}


@dataclass(frozen=True)
class Parameter:
    """One thing a command takes. `word` stands before it in a line, if any."""

    name: str
    kind: Kind
    required: bool
    named: bool

    @cached_property
    def word(self) -> str:
        alone = not self.named or self.bare_rule
        return "" if alone else self.name.rstrip("_").replace("_", " ")

    @property
    def bare_rule(self) -> bool:
        """`weekly on mon`, with no word before it."""
        return isinstance(self.kind, RuleKind) and self.name == "rule"

    @cached_property
    def said(self) -> tuple[str, ...]:
        return tuple(self.word.split())

    @property
    def flag(self) -> bool:
        return isinstance(self.kind, FlagKind)

    @property
    def usage(self) -> str:
        said = f"{self.word} {self._placeholder}".strip()
        return said if self.required else f"[{said}]"

    @property
    def _placeholder(self) -> str:
        """Any words at all are called what the handler calls them."""
        if self.kind.placeholder not in ANY_WORDS or self.named:
            return self.kind.placeholder
        return f'"{self.name.strip("_").replace("_", " ").upper()}"'


@dataclass(frozen=True)
class Command:
    """`changes` is false for what only reads; `plan` for what needs no plan; `across`
    is true for what tells of all one's plans in a direct message that names none.
    """

    name: str
    names: tuple[str, ...]
    may: May | None
    plan: bool
    bare: bool
    changes: bool
    across: bool
    examples: tuple[str, ...]
    handler: Callable[..., Message]

    @property
    def help(self) -> str:
        return inspect.getdoc(self.handler) or ""

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        hints = get_type_hints(self.handler, include_extras=True)
        signature = list(inspect.signature(self.handler).parameters.values())[1:]
        return tuple(_parameter(found, hints[found.name]) for found in signature)

    @property
    def label(self) -> str:
        """The first words of its help, for a button."""
        return FIRST_WORDS.split(self.help, maxsplit=1)[0] or self.name

    @cached_property
    def positional(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters if not p.named)

    @cached_property
    def named(self) -> tuple[Parameter, ...]:
        """Longest word first, so that `accept by` is not read as `by`."""
        named = [p for p in self.parameters if p.named]
        return tuple(sorted(named, key=lambda p: -len(p.said)))

    @cached_property
    def defaults(self) -> dict[str, Any]:
        signature = inspect.signature(self.handler).parameters.values()
        return {p.name: p.default for p in signature if p.default is not p.empty}

    @property
    def takes_words(self) -> bool:
        """Whether it keeps words as somebody said them."""
        return any(p.kind.free for p in self.parameters)

    @property
    def takes_ref(self) -> bool:
        """Whether the first thing it takes is one item or several."""
        return bool(self.positional) and isinstance(self.positional[0].kind, RefKind)

    @cached_property
    def noun(self) -> str | None:
        """The noun of `REF verb`; None where the words come before any reference."""
        if not self.takes_ref:
            return None
        nouns = (n for n in ITEM_NOUNS if self.name.startswith(f"{n} "))
        return max(nouns, key=len, default=None)

    @cached_property
    def verb(self) -> str:
        return self.name.removeprefix(self.noun or "").strip()

    @property
    def usage(self) -> str:
        takes = [p.usage for p in self.parameters]
        if self.noun:
            verb = () if self.bare else (self.verb,)
            return " ".join((takes[0], *verb, *takes[1:]))
        return " ".join((self.name, *takes)).strip()


def _parameter(found: inspect.Parameter, hint: Any) -> Parameter:  # noqa: ANN401
    kind = next(_kinds(hint), None)
    if kind is None:
        raise TypeError(f"{found.name}: {hint!r} names no kind")
    return Parameter(
        name=found.name,
        kind=kind,
        required=found.default is found.empty,
        named=found.kind is found.KEYWORD_ONLY,
    )


def _kinds(hint: Any) -> Iterator[Kind]:  # noqa: ANN401
    if get_origin(hint) is Annotated:
        yield from (said for said in hint.__metadata__ if isinstance(said, Kind))
    else:
        for part in get_args(hint):
            yield from _kinds(part)


class Commands:
    """A feature's commands. The decorated function's docstring is its help."""

    def __init__(self) -> None:
        self.all: dict[str, Command] = {}

    def __call__(  # noqa: PLR0913 - all that a command says of itself
        self,
        *names: str,
        may: May | None,
        plan: bool = True,
        bare: bool = False,
        changes: bool = True,
        across: bool = False,
        examples: tuple[str, ...] = (),
    ) -> Callable[[H], H]:
        def register(handler: H) -> H:
            command = Command(
                names[0], names, may, plan, bare, changes, across, examples, handler
            )
            for name in names:
                self._add(name, command)
            return handler

        return register

    def include(self, other: "Commands") -> None:
        for name, command in other.all.items():
            self._add(name, command)

    def _add(self, name: str, command: Command) -> None:
        if name in self.all:
            raise ValueError(f"two commands are called {name!r}")
        self.all[name] = command
        self.__dict__.pop("by_first", None)
        self.__dict__.pop("verbs", None)

    @property
    def known(self) -> frozenset[str]:
        """The nouns that commands are about, and the first words of all others."""
        nouns = {found.noun for found in self.all.values() if found.noun}
        return frozenset(nouns | {name.partition(" ")[0] for name in self.all})

    @cached_property
    def by_first(self) -> dict[str, list[tuple[tuple[str, ...], Command]]]:
        """Names by their first word, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Command]]] = {}
        for name in sorted(self.all, key=lambda n: -len(n.split())):
            said = tuple(name.split())
            found.setdefault(said[0] if said else "", []).append((said, self.all[name]))
        return found

    @cached_property
    def verbs(self) -> dict[str, list[tuple[tuple[str, ...], Command]]]:
        """What may follow a reference, by noun, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Command]]] = {}
        for name in sorted(self.all, key=lambda n: -len(n.split())):
            command = self.all[name]
            noun = command.noun
            if noun and name.startswith(f"{noun} "):
                said = tuple(name.removeprefix(noun).split())
                found.setdefault(noun, []).append((said, command))
        return found
