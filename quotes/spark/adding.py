"""``quotes add`` on Spark: workers read articles and find their quotations; one writer here stores what they found.

Items (a page, a line) go through the functions of ``read`` and ``extract`` in chunks. What was found in a chunk is kept
as a Parquet file whose name is the hash of the chunk's content: work that was done is never done again, whether a
worker was lost, a task ran twice or the whole was broken off, and nothing counts twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import quotes
from quotes.pipeline.work import Result
from quotes.read import Item, ReadError, Source
from quotes.read.formats import suffix_of
from quotes.read.jsonl import line_item
from quotes.read.sources import PACKED, file_source, items_of, sources_of
from quotes.spark.chunks import COLUMNS, ITEMS, kept, results
from quotes.spark.lines import lines
from quotes.spark.session import SparkError, reason, session
from quotes.spark.stages import exists, filesystem, stages

if TYPE_CHECKING:
    import pandas as pd

ROWS = (".jsonl", ".ndjson", ".parquet")
"""Files that Spark itself cuts, so that many workers share one; of others each is read by one worker."""


@dataclass(frozen=True)
class _Inputs:
    """Names by the addresses at which Spark reads them, and what could not be found."""

    rows: dict[str, str]
    files: dict[str, str]
    problems: list[ReadError]


def find_spark(
    inputs: Sequence[str],
    master: str | None = None,
    work: str | None = None,
    watch: Callable[[str], None] = lambda name: None,
) -> Iterator[Result]:
    """What is in the articles of all inputs, as ``pipeline.find`` gives it, for ``pipeline.add_found``.

    ``inputs`` are files and folders of WARC, JSONL, Parquet and whatever else ``read`` knows, here or on s3a://, gs://,
    hdfs://. The work is done when the first result is asked for. Raises ``SparkError``.
    """
    spark = session(master)
    found = _listed(inputs)
    folder = stages(spark, work, watch).below(f"articles-{quotes.__version__}").folder
    yield from found.problems
    for name, read in (("rows", _of_rows), ("files", _of_files)):
        if named := getattr(found, name):
            watch(f"reading {len(named):,} files of articles")
            keys, problems = read(spark, named, folder)
            for key in sorted(keys):
                yield from results(folder, key)
            yield from problems


def _listed(inputs: Sequence[str]) -> _Inputs:
    listed = _Inputs({}, {}, [])
    for name in inputs:
        for found in _addresses(name):
            if isinstance(found, ReadError):
                listed.problems.append(found)
            else:
                address, said = found
                (listed.rows if suffix_of(address) in ROWS else listed.files)[address] = said
    return listed


def _addresses(name: str) -> Iterator[tuple[str, str] | ReadError]:
    """(address, name) of each file of an input."""
    from pyarrow.fs import FileSelector, FileType

    if "://" not in name:
        whole = name.rstrip("/").endswith(".parquet")
        for source in [file_source_of(name)] if whole else sources_of(name):
            yield source if isinstance(source, ReadError) else (_uri(source.name), source.name)
        return
    try:
        files, path = filesystem(name)
        info = files.get_file_info(path)
        inside = files.get_file_info(FileSelector(path, recursive=True)) if info.type == FileType.Directory else [info]
    except (OSError, ValueError) as error:
        yield ReadError(name, f"cannot be listed ({error})", "check the address and the rights to read it")
        return
    scheme = urlsplit(name).scheme
    for found in inside:
        if found.type == FileType.File:
            address = f"{scheme}://{found.path}"
            yield address, address
    if not inside or info.type == FileType.NotFound:
        yield ReadError(name, "there is no such file or folder", "check the address")


def file_source_of(name: str) -> Source | ReadError:
    """A table that may be a folder of parts."""
    return Source(name, name, "", lambda: _opened(name)) if exists(name) else ReadError(name, "there is no such file")


def _uri(name: str) -> str:
    from pathlib import Path

    return Path(name).absolute().as_uri()


def _of_rows(spark: Any, named: dict[str, str], work: str) -> tuple[set[str], list[ReadError]]:
    from pyspark.sql import functions as f

    try:
        read = lines(spark, [unquote(address) for address in named])
    except SparkError as error:
        return set(), [ReadError(", ".join(named.values()), str(error))]
    block = f.floor(f.col("line") / ITEMS)
    spread = read.rows.repartition(max(2, 2 * spark.sparkContext.defaultParallelism), "source", block)
    ordered = spread.sortWithinPartitions("source", "line")
    chunks = ordered.mapInPandas(partial(_rows_extracted, named=named, work=work), COLUMNS)
    return _done(chunks), [ReadError(_named(e.input, named), e.problem, e.advice) for e in read.problems]


def _of_files(spark: Any, named: dict[str, str], work: str) -> tuple[set[str], list[ReadError]]:
    import pyarrow as pa

    table = spark.createDataFrame(pa.table({"address": list(named), "name": list(named.values())}))
    spread = table.repartition(len(named))
    return _done(spread.mapInPandas(partial(_files_extracted, work=work), COLUMNS)), []


def _done(chunks: Any) -> set[str]:
    try:
        return {row.key for row in chunks.collect()}
    except Exception as error:
        advice = "run the same again to go on with what is left"
        raise SparkError(f"the workers gave up ({reason(error)}): {advice}") from error


def _rows_extracted(batches: Iterator[pd.DataFrame], named: dict[str, str], work: str) -> Iterator[pd.DataFrame]:
    """A block of a file's lines is a chunk, whatever the number of workers."""
    rows = (row for batch in batches for row in zip(batch["source"], batch["line"], batch["data"], strict=True))
    blocks = groupby(rows, key=lambda row: (row[0], row[1] // ITEMS))
    return kept((_row_items(address, named, block) for (address, _), block in blocks), work)


def _row_items(address: str, named: dict[str, str], rows: Iterator[tuple[str, int, bytes]]) -> Iterator[Item]:
    name = _named(address, named)
    source = Source(name, PurePosixPath(name).name, "", lambda: _opened(name))
    return (line_item(source, bytes(data), int(line)) for _, line, data in rows if data.strip())


def _files_extracted(batches: Iterator[pd.DataFrame], work: str) -> Iterator[pd.DataFrame]:
    pairs = (pair for batch in batches for pair in zip(batch["address"], batch["name"], strict=True))
    return kept((items_of(_source(address, name)) for address, name in pairs), work)


def _source(address: str, name: str) -> Source:
    from pathlib import Path

    if address.startswith("file:"):
        return file_source(Path(unquote(urlsplit(address).path)))
    path = PurePosixPath(address)
    return Source(name, path.name, path.parent.name, lambda: _opened(address))


def _opened(address: str) -> Any:
    """The file's bytes, streamed; unpacked unless it is a WARC, whose reader does it record by record."""
    files, path = filesystem(address)
    unpack = None if suffix_of(address) == ".warc" else PACKED.get(PurePosixPath(address).suffix.lower())
    data = files.open_input_file(path)
    return unpack(data) if unpack else data


def _named(address: str, named: dict[str, str]) -> str:
    """What a person called the file; a part of a table in a folder keeps its address.

    >>> _named("file:///tmp/a%20b.jsonl", {"file:///tmp/a%20b.jsonl": "a b.jsonl"})
    'a b.jsonl'
    """
    return named.get(address) or unquote(address.removeprefix("file://"))
