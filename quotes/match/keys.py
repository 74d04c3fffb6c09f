"""Candidates: which variants could hold which, proposed by the keys they share.

A key is a hash of four words in a row or of the beginnings of two neighbouring words that say something; where a
script has no spaces, of six characters. Containment is what quotations need: a fragment shares keys with the text it
was cut from, where sketches of similarity (MinHash) miss four fragments in ten. All pairs that share a key would be
quadratic in popular quotations; each variant is therefore paired, for each of its keys, with the two longest variants
that have the key and with the next longer one. That is linear, and depends on the set of variants alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from quotes.match.words import Hashes, Indices, Variants, mixed

RANK_BITS = 24
"""Bits for a variant's number beside 40 bits of key: 16 million variants; two keys in 10^12 fall together by chance."""
_RANK = np.uint64((1 << RANK_BITS) - 1)
_STEP = 100_000
LONG = 12
"""Letters up to which a longer word says more."""

Pairs = tuple[Indices, Indices]
"""Children and their candidate parents, as variant numbers; a parent's is the smaller, since it is the longer."""


def _run_hashes(hashes: Hashes, run: int, salt: int) -> Hashes:
    """A hash of each run of neighbours."""
    size = len(hashes) - run + 1
    total = np.full(size, salt, np.uint64)
    for k in range(run):
        total = mixed(total * np.uint64(31) + hashes[k : k + size])
    return total


def _runs(hashes: Hashes, owner: Indices, run: int, salt: int, wanted: npt.NDArray[np.bool_]) -> Hashes:
    """Packed (key, variant) of each run within one variant whose first word ``wanted`` names."""
    if len(hashes) < run:
        return np.empty(0, np.uint64)
    size = len(hashes) - run + 1
    inside = (owner[:size] == owner[run - 1 :]) & wanted[:size]
    packed: Hashes = (_run_hashes(hashes, run, salt)[inside] & ~_RANK) | owner[:size][inside].astype(np.uint64)
    return packed


def _any(flags: npt.NDArray[np.bool_], run: int) -> npt.NDArray[np.bool_]:
    """Whether any of the ``run`` flags from each place on is set (short at the end)."""
    result = flags.copy()
    for k in range(1, run):
        result[:-k] |= flags[k:]
    return result


def _part_keys(variants: Variants, first: int, last: int) -> Hashes:
    bounds = variants.starts[first : last + 1]
    words = variants.words[bounds[0] : bounds[-1]]
    owner = np.repeat(np.arange(first, last), np.diff(bounds))
    hashes, tells, unspaced = variants.hashes[words], variants.weight[words] > 0, variants.unspaced[words]
    four = _runs(hashes, owner, 4, 1, _any(~unspaced, 4) & _any(tells, 4))
    six = _runs(hashes, owner, 6, 3, ~_any(~unspaced, 6)) if unspaced.any() else np.empty(0, np.uint64)
    kept = tells & ~unspaced
    two = _runs(variants.beginnings[words[kept]], owner[kept], 2, 2, np.ones(int(kept.sum()), np.bool_))
    return np.concatenate((four, six, two))


def telling(variants: Variants) -> dict[int, int]:
    """Of each variant that has keys the one that says most: the words in a row whose letters tell most, two words where
    there are no four. What holds the variant word for word has it too, whatever else is held.

    >>> from quotes.match.words import variants
    >>> found = telling(variants(["they sold the harbour wall", "what they said: they sold the harbour wall"]))
    >>> found[0] == found[1], telling(variants(["it is so"]))
    (True, {})
    """
    words = variants.words
    owner = np.repeat(np.arange(len(variants)), variants.lengths)
    letters = np.fromiter((min(len(w), LONG) for w in variants.vocabulary), np.float32, len(variants.vocabulary))
    says, unspaced = (letters * variants.weight)[words], variants.unspaced[words]
    kept = (says > 0) & ~unspaced
    found = [
        _saying(variants.hashes[words], owner, (4, 1), _any(~unspaced, 4) & _any(says > 0, 4), says),
        _saying(variants.hashes[words], owner, (6, 3), ~_any(~unspaced, 6), says),
        _saying(variants.beginnings[words[kept]], owner[kept], (2, 2), np.ones(int(kept.sum()), np.bool_), says[kept]),
    ]
    kind = np.repeat(np.arange(len(found)), [len(keys) for keys, _, _ in found])
    keys, of, said = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((keys, -said, kind == len(found) - 1, of))[::-1]
    return dict(zip(of[order].tolist(), keys[order].tolist(), strict=True))


def _saying(
    hashes: Hashes, owner: Indices, run: tuple[int, int], wanted: npt.NDArray[np.bool_], says: npt.NDArray[np.float32]
) -> tuple[Hashes, Indices, npt.NDArray[np.float32]]:
    """The key of each run, as ``_runs`` makes it with this length and salt, its variant, and what its words say."""
    size = max(0, len(hashes) - run[0] + 1)
    inside = (owner[:size] == owner[run[0] - 1 :][:size]) & wanted[:size]
    said = sum((says[k : k + size] for k in range(1, run[0])), says[:size])
    keys = _run_hashes(hashes, *run) if size else np.empty(0, np.uint64)
    return keys[inside] >> np.uint64(RANK_BITS), owner[:size][inside], said[inside]


def _distinct(ordered: Hashes) -> Hashes:
    """Sorted numbers without their repetitions."""
    new = np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))
    kept: Hashes = ordered[new]
    return kept


def postings(variants: Variants) -> Hashes:
    """(key, variant) packed in 64 bits, sorted and distinct: variants of one key lie together, longest first."""
    parts = [_part_keys(variants, i, min(i + _STEP, len(variants))) for i in range(0, len(variants), _STEP)]
    packed = np.concatenate(parts or [np.empty(0, np.uint64)])
    packed.sort()
    return _distinct(packed)


def _bucket_starts(packed: Hashes) -> tuple[npt.NDArray[np.bool_], Indices]:
    """Whether each posting opens its bucket, and where its bucket starts."""
    key = packed >> np.uint64(RANK_BITS)
    opens = np.concatenate((key[:1] == key[:1], key[1:] != key[:-1]))
    starts = np.flatnonzero(opens)
    return opens, np.repeat(starts, np.diff(np.append(starts, len(packed))))


def _proposals(packed: Hashes) -> Iterator[Hashes]:
    """Packed (child, parent) by star and by neighbour."""
    opens, start = _bucket_starts(packed)
    variant = packed & _RANK
    at = np.flatnonzero(~opens)
    depth = at - start[at]
    child = variant[at] << np.uint64(RANK_BITS)
    yield child | variant[start[at]]
    later = depth >= 2
    yield child[later] | variant[start[at[later]] + 1]
    later = depth >= 3
    yield child[later] | variant[at[later] - 1]


def candidates(packed: Hashes) -> Pairs:
    """The distinct pairs that sorted postings propose."""
    proposed = np.concatenate([np.empty(0, np.uint64), *_proposals(packed)])
    proposed.sort()
    proposed = _distinct(proposed)
    return (proposed >> np.uint64(RANK_BITS)).astype(np.int64), (proposed & _RANK).astype(np.int64)
