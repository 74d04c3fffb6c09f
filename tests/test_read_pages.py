"""What a page says of itself, wherever it says it: date, author, address."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.read import Item, articles

WORDS = "".join(
    f"<p>The {thing} stays open, and nobody will close it. We shall see, said Ida Holm, who is the mayor.</p>"
    for thing in ("harbour", "gate", "bridge", "yard", "ferry")
)
FOUND = "https://echo.example/storm"


def read(head: str = "", top: str = "", foot: str = "", url: str = FOUND) -> Article:
    page = f"<html><head>{head}</head><body><article><h1>Storm</h1>{top}{WORDS}{foot}</article></body></html>"
    (found,) = articles(Item("html", page.encode(), "a", "n", "a.html", {"url": url} if url else {}))
    assert isinstance(found, Article), found
    return found


MAY = ("2024-05-17", "2024-05-17", "page text")
DATES = {
    "head": (
        {"head": "<meta property='article:published_time' content='2024-05-17T08:00:00+02:00'>"},
        ("2024-05-17T08:00:00+02:00", "2024-05-17T08:00:00+02:00", "page"),
    ),
    "address": ({"url": "https://echo.example/2024/05/17/storm"}, ("2024-05-17", "2024-05-17", "url")),
    "month in the address": ({"url": "https://echo.example/2024/05/storm"}, ("2024-05-01", "2024-05-31", "url")),
    "element": ({"top": "<span class='date'>17 May 2024</span>"}, MAY),
    "line": ({"top": "<p>Published: May 17, 2024 at 10:00</p>"}, MAY),
    "French line": ({"top": "<p>Publié le 17 mai 2024 à 10 h</p>"}, MAY),
    "Spanish line with the hour": ({"top": "<p>Publicado el 17 de mayo de 2024 a las 10:00</p>"}, MAY),
    "Chinese line": ({"top": "<p>2024年5月17日 10:00</p>"}, MAY),
    "line in numbers": ({"top": "<p>Stand: 17.05.2024, 10:00 Uhr</p>"}, MAY),
    "a line whose month nobody knows": ({"top": "<p>3/4/2024 10:00</p>"}, (None, None, None)),
    "a year alone": ({"top": "<p>Das Jahr 2024 Woche 17</p>"}, (None, None, None)),
    "line and month": ({"top": "<p>17 May 2024</p>", "url": "https://echo.example/2024/05/storm"}, MAY),
    "the text tells of a date": ({"foot": "<p>The gate was built on 5 May 1998.</p>"}, (None, None, None)),
    "the text tells of a date at once": ({"top": "<p>The gate was built on 5 May 1998.</p>"}, (None, None, None)),
    "only a rights holder's year": ({"foot": "<footer>© 2019 Echo</footer>"}, (None, None, None)),
    "none": ({}, (None, None, None)),
}


@pytest.mark.parametrize("name", DATES)
def test_date(name: str) -> None:
    given, expected = DATES[name]
    found = read(**given)
    assert (found.published_from, found.published_to, found.date_origin) == expected


def test_no_date_loads_the_languages_of_dateparser() -> None:
    """They take two seconds, once in every worker."""
    lines = [
        "Publicado el 17 de mayo de 2024 a las 10:00",
        "Fredagen 17 i maj 2024",
        "Tel. 0171 17 2024",
        "17 ??? 2024",
    ]
    code = "import sys, test_read_pages as t; [t.read(top=f'<p>{line}</p>') for line in sys.argv[1:]]"
    command = [sys.executable, "-c", f"{code}; print('dateparser.date' in sys.modules)", *lines]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
    assert said.stdout.strip() == "False"


BYLINES = {
    "meta": ({"head": "<meta name='author' content='Bo Ek'>"}, "Bo Ek"),
    "rel": ({"top": "<a rel='author' href='/bo'>Bo  Ek</a>"}, "Bo Ek"),
    "class": ({"top": "<div class='story byline'>By <b>Bo Ek</b></div>"}, "By Bo Ek"),
    "a paragraph about the author": ({"top": f"<div class='byline'>{'Bo Ek writes. ' * 20}</div>"}, None),
}


@pytest.mark.parametrize("name", BYLINES)
def test_byline(name: str) -> None:
    given, expected = BYLINES[name]
    assert read(**given).byline == expected


ADDRESSES = {
    "canonical": ("https://echo.example/a", "https://m.echo.example/a?x=1", "https://echo.example/a"),
    "not known where it was found": ("https://echo.example/a", "", "https://echo.example/a"),
    "the front page": ("https://echo.example/", FOUND, FOUND),
    "another's": ("https://anvil.example/a", FOUND, FOUND),
    "none": ("", FOUND, FOUND),
    "no address": ("http://[", FOUND, FOUND),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_address(name: str) -> None:
    said, found, expected = ADDRESSES[name]
    article = read(head=f"<link rel='canonical' href='{said}'>", url=found)
    assert article.url == expected
    assert article.aliases == ((found,) if found and found != expected else ())


def test_a_page_with_little_text_is_read_the_slow_way_too() -> None:
    page = b"<html><body><div><div>Ida Holm: \xe2\x80\x9cNo.\xe2\x80\x9d</div></div></body></html>"
    (found,) = articles(Item("html", page, "a", "n", "a.html"))
    assert isinstance(found, Article) and found.text == "Ida Holm: “No.”"


ASIDES = {
    "teasers beside it": "<article><h1>Storm</h1>{words}</article><aside><p>Read on: {other}</p></aside>",
    "teasers below it": "<article><h1>Storm</h1>{words}</article><footer><p>Read on: {other}</p></footer>",
}
OTHER = "The other town has a fair, and nobody will miss it."


@pytest.mark.parametrize("name", ASIDES)
def test_what_stands_aside_is_left_out(name: str) -> None:
    body = ASIDES[name].format(words=WORDS, other=OTHER)
    (found,) = articles(Item("html", f"<html><body>{body}</body></html>".encode(), "a", "n", "a.html", {}))
    assert isinstance(found, Article), found
    assert (found.text.count("nobody will close it"), OTHER in found.text) == (5, False)


BODIES = {
    "text": ("We shall stay, said Ida Holm.", "We shall stay, said Ida Holm."),
    "HTML": ("<p>We shall stay.</p><p>Go.</p>", "We shall stay.\n\nGo."),
    "escaped": ("&#8220;We shall stay.&#8221;", "“We shall stay.”"),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_a_page_says_to_machines_alone_is_read(name: str) -> None:
    body, expected = BODIES[name]
    said = json.dumps({"@type": "NewsArticle", "articleBody": body})
    head = f"<script type='application/ld+json'>{said}</script>"
    page = f"<html><head>{head}</head><body><div id='app'></div></body></html>"
    (found,) = articles(Item("html", page.encode(), "a", "n", "a.html", {}))
    assert isinstance(found, Article) and found.text == expected
    assert "shall stay" not in read(head=head).text
