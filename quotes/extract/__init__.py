"""Article → attributed quotations: segment → find → attribute → resolve."""

from __future__ import annotations

from quotes import language
from quotes.extract.attribute import Attribution, attribute
from quotes.extract.find import find
from quotes.extract.kinds import kind_of
from quotes.extract.lexicon import Lexicon, lexicon
from quotes.extract.mentions import cast
from quotes.extract.resolve import Resolved, resolve
from quotes.extract.segment import segment
from quotes.extract.values import Found
from quotes.model import Article, Extraction, Quotation, Span


def extract(article: Article) -> Extraction:
    """The quotations of an article, ordered by start, with who said them to which outlet.

    >>> from quotes.model import Article
    >>> found = extract(Article("a", "“The bridge will stay shut for a week,” Ann Miller said on Monday."))
    >>> [(q.text, q.speaker) for q in found.quotations]
    [('The bridge will stay shut for a week,', 'Ann Miller')]
    """
    code = article.language or language.detect(article.text)
    words, text = lexicon(code), article.text
    segments = segment(article)
    found = find(text, segments, language.load(code))
    attributions = attribute(text, segments, found, words)
    people = cast(text, [(f.start, f.end) for f in found], words)
    resolved = resolve(text, attributions, people, words)
    quotations = tuple(_quotation(text, words, *row) for row in zip(found, attributions, resolved, strict=True))
    return Extraction(code, quotations)


def _words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def _quotation(text: str, words: Lexicon, f: Found, a: Attribution, r: Resolved) -> Quotation:
    kind = kind_of(text, f, a, words)
    if kind == "scare":
        a, r = Attribution(a.rule), Resolved()
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
        relayed_by=r.relayer,
        continues=a.continues,
        unclosed=f.unclosed,
        inside=f.inside,
        place=f.place,
        rule=a.rule,
    )
