"""What the halves of reading hand to each other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import IO


@dataclass(frozen=True, slots=True)
class ReadError:
    """What could not be read, why, and what to do. A ``note`` says what was done instead: the input did not fail."""

    input: str
    problem: str
    advice: str = ""
    note: bool = False

    @property
    def message(self) -> str:
        """One line for a person."""
        return f"{self.input}: {self.problem}" + (f"; {self.advice}" if self.advice else "")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to open: a file on disk, a member of an archive, standard input.

    ``name`` is shown to people, ``container`` is the name of what held it and, with the stem, its identity.
    ``columns`` says which column of a table is what, where a person said so; ``reached`` how many bytes of it on disk
    were read.
    """

    name: str
    filename: str
    container: str
    open: Callable[[], IO[bytes]]
    columns: Mapping[str, str] = field(default_factory=dict)
    reached: Callable[[], int] = lambda: 0


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one piece of a source, and the format that can make articles of them.

    ``facts`` is what the container says of it (the address in a WARC record, the address of a feed's entry), ``size``
    how many bytes on disk were read since the item before.
    """

    format: str
    data: bytes
    doc_id: str
    container: str
    input: str
    facts: Mapping[str, str] = field(default_factory=dict)
    size: int = 0


@cache
def quiet(*libraries: str) -> None:
    """Keeps what parsers log of bad documents off the terminal: we say in our own words what could not be read. Once
    is enough: every call adds a handler, and a worker reads thousands of pages."""
    for library in libraries:
        logging.getLogger(library).addHandler(logging.NullHandler())
        logging.getLogger(library).propagate = False
