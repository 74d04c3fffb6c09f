"""Finding quotations by a pasted sentence: rare words propose, the share of the sentence's words decides.

Words are found accent-blind by SQLite's full-text index; scripts without spaces by an index of three characters.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.plugin.likeness import UNSPACED, Term, cohesion, likeness, terms
from quotes.plugin.page import Page
from quotes.text import folded

Row = dict[str, Any]

COMMON = 2000
"""A word in so many quotations proposes nothing: it is counted no further."""

PROPOSED = 6000
"""Rows that the rare words may propose (about 10 ms), before the likeliest are read."""

READ = 400
"""Rows that are read and compared word by word (about 30 ms)."""

PREFIX = 0.7
"""A word that is in no quotation is looked for by so much of its beginning: endings and misspellings."""

SCATTERED = 0.5
"""What words count for that stand apart, of what they count for in their order: long texts have every common word."""

ENOUGH = 0.34
"""Share of the sentence, by weight of its words, from which a quotation is a hit."""


@dataclass(frozen=True, slots=True)
class Found:
    """Quotations in order of likeness, and the words of the search with what is known of them."""

    rows: list[Row]
    asked: list[Term]

    @property
    def unknown(self) -> list[str]:
        """Words that are in no quotation, nor any that begins like them."""
        return [t.word for t in self.asked if not t.held]


async def find(page: Page, text: str) -> Found:
    """The quotations most like a sentence, likest first, with ``likeness`` (0 to 1) and ``marked`` words."""
    total = (await page.rows("select coalesce(max(rowid), 0) as n from quotes"))[0]["n"]
    asked = [await _counted(page, replace(term, total=total)) for term in terms(text)]
    known = [t for t in asked if t.held]
    rows = await read(page, await _propose(page, known)) if known else []
    scored = [row | _scored(row["text"], asked) for row in rows]
    good = [row for row in scored if row["score"] >= ENOUGH]
    good.sort(key=lambda r: (-round(r["score"], 3), abs(r["length"] - len(text)), r["id"]))
    return Found(good, asked)


def _scored(text: str, asked: Sequence[Term]) -> dict[str, float]:
    """The share of the search that a text has, and how much that says: words that stand apart there say less."""
    share = likeness(text, asked)
    return {"likeness": share, "score": share * (SCATTERED + (1 - SCATTERED) * cohesion(text, asked))}


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
