"""Which words of a sentence say to whom, or through what, something was said.

An outlet is one only where a frame says so: "told the Telegraph", "au Monde", "in an interview with", "wrote on".
Its name alone is not enough, since papers also report, employ and are the subject of stories. The frames of each
language are data ([outlets], see ``frames``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

import regex

from quotes.extract.outlets.doubt import noun_after
from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.openings import framed
from quotes.extract.outlets.phrase import phrase_at, unknown_at
from quotes.extract.outlets.places import (
    AIRED,
    ANYTHING,
    KIND,
    ON_AIR,
    PLATFORM,
    STEM,
    TELLING,
    WEAK,
    Places,
    places_in,
)
from quotes.extract.outlets.words import COINED, Phrase
from quotes.extract.values import OutletMention
from quotes.language import Language
from quotes.model import Outlet
from quotes.register import Named, Register

NEAR = 160
"""Code points before a name in which its frame is looked for: a long apposition ("told …, on Tuesday, the …")."""
LOOSE = {"granted": "interview", "to": "told", "on": "programme", "show": "programme"}
"""Loose frames and what they are reported as."""
_SHOWN = TELLING | KIND | WEAK | AIRED
_NEEDS = {"platform": PLATFORM, "show": _SHOWN, "on": _SHOWN}
"""What must stand in a sentence for a frame to mean anything there: nobody posts or is on air without a name for it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an article tells of unknown names: which it has shown to be outlets, and whether one is somebody’s."""

    coined: Set[str]
    is_person: Callable[[int, int], bool]


NO_NAMES = Names(frozenset(), lambda start, end: False)

_POSSESSOR = regex.compile(r"['’]s \p{Lu}")
"""An everyday word that owns a person is a name: `Sky’s Ann Miller asked`."""


def outlet_mentions(
    text: str, start: int, end: int, language: Language, *, quoting: bool = False
) -> list[OutletMention]:
    """The outlets that ``text[start:end]`` (a sentence) says something was told to, in the order of the text.

    Offsets are code points. ``known`` is False for an outlet that only its frame shows. ``quoting`` says that the
    sentence has somebody's words, so that it need not tell by a verb of its own that something is said. Look into the
    neighbouring sentences too: "In an interview with X published on Tuesday, she …" goes before its quotations.

    >>> from quotes.language import load
    >>> text = "“It is over,” she told CNN’s Ann Miller on Friday, and he tweeted a map."
    >>> [(m.text, m.outlet, m.frame) for m in outlet_mentions(text, 0, len(text), load("en"))]
    [('CNN', 'CNN', 'told'), ('tweeted', 'Twitter', 'platform')]
    >>> outlet_mentions("She told reporters that CNN was wrong.", 0, 38, load("en"))
    []
    """
    return mentions_in(places_in(text, language), start, end, quoting=quoting)


def mentions_in(
    places: Places, start: int, end: int, *, quoting: bool = False, names: Names = NO_NAMES
) -> list[OutletMention]:
    """The same for a sentence of a text whose places are known, which most sentences have none of."""
    text, frames, alone = places.text, places.frames, places.alone_behind(start, end)
    bare = (
        [OutletMention(alone.start, alone.end, text[alone.start : alone.end], alone.outlet.name, "source")]
        if alone
        else []
    )
    if not frames.attached and not places.has(ANYTHING, start, end):
        return bare
    here = places.within(start, end)
    named = places.named(start, end)
    others = range(start, end, NEAR) if frames.attached else _others(places, here)
    stretches = _around([*(n.start for n in named), *others], start, end)
    found = [m for a, b in stretches for m in _framed(places, a, b, end, quoting, names)]
    found += _before_frame(text, named, end, frames)
    return _apart([*found, *_by_verb(places, start, end, here), *bare])


def _others(places: Places, here: Sequence[int]) -> Iterator[int]:
    """Where an outlet may stand that the register does not know: beside a word for its kind, or as a domain."""
    return (places.at[k] for k in here if places.what[k] & (TELLING | KIND))


def _around(places: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches in which a frame for these places can stand, each once."""
    last: tuple[int, int] | None = None
    for place in sorted(places):
        low, high = max(start, place - NEAR), min(end, place + NEAR // 4)
        if last and low <= last[1]:
            low = last[0]
        elif last:
            yield last
        last = (low, high)
    if last:
        yield last


def _framed(places: Places, start: int, stop: int, end: int, quoting: bool, names: Names) -> Iterator[OutletMention]:
    """The frames that stand in ``text[start:stop]``; the words they introduce may go on to ``end``."""
    text, frames = places.text, places.frames
    for frame, match in framed(text, start, stop, frames, _possible(places, start, end)):
        phrase = phrase_at(places, match.end(), end)
        if phrase is None and frame == "granted":
            phrase = unknown_at(text, match.end(), end, names.is_person)
        said = quoting or (phrase is not None and not phrase.known and phrase.outlet in names.coined)
        if phrase and _allowed(text, start, end, frame, match.start(), phrase, frames, said):
            name = "platform" if phrase.kind == "platform" else LOOSE.get(frame, frame)
            words = text[phrase.start : phrase.end]
            yield OutletMention(phrase.start, phrase.end, words, phrase.outlet, name, phrase.known)


def _possible(places: Places, start: int, end: int) -> Set[str]:
    """The frames that can mean anything in ``text[start:end]``; any of them where words are not told apart."""
    here = -1 if places.frames.anywhere else places.all_in(start, end)
    return {frame for frame, _ in places.frames.frames if frame not in _NEEDS or here & _NEEDS[frame]}


def _allowed(
    text: str, start: int, end: int, frame: str, place: int, phrase: Phrase, frames: Frames, quoting: bool
) -> bool:
    """A loose frame means something said only with more around it."""
    if frame == "platform":
        return phrase.kind == "platform"
    if frame in ("show", "on"):
        aired = {"programme"} if frame == "show" else ON_AIR
        hired = frames.employers.search(text, max(start, place - 60), place)
        return phrase.kind in aired and not hired and not _through_person(text, place, phrase, frames)
    if frame == "to":
        return _is_addressed(text, start, end, place, phrase, frames, quoting)
    if not phrase.known and COINED.fullmatch(phrase.outlet) and not quoting:
        return False
    return phrase.kind != "platform" or frame not in {"told", "interview"}


def _is_addressed(text: str, start: int, end: int, place: int, phrase: Phrase, frames: Frames, quoting: bool) -> bool:
    """Whether a bare "to" belongs to a verb of speech, and not to somebody's employment."""
    before = text[max(start, phrase.start - 40) : phrase.start].rstrip(' \u00a0“"«„‘»').split()[-2:]
    kinds = frames.nouns - frames.weak
    if (
        not phrase.known
        and not phrase.kind
        and kinds.isdisjoint(map(str.casefold, before + phrase.outlet.split()[-1:]))
    ):
        return False
    said = (max(start, place - frames.reach), place) if frames.reach else (start, end)
    speaks = (quoting and not _through_person(text, place, phrase, frames)) or frames.speaking.search(text, *said)
    return bool(speaks) and not frames.employers.search(text, max(start, place - 60), place)


def _through_person(text: str, place: int, phrase: Phrase, frames: Frames) -> bool:
    """Whether a frame leads to somebody of the outlet first: `to a reporter for X`."""
    return not frames.askers.isdisjoint(text[place : phrase.start].casefold().split())


def _before_frame(text: str, found: list[Named], end: int, frames: Frames) -> Iterator[OutletMention]:
    """The name first: `CNN’s Ann Miller asked Lee`, `NHKの取材に`."""
    for named in found:
        words = text[named.start : named.end]
        frame = next((f for f, p in frames.after if _fits(f, named.outlet) and p.match(text, named.end, end)), None)
        doubt = Register.load().doubt(words) if frame else ""
        owner = doubt == "ordinary" and _POSSESSOR.match(text, named.end)
        if frame and (not doubt or owner or noun_after(text, named.end, frames)):
            yield _as_mention(named, text, frame)


def _as_mention(named: Named, text: str, frame: str) -> OutletMention:
    return OutletMention(named.start, named.end, text[named.start : named.end], named.outlet.name, frame)


def _fits(frame: str, outlet: Outlet) -> bool:
    return (frame == "platform") == (outlet.kind == "platform")


def _by_verb(places: Places, start: int, end: int, here: Sequence[int]) -> Iterator[OutletMention]:
    """`She tweeted: “…”`; in scripts that do not part words the verb is looked for in all of them."""
    if not places.frames.attached and not any(places.what[k] & STEM for k in here):
        return
    for platform, pattern in places.frames.verbs:
        for match in pattern.finditer(places.text, start, end):
            yield OutletMention(match.start(), match.end(), match.group(), platform, "platform")


def _apart(found: list[OutletMention]) -> list[OutletMention]:
    """Without those that overlap a stronger one (frames are listed strongest first)."""
    kept: list[OutletMention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
