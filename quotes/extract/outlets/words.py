"""The outlet that words name, and the patterns of words by which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import regex

OPEN = "“\"«„‘'‹「『《»”¡"
CLOSE = "”\"»“’'›」』》«"
STEP = regex.compile(rf"[{OPEN}’\s]*+(?P<word>[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}.-]*+)(?P<gap>['’]s?\s*|,?\s*)")
NAME = regex.compile(
    r"""
      \p{Lu}[\p{L}\p{N}&+-]*+                                          # a capitalised word
      (?: \s (?:(?:of|de|du|des|della|del|do|da|y|and|et|&|und|the|la)\s){0,2}?
          \p{Lu}[\p{L}\p{N}&+-]*+ ){0,4}                               # and more of them
    """,
    regex.VERBOSE,
)
COINED = regex.compile(
    r"(?!(?:Ma?c|De|Di|Du|La|Le|Lo|Van|Von|Fitz|St)\p{Lu}\p{Ll}+\b)\p{Lu}[\p{L}\p{N}]*(?:\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll})[\p{L}\p{N}]+"
)
"""A word with capitals within, as sites call themselves (`TheWrap`); not a surname (`McDonald`)."""
MARKED = regex.compile(rf"(?:(?<![\p{{L}}\p{{N}}])[{OPEN}]|[「『《])\s?$")
INNER = regex.compile(r"['’]s?\s+")
NOUN_AFTER = regex.compile(r"\s(?P<noun>\p{Ll}[\p{L}-]+)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an outlet; ``outlet`` is canonical where ``known``, ``kind`` is empty where it is not."""

    start: int
    end: int
    outlet: str
    kind: str = ""
    known: bool = True


def hints(forms: Iterable[str]) -> re.Pattern[str]:
    """Whole words for a text in lower case, as ``re`` has them: so they are found ten times as fast as else."""
    letters = "|".join(forms).lower().replace(r"[\p{l}-]", r"(?:[^\W\d_]|-)").replace(r"\p{l}", r"[^\W\d_]")
    return re.compile(rf"(?<![^\W_])(?:{letters})(?![^\W_])")


_OF = r"(?:(?:d[ieou]|d[eo]s|da|das|del|dell[ao]|delle|dei)\s(?:l[ao]s?\s|l['’])?|d['’]|dell['’])"
"""What joins a word for a paper to its place: `de la`, `des`, `dell’`."""


def called(
    opens: str = "", closes: str = "", of: str = "", ends: str = "", numbered: str = "", signs: str = "(?!)"
) -> regex.Pattern[str]:
    """A capitalised name that one of the words opens or closes, that itself ends with one, or is one with a number; a
    word that is "of" a place: `la Gazette des Dunes`."""
    name = r"\p{Lu}[\p{L}\p{N}&.’'-]*+(?<!['’]s)"
    before = rf"(?:(?:{'|'.join(opens.split())})\s(?:{name}(?:\s{name}){{0,2}}+|\d+))" if opens else r"(?!)"
    place = r"\p{Lu}[\p{L}’'-]*+"
    local = rf"(?:L['’])?(?:{'|'.join(of.split())})\s{_OF}{place}(?:\s{place}){{0,2}}+" if of else r"(?!)"
    number = rf"(?:{'|'.join(numbered.split())})\s\d{{1,2}}" if numbered else r"(?!)"
    within = rf"\p{{Lu}}\p{{Ll}}{{2,}}(?:{'|'.join(ends.split())})" if ends else r"(?!)"
    after = (
        rf"(?:(?:{name}\s(?:(?:of|and|de|du|la|&)\s)?){{1,4}}?(?:{'|'.join(closes.split())}))" if closes else r"(?!)"
    )
    return regex.compile(rf"(?:{after}|{before}|{local}|{within}|{number}|{signs})(?![\p{{L}}\p{{N}}])")
