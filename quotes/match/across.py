"""All that matching across languages finds, in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from quotes.match.articles import Aligned, align
from quotes.match.encoder import Encoder
from quotes.match.paraphrase import paraphrases
from quotes.match.sequences import SELF
from quotes.match.translate import candidates, chosen
from quotes.match.versions import through_others
from quotes.model import Pair, Witness

__all__ = ["across", "agreeing"]


def across(
    witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder, repeated: Sequence[Pair] = ()
) -> Aligned:
    """The pairs and the articles' links that vectors show: quotations alone, articles aligned, both made to agree, and
    paraphrases that no pair of ``repeated`` joins.

    ``vectors`` are by witness id, as ``vectors_for`` makes them; a witness without one is left out.
    """
    found = candidates(witnesses, vectors, encoder)
    aligned = align(witnesses, vectors, encoder, found)
    pairs = agreeing([*aligned.pairs, *chosen(found, len(witnesses))], witnesses)
    links = [*aligned.links, *through_others(aligned.links, pairs, witnesses)]
    return Aligned(links, [*pairs, *paraphrases(witnesses, vectors, repeated)])


def agreeing(pairs: Iterable[Pair], witnesses: Sequence[Witness]) -> list[Pair]:
    """The pairs, best first, that do not make two different quotations of one article the same.

    >>> from quotes.model import Comparison
    >>> a, b = Witness("a", "One", article="x"), Witness("b", "Two", article="x")
    >>> c = Witness("c", "Un", article="y")
    >>> good, bad = (Comparison("translation", False, s) for s in (0.9, 0.8))
    >>> [p.a for p in agreeing([Pair("a", "c", good), Pair("b", "c", bad)], [a, b, c])]
    ['a']
    """
    of = {w.id: w for w in witnesses}
    home: dict[str, str] = {}
    members: dict[str, list[Witness]] = {}
    kept: dict[tuple[str, str], Pair] = {}
    for pair in sorted(pairs, key=lambda p: (-p.comparison.score, not p.comparison.evidence.get("aligned"), p.a, p.b)):
        key = (min(pair.a, pair.b), max(pair.a, pair.b))
        one, two = (home.setdefault(i, i) for i in key)
        ours, theirs = members.setdefault(one, [of[one]]), members.setdefault(two, [of[two]])
        if key in kept or (one != two and _disagree(ours, theirs)):
            continue
        kept[key] = pair
        if one != two:
            ours.extend(theirs)
            home |= {w.id: one for w in members.pop(two)}
    return [kept[key] for key in sorted(kept)]


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
