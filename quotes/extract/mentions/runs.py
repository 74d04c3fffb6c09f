"""A run of capitals as read: the name in it, without title, office or the word that opens a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.lexicon import lexicon as lexicon_of
from quotes.extract.mentions.people import Person

_APOSTROPHE = re.compile("['’]")


@dataclass(slots=True)
class Run:
    """A run of capitals as read: the name's words, in lower case too, its title, and how far in it begins."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    title: str
    offset: int
    length: int
    person: Person | None = None


def run_of(run: str, lexicon: Lexicon) -> Run | None:
    read = _read_run(run, lexicon.code)
    return Run(*read) if read else None


@lru_cache(maxsize=1 << 16)
def _read_run(run: str, code: str) -> tuple[tuple[str, ...], tuple[str, ...], str, int, int] | None:
    """The name in a run of capitals, without the title, office or sentence-opening word before it."""
    lexicon = lexicon_of(code)
    elided = lexicon.elided.match(run)
    start = elided.end() if elided else 0
    run = run[start:]
    words = run.replace("\u00a0", " ").replace("\u202f", " ").split(" ")
    folded = [w.lower().rstrip(".") for w in words]
    flags = [flag_of(w, lexicon) for w in folded]
    k = _office_ends(folded, flags, lexicon)
    title = next((w for w, f in zip(folded[:k], flags[:k], strict=True) if f & wc.TITLE), "")
    rest = tuple(w for w in words[k:] if w)
    if not rest or not rest[0][:1].isupper() or (len(rest) == 1 and flags[k] & (wc.CALENDAR | wc.FUNCTION | wc.GROUP)):
        return None
    if flags[-1] & wc.TITLE and len(rest) > 1 and not flags[-1] & wc.NOT_PERSON:
        return None
    head = _APOSTROPHE.split(folded[k], 1)[0]
    if head != folded[k] and lexicon.flags.get(head, 0) & wc.FUNCTION:
        return None
    offset = start + sum(len(w) + 1 for w in words[:k])
    return rest, tuple(folded[k : k + len(rest)]), title, offset, len(" ".join(rest))


def _office_ends(folded: list[str], flags: list[int], lexicon: Lexicon) -> int:
    """Where the name begins: "Senate Minority Leader Harry Reid" at Harry."""
    count, k = len(folded), 0
    body = any(f & (wc.GROUP | wc.NOT_PERSON) for f in flags[1:])
    if not body:
        k = max((i + 1 for i in range(count - 1) if flags[i] & (wc.TITLE | wc.ROLE)), default=0)
        given = next((i for i in range(k, count - 1) if folded[i] in lexicon.first_names), k)
        k = given if k or folded[0] not in lexicon.first_names else 0
    skipped = wc.FUNCTION | wc.CALENDAR | wc.CUE | wc.GERUND | wc.TITLE | wc.ROLE
    while k < count and flags[k] & skipped and not (k + 1 < count and folded[k] in lexicon.first_names):
        k += 1
    return k
