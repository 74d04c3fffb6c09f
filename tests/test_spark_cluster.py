"""A standalone master with two workers on this machine, one of which is killed in the middle of the work.

It takes minutes on a busy machine, so it runs where QUOTES_CLUSTER is set.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from test_spark import quotations, write

from quotes.match.rows import match_rows
from quotes.pipeline import Found
from quotes.spark.wire import result_of

pytestmark = [
    pytest.mark.skipif(not os.environ.get("QUOTES_CLUSTER"), reason="set QUOTES_CLUSTER=1 to start a cluster"),
    pytest.mark.skipif(find_spec("pyspark") is None, reason="needs pyspark and Java 17"),
]

PATIENCE = 400
Cluster = tuple[str, list[subprocess.Popen[bytes]]]
LOCAL = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def spark_class(*arguments: str) -> subprocess.Popen[bytes]:
    """A process of Spark in a group of its own."""
    spec = find_spec("pyspark")
    assert spec and spec.origin
    home = Path(spec.origin).parent
    command = [str(home / "bin" / "spark-class"), *arguments]
    environment = LOCAL | {"SPARK_HOME": str(home)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills the process and, where it leads a group, all that it started."""
    if process.poll() is None:
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    with ExitStack() as stack:
        ports = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        stack.callback(end, spark_class(f"{deploy}.master.Master", *ports))
        until = time.monotonic() + PATIENCE
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until, "the master does not start"
            time.sleep(0.5)
        workers = []
        for number in range(2):
            room = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(tmp_path / f"w{number}"))
            workers.append(spark_class(f"{deploy}.worker.Worker", *room, address))
            stack.callback(end, workers[-1])
        yield address, workers


def articles(path: Path, size: int) -> str:
    text = (
        "“We shall rebuild wall number {n} before the winter,” said Ada Roe, the harbour master. "
        "Tomas Pell told the Harbour Courier: “Nobody has asked the fishermen of pier {n} what they want.”"
    )
    rows = ({"id": n, "text": "\n\n".join([text.format(n=n)] * 5), "lang": "en"} for n in range(size))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return str(path)


FIND = """
import json, sys
from quotes.spark.adding import find_spark
from quotes.spark.wire import row_of
for result in find_spark([sys.argv[1]], sys.argv[2], sys.argv[3]):
    print(json.dumps(row_of(result)))
"""
MATCH = """
import json, sys
from quotes.spark.matching import match_spark
for row in match_spark([sys.argv[1]], sys.argv[2], sys.argv[3]):
    print(json.dumps(row))
"""


def killed_in_the_middle(job: str, file: str, cluster: Cluster, folder: Path, sign: str) -> list[dict[str, Any]]:
    """What a job prints, of whose workers one is killed once a file named like ``sign`` is there."""
    (address, workers), work, out = cluster, folder / "work", folder / "out.jsonl"
    with out.open("wb") as output:
        running = subprocess.Popen([sys.executable, "-c", job, file, address, str(work)], env=LOCAL, stdout=output)
    try:
        until = time.monotonic() + PATIENCE
        while not list(work.rglob(sign)) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        before = len(list(work.rglob("*.parquet")))
        end(workers[0])
        assert running.wait(PATIENCE) == 0
        assert 0 < before < len(list(work.rglob("*.parquet"))), "it was killed in the middle"
    finally:
        end(running)
    return [json.loads(line) for line in out.read_text(encoding="utf8").splitlines()]


def test_adding_loses_and_doubles_nothing(cluster: Cluster, tmp_path: Path) -> None:
    rows = articles(tmp_path / "in.jsonl", 6_000)
    results = [result_of(row) for row in killed_in_the_middle(FIND, rows, cluster, tmp_path, "*.parquet")]
    found = sorted(result.article.doc_id for result in results if isinstance(result, Found))
    assert len(found) == len(results) and found == sorted(str(n) for n in range(6_000))


def test_matching_loses_and_doubles_nothing(cluster: Cluster, tmp_path: Path) -> None:
    rows = quotations(20_000)
    file = write(tmp_path / "in.jsonl", rows)
    found = killed_in_the_middle(MATCH, file, cluster, tmp_path, "pairs.parquet")
    assert len(found) == len(rows)
    assert {row["id"]: row for row in found} == {row["id"]: row for row in match_rows(rows)}
