"""What the columns of tables, and the keys of JSON that others wrote, are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAMES: Mapping[str, Sequence[str]] = {
    "text": (
        "text", "body", "content", "article", "fulltext", "fulltextarticle", "maintext", "bodytext", "articlebody",
        "document", "story", "volltext", "inhalt",
        "texte", "contenu", "texto", "contenido", "testo",
        "contenttext", "contenthtml",
    ),
    "doc_id": ("docid", "id", "articleid", "uid", "guid"),
    "url": ("canonicalurl", "url", "link", "permalink", "address", "weburl"),
    "title": ("title", "headline", "hl", "titel", "titre", "título", "titulo", "titolo", "webtitle"),
    "byline": ("byline", "author", "authors", "autor", "auteur", "autore", "verfasser"),
    "publisher": (
        "publisher", "sitename", "outlet", "publication", "publicationname", "source", "newspaper", "medium", "zeitung",
        "quelle", "journal", "fuente", "fonte", "testata",
    ),
    "published": (
        "published", "publishdate", "publicationdate", "pubdate", "date", "datepublished", "datum", "fecha", "data",
        "publishedat", "webpublicationdate",
    ),
    "lang": ("lang", "language", "sprache", "langue", "idioma", "lingua"),
}  # fmt: skip
"""What a column may be called, in any case and with any marks between the words; the exports of LexisNexis, Factiva and
Media Cloud among them, and what spreadsheets of other languages say."""


def guessed(header: Sequence[str]) -> dict[str, int]:
    """What is read → its column.

    >>> guessed(["ID", "Publication Date", "Full-Text", "Headline"])
    {'text': 2, 'doc_id': 0, 'title': 3, 'published': 1}
    """
    plain = ["".join(c for c in name.lower() if c.isalnum()) for name in header]
    found = {key: next((n for n in names if n in plain), None) for key, names in NAMES.items()}
    return {key: plain.index(name) for key, name in found.items() if name is not None}
