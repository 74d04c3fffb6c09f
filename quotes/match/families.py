"""Texts to families: the best parent of each variant, and the families that they make.

Each variant keeps one edge alone, to the variant that holds it best (as MemeTracker and NIFTY cut their graphs): so a
stock phrase cannot bridge two families. A variant that nothing longer holds may hang on one that is nearly as long:
of two wordings of equal length neither contains the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from quotes.match.keys import candidates, postings
from quotes.match.verify import Figures, Flags, Texts, held, prepared
from quotes.match.words import Hashes, Indices, variants

NEAR = 0.75
"""Least length, as a share of its own, of a shorter variant that a parentless one may hang on."""


class Edges(NamedTuple):
    """Edge i hangs ``child[i]`` on ``parent[i]`` with ``score[i]``."""

    child: Indices
    parent: Indices
    score: Figures

    def only(self, wanted: Flags | Indices) -> Edges:
        """The wanted ones."""
        return Edges(self.child[wanted], self.parent[wanted], self.score[wanted])


@dataclass(frozen=True)
class Families:
    """``of`` gives each text its variant; ``postings`` are the sorted keys of all variants.

    ``longer`` hangs each variant on the best that holds it, ``nearer`` on the best nearly as long that it holds; the
    second counts where the first is missing.
    """

    of: Indices
    texts: Texts
    postings: Hashes
    longer: Edges
    nearer: Edges

    @cached_property
    def nearest(self) -> Edges:
        """Of the second those that count."""
        return self.nearer.only(counting(self.longer, self.nearer))

    @cached_property
    def edges(self) -> Edges:
        """What each variant hangs on, if anything."""
        nearer = self.nearest
        return Edges(
            np.concatenate((self.longer.child, nearer.child)),
            np.concatenate((self.longer.parent, nearer.parent)),
            np.concatenate((self.longer.score, nearer.score)),
        )

    @cached_property
    def shown(self) -> Edges:
        """The same without circles: the longest wording of one hangs on nothing."""
        return self.edges.only(~np.isin(self.edges.child, leads(self.edges.child, self.edges.parent)))

    def labels(self) -> Indices:
        """Each variant's family, named by its least variant."""
        return components(np.arange(len(self.texts.variants)), self.edges.child, self.edges.parent)

    def wordless(self) -> int | None:
        """The variant of the texts without any word, which are nobody's repeats; the shortest, so the last."""
        last = len(self.texts.variants) - 1
        return last if last >= 0 and not self.texts.lengths[last] else None

    def relations(self) -> dict[int, str]:
        """Each child's relation to its parent, from their words alone: truncated, overlapping or edited."""
        whole, pairs = self.texts.whole, zip(self.shown.child.tolist(), self.shown.parent.tolist(), strict=True)
        return {child: relation(whole[child], whole[parent]) for child, parent in pairs}


def relation(child: str, parent: str) -> str:
    """How two texts stand to each other whose words are characters.

    >>> relation("bcd", "abcde"), relation("abcdef", "cdefxyz"), relation("abcd", "abxd")
    ('truncated', 'overlapping', 'edited')
    """
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


def best(edges: Edges) -> Indices:
    """For each child the place of its edge with the best score; of equals that to the longest parent.

    >>> best(Edges(np.array([7, 8, 7]), np.array([2, 3, 1]), np.array([0.8, 0.7, 0.8]))).tolist()
    [2, 1]
    """
    order = np.lexsort((edges.parent, -edges.score, edges.child))
    child = edges.child[order]
    chosen: Indices = order[np.concatenate((child[:1] == child[:1], child[1:] != child[:-1]))]
    return chosen


def leads(child: Indices, parent: Indices) -> Indices:
    """Of each circle of edges the least child. Each child has one edge.

    >>> leads(np.array([3, 7, 8]), np.array([7, 3, 7])).tolist()
    [3]
    """
    nodes, place = np.unique(np.concatenate((child, parent)), return_inverse=True)
    on = np.arange(len(nodes))
    on[place[: len(child)]] = place[len(child) :]
    far, least = on, np.arange(len(nodes))
    for _ in range(len(nodes).bit_length()):
        least, far = np.minimum(least, least[far]), far[far]
    circles = np.unique(far)
    found: Indices = nodes[circles[(least[circles] == circles) & (on[circles] != circles)]]
    return found


def counting(longer: Edges, nearer: Edges) -> Flags:
    """Which of ``nearer`` count: those of children that nothing longer holds."""
    return ~np.isin(nearer.child, longer.child)


def components(label: Indices, a: Indices, b: Indices) -> Indices:
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
    (child, parent), score = held(ready, candidates(keys))
    near = ready.lengths[child] >= NEAR * ready.lengths[parent]
    longer, nearer = Edges(child, parent, score), Edges(parent[near], child[near], score[near])
    return Families(found.of, ready, keys, longer.only(best(longer)), nearer.only(best(nearer)))
