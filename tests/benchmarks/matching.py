"""Same-language repeats: precision, recall, fragments, seconds and memory of our matching and of what others use."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

Labels = Sequence[Hashable]
Rows = list[dict[str, object]]

BRUTE = 2_000
"""Quotations that brute force gets: 100,000 would take ten hours."""


def rows_of(path: Path) -> Rows:
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def components(size: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Each item's component."""
    parent = list(range(size))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for a, b in edges:
        parent[find(a)] = find(b)
    return [find(i) for i in range(size)]


def figures(rows: Rows, labels: Labels) -> tuple[float, float, float]:
    """Pairwise precision and recall, and the share of fragments that lie in their utterance's main lineage."""
    gold = [row["gold"] for row in rows]
    both, ours, theirs = Counter(zip(gold, labels, strict=True)), Counter(labels), Counter(gold)

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    main: dict[object, tuple[int, object]] = {}
    for (g, label), n in both.items():
        if n > main.get(g, (0, None))[0]:
            main[g] = (n, label)
    cut = [
        (g, label)
        for row, g, label in zip(rows, gold, labels, strict=True)
        if "frag" in row["ops"] and theirs[g] > 1  # type: ignore[operator]
    ]
    fragments = sum(main[g][1] == label for g, label in cut) / max(1, len(cut))
    hit = pairs(both)  # type: ignore[arg-type]
    return hit / max(1, pairs(ours)), hit / max(1, pairs(theirs)), fragments  # type: ignore[arg-type]


def ours(rows: Rows) -> Labels:
    """quotes.match.rows.match_rows"""
    from quotes.match.rows import match_rows

    return [row["lineage"] for row in match_rows(rows)]


def datasketch(rows: Rows) -> Labels:
    """MinHash LSH of datasketch: runs of three words, 64 permutations, Jaccard .5"""
    from datasketch import MinHash, MinHashLSH

    index, edges = MinHashLSH(threshold=0.5, num_perm=64), []
    for i, row in enumerate(rows):
        words = str(row["text"]).lower().split()
        sketch = MinHash(num_perm=64)
        sketch.update_batch([" ".join(words[j : j + 3]).encode() for j in range(max(1, len(words) - 2))])
        edges += [(i, int(j)) for j in index.query(sketch)]
        index.insert(str(i), sketch)
    return components(len(rows), edges)


def brute_force(rows: Rows) -> Labels:
    """rapidfuzz: partial_ratio of every pair, at least 90"""
    import numpy as np
    from rapidfuzz import fuzz, process

    texts = [str(row["text"]).lower() for row in rows]
    scores = process.cdist(texts, texts, scorer=fuzz.partial_ratio, score_cutoff=90, dtype=np.uint8, workers=-1)
    return components(len(rows), [(int(i), int(j)) for i, j in zip(*np.nonzero(scores), strict=True) if i < j])


def _measured(method: Callable[[Rows], Labels], rows: Rows, answers: multiprocessing.Queue[object]) -> None:
    start = time.perf_counter()
    try:
        labels = method(rows)
    except ImportError as error:
        answers.put(str(error))
        return
    seconds = time.perf_counter() - start
    answers.put((*figures(rows, labels), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6))


def measured(method: Callable[[Rows], Labels], rows: Rows) -> object:
    """The method's figures, from a process of its own for the memory's sake; a message if it is not installed."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[object] = context.Queue()
    process = context.Process(target=_measured, args=(method, rows, answers))
    process.start()
    answer = answers.get()
    process.join()
    return answer


def table(path: Path) -> None:
    """Prints a line for each method on the file's rows."""
    rows = rows_of(path)
    print(f"{'method':14s} {'N':>8s} {'P':>7s} {'R':>7s} {'fragm.':>7s} {'seconds':>8s} {'GB':>5s}")
    for method, part in ((ours, rows), (datasketch, rows), (ours, rows[:BRUTE]), (brute_force, rows[:BRUTE])):
        answer = measured(method, part)
        if isinstance(answer, tuple):
            p, r, f, seconds, memory = answer
            print(f"{method.__name__:14s} {len(part):8,} {p:7.4f} {r:7.4f} {f:7.4f} {seconds:8.1f} {memory:5.2f}")
        else:
            print(f"{method.__name__:14s} skipped: {answer}")
