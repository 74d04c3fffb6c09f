"""A sentence-transformers model that lies on this machine, LaBSE or any other, brought to the bundled encoder's scale.

Models hold strangers at a cosine of .0 or of .7, and translations at .6 or .95; what they are worth in a language no
name tells. So each is measured on sentences whose translations are known (``data/calibration.toml``): the languages it
knows are those where each sentence finds its own translation, and its rows are moved and stretched until translations
and strangers lie where the weights of ``match.across.likeness`` expect them.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from quotes.match.encoder.rows import EncoderError, Floats, Vectors, clean, steady, unit

PIVOT = "en"
"""The language that the others are measured against."""

FOUND = 0.9
"""Share of the sentences that are nearest to their own translation, both ways, where a language is known."""

NEAR = 0.6
"""A known language's translations lie so much of the best one's way from strangers: the bundled encoder's own languages
do from .86 on, the kin of these that it only half reads (Ukrainian, Bulgarian) up to .5."""

LEAST = 0.3
"""Mean cosine of translations, once the rows are centred, that a model of several languages reaches; English ones hold
the words that French shares with it at .2."""

TRANSLATED = 0.81
"""Mean cosine of the sentences and their translations in the bundled encoder's languages."""

WIDEST = 1024
"""Components up to which products of int8 are exact in float32."""

COMPANY = 1e-3
"""As ``rows.COMPANY``: padding to the longest of a batch moves the sums of a deep model further."""

SEVERAL = 32
"""Texts encoded together."""


@dataclass
class Local:
    """A model with what was measured of it: ``languages``, the middle of its rows and the length to give them."""

    name: str
    languages: frozenset[str]
    _rows: Callable[[Sequence[str]], Floats]
    _middle: Floats
    _length: float

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A text has the same row whatever it is encoded with."""
        return steady(self._placed, texts, COMPANY)

    def rest(self) -> None:
        """Keeps the model: to load and measure it takes many seconds."""

    def _placed(self, texts: Sequence[str]) -> Floats:
        return unit(self._rows(texts) - self._middle) * np.float32(self._length)


def local(path: str) -> Local:
    """The model in a folder, or of a name in Hugging Face's cache; nothing is downloaded.

    Raises EncoderError where sentence-transformers is not installed, where there is no such model, or where the model
    knows no two languages.
    """
    model = _opened(path)
    rows = partial(_encoded, model)
    width = rows([" "]).shape[1]
    if width > WIDEST:
        raise EncoderError(f"{path}: its vectors have {width} components; choose a model of at most {WIDEST}")
    return measured(f"{Path(path).name}-{_fingerprint(path)}", rows)


def measured(name: str, rows: Callable[[Sequence[str]], Floats]) -> Local:
    """An encoder of the rows that a model gives, after measuring it; EncoderError where it knows no two languages.

    ``rows`` takes texts and gives one float row each, of any length.
    """
    seen = {code: unit(rows(list(map(clean, said)))) for code, said in sentences().items()}
    languages = _known(seen)
    middle = np.mean(np.concatenate([seen[code] for code in sorted(languages or seen)]), axis=0)
    centred = {code: unit(seen[code] - middle) for code in languages}
    near = np.mean([_apart(centred, code)[1] for code in sorted(languages - {PIVOT})] or [0.0])
    if near < LEAST:
        raise EncoderError(f"{name}: knows no two languages; choose a multilingual model, such as LaBSE")
    return Local(name, languages, lambda texts: unit(rows(texts)), middle, float(np.sqrt(TRANSLATED / near)))


def sentences() -> dict[str, list[str]]:
    """Language → its sentences, in the same order everywhere."""
    table = tomllib.loads((files("quotes") / "data" / "calibration.toml").read_text(encoding="utf8"))
    found: dict[str, list[str]] = table["sentences"]
    return found


def _known(seen: Mapping[str, Floats]) -> frozenset[str]:
    """The languages in which the sentences find their translations, about as near as in the best one."""
    apart = {code: _apart(seen, code) for code in seen if code != PIVOT}
    best = max(near - far for _, near, far in apart.values())
    known = {code for code, (found, near, far) in apart.items() if found >= FOUND and near - far >= NEAR * best}
    return frozenset(known | {PIVOT} if known else known)


def _apart(seen: Mapping[str, Floats], code: str) -> tuple[float, float, float]:
    """(share that finds its translation, mean cosine of translations, mean cosine of strangers)."""
    cosines = seen[PIVOT] @ seen[code].T
    own, size = np.arange(len(cosines)), len(cosines)
    found = np.mean([cosines.argmax(axis=0) == own, cosines.argmax(axis=1) == own])
    near = float(np.trace(cosines)) / size
    return float(found), near, (float(cosines.sum()) - near * size) / (size * size - size)


def _opened(path: str) -> Any:
    if not find_spec("sentence_transformers"):
        raise EncoderError(f"{path}: needs sentence-transformers; install it with: pip install 'quotes[labse]'")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(path, device="cpu", local_files_only=True)
    except Exception as error:
        reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
        advice = "give the folder of a sentence-transformers model; nothing is downloaded"
        raise EncoderError(f"{path}: no model can be read there ({reason[0][:200]}); {advice}") from error


def _encoded(model: Any, texts: Sequence[str]) -> Floats:
    rows = model.encode(list(texts), batch_size=SEVERAL, show_progress_bar=False, convert_to_numpy=True)
    return np.asarray(rows, dtype=np.float32)


def _fingerprint(path: str) -> str:
    """Eight letters that differ where the files do, so that two models in folders of one name are never mixed up."""
    found = hashlib.sha256()
    for file in sorted(p for p in Path(path).rglob("*") if p.is_file()):
        found.update(f"{file.relative_to(path)} {file.stat().st_size}\n".encode())
        with file.open("rb") as opened:
            found.update(opened.read(1 << 20))
    return found.hexdigest()[:8]
