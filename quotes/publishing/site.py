"""The pages as files: asked of Datasette within this process, their links made to lead from file to file."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from quotes.publishing.moved import Moved, write_moved
from quotes.publishing.names import page_file, relative
from quotes.publishing.rewriting import rewritten

MARK = ".quotes-site"
"""The file that says of a folder that it is such a copy, so that no other folder is ever written over."""

_LOCAL = "http://localhost"
"""Where Datasette's own client says it is."""

_PATIENCE = 60_000
"""Milliseconds that a page's statements may take: nobody waits for it."""

_ANCHOR = re.compile(r'\sid="q-([^"]+)"')


class SiteError(Exception):
    """A copy that cannot be made; the message says what to do."""


@dataclass
class _Copy:
    """What is being made: the database's address, ids by kind, static files by their address, and the part of a long
    article that a quotation stands in."""

    datasette: Any
    base: str
    folder: Path
    site: str
    ids: Mapping[str, frozenset[str]]
    static: dict[str, str] = field(default_factory=dict)
    part_of: dict[str, int] = field(default_factory=dict)


def write_site(
    db: Path,
    out: Path,
    ids: Mapping[str, Iterable[str]],
    site: str = "",
    advance: Callable[[], None] = lambda: None,
    moved: Iterable[Moved] = (),
) -> int:
    """Writes the pages of a database to a folder, made aside and put in its place whole; returns their number.

    ``ids`` are all that are held, by kind; ``site`` is the address of the folder, for citations; ``moved`` are those
    that lead to others. Raises ``SiteError`` where ``out`` is anything but an earlier copy or an empty folder.
    """
    refuse(out)
    out = out.absolute()
    aside = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        aside.mkdir(parents=True)
        known = {kind: frozenset(found) for kind, found in ids.items()}
        number = asyncio.run(_write(db, aside, known, site.rstrip("/"), advance))
        write_moved(aside, moved)
        (aside / MARK).write_text("written by `quotes site`, which writes over this folder\n", encoding="utf8")
        _swap(aside, out)
        return number
    except OSError as error:
        raise SiteError(f"{error.filename or out}: cannot be written ({error.strerror})") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(aside: Path, out: Path) -> None:
    """A folder into another's place; the other stays where that fails."""
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    if out.exists():
        out.rename(old)
    try:
        aside.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def refuse(out: Path) -> None:
    """SiteError for what may not be written over."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise SiteError(f"{out}: is no folder; choose another name")
    if out.exists() and any(out.iterdir()) and not (out / MARK).is_file():
        raise SiteError(f"{out}: holds other files; choose another name or an empty folder")


async def _write(
    db: Path, folder: Path, ids: Mapping[str, frozenset[str]], site: str, advance: Callable[[], None]
) -> int:
    from datasette.app import Datasette

    frozen = not os.access(db.absolute().parent, os.W_OK)
    given = {"immutables": [str(db)]} if frozen else {"files": [str(db)]}
    datasette = Datasette(given.get("files", []), immutables=given.get("immutables"),
                          settings={"sql_time_limit_ms": _PATIENCE})  # fmt: skip
    await datasette.invoke_startup()
    name = next(n for n, held in datasette.databases.items() if held.path)
    copy = _Copy(datasette, str(datasette.urls.database(name)), folder, site, ids)
    number = 0
    async for file, address, html, policy in _pages(copy):
        await _static(copy, html)
        _save(copy, file, address, html, policy)
        number += 1
        advance()
    return number


async def _pages(copy: _Copy) -> AsyncIterator[tuple[str, str, str, str]]:
    """File, address, HTML and policy of every page; articles first, so that the parts of long ones are known."""
    from datasette.utils import tilde_encode

    for kind in ("article", "home", "coverage", "lineage", "quote", "speaker", "outlet"):
        for identity in sorted(copy.ids[kind]) if kind in copy.ids else [""]:
            part, address = 1, f"{copy.base}/-/{kind}" + (f"/{tilde_encode(identity)}" if identity else "")
            while address:
                html, policy = await _asked(copy, address)
                yield page_file(kind, identity, part), address, html, policy
                part += 1
                address = f"{address.partition('?')[0]}?part={part}" if f'href="?part={part}"' in html else ""
                if address or part > 2:
                    copy.part_of |= dict.fromkeys(_ANCHOR.findall(html), part - 1)


async def _asked(copy: _Copy, address: str) -> tuple[str, str]:
    answer = await copy.datasette.client.get(address)
    if answer.status_code != 200:
        raise SiteError(f"the page {address} cannot be made (status {answer.status_code}); nothing was written")
    return answer.text, answer.headers.get("content-security-policy", "")


async def _static(copy: _Copy, html: str) -> None:
    """Our own styles and scripts that a page names, each once."""
    for address in re.findall(r'(?:href|src)="([^"]*/-/static-plugins/quotes/[^"]+)"', html):
        if address not in copy.static:
            name = urlsplit(address).path.rpartition("/")[2]
            target = copy.static[address] = f"static/{re.sub(r'[^a-z.]', '', name).strip('.')}"
            answer = await copy.datasette.client.get(address)
            (copy.folder / "static").mkdir(exist_ok=True)
            (copy.folder / target).write_bytes(answer.content)


def _save(copy: _Copy, file: str, address: str, html: str, policy: str) -> None:
    """Frames and forms cannot be forbidden by a page that comes as a file; the rest of its policy stands in it."""
    rules = "; ".join(r for r in map(str.strip, policy.split(";")) if r and not r.startswith("frame-ancestors"))

    def resolve(link: str) -> str | None:
        return _resolved(copy, file, urljoin(address, link))

    path = copy.folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(rewritten(html, resolve, rules, _cited(copy)), encoding="utf8", errors="replace", newline="\n")


def _resolved(copy: _Copy, file: str, address: str) -> str | None:
    if address in copy.static:
        return relative(copy.static[address], file)
    target = _target(copy, address)
    fragment = urlsplit(address).fragment
    return relative(target, file) + (f"#{fragment}" if fragment else "") if target else None


def _target(copy: _Copy, address: str) -> str | None:
    """The file of a page of ours; None for what is not in the copy."""
    from datasette.utils import tilde_decode

    parts = urlsplit(address)
    kind, _, identity = parts.path.removeprefix(f"{copy.base}/-/").partition("/")
    asked = parse_qs(parts.query)
    if not parts.path.startswith(f"{copy.base}/-/"):
        return None
    if kind in ("home", "coverage") and not identity and not asked:
        return page_file(kind)
    identity = tilde_decode(identity)
    if identity not in copy.ids.get(kind, ()):
        return None
    number = asked.get("part", ["1"])[0]
    part = copy.part_of.get(asked["quote"][0], 1) if "quote" in asked else int(number) if number.isdecimal() else 1
    return page_file(kind, identity, part)


def _cited(copy: _Copy) -> Callable[[str], str] | None:
    """Citations name the address that a page will have; nothing is cited from an address that nobody knows."""
    if not copy.site:
        return None
    ours = re.compile(re.escape(_LOCAL + copy.base) + r"/-/[a-z]+/[A-Za-z0-9~_-]+")

    def mended(text: str) -> str:
        def named(found: re.Match[str]) -> str:
            target = _target(copy, found[0].removeprefix(_LOCAL))
            return f"{copy.site}/{target}" if target else found[0]

        return ours.sub(named, text)

    return mended
