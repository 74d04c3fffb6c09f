"""Whom an inquit passes on, where nouns have cases: `«…», — цитирует министра ТАСС`, `приводит слова Зимина РБК`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import Said
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at, starting_at
from quotes.register import Register

_OBJECT = wc.NAME | wc.PLAIN | wc.ROLE | wc.TITLE
_LONGEST = 8
"""Words of whom is passed on, at most."""
_OFFICE = wc.ROLE | wc.TITLE | wc.GROUP
_TOLD = 4
"""Words of an outlet's name that stands between a verb and its subject."""
_NAME = 3
"""Words of the name of an outlet that passes somebody's words on."""


def cited(line: Line, v: int, high: int, lexicon: Lexicon) -> Said | None:
    """The object of the verb at token v as the source, its subject behind it as who relays.

    The object ends before an outlet, or before a body or an office in the nominative, which the tables have.
    """
    if not lexicon.cases or not line.flags[v] & wc.HEAR:
        return None
    start = v + 2 if flags_at(line, v + 1) & wc.NOUN_CUE else v + 1
    if start >= high:
        return None
    if line.flags[start] & (wc.REFLEXIVE | wc.PRONOUN | wc.POSSESSOR):
        end = start + 1
    else:
        end = _object_ends(line, start, high, lexicon)
    if end == start:
        return None
    relayer: Phrase | None = starting_at(line, end, high)
    return Said("relayed", (v, start), (start, end), relayer, near=True)


def _object_ends(line: Line, start: int, high: int, lexicon: Lexicon) -> int:
    k = start
    while k < high and k - start < _LONGEST and line.flags[k] & _OBJECT:
        subject = line.flags[k] & (wc.GROUP | wc.ROLE | wc.TITLE) and not line.flags[k] & wc.CAPITAL
        if is_outlet(line, k, high, lexicon) or (k > start and subject):
            return k
        k += 1
    return k


def without_outlet(line: Line, phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """A phrase without the outlet behind it that it was told to: `сообщили в мэрии ТАСС`."""
    if not lexicon.cases:
        return phrase
    ends = (k for k in range(phrase[0] + 1, phrase[1]) if is_outlet(line, k, phrase[1], lexicon))
    return phrase[0], next(ends, phrase[1])


def is_outlet(line: Line, k: int, high: int, lexicon: Lexicon) -> bool:
    """Whether an outlet's name begins at a token, bare or between marks."""
    if not line.flags[k] & wc.NAME:
        return False
    names = (" ".join(line.word[k:end]) for end in range(min(high, k + _NAME), k, -1))
    register = Register.load()
    return not line.word[k] or any(register.by_name(name, lexicon.code) for name in names)


def in_nominative(line: Line, phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """`В интервью РБК экономист Анна Зимина …`: a phrase behind a preposition from the office or first name that none
    governs, else from what stands behind an outlet: `Na antenie Radia Zet Berg …`."""
    flags, (first, end) = line.flags, phrase
    if not flags_at(line, first - 1) & wc.PREPOSITION and not flags_at(line, first - 2) & wc.PREPOSITION:
        return phrase
    begins = (k for k in range(first + 1, end) if flags[k] & _OFFICE & ~wc.GROUP or _is_given(line, k, lexicon))
    return next(begins, None) or _behind_outlet(line, first, end, lexicon), end


def _behind_outlet(line: Line, first: int, end: int, lexicon: Lexicon) -> int:
    """Where an outlet's name ends that begins a phrase or stands behind its noun; else where the phrase begins."""
    first += line.flags[first] == wc.PLAIN
    names = ((k, " ".join(line.word[first:k])) for k in range(min(end - 1, first + _NAME), first, -1))
    register = Register.load()
    return next((k for k, name in names if register.by_name(name, lexicon.code)), first)


def _is_given(line: Line, k: int, lexicon: Lexicon) -> bool:
    return line.word[k] in lexicon.first_names and bool(line.flags[k] & flags_at(line, k + 1) & wc.NAME)


def past_dative(line: Line, k: int, high: int, lexicon: Lexicon) -> int:
    """`powiedziała PAP burmistrz Anna Berg`, `сказал Интерфаксу Иван Берг`: past the outlet, to whom it was told by.

    Where nouns have cases an office in the nominative, or a first name behind a name that is none, begins the subject.
    """
    flags, j = line.flags, k
    if not lexicon.cases or k >= high or line.word[k] in lexicon.first_names:
        return k
    while j < high and j - k < _TOLD and (flags[j] & wc.NAME or "." in line.word[j]) and not flags[j] & _OFFICE:
        j += 1
        if j + 1 < high and (flags[j] & _OFFICE or _is_given(line, j, lexicon)):
            return j
    return k
