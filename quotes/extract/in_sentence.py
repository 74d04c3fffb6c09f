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
_NAME = wc.NAME | wc.CAPITAL
_OPENS = wc.STOP | wc.QUOTE
"""What a sentence may begin behind."""
_DESCRIBES = wc.ROLE | wc.PLAIN
"""What a party's name stands behind as an adjective does: `le député LFI`, `la conseillère régionale LR`."""


def _common(flag: int, word: str, before: int, lexicon: Lexicon) -> int:
    """A common word with a capital: at the start of a sentence it is what it always is, inside it is a name."""
    if not before & wc.STOP or word in lexicon.first_names:
        return flag & ~wc.PLAIN
    return flag & ~wc.NAME | (wc.ADVERB if word.endswith(lexicon.adverb_endings) else 0)


def _is_verb(flag: int, word: str, lexicon: Lexicon) -> bool:
    """`Llegó tarde`: a word that no table has, finite by its ending."""
    return flag == _NAME and len(word) > _SHORTEST and word.endswith(lexicon.finite_endings)


def by_place(flag: int, word: str, before: int, lexicon: Lexicon) -> int:
    """A capital at the start of a sentence makes no name of a verb or a common word; inside it, it does of a first name
    ("Will")."""
    if flag & wc.PLAIN and flag & wc.NAME:
        return _common(flag, word, before, lexicon)
    if before & _OPENS:
        return _opening(flag, word, lexicon)
    if before & _DESCRIBES and word in lexicon.parties:
        return wc.PLAIN | wc.CAPITAL
    if flag & wc.TITLE and flag & wc.REFLEXIVE:
        return wc.TITLE | wc.CAPITAL
    return _NAME if flag & NOT_NAMES and word in lexicon.first_names else flag


def _opening(flag: int, word: str, lexicon: Lexicon) -> int:
    """What a capitalised word is that opens a sentence."""
    if word in lexicon.openings:
        return lexicon.openings[word] | wc.CAPITAL
    if word in lexicon.first_names:
        return flag
    if flag & wc.CUE:
        return flag & ~wc.NAME
    if word.endswith(lexicon.gerund_endings):
        return (flag | wc.GERUND) & ~wc.NAME
    adverbs = lexicon.nouns_capital or lexicon.subject_in_verb
    if word.endswith(lexicon.adverb_endings if adverbs else lexicon.opening_adverbs):
        return wc.ADVERB | wc.CAPITAL
    return wc.VERB | wc.PLAIN | wc.CAPITAL if _is_verb(flag, word, lexicon) else flag
