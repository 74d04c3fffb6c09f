"""Quotations stitched from two: pieces joined by an ellipsis, each of which another quotation holds, none them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import regex

from quotes.match.compare import ELLIPSIS, compare
from quotes.match.families import Families
from quotes.match.grounds import speakers
from quotes.match.holding import holding
from quotes.match.keys import RANK_BITS, postings
from quotes.match.wording import written_words
from quotes.match.words import Hashes, variants
from quotes.model import Pair, Witness

FEWEST = 3
"""Words of a piece at least."""
MOST_LOOKED_AT = 50
"""Wordings looked at that have the rarest key of a piece, longest first: what holds the piece has all its keys."""


Articles = Callable[[str], Sequence[Witness]]
"""An article's utterances, by its id."""


def stitched(alone: Sequence[Witness], said: Sequence[Witness], found: Families) -> list[Pair]:
    """Two pairs or more for each stitched quotation among those that nothing holds whole."""
    sewn = [(w, parts) for w in alone if (parts := pieces(w.text))]
    holders = _holders([p for _, parts in sewn for p in parts], said, found)
    articles: dict[str, list[Witness]] = defaultdict(list)
    for witness in said:
        articles[witness.article].append(witness)
    return [pair for w, parts in sewn for pair in sewn_from(w, [(p, holders[p]) for p in parts], articles.__getitem__)]


def pieces(text: str) -> list[str]:
    """The pieces of a text that may be stitched; none where it is of one piece, or of scraps.

    >>> pieces("we sleep in the boats … nobody asked us"), pieces("we sleep … in the boats")
    (['we sleep in the boats ', ' nobody asked us'], [])
    """
    parts = [p for p in ELLIPSIS.split(text) if p and regex.search(r"\w", p)]
    return parts if len(parts) > 1 and all(len(written_words(p)) >= FEWEST for p in parts) else []


def piece_keys(parts: Sequence[str]) -> list[set[int]]:
    """The keys by which each piece finds what holds it."""
    own = variants(parts)
    keys: dict[int, set[int]] = defaultdict(set)
    for packed in postings(own).tolist():
        keys[packed & ((1 << RANK_BITS) - 1)].add(packed >> RANK_BITS)
    return [keys[variant] for variant in own.of.tolist()]


def keys_of_pieces(sewn: Mapping[str, Sequence[str]]) -> dict[str, list[set[int]]]:
    """The same of the pieces of many quotations at once."""
    keys = iter(piece_keys([part for parts in sewn.values() for part in parts]))
    return {quote: [next(keys) for _ in parts] for quote, parts in sewn.items()}


def rarest(keys: Iterable[int], size: Callable[[int], int]) -> int | None:
    """The key that the fewest wordings have; none where there are no keys."""
    return min(keys, key=lambda key: (size(key), key), default=None)


def _bounds(keys: Hashes, key: int) -> tuple[int, int]:
    low = np.uint64(key) << np.uint64(RANK_BITS)
    return int(np.searchsorted(keys, low)), int(np.searchsorted(keys, low + np.uint64(1 << RANK_BITS)))


def _bucket(keys: Hashes, of_piece: Iterable[int]) -> list[int]:
    bounds = {key: _bounds(keys, key) for key in of_piece}
    key = rarest(bounds, lambda key: bounds[key][1] - bounds[key][0])
    if key is None:
        return []
    low, high = bounds[key]
    rank = np.uint64((1 << RANK_BITS) - 1)
    return [int(packed & rank) for packed in keys[low : min(high, low + MOST_LOOKED_AT)]]


def _holders(parts: Sequence[str], said: Sequence[Witness], found: Families) -> dict[str, list[Witness]]:
    """The quotations that hold each piece word for word, by the keys that they share."""
    if not parts:
        return {}
    members: dict[int, list[Witness]] = defaultdict(list)
    for witness, variant in zip(said, found.of.tolist(), strict=True):
        members[variant].append(witness)
    held: dict[str, list[Witness]] = {}
    for piece, keys in zip(parts, piece_keys(parts), strict=True):
        held[piece] = holding(piece, (w for v in _bucket(found.postings, keys) for w in members[v]))
    return held


def _held(witness: Witness, holders: Sequence[Witness]) -> list[Witness]:
    return [w for w in holders if w.id != witness.id and w.inside != witness.id and speakers(witness, w) != "strangers"]


def sewn_from(
    witness: Witness, pieces_held: Sequence[tuple[str, Sequence[Witness]]], articles: Articles
) -> Iterator[Pair]:
    """The pairs of one quotation, by its pieces and who holds each; a piece too short to be found is looked for where
    another piece was.

    Pieces of one article's quotations are one speech with something left out: their relation is what it is for any
    other; pieces of different articles are ``stitched``.
    """
    held = [(piece, _held(witness, holders)) for piece, holders in pieces_held]
    near = sorted({w.article for _, holders in held for w in holders})
    nearby = [] if all(holders for _, holders in held) else [w for a in near for w in articles(a)]
    pools = [holders or _held(witness, holding(piece, nearby)) for piece, holders in held]
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
