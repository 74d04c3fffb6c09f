"""Two quotations' words laid side by side, as written: what a page shows as a difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from quotes.match.folding import spelled_out
from quotes.text import UNSPACED, fold

Kind = Literal["equal", "delete", "insert", "replace"]

_WRITTEN = regex.compile(
    rf"""
      [{UNSPACED}]                                                            # unspaced scripts: a character is a word
    | \p{{N}}+(?:[.,\ \u202f]\p{{N}}{{3}})+(?!\p{{N}}) | \p{{N}}+[.,]\p{{N}}+ # 1,200 and 3.5 are one word
    | (?:\p{{L}}\.){{2,}}                                                     # U.S.
    | [\p{{L}}\p{{M}}\p{{N}}*]+(?:['’][\p{{L}}\p{{M}}\p{{N}}*]+)*             # don't, f**k
    """,
    regex.VERBOSE,
)
_ASCII = re.compile(
    r"[0-9]+(?:[., ][0-9]{3})+(?![0-9])|[0-9]+[.,][0-9]+|(?:[A-Za-z]\.){2,}|[A-Za-z0-9*]+(?:'[A-Za-z0-9*]+)*"
)
"""The same of plain letters, where it takes half the time."""
_PLAIN = regex.compile(rf"[{UNSPACED}]|[\p{{L}}\p{{M}}\p{{N}}*]+")
_POINTED = regex.compile(r"\p{N}[.,\s]|\p{L}\.")
_BRACKETS = regex.compile(r"\[[^\[\]]*\]")
_LONG = 250_000
"""Words of one times words of the other from which on the runs are not sought: it would take a second."""
_SPELLING = 80
"""Least likeness, 0-100, of two words that are one word spelt in two ways (programme, program)."""


class Word(NamedTuple):
    """A folded word and the written word it comes from, ``text[start:end]``; short forms give several."""

    folded: str
    start: int
    end: int
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Words of ``a`` and ``b`` that answer each other; one side is empty where words are missing there."""

    kind: Kind
    a: tuple[Word, ...]
    b: tuple[Word, ...]


@lru_cache(maxsize=1 << 14)
def _folded_parts(written: str) -> tuple[str, ...]:
    plain = spelled_out(fold(written))
    if _POINTED.search(plain):
        return (regex.sub(r"[.,\s]", "", plain),)
    return tuple(_PLAIN.findall(plain))


@lru_cache(maxsize=256)
def written_words(text: str) -> tuple[Word, ...]:
    """The text's words in order.

    >>> [w.folded for w in written_words("“I don’t owe 1,200,” he told [the court]")]
    ['i', 'do', 'not', 'owe', '1200', 'he', 'told', 'the', 'court']
    """
    brackets = [m.span() for m in _BRACKETS.finditer(text)] if "[" in text else []
    written = (_ASCII if text.isascii() else _WRITTEN).finditer(text)
    return tuple(
        [
            Word(part, start, end, bool(brackets) and any(i <= start < j for i, j in brackets))
            for m in written
            for start, end in [m.span()]
            for part in _folded_parts(m[0])
        ]
    )


def _same(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a difference is one of letters masked (f**k) or of words run together alone."""
    a, b = "".join(w.folded for w in ours), "".join(w.folded for w in theirs)
    if "*" not in a + b:
        return a == b
    return _unmasks(b, a) if "*" in a else _unmasks(a, b)


def _unmasks(plain: str, mask: str) -> bool:
    """Whether each run of stars stands for some letters; a pattern of many stars would try them all.

    >>> _unmasks("blooming", "bl*ming"), _unmasks("blaming", "b**bl*ming"), _unmasks("bming", "b*ming")
    (True, False, False)
    """
    first, *middle, last = regex.split(r"\*+", mask)
    end, at = len(plain) - len(last), len(first)
    for part in middle:
        found = plain.find(part, at + 1, end)
        if found < 0:
            return False
        at = found + len(part)
    return at < end and plain.startswith(first) and plain.endswith(last)


def respelt(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether one word stands for one that is spelt nearly alike, so that the change is no change of words.

    Numbers are never: 1914 and 1915 are nearly alike. Nor are words whose beginnings differ: able, unable.
    """
    if len(ours) != 1 or len(theirs) != 1:
        return False
    a, b = ours[0].folded, theirs[0].folded
    alike = min(len(a), len(b)) >= 5 and a[0] == b[0] and fuzz.ratio(a, b) >= _SPELLING
    return alike and not any(c.isnumeric() for c in a + b)


def _steps(a: Sequence[Word], b: Sequence[Word]) -> Iterator[Step]:
    old, new = [w.folded for w in b], [w.folded for w in a]
    if old == new:  # most repeats; finding the longest runs takes longer than all else that is done with them
        yield from [Step("equal", tuple(a), tuple(b))] if a else []
        return
    for tag, i, j, m, n in _opcodes(old, new):
        ours, theirs = tuple(a[m:n]), tuple(b[i:j])
        yield Step("equal" if tag == "equal" else _kind(ours, theirs), ours, theirs)


def _opcodes(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """How to turn the old words into the new, by longest runs first: a common word far off is no match for a cut."""
    if len(old) * len(new) > _LONG:
        return [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in LCSseq.opcodes(old, new)]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _kind(ours: Sequence[Word], theirs: Sequence[Word]) -> Kind:
    return "replace" if ours and theirs else "insert" if ours else "delete"


def _joined(steps: list[Step]) -> Iterator[Step]:
    """Neighbouring differences as one; those of spelling alone as equal."""
    ours: tuple[Word, ...] = ()
    theirs: tuple[Word, ...] = ()
    for step in [*steps, Step("equal", (), ())]:
        if step.kind != "equal":
            ours, theirs = ours + step.a, theirs + step.b
            continue
        if ours or theirs:
            same = bool(ours) and bool(theirs) and _same(ours, theirs)
            yield Step("equal" if same else _kind(ours, theirs), ours, theirs)
        ours = theirs = ()
        if step.a:
            yield step


def _merged(steps: Iterator[Step]) -> list[Step]:
    merged: list[Step] = []
    for step in steps:
        if merged and merged[-1].kind == step.kind == "equal":
            step = Step("equal", merged[-1].a + step.a, merged.pop().b + step.b)
        merged.append(step)
    return merged


def aligned(a: str, b: str) -> tuple[Step, ...]:
    """The steps that turn ``b`` into ``a``.

    >>> [(s.kind, as_written("We shall not pay", s.a)) for s in aligned("We shall not pay", "We shall pay now")]
    [('equal', 'We shall'), ('insert', 'not'), ('equal', 'pay'), ('delete', '')]
    """
    return tuple(_merged(_joined(list(_steps(written_words(a), written_words(b))))))


@lru_cache(maxsize=8192)
def in_a_row(text: str) -> str:
    """The folded words with a space before and after each, so that a run of words is found as text is.

    >>> in_a_row("not pay") in in_a_row("We don’t pay!"), in_a_row("we do pay") in in_a_row("We don’t pay!")
    (True, False)
    """
    if text.isascii():
        return f" {' '.join([part for word in _ASCII.findall(text) for part in _folded_parts(word)])} "
    return f" {' '.join([w.folded for w in written_words(text)])} "


def as_written(text: str, words: Sequence[Word]) -> str:
    """The stretch of the text that the words cover."""
    return text[words[0].start : words[-1].end] if words else ""
