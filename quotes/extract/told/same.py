"""Whether one who is only described may be who spoke last: `the minister` after `Miller told X`, `he` after `the star`.

News calls one speaker by many names, and a reader takes them for one as long as nobody else has spoken in between. So
it is asked here what speaks against it, not what proves it.
"""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.resolve import Resolved
from quotes.extract.told.desk import Desk
from quotes.extract.told.occasions import ANYBODY
from quotes.register import Register


def may_be_same(desk: Desk, index: int, last: Resolved) -> bool:
    """Whether nothing says that the speaker of a quotation is not the same person as another.

    A name fits a longer form of itself and a definite description; someone unnamed (`a driver`, `drivers`) fits nobody,
    and no more does a body (`the ministry`).
    """
    this = desk.resolved[index]
    if {this.gender, last.gender} == {"f", "m"}:
        return False
    names = [_name(this) or _called(desk, index), _name(last)]
    if all(names):
        return names[0] <= names[1] or names[1] <= names[0]
    if names[0] and is_unclear(last):
        return last.how == ANYBODY
    return all(name or _is_one(desk, r) for name, r in zip(names, (this, last), strict=True))


def is_unclear(r: Resolved) -> bool:
    """Whether only a pronoun, or nothing, stands for a speaker."""
    return r.speaker is None or (r.how == "pronoun" and not _is_person(r))


def _name(r: Resolved) -> set[str]:
    """The words of a person's name, none where nobody is named."""
    return set(r.person.words) if r.person and _is_person(r) else set()


def _called(desk: Desk, index: int) -> set[str]:
    """The one word by which a sentence names somebody, if it is not merely its first, which has a capital anyway."""
    this, mention = desk.resolved[index], desk.reading.attributions[index].mention
    if mention is None or this.how != "name" or this.person is None or this.person.body:
        return set()
    before = desk.text[max(0, mention.start - 3) : mention.start].rstrip()[-1:]
    known = Register.load().by_name(this.person.name, desk.language.code)
    sure = before.isalpha() or desk.text.count(this.person.name, 0, mention.start) > 0
    return set(this.person.words) if sure and known is None else set()


def _is_person(r: Resolved) -> bool:
    return r.person is not None and not r.person.body and (r.person.person or len(r.person.words) > 1)


def _is_one(desk: Desk, r: Resolved) -> bool:
    """Whether words describe one certain person, as far as they tell."""
    if is_unclear(r) or r.speaker is None:
        return True
    if r.how != "description" or r.person is not None:
        return False
    flags = [desk.reading.lexicon.flags.get(word.lower(), 0) for word in r.speaker.split()]
    if any(f & wc.GROUP for f in flags):
        return False
    return not flags[0] & wc.DETERMINER or bool(flags[0] & wc.DEFINITE)
