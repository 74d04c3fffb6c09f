"""Texts to families: the best parent of each variant, and the families that they make.

Each variant keeps one edge alone, to the variant that holds it best (as MemeTracker and NIFTY cut their graphs): so a
stock phrase cannot bridge two families. A variant that nothing longer holds may hang on one that is nearly as long:
of two wordings of equal length neither contains the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotes.match.keys import Pairs, candidates, postings
from quotes.match.verify import Figures, Texts, held, prepared
from quotes.match.words import Hashes, Indices, variants

NEAR = 0.75
"""Least length, as a share of its own, of a shorter variant that a parentless one may hang on."""


@dataclass(frozen=True)
class Families:
    """``of`` gives each text its variant; edge i hangs ``child[i]`` on ``parent[i]`` with ``score[i]``.

    ``postings`` are the sorted keys of all variants.
    """

    of: Indices
    texts: Texts
    postings: Hashes
    child: Indices
    parent: Indices
    score: Figures

    def labels(self) -> Indices:
        """Each variant's family, named by its least variant."""
        return _least(np.arange(len(self.texts.variants)), self.child, self.parent)

    def wordless(self) -> int | None:
        """The variant of the texts without any word, which are nobody's repeats; the shortest, so the last."""
        last = len(self.texts.variants) - 1
        return last if last >= 0 and not self.texts.lengths[last] else None

    def relations(self) -> dict[int, str]:
        """Each child's relation to its parent, from their words alone: truncated, overlapping or edited."""
        whole = self.texts.whole
        return {
            c: _relation(whole[c], whole[p]) for c, p in zip(self.child.tolist(), self.parent.tolist(), strict=True)
        }


def _relation(child: str, parent: str) -> str:
    """How two texts stand to each other whose words are characters."""
    if child in parent or parent in child:
        return "truncated"
    return "overlapping" if _dovetails(child, parent) or _dovetails(parent, child) else "edited"


def _dovetails(first: str, second: str) -> bool:
    """Whether the end of the first is the beginning of the second, by half of the shorter at least.

    >>> _dovetails("abcdef", "cdefxyz")
    True
    """
    least = max(3, min(len(first), len(second)) // 2)
    at = first.find(second[:least])
    while at >= 0:
        if second.startswith(first[at:]):
            return True
        at = first.find(second[:least], at + 1)
    return False


def _best(child: Indices, parent: Indices, score: Figures) -> tuple[Indices, Indices, Figures]:
    """For each child the parent with the best score, to the percent; of equals the longest."""
    order = np.lexsort((parent, -np.round(score, 2), child))
    child, parent, score = child[order], parent[order], score[order]
    first = np.concatenate((child[:1] == child[:1], child[1:] != child[:-1]))
    return child[first], parent[first], score[first]


def _edges(texts: Texts, pairs: Pairs, score: Figures) -> tuple[Indices, Indices, Figures]:
    child, parent = pairs
    longer = _best(child, parent, score)
    orphan = np.ones(len(texts.variants), np.bool_)
    orphan[longer[0]] = False
    near = orphan[parent] & (texts.lengths[child] >= NEAR * texts.lengths[parent])
    nearer = _best(parent[near], child[near], score[near])
    return (
        np.concatenate((longer[0], nearer[0])),
        np.concatenate((longer[1], nearer[1])),
        np.concatenate((longer[2], nearer[2])),
    )


def _least(label: Indices, a: Indices, b: Indices) -> Indices:
    """Connected components by hooking and pointer jumping: all of a component get its least label."""
    while True:
        least, new = np.minimum(label[a], label[b]), label.copy()
        np.minimum.at(new, label[a], least)
        np.minimum.at(new, label[b], least)
        while not np.array_equal(new, new[new]):
            new = new[new]
        if np.array_equal(new, label):
            return label
        label = new


def families(texts: Sequence[str]) -> Families:
    """The texts' families.

    >>> f = families(["We shall rebuild the harbour wall", "They shouted", "we shall rebuild the harbour wall at once"])
    >>> label = f.labels()[f.of]; bool(label[0] == label[2] != label[1])
    True
    """
    found = variants(texts)
    ready = prepared(found)
    keys = postings(found)
    pairs, score = held(ready, *candidates(keys))
    return Families(found.of, ready, keys, *_edges(ready, pairs, score))
