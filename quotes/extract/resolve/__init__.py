"""The person or body behind every mention, within the article.

A mention is a name, a pronoun or a description. Names are looked up in the article's cast. A pronoun is the nearest
earlier subject or speaker that it fits; a definite description is whoever was described so, else, as for a pronoun, the
one spoken of; an indefinite one is a source of its own and stays as described.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extract import wordclass as wc
from quotes.extract.attribute import WRITTEN, Attribution
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.mentions import Cast
from quotes.extract.mentions.cases import is_domain
from quotes.extract.mentions.unspaced import name_without_capitals
from quotes.extract.resolve.describing import described, epithet
from quotes.extract.resolve.implied import implied
from quotes.extract.resolve.naming import (
    body_in,
    cast_alone,
    in_marks,
    in_nominative,
    is_outlet,
    joined,
    name_in,
    named,
    office_holder,
)
from quotes.extract.resolve.nearest import pronoun
from quotes.extract.resolve.room import Resolved, Room
from quotes.extract.resolve.several import subject_of
from quotes.extract.resolve.turns import answering, going_on
from quotes.extract.tokenising import tokenise
from quotes.model import Kind, Span

__all__ = ["Resolved", "Room", "resolve", "resolve_mention"]


_STANDS_IN = wc.PRONOUN | wc.POSSESSOR | wc.OBJECT
_UTTERED = frozenset({"verb, subject", "subject, verb", "according to", "label", "inside the marks"})
"""Rules that make somebody of whatever noun they find."""


def resolve(
    text: str, attributions: Sequence[Attribution], kinds: Sequence[Kind], cast: Cast, lexicon: Lexicon
) -> list[Resolved]:
    """One answer an attribution, in the same order; nobody speaks in scare quotes, so no later "he" is said there."""
    room = Room(text, cast, lexicon)
    result: list[Resolved] = []
    before = Attribution()
    for a, kind in zip(attributions, kinds, strict=True):
        if a.source is not None:
            result.append(result[a.source] if a.source < len(result) else Resolved())
            continue
        done = _of(a, before, room)
        before = a
        at = a.mention or a.cue
        heard = kind != "scare" and not a.rule.startswith("inside another")
        if at and done.speaker and heard and _somebody(a, done, room):
            if a.rule in _UTTERED:
                _has_spoken(done, lexicon)
            room.spoken.append((at.start, done))
        if a.relayer:
            relayer = resolve_mention(a.relayer, room)
            room.spoken.append((a.relayer.start, relayer))
            done.relayer = relayer.speaker
        result.append(done)
    for i, a in enumerate(attributions):
        if a.source is not None and a.source > i:
            result[i] = result[a.source]
    return result


def _of(a: Attribution, before: Attribution, room: Room) -> Resolved:
    """Who is behind one attribution, whose own mention it is."""
    if not a.mention:
        return _unsaid(a, room)
    if a.rule == WRITTEN and room.lexicon.gender.get(room.text[a.mention.start : a.mention.end].lower()):
        return _several("n", a.mention.start, room)
    return answering(a, before, room) or going_on(a, room) or _told_of(a, room) or resolve_mention(a.mention, room)


def _somebody(a: Attribution, done: Resolved, room: Room) -> bool:
    """Whether a later "he" may mean the speaker of a quotation; `The crisis threatens “…”` makes nobody speak."""
    if done.person or done.how != "description" or a.rule in _UTTERED:
        return True
    line = Line(capital_nouns=room.lexicon.nouns_capital)
    tokenise(line, done.speaker or "", 0, len(done.speaker or ""), room.lexicon)
    head = next((k for k, f in enumerate(line.flags) if k and f & (wc.PREPOSITION | wc.COMMA)), len(line.flags))
    return any(f & (wc.ROLE | wc.TITLE | wc.GROUP) for f in line.flags[:head])


def _has_spoken(done: Resolved, lexicon: Lexicon) -> None:
    """Whoever has a name in full and speaks is a person, where nothing says that it is a body's or an outlet's."""
    who = done.person
    if who and not who.person and len(who.words) > 1 and not who.body and done.gender != "n":
        who.person = not is_outlet(who.name, lexicon)


def resolve_mention(span: Span, room: Room) -> Resolved:
    """Who is meant by the words of a span, after those who have spoken so far."""
    if at_once := _pronoun_alone(span, room) or cast_alone(span, room) or _marked(span, room):
        return at_once
    line = Line(capital_nouns=room.lexicon.nouns_capital)
    tokenise(line, room.text, span.start, span.end, room.lexicon)
    if not line.word:
        return Resolved()
    if line.flags[0] & (wc.PLAIN | wc.GERUND) and line.flags[0] & wc.CAPITAL and line.word[0] in room.cast.by_word:
        line.flags[0] = wc.NAME | wc.CAPITAL
    for k, flag in enumerate(line.flags):
        if flag & wc.ROLE and flag & wc.NAME and room.cast.by_surname(line.word[k]):
            line.flags[k] = wc.NAME | wc.CAPITAL
    if len(line.word) == 1 and (line.flags[0] & _STANDS_IN or _alone(line.word[0], room)):
        return _standing_in(line.word[0], span.start, room)
    in_nominative(line, room)
    if body_in(line):
        return Resolved(room.text[span.start : span.end], gender="n", how="description")
    if epithet(line, room):
        return described(line, span, room)
    if room.lexicon.caseless:
        name = name_without_capitals(line, room.lexicon)
    else:
        name = name_in(line) or _particled(line) or office_holder(line, room.lexicon)
    if name and name[0] and line.flags[name[0] - 1] & (wc.ROLE | wc.TITLE):
        name = None if is_domain(_written(line, name, room.text), room.lexicon) else name
    if name and (several := joined(line, span, room)):
        return several
    return named(line, name, room) if name else described(line, span, room)


def _marked(span: Span, room: Room) -> Resolved | None:
    """The outlet whose name stands between marks: `schreibt die „Nordaler Woche“`."""
    closed = span.end > span.start and not room.text[span.end - 1].isalnum()
    return in_marks(room.text[span.start : span.end], room.lexicon) if closed else None


def _pronoun_alone(span: Span, room: Room) -> Resolved | None:
    """Whom a pronoun as the tables have it means, inside a sentence: seen without cutting it into words."""
    written, lexicon = room.text[span.start : span.end], room.lexicon
    if written not in lexicon.gender or not written.isalpha() or written in lexicon.phrases or lexicon.fold:
        return None
    return _standing_in(written, span.start, room) if lexicon.flags.get(written, 0) & _STANDS_IN else None


def _standing_in(word: str, at: int, room: Room) -> Resolved:
    gender = room.lexicon.gender.get(word, "")
    return _several(gender, at, room) if gender in ("p", "n") else pronoun(word, at, room)


def _alone(word: str, room: Room) -> bool:
    """`Este dijo`: a determiner without its noun, where it shows a gender."""
    return word in room.lexicon.stands_alone and room.lexicon.gender.get(word, "") in ("m", "f")


def _particled(line: Line) -> tuple[int, int] | None:
    """`von der Heide`: the name behind its particle."""
    k = next((k for k, f in enumerate(line.flags) if not f & (wc.PREPOSITION | wc.DETERMINER)), 0)
    named = line.flags[0] & wc.PREPOSITION and k == len(line.flags) - 1 and line.flags[k] & wc.NAME
    return (k, k + 1) if named else None


def _several(gender: str, at: int, room: Room) -> Resolved:
    """Whom "they" or "it" means; nobody rather than whatever name is nearest."""
    found = subject_of(at, gender, room)
    if isinstance(found, Span):
        found = resolve_mention(found, room)
    return Resolved(found.speaker, found.person, found.gender, how="pronoun") if found else Resolved(how="pronoun")


def _written(line: Line, name: tuple[int, int], text: str) -> list[str]:
    return [text[line.start[k] : line.end[k]] for k in range(*name)]


def _told_of(a: Attribution, room: Room) -> Resolved | None:
    """Whom the sentence before tells of by an office, where a pronoun of that gender has the cue."""
    if not a.topic or not a.mention or room.spoken_before(a.mention.start) >= a.topic.start:
        return None
    gender = room.lexicon.gender.get(room.text[a.mention.start : a.mention.end].lower(), "")
    words = room.text[a.topic.start : a.topic.end].lower().replace("’", "'").replace("'", "' ").split()
    flags = [room.lexicon.flags.get(word, 0) for word in words]
    head = next((k for k, f in enumerate(flags) if k and f & wc.PREPOSITION), len(flags))
    office = any(f & (wc.ROLE | wc.TITLE) for f in flags) and not flags[head - 1] & wc.GROUP
    told = resolve_mention(a.topic, room) if office and gender in ("m", "f") else None
    if told and not told.gender and not told.person:
        at = Resolved() if flags[0] & wc.POSSESSOR else resolve_mention(a.mention, room)
        told.gender = gender
        return at if at.speaker else told
    return told if told and told.gender == gender else None


def _unsaid(a: Attribution, room: Room) -> Resolved:
    """Who speaks where the verb alone says that somebody does ("dijo")."""
    if a.rule != "subject in the verb" or not a.cue:
        return Resolved()
    told = a.topic and room.spoken_before(a.cue.start) < a.topic.start and resolve_mention(a.topic, room)
    return told or implied(a.cue.start, room) or Resolved()
