"""Stages that are kept: each is a Parquet folder, written once, named by what went in and read by all that follow.

A stage that is whole carries Spark's mark (``_SUCCESS``); a run that was broken off goes on with the first stage that
lacks it. Kept stages also cut Spark's plans: a lost worker costs its own tasks, never the stages before.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from quotes.spark.session import SparkError, reason


@dataclass(frozen=True)
class Stages:
    """``folder`` is a path that all workers reach; ``watch`` is told the name of each stage that begins."""

    spark: Any
    folder: str
    watch: Callable[[str], None] = lambda name: None

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """The stage's rows: read, where it was made before, else made now. Raises ``SparkError``."""
        path = f"{self.folder}/{name}.parquet"
        if not exists(f"{path}/_SUCCESS"):
            self.watch(name)
            self._make(name, make, path)
        return self.spark.read.parquet(path)

    def _make(self, name: str, make: Callable[[], Any], path: str) -> None:
        try:
            make().write.mode("overwrite").parquet(path)
        except SparkError:
            raise
        except Exception as error:
            advice = "run the same again to go on with what is left"
            raise SparkError(f"the workers gave up at {name} ({reason(error)}): {advice}") from error

    def below(self, name: str) -> Stages:
        """The stages of one input or of one step."""
        return Stages(self.spark, f"{self.folder}/{name}", self.watch)


def stages(spark: Any, work: str | None, watch: Callable[[str], None]) -> Stages:
    """The stages in the folder ``work``; without it in one that goes with this program.

    Raises ``SparkError`` where the workers could not reach that one.
    """
    if work is None:
        if not spark.conf.get("spark.master", "").startswith("local"):
            raise SparkError("on a cluster the stages need a folder that all workers reach: give --work s3a://...")
        work = tempfile.mkdtemp(prefix="quotes-spark-")
        atexit.register(shutil.rmtree, work, ignore_errors=True)
    return Stages(spark, work.rstrip("/"), watch)


def exists(path: str) -> bool:
    """Whether there is such a file or folder, wherever pyarrow reads: on disk, s3, gs, hdfs, abfs."""
    from pyarrow.fs import FileType

    files, where = filesystem(path)
    return bool(files.get_file_info(where).type != FileType.NotFound)


def table_rows(path: str) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, streamed."""
    import pyarrow.parquet as pq

    files, where = filesystem(path)
    with files.open_input_file(where) as data:
        for batch in pq.ParquetFile(data).iter_batches(batch_size=1_000):
            yield from batch.to_pylist()


def filesystem(path: str) -> tuple[Any, str]:
    """The file system of a path as Spark writes it (``file:///tmp/a%20b``, ``s3a://…``), and the path there."""
    from pathlib import Path
    from urllib.parse import unquote, urlsplit

    from pyarrow.fs import FileSystem, LocalFileSystem

    scheme = urlsplit(path).scheme
    if scheme in {"", "file"}:
        return LocalFileSystem(), str(Path(unquote(urlsplit(path).path) if scheme else path).absolute())
    found: tuple[Any, str] = FileSystem.from_uri(path.replace("s3a://", "s3://").replace("s3n://", "s3://"))
    return found
