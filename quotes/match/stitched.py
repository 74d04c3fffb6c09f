"""Quotations stitched from two: pieces joined by an ellipsis, each of which another quotation holds, none them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import regex

from quotes.match.compare import ELLIPSIS, compare
from quotes.match.families import Families
from quotes.match.folding import common
from quotes.match.grounds import speakers
from quotes.match.holding import holding
from quotes.match.keys import RANK_BITS, telling
from quotes.match.wording import in_a_row, written_words
from quotes.match.words import Hashes, variants
from quotes.model import Pair, Witness

FEWEST = 3
"""Words of a piece at least."""
MOST_LOOKED_AT = 50
"""Wordings looked at that have the key of a piece, longest first: what holds the piece has all its keys."""


class LookedFor(NamedTuple):
    """A piece and those that hold it; ``everywhere``: whether no others can."""

    piece: str
    holders: Sequence[Witness]
    everywhere: bool


Nearby = Callable[[Sequence[str], str], Iterable[Witness]]
"""Of the utterances of some articles those that may hold a piece."""


def stitched(alone: Sequence[Witness], said: Sequence[Witness], found: Families) -> list[Pair]:
    """Two pairs or more for each stitched quotation among those that nothing holds whole."""
    sewn = [(w, parts) for w in alone if (parts := pieces(w.text))]
    held = _looked_for([p for _, parts in sewn for p in parts], said, found)
    articles: dict[str, list[Witness]] = defaultdict(list)
    for witness in said:
        articles[witness.article].append(witness)

    def nearby(near: Sequence[str], piece: str) -> Iterator[Witness]:
        return (w for article in near for w in articles[article])

    return [pair for w, parts in sewn for pair in sewn_from(w, [held[p] for p in parts], nearby)]


def pieces(text: str) -> list[str]:
    """The pieces of a text that may be stitched; none where it is of one piece, or of scraps.

    >>> pieces("we sleep in the boats … nobody asked us"), pieces("we sleep … in the boats")
    (['we sleep in the boats ', ' nobody asked us'], [])
    """
    parts = [p for p in ELLIPSIS.split(text) if p and regex.search(r"\w", p)]
    return parts if len(parts) > 1 and all(len(written_words(p)) >= FEWEST for p in parts) else []


def piece_keys(parts: Sequence[str]) -> list[int | None]:
    """The key by which each piece finds what holds it; none where it has none. It rests on the piece alone: the rarest
    would be another with every text that comes."""
    own = variants(parts)
    keys = telling(own)
    return [keys.get(variant) for variant in own.of.tolist()]


def keys_of_pieces(sewn: Mapping[str, Sequence[str]]) -> dict[str, list[int | None]]:
    """The same of the pieces of many quotations at once."""
    keys = iter(piece_keys([part for parts in sewn.values() for part in parts]))
    return {quote: [next(keys) for _ in parts] for quote, parts in sewn.items()}


def _bounds(keys: Hashes, key: int) -> tuple[int, int]:
    low = np.uint64(key) << np.uint64(RANK_BITS)
    return int(np.searchsorted(keys, low)), int(np.searchsorted(keys, low + np.uint64(1 << RANK_BITS)))


def _bucket(keys: Hashes, key: int) -> list[int]:
    """The variants that have the key, the longest first, one more than are looked at."""
    low, high = _bounds(keys, key)
    rank = np.uint64((1 << RANK_BITS) - 1)
    return [int(packed & rank) for packed in keys[low : min(high, low + MOST_LOOKED_AT + 1)]]


def _looked_for(parts: Sequence[str], said: Sequence[Witness], found: Families) -> dict[str, LookedFor]:
    """Each piece with the quotations that hold it word for word, by the keys that they share."""
    if not parts:
        return {}
    members: dict[int, list[Witness]] = defaultdict(list)
    for witness, variant in zip(said, found.of.tolist(), strict=True):
        members[variant].append(witness)
    held: dict[str, LookedFor] = {}
    for piece, key in zip(parts, piece_keys(parts), strict=True):
        near = None if key is None else [members[v] for v in _bucket(found.postings, key)]
        held[piece] = looked_for(piece, near)
    return held


def looked_for(piece: str, near: Sequence[Iterable[Witness]] | None) -> LookedFor:
    """The piece, looked for in those who say the wordings that have its key, the longest first; none if it has none."""
    holders = holding(piece, (w for said in (near or ())[:MOST_LOOKED_AT] for w in said))
    return LookedFor(piece, holders, near is not None and len(near) <= MOST_LOOKED_AT)


def _held(witness: Witness, holders: Sequence[Witness]) -> list[Witness]:
    return [w for w in holders if w.id != witness.id and w.inside != witness.id and speakers(witness, w) != "strangers"]


def sewn_from(witness: Witness, found: Sequence[LookedFor], nearby: Nearby) -> Iterator[Pair]:
    """The pairs of one quotation, by its pieces and who holds each; a piece that others may hold than were looked at,
    because it is short or common, is looked for where another piece was.

    Pieces of one article's quotations are one speech with something left out: their relation is what it is for any
    other; pieces of different articles are ``stitched``.
    """
    held = [one._replace(holders=_held(witness, one.holders)) for one in found]
    near = sorted({w.article for one in held for w in one.holders})
    pools = [
        one.holders
        if one.holders or one.everywhere or not near or not _tells(one.piece)
        else _held(witness, holding(one.piece, nearby(near, one.piece)))
        for one in held
    ]
    chosen = {best.id: best for pool in pools if pool for best in [_likeliest(witness, pool, pools)]}
    if len(chosen) > 1:
        one_speech = len({w.article for w in chosen.values()}) == 1
        for whole in chosen.values():
            said = compare(witness, whole)
            yield Pair(witness.id, whole.id, said if one_speech else replace(said, relation="stitched"))


def _tells(piece: str) -> bool:
    """Whether any of its words says something: what has "and so it is" is no source of it.

    >>> _tells("and so it is"), _tells("and so is the harbour")
    (False, True)
    """
    return any(word not in common() for word in in_a_row(piece).split())


def _likeliest(witness: Witness, pool: Sequence[Witness], pools: Sequence[Sequence[Witness]]) -> Witness:
    """Of those that hold a piece the one whose article has most of the pieces; its own article last of equals."""
    pieces_in = Counter(article for others in pools for article in {w.article for w in others})
    return min(pool, key=lambda w: (-pieces_in[w.article], w.article == witness.article, -len(w.text), w.id))
