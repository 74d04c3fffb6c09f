"""Whether one who is only described may be who spoke last: `the minister` after `Miller told X`, `he` after `the star`.

News calls one speaker by many names, and a reader takes them for one as long as nobody else has spoken in between. So
it is asked here what speaks against it, not what proves it.
"""

from __future__ import annotations

from itertools import takewhile

import regex

from quotes.extract import wordclass as wc
from quotes.extract.resolve import Resolved
from quotes.extract.told.desk import Desk
from quotes.extract.told.occasions import ANYBODY
from quotes.register import Register
from quotes.text import fold


def may_be_same(desk: Desk, index: int, this: Resolved, last: Resolved) -> bool:
    """Whether nothing says that the speaker of a quotation (``this``) is not the same person as another.

    A name fits a longer form of itself and a definite description; someone unnamed (`a driver`, `drivers`) fits nobody,
    and no more does a body (`the ministry`).
    """
    if {this.gender, last.gender} == {"f", "m"} or (this.gender in ("p", "n") and last.gender in ("f", "m")):
        return False
    names = [_name(this) or _called(desk, index), _name(last)]
    if this.gender in ("p", "n") and not names[0] and names[1]:
        return False
    if all(names):
        return names[0] <= names[1] or names[1] <= names[0]
    if names[0] and is_unclear(last):
        return last.how == ANYBODY or adds(desk, index)
    if not any(names) and _is_mere_capital(desk, this):
        return is_unclear(last) or _is_one(desk, last)
    if is_unclear(this) or _is_definite(desk, this):
        names[1] = names[1] or ({""} if _is_somebody(desk, last) else set())
    return all(name or _is_one(desk, r) for name, r in zip(names, (this, last), strict=True))


def as_said(desk: Desk, index: int) -> Resolved:
    """Who says a quotation; a single capitalised word behind an article is no name: `le Gunner`, `the Libertarian`."""
    r, mention = desk.resolved[index], desk.reading.attributions[index].mention
    words = desk.text[mention.start : mention.end].replace("’", "’ ").replace("'", "' ").split() if mention else []
    flags = desk.reading.lexicon.flags.get(words[0].lower(), 0) if words else 0
    if r.speaker is None and words and not r.gender:
        return Resolved(gender=desk.reading.lexicon.gender.get(words[0].lower(), ""), how=r.how)
    alone = r.person is None or (len(r.person.words) == 1 and not r.person.body)
    if r.how != "name" or len(words) < 2 or not flags & wc.DEFINITE or not alone:
        return r
    return Resolved(r.speaker, None, r.gender, how="description")


def is_unclear(r: Resolved) -> bool:
    """Whether only a pronoun, or nothing, stands for a speaker."""
    return r.speaker is None or (r.how == "pronoun" and not _is_person(r))


def _name(r: Resolved) -> set[str]:
    """The words of a person's name, none where nobody is named."""
    return set(map(fold, r.person.words)) if r.person and _is_person(r) else set()


def _called(desk: Desk, index: int) -> set[str]:
    """The one word by which a sentence names somebody, if it is not merely its first, which has a capital anyway."""
    this, mention = desk.resolved[index], desk.reading.attributions[index].mention
    if mention is None or this.how != "name" or this.person is None or this.person.body:
        return set()
    before = desk.text[max(0, mention.start - 3) : mention.start].rstrip()[-1:]
    known = Register.load().by_name(this.person.name, desk.language.code)
    sure = before.isalpha() or desk.text.count(this.person.name, 0, mention.start) > 0
    return set(map(fold, this.person.words)) if sure and known is None else set()


def adds(desk: Desk, index: int) -> bool:
    """Whether a verb says that somebody goes on: `Miller added`."""
    return _cue_is(desk, index, desk.frames.adding)


def is_written(desk: Desk, index: int) -> bool:
    """Whether a verb says that somebody writes, so that it is not what he or she told somebody."""
    return _cue_is(desk, index, desk.frames.posting)


def _cue_is(desk: Desk, index: int, verbs: regex.Pattern[str] | None) -> bool:
    cue = desk.reading.attributions[index].cue
    return cue is not None and verbs is not None and verbs.search(desk.text, cue.start, cue.end) is not None


def _is_mere_capital(desk: Desk, r: Resolved) -> bool:
    """Whether a speaker is but a sentence's first word, which nothing shows to be a name: `Seconds later she said`."""
    if r.how != "name" or r.person is None or r.person.body or len(r.person.words) > 1:
        return False
    return Register.load().by_name(r.person.name, desk.language.code) is None


def _is_definite(desk: Desk, r: Resolved) -> bool:
    flags = desk.reading.lexicon.flags.get((r.speaker or "").split(" ")[0].lower(), 0)
    return r.how == "description" and bool(flags & wc.DEFINITE)


def _head(desk: Desk, r: Resolved) -> list[str]:
    """The words of a description without whose it is: `the head` of `the head of the group`."""
    words = (r.speaker or "").lower().split()
    return [*words[:2], *takewhile(lambda word: word not in desk.frames.of, words[2:])]


def _is_somebody(desk: Desk, r: Resolved) -> bool:
    """Whether it is one person, by a mere surname or not named at all: `a source`, whom `the source` means later."""
    if r.how == "name":
        return r.person is not None and not r.person.body
    words = _head(desk, r)
    flags = [desk.reading.lexicon.flags.get(word, 0) for word in words]
    return bool(words) and words[0] in desk.frames.articles and not any(f & wc.GROUP for f in flags)


def _is_person(r: Resolved) -> bool:
    if r.person is None or r.person.body:
        return False
    return r.person.person or len(r.person.words) > 1 or r.how == "pronoun"


def _is_one(desk: Desk, r: Resolved) -> bool:
    """Whether words describe one certain person, as far as they tell."""
    if is_unclear(r) or r.speaker is None:
        return True
    if r.how != "description" or r.person is not None:
        return False
    head = _head(desk, r)
    flags = [desk.reading.lexicon.flags.get(word, 0) for word in head]
    if head[0][0].isdigit():
        return False
    if any(f & wc.GROUP for f in flags):
        return False
    return not flags[0] & wc.DETERMINER or bool(flags[0] & wc.DEFINITE)
