"""Which format reads what: every module of this room that names its SUFFIXES is a format, so a new one is one file.

A format has ``SUFFIXES``, ``items(source)`` (cuts it, cheap) and ``articles(item)`` (makes articles, may be heavy and
runs in a worker). Libraries are imported inside ``articles``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

import regex

import quotes.read as room
from quotes.model import Article
from quotes.read.decode import is_binary
from quotes.read.values import Item, ReadError, Source

NO_ARTICLES = frozenset((
    ".css", ".scss", ".less", ".js", ".mjs", ".ts", ".map", ".py", ".r", ".sh", ".bat", ".ps1", ".sql", ".yml", ".yaml",
    ".toml", ".ini", ".cfg", ".conf", ".svg", ".srt", ".vtt", ".c", ".h", ".cpp", ".java", ".go", ".rs", ".rb", ".php",
    ".pl", ".tex", ".bib", ".ics", ".vcf",
))  # fmt: skip
"""Suffixes of text that nobody publishes as news."""


class Format(Protocol):
    """The face of a format's module."""

    SUFFIXES: tuple[str, ...]

    def items(self, source: Source) -> Iterator[Item | ReadError]: ...

    def articles(self, item: Item) -> Iterator[Article | ReadError]: ...


@cache
def formats() -> dict[str, Format]:
    """All formats by name.

    >>> formats()["jsonl"].SUFFIXES
    ('.jsonl', '.ndjson', '.json')
    """
    modules = {m.name: import_module(f"quotes.read.{m.name}") for m in iter_modules(room.__path__)}
    return {name: cast(Format, module) for name, module in sorted(modules.items()) if hasattr(module, "SUFFIXES")}


@cache
def by_suffix() -> dict[str, str]:
    """The format's name for each suffix."""
    return {suffix: name for name, module in formats().items() for suffix in module.SUFFIXES}


def unpacked(filename: str) -> str:
    """The name without the suffix of a packing.

    >>> unpacked("crawl.warc.GZ"), unpacked("quotes.json.bz2"), unpacked("a.txt")
    ('crawl.warc', 'quotes.json', 'a.txt')
    """
    return filename[: filename.rindex(".")] if filename.lower().endswith((".gz", ".bz2")) else filename


def suffix_of(filename: str) -> str:
    """The last suffix, in lower case; a packing is looked through.

    >>> suffix_of("News.en.TXT"), suffix_of("crawl.warc.gz"), suffix_of("README")
    ('.txt', '.warc', '')
    """
    name = unpacked(filename).lower()
    return name[name.rindex(".") :] if "." in name.lstrip(".") else ""


def is_address(name: str) -> bool:
    """Whether this is an address of the web, not a file's name.

    >>> is_address("HTTPS://echo.example/a"), is_address("notes/https.txt")
    (True, False)
    """
    return name[:8].lower().startswith(("http://", "https://"))


def kind_of(name: str) -> str:
    """The suffix in an input's name, which may go on with a line, a member or an address; "web" of what was fetched.

    >>> kind_of("news/a.en.txt"), kind_of("rows.jsonl.gz:7"), kind_of("crawl.warc.gz#https://echo.example/a.html")
    ('.txt', '.jsonl', '.warc')
    >>> kind_of("all.zip/in/a.html"), kind_of("none.csv"), kind_of("-"), kind_of("letter"), kind_of("https://a.example/b.html")
    ('.html', '.csv', '-', '', 'web')
    """
    if is_address(name):
        return "web"
    path = regex.sub(r":\d+$", "", name.partition("#")[0])
    return suffix_of(path.replace("\\", "/").rpartition("/")[2]) or ("-" if name == "-" else "")


def articles(item: Item) -> Iterator[Article | ReadError]:
    """The item's articles, or what hinders; whatever a parser throws at a bad document is said, not raised."""
    try:
        yield from formats()[item.format].articles(item)
    except RecursionError:
        yield ReadError(item.input, "is nested too deeply to read")
    except Exception as error:
        yield ReadError(item.input, f"could not be read ({type(error).__name__}: {error})", "the file may be damaged")


def stem(filename: str) -> str:
    """The name without its last suffix.

    >>> stem("news.en.txt"), stem("page.html.gz"), stem("README")
    ('news.en', 'page', 'README')
    """
    name = unpacked(filename)
    return name[: name.rindex(".")] if "." in name[1:] else name


def sniff(head: bytes) -> str | None:
    """The format that first bytes suggest; None for what is not text.

    >>> sniff(b'{"id": 1}'), sniff(b"<!doctype html>"), sniff(b"Minister resigns"), sniff(b"PK\\x03\\x04\\x00")
    ('jsonl', 'html', 'text', None)
    >>> sniff(b"WARC/1.0\\r\\n"), sniff(b"%PDF-1.4\\n"), sniff(b'<?xml version="1.0"?><rss><channel/></rss>')
    ('warc', 'pdf', 'feed')
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    signed = next((name for sign, name in _SIGNS.items() if start.startswith(sign)), None)
    if signed or is_binary(head):
        return signed
    if start.startswith((b"{", b"[{")):
        return "jsonl"
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return "html"
    return "feed" if start.startswith((b"<?xml", b"<rss", b"<feed")) else "text"


_SIGNS = {b"{\\rtf": "rtf", b"warc/": "warc", b"%pdf-": "pdf"}
"""How files of a format begin, in lower case, which may go on with bytes that are no text."""
