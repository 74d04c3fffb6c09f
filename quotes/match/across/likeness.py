"""How likely it is that two quotations in two languages are one: the weights, and what they weigh.

A logistic regression over 25,000 candidate pairs of quotations from news in ten pairs of languages (none of them one of
the five it was then tested on), drawn from pools of 12 to 3,400; its margins over the next best take the place of CSLS:
they need no background and shrink by themselves as a pool fills (recall at precision .99: cosine .866, CSLS .919,
margins .921).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from quotes.match.meaning import Clash, clashes
from quotes.match.meaning.lexicon import DATA, codes
from quotes.match.meaning.numbers import numbers
from quotes.match.speakers import contains_name, skeleton, speaker_key
from quotes.model import Witness
from quotes.text import WORD, fold, tokens

Matrix = NDArray[np.float32]

BASE = -7.3
COSINE = 15.4
AHEAD = 5.2
"""Weight of how far the match is ahead of the next best, in each direction; more than ``AHEAD_MOST`` adds nothing."""
AHEAD_MOST = 0.3
LENGTH = -2.3
"""Per unit of the logarithm of the lengths' ratio, each in its language's words."""
SAME_NUMBER = 0.8
OTHER_NUMBER = -0.5
CLASH = -1.5
SAME_SPEAKER = 2.5
"""One in a hundred random pairs has one speaker, nine in ten true ones: 4.5, halved since some speak much."""
OTHER_SPEAKER = -2.0
BY_SPEAKER = {"same": SAME_SPEAKER, "other": OTHER_SPEAKER, "unknown": 0.0}
SAME_NAME = 1.0
"""Weighed where the encoder is not at home: elsewhere it has seen the names already."""
UNFAMILIAR_ZERO, UNFAMILIAR_SLOPE, ZERO = 0.25, 0.65, 0.47
"""In languages that the encoder was not made for (Czech: median cosine of true pairs .24, of others .06) a cosine of
``UNFAMILIAR_ZERO`` says as little as ``ZERO`` does in its own."""
FLOOR = -4.0
"""Log odds that not even the neighbours in two aligned articles can raise to a match."""
NEAR_DAYS = 7
NEAR = 1.0
FAR_DAYS = 90
FAR = -1.0


@dataclass(frozen=True)
class Likeness:
    """The log odds that two quotations are one, and what they rest on; JSON-able through ``evidence``."""

    odds: float
    cosine: float
    ahead: float
    clashes: tuple[Clash, ...]
    speakers: str
    days: int | None

    @property
    def score(self) -> float:
        """The odds as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds))))

    def evidence(self) -> dict[str, object]:
        known: dict[str, object] = {"cosine": round(self.cosine, 3), "ahead": round(self.ahead, 3)}
        if self.speakers != "unknown":
            known["speakers"] = self.speakers
        if self.days is not None:
            known["days"] = self.days
        if self.clashes:
            known["clashes"] = clash_rows(self.clashes)
        return known


def clash_rows(found: Sequence[Clash]) -> list[dict[str, object]]:
    """Clashes as JSON.

    >>> clash_rows([Clash("negation", ("not",), ())])
    [{'kind': 'negation', 'a': ['not'], 'b': []}]
    """
    return [{"kind": c.kind, "a": list(c.a), "b": list(c.b)} for c in found]


def likeness(
    a: Witness,
    b: Witness,
    cosine: float,
    ahead_a: float,
    ahead_b: float,
    familiar: bool = True,
    floor: float = FLOOR,
) -> Likeness:
    """``ahead_a`` is by how much ``b`` is nearer to ``a`` than any other is, ``ahead_b`` the reverse (cosines);
    ``familiar`` says whether the encoder was made for both languages. Below ``floor`` clashes are not looked for."""
    speakers, days = same_speaker(a.speaker, b.speaker), days_between(a, b)
    ahead = min(ahead_a, AHEAD_MOST) + min(ahead_b, AHEAD_MOST)
    seen = cosine if familiar else ZERO + UNFAMILIAR_SLOPE * (cosine - UNFAMILIAR_ZERO)
    odds = BASE + COSINE * seen + AHEAD * ahead + LENGTH * abs(length_gap(a, b))
    odds += BY_SPEAKER[speakers]
    if not familiar:
        odds += SAME_NAME * min(3, len(_names(a.text) & _names(b.text)))
    odds += _by_date(days)
    if odds + 2 * SAME_NUMBER < floor:
        return Likeness(odds, cosine, min(ahead_a, ahead_b), (), speakers, days)
    found = tuple(clashes(a.text, a.language, b.text, b.language))
    odds += _numbers(a, b) + CLASH * bool(found)
    return Likeness(odds, cosine, min(ahead_a, ahead_b), found, speakers, days)


SLACK = 0.01
"""More than what adding up in single precision loses."""


def most_odds(
    ours: Sequence[Witness],
    theirs: Sequence[Witness],
    cosines: Matrix,
    ahead: tuple[Matrix, Matrix],
    gaps: Matrix,
    familiar: bool = True,
) -> Matrix:
    """What ``likeness`` gives at most for each two quotations of two articles, before any word of them is read.

    >>> a, b = Witness("1", "We will win", language="en"), Witness("2", "Nous allons gagner", language="fr")
    >>> one = np.ones((1, 1), dtype=np.float32)
    >>> bool(most_odds([a], [b], one, (one, one), 0 * one)[0, 0] >= likeness(a, b, 1.0, 1.0, 1.0).odds)
    True
    """
    seen = cosines if familiar else ZERO + UNFAMILIAR_SLOPE * (cosines - UNFAMILIAR_ZERO)
    lead = np.minimum(ahead[0], AHEAD_MOST) + np.minimum(ahead[1], AHEAD_MOST)
    words = 2 * SAME_NUMBER + (0.0 if familiar else 3 * SAME_NAME) + SLACK
    odds = BASE + COSINE * seen + AHEAD * lead + LENGTH * gaps + words + _by_date(days_between(ours[0], theirs[0]))
    return np.asarray(odds + _by_speaker(ours, theirs), dtype=np.float32)


def _by_speaker(ours: Sequence[Witness], theirs: Sequence[Witness]) -> Matrix:
    """What the speakers of each two say."""
    names = [list(dict.fromkeys(w.speaker for w in side)) for side in (ours, theirs)]
    said = np.array([[BY_SPEAKER[same_speaker(a, b)] for b in names[1]] for a in names[0]], dtype=np.float32)
    places = [[found.index(w.speaker) for w in side] for found, side in zip(names, (ours, theirs), strict=True)]
    return said[np.ix_(*places)]


def _by_date(days: int | None) -> float:
    return 0.0 if days is None else NEAR if days <= NEAR_DAYS else FAR if days > FAR_DAYS else 0.0


def log_length(witness: Witness) -> float:
    """The logarithm of the length, in words of a common measure."""
    return math.log(words(witness.text) / words_per_english(witness.language))


def _numbers(a: Witness, b: Witness) -> float:
    of_a, of_b = numbers(a.text, a.language), numbers(b.text, b.language)
    common = sum(any(x.readings & y.readings for y in of_b) for x in of_a)
    return SAME_NUMBER * min(common, 2) + OTHER_NUMBER * max(0, max(len(of_a), len(of_b)) - common)


def common_numbers(a: Witness, b: Witness) -> list[str]:
    """The numbers that both state, as ``a`` writes them.

    >>> en, fr = Witness("1", "Forty of 1,600 men", language="en"), Witness("2", "quarante hommes", language="fr")
    >>> common_numbers(en, fr)
    ['Forty']
    """
    theirs = {reading for number in numbers(b.text, b.language) for reading in number.readings}
    return [a.text[n.start : n.end] for n in numbers(a.text, a.language) if n.readings & theirs]


def common_names(a: str, b: str) -> list[str]:
    """The words with a capital that both texts have, as the first writes them, whatever their scripts.

    >>> common_names("Kharkiv is not Donetsk", "В Харькове спокойно")
    ['Kharkiv']
    """
    theirs = _names(b)
    words = (w for w in WORD.findall(a) if w[:1].isupper())
    return list(dict.fromkeys(w for w in words if len(s := skeleton(w)) >= 4 and s[:4] in theirs))


@lru_cache(maxsize=1 << 15)
def _names(text: str) -> frozenset[str]:
    """The beginnings of the words with a capital, as all languages would transliterate them."""
    return frozenset(s[:4] for w in WORD.findall(text) if w[:1].isupper() and len(s := skeleton(w)) >= 4)


@cache
def words_per_english(code: str) -> float:
    """How many words (as ``text.tokens`` counts) the language needs for a hundred English ones, over a hundred."""
    if code not in codes():
        return 1.0
    return float(tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8")).get("length", 1.0))


@lru_cache(maxsize=1 << 15)
def words(text: str) -> int:
    """The number of words, at least one."""
    return max(1, len(tokens(text)))


def length_gap(a: Witness, b: Witness) -> float:
    """The logarithm of the lengths' ratio; 0 where one is as long as a translation of the other would be.

    >>> en, fr = Witness("1", "We will win", language="en"), Witness("2", "Nous allons gagner", language="fr")
    >>> round(length_gap(en, fr), 1)
    0.1
    """
    of_a = words(a.text) / words_per_english(a.language)
    return math.log(of_a / (words(b.text) / words_per_english(b.language)))


@lru_cache(maxsize=65536)
def same_speaker(a: str | None, b: str | None) -> str:
    """same, other or unknown; descriptions ("the minister") and single names that differ decide nothing.

    >>> same_speaker("Volodymyr Zelensky", "Wolodymyr Selenskyj"), same_speaker("Anna Meyer", "Paul Weber")
    ('same', 'other')
    >>> same_speaker("Zelensky", "Wolodymyr Selenskyj"), same_speaker("the minister", "Paul Weber")
    ('same', 'unknown')
    """
    if not a or not b:
        return "unknown"
    of_a, of_b = speaker_key(a), speaker_key(b)
    if fold(a) == fold(b) or (of_a and of_a == of_b) or contains_name(a, b) or contains_name(b, a):
        return "same"
    return "other" if of_a and of_b else "unknown"


def days_between(a: Witness, b: Witness) -> int | None:
    """Days between the nearest ends of the two dates; None where one is unknown.

    >>> days_between(Witness("1", "", published_from="2022-09-10"), Witness("2", "", published_from="2022-09-12T08:00"))
    2
    """
    from datetime import date

    ends = [x.published_from or x.published_to for x in (a, b)]
    try:
        one, two = (date.fromisoformat((end or "")[:10]) for end in ends)
    except ValueError:
        return None
    return abs((one - two).days)
