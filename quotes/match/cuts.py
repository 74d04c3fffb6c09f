"""Headline words and scraps: too short to be found among a million, but plain within their story.

A scrap is looked for in the longer quotations of its own article, then of the articles that tell the same story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.match.compare import compare
from quotes.match.grounds import Kin, speakers
from quotes.match.wording import written_words
from quotes.match.words import common
from quotes.model import Pair, Witness

MOST = 12
"""Words up to which a quotation is a scrap."""


def cuts(alone: Iterable[Witness], said: Sequence[Witness], kin: Kin) -> list[Pair]:
    """The scraps among those that found nothing, each with the longest quotation of its story that it was cut from."""
    articles: dict[str, list[Witness]] = defaultdict(list)
    for witness in said:
        articles[witness.article].append(witness)
    return [Pair(w.id, whole.id, compare(w, whole)) for w in alone if (whole := _whole(w, articles, kin))]


def _whole(scrap: Witness, articles: Mapping[str, Sequence[Witness]], kin: Kin) -> Witness | None:
    words = _words(scrap)
    if not _tells(scrap, words):
        return None
    for article in (scrap.article, *sorted(kin.of.get(scrap.article, set()) - {scrap.article})):
        holds = [w for w in articles.get(article, ()) if _holds(w, scrap, words)]
        if holds:
            return max(holds, key=lambda w: (len(w.text), w.id))
    return None


def _words(witness: Witness) -> list[str]:
    return [w.folded for w in written_words(witness.text)] if len(witness.text) < MOST * 20 else []


def _tells(scrap: Witness, words: Sequence[str]) -> bool:
    """Whether the scrap is enough to look for: words in marks that nobody is said to have said need to be more."""
    telling = sum(word not in common() for word in words)
    fewest = (3, 2) if scrap.kind == "scare" else (2, 1)
    return bool(scrap.article) and fewest[0] <= len(words) <= MOST and telling >= fewest[1]


def _holds(whole: Witness, scrap: Witness, words: Sequence[str]) -> bool:
    nested = whole.id == scrap.id or whole.inside == scrap.id or scrap.inside == whole.id
    if nested or len(whole.text) <= len(scrap.text):
        return False
    inside = f" {' '.join(words)} " in f" {' '.join(w.folded for w in written_words(whole.text))} "
    return inside and speakers(whole, scrap) != "strangers"
