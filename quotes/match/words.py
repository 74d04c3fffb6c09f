"""Quotations as arrays of numbers: the words of a million texts without a Python object for each.

Words are folded (case, accents, short forms), numbered, and laid end to end in one array. Texts with the same words
become one *variant*; variants are ordered longest first, equals by a hash of their words, so that a variant's number
says how it stands to the others and never when it arrived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import regex

from quotes.match.folding import common
from quotes.match.numbering import Part, Words, numbered, numbered_words
from quotes.text import UNSPACED

Indices = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Variants:
    """Distinct word sequences, longest first. ``of`` gives each input text its variant.

    ``words[starts[v]:starts[v + 1]]`` are variant v's word numbers. To word number w belong ``hashes[w]``,
    ``beginnings[w]`` (of its first letters) and ``weight[w]``: 0 for a word that says nothing, 1 for one that does,
    less for a character of an unspaced script. ``numbers[v]`` names variant v in every collection, longest first.
    """

    of: Indices
    words: Words
    starts: Indices
    hashes: Hashes
    beginnings: Hashes
    weight: npt.NDArray[np.float32]
    unspaced: npt.NDArray[np.bool_]
    numbers: Indices
    vocabulary: Sequence[str]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Indices:
        return np.diff(self.starts)


def mixed(numbers: Hashes) -> Hashes:
    """Scrambles 64-bit numbers, so that their sums tell sequences apart (the finaliser of splitmix64)."""
    mixture = numbers ^ (numbers >> np.uint64(30))
    mixture *= np.uint64(0xBF58476D1CE4E5B9)
    mixture ^= mixture >> np.uint64(27)
    mixture *= np.uint64(0x94D049BB133111EB)
    mixture ^= mixture >> np.uint64(31)
    return mixture


def _sequence_hashes(hashes: Hashes, words: Words, starts: Indices) -> Hashes:
    """One number for each text's words in their order; two different texts share one with a chance of 2^-64."""
    sums = np.zeros(len(starts) - 1, np.uint64)
    step = 200_000
    for first in range(0, len(sums), step):
        bounds = starts[first : first + step + 1]
        part = words[bounds[0] : bounds[-1]]
        if not len(part):
            continue
        lengths = np.diff(bounds)
        place = np.arange(len(part), dtype=np.int64) - np.repeat(bounds[:-1] - bounds[0], lengths)
        running = np.concatenate(
            (np.zeros(1, np.uint64), np.cumsum(mixed(hashes[part] + mixed(place.astype(np.uint64)))))
        )
        sums[first : first + step] = running[bounds[1:] - bounds[0]] - running[bounds[:-1] - bounds[0]]
    return sums


def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf8", "surrogatepass"), digest_size=8).digest(), "little")


BEGINNING = 5
"""Letters of a word that most of its forms and spellings share: harbour, harbor, harbours."""
LONGEST_COUNTED = 4095
"""Words up to which lengths are told apart when variants are put in order."""
UNSPACED_WEIGHT = 0.4
"""What a character of an unspaced script says, where a word says 1: words there have two or three characters."""


def _word_table(vocabulary: Sequence[str]) -> tuple[Hashes, Hashes, npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    idle, alone = common(), regex.compile(f"[{UNSPACED}]")
    hashes = np.fromiter(map(_word_hash, vocabulary), np.uint64, len(vocabulary))
    beginnings = np.fromiter((_word_hash(word[:BEGINNING]) for word in vocabulary), np.uint64, len(vocabulary))
    unspaced = np.fromiter(
        (not w.isascii() and alone.fullmatch(w) is not None for w in vocabulary), np.bool_, len(vocabulary)
    )
    weight = np.where(unspaced, np.float32(UNSPACED_WEIGHT), np.float32(1))
    weight[np.fromiter((w in idle for w in vocabulary), np.bool_, len(vocabulary))] = 0
    return hashes, beginnings, weight, unspaced


def _gather(words: Words, starts: Indices, order: Indices) -> tuple[Words, Indices]:
    """The texts' words in another order of the texts."""
    lengths = np.diff(starts)[order]
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    index = np.arange(bounds[-1]) + np.repeat(starts[order] - bounds[:-1], lengths)
    return words[index], bounds


def variants(texts: Sequence[str]) -> Variants:
    """The texts' variants.

    >>> v = variants(["We don't pay!", "we do not pay", "They say we do not pay"])
    >>> v.of.tolist(), v.lengths.tolist()
    ([1, 1, 0], [6, 4])
    """
    distinct: dict[str, int] = {}
    row = np.fromiter((distinct.setdefault(text, len(distinct)) for text in texts), np.int64, len(texts))
    return _arranged(row, *numbered(list(distinct)))


def of_words(lines: Sequence[str]) -> Variants:
    """The variants of texts that are folded words already, a space between, as ``spelled`` gives them.

    >>> v = variants(["We don't pay!", "They say we do not pay"])
    >>> bool((of_words(spelled(v)).numbers == v.numbers).all())
    True
    """
    return _arranged(np.arange(len(lines)), *numbered_words(lines))


def spelled(given: Variants) -> list[str]:
    """Each variant's folded words, a space between.

    >>> spelled(variants(["We don't pay!"]))
    ['we do not pay']
    """
    bounds, word, flat = given.starts.tolist(), given.vocabulary.__getitem__, given.words.tolist()
    return [" ".join(map(word, flat[i:j])) for i, j in pairwise(bounds)]


def _arranged(row: Indices, parts: list[Part], vocabulary: list[str]) -> Variants:
    stream = np.concatenate([np.empty(0, np.uint32), *(words for _, words in parts)])
    order_of_words = [number for numbers, _ in parts for number in numbers]
    place = np.empty(len(order_of_words), np.int64)
    place[order_of_words] = np.arange(len(place))
    ends = np.flatnonzero(stream == 0)
    starts = np.concatenate((np.zeros(1, np.int64), ends - np.arange(len(ends))))
    words = stream[stream != 0]
    del stream, parts
    hashes, beginnings, weight, unspaced = _word_table(vocabulary)
    number = _numbers(_sequence_hashes(hashes, words, starts), np.diff(starts))
    numbers, first, variant = np.unique(number, return_index=True, return_inverse=True)
    words, starts = _gather(words, starts, first)
    return Variants(variant[place][row], words, starts, hashes, beginnings, weight, unspaced, numbers, vocabulary)


def _numbers(hashes: Hashes, lengths: Indices) -> Indices:
    """Each text's number: by its length, the longest first, then by the hash of its words; 63 bits, as SQLite has."""
    shortness = (LONGEST_COUNTED - np.minimum(lengths, LONGEST_COUNTED)).astype(np.uint64)
    return ((shortness << np.uint64(51)) | (hashes >> np.uint64(13))).astype(np.int64)
