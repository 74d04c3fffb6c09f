"""The people and bodies an article names: every run of capitals, gathered into one ``Person`` a bearer.

A surname belongs to the full name that has it; two full names with one surname stay two people, and a surname alone is
then the one whose title or gender fits, else the one named most recently in full nearby, else the one named most often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.mentions.acronyms import take_up
from quotes.extract.mentions.around import aged, describe, related
from quotes.extract.mentions.bearers import bearer, enter
from quotes.extract.mentions.headings import Headings
from quotes.extract.mentions.people import Cast, Mention, Person, Run
from quotes.extract.mentions.runs import Names, names

__all__ = ["Cast", "Mention", "Person", "cast"]


_OF = 8
"""Code points before a name in which a preposition is looked for."""
_OPENING = 4
"""Code points before a word that tell whether it opens a sentence."""
_MANY = 100
"""So many names of an article are looked for in its text one by one."""
_BEHIND = re.compile(r" ([^\W\d_]+['’]?)")
"""The word behind a name."""
_OFTEN = 3
_OFFICE = 40
"""Code points before a name in which its office and an adjective stand."""
"""So many full mentions of a person are asked for a description."""


def cast(text: str, quoted: Sequence[tuple[int, int]], lexicon: Lexicon) -> Cast:
    """Everybody whom the text names. ``quoted`` are the stretches inside marks, in order."""
    reach = accumulate((end for _, end in quoted), max)
    found = Cast(text, lexicon, quoted=([start for start, _ in quoted], list(reach)))
    runs = _read(found)
    for run in sorted((run for run in runs if len(run.name.words) > 1), key=lambda run: -len(run.name.words)):
        enter(found, run)
    single = [run for run in runs if len(run.name.words) == 1]
    couples = _couples(single, lexicon)
    for run in single:
        enter(found, run, lexicon.titles.get(run.name.title, "") if run.name.folded[0] in couples else "")
    _describe(found)
    for run in single:
        _tell(found, run)
    _meant(found, runs)
    take_up(found.people, runs, text)
    for person in found.people:
        person.full_at.sort()
    return found


def _read(found: Cast) -> list[Run]:
    """Reads all names of the text; each as it is written is one ``Run``, in the order of their first occurrence."""
    read = _Runs(names(found.lexicon.code))
    starts, runs = found.starts, found.runs
    headings = Headings(found.text, found.lexicon)
    for match in found.lexicon.name.finditer(found.text):
        start = match.start()
        written = match[0] if start >= headings.reach else headings.name(match)
        if written.count(" ") > 1 and (domain := _domain(found, written, start)):
            written, start = written[domain:], start + domain
        if run := read[written]:
            start += run.name.offset
            starts.append(start)
            runs.append(run)
            run.at.append(start)
    return _without_common(found, [run for run in read.values() if run])


class _Runs(dict[str, "Run | None"]):
    """The name in each run of capitals, read once."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, written: str) -> Run | None:
        name = self.names[written]
        run = self[written] = Run(name) if name else None
        return run


def _without_common(found: Cast, runs: list[Run]) -> list[Run]:
    """Leaves out the words that owe their capital to the sentences they open, unless they are in somebody's full name:
    `Problems remain`, but `Ann Early … Early said`."""
    if found.lexicon.nouns_capital:
        return runs
    full = set[str]().union(*(run.name.folded for run in runs if len(run.name.words) > 1))
    spaced = _spaced(found.text, len(runs) > _MANY)
    return [
        run
        for run in runs
        if len(run.name.words) > 1 or run.name.title or run.name.folded[0] in full or not _common(found, run, spaced)
    ]


def _spaced(text: str, many: bool) -> Callable[[str], bool]:
    """How to ask whether a word stands between two spaces of a text: of many words, without reading it each time."""
    return set(text.split(" ")[1:-1]).__contains__ if many else lambda word: f" {word} " in text


def _common(found: Cast, run: Run, spaced: Callable[[str], bool]) -> bool:
    """Whether a word is common in its language, or in the article in lower case, and never but opens a sentence."""
    for start in run.at:
        if not _opens(found.text, start):
            return False
    word, lexicon = run.name.folded[0], found.lexicon
    if word in lexicon.first_names:
        return False
    return bool(lexicon.flags.get(word, 0) & wc.PLAIN) or spaced(word) or _participle(found, run)


def _participle(found: Cast, run: Run) -> bool:
    """Whether a word with a participle's ending is before a preposition or a number each time: `Accompagné d'une
    guitare, …`, `Mené deux sets à rien, …`."""
    lexicon, length = found.lexicon, run.name.length
    if not run.name.folded[0].endswith(lexicon.participle_opens or ("\0",)):
        return False
    behind = (_BEHIND.match(found.text, start + length) for start in run.at[:_OFTEN])
    flags = (lexicon.flags.get(m[1].lower(), 0) if m else 0 for m in behind)
    return all(f & wc.PREPOSITION or (f & wc.DETERMINER and not f & wc.DEFINITE) for f in flags)


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - _OPENING) : start].rstrip(" “\"‘'(")
    return not before or before[-1] in ".!?:\n"


def _couples(single: Sequence[Run], lexicon: Lexicon) -> set[str]:
    """The surnames of a man and a woman: `Mr Miller … Mrs Miller`."""
    titled = {(run.name.folded[0], lexicon.titles.get(run.name.title, "")) for run in single if run.name.title}
    return {surname for surname, gender in titled if gender == "m" and (surname, "f") in titled}


def _domain(found: Cast, written: str, start: int) -> int:
    """How much of a run is where an office is held: `Prime Minister of India Ann Lee` holds no "India Ann Lee"."""
    first, flags = written.partition(" ")[0], found.lexicon.flags
    if not flags.get(first.lower(), 0) & wc.PLACE:
        return 0
    before = found.text[max(0, start - _OF) : start].split()
    return len(first) + 1 if before and flags.get(before[-1].lower(), 0) & wc.OF else 0


def _describe(found: Cast) -> None:
    """Asks the first full mentions of everybody for a description."""
    for start, run in zip(found.starts, found.runs, strict=True):
        who = run.person
        if who and who.described < _OFTEN and len(run.name.words) > 1 and not found.is_quoted(start):
            who.described += 1
            describe(found.text, start, start + run.name.length, who, found.lexicon)


def _tell(found: Cast, run: Run) -> None:
    """What stands around the first mentions of a single word: an age, an office, what a first name is to somebody."""
    who, given = run.person, run.name.folded[0] in found.lexicon.first_names
    if not who or who.body or (who.person and not given):
        return
    for start in run.at[:_OFTEN]:
        if not found.is_quoted(start):
            who.person = who.person or aged(found.text, start + run.name.length)
            if given:
                related(found.text, start, who, found.lexicon)
            if len(who.words) == 1 and _with_office(found, start, who.name):
                describe(found.text, start, start + run.name.length, who, found.lexicon)


def _with_office(found: Cast, start: int, name: str) -> bool:
    """Whether an office stands before a single word, with an adjective at most: `le chanteur belge Kovar`."""
    no_name = name.isupper() or not name.isalpha() or found.lexicon.nouns_capital
    if no_name or found.lexicon.flags.get(name.lower(), 0) & wc.PLACE:
        return False
    words = found.text[max(0, start - _OFFICE) : start].rsplit(None, 2)[-2:]
    flags = [found.lexicon.flags.get(word, 0) for word in words]
    return bool(flags and (flags[-1] & wc.ROLE or (flags[0] & wc.ROLE and not flags[-1] and words[-1].islower())))


def _meant(found: Cast, names: Sequence[Run]) -> None:
    """Says of each mention whom it means; one that fits none of its bearers is dropped."""
    for run in names:
        run.shared = len(run.name.words) == 1 and len(found.by_word.get(run.name.folded[0], ())) > 1
    titles = found.lexicon.titles
    means = [
        bearer(found, run.name, start, titles.get(run.name.title, "")) if run.shared else run.person
        for start, run in zip(found.starts, found.runs, strict=True)
    ]
    if not all(means):
        kept = [k for k, person in enumerate(means) if person]
        found.starts, found.runs = [found.starts[k] for k in kept], [found.runs[k] for k in kept]
    found.bearers = [person for person in means if person]
