"""The words of ``data/meaning/xx.toml`` and the names of ``places/xx.toml``, found in a text.

Entries are words, stems (``support*``), phrases, endings (``*less``), and words as written (``=könnte``).

A dictionary by first letters instead of one long alternation: a text is scanned in tens of microseconds.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from quotes.text import Folded, fold, folded

DATA = files("quotes") / "data" / "meaning"
KEY = 4
"""Letters of an entry that index it; shorter entries are indexed by all they have."""

NOT_SCANNED = {
    "length", "prefixes", "numbers", "number_joins", "spaced", "name",
    "digits", "counters", "ratios", "ratios_turned", "fractions", "not_numbers", "hours", "halves", "and_half", "teens",
    "able", "unit",
}  # fmt: skip
"""Keys of a file that are not classes of words to look for; numbers have a grammar of their own."""

BOUNDS = {"at_least", "at_most"}

WORD = regex.compile(r"[\p{L}\p{M}\p{N}*]+")
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the data in a text, ``text[start:end]``; ``label`` is its class's member: a pole, a name, a value."""

    kind: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase, folded; ``open`` entries are stems that go on to the word's end, and ``written`` is how the
    text must write those that without their accents are another word (könnte, konnte)."""

    kind: str
    label: str
    text: str
    open: bool
    written: str = ""


@dataclass(frozen=True)
class Lexicon:
    """One language's entries, indexed; ``spaced`` is False where words touch and an entry may begin anywhere."""

    code: str
    index: Mapping[str, tuple[Entry, ...]]
    inner: tuple[tuple[regex.Pattern[str], Entry], ...]
    prefixes: tuple[str, ...]
    spaced: bool
    firsts: frozenset[str]
    """The words that phrases begin with."""

    def starts(self, text: str) -> Iterator[int]:
        """Where an entry may begin: at a word, and behind the particles that a script writes together with it."""
        for word in WORD.finditer(text):
            if not self.spaced:
                yield from range(word.start(), word.end())
                continue
            if may_begin(word[0], self.code):
                yield word.start()
            fit = {len(p) for p in self.prefixes if word[0].startswith(p) and len(word[0]) > len(p) + 1}
            yield from (word.start() + size for size in sorted(fit) if may_begin(word[0][size:], self.code))

    def at(self, text: str, start: int) -> tuple[list[Entry], int]:
        """The longest entries that stand at ``start`` (one word may be of several kinds), and their end."""
        best: list[Entry] = []
        best_end = start
        for size in range(KEY, 0, -1):
            for entry in self.index.get(text[start : start + size], ()):
                if best and len(entry.text) < len(best[0].text):
                    break
                if text.startswith(entry.text, start):
                    end = self._end(text, start + len(entry.text), entry)
                    if end >= 0:
                        best, best_end = [*best, entry], end
            if best:
                break
        return best, best_end

    def _end(self, text: str, end: int, entry: Entry) -> int:
        if not self.spaced:
            return end
        rest = WORD.match(text, end)
        if rest is None:
            return end
        return rest.end() if entry.open else -1


@lru_cache(maxsize=1 << 14)
def may_begin(word: str, code: str) -> bool:
    """Whether any entry begins with the word or is its beginning; most words begin none, and are read once."""
    words = lexicon(code)
    keys = (word[:size] for size in range(1, KEY + 1))
    near = (entry.text for key in keys for entry in words.index.get(key, ())) if words else ()
    found = any(word.startswith(text) or text.startswith(word) for text in near)
    return found or bool(words and word in words.firsts)


def _entries(listed: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(kind, label, word as written) of all that a file lists: a list is a class, a table a class with labels."""
    for kind, value in listed.items():
        if kind in NOT_SCANNED:
            continue
        if isinstance(value, list):
            yield from ((kind, kind, word) for word in value)
        elif isinstance(value, dict):
            yield from ((kind, label, word) for label, words in value.items() for word in words)


def _negated(found: Sequence[tuple[str, str, str]], spaced: bool) -> Iterator[tuple[str, str, str]]:
    """The phrases of poles that hold a negation ("must not", 从来没) negate too; "no fewer than" only bounds."""
    words = {word for kind, _, word in found if kind == "negation" and "*" not in word}
    listed = {word for kind, _, word in found if kind == "negation"}
    for kind, label, word in found:
        parts = set(word.split()) if spaced else {w for w in words if w in word}
        if kind == "opposites" and label not in BOUNDS and word not in listed and parts & words:
            yield "negation", "negation", word


def _indexed(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        index[entry.text[:KEY]].append(entry)
    return {key: tuple(sorted(found, key=lambda e: -len(e.text))) for key, found in index.items()}


def _entry(kind: str, label: str, word: str) -> Entry:
    plain = fold(word.translate(APOSTROPHES)).strip("*=")
    return Entry(kind, label, plain, word.endswith("*"), _as_is(word.strip("*=")) if word.startswith("=") else "")


def _as_is(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())


@cache
def codes() -> frozenset[str]:
    """The languages that have a file.

    >>> {"en", "fr"} <= codes()
    True
    """
    return frozenset(f.name[:-5] for f in DATA.iterdir() if f.name.endswith(".toml") and f.name != "axes.toml")


@cache
def table(code: str) -> Mapping[str, Any]:
    """A language's file; empty where it has none."""
    return tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8")) if code in codes() else {}


@cache
def lexicon(code: str) -> Lexicon | None:
    """The language's words, compiled once; None where there is no file: nothing is then known to clash."""
    if code not in codes():
        return None
    own, places = table(code), tomllib.loads((DATA / "places" / f"{code}.toml").read_text(encoding="utf8"))
    found = [*_entries(own), *_entries(places)]
    found += _negated(found, bool(own.get("spaced", True)))
    front = [_entry(k, label, w) for k, label, w in found if not w.startswith("*")]
    inner = (_entry(k, label, w) for k, label, w in found if w.startswith("*"))
    return Lexicon(
        code,
        _indexed(front),
        tuple((_inside(entry), entry) for entry in inner),
        tuple(map(fold, own.get("prefixes", ()))),
        bool(own.get("spaced", True)),
        frozenset(word[0] for entry in front if (word := WORD.match(entry.text)) and word[0] != entry.text),
    )


def _inside(entry: Entry) -> regex.Pattern[str]:
    ending = r"\w*" if entry.open else r"(?!\w)"
    return regex.compile(rf"\w+{regex.escape(entry.text)}{ending}")


@lru_cache(maxsize=4096)
def scan(text: str, code: str) -> tuple[Hit, ...]:
    """All hits of the language's words in the text, in order; what one phrase covers, no other entry claims.

    >>> [(h.kind, h.label) for h in scan("We do not only win, we cannot lose.", "en")]
    [('opposites', 'win'), ('negation', 'negation'), ('opposites', 'lose')]
    """
    words = lexicon(code)
    if words is None:
        return ()
    view = folded(text.translate(APOSTROPHES))
    hits = [*_front(words, view, text), *_inner(words, view)]
    return tuple(sorted((h for h in hits if h.kind != "ignore"), key=lambda h: (h.start, h.end)))


def _front(words: Lexicon, view: Folded, text: str) -> Iterator[Hit]:
    done = 0
    for start in words.starts(view.text):
        if start >= done:
            entries, end = words.at(view.text, start)
            done = end if entries else done
            hits = (_hit(entry, view, start, end) for entry in entries)
            yield from (h for e, h in zip(entries, hits, strict=True) if not e.written or _is_written(e, h, text))


def _is_written(entry: Entry, hit: Hit, text: str) -> bool:
    return _as_is(text[hit.start : hit.end]).startswith(entry.written)


def _inner(words: Lexicon, view: Folded) -> Iterator[Hit]:
    for pattern, entry in words.inner:
        yield from (_hit(entry, view, m.start(), m.end()) for m in pattern.finditer(view.text))


def _hit(entry: Entry, view: Folded, start: int, end: int) -> Hit:
    return Hit(entry.kind, entry.label, view.offsets[start], view.offsets[end - 1] + 1)
