"""Cuts an article into paragraphs and says which are furniture: headline, captions, teasers, headings."""

from __future__ import annotations

from quotes.extract.values import Paragraph, Segments
from quotes.model import Article


def segment(article: Article) -> Segments:
    """The paragraphs, in order."""
    paragraphs, place = [], 0
    for line in article.text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = place + len(line) - len(line.lstrip())
            paragraphs.append(Paragraph(start, start + len(words)))
        place += len(line)
    return Segments(tuple(paragraphs))
