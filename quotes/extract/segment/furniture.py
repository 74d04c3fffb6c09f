"""Furniture: captions, teasers, lists of other articles' headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quotes.extract.segment.shape import BULLET, ENDS, HEADLINE_WITHIN, STRONG_ENDS, Line
from quotes.language import codes, load
from quotes.model import Place

CAPTION = 500
"""A caption may describe its picture at length; a longer paragraph with "Photo:" in it is text."""

CREDIT = 90
"""The credit that ends a caption is not longer: maker, agency, source."""

SHORT = 50
"""A teaser that ends like a sentence is shorter than this."""

ALONE = 2
"""So many words may follow a single word that teases ("Related stories"); with more it is a word like others."""

TEASER_WORDS = 25
_FIRST = 2
"""Letters of the shortest teaser: by them most lines are told to be none."""
KEYS = ("teaser", "credit", "agency", "divider")


@dataclass(frozen=True)
class Furniture:
    """The words of furniture in all languages: a line may begin as a ``teaser`` or ``credit``, or end ``credited``.

    A ``divider`` is a teaser that no list follows: an advertisement, "story continues below". By the ``firsts`` of
    teasers and the ``credits`` of credits, their first letters, most lines are told to be neither.
    """

    teaser: tuple[str, ...]
    firsts: frozenset[str]
    divider: tuple[str, ...]
    teased: re.Pattern[str]
    credit: re.Pattern[str]
    credits: frozenset[str]
    credited: re.Pattern[str]


@cache
def furniture() -> Furniture:
    """The furniture words of all languages, compiled once."""
    tables = [load(code).tables.get("find", {}) for code in codes()]
    words = {key: sorted({w for t in tables for w in t.get(key, ())}) for key in KEYS}
    words["teaser"] += words["divider"]
    teaser, credit, agency = ("|".join(map(re.escape, words[key])) or "(?!)" for key in KEYS[:3])
    return Furniture(
        tuple(words["teaser"]),
        frozenset(word[:_FIRST] for word in words["teaser"]),
        tuple(words["divider"]),
        re.compile(rf"[\[(\-•>\s]*(?:{teaser})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{credit})\s?(?:[:：©/]|(?:via|by|par|de|von)\s)[^.!?]*.?$", re.IGNORECASE),
        frozenset(word[:_FIRST].lower() for word in words["credit"]),
        re.compile(
            rf"""
              (?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])))   # also … in the streetPhoto
              (?:{credit})\s?[:：©/]\s*(?-i:[^a-zà-ÿ\s])[^.!?:]{{1,60}}\.?$        # … in the street Photo: Jo Poe
            | (?:[/(©]\s*|\bvia\s|\bphotos?\s)(?:{agency})[\w /]{{0,20}}\)?\.?$  # … in the street (AP Photo/Jo Poe)
            | \b\d\s(?:{credit})$                                     # … in the street 1 credit
            """,
            re.IGNORECASE | re.VERBOSE,
        ),
    )


def own_place(line: str) -> Place | None:
    """What a line says of itself by the words it begins or ends with.

    >>> own_place("READ MORE: Mayor quits"), own_place("The mayor in 2019 Photo: Jo Poe"), own_place("It rained.")
    ('teaser', 'caption', None)
    """
    known, low = furniture(), line[:40].lower()
    begins = low.lstrip("[(-•> ")
    if begins[:_FIRST] in known.firsts and begins.startswith(known.teaser) and _teases(line, known):
        return "teaser"
    credit = (low[:_FIRST] in known.credits or low[:1] in known.credits) and known.credit.match(line)
    if len(line) < CAPTION and (credit or _credited(line[-CREDIT:], known)):
        return "caption"
    return None


def _teases(line: str, known: Furniture) -> bool:
    """Whether a line that begins like a teaser is one: no sentence; a single word ("related") stands alone."""
    begun = known.teased.match(line)
    if begun is None or (line[-1] in STRONG_ENDS and len(line) >= SHORT):
        return False
    more = line[begun.end() :]
    return " " in begun.group().strip() or not more[:2].strip()[:1].isalpha() or more.count(" ") <= ALONE


def _credited(tail: str, known: Furniture) -> bool:
    """Whether a line ends in a picture's credit; the signs that every credit has are looked for first, for speed."""
    likely = ":" in tail or "/" in tail or tail[-1] == ")" or tail[-1].isalpha() or "©" in tail
    return likely and known.credited.search(tail) is not None


def mark_lists(text: str, lines: Sequence[Line], places: list[Place | None], headings: set[int]) -> None:
    """Headlines of other articles: below a line such as "Read more", in bullets, or two and more in a row."""
    heads = {i for i, place in enumerate(places) if place == "teaser"}
    run: list[int] = []
    for i, (start, end) in enumerate([*lines, (0, 0)]):
        line = text[start:end]
        like = line and places[i] is None and i not in headings and _like_headline(line)
        if run and not (like and bool(BULLET.match(line)) == bool(BULLET.match(text, lines[run[0]][0]))):
            _settle(text, lines, places, run, heads)
            run = []
        if like:
            run.append(i)
    for i in range(1, len(lines)):
        if places[i] == "caption" and text.startswith(text[slice(*lines[i - 1])], lines[i][0]):
            places[i - 1] = "caption"


def _like_headline(line: str) -> bool:
    return line[-1] not in STRONG_ENDS and line[0] not in '“"«„' and line.count(" ") < TEASER_WORDS


def _settle(text: str, lines: Sequence[Line], places: list[Place | None], run: Sequence[int], heads: set[int]) -> None:
    above = text[slice(*lines[run[0] - 1])].lower()
    below = run[0] - 1 in heads and not above.startswith(furniture().divider)
    bullets = BULLET.match(text, lines[run[0]][0])
    listed = run[0] > HEADLINE_WITHIN and all(text.count(" ", *lines[i]) >= 4 for i in run)
    unstopped = any(text[lines[i][1] - 1] not in ENDS for i in run)
    if below or (len(run) > 1 and unstopped and (bullets or listed)):
        for i in run:
            places[i] = "teaser"
