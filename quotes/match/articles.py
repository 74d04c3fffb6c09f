"""Two articles that give the same quotations in the same order are one text: a copy, an excerpt or a translation.

What stands between sure matches is carried by its neighbours: “mieux que prévu” proves nothing, and between two matches
of one article's translation it is “better than expected”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.match.chain import chain
from quotes.match.encoder import Encoder
from quotes.match.proposals import proposals
from quotes.match.sequences import Alignment, Table, aligned, sequences, table
from quotes.match.translate import Candidate
from quotes.model import ArticleLink, ArticleRelation, Pair, Witness
from quotes.register import Register

__all__ = ["Aligned", "align", "copies", "link_between", "utterances"]

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
class Aligned:
    """Links between articles, and the pairs of quotations that rest on them."""

    links: list[ArticleLink]
    pairs: list[Pair]


def align(
    witnesses: Sequence[Witness], vectors: Mapping[str, bytes], encoder: Encoder, found: Iterable[Candidate]
) -> Aligned:
    """The articles that are one text in two languages, looked for where candidates or, in languages that the encoder
    does not know, the articles' vectors point.

    A link's article takes from its exemplar by date, or by who has a publisher; otherwise the direction is a guess and
    its evidence says ``"direction": "undecided"``.
    """
    texts = sequences(witnesses, vectors)
    familiar: list[tuple[float, Alignment]] = []
    strange: list[tuple[float, Alignment]] = []
    for (one, two), lead in sorted(proposals(texts, encoder, found).items()):
        known = {texts[one].language, texts[two].language} <= encoder.languages
        weighed = table(texts[one], texts[two], known)
        if not _may_be_translation(weighed):
            continue
        side_by_side = aligned(weighed)
        if _is_translation(side_by_side, lead, known):
            (familiar if known else strange).append((_strength(side_by_side, lead), side_by_side))
    chosen = [x for _, x in familiar]
    chosen += _one_story(strange, chosen, encoder)
    links = [link_between(x.one.witnesses, x.two.witnesses, "translation", len(x.pairs())) for x in chosen]
    return Aligned(links, [pair for x in chosen for pair in x.pairs()])


def _one_story(
    strange: Iterable[tuple[float, Alignment]], sure: Iterable[Alignment], encoder: Encoder
) -> list[Alignment]:
    """Of the alignments of an article in a language that the encoder does not know the strongest, and those others that
    lead to versions of the same text."""
    story = {frozenset((x.one.article, x.two.article)) for x in sure}
    of: dict[str, list[str]] = defaultdict(list)
    kept = []
    for _, found in sorted(strange, key=lambda s: (-s[0], s[1].one.article, s[1].two.article)):
        sides = ((found.one, found.two), (found.two, found.one))
        unknown = [(x.article, y.article) for x, y in sides if x.language not in encoder.languages]
        if all(frozenset((other, theirs)) in story for ours, theirs in unknown for other in of[ours]):
            kept.append(found)
            story.add(frozenset((found.one.article, found.two.article)))
            for ours, theirs in unknown:
                of[ours].append(theirs)
    return kept


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
