"""Proof: of the candidates, which children are held by which parents, and how well.

The child's words must stand in the parent in their order (longest common subsequence, so that cuts in the middle cost
nothing), a short child's words must stand there together, and what is shared must say enough that two people would
hardly hit on it: five common words in a row prove nothing, two rare ones do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from quotes.match.keys import Pairs
from quotes.match.numbering import Words
from quotes.match.words import Hashes, Indices, Variants

Figures = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

# Set on synthetic repeats of 100,000 and a million quotations; by each, what its neighbours cost there.
COVERED = 0.6
"""Least share of the child's words in the parent: .55 adds ten wrong pairs for one right, .65 loses .001 of recall."""
TELLING_COVERED = 0.5
"""The same of its telling words, so that articles and pronouns do not carry it."""
LEAST_SCORE = 0.66
"""Below, more pairs are wrong than right however long they are."""
COMMON_SAYS = 0.3
"""What a common word says where a telling one says 1."""
ENOUGH = 2.0
"""What the shared words must say together: a telling word and four common ones."""
DOUBT = 1.0
"""How much more they must say where they are only partly shared: at score .8, 2.2 instead of 2."""
SHORT = 14
"""Words up to which a child's must stand together in the parent: scattered over a long text they prove nothing."""
TOGETHER = 60
"""Least likeness, 0-100, of a short child to the best stretch of its own length."""
MISSPELT = 84
"""Least likeness of letters that makes up for words that typing errors broke; 80 costs precision, 88 recall."""
SOME = 0.3
"""Share of whole words that must be there before letters are compared."""
RUN = 8
"""Words in a row that make one utterance of two long quotations that each go on where the other does not."""
SLACK = 2
"""Words at an end that may be left over there."""
RUN_TELLING = 4
"""How many of these must be telling."""
LANES = 4
_CHUNK = 100_000


@dataclass(frozen=True)
class Texts:
    """The variants ready for comparison: words as characters, what they say, and a sketch of which words occur."""

    variants: Variants
    whole: list[str]
    telling: list[str]
    lengths: Indices
    telling_lengths: Indices
    says: Figures
    telling_says: Figures
    sketch: Hashes
    telling_sketch: Hashes


def _characters(words: Words, starts: Indices) -> list[str]:
    """Each variant's words as one string, a character a word: what rapidfuzz compares fastest."""
    codes = words % np.uint32(0x10F000)
    codes = np.where(codes < 0xD7FF, codes + 1, codes + 0x801).astype("<u4")  # past the surrogates
    text, bounds = codes.tobytes().decode("utf-32-le"), starts.tolist()
    return [text[i:j] for i, j in pairwise(bounds)]


def _sums(values: npt.NDArray[np.float32], starts: Indices) -> Figures:
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[starts[1:]] - total[starts[:-1]]).astype(np.float32)


def _sketch(variants: Variants, counted: Flags) -> Hashes:
    """A few bits for each variant's counted words: most hopeless pairs are seen without looking at the words."""
    sketch = np.zeros((len(variants), LANES), np.uint64)
    filled = np.flatnonzero(variants.lengths)
    bit = np.uint64(1) << (variants.hashes & np.uint64(63))
    lane = (variants.hashes >> np.uint64(6)) % np.uint64(LANES)
    for k in range(LANES):
        bits = np.where(counted & (lane == k), bit, np.uint64(0))[variants.words]
        if len(filled):
            sketch[filled, k] = np.bitwise_or.reduceat(bits, variants.starts[filled])
    return sketch


def prepared(variants: Variants) -> Texts:
    """The variants' texts for ``hopeful`` and ``held``."""
    weight = variants.weight[variants.words]
    tells = weight > 0
    telling_starts: Indices = np.concatenate((np.zeros(1, np.int64), np.cumsum(tells, dtype=np.int64)))[variants.starts]
    return Texts(
        variants,
        _characters(variants.words, variants.starts),
        _characters(variants.words[tells], telling_starts),
        variants.lengths,
        np.diff(telling_starts),
        _sums(np.maximum(weight, np.float32(COMMON_SAYS)), variants.starts),
        _sums(weight, variants.starts),
        _sketch(variants, variants.weight >= 0),
        _sketch(variants, variants.weight > 0),
    )


def hopeful(texts: Texts, pairs: Pairs) -> Pairs:
    """The pairs that may hold: the others lack too many of the child's words, counted by their bits alone."""
    child, parent = pairs
    missing, shared = np.zeros(len(child), np.int64), np.zeros(len(child), np.int64)
    for k in range(LANES):
        missing += np.bitwise_count(texts.sketch[child, k] & ~texts.sketch[parent, k])
        shared += np.bitwise_count(texts.telling_sketch[child, k] & texts.telling_sketch[parent, k])
    short = texts.lengths[child] <= SHORT
    kept = missing <= (1 - np.where(short, SOME, COVERED)) * texts.lengths[child] + 1e-6
    kept |= ~short & (shared >= RUN_TELLING)
    return child[kept], parent[kept]


def _shared(strings: list[str], child: Indices, parent: Indices) -> Figures:
    """Words of the child that stand in the parent in their order."""
    ours, theirs = [strings[i] for i in child.tolist()], [strings[i] for i in parent.tolist()]
    return process.cpdist(ours, theirs, scorer=LCSseq.similarity, dtype=np.uint16, workers=-1).astype(np.float32)


def _partial(ours: list[str], theirs: list[str], cutoff: float = 0) -> Figures:
    scores: Figures = process.cpdist(
        ours, theirs, scorer=fuzz.partial_ratio, dtype=np.float32, score_cutoff=cutoff, workers=-1
    )
    return scores


def _together(texts: Texts, child: Indices, parent: Indices) -> Figures:
    return _partial([texts.whole[i] for i in child.tolist()], [texts.whole[i] for i in parent.tolist()])


def _spelt(texts: Texts, child: Indices, parent: Indices) -> Figures:
    """Likeness of the child's letters to a stretch of the parent's."""
    variants, word = texts.variants, texts.variants.vocabulary.__getitem__
    spelling = {
        i: " ".join(map(word, variants.words[variants.starts[i] : variants.starts[i + 1]].tolist()))
        for i in np.unique(np.concatenate((child, parent))).tolist()
    }
    return _partial([spelling[i] for i in child.tolist()], [spelling[i] for i in parent.tolist()], MISSPELT - 1)


def _by_words(texts: Texts, child: Indices, parent: Indices, covered: Figures) -> tuple[Flags, Figures]:
    """Whether the pairs hold word for word, and their scores."""
    telling = _shared(texts.telling, child, parent) / np.maximum(texts.telling_lengths[child], 1)
    telling[texts.telling_lengths[child] == 0] = 1
    short, score = texts.lengths[child] <= SHORT, covered.copy()
    holds = (covered >= COVERED) & (telling >= TELLING_COVERED)
    holds &= texts.telling_says[child] * telling > 0.99
    holds &= texts.says[child] * np.minimum(covered, telling) >= ENOUGH
    near = np.flatnonzero(holds & short)
    together = _together(texts, child[near], parent[near])
    whole = (covered[near] >= 0.85) & (telling[near] >= 0.85) & (texts.lengths[child[near]] >= 8)
    holds[near] = (together >= TOGETHER) | whole
    score[near] = np.maximum(together / 100, covered[near] * np.float32(0.9))
    return holds, score


def _by_letters(texts: Texts, child: Indices, parent: Indices, holds: Flags, score: Figures) -> None:
    """Adds the short pairs that hold but for their spelling."""
    says = (texts.says[child] * 0.8 >= ENOUGH) & (texts.telling_says[child] > 0.99)
    broken = np.flatnonzero(~holds & (texts.lengths[child] <= SHORT) & says)
    spelt = _spelt(texts, child[broken], parent[broken])
    holds[broken] = spelt >= MISSPELT
    score[broken] = spelt / 100 * np.float32(0.9)


def _run(texts: Texts, child: int, parent: int) -> bool:
    """Whether the end of one is the beginning of the other, by enough words in a row (give or take the outermost)."""
    ours, theirs = texts.whole[child], texts.whole[parent]
    if ours[SLACK:RUN] not in theirs and theirs[SLACK:RUN] not in ours:
        return False
    block = max(LCSseq.opcodes(ours, theirs), key=lambda op: (op.tag == "equal") * (op.src_end - op.src_start))
    before, after = min(block.src_start, block.dest_start), min(len(ours) - block.src_end, len(theirs) - block.dest_end)
    words = set(ours[block.src_start : block.src_end]) & set(texts.telling[child])
    return block.src_end - block.src_start >= RUN and len(words) >= RUN_TELLING and max(before, after) <= SLACK


def _by_run(texts: Texts, child: Indices, parent: Indices, holds: Flags, score: Figures) -> None:
    """Adds the long pairs of which each sticks out at an end of its own."""
    covered = score * texts.lengths[child]
    for i in np.flatnonzero(~holds & (texts.lengths[child] > SHORT) & (covered >= RUN)).tolist():
        if _run(texts, int(child[i]), int(parent[i])):
            holds[i], score[i] = True, LEAST_SCORE


def _part(texts: Texts, child: Indices, parent: Indices) -> tuple[Pairs, Figures]:
    covered = (_shared(texts.whole, child, parent) / np.maximum(texts.lengths[child], 1)).astype(np.float32)
    some = (covered >= SOME) | ((texts.lengths[child] > SHORT) & (covered * texts.lengths[child] >= RUN))
    child, parent, covered = child[some], parent[some], covered[some]
    holds, score = _by_words(texts, child, parent, covered)
    _by_letters(texts, child, parent, holds, score)
    holds &= (score >= LEAST_SCORE) & (texts.says[child] * score >= ENOUGH + DOUBT * (1 - score))
    _by_run(texts, child, parent, holds, score)
    return (child[holds], parent[holds]), score[holds]


def _parts(texts: Texts, pairs: Pairs) -> Iterator[tuple[Pairs, Figures]]:
    child, parent = hopeful(texts, pairs)
    for i in range(0, len(child), _CHUNK):
        yield _part(texts, child[i : i + _CHUNK], parent[i : i + _CHUNK])


def held(texts: Texts, pairs: Pairs) -> tuple[Pairs, Figures]:
    """The pairs that hold, with their scores, 0–1, to the percent."""
    parts = list(_parts(texts, pairs))
    if not parts:
        return (np.empty(0, np.int64), np.empty(0, np.int64)), np.empty(0, np.float32)
    child, parent = (np.concatenate([pair[side] for pair, _ in parts]) for side in (0, 1))
    return (child, parent), np.round(np.concatenate([score for _, score in parts]), 2)
