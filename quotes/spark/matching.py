"""``quotes match`` on Spark: the stages of ``match.families`` and ``match.rows``, their joins and orders in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import quotes
from quotes.read import ReadError
from quotes.spark import partitions
from quotes.spark.components import components
from quotes.spark.lines import lines
from quotes.spark.session import session
from quotes.spark.stages import Stages, stages


@dataclass(frozen=True)
class Matched:
    """``rows`` is a DataFrame of id, lineage, exemplar, relation, score; ``problems`` what could not be matched."""

    rows: Any
    problems: list[ReadError]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as ``match.rows.match_rows`` gives them, streamed to this process."""
        return (row.asDict() for row in self.rows.toLocalIterator())


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
    rows = kept.kept("rows", lambda: _rows(read.rows))
    wordings = kept.kept("wordings", lambda: _wordings(rows))
    edges = kept.kept("edges", lambda: _best(kept.kept("held", lambda: _held(wordings, kept))))
    labels = kept.kept("labels", lambda: components(_sides(edges), kept.below("components")))
    results = kept.kept("results", lambda: _results(rows, wordings, edges, labels))
    return Matched(results, [*read.problems, *_problems(rows)])


def _rows(read: Any) -> Any:
    """Every row with its variant; a second row of one id gets a problem."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    rows = read.mapInPandas(partitions.folded, partitions.ROWS)
    place = f.row_number().over(Window.partitionBy("id").orderBy("source", "line"))
    again = f.col("id").isNotNull() & (f.col("place") > 1)
    said = f.when(again, f.lit("this id was given before")).otherwise(f.col("problem"))
    good, bad = rows.where("id is not null"), rows.where("id is null")
    return good.withColumn("place", place).withColumn("problem", said).drop("place").unionByName(bad)


def _wordings(rows: Any) -> Any:
    """One row a variant: number, words, the least id that has it."""
    from pyspark.sql import functions as f

    least = rows.where("problem is null").groupBy("number")
    return least.agg(f.first("words").alias("words"), f.min("id").alias("first"))


def _held(wordings: Any, kept: Stages) -> Any:
    from pyspark.sql import functions as f

    keys = wordings.select("number", "words").mapInPandas(partitions.keyed, partitions.KEYS)
    together = keys.repartition("key").sortWithinPartitions("key", "number")
    pairs = kept.kept("pairs", lambda: together.mapInArrow(partitions.paired, partitions.PAIRS).distinct())
    child = wordings.select(f.col("number").alias("child"), f.col("words").alias("child_words"))
    parent = wordings.select(f.col("number").alias("parent"), f.col("words").alias("parent_words"))
    return pairs.join(parent, "parent").join(child, "child").mapInPandas(partitions.verified, partitions.EDGES)


def _best(held: Any) -> Any:
    """What each variant hangs on: as ``match.families`` prefers, the best longer one, else the best nearly as long."""
    longer = _preferred(held, "child", "parent")
    nearer = _preferred(held.where("near"), "parent", "child")
    return longer.unionByName(nearer.join(longer, "child", "left_anti"))


def _preferred(held: Any, side: str, other: str) -> Any:
    """For each of a side the other with the best score, of equals the longest: the least number."""
    from pyspark.sql import functions as f

    order = f.struct(-f.col("score"), f.col(other))
    best = held.groupBy(f.col(side).alias("child")).agg(
        f.min_by(f.struct(f.col(other), "score", "relation"), order).alias("best")
    )
    return best.select("child", f.col(f"best.{other}").alias("parent"), "best.score", "best.relation")


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
