"""Lineages that only grew: newcomers are placed in them by their sheets, and little else of them is read or written.

Such a lineage is plain, and what came joins it alone: nothing takes it apart, merges it or speaks for it from outside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from quotes.match.changes import Changed
from quotes.match.repeats import once
from quotes.model import Lineage, Link, Pair, Repeat, Witness
from quotes.pipeline.compared import Compared
from quotes.pipeline.relations import originals_of
from quotes.store import Connection, around
from quotes.store.meanings import Meanings
from quotes.trace.choose import Choice
from quotes.trace.circumstances import gathered
from quotes.trace.components import Sets, apart
from quotes.trace.growth import Grown, Near, drawn_anew, grown, neighbours, wanted
from quotes.trace.sheet import Sheet, stands_alone, unpacked
from quotes.trace.steps import sure, takes
from quotes.trace.surroundings import Surroundings
from quotes.trace.values import Circumstances, Node, key, node

UNSURE = {"said again", "stitched"}
"""Relations of pairs that keep apart what others join."""


Grew = tuple[Lineage, Sequence[Witness], Collection[str]]
"""A lineage, its witnesses, most with the words of another of the same wording, and the newcomers."""
Sides = tuple[str, str]
"""An article and that from which it has quotations."""


@dataclass(frozen=True)
class Growing:
    """A lineage with its newcomers and everybody's neighbours."""

    lineage: str
    sheet: Sheet
    came: Sequence[Node]
    near: Near

    @property
    def articles(self) -> list[str]:
        """The articles of all."""
        return [*self.sheet.articles, *(n.witness.article for n in self.came)]


@dataclass
class _Cluster:
    """What repeats that came join: lineages and quotations that are new; and the repeats that came and went there."""

    lineages: set[str]
    came: set[str]
    new: list[Repeat]
    gone: list[Repeat]


def growing(
    connection: Connection, found: Changed, fresh: Mapping[str, Witness], barred: Collection[str]
) -> dict[str, Growing]:
    """The lineages that only grow, by their ids; none that a ``barred`` quotation, or lineage, is or joins."""
    shelf, clusters = Meanings(connection), [*_clusters(connection, found, fresh, barred)]
    sheets = around.sheets(connection, {lineage for c in clusters for lineage in c.lineages})
    known = _known(connection, {fresh[i].article for c in clusters for i in c.came})
    still = _still(connection, [repeat for c in clusters for repeat in c.gone])
    result = {}
    for cluster in clusters:
        (lineage,) = cluster.lineages
        left = (frozenset((r.pair.a, r.pair.b)) in still for r in cluster.gone)
        if lineage in sheets and not any(left):
            came = [node(fresh[i]) for i in sorted(cluster.came)]
            found_here = _growing(shelf, lineage, unpacked(sheets[lineage]), came, cluster)
            if found_here and _fit(found_here, known):
                result[lineage] = found_here
    return result


def _growing(shelf: Meanings, lineage: str, sheet: Sheet, came: Sequence[Node], cluster: _Cluster) -> Growing | None:
    def met(quotes: Collection[str]) -> list[Pair]:
        return [p for p in once([*shelf.repeats_by(quotes), *shelf.repeats_on(quotes)]) if not apart(p)]

    near = neighbours(sheet, came, once(cluster.new), [r.pair for r in cluster.gone], met)
    return Growing(lineage, sheet, came, near) if near else None


def _clusters(
    connection: Connection, found: Changed, fresh: Mapping[str, Witness], barred: Collection[str]
) -> Iterator[_Cluster]:
    """What came together to one lineage, where nothing is barred and every repeat that came is one of something new."""
    ends = {i for r in (*found.new, *found.gone) for i in (r.pair.a, r.pair.b)}
    home = around.lineages_of(connection, {*ends, *barred} - fresh.keys())
    sets, out = Sets(), {home.get(i, i) for i in barred}
    for repeat in found.new:
        sets.join(*_places(repeat, home))
    clusters: dict[str, _Cluster] = defaultdict(lambda: _Cluster(set(), set(), [], []))
    for repeat, came in (*((r, True) for r in found.new), *((r, False) for r in found.gone)):
        one, two = _places(repeat, home)
        cluster = clusters[sets.find(one)]
        (cluster.new.append if came else cluster.gone.append)(repeat)
        cluster.lineages |= {one, two} - fresh.keys()
        cluster.came |= {one, two} & fresh.keys()
        odd = repeat.pair.comparison.relation in UNSURE or came is fresh.keys().isdisjoint((one, two))
        out |= {one, two} if odd or (not came and one != two) else set()
    for cluster in clusters.values():
        if len(cluster.lineages) == 1 and out.isdisjoint(cluster.lineages | cluster.came):
            yield cluster


def _places(repeat: Repeat, home: Mapping[str, str]) -> tuple[str, str]:
    """The lineages of the two sides; what is new stands for itself."""
    return home.get(repeat.pair.a, repeat.pair.a), home.get(repeat.pair.b, repeat.pair.b)


def _still(connection: Connection, gone: Iterable[Repeat]) -> set[frozenset[str]]:
    """The quotations that repeats still pair in some other way."""
    ends = {i for r in gone for i in (r.pair.a, r.pair.b)}
    return {frozenset((r.pair.a, r.pair.b)) for r in Meanings(connection).repeats_by(ends)}


def _known(connection: Connection, articles: Collection[str]) -> Circumstances:
    """What speaks for something, beside their words, in articles."""
    told: dict[str, set[str]] = defaultdict(set)
    for article, _, _, outlet in around.quoted(connection, articles):
        told[article] |= {key(outlet)} if outlet else set()
    surroundings = Surroundings({}, {article: frozenset(names) for article, names in told.items()}, {})
    links = around.article_links(connection, articles)
    return gathered([], links, originals_of(connection, articles), {}, surroundings, {})


def _fit(growing: Growing, known: Circumstances) -> bool:
    """Whether the newcomers are as plain as the lineage, and leave it its name."""
    sheet, came = growing.sheet, growing.came
    articles = {n.witness.article for n in came}
    if len(articles) < len(came) or not articles.isdisjoint(sheet.articles):
        return False
    plain = all(stands_alone(n, known) and n.witness.language == sheet.language for n in came)
    return plain and all(n.witness.id > growing.lineage for n in came)


class Growths:
    """The lineages that only grow, as long as nothing shows that they are to be traced like any other."""

    def __init__(self, connection: Connection, held: Mapping[str, Growing]) -> None:
        self.connection, self.held = connection, dict(held)
        self.grown: dict[str, Grown] = {}
        self.home = {quote: lineage for lineage, one in held.items() for quote in one.near}

    def newcomers(self) -> dict[str, str]:
        """The quotations that are new, each with its lineage."""
        return {n.witness.id: lineage for lineage, one in self.held.items() for n in one.came}

    def leave(self, quotes: Iterable[str]) -> None:
        """The lineages of quotations are traced like any other."""
        for lineage in {self.home[quote] for quote in quotes if quote in self.home}:
            self.held.pop(lineage, None)
            self.grown.pop(lineage, None)

    def plan(self, part_of: Mapping[str, Collection[str]]) -> set[str]:
        """Plans them; newcomers of those that turn out to be traced like any other. ``part_of`` says of articles which
        of the lineages that are traced like any other they have a part in."""
        parts: dict[str, set[str]] = defaultdict(set)
        for lineage, one in self.held.items():
            for article in one.articles:
                parts[article] |= {lineage, *part_of.get(article, ())}
        read = Meanings(self.connection).of({q for one in self.held.values() for q in wanted(one.sheet, one.came)})
        left = set()
        for lineage, one in self.held.items():
            found = grown(one.sheet, one.came, one.near, _shared(one, parts), read)
            if found:
                self.grown[lineage] = found
            else:
                left.add(one.came[0].witness.id)
        return left

    def homes(self) -> dict[str, str]:
        """Quotation → its article."""
        return {n.witness.id: n.witness.article for found in self.grown.values() for n in found.plan.members}

    def turned(self) -> set[str]:
        """The quotations that have another exemplar than before, or none before."""
        return {quote for found in self.grown.values() for quote in found.turned}

    def sure(self) -> dict[str, str]:
        """Those of them whose exemplar is sure, with it."""
        pairs = (
            pair for found in self.grown.values() for pair in sure(found.plan) if pair[0].witness.id in found.turned
        )
        return {here.witness.id: there.witness.id for here, there in pairs}

    def helped(self, before: Mapping[str, str], more: Mapping[Sides, int]) -> set[str]:
        """A quotation of each lineage that takes votes of others. ``before`` are the sure exemplars of those that
        turned, ``more`` by how many votes for another an article has more or less."""
        home, now = self.homes(), self.sure()
        near = {home[i] for found in self.grown.values() for c in found.plan.choices for i in _pool(c, found.turned)}
        votes = around.votes(self.connection, near)
        result = set()
        for found in self.grown.values():
            members = {n.witness.article for n in found.plan.members}
            own = Counter((home[q], home[now[q]]) for q in found.turned & now.keys())
            own.subtract((home[q], home[before[q]]) for q in found.turned & before.keys())
            others = (sides for sides, count in more.items() if count != own[sides])
            if any(a in members and b in members for a, b in others) or takes(found.plan, votes):
                result.add(found.plan.order[0].witness.id)
        return result

    def drawn(self, compare: Compared) -> Iterator[tuple[Lineage, list[Link], bytes | None]]:
        """All of them, with the links of those that turned."""
        compare.read(self.turned())
        for found in self.grown.values():
            yield drawn_anew(found, compare, Meanings(self.connection).of)

    def grew(self, drawn: Iterable[Lineage]) -> Iterator[Grew]:
        """Who is in them, and came to them."""
        for lineage, (identity, found) in zip(drawn, self.grown.items(), strict=True):
            came = {n.witness.id for n in self.held[identity].came}
            yield lineage, [n.witness for n in found.plan.members], came


def _pool(choice: Choice, turned: Collection[str]) -> Iterator[str]:
    """A witness that turned, and whom it may have the words from."""
    if choice.node.witness.id in turned:
        yield choice.node.witness.id
        yield from (n.witness.id for n in choice.rivals)
        yield from [choice.edge.exemplar.witness.id] if choice.edge else []


def _shared(one: Growing, parts: Mapping[str, Set[str]]) -> Iterator[tuple[str, str, int]]:
    """The articles that share several lineages with a newcomer's."""
    articles = one.articles
    for place in range(len(one.sheet.articles), len(articles)):
        for other in articles[:place]:
            count = len(parts[articles[place]] & parts[other])
            if count > 1:
                yield articles[place], other, count
