"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def written(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A file to write text to; it takes its place when all is written, and an older one stays until then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with aside.open("w", encoding=encoding, errors="replace", newline="") as stream:
            yield stream
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
