"""The people and bodies an article names: every run of capitals, gathered into one ``Person`` a bearer.

A surname belongs to the full name that has it; two full names with one surname stay two people, and a surname alone is
then the one whose title or gender fits, else the one named most recently in full nearby, else the one named most often.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extract.lexicon import (
    CALENDAR,
    CUE,
    DETERMINER,
    FUNCTION,
    GENITIVE,
    GERUND,
    GROUP,
    NOT_PERSON,
    PREPOSITION,
    ROLE,
    TITLE,
    Lexicon,
)

_BEFORE = re.compile(r"([\w.]+|[^\w\s])\s*$")
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_NEAR = 600
"""Code points back to which a full name is the one that its bare surname means."""


@dataclass(slots=True)
class Person:
    """One bearer of names; ``name`` is the fullest that the article gives."""

    name: str
    words: tuple[str, ...]
    gender: str = ""
    person: bool = False
    body: bool = False
    age: str = ""
    heads: set[str] = field(default_factory=set)
    full_at: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: who, where, whether it can be the subject there."""

    start: int
    end: int
    person: Person
    subject: bool
    title: str
    quoted: bool


@dataclass(slots=True)
class Cast:
    """All people of an article and where they are named, in order."""

    people: list[Person]
    mentions: list[Mention]
    starts: list[int]
    by_word: dict[str, list[Person]]


def cast(text: str, quoted: Sequence[tuple[int, int]], lexicon: Lexicon) -> Cast:
    """Everybody whom the text names. ``quoted`` are the stretches inside marks, in order."""
    runs = [run for m in lexicon.name.finditer(text) for run in _names_in(m.group(), m.start(), lexicon)]
    found = Cast([], [], [], {})
    for start, words, title in sorted(runs, key=lambda r: len(r[1]) < 2):
        _enter(found, start, words, title, lexicon)
    inside = [a for a, _ in quoted]
    for start, words, title in runs:
        _mention(found, text, start, words, title, lexicon, quoted, inside)
    found.starts = [m.start for m in found.mentions]
    return found


def _names_in(run: str, start: int, lexicon: Lexicon) -> list[tuple[int, tuple[str, ...], str]]:
    """The name in a run of capitals, without the title or sentence-opening word before it."""
    elided = lexicon.elided.match(run)
    if elided:
        start += elided.end()
        run = run[elided.end() :]
    words = run.replace("\u00a0", " ").replace("\u202f", " ").split(" ")
    flags = [lexicon.flags.get(w.lower().rstrip("."), 0) for w in words]
    title, k = "", 0
    while (
        k < len(words)
        and (flags[k] & (FUNCTION | TITLE | ROLE | GROUP | CALENDAR | CUE | GERUND))
        and not (k + 1 < len(words) and words[k].lower() in lexicon.first_names and not flags[k] & TITLE)
    ):
        if flags[k] & TITLE:
            title = words[k].lower().rstrip(".")
        start += len(words[k]) + 1
        k += 1
    rest = tuple(w for w in words[k:] if w)
    if not rest or not rest[0][:1].isupper() or (len(rest) == 1 and flags[k] & (CALENDAR | FUNCTION | GROUP)):
        return []
    return [(start, rest, title)]


def _enter(found: Cast, start: int, words: tuple[str, ...], title: str, lexicon: Lexicon) -> None:
    folded = tuple(w.lower().rstrip(".") for w in words)
    known = _bearer(found, folded, start, "") if len(words) == 1 else _same_full(found, folded)
    if known is None:
        known = Person(" ".join(words), folded)
        found.people.append(known)
        known.body = any(lexicon.flags.get(w, 0) & (NOT_PERSON | GROUP) for w in folded)
        known.person = folded[0] in lexicon.first_names and not known.body
        known.gender = lexicon.first_names.get(folded[0], "")
        for word in {folded[0], _surname(folded)}:
            found.by_word.setdefault(word, []).append(known)
    if len(words) > 1:
        known.full_at.append(start)
        if len(words) > len(known.words):
            known.name = " ".join(words)
    if title:
        known.person = True
        known.heads.add(title)
        if not (len(words) == 1 and len(known.words) > 1 and known.gender):
            known.gender = known.gender or lexicon.titles.get(title, "")


def _surname(folded: tuple[str, ...]) -> str:
    if folded[-1] in _SUFFIX and len(folded) > 1:
        return folded[-2]
    return folded[-1]


def _same_full(found: Cast, folded: tuple[str, ...]) -> Person | None:
    for known in found.by_word.get(_surname(folded), ()):
        if (
            len(known.words) > 1
            and known.words[0] == folded[0]
            and (known.words[-1] in _SUFFIX) == (folded[-1] in _SUFFIX)
        ):
            return known
    return None


def _bearer(found: Cast, folded: tuple[str, ...], at: int, gender: str) -> Person | None:
    """Whom a single word names at that place."""
    bearers = [p for p in found.by_word.get(folded[0], ()) if not (gender and p.gender and p.gender != gender)]
    if len(bearers) > 1:
        near = [(a, p) for p in bearers for a in p.full_at if at - _NEAR <= a <= at]
        family = [p for p in bearers if p.words[-1] == folded[0]] or bearers
        most = max(family, key=lambda p: len(p.full_at))
        return max(near, key=lambda x: x[0])[1] if near and len(most.full_at) < 3 else most
    return bearers[0] if bearers else None


def _mention(
    found: Cast,
    text: str,
    start: int,
    words: tuple[str, ...],
    title: str,
    lexicon: Lexicon,
    quoted: Sequence[tuple[int, int]],
    inside: Sequence[int],
) -> None:
    folded = tuple(w.lower().rstrip(".") for w in words)
    gender = lexicon.titles.get(title, "")
    who = _same_full(found, folded) if len(words) > 1 else _bearer(found, folded, start, gender)
    if who is None:
        return
    end = start + len(" ".join(words))
    k = bisect_right(inside, start) - 1
    in_quote = k >= 0 and start < quoted[k][1]
    found.mentions.append(Mention(start, end, who, _is_subject(text, start, end, title, lexicon), title, in_quote))


def _is_subject(text: str, start: int, end: int, title: str, lexicon: Lexicon) -> bool:
    """Not the object of a preposition, not a possessor, not an adjective."""
    after = text[end : end + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return False
    back = text[max(0, start - 30 - len(title)) : start]
    if title:
        back = back[: back.lower().rfind(title)] if title in back.lower() else back
    before = _BEFORE.search(back)
    if not before or "\n" in before.group() or not before.group(1)[0].isalnum():
        return True
    flag = lexicon.flags.get(before.group(1).lower(), 0)
    return not flag & (PREPOSITION | DETERMINER | GENITIVE | CUE) or bool(flag & (ROLE | TITLE))
