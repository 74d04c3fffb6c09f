"""In which order a lineage's witnesses appeared, as far as dates and credits say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .values import Circumstances, Node, earlier, key
from .wording import share

RUNNING = (None, "interview")
"""Places of what an article has people say itself, not in what stands around it."""
ECHO = 0.6
"""Share of the shorter wording that makes it an echo of the fuller one in the same article, as in a headline."""


def echoes(nodes: Sequence[Node]) -> dict[str, Node]:
    """By id, the shorter quotations of an article that repeat a fuller one of the same article, and that one."""
    articles: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        articles[unit(node)].append(node)
    found: dict[str, Node] = {}
    for same in (group for group in articles.values() if len(group) > 1):
        mains: list[Node] = []
        for node in sorted(same, key=_fullness):
            main = next((m for m in mains if _echoes(m, node)), None)
            if main:
                found[node.witness.id] = main
            else:
                mains.append(node)
    return found


def _echoes(main: Node, node: Node) -> bool:
    return main.witness.language == node.witness.language and share(main.words, node.words) >= ECHO


def _fullness(node: Node) -> tuple[bool, bool, int, int, str]:
    w = node.witness
    return w.place not in RUNNING, w.kind != "direct", -len(node.words), w.position, w.id


def home(nodes: Sequence[Node], circumstances: Circumstances) -> tuple[str, bool]:
    """The language in which the words were most probably said first among those we hold, and whether that is sure.

    Votes: the outlets credited with them, where their language is known, 6 in all, a translation of whole articles 2
    for its exemplar, and so other quotations that one of the articles has from another, being earliest for certain 5, a
    witness 0.01; of equals the first in the alphabet. Sure is a lead of a vote.
    """
    total = {n.witness.language: 0.0 for n in nodes}
    if len(total) < 2:
        return next(iter(total), ""), True
    for language, weight in _ballots(nodes, circumstances):
        if language in total:
            total[language] += weight
    first, second = sorted(total, key=lambda language: (-total[language], language))[:2]
    return first, total[first] - total[second] >= 1


def _ballots(nodes: Sequence[Node], known: Circumstances) -> Iterator[tuple[str, float]]:
    told = [known.languages.get(key(n.witness.outlet), "") for n in nodes if n.witness.outlet]
    yield from ((language, 6 / len(told)) for language in told)
    languages = {n.witness.article: n.witness.language for n in nodes}
    for article in sorted(languages):
        links = known.sources.get(article, {}).values()
        translated = {link.exemplar for link in links if link.relation == "translation"}
        for exemplar in sorted((translated | set(known.votes.get(article, {}))) & set(languages)):
            if languages[exemplar] != languages[article]:
                yield languages[exemplar], 2
    yield _first(nodes) or "", 5
    yield from ((n.witness.language, 0.01) for n in nodes)


def _first(nodes: Sequence[Node]) -> str | None:
    """The language of the earliest, where it is earlier than every witness in another language."""
    first = min(nodes, key=lambda n: (n.late, n.early, n.witness.language))
    others = [n for n in nodes if n.witness.language != first.witness.language]
    return first.witness.language if all(earlier(first, n) for n in others) else None


Rank = tuple[float, float, bool, bool, int, str, str, str]


def ordered(nodes: Sequence[Node], language: str, circumstances: Circumstances) -> list[Node]:
    """The witnesses such that nobody stands before one that was certainly earlier, and sources before their takers.

    An article's quotations stand together, or two articles might each come first. An undated one comes last, unless
    another credits it; of equals the one in the home language, the fuller one. A source that is certainly later than
    any that waits for it is passed over, and so is one that waits itself.
    """
    articles = _articles(nodes, language, circumstances)
    wanted = Wanted(articles, language, circumstances)
    done: dict[str, Sequence[Node]] = {}
    for article in articles:
        if article not in done:
            _emit(article, articles, wanted, done)
    return [n for same in done.values() for n in same]


def _articles(nodes: Sequence[Node], language: str, circumstances: Circumstances) -> dict[str, list[Node]]:
    """The witnesses by article, those first that rank first; one without an article stands for itself."""
    found: dict[str, list[Node]] = defaultdict(list)
    for n in sorted(nodes, key=lambda n: rank(n, language, circumstances)):
        found[unit(n)].append(n)
    return found


def unit(n: Node) -> str:
    """The witness's article, or the witness itself where none is given."""
    return n.witness.article or n.witness.id


def rank(n: Node, language: str, circumstances: Circumstances) -> Rank:
    """Where a witness stands as far as neither credits nor the rest of its article say."""
    w = n.witness
    credits = any(o.how != "hyperlink" for o in circumstances.originals.get(w.article, ()))
    taken = credits or bool(circumstances.sources.get(w.article))
    return n.late, n.early, w.language != language, taken, -len(n.words), w.text, w.publisher or "", w.id


def _emit(
    article: str, articles: Mapping[str, Sequence[Node]], wanted: Wanted, done: dict[str, Sequence[Node]]
) -> None:
    """The article and before it, depth first, what it wants."""
    stack, waiting = [(article, articles[article][0].late)], {article}
    while stack:
        top, bound = stack[-1]
        sources = (a for a in wanted.before(top) if a not in done and a not in waiting)
        source = next((a for a in sources if articles[a][0].early <= bound), None)
        if source:
            stack.append((source, min(bound, articles[source][0].late)))
            waiting.add(source)
        else:
            done[top] = articles[top]
            stack.pop()


class Wanted:
    """Which articles should stand before one, by credits and by language."""

    def __init__(self, articles: Mapping[str, Sequence[Node]], language: str, circumstances: Circumstances) -> None:
        self.articles = articles
        self.circumstances = circumstances
        self.home = language
        self.at_home = next((a for a, same in articles.items() if same[0].witness.language == language), None)
        self.by_publisher: dict[str, str] = {}
        for article, same in articles.items():
            if same[0].witness.publisher:
                self.by_publisher.setdefault(key(same[0].witness.publisher), article)

    def before(self, article: str) -> Iterator[str]:
        """Those that should come first if time allows, the surest first."""
        originals = self.circumstances.originals.get(article, ())
        given = (self.circumstances.sources.get(article, {}), self.circumstances.votes.get(article, {}))
        yield from (a for found in given for a in sorted(found) if a in self.articles)
        yield from (o.url for o in originals if o.url and o.url in self.articles)
        for n in self.articles[article]:
            names = {key(name) for name in (n.witness.outlet, n.witness.relayed_by, *(o.outlet for o in originals))}
            names |= self.circumstances.told.get(article, frozenset())
            known = sorted(names - {"", key(n.witness.publisher)})
            yield from (self.by_publisher[name] for name in known if name in self.by_publisher)
        if self.at_home and self.articles[article][0].witness.language != self.home:
            yield self.at_home
