"""The date of a page that does not say one in its head: from its address, its elements, or a line at its top.

htmldate looks through elements made for dates (Barbaresi 2020, doi:10.21105/joss.02439). Its wide search takes the
first date of a text for the day of publication, also one that the text only tells of, and the first of January for a
year that it cannot read on from; once asked it loads two hundred languages for two seconds. So it is only asked in its
quick way, and what people read as the date, a short line at the top, is read here.
"""

from __future__ import annotations

from typing import Any

import regex

from quotes.read.dates import interval
from quotes.read.days import day_in

_IN_ADDRESS = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_TOP, _SHORT = 6, 90
"""Paragraphs that may hold a page's date, and their code points: "Published on 3 March 2024 at 10:00 by …"."""
_LINE = regex.compile(r".*\d\d.*[^.!?\"”»“]")
"""A sentence that tells of a day ends as sentences do."""
Dated = tuple[str | None, str | None, str | None]


def in_address(url: str) -> str:
    """The day or month in an address; "" where there is none.

    >>> in_address("https://echo.example/2024/05/17/storm"), in_address("https://echo.example/uk/storm-20240517.html")
    ('2024-05-17', '2024-05-17')
    >>> in_address("https://echo.example/2024/05/storm"), in_address("https://echo.example/news/202499111")
    ('2024-05', '')
    """
    found = _IN_ADDRESS.search(url.partition("://")[2].partition("/")[2])
    if not found or not (found["day"] or found["mark"] == "/"):
        return ""
    return "-".join(filter(None, found.group("year", "month", "day")))


def date_of(tree: Any, text: str, url: str) -> Dated:
    """From, to, and which of "url" and "page text" says so; the day in an address before the page's words, the month
    after them."""
    said = in_address(url)
    if len(said) < len("2024-05-17"):
        found = _searched(tree) or _at_top(text)
        if found:
            return (*interval(found), "page text")
    start, end = interval(said) if said else (None, None)
    return start, end, "url" if start else None


def _at_top(text: str) -> str | None:
    """The day in the first line that is one's."""
    lines = (line for line in text.split("\n\n", _TOP)[:_TOP] if len(line) <= _SHORT and _LINE.fullmatch(line))
    return next(filter(None, map(day_in, lines)), None)


def _searched(page: Any) -> str | None:
    from htmldate import find_date

    found = find_date(page, extensive_search=False, original_date=True)
    return str(found) if found else None
