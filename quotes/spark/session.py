"""A Spark session, or one line that says why there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

JAVA = 17
"""The least version of Java that PySpark 4 runs on."""
PATIENCE = 30
"""Seconds that a master has to answer and to give a worker."""
RETRIES = 4
"""Times that a task is tried; Spark's own default on clusters, but not on one machine."""

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    "spark.sql.files.ignoreCorruptFiles": "true",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "true" if sys.stderr.isatty() else "false",
}
"""Texts that a Python stage gets at once: more would not be faster. A corrupt file does not end the work:
``quotes.spark.lines`` finds and names it."""
LOCAL = {
    "spark.driver.memory": "4g",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.files.minPartitionNum": "8",
    "spark.sql.adaptive.coalescePartitions.minPartitionNum": "8",
    "spark.ui.enabled": "false",
}
"""On one machine: a million quotations need 2 GB of Java's memory, and pieces of 12 MB to sort. Work is cut in eight at
least, so that no core waits for a long last piece."""


_NAMED = re.compile(r"(?::|Caused by:)?\s*([\w.$]*(?:Error|Exception): .+)")
_MASTER = re.compile(r"local(\[.+\])?|yarn|(spark|k8s|mesos)://.+")


class SparkError(Exception):
    """Why Spark cannot be used, and what to do, in one line."""


def session(master: str | None = None, settings: Mapping[str, str] | None = None) -> Any:
    """The running session (a notebook's, spark-submit's), or a new one.

    ``master`` is a Spark address (``spark://host:7077``, ``yarn``, ``local[2]``); without it, what spark-submit or
    spark-defaults.conf says, and else all cores of this machine. Raises ``SparkError``.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkError("PySpark is not installed: pip install 'quotes[spark]'") from error
    if running := SparkSession.getActiveSession():
        return running
    _check_java()
    _check_master(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return _started(SparkSession.builder.appName("quotes"), master, settings or {})


def _started(builder: Any, master: str | None, settings: Mapping[str, str]) -> Any:
    given = os.environ.get("PYSPARK_SUBMIT_ARGS", "")
    local = master is None and "--master" not in given and not os.environ.get("SPARK_CONF_DIR")
    if local or master:
        builder = builder.master(f"local[*,{RETRIES}]" if local else _with_retries(str(master)))
    chosen = SETTINGS | (LOCAL if local or str(master).startswith("local") else {}) | dict(settings)
    for name, value in chosen.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise SparkError(f"Spark does not start{_at(master)}: {reason(error)}") from error
    _await_workers(spark)
    return spark


def _with_retries(master: str) -> str:
    """Retries for ``local[n]``, where Spark gives up at the first failure.

    >>> _with_retries("local[2]"), _with_retries("local"), _with_retries("yarn")
    ('local[2,4]', 'local[1,4]', 'yarn')
    """
    if cores := re.fullmatch(r"local(?:\[(\d+|\*)\])?", master):
        return f"local[{cores[1] or 1},{RETRIES}]"
    return master


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    advice = f"install Java {JAVA} or later, or point JAVA_HOME to it"
    if not java or not Path(java).exists():
        raise SparkError(f"Spark needs Java, and there is none{f' in JAVA_HOME ({home})' if home else ''}: {advice}")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=PATIENCE, check=False).stderr
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version and int(version[1]) < JAVA:
        raise SparkError(f"Spark needs Java {JAVA} or later, and {java} is {version[1]}: {advice}")


def _check_master(master: str | None) -> None:
    """Asks whether anybody listens: Spark itself would try for minutes."""
    for address in (master or "").removeprefix("spark://").split(",") if (master or "").startswith("spark://") else ():
        parts = urlsplit(f"//{address}")
        try:
            socket.create_connection((parts.hostname or "", parts.port or 7077), timeout=PATIENCE).close()
            return
        except OSError as error:
            problem = f"{error.strerror or error}"
    if master and not _MASTER.fullmatch(master):
        raise SparkError(f"{master} is no address of a Spark master: give spark://host:7077, yarn, k8s://… or local[2]")
    if (master or "").startswith("spark://"):
        raise SparkError(f"the Spark master {master} is out of reach ({problem}): check its address, and that it runs")


def _await_workers(spark: Any) -> None:
    """Waits for the first worker of a standalone master, which otherwise lets a job wait for ever."""
    context = getattr(spark, "sparkContext", None)
    if context is None or not context.master.startswith("spark://"):
        return
    until = time.monotonic() + PATIENCE
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            master = context.master
            spark.stop()
            raise SparkError(f"{master} gave no worker within {PATIENCE} s: start workers, or free their cores")
        time.sleep(0.2)


def reason(error: Exception) -> str:
    """The line of a long report that says what is wrong: the last that names an error; without one, the first.

    >>> reason(ValueError("calling o59.\\n: java.io.IOException: no\\n\\tat a(C:1)\\nCaused by: b.TimeoutError: late"))
    'b.TimeoutError: late'
    >>> reason(ValueError("Path does not exist"))
    'Path does not exist'
    """
    said = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    named = [found[1] for line in said if (found := _NAMED.match(line)) and not line.endswith("call last):")]
    return named[-1] if named else said[0]


def _at(master: str | None) -> str:
    return f" at {master}" if master else ""
