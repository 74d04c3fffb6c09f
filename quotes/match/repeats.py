"""Same-language repeats among witnesses: the families of their words, divided by who says them.

The same words are the same utterance when there are enough of them. Few or common words ("I have no idea") are one only
where the same person says them or they stand in the same article; two named people who say the same long sentence are
paired and the pair says so, since a misattribution is a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from quotes.match.cuts import cuts
from quotes.match.families import Edges, Families, families
from quotes.match.grounds import Kin, Proposal
from quotes.match.judged import judged
from quotes.match.stitched import stitched
from quotes.match.voices import Said, by_voice, hung, own_words, same_words, say
from quotes.model import By, Pair, Repeat, Witness

LONGEST = 100_000
"""Characters from which on a text is no quotation."""

_RANK = {by: rank for rank, by in enumerate(get_args(By))}


@dataclass(frozen=True)
class Collection:
    """Witnesses matched: ``said`` are those with an utterance, whose words ``found`` has in the same order."""

    said: list[Witness]
    found: Families
    repeats: list[Repeat]


def repeats(witnesses: Sequence[Witness]) -> list[Pair]:
    """Pairs that hold the same words, each read against what it is held by: longer, or the first of the same words.

    The pairs depend on the witnesses alone, not on their order.

    >>> a = Witness("a", "We shall rebuild the harbour wall by spring", speaker="Ilse Brandt")
    >>> b = Witness("b", "rebuild the harbour wall", speaker="Brandt")
    >>> [(p.a, p.b, p.comparison.relation) for p in repeats([b, a])]
    [('b', 'a', 'truncated')]
    """
    return once(collected(witnesses).repeats)


def collected(witnesses: Sequence[Witness], kept: Callable[[Repeat], Repeat] = lambda found: found) -> Collection:
    """The same with what it rests on; a pair may be there twice, found in two ways. ``kept`` makes of each repeat what
    is kept of it, at once: the evidence of all takes more memory than their quotations."""
    held = sorted((w for w in witnesses if matchable(w)), key=lambda w: w.id)
    said = [w for w in held if w.kind != "scare"]
    found = families(own_words(said))
    proposed = [*_proposals(said, found)]
    proven = [kept(r) for p in proposed if p.proves and (r := judged_repeat(p, Kin()))]
    kin = kin_of(proven, {w.id: w.article for w in said})
    judgements = [*proven, *(kept(r) for p in proposed if not p.proves and (r := judged_repeat(p, kin)))]
    del proposed, proven
    whole = {r.pair.a for r in judgements if holds_whole(r)}
    sewn = [kept(Repeat(p, "stitched")) for p in stitched([w for w in held if w.id not in whole], said, found)]
    placed = {r.pair.a for r in (*judgements, *sewn)}
    scraps = cuts([w for w in held if w.id not in placed], said, kin)
    return Collection(said, found, [*sewn, *judgements, *(kept(Repeat(p, "cut")) for p in scraps)])


def matchable(witness: Witness) -> bool:
    """Whether a text is short enough to be a quotation."""
    return len(witness.text) <= LONGEST


def judged_repeat(proposal: Proposal, kin: Kin) -> Repeat | None:
    """The proposal as a repeat, if it is one."""
    pair = judged(proposal, kin)
    return Repeat(pair, proposal.by, proposal.proves) if pair else None


def holds_whole(repeat: Repeat) -> bool:
    """Whether all words of its first side are found, so that no pieces need to be looked for."""
    return repeat.by != "stitched" and repeat.pair.comparison.relation in ("verbatim", "truncated")


def kin_of(proven: Iterable[Repeat], article: Mapping[str, str]) -> Kin:
    """The stories of the articles, by the repeats that prove themselves; ``article`` is each quotation's."""
    return Kin((article[r.pair.a], article[r.pair.b]) for r in proven)


def once(found: Iterable[Repeat]) -> list[Pair]:
    """The pairs in order of their ids; of two that pair the same quotations the surest."""
    best: dict[frozenset[str], Repeat] = {}
    for repeat in sorted(found, key=lambda r: (_RANK[r.by], r.pair.a)):
        best.setdefault(frozenset((repeat.pair.a, repeat.pair.b)), repeat)
    return sorted((repeat.pair for repeat in best.values()), key=lambda pair: (pair.a, pair.b))


def _proposals(said: Sequence[Witness], found: Families) -> Iterator[Proposal]:
    groups: dict[int, list[Witness]] = defaultdict(list)
    for witness, variant in zip(said, found.of.tolist(), strict=True):
        if found.texts.lengths[variant]:
            groups[variant].append(witness)
    wordings = {v: Said(by_voice(group), say(found.texts, v)) for v, group in groups.items()}
    for wording in wordings.values():
        yield from same_words(wording)
    ways: tuple[tuple[Edges, By], ...] = ((found.longer, "held"), (found.nearest, "holds"))
    for edges, by in ways:
        for child, parent, score in zip(*(side.tolist() for side in edges), strict=True):
            yield from hung(wordings[child], wordings[parent], round(score, 2), by)
