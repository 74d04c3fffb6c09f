"""A web archive of invented pages into the database: where the time goes, how many a second, and the memory taken."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.invented_pages import write_warc

SAMPLE = 300
"""Pages whose stages are timed one by one, after as many that warm everything up."""
EVERY = 0.1


class Stages:
    """Seconds of this process by stage; what a stage does within another is not counted there."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner = [0.0]

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        begun = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = time.process_time() - begun
            self.seconds[stage] += took - self._inner.pop()
            self._inner[-1] += took

    def wrap(self, room: Any, name: str, stage: str) -> None:
        """Times a function of a module wherever the module calls it."""
        plain: Callable[..., Any] = getattr(room, name)

        def timed(*given: Any, **named: Any) -> Any:
            with self.timed(stage):
                return plain(*given, **named)

        setattr(room, name, timed)


def by_stage(warc: Path, folder: Path) -> Stages:
    """Seconds of one process that reads, finds and stores the sample page by page, then connects all."""
    import quotes.extract as room
    from quotes.pipeline import adding
    from quotes.read import Item, ReadError, articles, html, items
    from quotes.store import open_database, transaction

    stages = Stages()
    records = []
    pending = iter(items([str(warc)]))
    for number in range(2 * SAMPLE):
        if number == SAMPLE:
            stages.wrap(html, "detect", "language")
        with stages.timed("unpacking" if number >= SAMPLE else "warm"):
            item = next(pending)
        assert isinstance(item, Item)
        with stages.timed("text of the page" if number >= SAMPLE else "warm"):
            (article,) = articles(item)
        assert not isinstance(article, ReadError)
        with stages.timed("finding, attributing" if number >= SAMPLE else "warm"):
            found = room.extract(article)
        if number >= SAMPLE:
            with stages.timed("storing"):
                records.append(adding._record(adding.Found(article, found)))
    with closing(open_database(folder / "stages.db")) as connection, transaction(connection, folder):
        now = datetime.now(UTC).isoformat()
        with stages.timed("storing"):
            for record in records:
                adding.put(connection, record, now)
    return stages


def whole(warc: Path, db: Path) -> tuple[float, float, float]:
    """``quotes add`` with two workers: seconds, seconds of all its processes, megabytes of all at their most."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = [sys.executable, "-m", "quotes", "add", str(warc), "--db", str(db), "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    most = 0.0
    while process.poll() is None:
        most = max(most, memory(process.pid))
        time.sleep(EVERY)
    assert process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, busy, most


def memory(session: int) -> float:
    """Megabytes that the processes of a session hold; what they share is counted once."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                lines = (process / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1000


def table(count: int) -> None:
    """Prints the stages of a sample and the whole of so many pages."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        warc = folder / "pages.warc.gz"
        size = write_warc(warc, max(count, 2 * SAMPLE))
        print(f"{count:,} pages of {size / max(count, 2 * SAMPLE) / 1000:.0f} KB")
        stages = by_stage(warc, folder)
        for stage, seconds in stages.seconds.items():
            if stage != "warm":
                print(f"{stage:22}{seconds / SAMPLE * 1000:6.1f} ms of one core a page")
        seconds, busy, most = whole(warc, folder / "quotes.db")
        print(f"{'all, two processes':22}{busy / count * 1000:6.1f} ms of one core a page")
        print(f"{count / seconds:.0f} pages a second by the clock, {count / (busy / 2):.0f} on two cores of one's own")
        print(f"at most {most:,.0f} MB, database {(folder / 'quotes.db').stat().st_size / 1e6:,.0f} MB")
