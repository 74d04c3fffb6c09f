"""Who bears a name: the person of the cast that it belongs to, or a new one."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.people import Cast, Person
from quotes.extract.mentions.runs import Run

_NAMESAKES = 50
"""So many bearers of one name are told apart; more is no article."""
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_NEAR = 600
"""Code points back to which a full name is the one that its bare surname means."""


def enter(found: Cast, start: int, run: Run, lexicon: Lexicon) -> None:
    known = run.person
    if known is None:
        known = bearer(found, run.folded, start, "") if len(run.words) == 1 else _same_full(found, run.folded)
        known = known or _new(found, run, lexicon)
        run.person = known
        if run.title:
            known.person = True
            known.heads.add(run.title)
            if not (len(run.words) == 1 and len(known.words) > 1 and known.gender):
                known.gender = known.gender or lexicon.titles.get(run.title, "")
    if len(run.words) > 1:
        known.full_at.append(start)
        if len(run.words) > len(known.words):
            known.name, known.words = " ".join(run.words), run.folded


def _new(found: Cast, run: Run, lexicon: Lexicon) -> Person:
    folded = run.folded
    known = Person(" ".join(run.words), folded)
    found.people.append(known)
    known.body = any(lexicon.flags.get(w, 0) & (wc.NOT_PERSON | wc.GROUP) for w in folded)
    given = folded[0] if folded[0] in lexicon.first_names else folded[0].split("-")[0]
    known.person = len(folded) > 1 and given in lexicon.first_names and not known.body
    known.gender = lexicon.first_names.get(given, "")
    middle = folded[1:-1] if known.person and len(folded) == 3 else ()
    for word in {folded[0], *(w for w in middle if len(w) > 2), _surname(folded)}:
        found.by_word.setdefault(word, []).append(known)
    if len(folded) > 1:
        found.by_word.setdefault("~" + _drift(_surname(folded)), []).append(known)
    return known


def _surname(folded: tuple[str, ...]) -> str:
    if folded[-1] in _SUFFIX and len(folded) > 1:
        return folded[-2]
    return folded[-1]


@lru_cache(maxsize=1 << 16)
def _drift(word: str) -> str:
    """A name without what its spellings drift in: Meyer, Meyers; Zelensky, Zelenskyy."""
    return re.sub(r"(.)\1", r"\1", word).removesuffix("s")


def _same_full(found: Cast, folded: tuple[str, ...]) -> Person | None:
    surname = _surname(folded)
    for known in [
        *found.by_word.get(surname, [])[:_NAMESAKES],
        *found.by_word.get("~" + _drift(surname), [])[:_NAMESAKES],
    ]:
        if (
            len(known.words) > 1
            and known.words[0] == folded[0]
            and (known.words[-1] in _SUFFIX) == (folded[-1] in _SUFFIX)
        ):
            return known
    for known in found.by_word.get(folded[0], [])[:_NAMESAKES]:
        if len(known.words) > len(folded) and folded in (known.words[: len(folded)], known.words[-len(folded) :]):
            return known
    for known in found.by_word.get(folded[0], [])[:_NAMESAKES]:
        if len(known.words) > 1 and known.words[0] == folded[0] and _misspelt(_surname(known.words), surname):
            return known
    return None


def _misspelt(a: str, b: str) -> bool:
    """Two letters changed places."""
    return a != b and len(a) > 4 and len(a) == len(b) and sorted(a) == sorted(b)


def bearer(found: Cast, folded: tuple[str, ...], at: int, gender: str) -> Person | None:
    """Whom a single word names at that place."""
    bearers = found.by_word.get(folded[0]) or (
        found.by_word.get("~" + _drift(folded[0]), []) if len(folded[0]) > 4 else []
    )
    bearers = [p for p in bearers[:_NAMESAKES] if not (gender and p.gender and p.gender != gender)]
    if len(bearers) > 1:
        near = [
            (p.full_at[k - 1], p)
            for p in bearers
            if (k := bisect_right(p.full_at, at)) and at - p.full_at[k - 1] <= _NEAR
        ]
        family = [p for p in bearers if p.words[-1] == folded[0]] or bearers
        most = max(family, key=lambda p: len(p.full_at))
        return max(near, key=lambda x: x[0])[1] if near and len(most.full_at) < 3 else most
    return bearers[0] if bearers else None
