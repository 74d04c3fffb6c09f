"""The values that the stages hand to each other: frozen, without behaviour that needs a stage.

Offsets are code points into ``Article.text``, which is never altered; ``text[start:end]`` is the words.
Dates are ISO 8601 strings and come in pairs (from, to): an interval, open where a side is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["direct", "fragment", "scare"]
"""direct: an utterance; fragment: part of one; scare: marks without an utterance."""

Place = Literal["headline", "caption", "teaser", "embed", "pullquote"]
"""Where a quotation stands when not in the running text."""

Relation = Literal[
    "verbatim", "truncated", "edited", "overlapping", "stitched", "translation", "paraphrase", "said again", "credited"
]
"""How a witness's words stand to its exemplar's ("credited": to a source that is named but not held)."""

ArticleRelation = Literal["copy", "translation", "excerpt", "cites"]


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
    probability that speaker and outlet are right.
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


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the register or one that an article names. ``id`` is the same after a rebuild."""

    id: str
    name: str
    kind: str = ""
    domain: str | None = None
    country: str | None = None
    language: str | None = None
    names: tuple[str, ...] = ()
    network: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body, under all the names it was given."""

    id: str
    name: str
    description: str | None = None
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation as matching and tracing see it: its words and its circumstances.

    ``speaker`` and ``outlet`` are names; ``publisher`` is the publishing outlet's name. ``position`` is the order in
    the article.
    """

    id: str
    text: str
    article: str = ""
    position: int = 0
    kind: Kind = "direct"
    language: str = ""
    speaker: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    relayed_by: str | None = None
    inside: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of one quotation stand to another's: relation, whether the meaning changed, likeness, proof.

    ``score`` is 0–1. ``evidence`` is JSON-able: aligned words, which end was cut, what clashes.
    """

    relation: Relation
    altered: bool
    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations held to be the same words, before anyone asks who had them first. ``a`` is read against ``b``."""

    a: str
    b: str
    comparison: Comparison


By = Literal["stitched", "same words", "held", "holds", "cut"]
"""What found a repeat, the surest first: pieces joined by an ellipsis, one wording, a longer wording that holds it, one
nearly as long that it holds, a scrap in a quotation of its story."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pair of one language by what found it; ``proves``: its words alone prove it, whoever says them."""

    pair: Pair
    by: By
    proves: bool = False


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """``article`` takes from ``exemplar`` (an article's id, or the address of one that is not held)."""

    article: str
    exemplar: str
    relation: ArticleRelation
    shared: int
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """``quote`` was taken from ``exemplar``; None is a source that is credited but not held (evidence names it)."""

    id: str
    quote: str
    exemplar: str | None
    relation: Relation
    altered: bool
    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lineage:
    """All quotations held to come from one utterance.

    ``id`` is the least id among its quotations: the same whatever the order of arrival, and an id that a merger retired
    still leads, as a quotation's id, to its lineage.
    """

    id: str
    members: tuple[str, ...]
    text: str
    speaker: str | None
    first_quote: str
    first_seen: str | None
    quotes: int
    articles: int
    publishers: int
    languages: str
    altered: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on ``subject`` (ids, in order, joined by a space), kept in judgements.jsonl and replayed."""

    id: str
    subject: str
    verdict: str
    reason: str
    made_at: str
