"""What tracing some lineages has to know of the rest of a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TypeVar

from quotes.pipeline.region import Region
from quotes.pipeline.relations import originals_of
from quotes.store import Connection, around
from quotes.store.former import Changes
from quotes.store.read import outlet_languages
from quotes.trace.circumstances import gathered
from quotes.trace.surroundings import Interval, Surroundings, any_in, days_before
from quotes.trace.values import Circumstances, key, span

SLACK = timedelta(days=2)
"""Letters order dates as instants do, but for time zones."""


class Outlets:
    """All outlets: names of one key are one outlet's."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.publishers: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self.languages = outlet_languages(connection)
        for identity, name in around.outlets(connection):
            self.publishers[key(name)].add(identity)
        for name, known in around.outlet_names(connection):
            self.names[key(known)].add(name)

    def key_of(self, publisher: str | None) -> str:
        """The key of a publisher's id."""
        return next((k for k, ids in self.publishers.items() if publisher in ids), "") if publisher else ""

    def held(self, name: str, window: Interval, but: Mapping[str, Iterable[str]]) -> Interval | None:
        """An article of the outlet that begins within the window, if one is held."""
        publishers = self.publishers.get(name)
        if not publishers:
            return None
        for article in chain.from_iterable(self._dated(publishers, window, slack, but) for slack in (-SLACK, SLACK)):
            if any_in([article], window):
                return article
        return None

    def _dated(
        self, publishers: Collection[str], window: Interval, slack: timedelta, but: Mapping[str, Iterable[str]]
    ) -> Iterator[Interval]:
        first, last = _letters(window[0], -slack), _letters(window[1], slack) + "~"
        for _, start, end in around.published(self.connection, publishers, first, last, but):
            yield span(start, end)


def _letters(moment: float, slack: timedelta) -> str:
    """The day, so much later."""
    if not abs(moment) < float("inf"):
        return "9999" if moment > 0 else ""
    try:
        return (datetime.fromtimestamp(moment, UTC) + slack).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return "9999" if moment > 0 else ""


def circumstances(
    connection: Connection, found: Region, lineage: Mapping[str, str], dropped: Collection[str], outlets: Outlets
) -> Circumstances:
    """What is known of a region's lineages beside their words and the votes; ``lineage`` names those of quotations that
    are not written yet, ``dropped`` are what people say are no quotations."""
    nodes = [found.nodes[i] for group in found.groups for i in group]
    articles = {n.witness.article for n in nodes}
    quoted = around.quoted(connection, articles)
    told = ((a, key(outlet)) for a, quote, _, outlet in quoted if outlet and quote not in dropped)
    rows = ((a, lineage.get(quote, held)) for a, quote, held, _ in quoted)
    windows = {(key(n.witness.outlet), days_before(n.early, n.late)) for n in nodes if n.witness.outlet}
    held = ((name, outlets.held(name, window, {"quotes": dropped})) for name, window in windows if window)
    around_them = Surroundings(
        {name: tuple(sorted(dates)) for name, dates in _sets((n, date) for n, date in held if date).items()},
        {article: frozenset(names) for article, names in _sets(told).items()},
        {article: frozenset(ids) for article, ids in _sets((a, i) for a, i in rows if i).items()},
    )
    links = around.article_links(connection, articles)
    originals = originals_of(connection, articles)
    return gathered(found.pairs, links, originals, outlets.languages, around_them, lineage)


T = TypeVar("T")


def _sets(pairs: Iterable[tuple[str, T]]) -> dict[str, set[T]]:
    found: dict[str, set[T]] = defaultdict(set)
    for name, value in pairs:
        found[name].add(value)
    return found


def told_to_what_came(connection: Connection, changes: Changes, dropped: Collection[str], outlets: Outlets) -> set[str]:
    """The quotations told to an outlet of which the first article from those days came, or the last went."""
    quoting = {q.article for i, q in changes.quotes.items() if i not in dropped}
    before = {a: f for a, f in changes.articles.items() if f and a in quoting}
    old = _sets((outlets.key_of(f.publisher), _begins(f.published_from, f.published_to)) for f in before.values())
    now = around.published_now(connection, changes.articles.keys(), dropped)
    new = _sets((outlets.key_of(publisher), _begins(start, end)) for publisher, start, end in now.values())
    but: dict[str, Iterable[str]] = {"articles": changes.articles.keys(), "quotes": dropped}
    found: set[str] = set()
    for name in (old.keys() | new.keys()) - {""}:
        for quote, start, end in around.told_to(connection, outlets.names.get(name, set())):
            window = days_before(*span(start, end))
            turned = window and _within(old.get(name, ()), window) != _within(new.get(name, ()), window)
            if window and turned and not outlets.held(name, window, but):
                found.add(quote)
    return found


def _begins(start: str | None, end: str | None) -> float:
    return span(start, end)[0]


def _within(points: Iterable[float], window: Interval) -> bool:
    return any(window[0] <= point <= window[1] for point in points)
