"""The people and bodies an article names: every run of capitals, gathered into one ``Person`` a bearer.

A surname belongs to the full name that has it; two full names with one surname stay two people, and a surname alone is
then the one whose title or gender fits, else the one named most recently in full nearby, else the one named most often.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.around import describe
from quotes.extract.mentions.bearers import bearer, enter
from quotes.extract.mentions.people import Cast, Mention, Person
from quotes.extract.mentions.runs import Run, run_of

__all__ = ["Cast", "Mention", "Person", "cast"]


_SENTENCE = re.compile(r"[.!?…][”\"»’']*\s+|\n+")
_OFTEN = 3
"""So many full mentions of a person are asked for a description."""


def cast(text: str, quoted: Sequence[tuple[int, int]], lexicon: Lexicon) -> Cast:
    """Everybody whom the text names. ``quoted`` are the stretches inside marks, in order."""
    read: dict[str, Run | None] = {}
    runs: list[tuple[int, Run]] = []
    for match in lexicon.name.finditer(text):
        written = match.group()
        if written not in read:
            read[written] = run_of(written, lexicon)
        run = read[written]
        if run:
            runs.append((match.start() + run.offset, run))
    found = Cast(text, lexicon, [], [], [], {})
    for start, run in sorted(runs, key=lambda r: (-len(r[1].words), r[0])):
        if len(run.words) > 1:
            enter(found, start, run, lexicon)
    for start, run in runs:
        if len(run.words) == 1:
            enter(found, start, run, lexicon)
    _mentions(found, text, runs, quoted, lexicon)
    for person in found.people:
        person.full_at.sort()
    found.starts = [m.start for m in found.mentions]
    found.ends = [m.end() for m in _SENTENCE.finditer(text)]
    return found


def _mentions(
    found: Cast,
    text: str,
    runs: Sequence[tuple[int, Run]],
    quoted: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> None:
    k, count = -1, len(quoted)
    inside = 0
    for start, run in runs:
        while k + 1 < count and quoted[k + 1][0] <= start:
            k += 1
            inside = max(inside, quoted[k][1])
        who = run.person
        if len(run.words) == 1 and len(found.by_word.get(run.folded[0], ())) > 1:
            who = bearer(found, run.folded, start, lexicon.titles.get(run.title, ""))
        if who is None:
            continue
        end, in_quote = start + run.length, start < inside
        if len(run.words) > 1 and not in_quote and who.described < _OFTEN:
            who.described += 1
            describe(text, start, end, who, lexicon)
        found.mentions.append(Mention(start, end, who, run.title, in_quote))
