"""Texts to word numbers in bulk: a thousand texts at a time, in two processes where there are many.

A text at a time, the calls take longer than the words.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

import numpy as np
import numpy.typing as npt
import regex

from quotes.match.folding import spelled_out
from quotes.text import WORD, fold

Words = npt.NDArray[np.uint32]
Part = tuple[list[int], Words]
"""Texts, by their places, and their words' numbers in that order; each text is closed by a 0."""

CHUNK = 20_000
"""Texts folded at once: enough that the calls vanish, few enough that their words fit in the cache of the machine."""
MANY = 150_000
"""Texts from which on a second process is worth its start (0.1 s) and the copy of its words."""

_BETWEEN = {ord(c): " " for c in map(chr, range(128)) if not (c.isalnum() or c == "*")}
_END = "\x7f"
_ASCII = {**_BETWEEN, ord(_END): _END}


class _Vocabulary(dict[str, int]):
    """Numbers words as they come; number 0 is the end of a text."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


_BRACKETED = re.compile(r"\[[^\[\]\n]{0,80}\]")
"""Words in square brackets are the editor's, not the speaker's: they prove nothing."""


def _word_stream(lines: list[str]) -> list[str]:
    """The words of the lines, each line closed by the end mark."""
    text = f" {_END} ".join([*lines, ""])
    if text.isascii():
        return text.translate(_ASCII).split()
    return regex.findall(rf"{_END}|{WORD.pattern}", text, WORD.flags)


def _chunk(texts: Sequence[str]) -> tuple[list[int], list[str]]:
    """The order in which the texts' words come, and the words: plain texts first, since they are split faster."""
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts) or _END in joined:
        joined = "\n".join([text.replace("\n", " ").replace(_END, " ") for text in texts])
    lines = _BRACKETED.sub(" ", spelled_out(fold(joined))).split("\n")
    plain = [i for i, line in enumerate(lines) if line.isascii()]
    other = [i for i, line in enumerate(lines) if not line.isascii()]
    return plain + other, _word_stream([lines[i] for i in plain]) + _word_stream([lines[i] for i in other])


def _parts(texts: Sequence[str], vocabulary: _Vocabulary, first: int, last: int) -> Iterator[Part]:
    number = vocabulary.__getitem__
    for start in range(first, last, CHUNK):
        order, words = _chunk(texts[start : min(start + CHUNK, last)])
        yield [start + i for i in order], np.fromiter(map(number, words), np.uint32, len(words))


def numbered_words(lines: Sequence[str]) -> tuple[list[Part], list[str]]:
    """The same as ``numbered`` gives, of texts that are folded words already, a space between.

    >>> numbered_words(["we pay"])[1]
    ['\\x7f', 'we', 'pay']
    """
    vocabulary = _Vocabulary({_END: 0})
    stream = f" {_END} ".join([*lines, ""]).split()
    words = np.fromiter(map(vocabulary.__getitem__, stream), np.uint32, len(stream))
    return [(list(range(len(lines))), words)], list(vocabulary)


def numbered(texts: Sequence[str]) -> tuple[list[Part], list[str]]:
    """The texts' words as numbers, and the words by number; number 0 closes a text.

    >>> parts, vocabulary = numbered(["We pay", "we don't"])
    >>> [vocabulary[n] for n in parts[0][1].tolist()[:2]], parts[0][0]
    (['we', 'pay'], [0, 1])
    """
    vocabulary = _Vocabulary({_END: 0})
    if len(texts) < MANY or "fork" not in multiprocessing.get_all_start_methods():
        return list(_parts(texts, vocabulary, 0, len(texts))), list(vocabulary)
    half = len(texts) // 2
    receiver, process = _begin(texts, half)
    parts = list(_parts(texts, vocabulary, 0, half))
    others, words = receiver.recv()
    process.join()
    number = np.fromiter(map(vocabulary.__getitem__, words), np.uint32, len(words))
    return [*parts, *((order, number[theirs]) for order, theirs in others)], list(vocabulary)


def _begin(texts: Sequence[str], first: int) -> tuple[Connection, multiprocessing.process.BaseProcess]:
    """A process that numbers the texts from the first on; forked, since the texts need not be sent to it."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(texts, first, sender), daemon=True)
    process.start()
    sender.close()
    return receiver, process


def _send(texts: Sequence[str], first: int, sender: Connection) -> None:
    vocabulary = _Vocabulary({_END: 0})
    sender.send((list(_parts(texts, vocabulary, first, len(texts))), list(vocabulary)))
    sender.close()
