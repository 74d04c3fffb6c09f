"""What is read, and what is found in it: an article, its quotations, the originals it credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["direct", "fragment", "scare"]
"""direct: an utterance; fragment: part of one; scare: marks without an utterance."""

Place = Literal["headline", "caption", "teaser", "embed", "pullquote", "interview"]
"""Where a quotation stands when not in the running text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link that the page itself carries over ``text[start:end]``."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Markup:
    """What the page's own markup says of a stretch: blockquote, q, embed, caption, heading, pullquote, teaser, list."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, as read; ``publisher`` is what the input claims (a site name, a column), not yet resolved.

    ``input`` is the path or address it was read from; ``container`` the name of the folder or file that held it, which
    with ``doc_id`` identifies an article that has no url. ``quotations`` are those that the input brings along, found
    by others; they are taken as they are.
    """

    doc_id: str
    text: str
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    date_origin: str | None = None
    language: str | None = None
    input: str = ""
    container: str = ""
    hyperlinks: tuple[Hyperlink, ...] = ()
    markup: tuple[Markup, ...] = ()
    aliases: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words an article gives as somebody's own, with everything the article says of them.

    ``speaker`` is the fullest name the article gives (or the description of an unnamed source), ``speaker_text`` the
    words that name it at that place; ``outlet`` is canonical where the register knows it, ``outlet_text`` as written.
    ``inside`` is the index, in the article's list, of the quotation that this one stands in. ``confidence`` is the
    probability that speaker and outlet are right. ``language`` is set where it is another than the article's.
    """

    start: int
    end: int
    text: str
    kind: Kind = "direct"
    speaker: str | None = None
    speaker_text: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    outlet: str | None = None
    outlet_text: str | None = None
    relayed_by: str | None = None
    continues: bool = False
    unclosed: bool = False
    inside: int | None = None
    place: Place | None = None
    rule: str = ""
    confidence: float = 0.0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """What an article credits as its source: an address, an outlet, or both.

    ``how`` is source, url, hyperlink or agency.
    """

    url: str | None
    outlet: str | None
    how: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that ``extract`` found in one article. ``publisher`` is canonical where the register knows it."""

    language: str
    quotations: tuple[Quotation, ...]
    publisher: str | None = None
    title: str | None = None
    originals: tuple[Original, ...] = ()
