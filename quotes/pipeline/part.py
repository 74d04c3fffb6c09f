"""A batch of articles matched and traced with what they touch; everything else stays as it is.

What a lineage is depends on its quotations' repeats, and beside them on the links and credits of its articles, on which
other lineages these share, on whether outlets that are credited are held, and on the sure choices of other lineages. A
lineage is traced again where one of these changed; the rest of the database would come out as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes import judge
from quotes.match.changes import changed
from quotes.match.shelf import Former
from quotes.model import Judgement, Lineage, Link, Witness
from quotes.pipeline.compared import Compared
from quotes.pipeline.growing import Growing, Growths, Sides, growing
from quotes.pipeline.known import Outlets, circumstances, told_to_what_came
from quotes.pipeline.region import Region, partners, region
from quotes.pipeline.relink import Retold, relink
from quotes.pipeline.spoken import Drawn, write_part
from quotes.store import Connection, around
from quotes.store.former import Changes
from quotes.store.index import languages
from quotes.store.meanings import Meanings
from quotes.store.shelf import Shelf
from quotes.store.write import put_votes
from quotes.trace.choose import Plan
from quotes.trace.links import across
from quotes.trace.steps import drawn, plan, settled, sure
from quotes.trace.values import Circumstances


@dataclass(frozen=True)
class Drafted:
    """A region with its lineages planned by themselves."""

    region: Region
    known: Circumstances
    plans: Sequence[Plan]


def connect_part(
    connection: Connection, decisions: Sequence[Judgement], changes: Changes, stage: Callable[[str], None]
) -> None:
    """Brings everything up to date that rests on the articles that came or went."""
    former = {i: Former(q.article, q.wording) for i, q in changes.quotes.items()}
    came = around.held_articles(connection, changes.articles.keys())
    found = changed(Shelf(connection), came, former)
    retold = _retold(connection, came, stage)
    stage("tracing")
    relinked = relink(connection, changes, found, retold)
    work = _Tracing(connection, decisions, changes)
    fresh = {w.id: w for said in work.shelf.articles(came).values() for w in said}
    deciding = partners(decisions)
    decided = {i for quote in changes.quotes for i in deciding[quote]}
    touched = {*fresh, *decided, *retold.quotes, *(i for r in (*found.gone, *found.new) for i in (r.pair.a, r.pair.b))}
    grow = work.grow(growing(connection, found, fresh, {*decided, *retold.quotes, *_barred(decisions, changes)}))
    work.draft(touched - grow)
    moved = work.members_of(relinked)
    told = told_to_what_came(connection, changes, work.dropped, work.outlets)
    work.draft({*moved, *told, *work.sharing()})
    work.draft(work.unlike())
    work.draft(work.voted())
    work.draft(work.helped())
    stage("writing")
    write_part(connection, decisions, changes, work.drawn(Compared(connection, fresh)))


def _barred(decisions: Iterable[Judgement], changes: Changes) -> set[str]:
    """What people decided something about, and the lineages of what went or was read anew."""
    named = {i for d in decisions for i in d.subject.split()}
    return named | changes.quotes.keys() | {q.lineage for q in changes.quotes.values() if q.lineage}


def _retold(connection: Connection, came: Collection[str], stage: Callable[[str], None]) -> Retold:
    """What new articles change across languages, where there are several."""
    if len(languages(connection)) < 2:
        return Retold()
    from quotes.pipeline.meanings import retell

    return retell(connection, came, stage)


class _Tracing:
    """The lineages that are traced again, in the order in which they are found to be concerned."""

    def __init__(self, connection: Connection, decisions: Sequence[Judgement], changes: Changes) -> None:
        self.connection, self.decisions, self.changes = connection, decisions, changes
        self.shelf, self.outlets = Meanings(connection), Outlets(connection)
        self.dropped = judge.dropped(decisions)
        self.drafts: list[Drafted] = []
        self.lineage: dict[str, str] = {}
        self.known: set[str] = set()
        self.growths = Growths(connection, {})
        self.before: dict[str, str] = {}
        self.more: dict[Sides, int] = {}

    def grow(self, found: Mapping[str, Growing]) -> set[str]:
        """Takes on the lineages that only grow; their quotations."""
        self.growths = Growths(self.connection, found)
        self.lineage |= self.growths.newcomers()
        return {*self.growths.home}

    def draft(self, seeds: Collection[str]) -> None:
        """Plans the lineages of quotations and of all that is joined to them."""
        found = region(self.shelf, set(seeds) - self.known, self.decisions)
        self.known |= found.witnesses.keys()
        self.growths.leave(found.witnesses)
        self.lineage |= {i: group[0] for group in found.groups for i in group}
        known = circumstances(self.connection, found, self.lineage, self.dropped, self.outlets)
        plans = [plan([found.nodes[i] for i in group], known) for group in found.groups]
        self.drafts.append(Drafted(found, known, plans))

    def members_of(self, articles: Collection[str]) -> set[str]:
        """The quotations of all lineages of articles."""
        return self._members(set().union(*self._lineages(articles).values()))

    def _members(self, lineages: Collection[str]) -> set[str]:
        return around.members(self.connection, lineages)

    def _lineages(self, articles: Collection[str]) -> dict[str, set[str]]:
        """Article → those of its lineages that are in no region yet."""
        found: dict[str, set[str]] = defaultdict(set)
        for article, quote, lineage, _ in around.quoted(self.connection, articles):
            if quote not in self.known and lineage:
                found[article].add(lineage)
        return found

    def sharing(self) -> set[str]:
        """The quotations of lineages that two articles share which share another lineage now, or no longer."""
        found: set[str] = set()
        for blocks in self._blocks():
            near = self._lineages({a for block in blocks for a in block})
            in_blocks = Counter(i for block in blocks for i in set().union(*(near.get(a, ()) for a in block)))
            found |= {i for i, count in in_blocks.items() if count > 1}
        return self._members(found)

    def _blocks(self) -> Iterator[list[set[str]]]:
        """The articles of lineages that became one, and of the parts of those that did not stay one."""
        before, drafted = around.lineages_of(self.connection, self.lineage.keys()), self.drafted()
        for old, new in ((before, self.lineage), (self.lineage, before)):
            parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
            for quote in old.keys() & new.keys():
                article = drafted[quote].article
                if article not in self.changes.articles:
                    parts[new[quote]][old[quote]].add(article)
            yield from (list(blocks.values()) for blocks in parts.values() if len(blocks) > 1)

    def voted(self) -> set[str]:
        """Keeps the sure choices; the quotations of lineages of two articles of which one has more from the other than
        before, or less."""
        home = {i: q.article for i, q in self.changes.quotes.items()} | self.growths.homes()
        home |= {i: w.article for i, w in self.drafted().items()}
        asked = {*self.changes.quotes, *self.drafted(), *self.growths.turned()}
        self.before = around.sure(self.connection, asked)
        plans = (planned for draft in self.drafts for planned in draft.plans)
        now = {here.witness.id: there.witness.id for planned in plans for here, there in sure(planned)}
        now |= self.growths.sure()
        put_votes(self.connection, self.before, now)
        more = Counter((home[a], home[b]) for a, b in now.items())
        more.subtract((home[a], home[b]) for a, b in self.before.items())
        self.more = {sides: count for sides, count in more.items() if count}
        near = self._lineages({a for sides in self.more for a in sides})
        return self._members({i for a, b in self.more for i in near.get(a, set()) & near.get(b, set())})

    def unlike(self) -> set[str]:
        """Plans the lineages that only grow; some quotations of those that do more."""
        part_of: dict[str, set[str]] = defaultdict(set)
        for quote, witness in self.drafted().items():
            if quote in self.lineage:
                part_of[witness.article].add(self.lineage[quote])
        return self.growths.plan(part_of)

    def helped(self) -> set[str]:
        """Some quotations of lineages that only grew, but take votes of others."""
        return self.growths.helped(self.before, self.more)

    def drawn(self, compare: Compared) -> Drawn:
        """All of them with their links, now that all lineages have spoken."""
        done: list[tuple[Lineage, list[Link], bytes | None]] = []
        links: list[Link] = []
        for draft in self.drafts:
            compare.read(draft.region.witnesses.keys())
            articles = {w.article for w in draft.region.witnesses.values()}
            known = replace(draft.known, votes=around.votes(self.connection, articles))
            done += (drawn(settled(planned, known), compare) for planned in draft.plans)
            found = across(draft.region.pairs, draft.region.stitched, draft.region.nodes)
            links += [link for link in found if link.quote in draft.region.witnesses]
        grown = [*self.growths.drawn(compare)]
        return Drawn(
            self.drafted(),
            [lineage for lineage, *_ in done],
            [*self.growths.grew(lineage for lineage, *_ in grown)],
            self.drafted().keys() | self.growths.turned(),
            [*links, *(link for _, made, _ in (*done, *grown) for link in made)],
            {lineage.id: sheet for lineage, _, sheet in (*done, *grown) if sheet},
        )

    def drafted(self) -> dict[str, Witness]:
        """All quotations of the regions."""
        return {i: w for draft in self.drafts for i, w in draft.region.witnesses.items()}
