"""What likeness cannot see: negation, numbers, names, opposites, hedges, and who does it to whom.

Sentence vectors hold “we will support” and “we will not support” to be nearly one (cosine .92), and so do edit
distances. What a language's words mean here is data: ``data/meaning/xx.toml``; ``axes.toml`` says which are opposites.
A language without a file clashes in its numbers alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from quotes.match.meaning.lexicon import DATA, Hit, codes
from quotes.match.meaning.numbers import Number, numbers
from quotes.match.meaning.sides import Side, side
from quotes.match.meaning.units import counted, other_units

ClashKind = Literal["negation", "number", "name", "opposite", "hedge", "roles", "bracket"]
"""``bracket``: what an editor put in says more than the words it stands for; only texts of one language show it."""

PLACES_AND_TIMES = ("country", "city", "season", "when", "day", "month")
DENYING = {"forbid", "impossible", "few", "none"}
"""Poles that answer a negation."""
MODAL = {"must", "can"}
"""“Must not” and “cannot” agree."""
CONVERSE = (("buy", "sell"), ("win", "lose"), ("give", "take"), ("lend", "borrow"), ("import", "export"))
"""Verbs for one act seen from either side."""
AGENT = 16
"""Letters behind a name in which languages that put the verb last mark it as a passive's agent."""

__all__ = ["Clash", "ClashKind", "clashes"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of one text that the other contradicts; as written, and empty where that side has none."""

    kind: ClashKind
    a: tuple[str, ...]
    b: tuple[str, ...]


def clashes(a_text: str, a_lang: str, b_text: str, b_lang: str) -> list[Clash]:
    """Where the two texts contradict each other; languages are ISO 639-1 codes and may be the same.

    Give the stretches that answer each other: what a cut has left out is read as dropped.

    >>> clashes("We will not support Ukraine", "en", "Nous soutiendrons l’Ukraine", "fr")
    [Clash(kind='negation', a=('not',), b=())]
    >>> clashes("Taxes will rise by 3 million", "en", "Les impôts baisseront de trois millions", "fr")
    [Clash(kind='opposite', a=('rise',), b=('baisseront',))]
    """
    a, b = side(a_text, a_lang), side(b_text, b_lang)
    rules = RULES if {a_lang, b_lang} <= codes() else (number,)
    found = [clash for rule in rules for clash in rule(a, b)]
    return _without_double_turns(found, a, b)


def negation(a: Side, b: Side) -> Iterator[Clash]:
    """One side negates and the other neither negates nor denies ("without", "refuse")."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        if x.of("negation") and not _denies(y, x):
            words = x.words(x.of("negation"))
            yield Clash("negation", () if turned else words, words if turned else ())


def _denies(side: Side, other: Side) -> bool:
    """Whether anything in it answers a negation; of one language, what both have in the same words answers nothing."""
    hits = side.of("denial", "refusal")
    if side.code == other.code:
        both = {word.casefold() for word in other.words(other.of("denial", "refusal"))}
        hits = [h for h in hits if side.text[h.start : h.end].casefold() not in both]
    return bool(hits or side.of("negation") or side.labels("opposites") & DENYING)


def refusal(a: Side, b: Side) -> Iterator[Clash]:
    """One side refuses or fails to do what the other, without any word against it, does."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        against = y.of("negation", "denial", "refusal") or y.labels("opposites") & {"reject", "oppose", "end"}
        if x.of("refusal") and not x.of("negation") and not against:
            words = x.words(x.of("refusal"))
            yield Clash("negation", () if turned else words, words if turned else ())


def number(a: Side, b: Side) -> Iterator[Clash]:
    """Each side states a number that the other does not, or counts something else with it; what is merely left out
    clashes with nothing."""
    of_a, of_b = numbers(a.text, a.code), numbers(b.text, b.code)
    alone_a, alone_b = _unanswered(of_a, of_b), _unanswered(of_b, of_a)
    if alone_a and alone_b:
        yield Clash("number", a.words(alone_a), b.words(alone_b))
    for x, y in other_units(counted(a.text, of_a, a.code), counted(b.text, of_b, b.code)):
        yield Clash("number", a.words([x]), b.words([y]))


def name(a: Side, b: Side) -> Iterator[Clash]:
    """A country, city, season, day or month in the place of another of its kind; last week in that of next week."""
    for kind in filter(b.by_kind.__contains__, filter(a.by_kind.__contains__, PLACES_AND_TIMES)):
        ours, theirs = a.of(kind), b.of(kind)
        of_a, of_b = {h.label for h in ours}, {h.label for h in theirs}
        alone_a, alone_b = [h for h in ours if h.label not in of_b], [h for h in theirs if h.label not in of_a]
        if alone_a and alone_b:
            yield Clash("name", a.words(alone_a), b.words(alone_b))


def opposite(a: Side, b: Side) -> Iterator[Clash]:
    """One side has a word of one pole alone, the other one of the opposite pole alone: rise, baisser."""
    alone_a, alone_b = (x.labels("opposites") - y.labels("opposites") for x, y in ((a, b), (b, a)))
    negated = bool(a.of("negation") or b.of("negation"))
    for one, other in axes() if alone_a and alone_b else ():
        for pole, turned in ((one, other), (other, one)):
            if pole in alone_a and turned in alone_b and not (negated and {pole, turned} == MODAL):
                yield Clash("opposite", a.words(_labelled(a, pole)), b.words(_labelled(b, turned)))


def hedge(a: Side, b: Side) -> Iterator[Clash]:
    """What one side says with a doubt, the other says as a fact."""
    for x, y, turned in ((a, b, False), (b, a, True)):
        if x.of("doubt") and not y.of("doubt", "hedge"):
            words = x.words(x.of("doubt"))
            yield Clash("hedge", () if turned else words, words if turned else ())


def roles(a: Side, b: Side) -> Iterator[Clash]:
    """The same two countries in turned order, neither joined by "and" nor by the agent of a passive."""
    order_a, order_b = _acting(a), _acting(b)
    for (x, y), hits in order_a.items():
        if (y, x) in order_b and (x, y) not in order_b and (y, x) not in order_a:
            yield Clash("roles", a.words(hits), b.words(order_b[y, x]))


RULES: tuple[Callable[[Side, Side], Iterator[Clash]], ...] = (negation, refusal, number, name, opposite, hedge, roles)


@cache
def axes() -> tuple[tuple[str, str], ...]:
    """The pairs of opposite poles."""
    table = tomllib.loads((DATA / "axes.toml").read_text(encoding="utf8"))
    return tuple((one, other) for one, other in table["pairs"])


def _without_double_turns(found: list[Clash], a: Side, b: Side) -> list[Clash]:
    """“Will not fall” and “will rise” turn twice and agree, as do “bought from Japan” and “Japan sold”."""
    turns = [c for c in found if c.kind == "opposite"]
    if len(turns) == 1 and bool(_bare_negations(a)) != bool(_bare_negations(b)):
        return [c for c in found if c.kind not in {"negation", "opposite"}]
    if len(turns) == 1 and any(c.kind == "roles" for c in found) and _converse(a, b):
        return [c for c in found if c.kind not in {"opposite", "roles"}]
    return found


def _bare_negations(side: Side) -> list[Hit]:
    """The negations of a side, none where one is itself a pole (never, nobody): others there only echo it."""
    poles = {(h.start, h.end) for h in side.of("opposites")}
    found = side.of("negation")
    return [] if any((h.start, h.end) in poles for h in found) else found


def _converse(a: Side, b: Side) -> bool:
    of_a, of_b = a.labels("opposites"), b.labels("opposites")
    return any((x in of_a and y in of_b) or (y in of_a and x in of_b) for x, y in CONVERSE)


def _unanswered(mine: Sequence[Number], theirs: Sequence[Number]) -> list[Number]:
    answers = {reading for number in theirs for reading in number.readings}
    return [n for n in mine if answers.isdisjoint(n.readings)]


def _labelled(side: Side, label: str) -> list[Hit]:
    return [h for h in side.of("opposites") if h.label == label]


def _acting(side: Side) -> dict[tuple[str, str], list[Hit]]:
    """Each two different countries in a row, as (first, second), with their words; none around a passive's agent."""
    found = {}
    quiet = side.of("passive", "joined")
    for one, two in pairwise(side.of("country")):
        between = [h for h in quiet if one.end <= h.start and h.end <= two.start]
        between += [h for h in side.of("agents") if two.end <= h.start <= two.end + AGENT]
        if one.label != two.label and not between:
            found[one.label, two.label] = [one, two]
    return found
