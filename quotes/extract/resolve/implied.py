"""Who speaks where the verb alone says that somebody does ("dijo")."""

from __future__ import annotations

from bisect import bisect_left

from quotes.extract.mentions import Mention
from quotes.extract.resolve.clauses import BEFORE, WINDOW, leads, utters
from quotes.extract.resolve.nearest import CLEARLY, SPOKEN, salient
from quotes.extract.resolve.room import Resolved, Room, fits

_IMPLIED = "subject in the verb"
_NEXT = 600
"""Code points behind a verb alone in which its subject is named, where an article opens with what somebody said."""
_LONG_AGO = 4
"""Sentences since somebody spoke, after which whoever was named in the last ones is rather meant."""


def implied(at: int, room: Room) -> Resolved | None:
    """Who speaks where the verb alone says that somebody does ("dijo").

    Whoever spoke last, unless a sentence since then has somebody else for its subject.
    """
    last = next(((p, r) for p, r in reversed(room.spoken[-SPOKEN:]) if p < at and r.speaker), None)
    if not last:
        return salient(at, "", room, _IMPLIED) or _told_of_next(at, room)
    sentence = room.cast.sentence
    text, ago = _is_text(last[1]), sentence(at) - sentence(last[0])
    since = _nearest_since(last[0], at, room) if text or ago > _LONG_AGO else None
    fresh = since if since and (text or sentence(at) - sentence(since.start) <= CLEARLY) else None
    topic = _topic(last[0], at, room) or fresh
    if topic:
        return Resolved(topic.person.name, topic.person, topic.person.gender, how=_IMPLIED)
    return Resolved(last[1].speaker, last[1].person, last[1].gender, how=_IMPLIED)


def _told_of_next(at: int, room: Room) -> Resolved | None:
    """`“It was hard”, dijo. ¶ Ana Molina llegó tarde`: before anybody is named, whom the article then tells of."""
    people = room.cast.among(at, at + _NEXT, lambda who: fits(who, "", True))
    m = next((m for m in people if room.cast.is_subject(m) and leads(m, room)), None)
    return Resolved(m.person.name, m.person, m.person.gender, how=_IMPLIED) if m else None


def _is_text(r: Resolved) -> bool:
    """Whether what spoke last is a body or a text: "dijo" is rather said by somebody."""
    return r.person is None and r.gender == "n"


def _nearest_since(since: int, at: int, room: Room) -> Mention | None:
    """The nearest person since a place who may be a subject there: not behind the comma of an apposition."""
    cast = room.cast
    named = range(bisect_left(cast.starts, at) - 1, bisect_left(cast.starts, max(since, at - WINDOW)) - 1, -1)
    for m in map(cast.mention, named):
        apposed = room.text[max(0, m.start - BEFORE) : m.start].rstrip().endswith(",")
        if not apposed and fits(m.person, "", True) and cast.is_subject(m):
            return m
    return None


def _topic(since: int, at: int, room: Room) -> Mention | None:
    """The nearest person, since the last speaker, whose name leads a sentence outside quotations."""
    cast = room.cast
    for m in cast.back(at, max(since, at - WINDOW), lambda who: fits(who, "", False)):
        if not cast.is_subject(m) or not leads(m, room):
            continue
        if fits(m.person, "", True) or utters(m, at, room):
            return m
    return None
