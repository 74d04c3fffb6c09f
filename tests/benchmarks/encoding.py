"""Quotations in many languages: seconds of the clock and of the cores, and memory, to encode and to match them."""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

SIZE = 10_000


def witnesses_of(folder: Path) -> list[object]:
    """So many different quotations of the xx-yy.tsv files of a folder, picked by chance; ten make an article."""
    from quotes.model import Witness

    texts = set()
    for path in folder.glob("*-*.tsv"):
        for line in path.read_text(encoding="utf8").splitlines()[1:]:
            _, one, first, two, second = line.split("\t")
            texts |= {(one, first), (two, second)}
    picked = random.Random(1).sample(sorted(texts), min(SIZE, len(texts)))
    by_language = sorted(picked, key=lambda row: row[0])
    return [Witness(f"{i:05}", text, f"{code}{i // 10}", i % 10, language=code)
            for i, (code, text) in enumerate(by_language)]  # fmt: skip


def timed(name: str, work: Callable[[], object]) -> object:
    wall, busy = time.perf_counter(), time.process_time()
    found = work()
    spent = f"{time.perf_counter() - wall:7.1f} {time.process_time() - busy:7.1f}"
    print(f"{name:28s} {spent} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:6.2f}", flush=True)
    return found


def table(folder: Path) -> None:
    """Prints a line for each step."""
    from quotes.match.across.translate import translations
    from quotes.match.across.whole import across
    from quotes.match.encoder import load_encoder, vectors_for

    held = witnesses_of(folder)
    tongues = Counter(w.language for w in held)
    print(f"{len(held):,} quotations, {', '.join(f'{n:,} {code}' for code, n in tongues.most_common())}")
    print(f"{os.cpu_count()} cores".ljust(28), f"{'wall s':>7s} {'core s':>7s} {'GB':>6s}")
    encoder = load_encoder("bundled")
    timed("encoder loaded", lambda: encoder.encode(["."]))
    vectors = timed("encoded", lambda: vectors_for({w.id: w.text for w in held}, encoder, {}))
    pairs = timed("matched, quotations alone", lambda: translations(held, vectors, encoder))
    timed("matched, with articles", lambda: across(held, vectors, encoder))
    print(f"{len(pairs):,} pairs")


if __name__ == "__main__":
    table(Path(sys.argv[1]))
