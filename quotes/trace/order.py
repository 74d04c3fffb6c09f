"""In which order a lineage's witnesses appeared, as far as dates and credits say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .values import Circumstances, Node, earlier, key
from .wording import share

ECHO = 0.6
"""Share of the shorter wording that makes it an echo of the fuller one in the same article, as in a headline."""


def echoes(nodes: Sequence[Node]) -> dict[str, Node]:
    """By id, the shorter quotations of an article that repeat a fuller one of the same article, and that one."""
    articles: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        articles[node.witness.article or node.witness.id].append(node)
    found: dict[str, Node] = {}
    for same in articles.values():
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
    return w.place is not None, w.kind != "direct", -len(node.words), w.position, w.id


def home(nodes: Sequence[Node], circumstances: Circumstances) -> str:
    """The language in which the words were most probably said first among those we hold.

    Votes: the outlets credited with them, where their language is known, 6 in all, a translation of whole articles 2
    for its exemplar, being earliest for certain 5, a witness 0.01; of equals the first in the alphabet.
    """
    votes: Counter[str] = Counter(n.witness.language for n in nodes)
    if len(votes) < 2:
        return next(iter(votes), "")
    total = {language: n / 100 for language, n in votes.items()}
    told = [circumstances.languages.get(key(n.witness.outlet)) for n in nodes if n.witness.outlet]
    for language in told:
        if language in total:
            total[language] += 6 / len(told)
    for language in _translated(nodes, circumstances):
        total[language] += 2
    first = _first(nodes)
    if first:
        total[first] += 5
    return min(total, key=lambda language: (-total[language], language))


def _translated(nodes: Sequence[Node], circumstances: Circumstances) -> Iterable[str]:
    languages = {n.witness.article: n.witness.language for n in nodes}
    links = (links for article in sorted(languages) for links in circumstances.sources.get(article, {}).values())
    return (languages[link.exemplar] for link in links if link.relation == "translation" and link.exemplar in languages)


def _first(nodes: Sequence[Node]) -> str | None:
    """The language of the earliest, where it is earlier than every witness in another language."""
    first = min(nodes, key=lambda n: (n.late, n.early, n.witness.language))
    others = [n for n in nodes if n.witness.language != first.witness.language]
    return first.witness.language if all(earlier(first, n) for n in others) else None


def ordered(nodes: Sequence[Node], language: str, circumstances: Circumstances) -> list[Node]:
    """The witnesses such that nobody stands before one that was certainly earlier, and sources before their takers.

    An undated one comes last, unless another credits it; of equals the one in the home language, the fuller one.
    A source that is certainly later than any that waits for it is passed over, and so is one that waits itself.
    """
    ranked = sorted(nodes, key=lambda n: _rank(n, language, circumstances))
    wanted = Wanted(ranked, language, circumstances)
    done: dict[str, Node] = {}
    for node in ranked:
        stack = [] if node.witness.id in done else [(node, node.late)]
        while stack:
            n, bound = stack[-1]
            waiting = {s.witness.id for s, _ in stack}
            sources = (s for s in wanted.before(n) if s.witness.id not in done and s.witness.id not in waiting)
            source = next((s for s in sources if s.early <= bound), None)
            if source:
                stack.append((source, min(bound, source.late)))
            else:
                done[n.witness.id] = n
                stack.pop()
    return list(done.values())


def _rank(n: Node, language: str, circumstances: Circumstances) -> tuple[float, float, bool, bool, int, str, str, str]:
    w = n.witness
    taken = bool(circumstances.sources.get(w.article) or circumstances.originals.get(w.article))
    return n.late, n.early, w.language != language, taken, -len(n.words), w.text, w.publisher or "", w.id


class Wanted:
    """Which witnesses should stand before one, by credits and by language."""

    def __init__(self, ranked: Sequence[Node], language: str, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.at_home = next((n for n in ranked if n.witness.language == language), None)
        self.by_article: dict[str, Node] = {}
        self.by_publisher: dict[str, Node] = {}
        for n in ranked:
            self.by_article.setdefault(n.witness.article, n)
            if n.witness.publisher:
                self.by_publisher.setdefault(key(n.witness.publisher), n)

    def before(self, n: Node) -> Iterator[Node]:
        """Those that should come first if time allows, the surest first."""
        w, originals = n.witness, self.circumstances.originals.get(n.witness.article, ())
        articles = (*sorted(self.circumstances.sources.get(w.article, {})), *(o.url for o in originals if o.url))
        yield from (self.by_article[a] for a in articles if a in self.by_article and a != w.article)
        names = {key(name) for name in (w.outlet, w.relayed_by, *(o.outlet for o in originals)) if name}
        yield from (self.by_publisher[name] for name in sorted(names - {key(w.publisher)}) if name in self.by_publisher)
        if self.at_home and w.language != self.at_home.witness.language:
            yield self.at_home
