"""Quotebank (Vaucher et al. 2021, doi:10.1145/3437963.3441760): quotations that are found and attributed already.

It holds no articles' texts. Of an article we build the words around each quotation; a quotation counted over all its
articles becomes a page of its own with the addresses where it stood. Offsets are into that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.model import Article, Quotation
from quotes.read.dates import interval
from quotes.read.decode import storable
from quotes.read.values import Item, ReadError

RULE = "Quotebank"
_ADDRESSES = 20


def is_quotebank(row: Any) -> bool:
    """Whether a JSON line is one of the two kinds.

    >>> is_quotebank({"quoteID": "1", "quotation": "Yes"}), is_quotebank({"articleID": "1", "quotations": []})
    (True, True)
    >>> is_quotebank({"text": "Yes"})
    False
    """
    kinds = ({"quoteID", "quotation"}, {"articleID", "quotations"})
    return isinstance(row, Mapping) and any(kind <= row.keys() for kind in kinds)


def from_row(row: Mapping[str, Any], item: Item) -> Iterator[Article | ReadError]:
    """The line's article with its quotations, which are taken as they are.

    >>> line = {"quoteID": "2019-04-01-000001", "quotation": "We shall pay", "speaker": "Ida Holm",
    ...         "date": "2019-04-01", "probas": [["Ida Holm", "0.91"], ["None", "0.09"]], "urls": ["http://echo.example/a"]}
    >>> found = next(from_row(line, Item("jsonl", b"", "x", "x", "x")))
    >>> said = found.quotations[0]; found.text[said.start:said.end], said.speaker, said.confidence
    ('We shall pay', 'Ida Holm', 0.91)
    """
    article = "articleID" in row
    parts = [q for q in row["quotations"] if isinstance(q, Mapping)] if article else [row]
    text, quotations = _laid_out([p for p in parts if str(p.get("quotation", "")).strip()])
    if not quotations:
        yield ReadError(item.input, "holds no quotations", "nothing was read from it")
        return
    urls = [str(url) for url in row.get("urls", [])][:_ADDRESSES]
    start, end = interval(row.get("date"))
    yield Article(
        doc_id=storable(str(row["articleID"] if article else row["quoteID"])),
        text="\n".join([text, *map(storable, urls)]) if urls else text,
        url=storable(str(row["url"])) if article and row.get("url") else None,
        title=storable(str(row["title"])) if row.get("title") else None,
        published_from=start,
        published_to=end,
        date_origin="input" if start else None,
        language="en",
        input=item.input,
        container=item.container,
        aliases=tuple(urls),
        quotations=tuple(quotations),
    )


def _laid_out(parts: Sequence[Mapping[str, Any]]) -> tuple[str, list[Quotation]]:
    text, found = "", []
    for part in parts:
        words = storable(str(part["quotation"]).strip())
        before, after = (storable(str(part.get(side) or "").strip()) for side in ("leftContext", "rightContext"))
        text += ("\n\n" if text else "") + (f"{before} " if before else "") + "“"
        found.append(_quotation(part, words, len(text)))
        text += words + "”" + (f" {after}" if after else "")
    return text, found


def _quotation(part: Mapping[str, Any], words: str, start: int) -> Quotation:
    said = part.get("speaker") or part.get("localTopSpeaker") or part.get("globalTopSpeaker")
    speaker = None if said in (None, "", "None") else storable(str(said))
    chances = part.get("probas") or part.get("localProbas") or part.get("globalProbas") or []
    chance = next((float(p) for name, p in map(_chance, chances) if name == said and p), 0.0)
    return Quotation(
        start, start + len(words), words, speaker=speaker, speaker_text=speaker, rule=RULE, confidence=chance
    )


def _chance(entry: Any) -> tuple[Any, Any]:
    """A speaker and how likely they are, in a list or, where Quotebank's own program wrote it, by name.

    >>> _chance(["Ida Holm", "0.91"]), _chance({"speaker": "Ida Holm", "proba": 0.91, "qids": ["Q1"]})
    (('Ida Holm', '0.91'), ('Ida Holm', 0.91))
    """
    if isinstance(entry, Mapping):
        return entry.get("speaker"), entry.get("proba", entry.get("probability"))
    return (entry[0], entry[1]) if isinstance(entry, list) and len(entry) > 1 else (None, None)
