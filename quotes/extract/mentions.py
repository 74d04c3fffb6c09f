"""The people and bodies an article names: every run of capitals, gathered into one ``Person`` a bearer.

A surname belongs to the full name that has it; two full names with one surname stay two people, and a surname alone is
then the one whose title or gender fits, else the one named most recently in full nearby, else the one named most often.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.lexicon import lexicon as lexicon_of

_BEFORE = re.compile(r"([\w.]+|[^\w\s])\s*$")
_AROUND = 60
"""Code points on either side of a full name in which it is described ("the senator Ann Lee", "Ann Lee, a judge")."""
_SENTENCE = re.compile(r"[.!?…][”\"»’']*\s+|\n+")
_DESCRIBED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,.;:]")
_NAMESAKES = 50
"""So many bearers of one name are told apart; more is no article."""
_OFFICE = 7
"""Words back from a name in which its office is looked for ("le ministre de la Santé et du Travail")."""
_OFTEN = 3
"""So many full mentions of a person are asked for a description."""
_APOSTROPHE = re.compile("['’]")
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_NEAR = 600
"""Code points back to which a full name is the one that its bare surname means."""


@dataclass(slots=True)
class Person:
    """One bearer of names; ``name`` is the fullest that the article gives."""

    name: str
    words: tuple[str, ...]
    gender: str = ""
    person: bool = False
    body: bool = False
    age: str = ""
    heads: set[str] = field(default_factory=set)
    described: int = 0
    full_at: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: who, where, with which title; ``quoted`` where it is no narration of the article's."""

    start: int
    end: int
    person: Person
    title: str
    quoted: bool


@dataclass(slots=True)
class Cast:
    """All people of an article and where they are named, in order."""

    text: str
    lexicon: Lexicon
    people: list[Person]
    mentions: list[Mention]
    starts: list[int]
    by_word: dict[str, list[Person]]
    ends: list[int] = field(default_factory=list)
    subjects: dict[int, bool] = field(default_factory=dict)

    def is_subject(self, m: Mention) -> bool:
        """Whether a name can be the subject where it stands; asked only of the few that a pronoun may mean."""
        if m.start not in self.subjects:
            self.subjects[m.start] = not m.quoted and _is_subject(self.text, m, self.lexicon)
        return self.subjects[m.start]

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place is in, roughly: enough to say which names share one."""
        return bisect_right(self.ends, place)


def cast(text: str, quoted: Sequence[tuple[int, int]], lexicon: Lexicon) -> Cast:
    """Everybody whom the text names. ``quoted`` are the stretches inside marks, in order."""
    read: dict[str, _Run | None] = {}
    runs: list[tuple[int, _Run]] = []
    for match in lexicon.name.finditer(text):
        written = match.group()
        if written not in read:
            read[written] = _name_in(written, lexicon)
        run = read[written]
        if run:
            runs.append((match.start() + run.offset, run))
    found = Cast(text, lexicon, [], [], [], {})
    for start, run in sorted(runs, key=lambda r: (-len(r[1].words), r[0])):
        if len(run.words) > 1:
            _enter(found, start, run, lexicon)
    for start, run in runs:
        if len(run.words) == 1:
            _enter(found, start, run, lexicon)
    _mentions(found, text, runs, quoted, lexicon)
    for person in found.people:
        person.full_at.sort()
    found.starts = [m.start for m in found.mentions]
    found.ends = [m.end() for m in _SENTENCE.finditer(text)]
    return found


@dataclass(slots=True)
class _Run:
    """A run of capitals as read: the name's words, in lower case too, its title, and how far in it begins."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    title: str
    offset: int
    length: int
    person: Person | None = None


def _name_in(run: str, lexicon: Lexicon) -> _Run | None:
    read = _read_run(run, lexicon.code)
    return _Run(*read) if read else None


@lru_cache(maxsize=1 << 16)
def _read_run(run: str, code: str) -> tuple[tuple[str, ...], tuple[str, ...], str, int, int] | None:
    """The name in a run of capitals, without the title, office or sentence-opening word before it."""
    lexicon = lexicon_of(code)
    elided = lexicon.elided.match(run)
    start = elided.end() if elided else 0
    run = run[start:]
    words = run.replace("\u00a0", " ").replace("\u202f", " ").split(" ")
    folded = [w.lower().rstrip(".") for w in words]
    flags = [lexicon.flags.get(w, 0) for w in folded]
    k = _office_ends(folded, flags, lexicon)
    title = next((w for w, f in zip(folded[:k], flags[:k], strict=True) if f & wc.TITLE), "")
    rest = tuple(w for w in words[k:] if w)
    if not rest or not rest[0][:1].isupper() or (len(rest) == 1 and flags[k] & (wc.CALENDAR | wc.FUNCTION | wc.GROUP)):
        return None
    if flags[-1] & wc.TITLE and len(rest) > 1 and not flags[-1] & wc.NOT_PERSON:
        return None
    head = _APOSTROPHE.split(folded[k], 1)[0]
    if head != folded[k] and lexicon.flags.get(head, 0) & wc.FUNCTION:
        return None
    offset = start + sum(len(w) + 1 for w in words[:k])
    return rest, tuple(folded[k : k + len(rest)]), title, offset, len(" ".join(rest))


def _office_ends(folded: list[str], flags: list[int], lexicon: Lexicon) -> int:
    """Where the name begins: "Senate Minority Leader Harry Reid" at Harry."""
    count, k = len(folded), 0
    body = any(f & (wc.GROUP | wc.NOT_PERSON) for f in flags[1:])
    if not body:
        k = max((i + 1 for i in range(count - 1) if flags[i] & (wc.TITLE | wc.ROLE)), default=0)
        given = next((i for i in range(k, count - 1) if folded[i] in lexicon.first_names), k)
        k = given if k or folded[0] not in lexicon.first_names else 0
    skipped = wc.FUNCTION | wc.CALENDAR | wc.CUE | wc.GERUND | wc.TITLE | wc.ROLE
    while k < count and flags[k] & skipped and not (k + 1 < count and folded[k] in lexicon.first_names):
        k += 1
    return k


def _enter(found: Cast, start: int, run: _Run, lexicon: Lexicon) -> None:
    known = run.person
    if known is None:
        known = _bearer(found, run.folded, start, "") if len(run.words) == 1 else _same_full(found, run.folded)
        known = known or _new(found, run, lexicon)
        run.person = known
        if run.title:
            known.person = True
            known.heads.add(run.title)
            if not (len(run.words) == 1 and len(known.words) > 1 and known.gender):
                known.gender = known.gender or lexicon.titles.get(run.title, "")
    if len(run.words) > 1:
        known.full_at.append(start)
        if len(run.words) > len(known.words):
            known.name, known.words = " ".join(run.words), run.folded


def _new(found: Cast, run: _Run, lexicon: Lexicon) -> Person:
    folded = run.folded
    known = Person(" ".join(run.words), folded)
    found.people.append(known)
    known.body = any(lexicon.flags.get(w, 0) & (wc.NOT_PERSON | wc.GROUP) for w in folded)
    given = folded[0] if folded[0] in lexicon.first_names else folded[0].split("-")[0]
    known.person = len(folded) > 1 and given in lexicon.first_names and not known.body
    known.gender = lexicon.first_names.get(given, "")
    middle = folded[1:-1] if known.person and len(folded) == 3 else ()
    for word in {folded[0], *(w for w in middle if len(w) > 2), _surname(folded)}:
        found.by_word.setdefault(word, []).append(known)
    if len(folded) > 1:
        found.by_word.setdefault("~" + _drift(_surname(folded)), []).append(known)
    return known


def _surname(folded: tuple[str, ...]) -> str:
    if folded[-1] in _SUFFIX and len(folded) > 1:
        return folded[-2]
    return folded[-1]


@lru_cache(maxsize=1 << 16)
def _drift(word: str) -> str:
    """A name without what its spellings drift in: Meyer, Meyers; Zelensky, Zelenskyy."""
    return re.sub(r"(.)\1", r"\1", word).removesuffix("s")


def _same_full(found: Cast, folded: tuple[str, ...]) -> Person | None:
    surname = _surname(folded)
    for known in [
        *found.by_word.get(surname, [])[:_NAMESAKES],
        *found.by_word.get("~" + _drift(surname), [])[:_NAMESAKES],
    ]:
        if (
            len(known.words) > 1
            and known.words[0] == folded[0]
            and (known.words[-1] in _SUFFIX) == (folded[-1] in _SUFFIX)
        ):
            return known
    for known in found.by_word.get(folded[0], [])[:_NAMESAKES]:
        if len(known.words) > len(folded) and folded in (known.words[: len(folded)], known.words[-len(folded) :]):
            return known
    for known in found.by_word.get(folded[0], [])[:_NAMESAKES]:
        if len(known.words) > 1 and known.words[0] == folded[0] and _misspelt(_surname(known.words), surname):
            return known
    return None


def _misspelt(a: str, b: str) -> bool:
    """Two letters changed places."""
    return a != b and len(a) > 4 and len(a) == len(b) and sorted(a) == sorted(b)


def _bearer(found: Cast, folded: tuple[str, ...], at: int, gender: str) -> Person | None:
    """Whom a single word names at that place."""
    bearers = found.by_word.get(folded[0]) or (
        found.by_word.get("~" + _drift(folded[0]), []) if len(folded[0]) > 4 else []
    )
    bearers = [p for p in bearers[:_NAMESAKES] if not (gender and p.gender and p.gender != gender)]
    if len(bearers) > 1:
        near = [
            (p.full_at[k - 1], p)
            for p in bearers
            if (k := bisect_right(p.full_at, at)) and at - p.full_at[k - 1] <= _NEAR
        ]
        family = [p for p in bearers if p.words[-1] == folded[0]] or bearers
        most = max(family, key=lambda p: len(p.full_at))
        return max(near, key=lambda x: x[0])[1] if near and len(most.full_at) < 3 else most
    return bearers[0] if bearers else None


def _mentions(
    found: Cast,
    text: str,
    runs: Sequence[tuple[int, _Run]],
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
            who = _bearer(found, run.folded, start, lexicon.titles.get(run.title, ""))
        if who is None:
            continue
        end, in_quote = start + run.length, start < inside
        if len(run.words) > 1 and not in_quote and who.described < _OFTEN:
            who.described += 1
            _described(text, start, end, who, lexicon)
        found.mentions.append(Mention(start, end, who, run.title, in_quote))


def _described(text: str, start: int, end: int, who: Person, lexicon: Lexicon) -> None:
    """What stands around a name: "the Republican senator Ann Lee", "Ann Lee, a judge from Ohio"."""
    before = _DESCRIBED.findall(text, max(0, start - _AROUND), start)
    after = _DESCRIBED.findall(text, end, end + _AROUND)
    if before and text[start - _AROUND if start > _AROUND else 0 : start][:1].isalpha():
        before = before[1:]
    told: list[str] = []
    comma = False
    for word in reversed(before):
        folded = word.lower()
        flag = lexicon.flags.get(folded, 0)
        if folded == "," and not told and not comma:
            comma = True
            continue
        if len(folded) == 1 or (flag & (wc.FUNCTION & ~wc.DETERMINER | wc.CUE) and not flag & (wc.ROLE | wc.TITLE)):
            break
        if flag & wc.DETERMINER:
            break
        told.append(folded)
    office = _office_before(before, lexicon) if told and not comma else []
    if office:
        told = [*office[::-1], *told]
    elif told and not any(lexicon.flags.get(w, 0) & (wc.ROLE | wc.TITLE) for w in (told[:1] if not comma else told)):
        told = []
    if (
        after[:1] == [","]
        and len(after) > 2
        and lexicon.flags.get(after[1].lower(), 0) & (wc.DETERMINER | wc.ROLE | wc.TITLE)
    ):
        stop = next((i for i, w in enumerate(after[1:], 1) if w in ",.;:"), len(after) - 1)
        apposed = [(w.lower(), lexicon.flags.get(w.lower(), 0)) for w in after[1:stop]]
        if not any(flag & (wc.AUXILIARY | wc.BE | wc.CUE) and not flag & (wc.ROLE | wc.TITLE) for _, flag in apposed):
            told += [w for w, flag in apposed if not flag & wc.FUNCTION]
    elif after[:1] == [","] and len(after) > 1 and lexicon.flags.get(after[1].lower(), 0) & wc.RELATIVE:
        who.person = who.person or not who.body
    for word in told:
        if lexicon.flags.get(word, 0) & (wc.ROLE | wc.TITLE):
            who.person = True
            who.gender = who.gender or lexicon.gender.get(word, "")
        who.heads.add(word)


def _office_before(before: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of an office with its domain: `le ministre de la Santé Paul Garnier`."""
    words: list[str] = []
    for word in reversed(before[-_OFFICE:]):
        folded = word.lower()
        flag = lexicon.flags.get(folded, 0)
        if flag & (wc.ROLE | wc.TITLE):
            return [*words, folded]
        if flag & wc.PUNCTUATION or (flag & wc.FUNCTION and not flag & (wc.OF | wc.DETERMINER)):
            break
        if len(folded) > 1 and not flag & wc.FUNCTION:
            words.append(folded)
    return []


def _is_subject(text: str, m: Mention, lexicon: Lexicon) -> bool:
    """Not the object of a preposition, not a possessor, not an adjective."""
    start, end, title = m.start, m.end, m.title
    after = text[end : end + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return False
    back = text[max(0, start - 30 - len(title)) : start]
    if title:
        back = back[: back.lower().rfind(title)] if title in back.lower() else back
    before = _BEFORE.search(back)
    if not before or "\n" in before.group() or not before.group(1)[0].isalnum():
        return True
    flag = lexicon.flags.get(before.group(1).lower(), 0)
    if flag & (wc.ASCRIBE | wc.ASCRIBE_START):
        return True
    return not flag & (wc.PREPOSITION | wc.DETERMINER | wc.GENITIVE | wc.CUE) or bool(flag & (wc.ROLE | wc.TITLE))
