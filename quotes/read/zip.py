"""Archives of any of the other formats (also EPUB, which is one of pages, and WACZ, which is one of web archives)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import PurePosixPath

from quotes.model import Article
from quotes.read.formats import by_suffix, suffix_of
from quotes.read.sources import items_of
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".zip", ".epub", ".wacz")
_LARGEST = 1_000_000_000
_RATIO, _SMALL = 200, 10_000_000
"""Text packs at 3 to 20 times; what unpacks to over 200 times its size, and is not small, is a bomb."""
_DEEPEST, _INNER = 2, 100_000_000
"""Archives within an archive, one in the other, and the bytes of one, which is held in memory, since its end is read
first; what it unpacks to is limited by the bytes that it has itself in the archive around it."""


def items(source: Source) -> Iterator[Item | ReadError]:
    """The items of every member whose suffix is known, also of an archive in the archive."""
    yield from _items(source, _DEEPEST, inf)


def _items(source: Source, depth: int, most: float) -> Iterator[Item | ReadError]:
    """The same, so many archives deep; all members together unpack to ``most`` bytes."""
    members = 0
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            for member in sorted(archive.infolist(), key=lambda m: m.filename):
                if member.is_dir() or not _wanted(source.filename, member.filename):
                    continue
                members += 1
                most -= member.file_size
                yield from _member(source, archive, member, depth) if most > 0 else _bomb(source.name)
                if most <= 0:
                    return
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield ReadError(source.name, f"cannot be unpacked ({error})", "check that it is whole")
        return
    if not members:
        yield ReadError(source.name, "holds no articles", "known are " + " ".join(sorted(by_suffix())))


def _wanted(archive: str, name: str) -> bool:
    """Whether a member may hold articles, and was not added by a system; of a browser's archive (WACZ) the pages.

    >>> _wanted("all.zip", "in/a.txt"), _wanted("all.zip", "__MACOSX/in/._a.txt")
    (True, False)
    >>> _wanted("web.wacz", "archive/data.warc.gz"), _wanted("web.wacz", "pages/pages.jsonl")
    (True, False)
    """
    known = (".warc",) if suffix_of(archive) == ".wacz" else by_suffix()
    hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
    return suffix_of(name) in known and not hidden


def _bomb(name: str) -> Iterator[ReadError]:
    yield ReadError(name, "unpacks to too much", "unpack it by hand if you trust it")


def _member(
    source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int
) -> Iterator[Item | ReadError]:
    name, path = f"{source.name}/{member.filename}", PurePosixPath(member.filename)
    most = max(_SMALL, _RATIO * member.compress_size)
    container = str(PurePosixPath(source.filename, path.parent)) if path.parent.name else source.filename
    held = Source(name, path.name, container, lambda: archive.open(member))
    if member.file_size > min(_LARGEST, most):
        yield from _bomb(name)
    elif member.flag_bits & 1:
        yield ReadError(name, "is locked with a password", "unpack it by hand")
    elif suffix_of(path.name) not in SUFFIXES:
        yield from items_of(held)
    elif not depth or member.file_size > _INNER:
        yield ReadError(name, "is an archive too deep or too large in others", "unpack it by hand")
    else:
        data = archive.read(member)
        yield from _items(replace(held, open=lambda: io.BytesIO(data)), depth - 1, most)


def articles(item: Item) -> Iterator[Article | ReadError]:
    """Members are items of their own formats."""
    yield ReadError(item.input, "is an archive")
