"""How to cite a quotation: as text, as Markdown and as CSL-JSON (which Zotero and Pandoc read)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from quotes.plugin.words import clip, date_words, moment, plain, safe_url

QUOTED = 300
"""Code points of the words that a citation repeats."""

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~])")
"""What Markdown would take for markup."""


def cite(witness: Mapping[str, Any], address: str) -> dict[str, str]:
    """The citation of a witness in three forms; ``address`` is where this quotation stands here.

    >>> cite({"text": "We shall see", "speaker": "Ada Roe", "publisher": "The Post", "title": "A day",
    ...       "published_from": "2020-05-01", "url": None, "id": "q1", "language": "en"}, "https://x.org/q1")["text"]
    '“We shall see” (Ada Roe). “A day”, The Post, 1 May 2020. Traced at https://x.org/q1'
    """
    url = safe_url(witness["url"])
    words, speaker = clip(plain(witness["text"], QUOTED * 2), QUOTED), plain(witness["speaker"])
    title, publisher, date = plain(witness["title"]), plain(witness["publisher"]), date_words(witness["published_from"])
    said = f"“{words}”" + (f" ({speaker})" if speaker else "")
    where = ", ".join(filter(None, [f"“{title}”" if title else "", publisher, date]))
    text = f"{said}. {where}. " + (f"{url} " if url else "") + f"Traced at {address}"
    return {"text": text, "markdown": _markdown(words, speaker, title, (publisher, date), (url, address)),
            "csl": json.dumps([_csl(witness, address)], ensure_ascii=False, indent=1)}  # fmt: skip


def _markdown(words: str, speaker: str, title: str, place: tuple[str, str], urls: tuple[str | None, str]) -> str:
    """The citation as a Markdown quotation with links."""
    url, address = (None if u is None else re.sub(r"[()<>\s]", lambda m: f"%{ord(m[0]):02X}", u) for u in urls)
    linked = f"[{_escape(title or 'article')}]({url})" if url else _escape(title)
    source = ", ".join(filter(None, [_escape(speaker), linked, *map(_escape, place)]))
    return f"> {_escape(words)}\n>\n> — {source} ([traced]({address}))"


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _csl(witness: Mapping[str, Any], address: str) -> dict[str, Any]:
    """One item of CSL-JSON 1.0.2."""
    day = moment(witness["published_from"])
    item = {
        "id": witness["id"],
        "type": "article-newspaper",
        "title": plain(witness["title"]),
        "container-title": plain(witness["publisher"]),
        "language": plain(witness["language"]),
        "URL": safe_url(witness["url"]),
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "note": _note(witness, address),
    }
    return {key: value for key, value in item.items() if value}


def _note(witness: Mapping[str, Any], address: str) -> str:
    """What CSL has no field for: the words, the speaker, and where they are traced."""
    words = clip(plain(witness["text"], QUOTED * 2), QUOTED)
    return f"“{words}” — {plain(witness['speaker']) or 'speaker not named'}. {address}"
