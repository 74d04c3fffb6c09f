"""Any path that Spark reads → numbered lines: JSONL (also packed) and Parquet, a row a line.

A line's number is its place in its file, whatever partition it is read in: the first number of each partition's part
of a file is counted beforehand, in the pass that also takes the fingerprint of the whole.
"""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from quotes.read import ReadError
from quotes.spark.session import SparkError, reason
from quotes.spark.stages import filesystem

_PIECE = 1 << 20
PACKED: Mapping[str, Callable[[Any], Any]] = {".gz": gzip.open, ".bz2": bz2.open}


@dataclass(frozen=True)
class Lines:
    """``rows`` has source, line and data (bytes); ``fingerprint`` is that of all data, in any order; Spark reads it in
    so many ``parts``: a packed file is one."""

    rows: Any
    fingerprint: str
    parts: int
    problems: tuple[ReadError, ...]

    def spread(self, cores: int) -> Any:
        """The rows in parts enough for all cores."""
        return self.rows if self.parts >= cores else self.rows.repartition(2 * cores)


def lines(spark: Any, paths: Sequence[str]) -> Lines:
    """The lines of all paths: files, folders, patterns. Raises ``SparkError`` where there is nothing to read.

    Of a file that breaks off, the lines before are read, and it is named in ``problems``.
    """
    try:
        return _lines(spark, _read(spark, paths), paths)
    except SparkError:
        raise
    except Exception as error:
        raise SparkError(f"{', '.join(paths)}: cannot be read ({reason(error)})") from error


def _lines(spark: Any, read: Any, paths: Sequence[str]) -> Lines:
    from pyspark.sql import functions as f

    part = f.spark_partition_id()
    hashed = f.xxhash64("data").cast("decimal(20,0)")
    counted = read.groupBy("source", part.alias("part")).agg(
        f.min("at").alias("first"), f.count("*").alias("count"), f.sum(hashed).alias("hash")
    )
    parts = sorted(counted.collect(), key=lambda row: (row.source, row.part))
    if not parts:
        raise SparkError(f"{', '.join(paths)}: holds nothing to read")
    numbers = spark.createDataFrame(_numbers(parts))
    numbered = read.withColumn("part", part).join(f.broadcast(numbers), ["source", "part"])
    total, size = sum(int(row.hash) for row in parts), sum(row["count"] for row in parts)
    counts = dict.fromkeys(map(str, read.inputFiles()), 0)
    for row in parts:
        counts[row.source] = counts.get(row.source, 0) + row["count"]
    rows = numbered.select("source", (f.col("at") + f.col("shift")).alias("line"), "data")
    fingerprint = f"{size}-{total % (1 << 64):016x}"
    return Lines(rows, fingerprint, len({row.part for row in parts}), tuple(broken(spark, counts)))


def _read(spark: Any, paths: Sequence[str]) -> Any:
    """source, at (rising with the partition and the place in it), data."""
    from pyspark.sql import functions as f

    tables = [path for path in paths if path.rstrip("/").endswith(".parquet")]
    texts = [path for path in paths if path not in tables]
    found = []
    if texts:
        text = spark.read.option("lineSep", "\n").option("recursiveFileLookup", "true").text(texts)
        found.append(_placed(text, f.col("value").cast("binary")))
    if tables:
        table = spark.read.option("mergeSchema", "true").parquet(*tables)
        found.append(_placed(table, f.to_json(f.struct(*map(_quoted, table.columns))).cast("binary")))
    return found[0] if len(found) == 1 else found[0].unionByName(found[1])


def _quoted(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"


def _placed(read: Any, data: Any) -> Any:
    from pyspark.sql import functions as f

    return read.select(
        f.input_file_name().alias("source"), f.monotonically_increasing_id().alias("at"), data.alias("data")
    )


def _numbers(parts: Sequence[Any]) -> Any:
    """source, part, shift: what to add to ``at`` in each part of each file, so that lines count from 1."""
    import pyarrow as pa

    found = []
    for source, rows in groupby(parts, key=lambda row: row.source):
        before = 0
        for row in rows:
            found.append({"source": source, "part": row.part, "shift": before + 1 - row.first})
            before += row["count"]
    return pa.Table.from_pylist(found)


def broken(spark: Any, counts: Mapping[str, int]) -> list[ReadError]:
    """The packed files and tables, with the rows that were read of each, that have no good end; workers look."""
    import pyarrow as pa

    looked_at = [name for name in sorted(counts) if name.endswith((*PACKED, ".parquet"))]
    if not looked_at:
        return []
    rows = [counts[name] for name in looked_at]
    names = spark.createDataFrame(pa.table({"source": looked_at, "rows": rows})).repartition(len(looked_at))
    found = names.mapInPandas(_looked_through, "source string, problem string").collect()
    advice = "what comes before the break was read"
    return sorted((ReadError(row.source, row.problem, advice) for row in found), key=lambda e: e.input)


def _looked_through(batches: Iterator[Any]) -> Iterator[Any]:
    import pandas as pd

    for batch in batches:
        named = zip(batch["source"], batch["rows"], strict=True)
        found = [(name, problem) for name, rows in named if (problem := _fault(name, rows))]
        yield pd.DataFrame(found, columns=["source", "problem"])


def _fault(name: str, rows: int) -> str | None:
    import pyarrow.parquet as pq

    files, path = filesystem(name)
    unpack = next((opened for suffix, opened in PACKED.items() if name.endswith(suffix)), None)
    try:
        with files.open_input_file(path) as data:
            if unpack is None:
                whole = pq.ParquetFile(data).metadata.num_rows
                return f"is damaged ({rows:,} of {whole:,} rows could be read)" if rows < whole else None
            with unpack(data) as stream:
                while stream.read(_PIECE):
                    pass
    except (OSError, EOFError, zlib.error, ValueError) as error:
        return f"is damaged ({str(error) or type(error).__name__})"
    return None
