"""People's decisions, as pages show them: what was decided on a thing, by its reason, and where a joined one leads."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from datasette import Response

from quotes.plugin.page import Missing, Page
from quotes.plugin.vocabulary import vocabulary
from quotes.plugin.words import clip, plain, time_markup, visible

Row = dict[str, Any]

SHOWN = 50
"""Decisions on one page; the rest are in the table."""

DECIDED = """
with d as (
  select id, verdict, reason, made_at, subject, instr(subject, ' ') as gap from judgements
), s as (
  select d.*, iif(gap, substr(subject, 1, gap - 1), subject) as one, iif(gap, substr(subject, gap + 1), null) as two
  from d
)
select * from s where one in (select value from json_each(:ids)) or two in (select value from json_each(:ids))
order by made_at desc, id limit :shown
"""

NAMED = {
    "quote": "select id, substr(text, 1, 200) as name from quotes where id in (select value from json_each(:ids))",
    "speaker": "select id, name from speakers where id in (select value from json_each(:ids))",
    "outlet": "select id, name from outlets where id in (select value from json_each(:ids))",
}

LED = """
with recursive step(id, n) as (
  select :id, 0
  union
  select substr(j.subject, instr(j.subject, ' ') + 1), n + 1 from step join judgements j
  on j.verdict = :verdict and substr(j.subject, 1, instr(j.subject, ' ') - 1) = step.id where n < 20
)
select id from step where n > 0 order by n desc
"""
"""From one name to the one it is known by, over as many decisions as there are."""

LEADING = """
with recursive step(id, n) as (
  select :id, 0
  union
  select substr(j.subject, 1, instr(j.subject, ' ') - 1), n + 1 from step join judgements j
  on j.verdict = :verdict and substr(j.subject, instr(j.subject, ' ') + 1) = step.id where n < 20
)
select distinct id from step
"""
"""And back: all that it is known to be."""


async def decided(page: Page, ids: Iterable[str]) -> list[Row]:
    """What people decided on any of these quotations, speakers or outlets, the newest first."""
    found = await page.rows(DECIDED, ids=json.dumps(list(ids)), shown=SHOWN)
    asked = json.dumps([i for row in found for i in (row["one"], row["two"]) if i])
    names = {about: {r["id"]: r["name"] for r in await page.rows(sql, ids=asked)} for about, sql in NAMED.items()}
    return [_told(page, row, names) for row in found]


async def decided_name(page: Page, kind: str) -> list[Row]:
    """The same of the page's speaker or outlet (``kind``) and of all that lead to it."""
    return await decided(page, [r["id"] for r in await page.rows(LEADING, id=page.id, verdict=f"same {kind}")])


def _told(page: Page, row: Row, names: Mapping[str, Mapping[str, str]]) -> Row:
    """One decision as a sentence: the two things, with what stands between them."""
    about, between = vocabulary()["verdicts"].get(row["verdict"], ["quote", row["verdict"]])
    return {
        "between": plain(between),
        "things": [_thing(page, about, i, names[about].get(i)) for i in (row["one"], row["two"]) if i],
        "reason": clip(visible(row["reason"]), 600),
        "time": time_markup(row["made_at"][:10]),
    }


def _thing(page: Page, about: str, identity: str, name: str | None) -> Row:
    words = plain(name) or plain(identity)
    return {
        "name": f"“{clip(words, 80)}”" if about == "quote" and name else words,
        "address": page.address(about, identity) if name else "",
    }


async def led_to(page: Page, kind: str, sentence: str) -> Response:
    """Where a speaker or outlet (``kind``) that was decided to be another leads; Missing with the sentence where it
    leads to nothing that is held."""
    steps = [r["id"] for r in await page.rows(LED, id=page.id, verdict=f"same {kind}") if r["id"] != page.id]
    held = {r["id"] for r in await page.rows(NAMED[kind], ids=json.dumps(steps))}
    found = next((i for i in steps if i in held), None)
    if found is None:
        raise Missing(page, sentence)
    return Response.redirect(page.address(kind, found, page.format))


def command(page: Page, *words: str) -> str:
    """What to write where the database is built. ``quotes judge`` looks for db/quotes.db unless told otherwise."""
    ours = page.db.name
    where = [] if ours == "quotes" else ["--db", f"{ours}.db"]
    return " ".join([*map(shlex.quote, ["quotes", "judge", *words, *where]), '--reason "…"'])
