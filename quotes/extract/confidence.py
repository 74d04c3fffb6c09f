"""How far an attribution is to be trusted: how often its rule was right, less for pronouns, descriptions, outlets."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _shares() -> dict[str, Any]:
    return tomllib.loads((files("quotes") / "data" / "confidence.toml").read_text(encoding="utf8"))


@cache
def confidence(rule: str, how: str, *, language: str = "en", outlet: bool = False) -> float:
    """The probability that speaker and outlet are right, 0–1.

    ``rule`` is the rule that found the mention, ``how`` the kind of mention, ``language`` the article's code. The
    shares are counted, and their source told, in data/confidence.toml.

    >>> confidence("verb, subject", "name") > confidence("subject of the sentence", "pronoun")
    True
    >>> confidence("verb, subject", "name", language="de") < 0.9 < confidence("verb, subject", "name")
    True
    """
    shares = _shares()
    rules = shares["rules"]
    base = rules.get(rule) or rules.get(rule.split(":")[0], rules["other"])
    mention = float(shares["mentions"].get(how, 1.0))
    named = float(shares["outlet"]["named"]) if outlet else 1.0
    spoken = float(shares["languages"].get(language, shares["languages"]["other"]))
    return round(float(base) * mention * named * spoken, 3)
