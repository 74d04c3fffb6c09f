"""The reading list of a lineage: each witness with its words, what became of them, and what its links rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quotes.plugin import evidence
from quotes.plugin.article import place_of
from quotes.plugin.difference import difference
from quotes.plugin.page import Page
from quotes.plugin.vocabulary import base, language_name, relation
from quotes.plugin.words import CLIP, attributes, clip, count, date_words, plain, safe_url, time_markup, visible
from quotes.text import tokens

Row = dict[str, Any]

NAMES = ("speaker", "speaker_text", "outlet", "publisher", "relayed_by", "title")
"""Columns that are shown on one line."""

INNER = 120
"""Code points of the words themselves where they are shown again in their context; they stand in full above it."""

MANY = 100
"""Witnesses from which on each shows half of that, AROUND of the words around it, and its source on its own page
alone: 500 fit in a megabyte."""

AROUND = 60
"""Code points of context on either side then."""


def reading_list(page: Page, rows: Sequence[Row], links: Sequence[Row], elsewhere: Mapping[str, Row]) -> list[Row]:
    """The witnesses as the template shows them, in the same order; ``elsewhere`` are exemplars of other lineages."""
    by_id = {**elsewhere, **{r["id"]: r for r in rows}}
    here = {r["id"] for r in rows}
    of: dict[str, list[Row]] = {}
    for link in links:
        of.setdefault(link["quote"], []).append(link)
    many = len(rows) > MANY
    return [entry(page, r, [_step(page, r, k, by_id, here) for k in of.get(r["id"], [])], by_id, many) for r in rows]


def entry(page: Page, row: Row, steps: list[Row], by_id: Mapping[str, Row], many: bool = False) -> Row:
    """One witness: its words in their language, or beside or against its exemplar's."""
    seen = {f["label"]: f for step in steps for f in step["flags"]}
    shown = row | {name: plain(row[name]) for name in NAMES}
    if many:
        row = row | {"url": None}
    return shown | _compared(row, steps, by_id) | _context(row, many) | {
        "steps": steps,
        "flags": list(seen.values()),
        "text": clip(visible(row["text"])),
        "attributes": attributes(row["language"]),
        "title_words": clip(shown["title"], 90),
        "time": time_markup(row["published_from"], row["published_to"]),
        "language_name": language_name(row["language"]),
        "where": place_of(page, row),
        "source": safe_url(row["url"]),
        "cut": row["length"] > 2000,
        "length_words": count(row["length"], "character"),
    }  # fmt: skip


def _context(row: Row, many: bool) -> Row:
    """The words around the words, and of these the beginning and the end."""
    before, words, after = visible(row["before"]), visible(row["text"]), visible(row["after"])
    inner, around = (INNER // 2, AROUND) if many else (INNER, len(before) + len(after))
    short = words if len(words) <= inner else f"{words[: inner // 2]} … {words[-inner // 2 :]}"
    return {"before": before[-around:] if around else "", "inner": short, "after": after[:around]}


def _compared(row: Row, steps: list[Row], by_id: Mapping[str, Row]) -> Row:
    """The words against those of the best exemplar: a word diff, or side by side where the language is another."""
    exemplar = next((by_id[s["exemplar"]] for s in steps if s["exemplar"] in by_id), None)
    if exemplar is None:
        return {"changed": None, "beside": None}
    if base(row["language"]) == base(exemplar["language"]):
        return {"changed": difference(clip(exemplar["text"]), clip(row["text"])), "beside": None}
    name = f"{plain(exemplar['publisher']) or 'outlet unknown'}, {language_name(exemplar['language'])}"
    beside = {"text": clip(visible(exemplar["text"])), "attributes": attributes(exemplar["language"]), "name": name}
    for step in steps[:1]:
        step["identical"] = False
    return {"changed": None, "beside": beside}


def _step(page: Page, row: Row, link: Row, by_id: Mapping[str, Row], here: set[str]) -> Row:
    """One link in plain words."""
    exemplar, proof = by_id.get(link["exemplar"] or ""), link["evidence"]
    rivals = [c for c in evidence.names(proof.get("candidates")) if c != link["exemplar"] and c in by_id]
    others = [_name(by_id[c]) for c in rivals]
    own = exemplar is not None and exemplar["article"] == row["article"]
    return {
        "relation": link["relation"],
        "label": relation(link["relation"])[0],
        "begins": evidence.begins(link["relation"], proof),
        "sentences": _kept(row, exemplar, link) + evidence.sentences(link["relation"], link["score"], proof, others),
        "flags": evidence.flags(proof, bool(link["altered"])),
        "lag": "" if own else evidence.lag(proof.get("lag_days")),
        "exemplar": link["exemplar"],
        "name": "the same article" if own else _name(exemplar) if exemplar else "",
        "href": _where(page, exemplar, here) if exemplar else "",
        "not_held": plain(evidence.not_held(proof)) if link["exemplar"] is None else "",
        "not_held_url": safe_url(proof["url"]) if isinstance(proof.get("url"), str) else None,
        "identical": link["relation"] == "verbatim" and not link["altered"],
        "row": page.row("links", link["id"]),
    }


def _kept(row: Row, exemplar: Row | None, link: Row) -> list[str]:
    """How much of the words a cut left."""
    if exemplar is None or link["relation"] != "truncated" or max(row["length"], exemplar["length"]) > CLIP:
        return []
    left, whole = len(tokens(row["text"])), len(tokens(exemplar["text"]))
    return [f"{left} of {count(whole, 'word')} are left."] if left < whole else []


def _name(exemplar: Row) -> str:
    day = date_words(exemplar["published_from"], exemplar["published_to"])
    unknown = "an article whose outlet and date are unknown" if day == "date unknown" else f"an article of {day}"
    return plain(exemplar["publisher"]) or unknown


def _where(page: Page, exemplar: Row, here: set[str]) -> str:
    """The witness on this page, or on its own lineage's."""
    if exemplar["id"] in here or not exemplar["lineage"]:
        return f"#w-{exemplar['id']}"
    return page.address("lineage", exemplar["lineage"]) + f"#w-{exemplar['id']}"
