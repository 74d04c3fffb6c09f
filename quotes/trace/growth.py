"""A plain lineage to which newcomers come: they are placed among its witnesses, most of which keep their choice.

A witness chooses anew where a newcomer is among the few that stand before it and are looked at: the first of its paper,
of its wording, of all wordings, of those that share its rarest words, and what matching found for it. All others would
choose as they did, so the result is that of planning the lineage whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.model import Lineage, Link, Pair, Witness

from .choose import EACH, Choice, Placed, Plan, chosen
from .circumstances import NEIGHBOURS, gathered
from .components import STOCK
from .flags import Survey
from .lineage import fullest_of, lineage_of, worded_anew
from .links import Compare, links, only_source
from .order import rank
from .proofs import Edge, Setting
from .sheet import Sheet, sheet_of
from .speakers import supported
from .surroundings import Surroundings
from .values import Circumstances, Node, key, node, span

Near = dict[str, tuple[tuple[float, str], ...]]
"""Quotation → its likest (likeness, quotation), the likest first."""
Shared = Iterable[tuple[str, str, int]]
"""Two articles and how many lineages they share, where it is more than one."""
Met = Callable[[Collection[str]], Iterable[Pair]]
Read = Callable[[Collection[str]], Mapping[str, Witness]]


@dataclass(frozen=True)
class Grown:
    """A lineage planned with its newcomers: ``turned`` are the witnesses whose choice is a new one or another, or whose
    link says another thing; ``anew`` what was said of the others' words."""

    plan: Plan
    turned: frozenset[str]
    anew: Mapping[str, int]
    speaker: str | None


def neighbours(sheet: Sheet, came: Iterable[Node], new: Iterable[Pair], gone: Sequence[Pair], met: Met) -> Near | None:
    """Who is likest to whom, now that pairs came and went; None where not all are joined any more, or by stock phrases
    alone. ``met`` gives all pairs of quotations as they are now, of which the sheet has the likest."""
    found = {q: {(s, sheet.quotes[p]) for s, p in near} for q, near in zip(sheet.quotes, sheet.near, strict=True)}
    crowded = {here for here, _, _ in _both_ways(gone) if len(found[here]) >= NEIGHBOURS}
    for here, there, _ in _both_ways(gone):
        found[here] = {(score, other) for score, other in found[here] if other != there}
    for here, there, score in _both_ways(new):
        found.setdefault(here, set()).add((score, there))
    for here, there, score in _both_ways(met(crowded) if crowded else ()):
        if here in crowded:
            found[here].add((score, there))
    thin = {q for q, wording in zip(sheet.quotes, sheet.wordings, strict=True) if sheet.lengths[wording] <= STOCK}
    thin |= {n.witness.id for n in came if len(n.words) <= STOCK}
    if not (_joined(found, thin) and _joined(found, ())):
        return None
    return {q: tuple(sorted(near, key=lambda x: (-x[0], x[1]))[:NEIGHBOURS]) for q, near in found.items()}


def _both_ways(pairs: Iterable[Pair]) -> Iterator[tuple[str, str, float]]:
    for pair in pairs:
        yield pair.a, pair.b, pair.comparison.score
        yield pair.b, pair.a, pair.comparison.score


def _joined(found: Mapping[str, Iterable[tuple[float, str]]], but: Collection[str]) -> bool:
    """Whether all but some are joined without these."""
    near: dict[str, set[str]] = {quote: set() for quote in found if quote not in but}
    for quote in near:
        for _, other in found[quote]:
            if other in near:
                near[quote].add(other)
                near[other].add(quote)
    front = [*near][:1]
    while front:
        front += near.pop(front.pop(), ())
    return not near


def wanted(sheet: Sheet, came: Iterable[Node]) -> set[str]:
    """The witnesses whose words have to be read: the first of each wording, and those that stand where a newcomer does
    but for their words."""
    leads = [places[0] for places in _units(sheet).values()]
    days = [span(sheet.first[place], sheet.last[place]) for place in leads]
    ranks = [(late, early, -sheet.lengths[sheet.wordings[p]]) for (early, late), p in zip(days, leads, strict=True)]
    found = {sheet.quotes[place] for place in _firsts(sheet)}
    for new in came:
        at = new.late, new.early, -len(new.words)
        found |= {sheet.quotes[place] for place in leads[bisect_left(ranks, at) : bisect_right(ranks, at)]}
    return found


def _units(sheet: Sheet) -> dict[str, list[int]]:
    """The places of each article's witnesses, in order; without the echoes."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(sheet.articles[: len(sheet.exemplars)]):
        found[article].append(place)
    return found


def _firsts(sheet: Sheet) -> list[int]:
    """The place of the first witness of each wording."""
    places = {wording: place for place, wording in reversed([*enumerate(sheet.wordings)])}
    return [places[wording] for wording in range(len(sheet.lengths))]


def _witnesses(sheet: Sheet, read: Mapping[str, Witness]) -> Iterator[Witness]:
    """The witnesses in order, those that are not read with the words of the first of their wording."""
    texts = [read[sheet.quotes[place]].text for place in _firsts(sheet)]
    columns = (sheet.wordings, sheet.articles, sheet.kinds, sheet.speakers, sheet.publishers, sheet.first, sheet.last)
    for quote, wording, article, kind, speaker, publisher, first, last in zip(sheet.quotes, *columns, strict=True):
        yield read.get(quote) or Witness(
            quote, texts[wording], article, 0, kind, sheet.language, speaker, None, publisher, first, last
        )


def grown(sheet: Sheet, came: Sequence[Node], near: Near, shared: Shared, read: Mapping[str, Witness]) -> Grown | None:
    """The lineage planned with newcomers who are as plain as it is; None where they make it another person's.

    ``near`` has everybody's neighbours, ``shared`` what the newcomers' articles share, ``read`` the witnesses wanted.
    """
    held = [node(w) for w in _witnesses(sheet, read)]
    setting = Setting(sheet.language, True, _known(sheet, near, shared))
    order = _placed(sheet, held, came, setting)
    members = sorted((*held, *came), key=lambda n: n.witness.id)
    if (supported(n.witness for n in order) or supported(n.witness for n in members)) != sheet.speaker:
        return None
    before = {c.node.witness.id: c for c in _choices(sheet, held)}
    others = {q: tuple((s, sheet.quotes[p]) for s, p in x) for q, x in zip(sheet.quotes, sheet.near, strict=True)}
    choices = _chosen(order, before, {q for q in near if near[q] != others.get(q)}, setting)
    anew = {q: mark for q, mark in zip(sheet.quotes, sheet.marks, strict=False) if mark}
    inside = {n.witness.id: held[p] for n, p in zip(held[len(before) :], sheet.inside, strict=True)}
    return Grown(Plan(members, inside, order, setting, choices), _turned(choices, before), anew, sheet.speaker)


def _placed(sheet: Sheet, held: Sequence[Node], came: Iterable[Node], setting: Setting) -> list[Node]:
    """The witnesses in their order, with the newcomers; those of an article stand together."""
    units = [[held[place] for place in places] for places in _units(sheet).values()]
    for new in came:
        insort(units, [new], key=lambda unit: rank(unit[0], sheet.language, setting.circumstances))
    return [n for unit in units for n in unit]


def _turned(choices: Sequence[Choice], before: Mapping[str, Choice]) -> frozenset[str]:
    """The witnesses whose choices or links say another thing than before."""
    found = {c.node.witness.id for c in choices if _differ(c, before.get(c.node.witness.id))}
    ends = [*map(_quote, (only_source([*before.values()]), only_source(choices)))]
    return frozenset(found | {quote for quote in ends if quote and ends[0] != ends[1]})


def _known(sheet: Sheet, near: Near, shared: Shared) -> Circumstances:
    """What is known beside the words: of each article's lineages as many as it shares, whatever their names are."""
    held = ((sheet.articles[a], sheet.articles[b], count) for a, b, count in sheet.shared)
    lineages: dict[str, set[str]] = defaultdict(set)
    own = min(near)
    for a, b, count in (*held, *shared):
        both = {own, *(f"{a} {b} {number}" for number in range(count - 1))}
        lineages[a] |= both
        lineages[b] |= both
    around = Surroundings({}, {}, {article: frozenset(ids) for article, ids in lineages.items()})
    return replace(gathered([], [], {}, {}, around, {}), neighbours=near)


def _choices(sheet: Sheet, held: Sequence[Node]) -> Iterator[Choice]:
    """The choices as the sheet has them."""
    order = held[: len(sheet.exemplars)]
    columns = zip(order, sheet.exemplars, sheet.ground, sheet.rivals, strict=True)
    for here, exemplar, ground, rivals in columns:
        sure, *reasons = sheet.grounds[ground] if ground is not None else (0.0,)
        edge = Edge(held[exemplar], 0.0, tuple(reasons), True) if exemplar is not None else None
        yield Choice(here, edge, None, tuple(held[place] for place in rivals), sure)


def _chosen(
    order: Sequence[Node], before: Mapping[str, Choice], asked: Collection[str], setting: Setting
) -> list[Choice]:
    """A choice for each witness: that of before, where it is not ``asked`` and looks at no newcomer."""
    placed, looked_at = Placed(), set[object]()
    choices: list[Choice] = []
    for here in order:
        quote = here.witness.id
        stands = quote not in asked and looked_at.isdisjoint((key(here.witness.publisher), here.variant, ALL))
        choices.append(before[quote] if stands else chosen(here, placed, setting))
        if quote not in before:
            looked_at.update(_looking(here, placed))
        placed.add(here)
    return choices


ALL = object()
"""All that come after."""


def _looking(new: Node, placed: Placed) -> Iterator[object]:
    """Who will look at a newcomer, of those that come after: those of its paper, those of its wording, all."""
    paper = key(new.witness.publisher)
    if paper and len(placed.by_publisher.get(paper, ())) < EACH:
        yield paper
    if new.variant not in placed.by_variant:
        yield ALL
    elif len(placed.by_variant[new.variant]) < 2 * EACH:
        yield new.variant


def _differ(one: Choice, other: Choice | None) -> bool:
    return one is not other and (other is None or _says(one) != _says(other))


def _says(choice: Choice) -> tuple[object, ...]:
    edge = choice.edge and (choice.edge.exemplar.witness.id, choice.edge.reasons)
    return edge, [n.witness.id for n in choice.rivals], choice.confidence


def _quote(choice: Choice | None) -> str | None:
    return choice.node.witness.id if choice else None


def drawn_anew(found: Grown, compare: Compare, read: Read) -> tuple[Lineage, list[Link], bytes | None]:
    """The lineage, the links of those that turned, and its sheet; ``read`` gives witnesses as they are held."""
    plan, only = found.plan, only_source(found.plan.choices)
    turned = [c for c in plan.choices if c.node.witness.id in found.turned]
    said = read({n.witness.id for c in turned for n in (c.node, *([c.edge.exemplar] if c.edge else []))})
    told = [_as_held(c, said) for c in turned]
    marked = next((c for c in told if _quote(c) == _quote(only)), None)
    made = links(told, Survey(found.speaker, False, {}, ()), plan.setting, compare, marked)
    anew = {q: mark for q, mark in found.anew.items() if q not in found.turned} | worded_anew(made)
    lineage = lineage_of(plan.members, plan.choices, anew, found.speaker)
    fullest = fullest_of(plan.choices, anew).witness.id
    return replace(lineage, text=read({fullest})[fullest].text), made, sheet_of(plan, found.speaker, anew)


def _as_held(choice: Choice, said: Mapping[str, Witness]) -> Choice:
    """The choice with the words as the two write them."""
    edge = choice.edge and choice.edge._replace(exemplar=node(said[choice.edge.exemplar.witness.id]))
    return replace(choice, node=node(said[choice.node.witness.id]), edge=edge)
