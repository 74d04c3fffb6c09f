"""What runs on a partition: functions of ``quotes.match`` between Spark's batches. Nothing here is a rule of its own.

Variants carry the numbers of ``match.words``, which are the same in every partition and rise from the longest down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.match.families import NEAR, Edges, best, counting, relation
from quotes.match.keys import RANK_BITS, candidates, postings
from quotes.match.rows import problem_of
from quotes.match.verify import held, prepared
from quotes.match.words import of_words, spelled, variants

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS = 100_000
"""Texts folded at once: a word is hashed once in each lot; 200 megabytes."""
BLOCK = 2_000_000
"""Rows of one key after another taken at once: 30 megabytes; a block ends where a key ends."""

ROWS = "source string, line long, id string, whole boolean, number long, words string, problem string"
KEYS = "key long, number long"
PAIRS = "child long, parent long"
HELD = "child long, parent long, score float, near boolean, relation string"
EDGES = "child long, parent long, score float, relation string"

Batches = Iterator["pa.RecordBatch"]


def folded(batches: Batches) -> Batches:
    """source, line, data → ROWS: each row's variant, or what is wrong with it."""
    import pyarrow as pa

    for table in _lots(batches):
        rows = [_row(data) for data in table["data"].to_pylist()]
        problems = [None if row is None else problem_of(row) for row in rows]
        good = [isinstance(row, dict) and problem is None for row, problem in zip(rows, problems, strict=True)]
        given = variants([row["text"] if fine else "" for row, fine in zip(rows, good, strict=True)])
        ids = [row["id"] if fine else None for row, fine in zip(rows, good, strict=True)]
        found = {
            "source": table["source"],
            "line": table["line"],
            "id": pa.array([None if i is None else str(i) for i in ids], pa.string()),
            "whole": pa.array([isinstance(i, int) for i in ids], pa.bool_()),
            "number": given.numbers[given.of],
            "words": pa.array(spelled(given), pa.string()).take(pa.array(given.of)),
            "problem": pa.array(problems, pa.string()),
        }
        yield from pa.table(found).filter(pa.array([row is not None for row in rows], pa.bool_())).to_batches()


def _lots(batches: Batches) -> Iterator[pa.Table]:
    """The batches, some together: at least ``TEXTS`` rows in each lot but the last."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(b.num_rows for b in waiting) >= TEXTS:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _row(data: bytes) -> Any:
    """A line's value, the error in reading it, or None for an empty line."""
    line = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    if not line.strip():
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ValueError(f"is not JSON: {error}")
    return value if isinstance(value, dict) else [value]


def keyed(batches: Batches) -> Batches:
    """number, words → KEYS."""
    import pyarrow as pa

    for table in _lots(batches):
        given = of_words(table["words"].to_pylist())
        packed = postings(given)
        rank = (packed & np.uint64((1 << RANK_BITS) - 1)).astype(np.int64)
        key = (packed >> np.uint64(RANK_BITS)).astype(np.int64)
        yield pa.RecordBatch.from_pydict({"key": key, "number": given.numbers[rank]})


def paired(batches: Batches) -> Batches:
    """KEYS, a key's rows together and in order → PAIRS, distinct within a block.

    Holds a block, or a single key's rows where these are more: 16 bytes for each variant that has the key.
    """
    import pyarrow as pa

    for block in _blocks(batches):
        names, rank = np.unique(block["number"].to_numpy(), return_inverse=True)
        packed = (block["key"].to_numpy().astype(np.uint64) << np.uint64(RANK_BITS)) | rank.astype(np.uint64)
        child, parent = candidates(packed)
        for i in range(0, len(child), BLOCK):
            found = {"child": names[child[i : i + BLOCK]], "parent": names[parent[i : i + BLOCK]]}
            yield pa.RecordBatch.from_pydict(found)


def _blocks(batches: Batches) -> Iterator[pa.Table]:
    """The batches, sorted by their first column, some together and cut where it changes."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        key = batch.column(0).to_numpy()
        cut = int(np.searchsorted(key, key[-1])) if len(key) else 0
        if cut and sum(b.num_rows for b in waiting) + cut >= BLOCK:
            yield pa.Table.from_batches([*waiting, batch.slice(0, cut)])
            waiting = [batch.slice(cut)]
        else:
            waiting.append(batch)
    if waiting:
        yield pa.Table.from_batches(waiting)


def verified(pairs: pa.Table, wordings: pa.Table) -> pa.Table:
    """child, parent and the number and words of each → HELD, the pairs that hold; scores in percent, so that equals
    are."""
    import pyarrow as pa

    texts = prepared(of_words(wordings["words"].to_pylist()))
    numbers = texts.variants.numbers
    given = (np.searchsorted(numbers, pairs[side].to_numpy()) for side in ("child", "parent"))
    (child, parent), score = held(texts, (next(given), next(given)))
    both = zip(child.tolist(), parent.tolist(), strict=True)
    found = {
        "child": numbers[child],
        "parent": numbers[parent],
        "score": score,
        "near": texts.lengths[child] >= NEAR * texts.lengths[parent],
        "relation": pa.array([relation(texts.whole[c], texts.whole[p]) for c, p in both], pa.string()),
    }
    return pa.table(found)


def hung(batches: Batches) -> Batches:
    """EDGES and whether the parent is longer, a child's rows together → EDGES, one for each child: what it hangs on."""
    for block in _blocks(batches):
        edges = Edges(*(block[side].to_numpy() for side in ("child", "parent", "score")))
        is_longer = block["longer"].to_numpy()
        longer, nearer = (at[best(edges.only(at))] for at in (np.flatnonzero(is_longer), np.flatnonzero(~is_longer)))
        counts = counting(edges.only(longer), edges.only(nearer))
        chosen = block.take(np.concatenate((longer, nearer[counts])))
        yield from chosen.drop_columns("longer").to_batches()
