"""Archives of any of the other formats (also EPUB, which is one of pages)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from quotes.model import Article
from quotes.read.formats import by_suffix, suffix_of
from quotes.read.sources import items_of
from quotes.read.values import Item, ReadError, Source

SUFFIXES = (".zip", ".epub")
_LARGEST = 1_000_000_000
_RATIO, _SMALL = 200, 10_000_000
"""Text packs at 3 to 20 times; what unpacks to over 200 times its size, and is not small, is a bomb."""


def items(source: Source) -> Iterator[Item | ReadError]:
    """The items of every member whose suffix is known; an archive in an archive is not opened."""
    members = 0
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            for member in sorted(archive.infolist(), key=lambda m: m.filename):
                suffix = suffix_of(member.filename)
                if member.is_dir() or suffix not in by_suffix() or suffix in SUFFIXES:
                    continue
                members += 1
                yield from _member(source, archive, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield ReadError(source.name, f"cannot be unpacked ({error})", "check that it is whole")
        return
    if not members:
        yield ReadError(source.name, "holds no articles", "known are " + " ".join(sorted(by_suffix())))


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Item | ReadError]:
    name = f"{source.name}/{member.filename}"
    if member.file_size > _LARGEST or member.file_size > max(_SMALL, _RATIO * member.compress_size):
        yield ReadError(name, "unpacks to too much", "unpack it by hand if you trust it")
    elif member.flag_bits & 1:
        yield ReadError(name, "is locked with a password", "unpack it by hand")
    else:
        path = PurePosixPath(member.filename)
        container = str(PurePosixPath(source.filename, path.parent)) if path.parent.name else source.filename
        yield from items_of(Source(name, path.name, container, lambda: archive.open(member)))


def articles(item: Item) -> Iterator[Article | ReadError]:
    """Members are items of their own formats."""
    yield ReadError(item.input, "is an archive")
