"""A line of data/outlets.toml and the outlet it describes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quotes.model import Outlet
from quotes.text import fold

DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
BETWEEN = re.compile(r"[^\w+\n;=]+")

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "œ": "oe", "+": " plus "}
)


def _slug(name: str) -> str:
    """A readable id in plain ASCII ("le-monde", "rte")."""
    name = name.lower().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", name if name.isascii() else fold(name)).strip("-")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the data, not yet made into an outlet: most never are."""

    text: str
    kind: str
    locale: str


class Named(NamedTuple):
    """An outlet's name in a text: ``text[start:end]``, code points."""

    start: int
    end: int
    outlet: Outlet


def split(line: str) -> list[str]:
    """The canonical name and, in order, what stands behind it."""
    return [value.strip() for value in line.replace("=", ";", 1).split(";")]


def made(line: Line) -> Outlet:
    """The outlet of a line; a programme's first value is its network."""
    name, *values = split(line.text)
    network = values.pop(0) if line.kind == "programme" and not DOMAIN.fullmatch(values[0]) else None
    domains = [v for v in values if DOMAIN.fullmatch(v)]
    names = tuple(v for v in values if v and v not in domains)
    language, _, country = line.locale.partition("-")
    domain = domains[0] if domains else None
    return Outlet(_slug(name), name, line.kind, domain, country, language, names, network or None)


@lru_cache(maxsize=1 << 15)
def keyed(name: str) -> str:
    """A name as it is compared: without case and without what stands between its words."""
    name = name.casefold()
    return name if name.isalnum() else BETWEEN.sub(" ", name).strip()
