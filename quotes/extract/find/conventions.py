"""The named pairs of marks, and which role each mark has in a language before the text has its say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotes.extract.values import DIALOGUE
from quotes.language import Language

MIXED = "mixed"
"""The convention of a pair that nobody uses on purpose (“ … ")."""

AGAINST = 2.0
"""What reading a typed mark against its role costs; less than ``weighing.STRAY``: a wrong-way mark still pairs."""

Role = tuple[float, float]
OPENER, CLOSER, EITHER = (0.0, AGAINST), (AGAINST, 0.0), (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Convention:
    """A named pair; marks of one ``family`` stand in for one another when somebody mixes them."""

    name: str
    open: str
    close: str
    family: str


@dataclass(frozen=True)
class Usage:
    """What a language makes of each mark: its ``roles``, and a pattern for the elisions that are no marks."""

    roles: Mapping[str, Role]
    dashes: bool
    elided: re.Pattern[str]
    inquit: re.Pattern[str]


@cache
def conventions() -> Mapping[str, Convention]:
    """All conventions by name.

    >>> conventions()["guillemets"]
    Convention(name='guillemets', open='«', close='»', family='guillemet')
    """
    data = tomllib.loads((files("quotes") / "data" / "conventions.toml").read_text(encoding="utf8"))
    return {row["name"]: Convention(**row) for row in data["convention"]}


@cache
def families() -> Mapping[str, str]:
    """The family of every mark."""
    return {mark: c.family for c in conventions().values() for mark in (c.open, c.close)}


@cache
def names() -> Mapping[tuple[str, str], str]:
    """The convention that a pair of marks belongs to."""
    return {(c.open, c.close): c.name for c in conventions().values()}


@cache
def possible() -> Mapping[str, Role]:
    """The roles a mark has in any convention at all: ``(0, 0)`` where it opens in one and closes in another."""
    known = conventions().values()
    return {mark: _role(mark, known) for mark in families()}


def _role(mark: str, known: Iterable[Convention]) -> Role:
    opens, closes = any(c.open == mark for c in known), any(c.close == mark for c in known)
    return EITHER if opens and closes else OPENER if opens else CLOSER


@cache
def usage(language: Language) -> Usage:
    """Each mark's role by the first of the language's conventions that has it, else by the first that exists.

    >>> from quotes.language import load
    >>> usage(load("en")).roles["“"], usage(load("en")).roles['"']
    ((0.0, 2.0), (0.0, 0.0))
    """
    table = language.tables.get("find", {})
    order = [conventions()[name] for name in table.get("conventions", ()) if name != DIALOGUE]
    roles = {}
    for mark in families():
        first = next(c for c in (*order, *conventions().values()) if mark in (c.open, c.close))
        roles[mark] = _role(mark, [first])
    return Usage(
        roles,
        DIALOGUE in table.get("conventions", ()),
        _either(table.get("elided", ()), r"(?:{})\b"),
        _either(table.get("inquit", ()), r"(?:{})"),
    )


def _either(patterns: Iterable[str], frame: str) -> re.Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(frame.format(joined) if joined else r"(?!)", re.IGNORECASE)
