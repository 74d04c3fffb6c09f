"""All that matching across languages finds, in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from quotes.match.across.articles import align, translation
from quotes.match.across.paraphrase import paraphrases
from quotes.match.across.proposals import Nearby
from quotes.match.across.sequences import SELF, Alignment
from quotes.match.across.translate import Candidate, Searched, needed, pair, search
from quotes.match.across.versions import kept, through_others
from quotes.match.encoder import Encoder
from quotes.model import ArticleLink, Crossing, Pair, Witness

__all__ = ["Across", "across", "agreeing"]


@dataclass(frozen=True)
class Across:
    """Links between articles, all pairs that were proposed, and what a later search needs (its candidates are among
    the pairs)."""

    links: list[ArticleLink]
    crossings: list[Crossing]
    searched: Searched
    nearby: list[Nearby]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs that hold."""
        return kept(self.crossings)


def across(witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder) -> Across:
    """The pairs and the articles' links that vectors show: quotations alone, articles aligned, both made to agree, and
    paraphrases.

    ``vectors`` are by witness id, as ``vectors_for`` makes them; a witness without one is left out.
    """
    searched = search(witnesses, vectors, encoder)
    found, nearby = align(witnesses, vectors, encoder, searched.candidates)
    proposed = [*map(alone, searched.candidates), *(c for x in found for c in carried(x))]
    searched = replace(searched, candidates=[])
    crossings = agreeing(proposed, witnesses, len(witnesses))
    links = [translation(x) for x in found]
    links += through_others(links, kept(crossings), witnesses)
    crossings += [Crossing(p, "paraphrase") for p in paraphrases(witnesses, vectors)]
    return Across(links, crossings, searched, nearby)


def alone(found: Candidate) -> Crossing:
    """The candidate as it is kept."""
    return Crossing(pair(found), "alone", round(found.likeness.odds, 4), kept=False)


def carried(found: Alignment) -> Iterable[Crossing]:
    """The pairs of an alignment as they are kept."""
    return (Crossing(p, "aligned", kept=False) for p in found.pairs())


def counts(crossing: Crossing, pool: int) -> bool:
    """Whether a proposal is sure enough among so many quotations."""
    return crossing.by != "alone" or crossing.odds >= needed(pool)


def agreeing(proposed: Iterable[Crossing], witnesses: Iterable[Witness], pool: int) -> list[Crossing]:
    """The same proposals, kept where they are sure enough and, best first, do not make two different quotations of one
    article the same.

    >>> from quotes.model import Comparison
    >>> a, b = Witness("a", "One", article="x"), Witness("b", "Two", article="x")
    >>> c = Witness("c", "Un", article="y")
    >>> good, bad = (Comparison("translation", False, s) for s in (0.9, 0.8))
    >>> found = [Crossing(Pair("a", "c", good), "aligned"), Crossing(Pair("b", "c", bad), "aligned")]
    >>> [c.pair.a for c in agreeing(found, [a, b, c], 3) if c.kept]
    ['a']
    """
    of = {w.id: w for w in witnesses}
    home: dict[str, str] = {}
    members: dict[str, list[Witness]] = {}
    met: set[tuple[str, str]] = set()
    judged: list[Crossing] = []
    for crossing in sorted(proposed, key=_surest):
        key = _sides(crossing)
        one, two = (home.setdefault(i, i) for i in key)
        ours, theirs = members.setdefault(one, [of[one]]), members.setdefault(two, [of[two]])
        holds = key not in met and counts(crossing, pool) and (one == two or not _disagree(ours, theirs))
        judged.append(replace(crossing, kept=holds))
        if holds:
            met.add(key)
        if holds and one != two:
            ours.extend(theirs)
            home |= {w.id: one for w in members.pop(two)}
    return sorted(judged, key=lambda c: (*_sides(c), c.by))


def _sides(crossing: Crossing) -> tuple[str, str]:
    return min(crossing.pair.a, crossing.pair.b), max(crossing.pair.a, crossing.pair.b)


def _surest(crossing: Crossing) -> tuple[float, bool, str, str]:
    return -crossing.pair.comparison.score, crossing.by != "aligned", crossing.pair.a, crossing.pair.b


def _disagree(ours: Iterable[Witness], theirs: Iterable[Witness]) -> bool:
    """Whether an article would give two different quotations as one."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for witness in ours:
        by_article[witness.article].append(witness.text)
    return any(
        fuzz.partial_ratio(text, witness.text) < SELF
        for witness in theirs
        if witness.article
        for text in by_article.get(witness.article, ())
    )
