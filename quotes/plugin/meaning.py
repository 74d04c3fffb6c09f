"""Finding quotations that say the same in other words or another language: by the sentence vectors that are held.

Here alone the plugin asks the encoder, at the first search and in a thread of its own, once for the process: a server
that nobody searches never loads it, and a search that finds it not ready is answered by its words.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from quotes.plugin.page import Page
from quotes.plugin.vocabulary import language_name
from quotes.plugin.words import plain
from quotes.text import tokens

if TYPE_CHECKING:
    from quotes.match.across.nearby import Wordings
    from quotes.match.encoder import Encoder

READS = ("vectors", "encoders")

PATIENCE = 4.0
"""Seconds that a search waits for what is not ready; of a million quotations it takes about ten."""

HARDLY = 0.3
"""Seconds that it waits where only the newest is not ready."""

FOUND = 100
"""Wordings looked at: the nearest and their copies."""

ALIKE = ((6, 0.65), (13, 0.58), (10**6, 0.5))
"""Cosines from which words may be the same, for fewer than so many words: short ones are like anything."""

SHORTEST = 12
"""Letters of a search that says enough; half as many in scripts without spaces."""

SAID = 20
"""Letters from which a language is told."""

VARIABLE = "QUOTES_ENCODER"
"""The folder of the encoder, where it is not the bundled one."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """(row id, likeness) of what is near, nearest first; ``note`` says why it is nothing, or may lack something."""

    found: list[tuple[int, float]] = field(default_factory=list)
    note: str = ""
    searched: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The encoder and the vectors of a database, or a sentence that says why there are none."""

    encoder: Encoder | None = None
    held: Wordings | None = None
    note: str = ""


class Shelf:
    """What one database has to search by meaning; read anew, behind the searches' back, when the database changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._watch: Any = None
        self._version: int | None = None
        self._reading: Future[Ready] = Future()
        self._ready: Ready | None = None

    def search(self, db: Any, text: str) -> Nearest:
        """With what is ready: waits for the first reading, and hardly for the next ones."""
        reading = self._newest(db)
        try:
            self._ready = reading.result(PATIENCE if self._ready is None else HARDLY)
        except FutureTimeout:
            if self._ready is None:
                return Nearest(note="The search by meaning is getting ready: search again in a moment.")
        ready = self._ready
        if ready.encoder is None or ready.held is None:
            return Nearest(note=ready.note)
        rows = ready.held.nearest(ready.encoder.encode([text])[0], FOUND)
        least = next(cosine for words, cosine in ALIKE if len(tokens(text)) < words)
        return Nearest([row for row in rows if row[1] >= least], _unknown(text, ready.encoder), searched=True)

    def _newest(self, db: Any) -> Future[Ready]:
        """The reading of the database as it is, which may have to begin."""
        with self._lock:
            self._watch = self._watch or db.connect()
            version = self._watch.execute("pragma data_version").fetchone()[0]
            if version != self._version:
                self._version = version
                self._reading = _reader().submit(_read, db)
            return self._reading


_shelves: WeakKeyDictionary[Any, Shelf] = WeakKeyDictionary()


@cache
def _reader() -> ThreadPoolExecutor:
    """One database is read at a time."""
    return ThreadPoolExecutor(1, "quotes-meaning-reader")


@cache
def _searchers() -> ThreadPoolExecutor:
    """A search takes a fifth of a second of a core at a million quotations."""
    return ThreadPoolExecutor(2, "quotes-meaning")


async def nearest(page: Page, text: str) -> Nearest:
    """The rows of ``quotes`` whose words mean about the same; nothing, and why, where that cannot be told."""
    if not await page.tables() >= set(READS) or len(text) < SHORTEST // (1 if text.isascii() else 2):
        return Nearest()
    shelf = _shelves.setdefault(page.db, Shelf())
    return await asyncio.wrap_future(_searchers().submit(shelf.search, page.db, text))


def _read(db: Any) -> Ready:
    with closing(db.connect()) as connection:
        named = connection.execute("select name from encoders").fetchone()
        size = connection.execute("select count(*) from vectors").fetchone()[0]
        if named is None or not size:
            return Ready()
        encoder, note = _encoder(named[0])
        return Ready(encoder, _wordings(connection, named[0], size) if encoder else None, note)


def _encoder(name: str) -> tuple[Encoder | None, str]:
    """The encoder of that name, or a sentence that says why it is not to be had."""
    try:
        from quotes.match.encoder import EncoderError, load_encoder
    except ImportError:
        return None, "Not searched by meaning: the encoder is not installed here."
    try:
        encoder = load_encoder(os.environ.get(VARIABLE, ""))
        if encoder.name == name:
            encoder.encode(["."])
            return encoder, ""
        problem = f"that takes the encoder {name}; start the server with {VARIABLE} set to its folder"
    except (EncoderError, ImportError) as error:
        problem = str(error)
    return None, f"Not searched by meaning: {plain(problem)}."


def _wordings(connection: Any, name: str, size: int) -> Wordings:
    from quotes.match.across.nearby import wordings

    def rows(sql: str, *values: object) -> Iterator[tuple[Any, Any]]:
        for row in connection.execute(sql, values):
            yield row[0], row[1]

    held = rows("select text, vector from vectors where model = ? order by text", name)
    return wordings(held, size, rows("select rowid, text from quotes where kind <> 'scare'"))


def _unknown(text: str, encoder: Encoder) -> str:
    """A sentence where the encoder does not know the language of the words."""
    if sum(c.isalpha() for c in text) < SAID:
        return ""
    from quotes.language import detect

    code = detect(text)
    if code in encoder.languages:
        return ""
    return f"Not compared with other languages: the encoder does not know {language_name(code)}."
