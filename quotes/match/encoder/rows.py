"""What encoders have in common: the interface, and float rows made int8, the same whatever they are made with."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int8]
Floats = NDArray[np.float32]

SCALE = 400
"""Unit vectors times this fit int8 (components of 512 stay under .32); recall at P .99 falls by .001."""

COMPANY = 6e-5
"""A text's sums differ by .000004 of a step with the company it is encoded in (root of the mean square, 3,000 sentences
in nine languages), seldom by up to .0001; a row that lies so near to the edge between two steps is encoded alone, so
that a database does not depend on the order of its making. One component in six thousand millions is missed."""


class EncoderError(Exception):
    """An encoder that cannot be had; the message names it and says what to do."""


class Encoder(Protocol):
    """``languages`` are those it is good at; others it encodes too, but only aligned articles may rest on that."""

    name: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of int8 a text (unit vectors times ``SCALE``)."""

    def rest(self) -> None:
        """Lets go of what takes memory and is soon loaded again; whoever has no more texts for a while calls it."""


def clean(text: str) -> str:
    """The text as engines take it: composed, without NUL and lone surrogates, never empty.

    >>> clean("a\\x00\\ud800"), clean("")
    ('a ', ' ')
    """
    composed = unicodedata.normalize("NFC", text).replace("\0", " ")
    return composed.encode("utf8", "ignore").decode("utf8") or " "


def unit(rows: Floats) -> Floats:
    """The rows at length 1; a row of zeros stays one."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def quantize(rows: Floats) -> Vectors:
    """Rows of about unit length to int8.

    >>> quantize(np.array([[.15, -.2, 0.]], dtype=np.float32)).tolist()
    [[60, -80, 0]]
    """
    return np.asarray(np.clip(np.round(rows * SCALE), -127, 127), dtype=np.int8)


def steady(encode: Callable[[list[str]], Floats], texts: Sequence[str], company: float = COMPANY) -> Vectors:
    """The texts' rows as ``encode`` gives them at about unit length, each the same whatever it is encoded with.

    >>> steady(lambda texts: np.full((len(texts), 2), len(texts) * 1e-8 + 0.10125), ["a", "b"]).tolist()
    [[41, 41], [41, 41]]
    """
    cleaned = [clean(text) for text in texts]
    if not cleaned:
        return np.empty((0, 0), dtype=np.int8)
    rows = np.array(encode(cleaned), dtype=np.float32)
    for i in np.flatnonzero(_on_edge(rows, company)):
        rows[i] = encode([cleaned[i]])[0]
    return quantize(rows)


def _on_edge(rows: Floats, company: float) -> NDArray[np.bool_]:
    """Which rows have a component so near to the edge between two steps that company decides it."""
    return np.asarray((np.abs(np.abs(rows * SCALE) % 1 - 0.5) < company).any(axis=1))
