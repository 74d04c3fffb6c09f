"""What runs on a partition: functions of ``quotes.match`` between Spark's batches. Nothing here is a rule of its own.

Variants carry the numbers of ``match.words``, which are the same in every partition and rise from the longest down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.match.families import NEAR, relation
from quotes.match.keys import RANK_BITS, candidates, postings
from quotes.match.rows import problem_of
from quotes.match.verify import held, prepared
from quotes.match.words import of_words, spelled, variants

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

BLOCK = 2_000_000
"""Postings paired at once: 30 megabytes; a block ends where a key ends."""

ROWS = "source string, line long, id string, whole boolean, number long, words string, problem string"
KEYS = "key long, number long"
PAIRS = "child long, parent long"
EDGES = "child long, parent long, score float, near boolean, relation string"


def folded(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """source, line, data → ROWS: each row's variant, or what is wrong with it."""
    import pandas as pd

    for batch in batches:
        rows = [_row(data) for data in batch["data"]]
        problems = [None if row is None else problem_of(row) for row in rows]
        good = [isinstance(row, dict) and problem is None for row, problem in zip(rows, problems, strict=True)]
        given = variants([row["text"] if fine else "" for row, fine in zip(rows, good, strict=True)])
        words = spelled(given)
        ids = [row["id"] if fine else None for row, fine in zip(rows, good, strict=True)]
        frame = pd.DataFrame(
            {
                "source": batch["source"].to_numpy(),
                "line": batch["line"].to_numpy(),
                "id": [None if i is None else str(i) for i in ids],
                "whole": [isinstance(i, int) for i in ids],
                "number": given.numbers[given.of],
                "words": [words[v] for v in given.of.tolist()],
                "problem": problems,
            }
        )
        yield frame[[row is not None for row in rows]]


def _row(data: bytes) -> Any:
    """A line's value, the error in reading it, or None for an empty line."""
    line = data.decode("utf-8-sig", errors="replace")
    if not line.strip():
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ValueError(f"is not JSON: {error}")
    return value if isinstance(value, dict) else [value]


def keyed(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """number, words → KEYS."""
    import pandas as pd

    for batch in batches:
        given = of_words(batch["words"].tolist())
        packed = postings(given)
        rank = (packed & np.uint64((1 << RANK_BITS) - 1)).astype(np.int64)
        yield pd.DataFrame({"key": (packed >> np.uint64(RANK_BITS)).astype(np.int64), "number": given.numbers[rank]})


def paired(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """KEYS, a key's rows together and in order → PAIRS, distinct within a block.

    Holds a block, or a single key's rows where these are more: 16 bytes for each variant that has the key.
    """
    import pyarrow as pa

    for key, number in _blocks(batches):
        names, rank = np.unique(number, return_inverse=True)
        packed = (key.astype(np.uint64) << np.uint64(RANK_BITS)) | rank.astype(np.uint64)
        child, parent = candidates(packed)
        for i in range(0, len(child), BLOCK):
            sides = (names[side[i : i + BLOCK]] for side in (child, parent))
            yield pa.RecordBatch.from_arrays([pa.array(side) for side in sides], ["child", "parent"])


def _blocks(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[Any, Any]]:
    """Keys and numbers, cut between two keys."""
    waiting: list[tuple[Any, Any]] = []
    for batch in batches:
        key, number = (column.to_numpy(zero_copy_only=False) for column in batch.columns)
        cut = int(np.searchsorted(key, key[-1])) if len(key) else 0
        if cut and sum(len(k) for k, _ in waiting) + cut >= BLOCK:
            yield _joined([*waiting, (key[:cut], number[:cut])])
            waiting = [(key[cut:], number[cut:])]
        else:
            waiting.append((key, number))
    if waiting:
        yield _joined(waiting)


def _joined(parts: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    return np.concatenate([key for key, _ in parts]), np.concatenate([number for _, number in parts])


def verified(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """child, parent and the words of both → EDGES of the pairs that hold; scores in percent, so that equals are."""
    import pandas as pd

    for batch in batches:
        words = dict(zip(batch["child"], batch["child_words"], strict=True))
        words.update(zip(batch["parent"], batch["parent_words"], strict=True))
        texts = prepared(of_words(list(words.values())))
        numbers = texts.variants.numbers
        given = (np.searchsorted(numbers, batch[side].to_numpy()) for side in ("child", "parent"))
        (child, parent), score = held(texts, (next(given), next(given)))
        pairs = zip(child.tolist(), parent.tolist(), strict=True)
        yield pd.DataFrame(
            {
                "child": numbers[child],
                "parent": numbers[parent],
                "score": score,
                "near": texts.lengths[child] >= NEAR * texts.lengths[parent],
                "relation": [relation(texts.whole[c], texts.whole[p]) for c, p in pairs],
            }
        )
