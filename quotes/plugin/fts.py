"""Finding quotations by a pasted sentence: rare words propose, the share of the sentence's words decides.

Words are found accent-blind by SQLite's full-text index; scripts without spaces by an index of three characters.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.plugin.page import Page
from quotes.plugin.words import marked, visible
from quotes.text import WORD, folded

Row = dict[str, Any]

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Thai, Lao, Burmese, Khmer, kana and Han do not set words apart: pieces of three characters are searched."""

WORDS = 32
"""Distinct words of a search that count; a sentence has about twenty."""

COMMON = 2000
"""A word in so many quotations proposes nothing: it is counted no further."""

PROPOSED = 6000
"""Rows that the rare words may propose (about 10 ms), before the likeliest are read."""

READ = 400
"""Rows that are read and compared word by word (about 30 ms)."""

PREFIX = 0.7
"""A word that is in no quotation is looked for by so much of its beginning: endings and misspellings."""

ENOUGH = 0.34
"""Share of the sentence, by weight of its words, from which a quotation is a hit."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the search: as it is asked of the index, folded to be marked, and in how many quotations it is."""

    word: str
    ask: str
    folded: str
    held: int = 0
    prefix: bool = False

    @property
    def weight(self) -> float:
        """Rare words weigh more; one that is nowhere weighs as one that is rare."""
        return math.log(2 + 4 * COMMON / (1 + self.held))


@dataclass(frozen=True, slots=True)
class Found:
    """Quotations in order of likeness, and the words of the search with what is known of them."""

    rows: list[Row]
    asked: list[Term]

    @property
    def unknown(self) -> list[str]:
        """Words that are in no quotation, nor any that begins like them."""
        return [t.word for t in self.asked if not t.held]


def terms(text: str) -> list[Term]:
    """The words of a search, each once; whatever else it holds is no part of the question to the index.

    >>> [t.ask for t in terms('Don"t NEAR(*) don')]
    ['"Don"', '"t"', '"NEAR"']
    >>> [t.ask for t in terms("我们不会")]
    ['"我们不"', '"们不会"']
    """
    unique: dict[str, Term] = {}
    for word in (w for piece in _words(text) for w in _split(piece)):
        key = folded(word).text
        unique.setdefault(key, Term(word, f'"{word}"', key))
    return list(unique.values())[:WORDS]


def _words(text: str) -> list[str]:
    """Words as SQLite's index has them: letters, figures and the marks that combine with them; scripts without spaces
    in runs.

    >>> _words("L’été n° 2, 我们不会…")
    ['L', 'été', 'n', '2', '我们不会']
    """
    spaced = UNSPACED.sub(lambda run: f" {run[0]} ", text)
    pieces = (piece for part in spaced.split() for piece in ([part] if UNSPACED.match(part) else WORD.findall(part)))
    return [word for piece in pieces if (word := piece.strip("*"))]


def _split(piece: str) -> Iterable[str]:
    """A run of letters as it is; stretches without spaces in threes."""
    if not UNSPACED.search(piece):
        return [piece]
    runs = UNSPACED.findall(piece)
    return [run[i : i + 3] for run in runs for i in range(max(1, len(run) - 2))]


async def find(page: Page, text: str) -> Found:
    """The quotations most like a sentence, likest first, with ``likeness`` (0 to 1) and ``marked`` words."""
    asked = [await _counted(page, term) for term in terms(text)]
    known = [t for t in asked if t.held]
    rows = await read(page, await _propose(page, known)) if known else []
    scored = [row | {"likeness": likeness(row["text"], asked)} for row in rows]
    good = [row for row in scored if row["likeness"] >= ENOUGH]
    good.sort(key=lambda r: (-round(r["likeness"], 3), abs(r["length"] - len(text)), r["id"]))
    return Found(good, asked)


async def _counted(page: Page, term: Term) -> Term:
    """The term with the number of quotations that have it; else with its beginning, where that is long enough."""
    held = await _count(page, term.ask)
    if held or len(term.folded) < 5 or UNSPACED.match(term.folded):
        return replace(term, held=held)
    stem = term.word[: math.ceil(len(term.folded) * PREFIX)]
    ask = f'"{stem}"*'
    return replace(term, ask=ask, folded=folded(stem).text, held=await _count(page, ask), prefix=True)


def _index(ask: str) -> str:
    return "quotes_trigrams" if UNSPACED.search(ask) else "quotes_fts"


async def _count(page: Page, ask: str) -> int:
    if not await _has(page, _index(ask)):
        return 0
    sql = f"select count(*) as n from (select 1 from {_index(ask)} where {_index(ask)} match :ask limit {COMMON})"
    return int((await page.rows(sql, ask=ask))[0]["n"])


async def _has(page: Page, table: str) -> bool:
    return table in await page.tables()


async def _propose(page: Page, known: Sequence[Term]) -> list[int]:
    """Row ids that the rarest words lead to, those with the most weight first; all words at once where none is rare."""
    weights: Counter[int] = Counter()
    rare = sorted((t for t in known if t.held < COMMON), key=lambda t: t.held)
    budget = PROPOSED
    for term in rare:
        budget -= term.held
        if budget < 0:
            break
        for rowid in await _rowids(page, _index(term.ask), term.ask, COMMON):
            weights[rowid] += round(1000 * term.weight)
    if not weights:
        return await _together(page, sorted(known, key=lambda t: -len(t.word)))
    return [rowid for rowid, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:READ]]


async def _together(page: Page, known: Sequence[Term]) -> list[int]:
    """Rows that have all of some common words; the shortest words are let go until there is one."""
    same = [t for t in known if _index(t.ask) == _index(known[0].ask)]
    while same:
        found = await _rowids(page, _index(same[0].ask), " AND ".join(t.ask for t in same), READ)
        if found:
            return found
        same = same[: len(same) * 2 // 3]
    return []


async def _rowids(page: Page, index: str, ask: str, limit: int) -> list[int]:
    sql = f"select rowid as n from {index} where {index} match :ask limit :limit"
    return [row["n"] for row in await page.rows(sql, ask=ask, limit=limit)]


async def read(page: Page, rowids: Sequence[int]) -> list[Row]:
    """The quotations with these row ids."""
    sql = """
    select q.rowid, q.id, q.article, q.position, q.start, substr(q.text, 1, 4000) as text, length(q.text) as length,
           q.language, q.lineage, q.kind, q.speaker as speaker_id, q.speaker_text, a.title, a.publisher as publisher_id,
           a.published_from, a.published_to
    from json_each(:rowids) j join quotes q on q.rowid = j.value join articles a on a.id = q.article
    """
    return await page.rows(sql, rowids=json.dumps(list(rowids)))


def likeness(text: str, asked: Sequence[Term]) -> float:
    """Which share of the search, by weight, a text has.

    >>> likeness("We shall see", terms("shall we go")) > 0.5, likeness("Nothing", terms("shall"))
    (True, 0.0)
    """
    there = folded(text).text
    words = set(_words(there))
    shared = sum(t.weight for t in asked if _in(t, words, there))
    return shared / (sum(t.weight for t in asked) or 1)


def _in(term: Term, words: set[str], text: str) -> bool:
    if UNSPACED.search(term.folded):
        return term.folded in text
    if term.prefix:
        return any(w.startswith(term.folded) for w in words)
    return all(piece in words for piece in _words(term.folded))


def mark(text: str, asked: Sequence[Term]) -> Any:
    """The text with the searched words marked, accents and case apart.

    >>> mark("Les créanciers", terms("CREANCIERS"))
    Markup('Les <mark>créanciers</mark>')
    """
    clean = visible(text)
    back = folded(clean)
    stems = sorted((t.folded for t in asked if t.prefix), key=len)
    whole = {t.folded for t in asked if not t.prefix}
    spans = [m.span() for m in WORD.finditer(back.text) if m[0] in whole or any(m[0].startswith(s) for s in stems)]
    pieces = [w for w in whole if UNSPACED.search(w)]
    spans += [m.span() for w in pieces for m in re.finditer(re.escape(w), back.text)]
    return marked(clean, _joined((back.offsets[s], back.offsets[e]) for s, e in spans))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or touch, as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
