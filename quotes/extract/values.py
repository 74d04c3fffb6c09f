"""What the steps of extraction hand to each other; offsets are code points into the article's text."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.model import Markup, Place, Span

DIALOGUE = "dialogue dash"
"""The convention of speech that a dash opens, without marks."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its line break; ``place`` says when it is furniture (headline, caption, teaser, embed).

    ``section`` counts the sections of the article: a heading or a rule begins a new one.
    """

    start: int
    end: int
    place: Place | None = None
    section: int = 0


@dataclass(frozen=True, slots=True)
class Segments:
    """An article cut up: its paragraphs in order and, where the text carries its own headline, that headline.

    ``quoted`` is what the page's markup itself says is quoted (blockquote, q, embed), with or without marks.
    """

    paragraphs: tuple[Paragraph, ...]
    title: Span | None = None
    quoted: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch between marks. ``start``/``end`` are the words, ``outer_start``/``outer_end`` include the marks.

    ``paragraph`` is the index of the paragraph it starts in; ``inside`` the index of the Found that it stands in;
    ``continues`` says that it opens a paragraph after one that was left unclosed (one speech going on).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    convention: str
    paragraph: int
    unclosed: bool = False
    unopened: bool = False
    inside: int | None = None
    continues: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class OutletMention:
    """Words that name whom something was said to or through; ``outlet`` is canonical where the register knows it.

    ``frame`` is how it is named: told, interview, platform, programme, wrote-in, source.
    """

    start: int
    end: int
    text: str
    outlet: str
    frame: str
    known: bool = True
