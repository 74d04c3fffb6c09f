"""Whether marks hold an utterance (direct), part of one (fragment) or none at all (scare)."""

from __future__ import annotations

from quotes.extract.attribute import Attribution
from quotes.extract.lexicon import DETERMINER, Lexicon
from quotes.extract.values import Found
from quotes.model import Kind

_FEW = 3
"""Up to so many words, marks that nobody is said to have uttered are irony, a title or a word mention."""
_FURNITURE = frozenset({"teaser", "caption"})


def kind_of(text: str, f: Found, a: Attribution, lexicon: Lexicon) -> Kind:
    """The kind of a quotation from its words and what was found about it.

    A sentence of its own is direct; what is woven into the article's sentence is a fragment.
    """
    words = text[f.start : f.end].split()
    if f.place in _FURNITURE:
        return "scare"
    if not a.rule and (len(words) <= _FEW or _title(words, lexicon)):
        return "scare"
    if a.rule in WEAK and (len(words) <= _FEW or _title(words, lexicon)):
        return "scare"
    if _sentence(text, f, words, lexicon) and a.rule:
        return "direct"
    return "fragment"


WEAK = frozenset({"subject of the sentence"})
"""Rules that do not show that words were uttered at all."""


def _sentence(text: str, f: Found, words: list[str], lexicon: Lexicon) -> bool:
    first = text[f.start]
    if len(words) < 2:
        return first.isupper() and text[f.end - 1] in ".!?…"
    return not first.islower() and (first.isupper() or first.isdigit() or not first.isalnum() or lexicon.caseless)


def _title(words: list[str], lexicon: Lexicon) -> bool:
    """Every word but the small ones has a capital: the name of a work, a programme, a law."""
    big = [w for w in words if not lexicon.flags.get(w.lower().strip(",."), 0) & DETERMINER and len(w) > 3]
    return bool(big) and all(w[:1].isupper() for w in big) and words[-1][-1:] not in "!?"
