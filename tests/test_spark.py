"""Spark does what one process does: the same lineages, the same database; what is wrong is named."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import re
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_pipeline import Silent, dump

from quotes.cli import main
from quotes.match.rows import match_rows
from quotes.pipeline import add, add_found
from quotes.spark import SparkError
from quotes.spark import session as sessions

DEMO = Path(str(files("quotes") / "data" / "demo"))
NO_SPARK = importlib.util.find_spec("pyspark") is None
needs_spark = pytest.mark.skipif(NO_SPARK or shutil.which("java") is None, reason="needs pyspark and Java 17")


@needs_spark
def test_paths_as_spark_writes_them(tmp_path: Path) -> None:
    from quotes.spark.stages import exists, filesystem

    assert [filesystem(path)[1] for path in ("file:///tmp/a%20b", "/tmp/a")] == ["/tmp/a b", "/tmp/a"]
    assert exists(str(tmp_path)) and not exists(str(tmp_path / "none"))


SYLLABLES = [a + b for a in "bdfglmnprstv" for b in ("a", "el", "in", "or", "u")]
IDLE = ["the", "of", "and", "to", "we", "in", "is", "that", "it", "for"]


def sentence(chance: random.Random) -> list[str]:
    """Invented words, with common ones between."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(chance.randint(6, 30))]
    return [word for pair in zip(words, chance.choices(IDLE, k=len(words)), strict=True) for word in pair]


def altered(words: list[str], chance: random.Random) -> list[str]:
    """The same words cut (while there are enough), with one missing, with one other, or as they are."""
    start, kind = chance.randrange(len(words) // 2), chance.randrange(4)
    if kind == 0 and len(words) > 10:
        return words[start : start + len(words) // 2]
    if kind == 1:
        return words[:start] + words[start + 1 :]
    return [*words[:start], "besides", *words[start + 1 :]] if kind == 2 else words


def quotations(size: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows of quotations, most of them repeats of others."""
    chance = random.Random(seed)
    said: list[list[str]] = []
    for _ in range(size):
        said.append(altered(chance.choice(said), chance) if said and chance.random() < 0.7 else sentence(chance))
    return [{"id": n, "text": " ".join(words)} for n, words in enumerate(said, 1)]


def write(path: Path, rows: list[Any]) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return str(path)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all tests, which every call finds running; of few partitions, compiled quickly."""
    quick = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    cuts = ("shuffle.partitions", "adaptive.coalescePartitions.minPartitionNum", "files.minPartitionNum")
    session = sessions.session("local[2]", quick | {f"spark.sql.{cut}": "2" for cut in cuts})
    yield session
    session.stop()


def on_spark(*paths: str, work: Path | None = None) -> Any:
    from quotes.spark.matching import match_spark

    return match_spark(list(paths), work=str(work) if work else None)


@needs_spark
def test_lineages_are_those_of_one_process(spark: Any, tmp_path: Path) -> None:
    rows = quotations(5_000) + [{"id": n, "text": text} for n, text in ((9001, "!!"), (9002, "..."))]
    halves = write(tmp_path / "a.jsonl", rows[::2]), write(tmp_path / "b.jsonl", rows[1::2])
    expected = {row["id"]: row for row in match_rows(rows)}
    found = {row["id"]: row for row in on_spark(*halves)}
    assert found == expected
    assert len({row["lineage"] for row in found.values()}) < 3_000


@needs_spark
def test_parquet_in_packed_lines_and_ids_of_text(spark: Any, tmp_path: Path) -> None:
    rows = [row | {"id": f"q{row['id']}"} for row in quotations(300)]
    write(tmp_path / "a.jsonl", rows[:200])
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf8") as packed:
        packed.write("\n".join(json.dumps(row) for row in rows[200:]))
    table = str(tmp_path / "c.parquet")
    spark.read.json([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl.gz")]).write.parquet(table)
    expected = {row["id"]: row for row in match_rows(rows)}
    assert {row["id"]: row for row in on_spark(table)} == expected
    assert {row["id"]: row for row in on_spark(str(tmp_path / "*.jsonl*"))} == expected


@needs_spark
def test_the_example_for_a_notebook(spark: Any, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf8")
    (example,) = re.findall(r"```python\n(.*?match_spark.*?)```", readme, re.DOTALL)
    rows = quotations(50)
    spark.createDataFrame(rows).write.parquet(str(tmp_path / "quotations" / "a.parquet"))
    values: dict[str, Any] = {}
    exec(example.replace("s3a://bucket", str(tmp_path)), values)
    written = spark.read.parquet(str(tmp_path / "lineages.parquet"))
    assert {row.id: row.asDict() for row in written.collect()} == {row["id"]: row for row in match_rows(rows)}
    assert values["matched"].problems == []


@needs_spark
def test_one_quotation_two_hundred_thousand_times(spark: Any, tmp_path: Path) -> None:
    said = "we shall rebuild the harbour wall before the winter storms arrive"
    rows: list[dict[str, Any]] = [{"id": n, "text": said} for n in range(200_000)]
    rows += [{"id": 200_000 + n, "text": f"{said} {' '.join(sentence(random.Random(n))[:6])}"} for n in range(2_000)]
    started = time.monotonic()
    found = {row["id"]: row for row in on_spark(write(tmp_path / "skewed.jsonl", rows))}
    assert time.monotonic() - started < 600
    assert found == {row["id"]: row for row in match_rows(rows)}


@needs_spark
def test_bad_rows_are_named_and_the_rest_is_done(spark: Any, tmp_path: Path) -> None:
    good = {"id": 1, "text": "We shall rebuild the harbour wall"}
    bad = ["no json", {"id": 2}, {"text": "Who says this?"}, {"id": 1, "text": "again"}, [1], {"id": 3, "text": " "}]
    path = write(tmp_path / "a.jsonl", [good, "", *bad, {"id": 5, "text": "rebuild the harbour wall"}])
    found = on_spark(path)
    assert [row["lineage"] for row in found] == [1, 1]
    assert [error.input.rpartition(":")[2] for error in found.problems] == ["3", "4", "5", "6", "7", "8"]
    assert all(path in error.input for error in found.problems)


@needs_spark
def test_damaged_files_are_named_and_the_rest_is_done(spark: Any, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [{"id": 1, "text": "We shall rebuild the harbour wall"}])
    whole = gzip.compress("\n".join(json.dumps(row) for row in quotations(2_000)).encode())
    (tmp_path / "b.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    found = on_spark(str(tmp_path))
    assert [Path(error.input).name for error in found.problems if "damaged" in error.problem] == ["b.jsonl.gz"]
    assert found.rows.where("id = 1").count() == 1


@needs_spark
def test_damaged_tables_are_named_and_the_rest_is_done(spark: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path / "a.parquet"
    folder.mkdir()
    for number, name in enumerate(["good", "cut", "garbled"]):
        pq.write_table(
            pa.Table.from_pylist([{"id": f"{name}{n}", "text": f"We stay {n}"} for n in range(9)]),
            folder / f"{name}.parquet",
        )
        data = bytearray((folder / f"{name}.parquet").read_bytes())
        data[4:60] = b"x" * 56 if number == 2 else data[4:60]
        (folder / f"{name}.parquet").write_bytes(data[: len(data) // 2] if number == 1 else data)
    found = on_spark(str(folder))
    assert [Path(error.input).name for error in found.problems] == ["cut.parquet", "garbled.parquet"]
    assert len(list(found)) == 9


@needs_spark
def test_stages_that_are_whole_are_not_made_again(spark: Any, tmp_path: Path) -> None:
    from quotes.spark.matching import match_spark

    path, work = write(tmp_path / "a.jsonl", quotations(200)), str(tmp_path / "work")
    first: list[str] = []
    rows = sorted(map(str, match_spark([path], work=work, watch=first.append)))
    (broken_off,) = Path(work).glob("*/results.parquet/_SUCCESS")
    broken_off.unlink()
    again: list[str] = []
    assert sorted(map(str, match_spark([path], work=work, watch=again.append))) == rows
    assert len(first) > 5 and again == ["results"]
    other: list[str] = []
    match_spark([write(tmp_path / "a.jsonl", quotations(200, seed=2))], work=work, watch=other.append)
    assert "rows" in other


@needs_spark
@pytest.mark.parametrize("few", [0, 8, 1_000], ids=["in SQL", "half in SQL", "in one process"])
def test_components(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    from quotes.spark.components import components
    from quotes.spark.stages import Stages

    monkeypatch.setattr("quotes.spark.components.FEW", few)
    chance = random.Random(1)
    chain = [(n, n + 1) for n in range(100, 130)]
    edges = [*chain, (7, 8), (8, 9), (9, 7), *((chance.randrange(60), chance.randrange(60)) for _ in range(30))]
    chance.shuffle(edges)
    frame = spark.createDataFrame([e for e in edges if e[0] != e[1]], "a long, b long")
    labels = {row.node: row.label for row in components(frame, Stages(spark, str(tmp_path / "c"))).collect()}
    group = {node: {node} for edge in edges for node in edge}
    for a, b in edges:
        for node in (joined := group[a] | group[b]):
            group[node] = joined
    assert all((labels[a] == labels[b]) == (b in group[a]) for a in labels for b in labels)


def record(url: str, page: bytes) -> bytes:
    """A page as a record of a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <{url}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def corpus(folder: Path) -> list[str]:
    """The demo as files, and its pages in an archive."""
    folder.mkdir()
    for file in DEMO.iterdir():
        shutil.copy(file, folder)
    pages = sorted(folder.glob("*.html"))
    with gzip.open(folder / "crawl.warc.gz", "wb") as archive:
        for number in range(60):
            page = pages[number % len(pages)].read_bytes()
            archive.write(record(f"https://echo.example/{number}.html", page))
    return [str(folder)]


@needs_spark
def test_the_database_is_that_of_one_process(spark: Any, tmp_path: Path) -> None:
    inputs, work = corpus(tmp_path / "in"), str(tmp_path / "work")
    add(inputs, tmp_path / "local.db", Silent())
    arguments = ["add", *inputs, "--db", str(tmp_path / "spark.db"), "--engine", "spark", "--work", work]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    on_spark, local = (dump(tmp_path / name) for name in ("spark.db", "local.db"))
    assert len(on_spark.pop("taken")) == len(local.pop("taken")), "each engine cuts files into items of its own"
    assert on_spark == local
    kept = {file: file.stat().st_mtime_ns for file in Path(work).rglob("*.parquet")}
    result = CliRunner().invoke(main, arguments)
    assert "0 articles added" in result.output
    assert {file: file.stat().st_mtime_ns for file in Path(work).rglob("*.parquet")} == kept and len(kept) >= 4


@needs_spark
def test_a_damaged_archive_is_named_and_the_rest_is_stored(spark: Any, tmp_path: Path) -> None:
    from quotes.spark.adding import find_spark

    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(DEMO / "articles.jsonl", folder)
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\n" * 100)[:40])
    (folder / "lines.jsonl").write_text('{"id": 1, "text": "no end\n', encoding="utf8")
    report = add_found(find_spark([str(folder), "no/such/file"]), tmp_path / "a.db", Silent())
    assert {Path(error.input.partition(":")[0]).name for error in report.failed} == {
        "crawl.warc.gz",
        "lines.jsonl",
        "file",
    }
    assert report.added == len((DEMO / "articles.jsonl").read_text(encoding="utf8").splitlines())


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SparkError, match=r"pip install 'quotes\[spark\]'"):
        sessions.session()


@pytest.mark.parametrize(
    ("home", "said"), [("/nowhere", "no Java|there is none in JAVA_HOME"), ("old", "needs Java 17 or later, and")]
)
def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str, said: str) -> None:
    java = tmp_path / "old" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", encoding="utf8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / home) if home == "old" else home)
    with pytest.raises(SparkError, match=said):
        sessions._check_java()


def test_master_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    started = time.monotonic()
    with pytest.raises(SparkError, match=f"spark://127.0.0.1:{port} is out of reach"):
        sessions._check_master(f"spark://127.0.0.1:{port}")
    assert time.monotonic() - started < sessions.PATIENCE + 5
