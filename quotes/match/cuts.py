"""Headline words and scraps: too short to be found among a million, but plain within their story.

A scrap is looked for in the longer quotations of its own article, then of the articles that tell the same story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.match.compare import compare
from quotes.match.grounds import SCRAP, Kin, speakers, titled
from quotes.match.verify import COMMON_SAYS
from quotes.match.wording import written_words
from quotes.match.words import common
from quotes.model import Pair, Witness

MOST = 12
"""Words up to which a quotation is a scrap."""
UNSAID = 2.25
"""What a scrap must say that nobody is said to have said: two telling words and a common one."""


def cuts(alone: Iterable[Witness], said: Sequence[Witness], kin: Kin) -> list[Pair]:
    """The scraps among those that found nothing, each with the longest quotation of its story that it was cut from."""
    articles: dict[str, list[Witness]] = defaultdict(list)
    for witness in said:
        articles[witness.article].append(witness)
    return [Pair(w.id, whole.id, compare(w, whole)) for w in alone if (whole := _whole(w, articles, kin))]


def _whole(scrap: Witness, articles: Mapping[str, Sequence[Witness]], kin: Kin) -> Witness | None:
    words = _words(scrap)
    if not scrap.article or not words or _says(words) < SCRAP:
        return None
    for article in (scrap.article, *sorted(kin.of.get(scrap.article, set()) - {scrap.article})):
        holds = [w for w in articles.get(article, ()) if _holds(w, scrap, words)]
        if holds:
            return max(holds, key=lambda w: (len(w.text), w.id))
    return None


def _words(witness: Witness) -> list[str]:
    words = [w.folded for w in written_words(witness.text)] if len(witness.text) < MOST * 20 else []
    return words if 2 <= len(words) <= MOST else []


def _says(words: Sequence[str]) -> float:
    return sum(COMMON_SAYS if word in common() else 1.0 for word in words)


def _holds(whole: Witness, scrap: Witness, words: Sequence[str]) -> bool:
    nested = whole.id == scrap.id or whole.inside == scrap.id or scrap.inside == whole.id
    if nested or len(whole.text) <= len(scrap.text):
        return False
    bond = speakers(whole, scrap)
    if bond == "strangers" or (bond == "unknown" and (_says(words) < UNSAID or titled(scrap.text))):
        return False
    return f" {' '.join(words)} " in f" {' '.join(w.folded for w in written_words(whole.text))} "
