"""Where the marks stand in a text, and what their neighbours say of each: does it open or close?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, groupby, islice
from typing import NamedTuple

from quotes.extract.find.conventions import CLOSER, EITHER, OPENER, Role, Usage, families, possible

LONGEST_RUN = 6
"""More marks than this side by side are decoration: nested marks close at most three at once, each perhaps doubled."""

ENOUGH_RUNS = 2000
"""So many marks show how a text uses them."""

SINGLES = "‘’'`‚"

BEFORE: Mapping[str, Role] = {
    "start": (0, 3),
    "space": (0, 2),
    "new": (0, 2),
    "bracket": (0, 1.5),
    "colon": (0, 1.5),
    "dash": (0, 0.5),
    "stop": (1, 0),
    "letter": (2, 0),
    "digit": (2, 0),
    "neutral": (0, 0),
}
"""(cost of opening, cost of closing) for what stands before a mark ("new" is a space after the end of a sentence or
a clause); tuned on one half of the development texts."""

AFTER: Mapping[str, Role] = {
    "end": (4, 0),
    "space": (2, 0),
    "bracket": (0, 0.5),
    "colon": (2, 0),
    "dash": (0.5, 0),
    "stop": (2, 0),
    "ellipsis": (0, 0),
    "letter": (0, 2),
    "digit": (0, 2),
    "neutral": (0, 0),
}
"""The same for what stands after it."""

SPACED_AT_START = 1.0
"""A mark at the start of a paragraph opens, even with a space after it."""

SPACED_FAMILIES = {"guillemet": 0.3, "single guillemet": 0.3}
"""French puts spaces inside these marks, so their neighbours say little."""


class Mark(NamedTuple):
    """One mark (or two that were typed as one) with the costs of reading it as opening and as closing."""

    start: int
    end: int
    char: str
    family: str
    opening: float
    closing: float
    before: str
    after: str
    twin: bool


class _Kinds(dict[str, str]):
    """The kind of a neighbour, worked out once a character."""

    def __missing__(self, char: str) -> str:
        kind = self[char] = _kind(char)
        return kind


_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f\U00020000-\U0003ffff]"
)
_BRACKETS = "([{¿¡（［【《<"
_COLONS = ":："
_DASHES = "-–—―/‐‑‒−"
_ENDS = ".!?…:。！？؟"
_STOPS = ".,;!?…)]}%。，、；！？）］】》؟،؛>"
_EMPHASIS = "*_~|"


def _kind(char: str) -> str:
    for kind, chars in (("bracket", _BRACKETS), ("colon", _COLONS), ("dash", _DASHES), ("stop", _STOPS)):
        if char in chars:
            return kind
    if char.isspace() or char in "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff":
        return "space"
    if char in _EMPHASIS or _UNSPACED.match(char):
        return "neutral"
    return "digit" if char.isdigit() else "letter"


_KINDS = _Kinds()


_LETTER = r"[^\W\u0e00-\u0eff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""A letter of a script in which an apostrophe stands inside words."""


_COMMAS = r",(?<![\w,],),(?=[^\s,])"
"""Two commas before a word, as Dutch and Polish keyboards write the low mark: `,,It is shut'', she says`."""


@cache
def _pattern(commas: bool) -> re.Pattern[str]:
    """A run of marks that does not begin with an apostrophe inside a word; or, as ``idle``, marks and spaces alone.

    Only a text that has two ``commas`` side by side is searched for them.
    """
    chars = re.escape("".join(families()))
    marks = rf"[{chars}](?<!{_LETTER}['’‘`](?={_LETTER}))(?P<idle>(?:\s?[{chars}]){{{LONGEST_RUN},}}+)?[{chars}]*"
    return re.compile(rf"{_COMMAS}|{marks}" if commas else marks)


class _Costs(dict[tuple[str, str, str], Role]):
    """(mark, before, after) → costs, filled as the text asks."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        super().__init__()
        self.roles = roles

    def __missing__(self, key: tuple[str, str, str]) -> Role:
        char, before, after = key
        weight = SPACED_FAMILIES.get(families()[char], 1.0)
        opening, closing = (a + b for a, b in zip(BEFORE[before], AFTER[after], strict=True))
        if before == "start" and after == "space":
            opening = SPACED_AT_START
        role = self.roles[char]
        costs = self[key] = (opening * weight + role[0], closing * weight + role[1])
        return costs


@cache
def _costs(roles: tuple[tuple[str, Role], ...]) -> _Costs:
    return _Costs(dict(roles))


def scan(text: str, usage: Usage) -> Iterator[Mark]:
    """All marks in order, apostrophes and elisions left out.

    >>> from quotes.language import load
    >>> from quotes.extract.find.conventions import usage
    >>> [(m.char, m.opening, m.closing) for m in scan("It's “so”, in the '90s.", usage(load("en")))]
    [('“', 0.0, 6.0), ('”', 6.0, 0.0)]
    """
    runs = _runs(text, usage)
    head = list(islice(runs, ENOUGH_RUNS))
    costs = _costs(tuple(_roles(head, usage).items()))
    known = families()
    for start, run, before, after in chain(head, runs):
        for place, length, char in _split(run) if len(run) > 1 else ((0, 1, run),):
            opening, closing = costs[char, before, after]
            end = start + place + length
            yield Mark(end - length, end, char, known[char], opening, closing, before, after, length == 2)


def _runs(text: str, usage: Usage) -> Iterator[tuple[int, str, str, str]]:
    """(start, marks, kind before, kind after) of each run; an apostrophe at its beginning is left out."""
    for match in _pattern(",," in text).finditer(text):
        start, end = match.span()
        if match["idle"]:
            continue
        apostrophe = text[start] in SINGLES and _apostrophe(text, start, end, usage)
        if apostrophe and end - start > 1:
            yield start + 1, text[start + 1 : end], "bracket", _after(text, end)
        elif not apostrophe:
            yield start, match.group(), _before(text, start), _after(text, end)


def _apostrophe(text: str, start: int, end: int, usage: Usage) -> bool:
    """’90s, ’tis; and the elision before a mark: qu'"une, d’« un."""
    if end - start == 1:
        return usage.elided.match(text, end) is not None
    elision = text[start + 1] in "«“„" or text[end : end + 1].isalpha()
    return elision and start > 0 and text[start - 1].isalpha() and text[start + 1] not in SINGLES


def _before(text: str, start: int) -> str:
    if not start or text[start - 1] in "\n\r":
        return "start"
    kind = _KINDS[text[start - 1]]
    return "new" if kind == "space" and start > 1 and text[start - 2] in _ENDS else kind


def _after(text: str, end: int) -> str:
    if end == len(text) or text[end] in "\n\r":
        return "end"
    if text[end] in "….*" and not (text[end] == "." and text[end : end + 2] != ".."):
        return "ellipsis"
    return _KINDS[text[end]]


def _split(run: str) -> Iterator[tuple[int, int, str]]:
    """The marks of a run; two equal ones are one mark that was doubled: ``''`` is a double.

    >>> list(_split("’’’")), list(_split("“”"))
    ([(0, 1, '’'), (1, 2, '”')], [(0, 1, '“'), (1, 1, '”')])
    """
    place = 0
    for char, group in groupby(run):
        count = len(list(group))
        if count % 2:
            yield place, 1, char
        for twin in range(place + count % 2, place + count, 2):
            yield twin, 2, DOUBLED.get(char, char)
        place += count


DOUBLED = {",": "„", "'": '"', "’": "”", "‘": "“", "`": "“", "‚": "„"}
"""What two single marks side by side stand for."""


def _roles(runs: list[tuple[int, str, str, str]], usage: Usage) -> dict[str, Role]:
    """The language's roles, turned where this text clearly uses a mark another way."""
    opens: dict[str, int] = defaultdict(int)
    closes: dict[str, int] = defaultdict(int)
    for _, run, before, after in runs:
        opening, closing = BEFORE[before][0] + AFTER[after][0], BEFORE[before][1] + AFTER[after][1]
        if closing - opening >= 2:
            for char in run:
                opens[char] += 1
        elif opening - closing >= 2:
            for char in run:
                closes[char] += 1
    roles = dict(usage.roles)
    for char in opens.keys() | closes.keys():
        if possible().get(char) == EITHER and char not in "'’" and roles[char] != EITHER:
            roles[char] = _turned(roles[char], opens[char], closes[char])
    return roles


def _turned(role: Role, opens: int, closes: int) -> Role:
    usual, other = (opens, closes) if role == OPENER else (closes, opens)
    if other > 3 * usual:
        return CLOSER if role == OPENER else OPENER
    return EITHER if other >= 2 and 3 * other >= usual else role
