"""What the parts of fetching hand to each other."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quotes.read.values import Item


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and times. What no newspaper's page needs ends a fetching.

    ``largest`` holds before and after unpacking; what unpacks to over ``ratio`` times its size and is over ``small``
    is a bomb: pages pack at 3 to 20 times.
    """

    connect: float = 10
    read: float = 20
    total: float = 90
    tries: int = 3
    pause: float = 1
    longest_wait: float = 60
    largest: int = 20_000_000
    small: int = 1_000_000
    ratio: int = 100


@dataclass(frozen=True, slots=True)
class Web:
    """How pages are fetched. ``rate`` is pages a second from one host; ``archive`` a WARC file that answers go into;
    ``cache`` the folder where answers are kept to ask only whether they changed, none where None."""

    allow_private: bool = False
    archive: Path | None = None
    rate: float = 1
    cache: Path | None = field(default_factory=lambda: cache_folder(os.environ))
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch. ``input`` is how people know it; ``depth`` how many lists led to it; ``facts`` what the
    list says of the page; ``instead`` is what the list itself holds of it, taken where the page cannot be had."""

    url: str
    input: str
    depth: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    instead: Item | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request: ``raw`` is the body as sent, still packed."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    when: datetime
    protocol: str = "HTTP/1.1"

    def header(self, name: str) -> str:
        """The header's first value, whatever the case of its name; "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: where it was found in the end, which addresses led there, its body unpacked."""

    url: str
    aliases: tuple[str, ...]
    type: str
    charset: str
    data: bytes


class Unfetched(Exception):
    """Why an address gives no page, and what to do. ``silent`` where its host did not answer at all."""

    def __init__(self, problem: str, advice: str = "", silent: bool = False) -> None:
        super().__init__(problem)
        self.problem, self.advice, self.silent = problem, advice, silent


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where programs of this user keep what can be fetched again (XDG Base Directory Specification).

    >>> cache_folder({"XDG_CACHE_HOME": "/var/cache/ida"}).as_posix()
    '/var/cache/ida/quotes'
    """
    try:
        return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache", "quotes")
    except RuntimeError:
        return None
