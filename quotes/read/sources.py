"""Inputs (paths, folders, ``-``) → sources → items."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

from quotes.read.formats import NO_ARTICLES, by_suffix, formats, is_address, sniff, suffix_of
from quotes.read.values import Item, ReadError, Source
from quotes.read.web import Web
from quotes.read.web import items as fetched
from quotes.read.web.lines import links_in
from quotes.read.web.listing import on_disk
from quotes.read.web.values import Link

_PARTS = (
    "_files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_ficheiros", "_arquivos", "_pliki",
    "_soubory", "-filer", "_tiedostot", "_dosyalar", "_fitxers", "_elemei", "_failid",
)  # fmt: skip
"""How browsers of many languages end the name of the folder with a saved page's parts."""
_PEEK = 4096
_BUFFER = 65536


def items(
    inputs: Sequence[str], columns: Mapping[str, str] | None = None, web: Web | None = None
) -> Iterator[Item | ReadError]:
    """The items of all inputs, in the order given; nothing is held but the item at hand.

    ``columns`` names the columns of tables: {"text": "Body"}. Addresses come last, as they are fetched all at once.
    """
    addresses: list[str | Link] = []
    for name in inputs:
        if is_address(name):
            addresses.append(name)
            continue
        for source in sources_of(name):
            if isinstance(source, ReadError):
                yield source
                continue
            contents = list(listed(source)) if not _is_folder(name) else []
            addresses += [content for content in contents if isinstance(content, str | Link)]
            taken = (content for content in contents if isinstance(content, Item | ReadError))
            yield from _measured(taken if contents else items_of(replace(source, columns=columns or {})), source)
    if addresses:
        yield from fetched(addresses, web)


def _measured(found: Iterator[Item | ReadError], source: Source) -> Iterator[Item | ReadError]:
    """Items with the bytes of the file that each took."""
    before = 0
    for item in found:
        if isinstance(item, Item):
            now = source.reached()
            yield replace(item, size=max(0, now - before))
            before = max(before, now)
        else:
            yield item


def listed(source: Source) -> Iterator[str | Link | Item | ReadError]:
    """The addresses in a file that holds nothing else, or what a feed or sitemap holds and names. Only files that
    people name are asked: a folder or an archive that somebody else packed sends nobody anywhere."""
    try:
        with source.open() as file:
            head = file.read(_PEEK)
            whole = len(head) < _PEEK
            links = links_in(head + file.read()) if links_in(head if whole else head.rpartition(b"\n")[0]) else []
        yield from links or (on_disk(source) if by_suffix().get(suffix_of(source.filename)) == "feed" else ())
    except (OSError, EOFError, zlib.error, SyntaxError, ValueError):
        return


def items_of(source: Source) -> Iterator[Item | ReadError]:
    """The items of one source, by the format of its suffix or, where that says nothing, of its first bytes; whatever a
    parser throws at a bad file is said, not raised."""
    try:
        with source.open() as file:
            head = file.read(_PEEK)
        if not head:
            yield ReadError(source.name, "is empty", "nothing was read from it")
            return
        suffix = suffix_of(source.filename)
        name = by_suffix().get(suffix) or (None if suffix in NO_ARTICLES else sniff(head))
        if name is None:
            yield ReadError(source.name, "is not an article (binary, code or of an unknown format)", _known())
            return
        yield from formats()[name].items(source)
    except (OSError, EOFError, zlib.error) as error:
        yield ReadError(source.name, f"cannot be opened ({_reason(error)})", "check that it is whole and may be read")
    except RecursionError:
        yield ReadError(source.name, "is nested too deeply to read")
    except Exception as error:
        yield ReadError(source.name, f"could not be read ({type(error).__name__}: {error})", "the file may be damaged")


def total_size(inputs: Sequence[str]) -> int:
    """The bytes on disk of all inputs, to tell how far a reading is; packed files count as they lie."""
    sources = (Path(name) for name in inputs if name != "-" and _exists(name))
    files = (f for path in sources for f in (path.rglob("*") if path.is_dir() else [path]))
    return sum(f.stat().st_size for f in files if f.is_file())


def _known() -> str:
    return "known are " + " ".join(sorted(by_suffix()))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def sources_of(name: str) -> Iterator[Source | ReadError]:
    """What there is to open under a path or ``-``."""
    if name == "-":
        yield _standard_input()
    elif "://" in name and not _exists(name):
        yield ReadError(name, "is no address of the web", "only http and https are fetched")
    elif not _exists(name):
        yield ReadError(name, "there is no such file or folder", "check the spelling")
    elif Path(name).is_dir():
        yield from _folder(Path(name))
    else:
        yield file_source(Path(name))


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _is_folder(name: str) -> bool:
    return _exists(name) and Path(name).is_dir()


def _standard_input() -> Source:
    return _kept(sys.stdin.buffer, "-", "-", "stdin")


def _kept(stream: IO[bytes], name: str, filename: str, container: str) -> Source:
    """A stream, which can be read once, kept on disk while it is read: sources are opened more than once."""
    kept = tempfile.NamedTemporaryFile()  # noqa: SIM115 - it goes with the last who can open it
    shutil.copyfileobj(stream, kept)
    kept.flush()
    return Source(name, filename, container, lambda: (kept, _opened(Path(kept.name), [0]))[1])


def _folder(folder: Path) -> Iterator[Source | ReadError]:
    """Every file below, by name; hidden ones and the parts of saved pages (``page_files/``) are left out."""
    try:
        files = sorted(p for p in folder.rglob("*") if p.is_file() and not _left_out(p.relative_to(folder)))
    except OSError as error:
        yield ReadError(str(folder), f"cannot be read ({_reason(error)})", "check its permissions")
        return
    if not files:
        yield ReadError(str(folder), "holds no articles", "give a folder with " + " ".join(sorted(by_suffix())))
    yield from map(file_source, files)


def _left_out(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or any(p.endswith(_PARTS) for p in path.parts[:-1])


PACKED: Mapping[str, Callable[[Any], Any]] = {".gz": gzip.open, ".bz2": bz2.open}
_SIGNS: Mapping[bytes, Callable[[Any], Any]] = {b"\x1f\x8b\x08": gzip.open, b"BZh91AY&SY": bz2.open}
"""By the bytes that begin it, whatever its name says: programs save pages as they were sent. A packed WARC is left to
its own reader, which can do it record by record."""


def file_source(path: Path) -> Source:
    """A file on disk, looked through its packing; what is no file but gives bytes, as a pipe of the shell, is kept."""
    name, filename, container = _shown(str(path)), _shown(path.name), _shown(path.absolute().parent.name)
    if path.is_fifo():
        with path.open("rb") as stream:
            return _kept(stream, name, filename, container)
    furthest = [0]
    return Source(name, filename, container, lambda: _opened(path, furthest), reached=lambda: furthest[0])


def _opened(path: Path, furthest: list[int]) -> IO[bytes]:
    file = io.BufferedReader(_Watched(path, furthest), _BUFFER)
    head = b"" if suffix_of(path.name) == ".warc" else file.peek(10)
    unpack = PACKED.get(path.suffix.lower()) if head else None
    unpack = next((way for sign, way in _SIGNS.items() if head.startswith(sign)), unpack)
    return cast(IO[bytes], unpack(file)) if unpack else file


def _shown(name: str) -> str:
    """A name that can be stored: its bytes that are no UTF-8 are written out.

    >>> _shown("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(name).decode("utf8", "backslashreplace")


class _Watched(io.FileIO):
    """A file that tells how far it was read, also beneath what unpacks it."""

    def __init__(self, path: Path, furthest: list[int]) -> None:
        super().__init__(path)
        self._furthest = furthest

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        self._furthest[0] = max(self._furthest[0], self.tell())
        return count

    def readall(self) -> bytes:
        data = super().readall() or b""
        self._furthest[0] = max(self._furthest[0], self.tell())
        return data
