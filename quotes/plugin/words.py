"""Words of articles as safe HTML: whatever an article says, it comes out as text, in its own language and direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from quotes.plugin.vocabulary import direction

CLIP = 2000
"""Code points of one quotation on a page of many; a longer one is cut and says so."""

OVERRIDE = re.compile("[\u202d\u202e]")
"""Left-to-right and right-to-left override: they can make a text read backwards, and no honest text needs them."""

INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Control characters and direction marks, which have no place in a name, a title or an address."""


def plain(text: str | None, limit: int = 300) -> str:
    """A name, title or label on one line, without control and direction characters, at most ``limit`` code points.

    >>> plain("Daily\\u202e News\\n"), plain(None)
    ('Daily News', '')
    """
    clean = INVISIBLE.sub(" ", text or "")
    return clip(re.sub(r"\s+", " ", clean).strip(), limit)


def clip(text: str, limit: int = CLIP) -> str:
    """The text, cut with an ellipsis where it is longer than ``limit`` code points.

    >>> clip("ninety-nine", 6)
    'ninet…'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def visible(text: str) -> str:
    """Text with overrides of direction made visible instead of obeyed, each still one code point.

    >>> visible("abc\\u202edef")
    'abc�def'
    """
    return OVERRIDE.sub("\ufffd", text)


def says(text: str, language: str | None, tag: str = "span", classes: str = "words") -> Markup:
    """Words with their language and direction: ``<span class="words" lang="fr" dir="ltr">``.

    >>> says("<b>", "en")
    Markup('<span class="words" lang="en" dir="ltr">&lt;b&gt;</span>')
    """
    return Markup('<{tag} class="{classes}"{attributes}>{text}</{tag}>').format(
        tag=tag, classes=classes, attributes=attributes(language), text=visible(text)
    )


def attributes(language: str | None) -> Markup:
    """The lang and dir attributes of an element that holds words of an article.

    >>> attributes("ar")
    Markup(' lang="ar" dir="rtl"')
    """
    return Markup(' lang="{}" dir="{}"').format(plain(language, 35) or "und", direction(language))


def safe_url(url: str | None) -> str | None:
    """The address where it is one of the web; None for any other scheme.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    clean = (url or "").strip()
    return clean if re.match(r"https?://[^\s/]", clean, re.IGNORECASE) and not INVISIBLE.search(clean) else None


def site_name(publisher: str | None, url: str | None) -> str:
    """Who published an article: the outlet's name, else the host of the address; empty where neither is known.

    >>> site_name("The Post", None), site_name(None, "https://www.post.example/a"), site_name(None, "file:///a")
    ('The Post', 'post.example', '')
    """
    try:
        host = urlsplit(safe_url(url) or "").hostname or ""
    except ValueError:
        host = ""
    return plain(publisher) or host.removeprefix("www.")


def uncapped(text: str) -> str:
    """Words without the comma that a sentence around them put at their end.

    >>> uncapped("We shall see,")
    'We shall see'
    """
    return text.rstrip(" ,،、")


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """The text with the spans (code points, in order) in ``<mark>``; spans that overlap an earlier one are left out.

    >>> marked("a <b> c", [(2, 5)])
    Markup('a <mark>&lt;b&gt;</mark> c')
    """
    out, done = Markup(""), 0
    for start, end in sorted(spans):
        if start >= done:
            out += escape(text[done:start]) + Markup("<mark>{}</mark>").format(text[start:end])
            done = end
    return out + escape(text[done:])


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 date or time as a datetime without zone; None where it is neither.

    >>> moment("2016-02-22T14:05:00Z"), moment("2016-02-22"), moment("soon")
    (datetime.datetime(2016, 2, 22, 14, 5), datetime.datetime(2016, 2, 22, 0, 0), None)
    """
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None


def date_words(start: str | None, end: str | None = None) -> str:
    """A date as people read it; an interval where both sides are days apart.

    >>> date_words("2016-02-22T14:05"), date_words("2016-02-22", "2016-02-25"), date_words(None)
    ('22 Feb 2016, 14:05', '22 Feb 2016 – 25 Feb 2016', 'date unknown')
    """
    first, last = moment(start), moment(end)
    if first is None:
        return f"before {_day(last)}" if last else "date unknown"
    if last and last.date() != first.date():
        return f"{_day(first)} – {_day(last)}"
    return _day(first) + (f", {first:%H:%M}" if "T" in (start or "") or ":" in (start or "") else "")


def _day(day: datetime) -> str:
    return f"{day.day} {day:%b %Y}"


def time_markup(start: str | None, end: str | None = None) -> Markup:
    """A ``<time>`` with the date for machines and for people.

    >>> time_markup("2016-02-22")
    Markup('<time datetime="2016-02-22">22 Feb 2016</time>')
    """
    if moment(start) is None:
        return escape(date_words(start, end))
    return Markup('<time datetime="{}">{}</time>').format(start, date_words(start, end))


def number(value: float | None) -> str:
    """A number with thin spaces between thousands.

    >>> number(1234567)
    '1\\u202f234\\u202f567'
    """
    return f"{value or 0:,.0f}".replace(",", "\u202f")


def count(value: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "article"), count(2, "article"), count(2, "copy", "copies")
    ('1 article', '2 articles', '2 copies')
    """
    return f"{number(value)} {one if value == 1 else many or one + 's'}"
