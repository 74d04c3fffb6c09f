"""Headlines that begin with what somebody said and tell of whom behind a colon: `« On a gagné » : le maire savoure`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute.reading import Attribution, Reading, span_of
from quotes.extract.attribute.sentence import FOLLOWS
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, clause_subject, flags_at, head_speaks, starting_at

_FEW = 3
"""Blanks in four words; what is shorter is a title or a label as often as an utterance."""
_SPOKEN = wc.PRONOUN | wc.AUXILIARY | wc.BE | wc.POSSESSOR
"""Words that a sentence has and the name of a work seldom."""
_BEFORE = 2
"""Tokens before the quotation: a place and a mark ("Nordal. « … » : …")."""


def by_headline(desk: Reading, line: Line) -> None:
    """Whom the clause behind a colon is about, where a sentence in marks opens the line."""
    index, token = next(iter(line.token_of.items()))
    if token > _BEFORE or not flags_at(line, token + 1) & wc.COLON or desk.attributions[index].rule:
        return
    if (person := _person(desk, line, token + 2)) and _is_spoken(desk, index):
        desk.attributions[index] = Attribution(FOLLOWS, None, span_of(line, person))


def _is_spoken(desk: Reading, index: int) -> bool:
    f = desk.found[index]
    words = desk.text[f.start : f.end].lower().replace("’", "'").split()
    parts = (part for word in words for part in word.strip(",.!?…").split("'"))
    return len(words) > _FEW and any(desk.lexicon.flags.get(part, 0) & _SPOKEN for part in parts)


def _person(desk: Reading, line: Line, low: int) -> Phrase | None:
    """The subject of a clause, if it is somebody; else whom it names in full, or whose what it tells of is."""
    high = line.last[low] if low < len(line.flags) else low
    if any(f & wc.QUOTE for f in line.flags[low:high]):
        return None
    subject = clause_subject(line, low, high)
    if subject and head_speaks(line, subject) and not all(f & wc.PLACE for f in line.flags[slice(*subject)]):
        return subject
    first_names = desk.lexicon.first_names
    k = next((k for k in range(low, high - 1) if line.word[k] in first_names and line.flags[k + 1] & wc.NAME), None)
    if k is not None:
        return starting_at(line, k, high)
    of = next((k for k in range(low, high) if line.flags[k] & wc.OF), high)
    owner = starting_at(line, of + 1, high) if of + 1 < high else None
    return owner if owner and any(f & wc.ROLE for f in line.flags[slice(*owner)]) else None
