"""Who publishes an article, and whom it says it took from.

The address decides the publisher; then the site's own name, a title's suffix ("… | The Sun"), a line of furniture
("sign up to the Daily Star's newsletter"). What a page credits ("Source: …", a bare address, a hyperlink, an agency's
dateline) is an original. The phrases are data/credits.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from quotes.address import canonical_url, domain_of
from quotes.extract.find.trim import trimmed
from quotes.extract.values import Paragraph, Segments
from quotes.model import Article, Original, Outlet
from quotes.register import Register
from quotes.text import lowered

_URL = regex.compile(r"(?<![\w@./])(?:https?://|www\.)[^\s<>\"“”«»()\[\]]+[^\s<>\"“”«»()\[\].,;:!?’']")
_SUFFIX = regex.compile(r"\s(?:[|·•]|[-–—»:])\s(?P<name>[^|·•»\n]{2,50})$")
_NAME = r"(?P<name>[\p{L}\p{N}][\p{L}\p{N}&.’'! +-]{1,40}?)"
_ALONE = regex.compile(r"\p{Lu}[\p{L}\p{N}&.’'-]*(?:\s(?:of|the|and|de|du|la|\p{Lu}[\p{L}\p{N}&.’'-]*)){0,4}")
_SHORTENERS = {"goo.gl", "bit.ly", "ow.ly", "tinyurl.com", "t.co", "buff.ly", "dlvr.it", "lnkd.in", "is.gd", "trib.al"}
_NO_PUBLISHER = {"platform", "programme"}
_FIRST = 2
"""Letters by which most lines are told to begin with no word of credit."""
SHORT = 400
"""Furniture is short: a longer paragraph is the article's own text, in code points."""


def publisher_of(article: Article, segments: Segments) -> str | None:
    """The publishing outlet's name, canonical where the register knows it; else what the input claims, or the domain.

    >>> publisher_of(Article("a", "Text.", url="https://www.thesun.co.uk/news/1/x/"), Segments(()))
    'The Sun'
    >>> publisher_of(Article("a", "A storm is near | The Sun\\nText."), Segments((Paragraph(0, 25), Paragraph(26, 31))))
    'The Sun'
    """
    claim = article.publisher.strip() if article.publisher else None
    outlet = _of_address(article.url) or (_publisher_named(claim) if claim else _of_words(article, segments))
    if outlet:
        return outlet.name
    domain = domain_of(article.url) if article.url else ""
    return claim or (domain if domain not in _SHORTENERS else None) or None


def originals(article: Article, segments: Segments, own: str | None = None) -> tuple[Original, ...]:
    """What the article credits as its source, each address and each outlet once, in the order of the text.

    ``own`` is the article's publisher, which is no source of its own.

    >>> text = "She left.\\n\\nSource: https://www.thesun.co.uk/news/7/she-left/"
    >>> originals(Article("a", text), Segments((Paragraph(0, 9), Paragraph(11, len(text)))))[0].outlet
    'The Sun'
    """
    paragraphs = segments.paragraphs or (Paragraph(*trimmed(article.text, 0, len(article.text))),)
    found = [
        *_phrases(article, paragraphs),
        *_addresses(article),
        *_hyperlinks(article),
        *_agencies(article, paragraphs),
    ]
    return tuple(sorted(_once(found, own, article.url), key=lambda o: (o.start, o.end)))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("quotes") / "data" / "credits.toml").read_text(encoding="utf8"))


@cache
def _patterns(group: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(p.replace("{name}", _NAME), regex.IGNORECASE) for p in _data()["lines"][group])


@cache
def _openings(group: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What the lines begin with that the anchored expressions of a group are tried on, and its first letters alone."""
    openings = _data()["openings"].get(group, ())
    return tuple(openings), frozenset(opening[:_FIRST] for opening in openings)


@cache
def _link() -> regex.Pattern[str]:
    return regex.compile(_data()["lines"]["link"], regex.IGNORECASE)


def _of_address(url: str | None) -> Outlet | None:
    outlet = Register.load().by_domain(url) if url else None
    return outlet if outlet and outlet.kind != "platform" else None


def _of_words(article: Article, segments: Segments) -> Outlet | None:
    return _of_suffix(article, segments) or _of_furniture(article, segments)


def _of_suffix(article: Article, segments: Segments) -> Outlet | None:
    first = segments.paragraphs[0] if segments.paragraphs else None
    spans = [s for s in (segments.title, first) if s]
    titles = [article.title or "", *(article.text[s.start : s.end][:SHORT] for s in spans)]
    names = (match["name"] for title in titles if (match := _SUFFIX.search(title.strip())))
    return next(filter(None, (_publisher_named(name) for name in names)), None)


def _publisher_named(name: str) -> Outlet | None:
    outlet = Register.load().by_name(name.strip()) or Register.load().by_domain(name.strip())
    return outlet if outlet and outlet.kind not in _NO_PUBLISHER else None


def _lines(article: Article, paragraphs: Iterable[Paragraph], group: str) -> Iterator[tuple[int, str]]:
    """The short paragraphs that may hold a phrase of the group, with their starts."""
    low, openings, firsts = lowered(article.text), *_openings(group)
    hints = [hint for hint in _data()["hints"][group] if hint in low]
    for start, end in ((p.start, p.end) for p in paragraphs if p.end - p.start <= SHORT) if hints or openings else ():
        opens = low[start : start + _FIRST] in firsts and low.startswith(openings, start)
        if opens or (hints and any(low.find(hint, start, end) >= 0 for hint in hints)):
            yield start, article.text[start:end]


def _of_furniture(article: Article, segments: Segments) -> Outlet | None:
    for _, line in _lines(article, segments.paragraphs, "publisher"):
        for pattern in _patterns("publisher"):
            match = pattern.search(line)
            named = Register.load().name_at(line, match.start("name")) if match else None
            if named and named.outlet.kind not in _NO_PUBLISHER:
                return named.outlet
    return None


def _phrases(article: Article, paragraphs: Iterable[Paragraph]) -> Iterator[Original]:
    """`Source: …`, `This article first appeared in …`."""
    for start, line in _lines(article, paragraphs, "original"):
        for pattern in _patterns("original"):
            if match := pattern.search(line):
                yield _credited(article, match["rest"], start + match.start(), start + match.end())
                break


def _credited(article: Article, rest: str, start: int, end: int) -> Original:
    url = _URL.search(rest)
    link = next((h.url for h in article.hyperlinks if h.start < end and start < h.end), None)
    address = canonical_url(url.group()) if url else canonical_url(link) if link else None
    outlet = (_of_address(address) if address else None) or _leading(rest)
    name = outlet.name if outlet else _unknown(rest)
    return Original(address, name, "source", start, end)


def _unknown(rest: str) -> str | None:
    """An outlet that only its credit shows: capitalised words and nothing else, not a link's "Read Full Article"."""
    name = _ALONE.fullmatch(rest.strip(" .)"))
    return name.group() if name and not _link().match(rest) else None


def _leading(rest: str) -> Outlet | None:
    """The outlet whose name the words begin with."""
    named = next(Register.load().names_in(rest, 0, min(len(rest), 60)), None)
    return named.outlet if named and named.start <= 12 else None


def _addresses(article: Article) -> Iterator[Original]:
    if "://" not in article.text and "www." not in article.text:
        return
    for match in _URL.finditer(article.text):
        if outlet := _of_address(match.group()):
            yield Original(canonical_url(match.group()), outlet.name, "url", match.start(), match.end())


def _hyperlinks(article: Article) -> Iterator[Original]:
    for link in article.hyperlinks:
        deep = canonical_url(link.url).count("/") > 3
        if deep and (outlet := _of_address(link.url)):
            yield Original(canonical_url(link.url), outlet.name, "hyperlink", link.start, link.end)


def _agencies(article: Article, paragraphs: Iterable[Paragraph]) -> Iterator[Original]:
    """A dateline `PARIS (AFP) —`, a byline, a foot `(with dpa)`: only agencies, since a paper may name itself so."""
    dateline, byline, *foot = _patterns("agency")
    if article.byline and (match := byline.search(article.byline)):
        yield from _agency(match["rest"], 0, 0)
    body = [p for p in paragraphs if p.place is None]
    for paragraph in body[:3]:
        if match := dateline.search(article.text[paragraph.start : paragraph.end][:120]):
            yield from _agency(match["rest"], paragraph.start, paragraph.start + match.end())
    for paragraph in body[-2:]:
        line = article.text[paragraph.start : paragraph.end]
        if match := next(filter(None, (p.search(line[-120:]) for p in foot)), None):
            yield from _agency(match["rest"], paragraph.end - len(match.group()), paragraph.end)


def _agency(words: str, start: int, end: int) -> Iterator[Original]:
    for part in regex.split(r"\s*[/,]\s*|\s(?:and|et|und|y|e)\s", words):
        outlet = Register.load().by_name(part.strip())
        if outlet and outlet.kind == "agency":
            yield Original(None, outlet.name, "agency", start, end)


def _once(found: Iterable[Original], own: str | None, url: str | None) -> Iterator[Original]:
    """Without the article's own address and outlet, and without a second credit of the same."""
    seen: set[str | None] = {canonical_url(url)} if url else set()
    for original in found:
        key = original.url or original.outlet
        if (key and key in seen) or (own and original.outlet == own):
            continue
        seen |= {key, original.outlet} if original.how == "source" else {key}
        yield original
