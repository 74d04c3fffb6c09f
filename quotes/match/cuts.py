"""Headline words and scraps: too short to be found among a million, but plain within their story.

A scrap is looked for in the longer quotations of its own article, then of the articles that tell the same story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotes.match.compare import compare
from quotes.match.folding import common
from quotes.match.grounds import SCRAP, Kin, speakers, titled
from quotes.match.holding import holding
from quotes.match.verify import COMMON_SAYS
from quotes.match.wording import in_a_row
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
    found: list[Pair] = []
    for scrap in filter(is_scrap, alone):
        story = (scrap.article, *sorted(kin.of.get(scrap.article, set()) - {scrap.article}))
        found += cut_from(scrap, (articles.get(article, ()) for article in story))
    return found


def cut_from(scrap: Witness, story: Iterable[Iterable[Witness]]) -> list[Pair]:
    """The scrap with what it was cut from, looked for in the articles of its story, in their order."""
    says = _says(scrap)
    for article in story:
        longer = (w for w in article if len(w.text) > len(scrap.text))
        holds = [w for w in holding(scrap.text, longer) if _may_hold(w, scrap, says)]
        if holds:
            whole = max(holds, key=lambda w: (len(w.text), w.id))
            return [Pair(scrap.id, whole.id, compare(scrap, whole))]
    return []


def is_scrap(witness: Witness) -> bool:
    """Whether it is one, and says enough to be looked for."""
    return bool(witness.article) and _says(witness) >= SCRAP


def _says(scrap: Witness) -> float:
    """What the scrap's words say together; nothing where it is none, being one word or many."""
    words = in_a_row(scrap.text).split() if len(scrap.text) < MOST * 20 else []
    return sum(COMMON_SAYS if word in common() else 1.0 for word in words) if 2 <= len(words) <= MOST else 0.0


def _may_hold(whole: Witness, scrap: Witness, says: float) -> bool:
    if whole.inside == scrap.id or scrap.inside == whole.id:
        return False
    bond = speakers(whole, scrap)
    return bond == "same" or (bond == "unknown" and says >= UNSAID and not titled(scrap.text))
