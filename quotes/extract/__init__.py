"""Article → attributed quotations: segment → find → attribute → resolve."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from quotes import language
from quotes.extract.attribute import Attribution, attribute
from quotes.extract.confidence import confidence
from quotes.extract.credits import originals, publisher_of
from quotes.extract.find import find
from quotes.extract.kinds import kind_of
from quotes.extract.lexicon import lexicon
from quotes.extract.mentions import cast
from quotes.extract.parts import Stretch, cut, foreign, in_order, together
from quotes.extract.resolve import Resolved, resolve
from quotes.extract.segment import segment
from quotes.extract.segment.shape import ENDS
from quotes.extract.told import told
from quotes.extract.turns import Interview, interview, utterances
from quotes.extract.values import Found, OutletMention, Paragraph, Segments
from quotes.model import Article, Extraction, Kind, Quotation, Span

_HEAD, _BYLINE = 8, 100
"""Paragraphs in which the line of the author stands, and its code points."""


def extract(article: Article) -> Extraction:
    """The quotations of an article, ordered by start, with who said them to which outlet.

    >>> from quotes.model import Article
    >>> found = extract(Article("a", "“The bridge will stay shut for a week,” Ann Miller said on Monday."))
    >>> [(q.text, q.speaker) for q in found.quotations]
    [('The bridge will stay shut for a week,', 'Ann Miller')]
    """
    code = article.language or language.detect(article.text)
    stretches = foreign(article.text, code)
    found = _read(article, code, stretches)
    others = [(s, _read(cut(article, s), s.language).quotations) for s in stretches]
    return replace(found, quotations=together(found.quotations, others)) if others else found


def _read(article: Article, code: str, but: Sequence[Stretch] = ()) -> Extraction:
    """The same by the rules of one language; who is named in stretches of others is nobody of its own."""
    segments = segment(article)
    found = find(article.text, segments, language.load(code))
    aside = [(s.start, s.end) for s in but]
    asked = interview(article.text, segments, article.title, code)
    quotations = tuple(_told_by(article.text, code, segments, found, aside)) if found else ()
    if asked:
        quotations = in_order([*quotations, *_said_in_turn(article.text, code, segments, found, asked)])
    title = article.title or _words(article.text, segments.title)
    publisher = publisher_of(article, segments)
    return Extraction(code, quotations, publisher, title, originals(article, segments, publisher))


def _told_by(
    text: str, code: str, segments: Segments, found: Sequence[Found], aside: Sequence[tuple[int, int]]
) -> Iterator[Quotation]:
    """What was found, with its kind, who said it and to which outlet; ``aside`` are stretches that name nobody."""
    spoken, words = language.load(code), lexicon(code)
    reading = attribute(text, segments, found, words)
    kinds = [kind_of(reading, index) for index in range(len(found))]
    people = cast(text, sorted([*_not_told(text, found, segments, spoken), *aside]), words)
    resolved = resolve(text, reading.attributions, kinds, people, words)
    outlets = told(text, reading, kinds, resolved, people, spoken)
    kinds = _unless_outlets(found, kinds, outlets)
    for row in zip(found, kinds, reading.attributions, resolved, outlets, strict=True):
        yield _quotation(text, code, *row)


def _said_in_turn(
    text: str, code: str, segments: Segments, found: Sequence[Found], asked: Interview
) -> Iterator[Quotation]:
    """The turns of a transcript or an interview; what they say names nobody."""
    words, spoken = lexicon(code), language.load(code)
    aside = sorted([*_not_told(text, found, segments, spoken), *((t.start, t.end) for t in asked.turns)])
    yield from utterances(text, asked, cast(text, aside, words), words)


def _unless_outlets(
    found: Sequence[Found], kinds: Sequence[Kind], outlets: Sequence[OutletMention | None]
) -> list[Kind]:
    """`Miller told “Morning Harbour” that …`: marks around the name of an outlet hold nobody's words."""
    named = sorted({(o.start, o.end) for o in outlets if o})
    starts, reach = [start for start, _ in named], [0, *accumulate((end for _, end in named), max)]
    within = [reach[bisect_right(starts, f.start)] >= f.end for f in found]
    return ["scare" if inside else kind for inside, kind in zip(within, kinds, strict=True)]


def _not_told(
    text: str, found: Sequence[Found], segments: Segments, spoken: language.Language
) -> list[tuple[int, int]]:
    """The stretches that are not the article's own narration: what it quotes, its furniture, the line of its author."""
    by = tuple(f"{word} " for word in spoken.tables.get("find", {}).get("byline", ()))
    head = segments.paragraphs[:_HEAD]
    furniture = [(p.start, p.end) for p in head if p.end - p.start < _BYLINE and _opens_with(text, p, by)]
    furniture += [(p.start, p.end) for p in segments.paragraphs if p.place in ("teaser", "caption")]
    return [*furniture, *((f.start, f.end) for f in found)]


def _opens_with(text: str, p: Paragraph, words: tuple[str, ...]) -> bool:
    """Whether a paragraph begins with one of the words, and is no sentence."""
    return text[p.start : p.end].lower().startswith(words) and text[p.end - 1] not in ENDS


def _words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def _quotation(
    text: str, code: str, f: Found, kind: Kind, a: Attribution, r: Resolved, o: OutletMention | None
) -> Quotation:
    if kind == "scare":
        a, r, o = Attribution(a.rule), Resolved(), None
    return Quotation(
        f.start,
        f.end,
        text[f.start : f.end],
        kind,
        speaker=r.speaker,
        speaker_text=_words(text, a.mention),
        speaker_start=a.mention.start if a.mention else None,
        speaker_end=a.mention.end if a.mention else None,
        cue=_words(text, a.cue),
        outlet=o.outlet if o else None,
        outlet_text=o.text if o else None,
        relayed_by=r.relayer,
        continues=a.continues,
        unclosed=f.unclosed,
        inside=f.inside,
        place=f.place,
        rule=a.rule,
        confidence=confidence(a.rule, r.how, language=code, outlet=o is not None) if r.speaker else 0.0,
    )
