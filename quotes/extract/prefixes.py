"""Words that are written as one with the small word before them, as in Arabic."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.register import Register

_PREFIXED = 3
"""Letters behind a prefix that is a word; fewer are seldom a word of their own."""


def behind_prefix(word: str, lexicon: Lexicon) -> int:
    """A verb or an office behind the word for "and" (`وزعم`), or whom something was told to (`لرويترز`)."""
    prefix = next((p for p in lexicon.joined if word.startswith(p)), "")
    rest = word[len(prefix) :]
    if not prefix or len(rest) < _PREFIXED:
        return 0
    if prefix in lexicon.joined[:2]:
        return lexicon.flags.get(rest, 0) & (wc.CUE | wc.ROLE | wc.TITLE | wc.GERUND | wc.ASCRIBE)
    to = prefix == lexicon.joined[-1] or Register.load().by_name(rest, lexicon.code) is not None
    return wc.PREPOSITION if to else 0
