"""A thousand new quotations in a large collection: seconds, size, and whether the edges are those of the whole."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.match.families import families
from quotes.match.incremental import add, keys, rows
from quotes.store.postings import CREATE, StoredPostings

BATCH = 1_000


def texts_of(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in lines]


def kept(connection: sqlite3.Connection) -> list[object]:
    return connection.execute("select number, parent, score, near, near_score from wordings order by number").fetchall()


def table(path: Path) -> None:
    """Prints what adding the last thousand of the file's texts, picked by chance, to the others takes."""
    texts = texts_of(path)
    random.Random(1).shuffle(texts)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "postings.db"
        connection = sqlite3.connect(file)
        connection.executescript("pragma journal_mode = wal;" + CREATE)
        start = time.perf_counter()
        found = families(texts[:-BATCH])
        StoredPostings(connection).fill(rows(found), keys(found))
        connection.commit()
        built = time.perf_counter() - start
        del found
        for part in (texts[-BATCH : -BATCH // 2], texts[-BATCH // 2 :]):
            start, busy = time.perf_counter(), time.process_time()
            change = add(StoredPostings(connection), part)
            connection.commit()
            seconds, busy = time.perf_counter() - start, time.process_time() - busy
            counts = f"{len(change.new)} new, {len(change.moved)} moved"
            print(f"{len(part)} to {len(texts):,}: {seconds:.2f} s ({busy:.2f} s of one core), {counts}")
        connection.execute("pragma wal_checkpoint(truncate)")
        print(f"built in {built:.1f} s, {file.stat().st_size / 1e9:.2f} GB")
        whole = families(texts)
        expected = [(row[0], *row[2:]) for row in rows(whole)]
        print("edges equal those of the whole:", kept(connection) == expected)
