"""One person under many names, across articles and scripts; and attribution that travels with the words.

A full name (two words or more) is one person wherever it stands, in whatever alphabet. A single name, a description or
a body is a source of its own article, unless the same words elsewhere carry a full name that contains it: that is
evidence.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.fuzz import ratio

from quotes.model import Witness
from quotes.text import fold, tokens

REPEAT_RULE = "attributed by repeat"
_ALIKE, _LEAST_ALIKE = 75, 60
"""Likeness, of 100, of two spellings of a name, on average and each word: von and фон have 67, Bill and Hillary 44."""
_INITIAL = 1
"""A name word of so few letters is an initial and decides nothing: Donald J. Trump is Donald Trump."""


@dataclass(frozen=True)
class Names:
    """data/names.toml, compiled."""

    titles: frozenset[str]
    generations: frozenset[str]
    transliterated: tuple[str, ...]
    spelling: tuple[tuple[re.Pattern[str], str], ...]


@cache
def names() -> Names:
    """The data on names, read once."""
    raw = tomllib.loads((files("quotes") / "data" / "names.toml").read_text(encoding="utf8"))
    return Names(
        frozenset(map(fold, raw["titles"].split())),
        frozenset(map(fold, raw["generations"])),
        tuple(raw["transliterated"]),
        tuple((re.compile(pattern), by) for pattern, by in raw["spelling"]),
    )


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A name word as all languages that transliterate it would agree on.

    >>> {skeleton(w) for w in ("Zelensky", "Zelenskyy", "Selenskyj", "Зеленський", "Zelenski")}
    {'selenski'}
    """
    from anyascii import anyascii

    folded = fold(anyascii(word.replace("ç", "s")))
    for pattern, by in names().spelling:
        folded = pattern.sub(by, folded)
    return folded


def name_words(name: str) -> list[str]:
    """The words of a name that tell people apart: no titles before it, no initials.

    >>> name_words("President Donald J. Trump")
    ['Donald', 'Trump']
    """
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    while len(words) > 1 and fold(words[0]) in names().titles:
        words = words[1:]
    return [w for w in words if len(w) > _INITIAL or not w.isascii()]


def _is_name(words: Sequence[str]) -> bool:
    """Two words or more, the first and last with a capital (or in a script that has none)."""
    return len(words) > 1 and not words[0].islower() and not words[-1].islower()


@lru_cache(maxsize=65536)
def speaker_key(name: str) -> str | None:
    """What all spellings of a full name share; None for a single name, a description or a body.

    >>> speaker_key("Володимир Зеленський") == speaker_key("Wolodymyr Selenskyj") == speaker_key("Volodymyr Zelensky")
    True
    >>> speaker_key("Anna Meyer") == speaker_key("Anna Maier"), speaker_key("the minister"), speaker_key("Marty")
    (False, None, None)
    >>> speaker_key("Eli Brand Jr.") == speaker_key("Eli Brand")
    False
    """
    words = name_words(name)
    if not _is_name(words) or fold(words[0]) in {"the", "a", "an", "one", "le", "la", "les", "un", "une", "der", "die"}:
        return None
    bones = [skeleton(w) for w in words]
    last = next(
        (b for w, b in zip(reversed(words), reversed(bones), strict=True) if fold(w) not in names().generations), ""
    )
    spelled_many_ways = not re.search("[A-Za-z]", fold(name)) or last.endswith(names().transliterated)
    return " ".join(bones if spelled_many_ways else map(fold, words))


def contains_name(full: str, short: str) -> bool:
    """Whether ``short`` (a surname, a first name, a title with a surname) can be the person ``full``.

    >>> contains_name("Olena Matviienko", "Olena"), contains_name("Olena Matviienko", "Mrs Matvienko")
    (True, True)
    >>> contains_name("Olena Matviienko", "the minister")
    False
    """
    words = name_words(short)
    bones = {skeleton(w) for w in name_words(full)}
    return bool(words) and not words[-1].islower() and all(skeleton(w) in bones for w in words)


def full_name_for(speaker: str | None, names: Mapping[str, int]) -> str | None:
    """The one full name that the same words carry elsewhere and that is this speaker's; else None. ``names`` are all
    that the words carry, with the number of witnesses.

    A shorter name is found in it; of two full names that sound alike, as translations and declensions spell them, it is
    the one that most witnesses have.
    """
    if not speaker:
        return None
    own = speaker_key(speaker)
    others = [name for name in names if speaker_key(name)]
    if own:
        alike = {name: names[name] for name in others if speaker_key(name) == own or sound_alike(name, speaker)}
        best = canonical_name(alike) if alike else speaker
        return best if speaker_key(best) != own else None
    full = {name for name in others if contains_name(name, speaker)}
    return min(full) if len({speaker_key(name) for name in full}) == 1 else None


@lru_cache(maxsize=65536)
def sound_alike(a: str, b: str) -> bool:
    """Whether two full names are one word for word but for their spelling; of the same words said, that is evidence.

    >>> sound_alike("Rajat Nag", "Раджат Наг"), sound_alike("David Kolbe", "Davida Kolbeho")
    (True, True)
    >>> sound_alike("Bill Harrow", "Hillary Harrow"), sound_alike("Eli Brand", "Eli Brand Jr.")
    (False, False)
    """
    one, two = ([skeleton(w) for w in name_words(name)] for name in (a, b))
    if not one or len(one) != len(two):
        return False
    likeness = [ratio(x, y) for x, y in zip(one, two, strict=True)]
    return min(likeness) >= _LEAST_ALIKE and sum(likeness) / len(likeness) >= _ALIKE


@dataclass(frozen=True, slots=True)
class Inherited:
    """Speaker and outlet that a witness gets from the same words elsewhere, and the witness they come from."""

    speaker: str
    outlet: str | None
    source: str


def attributed_by_repeat(lineage: Sequence[Witness]) -> dict[str, Inherited]:
    """Witness id → who the same words are attributed to elsewhere, for those without a speaker of their own.

    Only where all witnesses that name a speaker name the same one: words that two people are said to have said are a
    finding, not a source. Scare quotes report no utterance and inherit nothing.
    """
    named = [w for w in lineage if w.speaker]
    people = {speaker_key(w.speaker or "") or fold(w.speaker or "") for w in named}
    fullest = [p for p in people if " " in p]
    if not named or len(fullest) > 1 or (not fullest and len(people) > 1):
        return {}
    named.sort(key=lambda w: (-len(tokens(w.text)), w.id))
    source = next((w for w in named if speaker_key(w.speaker or "")), named[0])
    wanting = (w for w in lineage if not w.speaker and w.kind != "scare")
    return {w.id: Inherited(source.speaker or "", source.outlet, source.id) for w in wanting}


def canonical_name(spellings: Iterable[str] | Mapping[str, int]) -> str:
    """The spelling to show: the most frequent, then the longest, then the first by alphabet.

    >>> canonical_name(["Zelensky", "Zelenskyy", "Zelensky"])
    'Zelensky'
    """
    counts = Counter(spellings)
    return min(counts, key=lambda n: (-counts[n], -len(n), n))
