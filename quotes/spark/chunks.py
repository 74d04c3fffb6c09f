"""Chunks of articles: what was found in one is kept as a Parquet file that bears the hash of the chunk's content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import uuid4

from quotes.pipeline.work import Found, Result, chunks, found_in
from quotes.read import Item, ReadError
from quotes.spark.stages import exists, filesystem, table_rows
from quotes.spark.wire import result_of, row_of

if TYPE_CHECKING:
    import pandas as pd

ITEMS, BYTES = 500, 50_000_000
"""A chunk: ten seconds of work, and what a worker can hold."""
COLUMNS = "key string, articles long, quotations long"


def kept(files: Iterator[Iterator[Item | ReadError]], work: str) -> Iterator[pd.DataFrame]:
    """Keeps what is found in each chunk of each file, unless it is kept already, and gives the chunks' keys."""
    import pandas as pd

    for chunk in (chunk for items in files for chunk in chunks(items, ITEMS, BYTES)):
        key = _key(chunk)
        path = f"{work}/{key}.parquet"
        if not exists(path):
            _write([result for item in chunk for result in found_in(item)], path)
        articles, quotations = _counts(path)
        yield pd.DataFrame({"key": [key], "articles": [articles], "quotations": [quotations]})


def _key(chunk: Sequence[Item | ReadError]) -> str:
    """A hash of all that the result depends on."""
    digest = blake2b(digest_size=16)
    for item in chunk:
        digest.update(repr(item).encode("utf8", "surrogatepass"))
    return digest.hexdigest()


def _write(results: Sequence[Result], path: str) -> None:
    """Under a name of its own first: nobody ever sees half a file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files, where = filesystem(path)
    files.create_dir(str(PurePosixPath(where).parent), recursive=True)
    rows = [row_of(result) | {"quotations": _quotations(result)} for result in results]
    schema = pa.schema([("kind", pa.string()), ("value", pa.string()), ("quotations", pa.int64())])
    unfinished = f"{where}.{uuid4().hex}"
    pq.write_table(pa.Table.from_pylist(rows, schema), unfinished, filesystem=files, compression="zstd")
    files.move(unfinished, where)


def _quotations(result: Result) -> int:
    return len(result.extraction.quotations) if isinstance(result, Found) else 0


def _counts(path: str) -> tuple[int, int]:
    import pyarrow.parquet as pq

    files, where = filesystem(path)
    table = pq.read_table(where, filesystem=files, columns=["kind", "quotations"])
    kinds = table["kind"].to_pylist()
    return kinds.count("article"), sum(table["quotations"].to_pylist())


def results(work: str, key: str) -> Iterator[Result]:
    """What was found in a chunk, streamed."""
    return map(result_of, table_rows(f"{work}/{key}.parquet"))
