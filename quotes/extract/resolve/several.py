"""Whom "they" and "it" mean: a body or a group that has spoken, or that a sentence shortly before is about."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, clause_subject, flags_at, has_name, starting_at
from quotes.extract.resolve.room import Resolved, Room, fits_resolved
from quotes.extract.tokenising import tokenise
from quotes.model import Span

_BACK = 2
"""Sentences back to which their subject is looked for."""
_LONGEST = 600
"""Code points of such a sentence."""
_HEAD_ENDS = wc.PREPOSITION | wc.COMMA | wc.OPEN | wc.RELATIVE
_NOUNS = wc.GROUP | wc.NAME | wc.ROLE
_OBJECT = wc.DETERMINER | wc.POSSESSOR
_SPOKEN = 20
"""So many speakers back one that fits is looked for."""


def spoke_last(at: int, gender: str, room: Room) -> tuple[int, Resolved] | None:
    """Who spoke last of those whom a pronoun fits, and where."""
    return next(((p, r) for p, r in reversed(room.spoken[-_SPOKEN:]) if p < at and fits_resolved(r, gender)), None)


def subject_of(at: int, gender: str, room: Room) -> Span | Resolved | None:
    """The nearest earlier subject that is several or no person, unless one that fits has spoken since then.

    A body is given by its span; several people who are joined are one answer, as they are written.
    """
    cast, last = room.cast, spoke_last(at, gender, room)
    number = cast.sentence(at)
    for n in range(number, max(-1, number - _BACK - 1), -1):
        if last and cast.sentence(last[0]) >= n:
            return last[1]
        end = min(at, cast.ends[n] if n < len(cast.ends) else at)
        start = max(cast.ends[n - 1] if n else 0, end - _LONGEST)
        if found := _subject(start, end, gender, room):
            return found
    return last[1] if last else None


def _subject(start: int, end: int, gender: str, room: Room) -> Span | Resolved | None:
    line = Line(capital_nouns=room.lexicon.nouns_capital, plural_endings=room.lexicon.plural_endings)
    tokenise(line, room.text, start, end, room.lexicon)
    phrase = clause_subject(line, 0, len(line.flags)) if line.flags else None
    if not phrase or room.cast.is_quoted(line.start[phrase[0]]):
        return None
    first, (head, last) = phrase[0], _head(line, phrase)
    found = Span(line.start[first], line.end[last])
    if gender == "p" and (joined := _joined(line, phrase, head)):
        return Resolved(room.text[found.start : line.end[joined - 1]], gender="p")
    return found if _fits(line, head, gender) else None


def _joined(line: Line, phrase: Phrase, head: int) -> int | None:
    """Where two end who are joined: `Miller and Berg`, `the mayor, Ann Miller, and Tom Berg, her aide`."""
    flags, end = line.flags, phrase[1]
    if any(f & wc.CONJUNCTION for f in flags[phrase[0] : head]):
        return end
    k = end + bool(flags_at(line, end) & wc.COMMA)
    other = starting_at(line, k + 1, len(flags)) if flags_at(line, k) & wc.CONJUNCTION else None
    return other[1] if other and has_name(line, phrase) and has_name(line, other) else None


def _head(line: Line, phrase: Phrase) -> tuple[int, int]:
    """The tokens of the head and of the phrase's end: a body before a verb that is not known ends both."""
    flags, first = line.flags, phrase[0]
    for k in range(first, phrase[1]):
        following = flags[k + 1] if k + 1 < phrase[1] else wc.COMMA
        if following & _HEAD_ENDS and not following & wc.NAME:
            return k, _before_object(line, k + 1, phrase[1]) - 1
        if flags[k] & wc.GROUP and following & wc.PLAIN:
            return k, k
    return phrase[1] - 1, phrase[1] - 1


def _before_object(line: Line, k: int, end: int) -> int:
    """Before a verb that is not known, whose object begins with a determiner: `l’association des riverains apporte son
    soutien`."""
    flags = line.flags
    verbs = (j for j in range(k, end - 1) if flags[j] & wc.PLAIN and flags[j - 1] & _NOUNS)
    return next((j for j in verbs if flags[j + 1] & _OBJECT and not flags[j + 1] & wc.OF), end)


def _fits(line: Line, head: int, gender: str) -> bool:
    """Whether a noun is a body, or for "they" the plural of anything: `Harbour officials`, `the anglers`."""
    flag = line.flags[head]
    if flag & (wc.GROUP | wc.NOT_PERSON):
        return True
    if gender == "n":
        return bool(flag & wc.NOUN_CUE)
    return not flag & (wc.NAME | wc.PRONOUN) and line.word[head].endswith(line.plural_endings or ("\0",))
