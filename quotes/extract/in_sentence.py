"""What the place of a word in its sentence makes of it, where its letters leave it open."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon

_SHORTEST = 3
"""Letters of a verb whose ending tells that it is one, at least one more."""
NOT_NAMES = (
    wc.FUNCTION
    | wc.TEMPORAL
    | wc.CALENDAR
    | wc.INQUIT_OPENER
    | wc.ASCRIBE_AFTER
    | wc.ASCRIBE_START
    | wc.ASCRIBE_POST
    | wc.STOP
)
_DESCRIBES = wc.ROLE | wc.PLAIN
"""What a party's name stands behind as an adjective does: `le député LFI`, `la conseillère régionale LR`."""


def _common(flag: int, word: str, before: int, lexicon: Lexicon) -> int:
    """A common word with a capital: at the start of a sentence it is what it always is, inside it is a name."""
    if not before & wc.STOP or word in lexicon.first_names:
        return flag & ~wc.PLAIN
    return flag & ~wc.NAME | (wc.ADVERB if word.endswith(lexicon.adverb_endings) else 0)


def _is_verb(flag: int, word: str, lexicon: Lexicon) -> bool:
    """`Llegó tarde`: a word that no table has, finite by its ending."""
    unknown = not flag & ~(wc.NAME | wc.CAPITAL) and word not in lexicon.first_names
    return unknown and len(word) > _SHORTEST and word.endswith(lexicon.finite_endings)


def by_place(flag: int, word: str, before: int, lexicon: Lexicon) -> int:
    """A capital at the start of a sentence makes no name of a verb or a common word; inside it, it does of a first name
    ("Will")."""
    if flag & wc.PLAIN and flag & wc.NAME:
        return _common(flag, word, before, lexicon)
    opens = bool(before & (wc.STOP | wc.QUOTE))
    if opens and word in lexicon.openings:
        return lexicon.openings[word] | wc.CAPITAL
    if opens and (flag & wc.CUE or word.endswith(lexicon.gerund_endings)) and word not in lexicon.first_names:
        return (flag | wc.GERUND if not flag & wc.CUE else flag) & ~wc.NAME | wc.CAPITAL
    adverbs = lexicon.nouns_capital or lexicon.subject_in_verb
    endings = lexicon.adverb_endings if adverbs else lexicon.opening_adverbs
    if opens and word.endswith(endings) and word not in lexicon.first_names:
        return wc.ADVERB | wc.CAPITAL
    if before & _DESCRIBES and word in lexicon.parties:
        return wc.PLAIN | wc.CAPITAL
    if opens and lexicon.finite_endings and flag & wc.NAME and _is_verb(flag, word, lexicon):
        return wc.VERB | wc.PLAIN | wc.CAPITAL
    if not opens and flag & wc.TITLE and flag & wc.REFLEXIVE:
        return wc.TITLE | wc.CAPITAL
    if not opens and flag & NOT_NAMES and word in lexicon.first_names:
        return wc.NAME | wc.CAPITAL
    return flag
