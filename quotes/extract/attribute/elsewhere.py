"""Quotations that stand in another, and the same words elsewhere in the article."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.attribute.reading import WEAK, Attribution, Reading, attribution
from quotes.extract.attribute.sentence import closed_by_comma
from quotes.extract.cues import decide
from quotes.extract.tokenising import NEAR, read_line
from quotes.text import tokens

REPEATS = 200
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
    unknown = [i for i, a in enumerate(desk.attributions) if a.rule in ("", "subject of the sentence")]
    words = {i: words for i in unknown[:REPEATS] if (words := folded(desk, i)).count(" ") > 1}
    if not words:
        return
    doubtful = {*WEAK, "infinitive", "subject, participle"}
    known = [i for i, a in enumerate(desk.attributions) if a.rule not in doubtful and a.source is None]
    sources = {k: words.get(k) or folded(desk, k) for k in known[:REPEATS]}
    for i, told in words.items():
        source = next((k for k, other in sources.items() if k != i and runs_to_end(told, other)), None)
        if source is not None and sources[source].count(" ") > 1:
            desk.attributions[i] = Attribution("same words elsewhere", None, None, None, source)


def folded(desk: Reading, index: int) -> str:
    f = desk.found[index]
    return " ".join(tokens(desk.text[f.start : f.end][:NEAR]))


def runs_to_end(words: str, source: str) -> bool:
    """Whether one runs to an end of the other: what is lifted from a sentence seldom has words left on both sides."""
    short, long = sorted((f" {words} ", f" {source} "), key=len)
    return long.startswith(short) or long.endswith(short)
