"""Quotations stitched from two: pieces joined by an ellipsis, each of which another quotation holds, none them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import regex

from quotes.match.compare import ELLIPSIS, compare
from quotes.match.families import Families
from quotes.match.grounds import speakers
from quotes.match.keys import RANK_BITS, postings
from quotes.match.wording import in_a_row, written_words
from quotes.match.words import Hashes, variants
from quotes.model import Pair, Witness

FEWEST = 3
"""Words of a piece at least."""
MOST_LOOKED_AT = 50
"""Quotations looked at for one key of a piece, longest first."""


def stitched(alone: Sequence[Witness], said: Sequence[Witness], found: Families) -> list[Pair]:
    """Two pairs or more for each stitched quotation among those that nothing holds whole.

    Pieces of one article's quotations are one speech with something left out: their relation is what it is for any
    other; pieces of different articles are ``stitched``.
    """
    pieces = {w.id: parts for w in alone if len(parts := _pieces(w.text)) > 1}
    sewn = [w for w in alone if w.id in pieces]
    holders = _holders([p for w in sewn for p in pieces[w.id]], said, found)
    articles: dict[str, list[Witness]] = defaultdict(list)
    for witness in said:
        articles[witness.article].append(witness)
    pairs: list[Pair] = []
    for witness in sewn:
        pairs += _pairs(witness, [_held(witness, holders.get(p, [])) for p in pieces[witness.id]], pieces, articles)
    return pairs


def _pieces(text: str) -> list[str]:
    parts = [p for p in ELLIPSIS.split(text) if p and regex.search(r"\w", p)]
    return parts if len(parts) < 2 or all(len(written_words(p)) >= FEWEST for p in parts) else []


def _bucket(keys: Hashes, key: np.uint64) -> list[int]:
    low = np.searchsorted(keys, key << np.uint64(RANK_BITS))
    high = np.searchsorted(keys, (key + np.uint64(1)) << np.uint64(RANK_BITS))
    rank = np.uint64((1 << RANK_BITS) - 1)
    return [int(packed & rank) for packed in keys[low : min(high, low + MOST_LOOKED_AT)]]


def _holders(pieces: Sequence[str], said: Sequence[Witness], found: Families) -> dict[str, list[Witness]]:
    """The quotations that hold each piece word for word, by the keys that they share."""
    if not pieces:
        return {}
    own = variants(pieces)
    of_variant: dict[int, list[int]] = defaultdict(list)
    for packed in postings(own).tolist():
        of_variant[packed & ((1 << RANK_BITS) - 1)] += _bucket(found.postings, np.uint64(packed >> RANK_BITS))
    members: dict[int, list[Witness]] = defaultdict(list)
    for witness, variant in zip(said, found.of.tolist(), strict=True):
        members[variant].append(witness)
    held: dict[str, list[Witness]] = {}
    for piece, variant in zip(pieces, own.of.tolist(), strict=True):
        near = [w for v in sorted(set(of_variant[variant])) for w in members[v]]
        held[piece] = [w for w in near if in_a_row(piece) in in_a_row(w.text)]
    return held


def _held(witness: Witness, holders: Sequence[Witness]) -> list[Witness]:
    return [w for w in holders if w.id != witness.id and w.inside != witness.id and speakers(witness, w) != "strangers"]


def _pairs(
    witness: Witness, held: Sequence[list[Witness]], pieces: dict[str, list[str]], articles: dict[str, list[Witness]]
) -> Iterator[Pair]:
    """The pairs of one quotation; a piece too short to be found is looked for where another piece was."""
    near = sorted({w.article for holders in held for w in holders})
    nearby = [w for a in near for w in articles[a]]
    pools = [
        holders or _held(witness, [w for w in nearby if in_a_row(piece) in in_a_row(w.text)])
        for piece, holders in zip(pieces[witness.id], held, strict=True)
    ]
    chosen = {best.id: best for pool in pools if pool for best in [_likeliest(witness, pool, pools)]}
    if len(chosen) > 1:
        one_speech = len({w.article for w in chosen.values()}) == 1
        for whole in chosen.values():
            found = compare(witness, whole)
            yield Pair(witness.id, whole.id, found if one_speech else replace(found, relation="stitched"))


def _likeliest(witness: Witness, pool: Sequence[Witness], pools: Sequence[Sequence[Witness]]) -> Witness:
    """Of those that hold a piece the one whose article has most of the pieces; its own article last of equals."""
    pieces_in = Counter(article for others in pools for article in {w.article for w in others})
    return min(pool, key=lambda w: (-pieces_in[w.article], w.article == witness.article, -len(w.text), w.id))
