"""How a language's text is cut into words: elisions and endings, scripts without spaces, letters that are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

_DOT = r"\.(?!(?<=[a-zß-öø-ÿа-яёіїєґ]{4}\.)[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ])"
"""A stop inside a word; not one that ends a sentence and has lost its space (`said Miller.The council …`)."""


def split_words(words: str | Iterable[str]) -> list[str]:
    """A table's words: a string of single words, or a list where some have spaces in them."""
    return words.split() if isinstance(words, str) else list(words)


def folding(attribute: Mapping[str, Any]) -> dict[int, str]:
    """Letters that are read as others, and marks on letters that are passed over, for ``str.translate``.

    >>> "أكّد".translate(folding({"folds": "أا إا", "passed": "\\u0651"}))
    'اكد'
    """
    pairs = {ord(pair[0]): pair[1:] for pair in attribute.get("folds", "").split()}
    return pairs | {ord(mark): "" for mark in attribute.get("passed", "")}


def token_pattern(attribute: Mapping[str, Any], resolve: Mapping[str, Any]) -> re.Pattern[str]:
    """Elided words and enclitic pronouns are tokens of their own; a word keeps its inner hyphens and apostrophes.

    What may follow the first character is told by that character: a pattern that begins with a class of them is looked
    for fast.

    >>> token_pattern({"elisions": "l qu"}, {}).findall("Qu’elle voie l’ex-maire des U.S., « O’Brien »...")
    ['Qu’', 'elle', 'voie', 'l’', 'ex-maire', 'des', 'U.S.', ',', '«', 'O’Brien', '»', '...']
    """
    elided = "|".join(rf"(?<=\b{word[0]}){word[1:]}" for word in split_words(attribute.get("elisions", "")))
    enclitics = "|".join(split_words(attribute.get("enclitics", "")))
    ending = "|".join(["s", *split_words(attribute.get("contractions", ""))])
    enclitic = rf"(?<=-)(?:{enclitics})\b" if enclitics else "(?!)"
    hyphen = rf"-(?!(?:{enclitics})\b)" if enclitics else "-"
    if attribute.get("unspaced"):
        return re.compile(rf"{_known_words(attribute, resolve)}[A-Za-z0-9]+|[ァ-ヺー・]+|\w|[^\w\s]")
    letter = rf"[\w{attribute.get('passed', '')}]"
    return re.compile(
        rf"""\S(?:
          (?<=\w)(?:
              {letter}++(?![-'’&@.])                             # most words, without more ado
            | (?i:{elided or "(?!)"})['’](?=\w|\s?[«“"„]|\Z)
            | (?<=[^\W\d_])\.(?:[^\W\d_]\.)++                     # U.S.
            | {letter}*+(?:(?:{hyphen}|['’](?!(?:{ending})\b)|[&@]|{_DOT})\w++)*+  # 31-year-old, O’Brien, example.org
          )
        | (?<=['’])(?:{ending})\b                               # the English genitive and what a verb is cut to
        | {enclitic}
        | (?<=\.)\.\. | (?<=@)\w++ | (?<!\w)
        )""",
        re.VERBOSE,
    )


def _known_words(attribute: Mapping[str, Any], resolve: Mapping[str, Any]) -> str:
    """For scripts without spaces: the words that the tables know, longest first."""
    words = {w for table in attribute.get("words", {}).values() for w in split_words(table)}
    verbs = (forms for table in attribute.get("verbs", {}).values() for forms in table.values())
    words |= {w for forms in verbs for w in split_words(forms)}
    words |= {w for name in ("titles", "nouns") for table in resolve.get(name, {}).values() for w in split_words(table)}
    words |= {*resolve.get("pronouns", {}), *resolve.get("possessors", {})}
    firsts = groupby(sorted(filter(None, words)), lambda word: word[0])
    tails = {first: sorted((w[1:] for w in found), key=lambda w: (-len(w), w)) for first, found in firsts}
    ways = (rf"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})" for first, rest in tails.items())
    return rf"(?=[{re.escape(''.join(tails))}])(?:{'|'.join(ways)})|"
