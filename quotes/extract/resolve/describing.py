"""Whom a description means."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import flag_of
from quotes.extract.line import Line
from quotes.extract.mentions import Person
from quotes.extract.resolve.ages import of_age
from quotes.extract.resolve.brought_in import brought_in
from quotes.extract.resolve.countries import abroad, is_from, of_elsewhere, root
from quotes.extract.resolve.naming import is_outlet
from quotes.extract.resolve.nearest import salient
from quotes.extract.resolve.room import Resolved, Room
from quotes.extract.stand_ins import stand_ins
from quotes.model import Span

_TAIL = 6
"""Letters of a noun that is the last part of another: the "Sprecherin" is the "Polizeisprecherin"."""
_NAMED = 50
"""So many names back the last of several who were described so is looked for."""
_PEOPLE = 400
"""So many people of an article are searched for one who was described so."""


def described(line: Line, span: Span, room: Room) -> Resolved:
    """The person behind a description without a name; itself where it leads to nobody."""
    words = room.text[span.start : span.end]
    known = stand_ins(room.lexicon.code)
    for k, word in enumerate(line.word if known.uncapitalised else ()):
        if word in known.uncapitalised and not line.flags[k] & wc.CAPITAL:
            line.flags[k] = wc.ROLE
    told = [w for w, f in zip(line.word, line.flags, strict=True) if not f & wc.POSSESSOR]
    gender = next((g for g in map(room.lexicon.gender.get, told) if g in ("m", "f")), "")
    gender = gender or (known.demonym(line.word[1]) or "" if epithet(line, room) else "")
    if not any(f & wc.GROUP for f in line.flags):
        shown = known.articles.get(line.word[0], "")
        gender = ("" if shown == "n" and any(f & wc.ROLE for f in line.flags) else shown) or gender
    aged = next((m for a in room.lexicon.ages if (m := a.search(words))), None)
    if line.flags[0] & wc.DEFINITE or _bare(line, room) or room.behind_article(span.start):
        found = of_age(aged["age"], gender, room) if aged else None
        found = found or _by_heads(line, span.start, room, gender)
        if found:
            return found
        if unnamed := brought_in(line, span, room):
            return unnamed
        head = line.flags[: _head_ends(line)]
        demonym = epithet(line, room) or (len(line.word) == 2 and line.word[1] in known.demonyms) or _from(line)
        role = demonym or any(f & (wc.ROLE | wc.TITLE) for f in head) or _is_trade(line, known.trades)
        set_apart = room.text.startswith(known.contrasts, span.end)
        if (role or aged) and not set_apart and not any(f & wc.GROUP for f in head) and not _of_a_body(line):
            found = salient(span.start, gender, room, "description")
            if found and not _of_another(line, found, room):
                return found
    elif (
        line.flags[0] & (wc.ROLE | wc.TITLE | wc.POSSESSOR)
        and not line.flags[0] & wc.GROUP
        and (found := _by_heads(line, span.start, room, gender))
    ):
        return found
    if not gender and _of_group(line):
        gender = "n"
    return Resolved(words, None, gender, how="description")


def _is_trade(line: Line, endings: tuple[str, ...]) -> bool:
    """`la bergère`: an article and one noun that no list has, with the ending of a trade."""
    unknown = len(line.word) == 2 and line.flags[1] & wc.PLAIN and not line.flags[1] & (wc.NAME | wc.CUE)
    return bool(unknown) and line.word[1].endswith(endings or ("\0",))


def _from(line: Line) -> bool:
    """Whether a phrase says of somebody only where from: `el de Rosario`."""
    flags = line.flags
    return len(flags) == 3 and bool(flags[0] & wc.DEFINITE and flags[1] & wc.OF and flags[2] & wc.NAME)


def _of_group(line: Line) -> bool:
    """Whether a description is of a group or a body: not `a council official`, `one of the officials`."""
    head = line.flags[: _head_ends(line)]
    person = head[-1] & wc.ROLE and not head[-1] & wc.GROUP and not head[0] & wc.NUMBER
    return any(f & wc.GROUP for f in line.flags) and not person


def _bare(line: Line, room: Room) -> bool:
    """Whether an office may be one that the article has told of, since the language has no articles to say so."""
    head = line.flags[: _head_ends(line)]
    return room.lexicon.no_articles and any(f & (wc.ROLE | wc.TITLE) for f in head) and not head[0] & wc.DETERMINER


def epithet(line: Line, room: Room) -> bool:
    """Whether a phrase is an article and where somebody comes from, written with a capital: `le Nantais`."""
    flags = line.flags
    if len(flags) != 2 or not flags[0] & wc.DEFINITE or not flags[1] & wc.NAME:
        return False
    if flags[1] & (wc.PLACE | wc.NOT_PERSON | wc.GROUP) or stand_ins(room.lexicon.code).demonym(line.word[1]) is None:
        return False
    named = any(len(p.words) > 1 for p in room.cast.by_word.get(line.word[1], ()))
    return not named and not is_outlet(room.text[line.start[0] : line.end[1]], room.lexicon)


def _of_another(line: Line, found: Resolved, room: Room) -> bool:
    """Whether a description is of somebody beside the one spoken of: `the judge`, `the Miller supporter`; beside an
    unnamed source it is whoever has a trade of another kind: `the mayor` after `the reporter`."""
    strange = not room.lexicon.strangers.isdisjoint(line.word)
    if found.person is None and _of_other_trade(line, found.speaker or "", room):
        return True
    if found.person is None:
        return strange == room.lexicon.strangers.isdisjoint((found.speaker or "").lower().split())
    of_name = line.capital_nouns and any(a & wc.OF and b & wc.NAME for a, b in pairwise(line.flags))
    own = any(f & wc.NAME and w in found.person.words for w, f in zip(line.word, line.flags, strict=True))
    return strange or of_name or own or _set_apart(line, found.person, room) or abroad(line, found.person, room)


def _set_apart(line: Line, person: Person, room: Room) -> bool:
    """Whether nobody has the trade of a description beside the one that somebody is known by: `le préfet` after the
    mayor, `l'entraîneur` after the captain."""
    rows = stand_ins(room.lexicon.code).apart
    own = next((row for row in rows if not row.isdisjoint(line.word)), None)
    return own is not None and own.isdisjoint(person.heads) and any(not row.isdisjoint(person.heads) for row in rows)


def _of_other_trade(line: Line, speaker: str, room: Room) -> bool:
    """Whether two descriptions have different nouns, neither of which fits anybody: `le président`, `l'accusé`."""
    anybody = stand_ins(room.lexicon.code).anybody
    own, spoken = (
        {w for w in line.word if _is_office(w, room)},
        {w for w in speaker.lower().split() if _is_office(w, room)},
    )
    return bool(anybody and own and spoken) and own.isdisjoint(spoken) and anybody.isdisjoint(own | spoken)


def _by_heads(line: Line, at: int, room: Room, gender: str) -> Resolved | None:
    """The one person whom the article describes in these words; the head noun itself counts double."""
    flags = line.flags
    words = [
        w
        for w, f in zip(line.word, flags, strict=True)
        if f & (wc.ROLE | wc.TITLE | wc.PLAIN | wc.NAME) and not f & wc.GROUP
    ]
    if not any(f & (wc.ROLE | wc.TITLE) for f in flags):
        return _by_epithet(line, room) if len(flags) == len(words) + 1 == 2 else None
    head = _head_ends(line)
    heads = {w for w, f in zip(line.word[:head], flags, strict=False) if f & (wc.ROLE | wc.TITLE)}
    known, own = stand_ins(room.lexicon.code), frozenset(heads)
    heads |= {narrower for w in own if w in known.wider for narrower in known.wider[w]}
    office = any(f & wc.TITLE for f in flags[:head])
    told = {w for p in room.cast.people[:_PEOPLE] for w in p.heads} | set(line.word[head:]) if office else set()
    domain = {w for w in words if w in told and not _is_office(w, room)}
    tails = tuple(w for w in heads if len(w) >= _TAIL) if line.capital_nouns else ()
    from_there = {root(w) for w in words if w in known.demonyms}
    held = _held(domain, from_there, office, room)
    if not room.lexicon.former.isdisjoint(words):
        held = [p for p in held if not room.lexicon.former.isdisjoint(p.heads)]
    scores = [(2 * len(p.heads & heads) + len(p.heads.intersection(words)), p) for p in held]
    if from_there:
        scores = [(n + is_from(p, from_there), p) if p.heads & heads else (n, p) for n, p in scores]
    if tails and not any(score for score, _ in scores):
        scores = [(sum(h.endswith(tails) for h in p.heads), p) for p in held]
    if not any(score for score, _ in scores):
        scores = [(sum(h.startswith("ex") and h[2:] in heads for h in p.heads), p) for p in held]
    best = max((score for score, _ in scores), default=0)
    chosen = [p for score, p in scores if score == best]
    if best > 0 and len(chosen) > 1 and flags[0] & wc.DEFINITE:
        chosen = _the_one_meant(chosen, at, gender, room)
    if best < 1 or len(chosen) != 1 or (gender and chosen[0].gender and gender != chosen[0].gender):
        return None
    by_stand_in = chosen[0].heads.isdisjoint({*own, *words}) and heads & chosen[0].heads
    if by_stand_in and _rather_another(chosen[0], at, gender, room):
        return None
    return Resolved(chosen[0].name, chosen[0], chosen[0].gender, how="description")


def _held(domain: set[str], from_there: set[str], office: bool, room: Room) -> list[Person]:
    """Who has been described, but for those whose office is another's by its domain or its country."""
    held = [p for p in room.cast.people[:_PEOPLE] if p.heads and not p.place]
    held = [p for p in held if not _elsewhere(p.heads, domain, room) or is_from(p, from_there)]
    return [p for p in held if not of_elsewhere(p, from_there, room)] if office and from_there else held


def _the_one_meant(people: list[Person], at: int, gender: str, room: Room) -> list[Person]:
    """Of several who have been described in the same words, whom a pronoun would mean, else who was named last."""
    wanted, cast = set(map(id, people)), room.cast
    found = salient(at, gender, room, "description")
    if found and found.person and id(found.person) in wanted:
        return [found.person]
    end = bisect_left(cast.starts, at)
    back = range(end - 1, max(-1, end - _NAMED), -1)
    last = (cast.bearers[k] for k in back if id(cast.bearers[k]) in wanted and not cast.is_quoted(cast.starts[k]))
    named = next(last, None)
    return [named] if named else people


def _rather_another(who: Person, at: int, gender: str, room: Room) -> bool:
    """Whether a word that only may take up somebody's office means the one spoken of, of whom no office is known; or
    somebody not named yet."""
    found = salient(at, gender, room, "description")
    spoken = found.person if found else None
    unknown = spoken and spoken is not who and not any(_is_office(w, room) for w in spoken.heads)
    named = any(b is who for b in room.cast.bearers[: bisect_left(room.cast.starts, at)][-_NAMED:])
    return bool(unknown) or not named


def _of_a_body(line: Line) -> bool:
    """Whether a description tells at length whose office it is: that brings somebody in."""
    return any(f & wc.GROUP for f in line.flags) and sum(bool(f & wc.PREPOSITION) for f in line.flags) > 1


def _head_ends(line: Line) -> int:
    """Where the head of a description ends: at its first preposition or comma."""
    ends = (k for k, f in enumerate(line.flags) if k and f & (wc.PREPOSITION | wc.COMMA) and not f & wc.NAME)
    return next(ends, len(line.flags))


def _elsewhere(heads: set[str], domain: set[str], room: Room) -> bool:
    """Whether somebody's office is another's by its domain: "el titular de Hacienda" is not the one of Justicia."""
    own = {w for w in heads if not _is_office(w, room)}
    return bool(domain and own) and not domain & own


def _is_office(word: str, room: Room) -> bool:
    return bool(flag_of(word, room.lexicon) & (wc.ROLE | wc.TITLE))


def _by_epithet(line: Line, room: Room) -> Resolved | None:
    """`el uruguayo`, where one person has been called so."""
    called = [p for p in room.cast.people[:_PEOPLE] if line.word[1] in p.heads]
    if len(called) != 1:
        return None
    return Resolved(called[0].name, called[0], called[0].gender, how="description")
