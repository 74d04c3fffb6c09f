"""``quotes match`` on Spark: the stages of ``match.families`` and ``match.rows``, their joins and orders in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import quotes
from quotes.match.families import leads
from quotes.read import ReadError
from quotes.spark import partitions
from quotes.spark.components import components
from quotes.spark.lines import lines
from quotes.spark.session import session
from quotes.spark.stages import stages, table_rows

PAIRS = 200_000
"""Pairs verified at once: the more, the fewer of their wordings stand in several blocks; 300 megabytes."""


@dataclass(frozen=True)
class Matched:
    """``rows`` is a DataFrame of id, lineage, exemplar, relation, score; ``problems`` what could not be matched."""

    rows: Any
    problems: list[ReadError]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as ``match.rows.match_rows`` gives them, streamed to this process."""
        for file in sorted(self.rows.inputFiles()):
            yield from table_rows(file)


def match_spark(
    paths: Sequence[str],
    master: str | None = None,
    work: str | None = None,
    watch: Callable[[str], None] = lambda name: None,
) -> Matched:
    """Lineages of the quotations in JSONL (also packed) or Parquet: {"id", "text", ...}, as ``match_rows`` gives them.

    ``paths`` are whatever Spark reads (folders, patterns, s3a://). In a notebook or under spark-submit the running
    session is used; else ``master`` says where to start one. ``work`` is a folder that all workers reach, where the
    stages are kept: a run that was broken off goes on there. Ids are text unless all are whole numbers; of rows with
    one id the first counts. Raises ``SparkError``.
    """
    spark = session(master)
    read = lines(spark, paths)
    kept = stages(spark, work, watch).below(f"match-{quotes.__version__}-{read.fingerprint}")
    folded = kept.kept("rows", lambda: read.spread(_cores(spark)).mapInArrow(partitions.folded, partitions.ROWS))
    rows = _once(folded, kept.kept("repeated", lambda: _repeated(folded)))
    wordings = kept.kept("wordings", lambda: _wordings(rows))
    pairs = kept.kept("pairs", lambda: _pairs(wordings))
    edges = kept.kept("edges", lambda: _edges(kept.kept("held", lambda: _held(pairs, wordings))))
    labels = kept.kept("labels", lambda: components(_sides(edges), kept.below("components")))
    results = kept.kept("results", lambda: _results(rows, wordings, _shown(edges), labels))
    return Matched(results, [*read.problems, *_problems(rows)])


def _cores(spark: Any) -> int:
    return int(spark.sparkContext.defaultParallelism)


def _repeated(rows: Any) -> Any:
    """The ids that several rows bear, and the place of the first of these."""
    from pyspark.sql import functions as f

    places = rows.where("id is not null").groupBy("id")
    found = places.agg(f.count("*").alias("times"), f.min(f.struct("source", "line")).alias("first"))
    return found.where("times > 1").select("id", f.col("first.source").alias("in"), f.col("first.line").alias("at"))


def _once(rows: Any, repeated: Any) -> Any:
    """The rows; a second one of an id gets a problem."""
    from pyspark.sql import functions as f

    again = f.col("in").isNotNull() & ((f.col("source") != f.col("in")) | (f.col("line") != f.col("at")))
    said = f.when(again, f.lit("this id was given before")).otherwise(f.col("problem"))
    return rows.join(repeated, "id", "left").withColumn("problem", said).drop("in", "at")


def _wordings(rows: Any) -> Any:
    """One row a variant: number, words, the least id that has it."""
    from pyspark.sql import functions as f

    least = rows.where("problem is null").groupBy("number")
    return least.agg(f.first("words").alias("words"), f.min("id").alias("first"))


def _pairs(wordings: Any) -> Any:
    keys = wordings.select("number", "words").mapInArrow(partitions.keyed, partitions.KEYS)
    together = keys.repartition("key").sortWithinPartitions("key", "number")
    return together.mapInArrow(partitions.paired, partitions.PAIRS).distinct()


def _held(pairs: Any, wordings: Any) -> Any:
    """The pairs that hold, verified block by block: a wording goes to a block once, not once for each of its pairs."""
    from pyspark.sql import functions as f

    blocks = max(2 * _cores(pairs.sparkSession), pairs.count() // PAIRS)
    cut = pairs.withColumn("block", f.pmod("child", f.lit(blocks)))
    needed = cut.select(f.col("block").alias("for"), f.explode(f.array("child", "parent")).alias("number")).distinct()
    words = needed.join(wordings.select("number", "words"), "number").repartition(blocks, "for")
    both = cut.repartition(blocks, "block").groupBy("block").cogroup(words.groupBy("for"))
    return both.applyInArrow(partitions.verified, partitions.HELD)


def _edges(held: Any) -> Any:
    """What each variant hangs on."""
    from pyspark.sql import functions as f

    edge = ("score", "relation")
    longer = held.select("child", "parent", *edge, f.lit(True).alias("longer"))
    nearer = held.where("near").select(f.col("parent"), f.col("child"), *edge, f.lit(False))
    together = longer.union(nearer).repartition("child").sortWithinPartitions("child")
    return together.mapInArrow(partitions.hung, partitions.EDGES)


def _shown(edges: Any) -> Any:
    """What each variant hangs on, without circles; found in one process, to which an edge is two numbers."""
    import pyarrow as pa

    table = edges.select("child", "parent").toArrow()
    circular = leads(table["child"].to_numpy(), table["parent"].to_numpy())
    return edges.join(edges.sparkSession.createDataFrame(pa.table({"child": circular})), "child", "left_anti")


def _sides(edges: Any) -> Any:
    from pyspark.sql import functions as f

    return edges.select(f.col("child").alias("a"), f.col("parent").alias("b"))


def _results(rows: Any, wordings: Any, edges: Any, labels: Any) -> Any:
    from pyspark.sql import functions as f

    named = _families(wordings, edges, labels)
    good = rows.where("problem is null").select("id", "number", "whole")
    alone = f.col("words") == ""
    leads = f.col("id") == f.col("first")
    joined = good.join(named, "number").select(
        "id",
        f.when(alone, f.col("id")).otherwise(f.col("lineage")).alias("lineage"),
        f.when(~alone & leads, f.col("on")).when(~alone, f.col("first")).alias("exemplar"),
        f.when(~alone & leads, f.col("relation")).when(~alone, "verbatim").alias("relation"),
        f.when(~alone & leads, f.round(f.col("score").cast("double"), 3)).when(~alone, 1.0).alias("score"),
    )
    if rows.where("problem is null and not whole").isEmpty():
        return joined.withColumns({name: f.col(name).cast("long") for name in ("id", "lineage", "exemplar")})
    return joined


def _families(wordings: Any, edges: Any, labels: Any) -> Any:
    """number, words, first; lineage, and what it hangs on: on (an id), relation, score."""
    from pyspark.sql import functions as f

    labelled = wordings.join(labels.withColumnRenamed("node", "number"), "number", "left")
    labelled = labelled.withColumn("label", f.coalesce("label", "number"))
    lineage = labelled.groupBy("label").agg(f.min("first").alias("lineage"))
    parents = wordings.select(f.col("number").alias("parent"), f.col("first").alias("on"))
    hung = edges.join(parents, "parent").withColumnRenamed("child", "number").drop("parent")
    return labelled.join(lineage, "label").join(hung, "number", "left").drop("label")


def _problems(rows: Any) -> list[ReadError]:
    bad = rows.where("problem is not null").select("source", "line", "problem").orderBy("source", "line")
    return [ReadError(f"{row.source}:{row.line}", row.problem) for row in bad.toLocalIterator()]
