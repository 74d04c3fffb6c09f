"""The families of a large collection, kept up to date: what a batch of new texts changes, without reading the rest.

A variant's best parent depends on its candidates alone, and these on the first two variants of each of its keys and on
its neighbour there. New variants therefore change the edges of few old ones: of those that gain a candidate, and of
those whose parent stopped being one. The result is the same as that of ``families`` over all texts, in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quotes.match.families import NEAR, Edges, best
from quotes.match.kept import Edge, Pair, Postings, keys_of, wanted_keys, worded
from quotes.match.verify import held, prepared
from quotes.match.words import of_words, variants

FEW = 64
"""Members of a key read at once; few keys have more."""


@dataclass(frozen=True)
class Change:
    """``numbers`` gives each text its variant; ``new`` were not held before; ``moved`` hang on something else now."""

    numbers: list[int]
    new: frozenset[int]
    moved: Mapping[int, Edge]


def add(held_postings: Postings, texts: Sequence[str]) -> Change:
    """Adds texts and puts right what hangs on what.

    Time goes with the new texts and with the members of their keys, not with the collection.
    """
    given = variants(texts)
    numbers = given.numbers[given.of].tolist()
    known = held_postings.words(given.numbers.tolist())
    words = {n: w for n, w in worded(given) if n not in known}
    keys = wanted_keys(given, words)
    gained, lost = _turned(held_postings, keys)
    held_postings.add(words, keys)
    moved = _rehung(held_postings, gained, lost)
    return Change(numbers, frozenset(words), moved)


def remove(held_postings: Postings, numbers: Collection[int]) -> Mapping[int, Edge]:
    """Takes variants out that nobody says any more; what others hang on now that hung elsewhere before."""
    words = held_postings.words(numbers)
    gone = keys_of(words)
    gained, lost = _removed(held_postings, gone)
    held_postings.remove(words, gone)
    return _rehung(held_postings, gained, lost)


def roles(members: Sequence[int]) -> set[Pair]:
    """The candidate pairs of one key's members, longest first: each with the first, the second and the one before."""
    first = {(m, members[0]) for m in members[1:]}
    second = {(m, members[1]) for m in members[2:]}
    return first | second | set(map(_hung, pairwise(members)))


def _turned(held_postings: Postings, keys: Sequence[tuple[int, int]]) -> tuple[set[Pair], set[Pair]]:
    """The pairs that become candidates with the new keys, and those that stop being so for one key."""
    by_key: dict[int, list[int]] = defaultdict(list)
    for key, number in keys:
        by_key[key].append(number)
    gained: set[Pair] = set()
    lost: set[Pair] = set()
    for key, new in by_key.items():
        old = held_postings.members(key, FEW)
        if len(old) == FEW and sorted([*old[:2], *new])[:2] != old[:2]:
            old = held_postings.members(key)
        before, after = _whole(old, new) if len(old) != FEW else _inside(held_postings, key, old, new)
        gained |= after - before
        lost |= before - after
    return gained, lost


def _removed(held_postings: Postings, keys: Sequence[tuple[int, int]]) -> tuple[set[Pair], set[Pair]]:
    """The pairs that become candidates and those that stop being so for one key, now that these keys go."""
    by_key: dict[int, set[int]] = defaultdict(set)
    for key, number in keys:
        by_key[key].add(number)
    gained: set[Pair] = set()
    lost: set[Pair] = set()
    for key, gone in by_key.items():
        old = held_postings.members(key)
        rest = [n for n in old if n not in gone]
        if gone & set(old[:2]) or len(old) <= FEW:
            before, after = roles(old), roles(rest)
        else:
            before, after = (set(map(_hung, pairwise(side))) for side in (old, rest))
            before |= {(n, o) for n in gone for o in old[:2]}
        gained |= after - before
        lost |= before - after
    return gained, lost


def _hung(neighbours: tuple[int, int]) -> Pair:
    longer, shorter = neighbours
    return shorter, longer


def _whole(old: Sequence[int], new: Sequence[int]) -> tuple[set[Pair], set[Pair]]:
    return roles(old), roles(sorted([*old, *new]))


def _inside(held_postings: Postings, key: int, old: Sequence[int], new: Sequence[int]) -> tuple[set[Pair], set[Pair]]:
    """The pairs before and after around the new members of a long key, the first two of which stay what they are."""
    before: set[Pair] = set()
    near: set[int] = set(old[:2])
    for number in new:
        left, right = held_postings.around(key, number)
        near |= {n for n in (left, right) if n is not None}
        if left is not None and right is not None:
            before.add((right, left))
    after = {(n, o) for n in new for o in old[:2] if n > o}
    after |= {(b, a) for a, b in pairwise(sorted({*near, *new})) if b in new or a in new}
    return before - {(m, o) for m, o in before if o in old[:2]}, after


def _rehung(held_postings: Postings, gained: set[Pair], lost: set[Pair]) -> dict[int, Edge]:
    """The edges that change."""
    held_now = _edges(held_postings, (*gained, *lost))
    orphaned = {c for c, p in lost if c in held_now and held_now[c].parent == p}
    childless = {p for c, p in lost if p in held_now and held_now[p].near == c}
    again = _candidates_of(held_postings, orphaned, childless)
    held_now |= _edges(held_postings, again)
    found = held_now | {c: held_now[c]._replace(parent=None, score=0.0) for c in orphaned}
    found |= {p: found[p]._replace(near=None, near_score=0.0) for p in childless}
    scored = _scored(held_postings, gained | again)
    longer = _best([(n, e.parent, e.score) for n, e in found.items()], [(c, p, s) for (c, p), (s, _) in scored.items()])
    nearer = _best(
        [(n, e.near, e.near_score) for n, e in found.items()],
        [(p, c, s) for (c, p), (s, near) in scored.items() if near],
    )
    now = {n: Edge(*longer.get(n, (None, 0.0)), *nearer.get(n, (None, 0.0))) for n in found}
    moved = {n: edge for n, edge in now.items() if edge != held_now[n]}
    held_postings.put(moved)
    return moved


def _edges(held_postings: Postings, pairs: Iterable[Pair]) -> dict[int, Edge]:
    """What the sides of the pairs hang on."""
    return {number: Edge(*row) for number, row in held_postings.edges({n for pair in pairs for n in pair}).items()}


Hung = Iterable[tuple[int, int | None, float]]
"""(variant, what it hangs on, score)."""


def _best(held_now: Hung, offered: Hung) -> dict[int, tuple[int, float]]:
    """What each variant hangs on best, of what it hangs on and what is offered."""
    rows = [(n, on, score) for n, on, score in (*held_now, *offered) if on is not None]
    if not rows:
        return {}
    numbers, on, scores = zip(*rows, strict=True)
    chosen = best(Edges(np.array(numbers, np.int64), np.array(on, np.int64), np.array(scores, np.float32)))
    return {rows[i][0]: rows[i][1:] for i in chosen.tolist()}


def _candidates_of(held_postings: Postings, children: set[int], parents: set[int]) -> set[Pair]:
    """All candidate pairs of these children and of these parents."""
    words = held_postings.words(children | parents)
    given = of_words(list(words.values()))
    found: set[Pair] = set()
    for key, number in wanted_keys(given, set(words)):
        if number in children:
            longer = (*held_postings.members(key, 2), held_postings.around(key, number)[0])
            found |= {(number, n) for n in longer if n is not None and n < number}
        if number in parents:
            found |= _held_by(held_postings, key, number)
    return found


def _held_by(held_postings: Postings, key: int, number: int) -> set[Pair]:
    if number in held_postings.members(key, 2):
        return {(n, number) for n in held_postings.members(key) if n > number}
    after = held_postings.around(key, number)[1]
    return {(after, number)} if after is not None else set()


def _scored(held_postings: Postings, pairs: Collection[Pair]) -> dict[Pair, tuple[float, bool]]:
    """The score of each pair that holds, to the percent, and whether the child is nearly as long as its parent."""
    words = held_postings.words({n for pair in pairs for n in pair})
    if not words:
        return {}
    texts = prepared(of_words(list(words.values())))
    at = {number: i for i, number in enumerate(texts.variants.numbers.tolist())}
    both = np.array([(at[c], at[p]) for c, p in sorted(pairs)], np.int64).reshape(-1, 2)
    (child, parent), score = held(texts, (both[:, 0], both[:, 1]))
    near = texts.lengths[child] >= NEAR * texts.lengths[parent]
    numbers = texts.variants.numbers
    return dict(_rows(numbers[child].tolist(), numbers[parent].tolist(), score.tolist(), near.tolist()))


def _rows(
    child: list[int], parent: list[int], score: list[float], near: list[bool]
) -> Iterator[tuple[Pair, tuple[float, bool]]]:
    for c, p, s, n in zip(child, parent, score, near, strict=True):
        yield (c, p), (round(s, 2), n)
