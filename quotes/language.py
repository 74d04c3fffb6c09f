"""Languages as data: loads data/languages/xx.toml and says what language a text is in.

A language file is a set of tables; each room reads the tables that are its own ([find], [attribute], [outlets] …)
and compiles them once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files("quotes") / "data" / "languages"
_NAMES = files("quotes") / "data" / "first_names.toml"
_ENOUGH = 1000
"""Code points that decide the language; more of a text changes nothing and costs time (of 1,818 articles in ten
languages none is judged otherwise by its first 600 than by its first 4,000, of 2,074 none by 600, 1,000 or 1,500)."""


@dataclass(frozen=True)
class Language:
    """One language's data: ``code`` (ISO 639-1), ``name`` in English, and its ``tables`` as read from the file."""

    code: str
    name: str
    tables: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(self.code)


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    return tuple(sorted(f.name[:-5] for f in DATA.iterdir() if f.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """The language's data; English stands in for a language that has no file.

    >>> load("en").name
    'English'
    """
    code = code if code in codes() else "en"
    tables = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8"))
    return Language(code, tables["name"], tables)


@cache
def bodies() -> tuple[str, ...]:
    """The words that make a name a body's in the news of every language.

    >>> "foundation" in bodies()
    True
    """
    return _words("bodies.toml")


@cache
def honours() -> frozenset[str]:
    """The letters behind a name for an honour or an office, as they are written.

    >>> "QC" in honours()
    True
    """
    return frozenset(_words("honours.toml"))


def _words(name: str) -> tuple[str, ...]:
    """The words of a table that holds nothing else."""
    return tuple(tomllib.loads((files("quotes") / "data" / name).read_text(encoding="utf8"))["words"].split())


@cache
def first_names() -> Mapping[str, Any]:
    """First names that are known in every language, by gender: the world's news names people from everywhere."""
    names: Mapping[str, Any] = tomllib.loads(_NAMES.read_text(encoding="utf8"))
    return names


def detect(text: str, claimed: str | None = None) -> str:
    """The ISO 639-1 code of the text's language by py3langid; ``claimed`` stands where the text says too little.

    >>> detect("Le ministre a déclaré que la réforme serait retirée avant la fin du mois.")
    'fr'
    """
    sample = text[:_ENOUGH]
    if claimed and sum(c.isalpha() for c in sample[:200]) < 20:
        return claimed[:2].lower()
    import py3langid

    return str(py3langid.classify(sample)[0])
