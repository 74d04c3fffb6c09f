"""Pages of invented templates in four languages matched across them: what is alike everywhere and the same nowhere."""

from __future__ import annotations

import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from benchmarks.adding import Silent, shown
from benchmarks.adding import measured as timed
from benchmarks.invented_pages import LANGUAGES, PEOPLE, Page, saying
from quotes.model import Article, Extraction, Quotation, Witness
from quotes.pipeline import Found, add_found

SIZES = (2_500, 5_000, 10_000)


def witnesses(count: int) -> list[Witness]:
    """The quotations of so many pages, some six each; half of them with a speaker, all of one month."""
    found = []
    for number in range(count):
        page, dice = Page(number), random.Random(-number - 1)
        day = f"2024-05-{number % 28 + 1:02}"
        for place in range(dice.randrange(3, 9)):
            who = dice.choice(PEOPLE) if dice.random() < 0.5 else None
            said = saying(LANGUAGES[page.language], dice)
            found.append(Witness(f"{number:05}-{place}", said, page.url, place, language=page.language, speaker=who,
                                 published_from=day, published_to=day))  # fmt: skip
    return found


def vectors_of(held: list[Witness]) -> dict[str, bytes]:
    from quotes.match.encoder import load_encoder, vectors_for

    return vectors_for({w.id: w.text for w in held}, load_encoder(), {})


def measured(held: list[Witness], vectors: Mapping[str, bytes]) -> None:
    """Prints a line: seconds of the cores, articles aligned, memory."""
    from quotes.match.across import articles, whole
    from quotes.match.encoder import load_encoder

    counted: Counter[str] = Counter()
    aligned = articles.aligned

    def counting(*given: object) -> object:
        counted["aligned"] += 1
        return aligned(*given)  # type: ignore[arg-type]

    begun = time.process_time()
    with ExitStack() as stack:
        stack.enter_context(patch.object(articles, "aligned", counting))
        found = whole.across(held, vectors, load_encoder())
    spent = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len({w.article for w in held})
    print(f"{pages:7,} {len(held):11,} {spent:12.1f} {spent / pages * 1000:10.2f} {counted['aligned']:8,} "
          f"{len(found.links):6,} {len(found.pairs):6,} {memory:6.0f}", flush=True)  # fmt: skip


def table() -> None:
    """Prints a line for each number of pages."""
    held = witnesses(SIZES[-1])
    begun = time.process_time()
    vectors = vectors_of(held)
    print(f"encoded in {time.process_time() - begun:.0f} s of one core")
    print(f"{'pages':>7} {'quotations':>11} {'core seconds':>12} {'ms a page':>10} {'aligned':>8} "
          f"{'links':>6} {'pairs':>6} {'MB':>6}")  # fmt: skip
    for size in SIZES:
        measured([w for w in held if int(w.id[:5]) < size], vectors)


def pages(held: list[Witness]) -> Iterator[Found]:
    """The same as articles that were found."""
    for url, said in groupby(held, key=lambda w: w.article):
        quoted, text = [], ""
        for w in said:
            start = len(text) + 1
            quoted.append(Quotation(start, start + len(w.text), w.text, speaker=w.speaker, rule="cue after"))
            text += f"“{w.text}” said {w.speaker or 'nobody'} on the quay. "
        article = Article(url, text, url, published_from=w.published_from, published_to=w.published_to,
                          language=w.language)  # fmt: skip
        yield Found(article, Extraction(w.language, tuple(quoted), "The Quay Courier"))


def added(count: int) -> None:
    """Prints what an article more takes in a database of so many pages in four languages, beside making it whole."""
    found = list(pages(witnesses(count + 3)))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quotes.db"
        shown(f"{count:,} pages", timed(lambda: add_found(iter(found[:count]), file, Silent())))
        for last in found[count:]:
            shown("an article more", timed(lambda last=last: add_found(iter([last]), file, Silent())))  # type: ignore[misc]
