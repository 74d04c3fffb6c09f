"""What comparing words needs beside folding their letters: short forms written out, and which words say little."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from quotes.text import fold

_TYPOGRAPHIC = [("’", "'"), ("‘", "'"), ("ʼ", "'"), *((mark, " ") for mark in "“”„«»–—…")]


@cache
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((files("quotes") / "data" / "contractions.toml").read_text(encoding="utf8"))
    forms = {**table["whole"], **table["endings"]}
    forms |= {f"{word}'s": f"{word} is" for word in table["is"]["words"]}
    whole = "|".join(map(re.escape, (*table["whole"], *(f"{w}'s" for w in table["is"]["words"]))))
    endings = "|".join(map(re.escape, table["endings"]))
    return re.compile(rf"\b(?:{whole})\b|(?<=\w)(?:{endings})\b"), forms


def spelled_out(folded: str) -> str:
    """Folded text with typographic marks plain and short forms written out.

    >>> spelled_out("we don’t say it’s the end")
    'we do not say it is the end'
    """
    for mark, plain in () if folded.isascii() else _TYPOGRAPHIC:
        folded = folded.replace(mark, plain)
    pattern, forms = _short_forms()
    return pattern.sub(lambda found: forms[found[0]], folded)


@cache
def common() -> frozenset[str]:
    """The words of all languages that say nothing of what a sentence is about, folded."""
    return frozenset(fold(word) for words in _word_lists()["common"].values() for word in words.split())


@cache
def everyday() -> frozenset[str]:
    """Words that stock phrases are made of: they say something, but many people say it."""
    return frozenset(fold(word) for words in _word_lists()["everyday"].values() for word in words.split())


@cache
def _word_lists() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("quotes") / "data" / "common_words.toml").read_text(encoding="utf8"))
