"""Everything the domain can refuse, in words a person in the chat can act on."""

OR = " or "
AS_SAID = {"draft": "a draft"}  # a status that is no adjective


class DomainError(Exception):
    """A refusal. The docstring of each subclass is the sentence people read."""

    def __str__(self) -> str:
        template = " ".join((type(self).__doc__ or "").split())
        return template.format(**vars(self))


class NotFound(DomainError):
    """There is no {ref} here. `list items` shows what there is."""

    def __init__(self, ref: str) -> None:
        self.ref = ref


class NotAllowed(DomainError):
    """Only {who} can do that."""

    def __init__(self, who: str) -> None:
        *others, last = who.split(OR)
        self.who = f"{', '.join(others)}{OR}{last}" if others else last


class IllegalMove(DomainError):
    """{what} is {current}, so it cannot be {verb}."""

    def __init__(self, what: str, current: str, verb: str) -> None:
        self.what = what
        self.current = AS_SAID.get(current, current)
        self.verb = verb


class Already(IllegalMove):
    """{what} is already {current}."""


class Nothing(DomainError):
    """{what} already stands like that; nothing was changed."""

    def __init__(self, what: str) -> None:
        self.what = what


class Said(DomainError):
    """{sentence}"""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


class OwnJudge(DomainError):
    """{name} cannot accept {ref}: that takes somebody of the {side}'s side."""

    def __init__(self, ref: str, name: str, side: str) -> None:
        self.ref = ref
        self.name = name
        self.side = side


class NeedsOwner(DomainError):
    """{ref} has no owner yet. Give it one first: `{ref} owner @name`."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
