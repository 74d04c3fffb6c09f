"""Sentence vectors: computed once for each wording, kept in the database, and only where languages can be compared."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from quotes.match.encoder import Encoder, Vectors, choice, load_encoder, vectors_for
from quotes.model import Witness
from quotes.pipeline.workers import begin
from quotes.store import Connection, text_id
from quotes.store.meanings import Meanings
from quotes.store.read import encoded
from quotes.store.write import put_vectors

_BATCH = 2048
"""Texts between two words on the progress: a second's work."""

_APART = 16 * _BATCH
"""From so many texts on they are encoded in a process of its own, whose memory goes with it: 70 MB of 20,000 pages'."""


def several_languages(witnesses: Sequence[Witness]) -> bool:
    """Whether there is anything to compare across languages.

    >>> several_languages([Witness("a", "Yes.", language="en"), Witness("b", "Oui.", language="fr")])
    True
    """
    return len({w.language for w in witnesses}) > 1


class Rows(Mapping[str, bytes]):
    """Vectors by quotation, out of one array: as an object each they take half as much again."""

    def __init__(self, rows: Vectors, place: Mapping[str, int]) -> None:
        self._rows, self._place = rows, place

    def __getitem__(self, quote: str) -> bytes:
        return bytes(self._rows[self._place[quote]].data)

    def __contains__(self, quote: object) -> bool:
        return quote in self._place

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)


def encode(
    connection: Connection, witnesses: Sequence[Witness], encoder: Encoder, stage: Callable[[str], None]
) -> None:
    """Puts the vectors into the database that it lacks; those that no quotation needs any more go out.

    A text's vector does not depend on what it is encoded with, so the database does not on the order of its making;
    texts of a language are encoded together, since they share words.
    """
    texts = {text_id(w.text): w.text for w in sorted(witnesses, key=lambda w: w.language)}
    known = encoded(connection, encoder.name)
    missing = [key for key in texts if key not in known]
    batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]
    parts = ({key: texts[key] for key in batch} for batch in batches)
    made = _apart(parts) if len(missing) > _APART else (vectors_for(part, encoder, {}) for part in parts)
    for start in range(0, len(missing), _BATCH):
        stage(f"encoding {start:,} of {len(missing):,}")
        put_vectors(connection, encoder.name, next(made))
    if missing:
        encoder.rest()
    put_vectors(connection, encoder.name, {}, known - texts.keys())


def _apart(parts: Iterator[Mapping[str, str]]) -> Iterator[dict[str, bytes]]:
    """The vectors of each part, by the encoder that is in use, in a process that ends with them."""
    alone = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, alone, begin) as pool:
        for part in parts:
            yield pool.submit(_encoded, part, choice()).result()


def _encoded(part: Mapping[str, str], chosen: str) -> dict[str, bytes]:
    return vectors_for(part, load_encoder(chosen), {})


def vectors_of(connection: Connection, witnesses: Sequence[Witness], encoder: Encoder) -> Mapping[str, bytes]:
    """Quotation id → vector, of quotations that are encoded."""
    size, found = Meanings(connection).vectors(encoder.name)
    rows: Vectors = np.empty((0, 0), dtype=np.int8)
    place: dict[str, int] = {}
    for text, vector in found:
        if not place:
            rows = np.empty((size, len(vector)), dtype=np.int8)
        rows[len(place)] = np.frombuffer(vector, dtype=np.int8)
        place[text] = len(place)
    return Rows(rows, {w.id: place[text_id(w.text)] for w in witnesses})
