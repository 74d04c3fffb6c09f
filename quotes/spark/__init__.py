"""Beyond one machine: the same verbs on Spark (``pip install quotes[spark]``, Java 17 or later).

Spark shuffles, sorts, joins and starts failed work again; every rule is a function of ``match``, ``read`` or
``extract`` that runs on a partition. ``matching.match_spark`` groups quotations, ``adding.find_spark`` reads articles
and finds their quotations. Nothing of Spark is imported before it is used.
"""

from quotes.spark.session import SparkError

__all__ = ["SparkError"]
