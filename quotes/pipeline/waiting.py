"""Articles that are read and wait to be stored with others: in a file without a name, so that memory stays flat."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from quotes.store import Record, StoreError


class Waiting:
    """Batches of records in the order of their coming. The file lies in ``folder``, where the database is and has room,
    and is gone with the process, however that ends.

    >>> with Waiting(Path(".")) as waiting:
    ...     waiting.add([]); waiting.add([]); len(waiting), list(waiting.taken()), list(waiting.taken())
    (0, [[], []], [])
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self.batches = self.articles = 0

    def __enter__(self) -> Waiting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    def __len__(self) -> int:
        """How many articles wait."""
        return self.articles

    def add(self, batch: Sequence[Record]) -> None:
        """Keeps a batch. Raises ``StoreError`` where the disk is full."""
        try:
            pickle.dump(batch, self.file, pickle.HIGHEST_PROTOCOL)
            self.file.flush()
        except OSError as error:
            problem = f"{self.folder}: the disk is full or failing ({error.strerror}); make room and run it again"
            raise StoreError(problem) from error
        self.batches += 1
        self.articles += len(batch)

    def taken(self) -> Iterator[list[Record]]:
        """The batches, each read when it is asked for; nothing waits afterwards."""
        self.file.seek(0)
        for _ in range(self.batches):
            yield pickle.load(self.file)
        self.file.seek(0)
        self.file.truncate()
        self.batches = self.articles = 0
