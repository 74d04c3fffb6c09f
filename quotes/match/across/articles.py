"""Two articles that give the same quotations in the same order are one text: a copy, an excerpt or a translation.

What stands between sure matches is carried by its neighbours: “mieux que prévu” proves nothing, and between two matches
of one article's translation it is “better than expected”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.match.across.chain import chain
from quotes.match.across.proposals import Nearby, nearest_articles, proposals
from quotes.match.across.sequences import Alignment, Quoted, Table, aligned, sequences, table
from quotes.match.across.translate import Candidate
from quotes.match.encoder import Encoder
from quotes.model import ArticleLink, ArticleRelation, Pair, Witness
from quotes.register import Register

__all__ = ["OneText", "align", "copies", "link_between", "one_story", "one_text", "translation", "utterances"]

LINKED = 5.0
"""Log odds, added up along the order, from which two articles are one text: unrelated ones of twelve quotations each
reach 2."""

FEWEST_SHARED = 2
PART = 0.5
"""Of the shorter article's quotations so many are shared by its translation; fewer, and both quote the same people."""

UNFAMILIAR_LINKED = 4.0
UNFAMILIAR_EACH = 1.3
UNFAMILIAR_TOTAL = 10.0
LEAD = 8.0
"""Where the encoder is not at home its cosines are small, and the article that it holds nearest is still the right one
(23 of 23 Czech ones): log odds for each quotation of the shorter, plus ``LEAD`` times the lead over the next nearest
article, reach .9 where the articles are unrelated. A long article's are thin but many: their sum alone is enough from
``UNFAMILIAR_TOTAL`` on (of six alignments of unrelated articles among 120 the best reaches 8.6)."""

COPIED = 3
COPIED_PART = 0.8
"""So many quotations shared in order, and so large a part, make a copy; two agency quotations do not."""


@dataclass(frozen=True)
class OneText:
    """An alignment of two articles that are held to be one text, and how surely."""

    alignment: Alignment
    strength: float
    familiar: bool

    @property
    def articles(self) -> tuple[str, str]:
        return self.alignment.one.article, self.alignment.two.article


def align(
    witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder, found: Iterable[Candidate]
) -> tuple[list[Alignment], list[Nearby]]:
    """The articles that are one text in two languages, looked for where candidates or, in languages that the encoder
    does not know, the articles' vectors point; and the articles that these point to."""
    texts = sequences(witnesses, vectors)
    nearby = nearest_articles(texts, encoder)
    proposed = sorted(proposals(texts, nearby, found).items())
    weighed = (one_text(texts[one], texts[two], encoder, lead) for (one, two), lead in proposed)
    return one_story([x for x in weighed if x], encoder), nearby


def one_text(one: Quoted, two: Quoted, encoder: Encoder, lead: float = 0.0) -> OneText | None:
    """The two articles aligned, if they are one text."""
    known = {one.language, two.language} <= encoder.languages
    side_by_side = table(one, two, known)
    if not _may_be_translation(side_by_side):
        return None
    found = aligned(side_by_side)
    return OneText(found, _strength(found, lead), known) if _is_translation(found, lead, known) else None


def translation(found: Alignment) -> ArticleLink:
    """The link that an alignment shows. Its article takes from its exemplar by date, or by who has a publisher; else
    the direction is a guess and its evidence says ``"direction": "undecided"``."""
    return link_between(found.one.witnesses, found.two.witnesses, "translation", len(found.pairs()))


def one_story(found: Sequence[OneText], encoder: Encoder, known: Collection[tuple[str, str]] = ()) -> list[Alignment]:
    """The alignments between languages that the encoder knows; and of an article in another language the strongest,
    and those others that lead to versions of the same text, as those and ``known`` tell."""
    linked = {frozenset(x.articles) for x in found if x.familiar} | set(map(frozenset, known))
    best: dict[str, str] = {}
    for x in sorted((x for x in found if not x.familiar), key=lambda x: (-x.strength, *x.articles)):
        for ours, theirs in _unknown(x, encoder):
            best.setdefault(ours, theirs)

    def holds(ours: str, theirs: str) -> bool:
        here, there = best[ours], best.get(theirs, theirs)
        return theirs == here or here == there or frozenset((here, there)) in linked

    kept = (x for x in found if x.familiar or all(holds(*sides) for sides in _unknown(x, encoder)))
    return [x.alignment for x in kept]


def _unknown(found: OneText, encoder: Encoder) -> Iterator[tuple[str, str]]:
    """Each side in a language that the encoder does not know, with the other."""
    for ours, theirs in (
        (found.alignment.one, found.alignment.two),
        (found.alignment.two, found.alignment.one),
    ):
        if ours.language not in encoder.languages:
            yield ours.article, theirs.article


def _strength(found: Alignment, lead: float) -> float:
    """Log odds for each quotation of the shorter article, and what the lead over the next article adds."""
    return found.total / min(len(found.one), len(found.two)) + LEAD * lead


def _may_be_translation(weighed: Table) -> bool:
    """Whether the two can be one text, as far as can be told before their words are read."""
    shared, total = weighed.promises()
    if not weighed.familiar:
        return shared >= FEWEST_SHARED and total >= UNFAMILIAR_LINKED
    return shared >= max(FEWEST_SHARED, PART * min(len(weighed.one), len(weighed.two))) and total >= LINKED


def _is_translation(found: Alignment, lead: float, familiar: bool) -> bool:
    shorter = min(len(found.one), len(found.two))
    if len(found.sure) < FEWEST_SHARED:
        return False
    if familiar:
        return found.total >= LINKED and len(found.sure) >= PART * shorter
    enough = found.total >= UNFAMILIAR_TOTAL or _strength(found, lead) >= UNFAMILIAR_EACH
    return found.total >= UNFAMILIAR_LINKED and enough


def copies(witnesses: Sequence[Witness], repeated: Iterable[Pair]) -> list[ArticleLink]:
    """The articles of one language that share their quotations in order; ``repeated`` are the pairs of ``repeats``."""
    texts = utterances(witnesses)
    links = (_copy(texts[one], texts[two], cells) for (one, two), cells in _shared(texts, repeated))
    return [link for link in links if link]


def utterances(witnesses: Iterable[Witness]) -> dict[str, list[Witness]]:
    """Article id → its utterances in order."""
    texts: dict[str, list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda w: (w.article, w.position, w.id)):
        if witness.kind != "scare" and witness.article:
            texts[witness.article].append(witness)
    return texts


def _shared(
    texts: Mapping[str, Sequence[Witness]], repeated: Iterable[Pair]
) -> list[tuple[tuple[str, str], dict[tuple[int, int], float]]]:
    place = {w.id: (article, i) for article, found in texts.items() for i, w in enumerate(found)}
    shared: dict[tuple[str, str], dict[tuple[int, int], float]] = defaultdict(dict)
    for found in repeated:
        if found.a in place and found.b in place:
            (one, i), (two, j) = sorted((place[found.a], place[found.b]))
            if one != two and texts[one][i].language == texts[two][j].language:
                shared[one, two][i, j] = 1.0
    return sorted(shared.items())


def _copy(one: Sequence[Witness], two: Sequence[Witness], cells: Mapping[tuple[int, int], float]) -> ArticleLink | None:
    in_order = len(chain(cells))
    shorter, longer = sorted((len(one), len(two)))
    if in_order < COPIED or in_order < COPIED_PART * shorter:
        return None
    return link_between(one, two, "copy" if in_order >= COPIED_PART * longer else "excerpt", in_order)


def link_between(one: Sequence[Witness], two: Sequence[Witness], relation: ArticleRelation, shared: int) -> ArticleLink:
    """The link, from the article that takes to the one it takes from."""
    article, exemplar, direction = _oriented(one, two)
    evidence = {"direction": direction, "quotations": [len(article), len(exemplar)]}
    return ArticleLink(article[0].article, exemplar[0].article, relation, shared, evidence)


def _oriented(one: Sequence[Witness], two: Sequence[Witness]) -> tuple[Sequence[Witness], Sequence[Witness], str]:
    """(the one that takes, the one it takes from, why): the later from the earlier, the nameless from the outlet, the
    one in another language than the outlets that were spoken to."""
    a, b = one[0], two[0]
    if a.published_to and b.published_from and a.published_to < b.published_from:
        return two, one, "date"
    if b.published_to and a.published_from and b.published_to < a.published_from:
        return one, two, "date"
    if bool(a.publisher) != bool(b.publisher):
        return (two, one, "publisher") if a.publisher else (one, two, "publisher")
    at_home = spoken_to_own(one) - spoken_to_own(two)
    if at_home:
        return (two, one, "outlets") if at_home > 0 else (one, two, "outlets")
    return (one, two, "undecided") if len(one) < len(two) else (two, one, "undecided")


def spoken_to_own(witnesses: Sequence[Witness]) -> int:
    """How many of the quotations were given to an outlet of the article's own language."""
    outlets = Register.load()
    known = (outlets.by_name(w.outlet, w.language) for w in witnesses if w.outlet)
    language = witnesses[0].language
    return sum(outlet is not None and outlet.language == language for outlet in known)
