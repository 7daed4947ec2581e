"""Words of a free text that look like a parameter: what makes the bot ask first."""

from collections.abc import Iterator

from bot.command import Parameter
from bot.words.arguments import Arguments
from bot.words.people_kinds import WhoKind, is_mention
from bot.words.private_words import PRIVATE, can_be_private, near_private, private_at
from bot.words.reading import Reading
from bot.words.slip import Doubt, slip_at
from bot.words.slots import Slot
from bot.words.tokens import Token, matches

JOINT = "joint"
DUE = "due"


def doubts_in(said: Arguments, reading: Reading) -> list[Doubt]:
    """Everything in the text that should be asked about, without overlaps."""
    found: list[Doubt] = []
    taken: set[int] = set()
    for doubt in (
        *_amid(said),
        *_slips(said, reading),
        *_mentions(said),
        *_unread(said),
    ):
        if taken.isdisjoint(doubt.places):
            found.append(doubt)
            taken |= set(doubt.places)
    return found


def _amid(said: Arguments) -> Iterator[Doubt]:
    """Parameters with words of the same text on both sides, or flags before words."""
    bare = {place for place in said.loose if not said.words[place].quoted}
    for slot in said.slots:
        if _runs_into_text(said, slot, bare) or _hides_private(said, slot):
            words = said.words[slot.start : slot.end]
            private = slot.parameter.word == PRIVATE or _hides_private(said, slot)
            yield Doubt(tuple(range(slot.start, slot.end)), words, private)


def _runs_into_text(said: Arguments, slot: Slot, bare: set[int]) -> bool:
    before, after = _bounds(said, slot.start, slot.end)
    if before in bare and after in bare:
        return True
    if slot.parameter.flag:
        touches = slot.parameter.word == JOINT and before in bare
        return touches or slot.end in bare
    return slot.start - 1 in bare and _is_bare_text(said, slot)


def _is_bare_text(said: Arguments, slot: Slot) -> bool:
    return slot.parameter.kind.weak and not said.words[slot.at].quoted


def _hides_private(said: Arguments, slot: Slot) -> bool:
    """`benefit customer cheaper privat`: a bare text that took in a word of ours."""
    words = said.words[slot.at : slot.end]
    return slot.parameter.kind.free and any(map(near_private, words))


def _bounds(said: Arguments, start: int, end: int) -> tuple[int, int]:
    """The places next to the run of parameters that *start* and *end* are part of."""
    for slot in reversed(said.slots):
        start = slot.start if slot.end == start else start
    for slot in said.slots:
        end = slot.end if slot.start == end else end
    return start - 1, end


def _slips(said: Arguments, reading: Reading) -> Iterator[Doubt]:
    """Misspelt words and values, from left to right."""
    for place in said.loose:
        if said.words[place].quoted:
            continue
        doubt = _private(said, place) or slip_at(said, place, reading)
        if doubt:
            yield doubt


def _private(said: Arguments, place: int) -> Doubt | None:
    places = private_at(said, place)
    instead = (Token(PRIVATE),) if can_be_private(said) else ()
    return Doubt(places, instead, private=True) if places else None


def _unread(said: Arguments) -> Iterator[Doubt]:
    """`owner Dan` and `due banana` at the end: a word of ours before what it cannot be.

    The first word of a text is none of ours: `due diligence` is a title.
    """
    for parameter in said.command.named:
        if parameter.name in said.values or not parameter.said:
            continue
        for place in said.loose[1:]:
            places = _last_words(said, place, len(parameter.said))
            words = [said.words[at] for at in places]
            if matches(words, parameter.said) and _may_be(parameter, words[-1]):
                yield Doubt(tuple(places), _as_person(parameter, words[-1]))


def _last_words(said: Arguments, place: int, ours: int) -> list[int]:
    """The places from *place* on, where just one more word follows ours."""
    places = list(range(place, place + ours + 1))
    ends = places[-1] + 1 not in said.loose and set(places) <= set(said.loose)
    return places if ends else []


def _may_be(parameter: Parameter, last: Token) -> bool:
    if last.quoted:
        return False
    if isinstance(parameter.kind, WhoKind):
        return last.text[:1].isupper()
    return parameter.word == DUE


def _as_person(parameter: Parameter, last: Token) -> tuple[Token, ...]:
    if not isinstance(parameter.kind, WhoKind):
        return ()
    return (*map(Token, parameter.said), Token(f"@{last.text.lower()}"))


def _mentions(said: Arguments) -> Iterator[Doubt]:
    """Somebody named at the end of a text, where nobody is named as its owner yet."""
    owner = next(
        (p for p in said.command.parameters if p.named and isinstance(p.kind, WhoKind)),
        None,
    )
    if owner is None or owner.name in said.values:
        return
    for place in said.loose:
        last = place + 1 not in said.loose
        if last and place and is_mention(said.words[place]):
            yield Doubt((place,), (*map(Token, owner.said), said.words[place]))
