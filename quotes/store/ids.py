"""Ids: hashes of what makes a thing itself, so that a rebuild from the same inputs gives the same ids in any order."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b, sha256

from quotes.address import canonical_url
from quotes.model import Article
from quotes.text import fold, tokens

_BYTES = 8
"""64 bits: among a million things, two share an id with a probability of 3 in 100 million."""


def short(*parts: str) -> str:
    """Thirteen letters and digits (RFC 4648 base32, lower case) for the parts in their order.

    >>> short("article", "https://example.org/a")
    'rqlbezw5kyvzi'
    """
    digest = blake2b("\0".join(parts).encode("utf8", "surrogatepass"), digest_size=_BYTES).digest()
    return b32encode(digest).decode("ascii").rstrip("=").lower()


def article_id(article: Article) -> str:
    """By its canonical address, else by its name and the name of what held it (folder, JSONL file, archive).

    >>> a = Article("storm", "...", url="http://www.example.org/a/?utm_source=x", container="news")
    >>> b = Article("sturm", "...", url="https://example.org/a", container="archive")
    >>> article_id(a) == article_id(b)
    True
    """
    if article.url:
        return short("article", canonical_url(article.url))
    return short("article", article.container, article.doc_id)


def quote_ids(article: str, texts: Sequence[str]) -> list[str]:
    """By the article, the folded words, and which occurrence of those words it is: ids stay where the words stand.

    >>> one, two, again = quote_ids("a", ["Yes.", "No.", "“YES”"])
    >>> one != again, quote_ids("a", ["No.", "Yes."]) == [two, one]
    (True, True)
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        words = " ".join(tokens(text)) or text
        seen[words] += 1
        ids.append(short("quote", article, words, str(seen[words])))
    return ids


def speaker_id(article: str, name: str, key: str | None) -> str:
    """By ``key``, what all spellings of a person's full name share; a single name or a description is a person of its
    article only."""
    return short("speaker", key) if key else short("speaker", article, fold(name))


def text_id(text: str) -> str:
    """A text's SHA-256."""
    return sha256(text.encode("utf8", "surrogatepass")).hexdigest()
