"""The words that readers see, from vocabulary.toml: names of languages, relations, flags and kinds."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """The whole of vocabulary.toml, read once."""
    return tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf8"))


def language_name(code: str | None) -> str:
    """The English name of a language code; the code itself where it has none here.

    >>> language_name("fr"), language_name("fr-CA"), language_name("xx"), language_name(None)
    ('French', 'French', 'xx', 'language unknown')
    """
    names: dict[str, str] = vocabulary()["languages"]
    return names.get(base(code), code) if code else "language unknown"


def base(code: str | None) -> str:
    """The language of a tag without its region.

    >>> base("pt-BR")
    'pt'
    """
    return (code or "").replace("_", "-").split("-")[0].lower()


def direction(code: str | None) -> str:
    """The value of a dir attribute: by language, and by the text itself where the language is unknown.

    >>> direction("he"), direction("en"), direction("")
    ('rtl', 'ltr', 'auto')
    """
    if not code:
        return "auto"
    return "rtl" if base(code) in vocabulary()["scripts"]["right_to_left"] else "ltr"


def humane(key: str) -> str:
    """A machine's key as words.

    >>> humane("only_one-source")
    'only one source'
    """
    return key.replace("_", " ").replace("-", " ")


def relation(name: str) -> tuple[str, str]:
    """Label of a relation, and how a sentence with it begins.

    >>> relation("verbatim")
    ('word for word', 'The same words as')
    """
    label, begins = vocabulary()["relations"].get(name, (humane(name), f"{humane(name).capitalize()} of"))
    return label, begins


def flag(name: str) -> tuple[str, str]:
    """Label of a flag, and what it means; a flag that is new here is shown as it is.

    >>> flag("uncredited")[0], flag("seen_twice")
    ('uncredited', ('seen twice', ''))
    """
    label, meaning = vocabulary()["flags"].get(humane(name), (humane(name), ""))
    return label, meaning


def reason(name: str) -> str:
    """The sentence for a reason; one that is new here is shown as it is.

    >>> reason("hyperlink"), reason("seen_twice"), reason("earlier")
    ('It links to that article.', 'Seen twice.', '')
    """
    words = humane(name)
    sentence: str = vocabulary()["reasons"].get(words, f"{words[:1].upper()}{words[1:].rstrip('.')}.")
    return sentence
