"""What the tests of fetching share: a server on loopback with a page, and whoever fetches from it."""

from __future__ import annotations

import time

from quotes.model import Article
from quotes.read import ReadError, read
from quotes.read.web import Web
from quotes.read.web.values import Limits

QUICK = Limits(connect=1, read=0.4, total=1.2, tries=2, pause=0.05, longest_wait=1, largest=3_000_000, small=200_000)
SAID = "We shall not close the harbour this winter, and I have told the council so in writing"
TEXT = f"<p>“{SAID},” said Ida Holm, the mayor of Skarhaven, on Monday.</p>" + "".join(
    f"<p>The boats of quay {n} lay still all day, and their crews waited for news of the winter.</p>" for n in range(5)
)


def page(title: str = "Harbour", head: str = "", text: str = TEXT) -> bytes:
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{text}</article></body></html>".encode()


def results(web: Web, *urls: str, within: float = 8) -> list[Article | ReadError]:
    begun = time.monotonic()
    found = list(read(urls, web=web))
    assert time.monotonic() - begun < within
    return found


def problem(web: Web, url: str, within: float = 8) -> str:
    (error,) = results(web, url, within=within)
    assert isinstance(error, ReadError), error
    assert error.input == url and error.advice and "\n" not in error.message
    return error.problem


def article(web: Web, url: str) -> Article:
    (found,) = results(web, url)
    assert isinstance(found, Article), found
    return found
