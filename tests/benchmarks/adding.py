"""A thousand new quotations in a large database: seconds, size, memory, beside making everything anew."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.model import Article, Extraction, Quotation
from quotes.pipeline import Found, add_found
from quotes.pipeline.connect import connect
from quotes.read import ReadError
from quotes.store import open_database, transaction

BATCH = 1_000
EACH = 10
"""Quotations of an article."""
FIRST = date(2020, 1, 1)
GIVEN, FAMILY = ("Ida", "Bo", "Ruth", "Hugo", "Lea", "Jan", "Eva", "Tom"), ("Holm", "Ek", "Paz", "Roe")
NAMES = [f"{first} {last}" for first in GIVEN for last in FAMILY]


class Silent:
    """Nobody is told how it goes."""

    def advance(self, size: int, quotations: int) -> None: ...

    def stage(self, name: str) -> None: ...

    def problem(self, error: ReadError) -> None: ...


def texts_of(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in lines]


def pages(texts: Sequence[str], first: int, last: int) -> Iterator[Found]:
    """Articles of ten quotations each, of some day and paper; half of the quotations have a speaker."""
    for number in range(first // EACH, last // EACH):
        chance = random.Random(number)
        said, text = [], ""
        for words in texts[number * EACH : (number + 1) * EACH]:
            start = len(text) + 1
            who = chance.choice(NAMES) if chance.random() < 0.5 else None
            said.append(Quotation(start, start + len(words), words, speaker=who, rule="cue after", confidence=0.9))
            text += f"“{words}” said {who or 'nobody'} on the quay. "
        day = (FIRST + timedelta(days=chance.randrange(700))).isoformat()
        url = f"https://news.example/{number}"
        article = Article(str(number), text, url, published_from=day, published_to=day, language="en")
        yield Found(article, Extraction("en", tuple(said), f"Paper {chance.randrange(300)}"))


def measured(work: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of the clock and of the processor, and the most memory in megabytes, of a process of its own."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(work, sender))
    process.start()
    found: tuple[float, float, float] = receiver.recv()
    process.join()
    return found


def _measure(work: Callable[[], object], sender: object) -> None:
    start, busy = time.perf_counter(), time.process_time()
    work()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sender.send((seconds, busy, memory))  # type: ignore[attr-defined]


def again(path: Path) -> None:
    """Everything matched and traced anew."""
    with closing(open_database(path)) as connection, transaction(connection, path):
        connect(connection, [], lambda name: None)


def shown(name: str, figures: tuple[float, float, float]) -> None:
    seconds, busy, memory = figures
    print(f"{name:<28} {seconds:8.2f} s {busy:8.2f} s of one core {memory:8.0f} MB", flush=True)


def table(path: Path) -> None:
    """Prints what adding the last thousands of the file's texts, picked by chance, to the others takes."""
    texts = texts_of(path)
    random.Random(1).shuffle(texts)
    held = len(texts) - 3 * BATCH
    print(f"{held:,} quotations in {held // EACH:,} articles")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quotes.db"
        shown("made whole", measured(lambda: add_found(pages(texts, 0, held), file, Silent())))
        print(f"{'size':<28} {file.stat().st_size / 1e9:8.2f} GB")
        for turn in range(2):
            first = held + turn * BATCH
            shown(
                "1,000 more",
                measured(lambda first=first: add_found(pages(texts, first, first + BATCH), file, Silent())),
            )  # type: ignore[misc]
        first = held + 2 * BATCH
        shown("an article more", measured(lambda: add_found(pages(texts, first, first + EACH), file, Silent())))
        shown("everything anew", measured(lambda: again(file)))
