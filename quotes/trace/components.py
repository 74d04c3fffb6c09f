"""Pairs to lineages: connected components, but for what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.model import Pair, Witness
from quotes.text import tokens

from .speakers import another, supported

STOCK = 5
"""Words up to which a quotation may be a stock phrase ("at the end of the day") that joins strangers."""


def apart(pair: Pair) -> bool:
    """Whether the pair says that its sides are two utterances."""
    return pair.comparison.relation == "said again"


class Sets:
    """Union-find with pairs of sets that are never joined."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.foes: dict[str, set[str]] = defaultdict(set)

    def find(self, item: str) -> str:
        """The item's representative."""
        root = item
        while (up := self.parent.get(root, root)) != root:
            root = up
        while item != root:
            self.parent[item], item = root, self.parent.get(item, item)
        return root

    def part(self, a: str, b: str) -> None:
        """Keep the two apart from now on."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self.foes[a].add(b)
            self.foes[b].add(a)

    def join(self, a: str, b: str) -> bool:
        """Join the sets of the two; whether they are one now."""
        a, b = sorted((self.find(a), self.find(b)), key=lambda root: (len(self.foes[root]), root))
        if a == b or b in self.foes[a]:
            return a == b
        self.parent[a] = b
        for foe in self.foes.pop(a):
            self.foes[foe].discard(a)
            self.foes[foe].add(b)
            self.foes[b].add(foe)
        return True

    def groups(self, items: Iterable[str]) -> list[list[str]]:
        """The sets among the items, each sorted, in order of their least member."""
        found: dict[str, list[str]] = defaultdict(list)
        for item in sorted(items):
            found[self.find(item)].append(item)
        return sorted(found.values())


def strength(pair: Pair) -> tuple[bool, float, str, str]:
    """Sort key: a person's word first, then the likest, then by ids."""
    return pair.comparison.evidence.get("verdict") != "same", -pair.comparison.score, *sorted((pair.a, pair.b))  # type: ignore[return-value]


def components(witnesses: Mapping[str, Witness], pairs: Sequence[Pair]) -> tuple[list[list[str]], list[Pair]]:
    """The lineages' members, and the stitched pairs that join nothing.

    A stitched quotation, the pair's ``a``, belongs with the likest of its parts; the others keep lineages of their own.
    """
    sets, stitched, loose = Sets(), set[str](), list[Pair]()
    known = [p for p in sorted(pairs, key=strength) if p.a in witnesses and p.b in witnesses and p.a != p.b]
    for pair in known:
        if apart(pair):
            sets.part(pair.a, pair.b)
    for pair in known:
        if pair.comparison.relation == "stitched" and pair.a in stitched:
            loose.append(pair)
        elif not apart(pair) and sets.join(pair.a, pair.b) and pair.comparison.relation == "stitched":
            stitched.add(pair.a)
    by_member = _by_component(sets, known)
    groups = [
        g
        for group in sets.groups(witnesses)
        for g in _unbridged(group, witnesses, by_member.get(sets.find(group[0]), []))
    ]
    return sorted(groups), [p for p in loose if sets.find(p.a) != sets.find(p.b)]


def _by_component(sets: Sets, pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if not apart(pair) and sets.find(pair.a) == sets.find(pair.b):
            found[sets.find(pair.a)].append(pair)
    return found


def _unbridged(group: list[str], witnesses: Mapping[str, Witness], pairs: list[Pair]) -> list[list[str]]:
    """The group, or its parts where only stock phrases join quotations of different people."""
    names = {witnesses[i].speaker for i in group}
    if len(group) < 3 or not any(another(a, b) for a in names for b in names):
        return [group]
    thin = {i for i in group if len(tokens(witnesses[i].text)) <= STOCK}
    sets = Sets()
    for pair in pairs:
        if pair.comparison.evidence.get("verdict") == "same" or not {pair.a, pair.b} & thin:
            sets.join(pair.a, pair.b)
    parts = [part for part in sets.groups(group) if not set(part) <= thin]
    if len(parts) < 2:
        return [group]
    _join_by_speaker(sets, parts, witnesses)
    _place(sets, thin, pairs, witnesses)
    return sets.groups(group)


def _join_by_speaker(sets: Sets, parts: list[list[str]], witnesses: Mapping[str, Witness]) -> None:
    """Parts whose speakers may be one stay together: the phrase was only one of several bonds."""
    parts = sorted(parts, key=lambda part: (-len(part), part))
    speakers = [supported(witnesses[i] for i in part) for part in parts]
    for n, part in enumerate(parts):
        for m in range(n):
            if not another(speakers[m], speakers[n]):
                sets.join(parts[m][0], part[0])
                break


def _place(sets: Sets, thin: set[str], pairs: list[Pair], witnesses: Mapping[str, Witness]) -> None:
    """Each short quotation goes to the likest that its speaker may have said."""
    placed: set[str] = set()
    for pair in pairs:
        for short, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if short in thin - placed and not another(witnesses[short].speaker, witnesses[other].speaker):
                sets.join(short, other)
                placed.add(short)
