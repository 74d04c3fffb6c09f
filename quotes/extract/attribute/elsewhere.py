"""Quotations that stand in another, and the same words elsewhere in the article."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute.carrying import FORWARD, TOLD_OF
from quotes.extract.attribute.reading import WEAK, Attribution, Reading, attribution, fills
from quotes.extract.attribute.sentence import closed_by_comma
from quotes.extract.cues import decide
from quotes.extract.tokenising import NEAR, read_line
from quotes.text import tokens

_HEADING = 120
"""Code points of a heading between paragraphs; a speech that goes on is longer."""
_LIFTED = "heading lifted from the text"
_DOUBTFUL = frozenset({"carried over", FORWARD, TOLD_OF, "subject of the sentence before"})
"""Rules that give a heading to whoever speaks before it or behind it."""
_REPEATS = 200
"""So many quotations of an article are compared with each other; more would not be linear."""


def nested(desk: Reading) -> None:
    """A quotation inside another: its own cue there, else it is the outer speaker's."""
    for index, f in enumerate(desk.found):
        if f.inside is None:
            continue
        outer = desk.found[f.inside]
        start, end = max(outer.start, f.outer_start - NEAR), min(outer.end, f.outer_end + NEAR)
        line = read_line(desk.text, start, max(end, f.outer_end), [(index, f.outer_start, f.outer_end)], desk.lexicon)
        said = decide(line, line.token_of[index], desk.lexicon, closed_by_comma(desk.text, f))
        if said and said.mention and (said.near or not line.flags[said.mention[0]] & wc.NAME):
            desk.attributions[index] = attribution(line, said)
            desk.attributions[index].rule = f"inside another: {said.rule}"
        elif desk.attributions[f.inside].rule:
            around = desk.attributions[f.inside]
            desk.attributions[index] = Attribution("inside another", None, around.mention, None, f.inside)


def repeated(desk: Reading) -> None:
    """The same words elsewhere in the article, attributed there, attribute them here."""
    unknown = [
        i for i, a in enumerate(desk.attributions) if a.rule in ("", "subject of the sentence") or _heads(desk, i)
    ]
    lifted = {i: words for i in unknown[:_REPEATS] if (words := _folded(desk, i)).count(" ") > 1}
    if not lifted:
        return
    doubtful = {*WEAK, "infinitive", "subject, participle"}
    known = [i for i, a in enumerate(desk.attributions) if a.rule not in doubtful and a.source is None]
    sources = {k: lifted.get(k) or _folded(desk, k) for k in known[:_REPEATS]}
    for i, words in lifted.items():
        source = next((k for k, other in sources.items() if k != i and _lifted(words, other)), None)
        if source is not None and sources[source].count(" ") > 1:
            rule = _LIFTED if _heads(desk, i) else "same words elsewhere"
            desk.attributions[i] = Attribution(rule, None, None, None, source)


def _folded(desk: Reading, index: int) -> str:
    f = desk.found[index]
    return " ".join(tokens(desk.text[f.start : f.end][:NEAR]))


def _heads(desk: Reading, index: int) -> bool:
    """A heading between paragraphs, as often lifted from what follows as said by who spoke before it."""
    f = desk.found[index]
    heading = desk.attributions[index].rule in _DOUBTFUL and not f.continues and f.end - f.start < _HEADING
    return heading and fills(desk, index)


def _lifted(words: str, source: str) -> bool:
    """Whether one runs to an end of the other: what is lifted from a sentence seldom has words left on both sides."""
    short, long = sorted((f" {words} ", f" {source} "), key=len)
    return long.startswith(short) or long.endswith(short)
