"""The reading list of a lineage: each witness with its words, what became of them, and what its links rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.plugin import evidence
from quotes.plugin.article import place_of
from quotes.plugin.difference import condensed, difference, fitting, weight
from quotes.plugin.page import Page
from quotes.plugin.vocabulary import base, language_name, relation
from quotes.plugin.witnesses import LONGEST, called
from quotes.plugin.words import CLIP, attributes, clip, count, date_words, plain, safe_url, time_markup, visible
from quotes.text import tokens

Row = dict[str, Any]

NAMES = ("speaker", "speaker_text", "outlet", "publisher", "relayed_by", "title")
"""Columns that are shown on one line."""

INNER = 120
"""Code points of the words themselves where they are shown again in their context; they stand in full above it."""

MANY = 100
"""Witnesses from which on each is short: what it changed, and a way to its own page, which has everything."""

ROOM = 870_000
"""Bytes of HTML for all witnesses together, so that the page stays below a megabyte."""

AROUND, AROUND_BRIEF = 3000, 1480
"""Bytes of what stands around the words of one, as measured of long names and every flag."""

LEAST = 160
"""Bytes that each has in any case, some twenty words."""

NAME, SENTENCES, FLAGS = 240, 1200, 8
"""Bytes of a name and of what a link rests on, and flags of one witness: nobody's are longer but to break a page."""

SHORT_NAME, SHORT_SENTENCES, STEPS = 54, 230, 2
"""The same where there are many, and the links of one witness then."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the words of one witness may take: bytes of HTML, and code points."""

    bytes: int
    points: int = CLIP

    def cut(self, text: str) -> str:
        return fitting(clip(text, self.points), self.bytes)


def reading_list(page: Page, rows: Sequence[Row], links: Sequence[Row], elsewhere: Mapping[str, Row]) -> list[Row]:
    """The witnesses as the template shows them, in the same order; ``elsewhere`` are exemplars of other lineages."""
    by_id = {**elsewhere, **{r["id"]: r for r in rows}}
    here = {r["id"] for r in rows}
    of: dict[str, list[Row]] = {}
    for link in links:
        of.setdefault(link["quote"], []).append(link)
    many = len(rows) > MANY
    room = Room(max(LEAST, ROOM // max(1, len(rows)) - (AROUND_BRIEF if many else AROUND)))
    items = [entry(page, r, [_step(page, r, k, by_id, here) for k in of.get(r["id"], [])], by_id, room) for r in rows]
    return [_brief(item) for item in items] if many else items


def alone(page: Page, row: Row, links: Sequence[Row], elsewhere: Mapping[str, Row]) -> Row:
    """One witness on its own page, with all that leaves the database of it."""
    steps = [_step(page, row, link, elsewhere, set()) for link in links]
    return entry(page, row, steps, elsewhere, Room(ROOM, LONGEST))


def entry(page: Page, row: Row, steps: list[Row], by_id: Mapping[str, Row], room: Room) -> Row:
    """One witness: its words in their language, or beside or against its exemplar's."""
    seen = {f["label"]: f for step in steps for f in step["flags"]}
    shown = row | {name: fitting(plain(row[name]), NAME) for name in NAMES}
    return shown | _context(row) | _compared(row, steps, by_id, room) | {
        "steps": steps,
        "flags": list(seen.values())[:FLAGS],
        "attributes": attributes(row["language"]),
        "called": fitting(called(row), NAME),
        "title_words": fitting(clip(shown["title"], 90), NAME),
        "time": time_markup(row["published_from"], row["published_to"]),
        "language_name": language_name(row["language"]),
        "where": place_of(page, row),
        "own": page.address("quote", row["id"]),
        "source": safe_url(row["url"]),
        "length_words": count(row["length"], "character"),
    }  # fmt: skip


def _brief(item: Row) -> Row:
    """One of many: names and reasons are cut, and what is on its own page is left there."""
    steps = [_brief_step(step) for step in item["steps"][:STEPS]]
    names = {name: fitting(item[name], SHORT_NAME) for name in (*NAMES, "called", "language_name")}
    flags = [f | {"meaning": ""} for f in item["flags"]]
    return item | names | {"steps": steps, "flags": flags, "brief": True}


def _brief_step(step: Row) -> Row:
    names = {name: fitting(step[name], SHORT_NAME) for name in ("label", "begins", "name", "not_held")}
    return step | names | {"sentences": [fitting(" ".join(step["sentences"]), SHORT_SENTENCES)], "row": None}


def _context(row: Row) -> Row:
    """The words around the words, and of these the beginning and the end."""
    words = visible(row["text"])
    short = words if len(words) <= INNER else f"{words[: INNER // 2]} … {words[-INNER // 2 :]}"
    return {"before": visible(row["before"]), "inner": short, "after": visible(row["after"])}


def _compared(row: Row, steps: list[Row], by_id: Mapping[str, Row], room: Room) -> Row:
    """The words against those of the best exemplar: a word diff, or side by side where the language is another. ``cut``
    where something is left out."""
    exemplar = next((by_id[s["exemplar"]] for s in steps if s["exemplar"] in by_id), None)
    words = visible(row["text"])
    text = room.cut(words)
    plain_words = {"text": text, "changed": None, "beside": None, "cut": text != words}
    if exemplar is None:
        return plain_words
    if base(row["language"]) == base(exemplar["language"]):
        return plain_words | _changed(row, exemplar, room)
    for step in steps[:1]:
        step["identical"] = False
    return plain_words | _side_by_side(words, exemplar, room)


def _changed(row: Row, exemplar: Row, room: Room) -> Row:
    """A word diff, only of what is near a change where the whole has no room; nothing where the words are the same."""
    old, new = clip(exemplar["text"], room.points), clip(row["text"], room.points)
    whole = difference(old, new)
    if whole is None:
        return {}
    fits = weight(whole) <= room.bytes
    return {"changed": whole if fits else condensed(old, new, room.bytes), "cut": row["text"] != new or not fits}


def _side_by_side(words: str, exemplar: Row, room: Room) -> Row:
    half, theirs = replace(room, bytes=room.bytes // 2), visible(exemplar["text"])
    name = f"{called(exemplar) or 'outlet unknown'}, {language_name(exemplar['language'])}"
    text, beside = half.cut(words), half.cut(theirs)
    shown = {"text": beside, "attributes": attributes(exemplar["language"]), "name": fitting(name, NAME)}
    return {"text": text, "beside": shown, "cut": text != words or beside != theirs}


def _step(page: Page, row: Row, link: Row, by_id: Mapping[str, Row], here: set[str]) -> Row:
    """One link in plain words."""
    exemplar, proof = by_id.get(link["exemplar"] or ""), link["evidence"]
    rivals = [c for c in evidence.names(proof.get("candidates")) if c != link["exemplar"] and c in by_id]
    others = [_name(by_id[c]) for c in rivals]
    own = exemplar is not None and exemplar["article"] == row["article"]
    said = _kept(row, exemplar, link) + evidence.sentences(link["relation"], link["score"], proof, others)
    return {
        "relation": link["relation"],
        "label": fitting(relation(link["relation"])[0], NAME),
        "begins": fitting(evidence.begins(link["relation"], proof), NAME),
        "sentences": [fitting(" ".join(said), SENTENCES)],
        "flags": _flags(link),
        "lag": "" if own else evidence.lag(proof.get("lag_days")),
        "exemplar": link["exemplar"],
        "name": "the same article" if own else fitting(_name(exemplar), NAME) if exemplar else "",
        "href": _where(page, exemplar, here) if exemplar else "",
        "not_held": fitting(plain(evidence.not_held(proof)), NAME) if link["exemplar"] is None else "",
        "not_held_url": safe_url(proof["url"]) if isinstance(proof.get("url"), str) else None,
        "identical": link["relation"] == "verbatim" and not link["altered"],
        "row": page.row("links", link["id"]),
    }


def _flags(link: Row) -> list[Row]:
    found = evidence.flags(link["evidence"], bool(link["altered"]))
    return [f | {"label": fitting(f["label"], SHORT_NAME)} for f in found]


def _kept(row: Row, exemplar: Row | None, link: Row) -> list[str]:
    """How much of the words a cut left."""
    if exemplar is None or link["relation"] != "truncated" or max(row["length"], exemplar["length"]) > CLIP:
        return []
    left, whole = len(tokens(row["text"])), len(tokens(exemplar["text"]))
    return [f"{left} of {count(whole, 'word')} are left."] if left < whole else []


def _name(exemplar: Row) -> str:
    day = date_words(exemplar["published_from"], exemplar["published_to"])
    unknown = "an article whose outlet and date are unknown" if day == "date unknown" else f"an article of {day}"
    return called(exemplar) or unknown


def _where(page: Page, exemplar: Row, here: set[str]) -> str:
    """The witness on this page, or on its own lineage's."""
    if exemplar["id"] in here or not exemplar["lineage"]:
        return f"#w-{exemplar['id']}"
    return page.address("lineage", exemplar["lineage"]) + f"#w-{exemplar['id']}"
