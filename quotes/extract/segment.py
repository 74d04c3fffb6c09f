"""Cuts an article into paragraphs and says which are furniture: headline, captions, teasers, headings.

The article's own markup decides where it has any; otherwise the words that furniture begins with in some language
(``[find]`` of every language: pages mix them), and its form: a line that ends without a stop is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from quotes.extract.values import Paragraph, Segments
from quotes.language import codes, load
from quotes.model import Article, Markup, Place, Span
from quotes.text import tokens

_ENDS = '.!?…:;,。！？：；،؟”’"»“)）」』]*'
"""A line that ends in none of these is not a sentence, nor the end of a quotation."""

_STRONG_ENDS = '.…:;,。：；،”"»“」'
_BULLET = re.compile(r"[•▪●◦‣·■►▶*–-]\s*(?=\S)")
_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
"""`Title | The Sun`: what follows the last bar or spaced dash is the outlet."""

CAPTION = 500
"""A caption may describe its picture at length; a longer paragraph with "Photo:" in it is text."""

CREDIT = 90
"""The credit that ends a caption is not longer: maker, agency, source."""

TEASER_WORDS = 25
HEADING_WORDS = 15
HEADLINE_WORDS = (4, 35)
HEADLINE_WITHIN = 4
"""How many lines may stand before the headline: section, caption, licence notice."""

LEAD = 250
"""A line longer than this, or two sentences, and the text has begun without a headline."""

WRAPPED_AT = 120
"""No line of a text wrapped by hand is longer."""


KEYS = ("teaser", "credit", "agency", "divider")


@dataclass(frozen=True)
class Furniture:
    """The words of furniture in all languages: a line may begin as a ``teaser`` or ``credit``, or end ``credited``.

    A ``divider`` is a teaser that no list follows: an advertisement, "story continues below".
    """

    teaser: tuple[str, ...]
    divider: tuple[str, ...]
    teased: re.Pattern[str]
    credit: re.Pattern[str]
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
        tuple(words["divider"]),
        re.compile(rf"[\[(\-•>\s]*(?:{teaser})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{credit})\s?(?:[:：©/]|(?:via|by|par|de|von)\s)[^.!?]*.?$", re.IGNORECASE),
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


def segment(article: Article) -> Segments:
    """The paragraphs in order, each with its section and, where it is furniture, its place.

    >>> segment(Article("a", "Mayor to quit | The Sun\\nShe said so.\\n\\nPhoto: Jo Poe")).paragraphs[2].place
    'caption'
    """
    text = article.text
    lines = list(_lines(text))
    places: list[Place | None] = [_own_place(text[start:end]) for start, end in lines]
    _lists(text, lines, places)
    headline = _headline(article, lines, places)
    if headline is not None:
        places[headline] = "headline"
    paragraphs = tuple(_sectioned(text, lines, places))
    if article.markup:
        placing = [m for m in article.markup if m.kind in _PLACES]
        paragraphs = tuple(_marked(paragraph, placing) for paragraph in paragraphs)
    quoted = tuple(m for m in article.markup if m.kind in ("blockquote", "q", "embed"))
    return Segments(paragraphs, None if headline is None else _title(text, *lines[headline]), quoted)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Each line with words, without the space around it; the lines of a paragraph wrapped by hand are one."""
    if len(text) > WRAPPED_AT and _wrapped(text):
        for match in re.finditer(r"\S.*(?:\n.*\S.*)*", text):
            yield match.start(), match.start() + len(match.group().rstrip())
        return
    place = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = place + len(line) - len(line.lstrip())
            yield start, start + len(words)
        place += len(line)


def _wrapped(text: str) -> bool:
    """Whether lines were broken by hand: they are short, and many begin in lower case after a line without a stop."""
    head = text[:4000].split("\n")
    if "" not in head or max(map(len, head[:-1]), default=WRAPPED_AT + 1) > WRAPPED_AT:
        return False
    joints = [(a, b) for a, b in pairwise(head) if a.strip() and b.strip()]
    broken = sum(a.rstrip()[-1] not in _ENDS and b.lstrip()[0].islower() for a, b in joints)
    return broken >= 3 and broken * 3 >= len(joints)


def _own_place(line: str) -> Place | None:
    """What a line says of itself."""
    known = furniture()
    if line[:40].lower().lstrip("[(-•> ").startswith(known.teaser) and known.teased.match(line):
        return "teaser" if line[-1] not in _STRONG_ENDS or len(line) < 50 else None
    if len(line) < CAPTION and (known.credit.match(line) or _credited(line[-CREDIT:], known)):
        return "caption"
    return None


def _credited(tail: str, known: Furniture) -> bool:
    """Whether a line ends in a picture's credit; the signs that every credit has are looked for first, for speed."""
    likely = ":" in tail or "/" in tail or tail[-1] == ")" or tail[-1].isalpha() or "©" in tail
    return likely and known.credited.search(tail) is not None


def _lists(text: str, lines: Sequence[tuple[int, int]], places: list[Place | None]) -> None:
    """Headlines of other articles: below a line such as "Read more", in bullets, or two and more in a row."""
    heads = {i for i, place in enumerate(places) if place == "teaser"}
    run: list[int] = []
    for i, (start, end) in enumerate([*lines, (0, 0)]):
        line = text[start:end]
        like = line and places[i] is None and _like_headline(line)
        if run and not (like and bool(_BULLET.match(line)) == bool(_BULLET.match(text, lines[run[0]][0]))):
            _settle(text, lines, places, run, heads)
            run = []
        if like:
            run.append(i)
    for i in range(1, len(lines)):
        if places[i] == "caption" and text.startswith(text[slice(*lines[i - 1])], lines[i][0]):
            places[i - 1] = "caption"


def _like_headline(line: str) -> bool:
    return line[-1] not in _STRONG_ENDS and line[0] not in '“"«„' and line.count(" ") < TEASER_WORDS


def _settle(
    text: str, lines: Sequence[tuple[int, int]], places: list[Place | None], run: Sequence[int], heads: set[int]
) -> None:
    above = text[slice(*lines[run[0] - 1])].lower()
    below = run[0] - 1 in heads and not above.startswith(furniture().divider)
    bullets = _BULLET.match(text, lines[run[0]][0])
    listed = run[0] > HEADLINE_WITHIN and all(text.count(" ", *lines[i]) >= 4 for i in run)
    unstopped = any(text[lines[i][1] - 1] not in _ENDS for i in run)
    if below or (len(run) > 1 and unstopped and (bullets or listed)):
        for i in run:
            places[i] = "teaser"


def _headline(article: Article, lines: Sequence[tuple[int, int]], places: Sequence[Place | None]) -> int | None:
    """The line that is the article's title, else the first of the first few that looks like one."""
    text, first = article.text, range(min(HEADLINE_WITHIN + 2, len(lines)))
    if article.title:
        return next((i for i in first if _says(text[slice(*lines[i])], article.title)), None)
    sentences = 0
    for i in first[:HEADLINE_WITHIN]:
        line = text[slice(*lines[i])]
        if places[i] is None and i + 1 < len(lines) and _may_be_headline(line):
            return i
        sentences += line[-1] in _ENDS
        if sentences > 1 or len(line) > LEAD:
            return None
    return None


def _says(line: str, title: str) -> bool:
    """Whether a line is the title that the article was given, give or take the outlet's name."""
    if len(line) > 2 * len(title) + 20:
        return False
    words, wanted = set(tokens(line)), set(tokens(title))
    return len(words & wanted) * 3 >= 2 * max(1, min(len(words), len(wanted))) and len(words) * 2 >= len(wanted)


def _may_be_headline(line: str) -> bool:
    words = line.split()
    if not HEADLINE_WORDS[0] <= len(words) <= HEADLINE_WORDS[1] or _BULLET.match(line):
        return False
    if line[-1] not in _ENDS:
        return True
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    if line[-1] in "’'!?”\"»“)」" and line[0] not in '“"«„':
        return ". " not in line and "," + line[-1] not in line
    return len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _title(text: str, start: int, end: int) -> Span:
    suffix = _SUFFIX.search(text[start:end])
    return Span(start, start + suffix.start() if suffix and "|" in suffix.group() else end)


def _sectioned(text: str, lines: Sequence[tuple[int, int]], places: Sequence[Place | None]) -> Iterator[Paragraph]:
    section = 0
    for (start, end), place in zip(lines, places, strict=True):
        if place is None and end - start < 150 and _heading(text[start:end]):
            section += 1
        yield Paragraph(start, end, place, section)


def _heading(line: str) -> bool:
    """A rule (``***``) or a short line without a stop."""
    if line[-1] not in _ENDS:
        return line.count(" ") < HEADING_WORDS
    return not any(map(str.isalnum, line))


_PLACES: dict[str, Place] = {"caption": "caption", "pullquote": "pullquote", "teaser": "teaser", "embed": "embed"}


def _marked(paragraph: Paragraph, markup: Sequence[Markup]) -> Paragraph:
    """The paragraph with the place that the page's markup gives it."""
    for mark in markup:
        if mark.start <= paragraph.start and paragraph.end <= mark.end + 1:
            return replace(paragraph, place=_PLACES[mark.kind])
    return paragraph
