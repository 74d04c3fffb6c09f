"""The words of a search, and how like a quotation is to them: the share of the words that it has, and their order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quotes.plugin.words import marked, visible
from quotes.text import WORD, folded

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Thai, Lao, Burmese, Khmer, kana and Han do not set words apart: pieces of three characters are searched."""

WORDS = 32
"""Distinct words of a search that count; a sentence has about twenty."""

LARGE = 8000
"""Quotations from which on a word's rareness is no longer weighed against their number: counting ends at 2,000."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the search: as it is asked of the index, folded to be marked, and in how many quotations it is."""

    word: str
    ask: str
    folded: str
    held: int = 0
    prefix: bool = False
    total: int = LARGE

    @property
    def weight(self) -> float:
        """Rare words weigh more, against the ``total`` of quotations; one that is nowhere weighs as a rare one."""
        return math.log(1.2 + min(self.total, LARGE) / (1 + self.held))


def terms(text: str) -> list[Term]:
    """The words of a search, each once; whatever else it holds is no part of the question to the index.

    >>> [t.ask for t in terms('Don"t NEAR(*) don')]
    ['"Don"', '"t"', '"NEAR"']
    >>> [t.ask for t in terms("我们不会")]
    ['"我们不"', '"们不会"']
    """
    unique: dict[str, Term] = {}
    for word in (w for piece in _words(text) for w in _split(piece)):
        key = folded(word).text
        unique.setdefault(key, Term(word, f'"{word}"', key))
    return list(unique.values())[:WORDS]


def _words(text: str) -> list[str]:
    """Words as SQLite's index has them: letters, figures and the marks that combine with them; scripts without spaces
    in runs.

    >>> _words("L’été n° 2, 我们不会…")
    ['L', 'été', 'n', '2', '我们不会']
    """
    spaced = UNSPACED.sub(lambda run: f" {run[0]} ", text)
    pieces = (piece for part in spaced.split() for piece in ([part] if UNSPACED.match(part) else WORD.findall(part)))
    return [word for piece in pieces if (word := piece.strip("*"))]


def _split(piece: str) -> Iterable[str]:
    """A run of letters as it is; stretches without spaces in threes."""
    if not UNSPACED.search(piece):
        return [piece]
    runs = UNSPACED.findall(piece)
    return [run[i : i + 3] for run in runs for i in range(max(1, len(run) - 2))]


def likeness(text: str, asked: Sequence[Term]) -> float:
    """Which share of the search, by weight, a text has.

    >>> likeness("We shall see", terms("shall we go")) > 0.5, likeness("Nothing", terms("shall"))
    (True, 0.0)
    """
    there = folded(text).text
    words = set(_words(there))
    shared = sum(t.weight for t in asked if _in(t, words, there))
    return shared / (sum(t.weight for t in asked) or 1)


def cohesion(text: str, asked: Sequence[Term]) -> float:
    """Of the words of a search that a text has, the share, by weight, that stand beside the same neighbour there.

    >>> cohesion("We shall see her", terms("we shall go")), cohesion("Shall I, or will we?", terms("we shall go"))
    (1.0, 0.0)
    """
    there = folded(text).text
    words = _words(there)
    have = [t for t in asked if _in(t, set(words), there)]
    if len(have) < 2:
        return 1.0
    pairs = set(pairwise(words))
    joined = {
        t for one, two in pairwise(asked) if one in have and two in have and _meet(one, two, pairs) for t in (one, two)
    }
    return sum(t.weight for t in joined) / sum(t.weight for t in have)


def _meet(one: Term, two: Term, pairs: set[tuple[str, str]]) -> bool:
    """Whether two words follow each other; of beginnings, and of pieces of a script without spaces, it is taken for
    granted."""
    loose = one.prefix or two.prefix or UNSPACED.search(one.folded) or UNSPACED.search(two.folded)
    return bool(loose) or (*_words(one.folded)[-1:], *_words(two.folded)[:1]) in pairs


def _in(term: Term, words: set[str], text: str) -> bool:
    if UNSPACED.search(term.folded):
        return term.folded in text
    if term.prefix:
        return any(w.startswith(term.folded) for w in words)
    return all(piece in words for piece in _words(term.folded))


def mark(text: str, asked: Sequence[Term]) -> Any:
    """The text with the searched words marked, accents and case apart.

    >>> mark("Les créanciers", terms("CREANCIERS"))
    Markup('Les <mark>créanciers</mark>')
    """
    clean = visible(text)
    back = folded(clean)
    stems = sorted((t.folded for t in asked if t.prefix), key=len)
    whole = {t.folded for t in asked if not t.prefix}
    spans = [m.span() for m in WORD.finditer(back.text) if m[0] in whole or any(m[0].startswith(s) for s in stems)]
    pieces = [w for w in whole if UNSPACED.search(w)]
    spans += [m.span() for w in pieces for m in re.finditer(re.escape(w), back.text)]
    return marked(clean, _joined((back.offsets[s], back.offsets[e]) for s, e in spans))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or touch, as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
