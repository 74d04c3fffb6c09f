"""Who bears a name: the person of the cast that it belongs to, or a new one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotes.extract.mentions.cases import root
from quotes.extract.mentions.people import Cast, Name, Person, Run
from quotes.extract.mentions.spellings import SUFFIX, surname

_NAMESAKES = 50
"""So many bearers of one name are told apart; more is no article."""
_SLIPS = 6
"""Letters of a name in which one may be wrong: of shorter names too many are another's."""
_DRIFTS = 4
"""Letters of a name that has no other spelling."""
_SEARCHED = 200
"""So many people are asked whether a name is theirs but for a slip."""
_NEAR = 600
"""Code points back to which a full name is the one that its bare surname means."""


def enter(found: Cast, run: Run, gender: str = "") -> None:
    """Finds the bearer of a name, by where it stands first and of which ``gender``, or makes a new one."""
    name = run.name
    many = len(name.words) > 1
    known = _same_full(found, name) if many else bearer(found, name, run.at[0], gender)
    known = known or (None if many or name.body or gender else _slipped(found, name)) or _new(found, name)
    if gender and known.words == name.folded:
        known.name = f"{name.title.title()} {name.written}"
    run.person = known
    if name.title and not known.place:
        known.person = True
        known.heads.add(name.title)
        if many or len(known.words) == 1 or not known.gender:
            known.gender = known.gender or found.lexicon.titles.get(name.title, "")
    if many:
        known.full_at += run.at
    if len(name.words) > len(known.words) or _nominative(found, name, known):
        known.name, known.words = name.written, name.folded


def _nominative(found: Cast, name: Name, known: Person) -> bool:
    """Whether a name is the one to cite of two forms: the one with a known first name, else the shorter."""
    if not found.lexicon.cases or len(name.words) != len(known.words) or name.folded == known.words:
        return False
    given = [words[0] in found.lexicon.first_names for words in (name.folded, known.words)]
    return given[0] > given[1] or (given[0] == given[1] and name.length < len(known.name))


def _new(found: Cast, name: Name) -> Person:
    who = Person(name.written, name.folded, name.gender, name.person, name.body, name.place)
    found.people.append(who)
    for key in name.keys:
        found.by_word.setdefault(key, []).append(who)
    return who


def _same_full(found: Cast, name: Name) -> Person | None:
    folded, last, code, by_word = name.folded, surname(name.folded), found.lexicon.code, found.by_word
    given = by_word.get(folded[0], [])[:_NAMESAKES]
    for known in [*by_word.get(last, [])[:_NAMESAKES], *by_word.get(name.drift, [])[:_NAMESAKES]]:
        if (
            len(known.words) > 1
            and root(known.words[0], code) == name.first
            and (known.words[-1] in SUFFIX) == (folded[-1] in SUFFIX)
        ):
            return known
    for known in given:
        if len(known.words) > len(folded) and folded in (known.words[: len(folded)], known.words[-len(folded) :]):
            return known
    for known in given:
        if len(known.words) > 1 and known.words[0] == folded[0] and _misspelt(surname(known.words), last):
            return known
    return None


def _slipped(found: Cast, name: Name) -> Person | None:
    """The one person whose surname a bare name is but for a slip: `Ann Singhvi … Singvi`."""
    word = name.folded[0]
    if len(word) < _SLIPS:
        return None
    if found.surnames is None:
        found.surnames = _surnames(found.people[:_SEARCHED])
    like = found.surnames.get(word[0] + word[-1], ())
    near = [who for other, who in like if who.person and _one_off(other, word)]
    return near[0] if len(near) == 1 else None


def _surnames(people: Sequence[Person]) -> dict[str, list[tuple[str, Person]]]:
    """The surnames of full names, with whose they are, by first and last letter: a slip is inside a word."""
    found: dict[str, list[tuple[str, Person]]] = {}
    for who in people:
        if len(who.words) > 1:
            last = surname(who.words)
            found.setdefault(last[0] + last[-1], []).append((last, who))
    return found


def _one_off(a: str, b: str) -> bool:
    """A letter left out, put in or changed inside a word, or two letters changed places."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    if _misspelt(a, b):
        return True
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[k + (len(a) >= len(b)) :] == b[k + (len(b) >= len(a)) :]


def _misspelt(a: str, b: str) -> bool:
    """Two letters changed places."""
    return a != b and len(a) > 4 and len(a) == len(b) and sorted(a) == sorted(b)


def bearer(found: Cast, name: Name, at: int, gender: str) -> Person | None:
    """Whom a single word names at that place, perhaps in another spelling."""
    word, by_word = name.folded[0], found.by_word
    bearers = by_word.get(word) or (by_word.get(name.drift, []) if len(word) > _DRIFTS else [])
    if gender:
        bearers = [p for p in bearers[:_NAMESAKES] if not p.gender or p.gender == gender]
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    bearers = bearers[:_NAMESAKES]
    near = [
        (p.full_at[k - 1], p) for p in bearers if (k := bisect_right(p.full_at, at)) and at - p.full_at[k - 1] <= _NEAR
    ]
    family = [p for p in bearers if p.words[-1] == word] or bearers
    most = max(family, key=lambda p: len(p.full_at))
    return max(near, key=lambda x: x[0])[1] if near and len(most.full_at) < 3 else most
