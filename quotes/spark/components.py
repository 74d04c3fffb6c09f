"""Which nodes hang together, as ``match.families`` says it: in one process, once the edges are few enough for that.

More are made fewer by hooking and pointer jumping in SQL, the algorithm that ``match.families`` runs on arrays.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from quotes.match import families
from quotes.spark.stages import Stages

FEW = 2_000_000
"""Edges that one process takes: 32 megabytes; about what five million quotations have."""


def components(edges: Any, stages: Stages) -> Any:
    """(node, label) of the nodes of edges (a, b): all of a component get one label, one of its nodes.

    Each round hooks every node onto its least neighbour, jumps to the roots of the trees that this makes, and goes on
    with the roots and the edges between different trees; each has two nodes at least, so rounds are at most log2(n),
    and two or three in practice.
    """
    labels, number = None, 0
    while edges.count() > FEW:
        inner = stages.below(f"round-{number}")
        roots = _roots(edges, inner)
        labels = roots if labels is None else inner.kept("labels", partial(_through, labels, roots))
        edges = inner.kept("edges", partial(_between, edges, roots))
        number += 1
    rest = _rest(edges)
    return (rest if labels is None else _through(labels, rest)).withColumnRenamed("to", "label")


def _rest(edges: Any) -> Any:
    """(node, to) of few edges."""
    import pyarrow as pa

    table = edges.toArrow()
    a, b = table["a"].to_numpy(), table["b"].to_numpy()
    nodes, place = np.unique(np.concatenate((a, b)), return_inverse=True)
    least = families.components(np.arange(len(nodes)), place[: len(a)], place[len(a) :])
    return edges.sparkSession.createDataFrame(pa.table({"node": nodes, "to": nodes[least]}))


def _roots(edges: Any, stages: Stages) -> Any:
    """(node, to): each node's root in the forest that hooking onto the least neighbour makes.

    Each jump makes the way three times shorter.
    """
    from pyspark.sql import functions as f

    both = edges.union(edges.select("b", "a"))
    hooked = both.groupBy("a").agg(f.min("b").alias("least"))
    hooks = hooked.select(f.col("a").alias("node"), f.least("a", "least").alias("to"))
    number, moved = 0, stages.kept("jump-0", partial(_jumped, hooks))
    while not _settled(moved, hooks):
        number += 1
        hooks, moved = moved, stages.kept(f"jump-{number}", partial(_jumped, moved))
    return moved


def _jumped(hooks: Any) -> Any:
    return _through(_through(hooks, hooks), hooks)


def _settled(new: Any, old: Any) -> bool:
    from pyspark.sql import functions as f

    def total(table: Any) -> Any:
        return table.agg(f.sum(f.col("to").cast("decimal(20,0)"))).first()[0]

    return bool(total(new) == total(old))


def _through(labels: Any, roots: Any) -> Any:
    """Labels, each replaced by its root."""
    from pyspark.sql import functions as f

    onto = roots.select(f.col("node").alias("label"), f.col("to").alias("root"))
    joined = labels.join(onto, labels["to"] == onto["label"], "left")
    return joined.select("node", f.coalesce("root", "to").alias("to"))


def _between(edges: Any, roots: Any) -> Any:
    """The edges between different trees, as edges of their roots."""
    from pyspark.sql import functions as f

    a = roots.select(f.col("node").alias("a"), f.col("to").alias("root_a"))
    b = roots.select(f.col("node").alias("b"), f.col("to").alias("root_b"))
    joined = edges.join(a, "a").join(b, "b").where("root_a <> root_b")
    return joined.select(f.col("root_a").alias("a"), f.col("root_b").alias("b")).distinct()
