"""The articles that are one text, or are no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quotes.match.across.articles import one_story, one_text
from quotes.match.across.proposals import Nearby, leads
from quotes.match.across.sequences import sequences
from quotes.match.across.whole import carried
from quotes.match.crossing.change import Change
from quotes.match.crossing.shelf import Sides, ends, key, sides_of
from quotes.model import Crossing


def align(change: Change, changed: set[Sides]) -> None:
    """Aligns articles where candidates point to both; others are one text no more."""
    changed = {sides for sides in changed if all(sides)}
    read = change.shelf.articles({a for sides in changed for a in sides})
    held = [w for found in read.values() for w in found]
    crossings = change.among(changed)
    pointed = {sides for sides, found in crossings.items() if any(c.by == "alone" for c in found)}
    texts = sequences(held, change.shelf.vectors_for(held))
    old: list[Crossing] = []
    now: list[Crossing] = []
    for sides in sorted(changed):
        one, two = sides
        old += [c for c in crossings[sides] if c.by == "aligned"]
        both = sides in pointed and one in texts and two in texts and texts[one].language != texts[two].language
        if both and (found := one_text(texts[one], texts[two], change.encoder)):
            now += list(carried(found.alignment))
    gone, came = change.put(old, now)
    change.realigned = change.between((gone, came))


def strangers(change: Change, nearby: Iterable[Nearby], nearer: Collection[str]) -> None:
    """Aligns anew the articles in languages that the encoder does not know of which the nearest is another, or
    stands to others as it did not."""
    rows = list(nearby)
    realigned = {a for sides in change.realigned for a in sides}
    changed = {*nearer, *(r.article for r in rows if r.exemplar in realigned)}
    if not changed:
        return
    unknown = {r.article for r in rows}
    concerned = changed | {r.exemplar for r in rows if r.article in changed} & unknown
    concerned |= {r.article for r in rows if r.exemplar in changed}
    asked = leads(r for r in rows if r.article in concerned or r.exemplar in concerned)
    read = change.shelf.articles({a for sides in asked for a in sides})
    held = [w for found in read.values() for w in found]
    texts = sequences(held, change.shelf.vectors_for(held))
    found = [one_text(texts[one], texts[two], change.encoder, lead) for (one, two), lead in sorted(asked.items())]
    crossings = [c for c in change.shelf.touching({w.id for w in held}) if c.by == "aligned"]
    home = change.home(i for c in crossings for i in ends(c))
    between = {key(c): sides_of(c, home) for c in crossings}
    known = {sides for sides in between.values() if unknown.isdisjoint(sides)}
    kept = one_story([x for x in found if x], change.encoder, known)
    now = (c for x in kept if not changed.isdisjoint((x.one.article, x.two.article)) for c in carried(x))
    old = [c for c in crossings if not changed.isdisjoint(between[key(c)])]
    change.realigned |= change.between(change.put(old, now))
