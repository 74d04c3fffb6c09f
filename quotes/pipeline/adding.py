"""Articles into the database: what is stored together in one transaction, so that no half of it is ever seen.

What was read but not stored when a run is ended from outside is read again by the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from quotes import judge
from quotes.model import Judgement
from quotes.pipeline.connect import connect
from quotes.pipeline.encoders import compared_by_another, remember
from quotes.pipeline.report import Report, Run, Watch, tell
from quotes.pipeline.rows import Ready, ready
from quotes.pipeline.rules import FINDING, fingerprint
from quotes.pipeline.work import Result, cores, identity, search
from quotes.pipeline.workers import Workers
from quotes.read import Item, ReadError, Web, items, kind_of, total_size
from quotes.store import Connection, Record, open_database, transaction
from quotes.store.aliases import one_with, settle
from quotes.store.former import Changes
from quotes.store.read import article_count, judgements
from quotes.store.records import Row
from quotes.store.taken import release, take, taken
from quotes.store.waiting import Waiting, Waits
from quotes.store.write import held, put, replaces, says_as

JUDGEMENTS = "judgements.jsonl"
_BATCH = 20_000
"""So many articles are stored together at least; till then they wait on disk, and no memory goes to matching, of which
much stays with the process, while workers have theirs."""
_TIMES = 4
"""So many times what is stored already is stored together: matching goes over the whole each time, and so all times of
a run together are at most a third more than the last."""
_AT_ONCE = 500
"""Articles held in memory while they are stored."""


def add(
    inputs: Sequence[str],
    path: Path,
    watch: Watch,
    jobs: int | None = None,
    columns: Mapping[str, str] | None = None,
    web: Web | None = None,
) -> Report:
    """Reads, finds, stores, matches and traces; the same inputs again change nothing.

    ``inputs``, ``jobs``, ``columns`` and ``web`` are those of ``find``. Raises ``StoreError`` where the
    database cannot be used. Ctrl-C ends the reading, and what was read is stored.
    """
    workers = Workers(jobs or cores())

    def found(held: Callable[[Item], bool]) -> Iterator[Ready | ReadError]:
        new = (i for i in items(inputs, columns, web) if isinstance(i, ReadError) or not held(i))
        return search(new, total_size(inputs), workers, ready)

    return _added(found, path, watch, workers.rest)


def add_found(results: Iterator[Result], path: Path, watch: Watch) -> Report:
    """Stores, matches and traces what was found, wherever that was done; otherwise as ``add``."""
    return _added(lambda held: (r if isinstance(r, ReadError) else ready(r) for r in results), path, watch)


def _added(
    found: Callable[[Callable[[Item], bool]], Iterator[Ready | ReadError]],
    path: Path,
    watch: Watch,
    rest: Callable[[], None] = lambda: None,
) -> Report:
    """``found`` gives what is in the items that are not held; ``rest`` is called before it is not asked for long."""
    run = Run()
    decisions = _decisions(path, run, watch)
    with closing(open_database(path)) as connection:
        with Waiting(path, fingerprint(FINDING)) as waiting:
            most = _together(connection)
            results = found(lambda item: _held(item, connection, waiting, run, watch))
            for new, item in _records(results, run, watch):
                waiting.add(new, item)
                if len(waiting) >= most:
                    rest()
                    _store(connection, path, waiting, decisions, run, watch)
                    most = _together(connection)
            _store(connection, path, waiting, decisions, run, watch)
        if decisions != judgements(connection) or compared_by_another(connection):
            with transaction(connection, path):
                connect(connection, decisions, watch.stage)
        remember(connection, path)
    return run.report


def _together(connection: Connection) -> int:
    return max(_BATCH, _TIMES * article_count(connection))


def _held(item: Item, connection: Connection, waiting: Waiting, run: Run, watch: Watch) -> bool:
    """Whether there is nothing to be found in an item: its article is stored, or waits since an earlier run."""
    known = identity(item)
    stored = taken(connection, known)
    if not stored and not waiting.again(known):
        return False
    run.report.read[kind_of(item.input)] += 1
    watch.advance(item.size, stored.quotations if stored else 0)
    if stored and stored.article not in run.met:
        run.met[stored.article] = item.input
        run.report.unchanged += 1
        run.report.quotations += stored.quotations
    return True


def _store(
    connection: Connection, path: Path, waiting: Waiting, decisions: Sequence[Judgement], run: Run, watch: Watch
) -> None:
    """All that waits, in one transaction with what rests on it."""
    if not len(waiting):
        return
    watch.stage("writing")
    with transaction(connection, path, lambda: watch.stage("waiting for another program to end writing")):
        now = datetime.now(UTC).isoformat(timespec="seconds")
        changes, changed = Changes(), 0
        for batch in waiting.taken(_AT_ONCE):
            read = defaultdict(list)
            for record, item in batch:
                read[record.id].append((record.article, item))
            for new in chosen((record for record, _ in batch), run, watch):
                items = [item for article, item in read[new.id] if says_as(article, new.article)]
                changed += _put(connection, new, items, run, now, changes, watch)
        if changed:
            connect(connection, decisions, watch.stage, changes)
    waiting.stored()
    watch.stage("reading")


def _decisions(path: Path, run: Run, watch: Watch) -> list[Judgement]:
    """What people decided, in the file beside the database; a line that is none is named."""
    file = path.parent / JUDGEMENTS
    good, broken = judge.load(file)
    for line in broken:
        tell(ReadError(f"{file}:{line.line}", line.problem, "mend or remove the line"), run, watch)
    return judge.standing(good)


def _records(results: Iterator[Ready | ReadError], run: Run, watch: Watch) -> Iterator[Waits]:
    try:
        for result in results:
            if isinstance(result, ReadError):
                tell(result, run, watch)
            else:
                run.report.read[kind_of(result.record.article["input"])] += 1
                watch.advance(result.size, len(result.record.quotes))
                yield result.record, result.item
    except KeyboardInterrupt:
        tell(ReadError("Ctrl-C", "the rest was not read", "run the same command again to go on"), run, watch)


def chosen(batch: Iterable[Record], run: Run, watch: Watch) -> list[Record]:
    """One version of each article, the same whatever the order: of one text that with the least name, of several the
    latest; the addresses of all lead to it. A file that loses to another of the same name, not to a newer version of
    its page, is named as failed."""
    versions: dict[str, dict[str, Record]] = defaultdict(dict)
    aliases: dict[str, set[str]] = defaultdict(set)
    for new in batch:
        aliases[new.id] |= set(new.aliases)
        same = versions[new.id]
        sha = new.article["sha256"]
        if sha not in same or replaces(new.article, same[sha].article, same_run=True):
            same[sha] = new
    best = [_best(list(versions[i].values()), run, watch) for i in sorted(versions)]
    return [replace(b, aliases=tuple(sorted(aliases[b.id]))) for b in best]


def _best(versions: list[Record], run: Run, watch: Watch) -> Record:
    best = versions[0]
    for other in versions[1:]:
        best, lost = (other, best) if replaces(other.article, best.article, same_run=True) else (best, other)
        _say_lost(lost.article, best.article, run, watch)
    return best


def _say_lost(lost: Row, kept: Row, run: Run, watch: Watch) -> None:
    if not lost["url"] and lost["sha256"] != kept["sha256"]:
        problem = f"has the name of another article, {kept['input']}, in a folder or file of the same name"
        tell(ReadError(lost["input"], problem, "rename one of them"), run, watch)


def _put(
    connection: Connection, new: Record, items: Sequence[bytes], run: Run, now: str, changes: Changes, watch: Watch
) -> bool:
    """Whether the article changed the database; ``items`` are what it was found in."""
    changes.note(connection, one_with(connection, new.id, new.article["url"], new.aliases))
    old = held(connection, new.id)
    run.report.quotations += len(new.quotes)
    same_run = new.id in run.met
    run.met[new.id] = new.article["input"]
    settled = settle(connection, new.id, new.article["url"], new.aliases)
    stands = settled.article == new.id and not (old and not replaces(new.article, old, same_run))
    if old and same_run:
        lost, kept = (old, new.article) if stands else (new.article, old)
        _say_lost(lost, kept, run, watch)
    if not stands:
        run.report.unchanged += 1
        if old and settled.article == new.id and says_as(new.article, old):
            take(connection, items, new.id)
        return settled.learned or settled.others_went
    put(connection, new, now)
    release(connection, new.id)
    take(connection, items, new.id)
    run.report.added += not (old or settled.others_went)
    run.report.replaced += bool(old or settled.others_went)
    return True
