"""A database of an invented story, written row by row: what the pages are tested on without the rest of the house."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from quotes.store.schema import migrations
from quotes.text import tokens

OUTLETS = [
    ("courier", "The Harbour Courier", "newspaper", "courier.example", "GB", "en"),
    ("echo", "Northern Echo Daily", "newspaper", "echo.example", "GB", "en"),
    ("rivage", "Le Rivage", "newspaper", "rivage.example", "FR", "fr"),
    ("kueste", "Küstenblatt", "newspaper", "kueste.example", "DE", "de"),
    ("alsahil", "الساحل", "newspaper", "sahil.example", "LB", "ar"),
    ("haian", "海岸报", "newspaper", "haian.example", "CN", "zh"),
    ("radio", "Radio Lighthouse", "radio", None, "GB", "en"),
]

SPEAKERS = [
    ("roe", "Ada Roe", "harbour master"),
    ("pell", "Tomas Pell", "fisherman"),
]

STORY = "We will not sell the harbour, not this year and not while I am in office."
CUT = "We will not sell the harbour"
TURNED = "We will sell the harbour, but not this year and not while I am in office."
FRENCH = "Nous ne vendrons pas le port, ni cette année ni tant que je serai en fonction."
GERMAN = "Wir werden den Hafen nicht verkaufen, weder dieses Jahr noch solange ich im Amt bin."
ARABIC = "لن نبيع الميناء، لا هذا العام ولا ما دمت في منصبي"
CHINESE = "我们不会出售港口，今年不会，只要我在任就不会。"
CREDITORS = "Les créanciers attendront le printemps comme tout le monde."

# id, outlet, date, language, title, text, quotations: (id, words, speaker, outlet told, speaker's words, kind, lineage)
ARTICLES: list[tuple[str, str, str, str, str, str, list[tuple[Any, ...]]]] = [
    ("a1", "courier", "2024-03-01T08:10:00", "en", "Harbour is not for sale, says its master",
     f"The harbour stays public.\n\n“{STORY}” Ada Roe told Radio Lighthouse on Friday.\n\nTomas Pell, who fishes "
     "there, agreed. “I was born on this quay,” he said.",
     [("q01", STORY, "roe", "radio", "Ada Roe", "direct", "q01"),
      ("q02", "I was born on this quay,", "pell", None, "he", "direct", "q02")]),
    ("a2", "echo", "2024-03-01T11:00:00", "en", "“We will not sell”: the harbour master digs in",
     f"“{CUT}”, the harbour master Ada Roe said.\n\nThe council calls the plan a “rescue”.",
     [("q03", CUT, "roe", None, "Ada Roe", "direct", "q01"),
      ("q04", "rescue", None, None, None, "scare", "q04")]),
    ("a3", "rivage", "2024-03-02", "fr", "Le port ne sera pas vendu",
     f"«\u00a0{FRENCH}\u00a0», a déclaré Ada Roe à Radio Lighthouse.\n\n«\u00a0{CREDITORS}\u00a0», ajoute-t-elle.",
     [("q05", FRENCH, "roe", "radio", "Ada Roe", "direct", "q01"),
      ("q06", CREDITORS, "roe", None, "elle", "direct", "q06")]),
    ("a4", "echo", "2024-03-03T07:00:00", "en", "Roe ready to sell, letters show",
     f"Ada Roe has changed her mind. “{TURNED}” she said.",
     [("q07", TURNED, "roe", None, "she", "direct", "q01")]),
    ("a5", "kueste", "2024-03-04", "de", "Der Hafen bleibt",
     f"„{GERMAN}“, sagte Ada Roe.",
     [("q08", GERMAN, "roe", None, "Ada Roe", "direct", "q01")]),
    ("a6", "alsahil", "2024-03-05", "ar", "الميناء ليس للبيع",
     f"قالت آدا رو: «{ARABIC}».",
     [("q09", ARABIC, "roe", None, "آدا رو", "direct", "q01")]),
    ("a7", "haian", "2024-03-06", "zh", "港口不出售",
     f"阿达·罗说：“{CHINESE}”",
     [("q10", CHINESE, "roe", None, "阿达·罗", "direct", "q01")]),
    ("a8", "courier", "2024-03-08T09:00:00", "en", "A week at the harbour",
     f"A week ago Ada Roe said: “{STORY}” Nobody has asked again. “The gulls were here first.”",
     [("q11", STORY, "roe", None, "Ada Roe", "direct", "q01"),
      ("q12", "The gulls were here first.", None, None, None, "direct", "q12")]),
]  # fmt: skip

LINKS = [
    ("k0", "q01", None, "credited", 0, 1.0,
     {"not_held": "Radio Lighthouse", "credit": "Radio Lighthouse", "reasons": ["told to"], "confidence": 0.9}),
    ("k1", "q03", "q01", "truncated", 0, 0.82,
     {"cut": ["end"], "lag_days": 0.12, "reasons": ["cut", "earlier"], "confidence": 0.6,
      "flags": ["cut", "uncredited"]}),
    ("k2", "q05", "q01", "translation", 0, 0.9,
     {"lag_days": 0.7, "reasons": ["same credit abroad", "article translation"], "article_link": "translation",
      "confidence": 0.95}),
    ("k3", "q07", "q01", "edited", 1, 0.93,
     {"lag_days": 1.95, "reasons": ["earlier"], "clashes": [{"kind": "negation", "a": [], "b": ["not"]}],
      "flags": ["altered", "uncredited"]}),
    ("k4", "q08", "q05", "translation", 0, 0.81, {"undecided": True, "candidates": ["q01"], "confidence": 0.5}),
    ("k5", "q09", "q01", "translation", 0, 0.8, {"hyperlink": True, "reasons": ["hyperlink"]}),
    ("k6", "q10", "q01", "translation", 0, 0.8, {}),
    ("k7", "q11", "q01", "verbatim", 0, 1.0, {"lag_days": 7.0, "reasons": ["same publisher", "identical"]}),
]  # fmt: skip

ARTICLE_LINKS = [
    ("a3", "a1", "translation", 1, {}),
    ("a2", "https://www.elsewhere.example/harbour", "cites", 0, {"how": "hyperlink"}),
    ("a8", "a1", "excerpt", 1, {}),
]


def create(path: Path) -> sqlite3.Connection:
    """An empty database with today's schema."""
    connection = sqlite3.connect(path)
    migrations.apply(Database(connection))
    connection.execute("pragma foreign_keys = on")
    return connection


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows into a table, in one transaction with the deferred keys."""
    for row in rows:
        columns = ", ".join(f'"{c}"' for c in row)
        marks = ", ".join("?" * len(row))
        connection.execute(f"insert into {table} ({columns}) values ({marks})", list(row.values()))


def article_row(id: str, outlet: str | None, date: str | None, language: str, title: str, text: str) -> dict[str, Any]:
    return {
        "id": id, "doc_id": f"{id}.txt", "url": f"https://{outlet}.example/{id}", "title": title, "byline": "Staff",
        "publisher": outlet, "published_from": date, "published_to": date, "language": language, "text": text,
        "words": len(tokens(text)), "sha256": "0" * 64, "input": "invented", "added_at": "2024-04-01T00:00:00",
    }  # fmt: skip


def quote_rows(id: str, language: str, text: str, quotes: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    rows = []
    for position, (quote, words, speaker, outlet, speaker_text, kind, lineage) in enumerate(quotes):
        start = text.index(words)
        end = start + len(words)
        rows.append({
            "id": quote, "article": id, "position": position, "start": start, "end": end, "text": words,
            "language": language, "kind": kind, "speaker": speaker, "speaker_text": speaker_text, "outlet": outlet,
            "lineage": lineage, "before": text[max(0, start - 120) : start], "after": text[end : end + 120],
            "rule": "invented", "confidence": 0.9,
        })  # fmt: skip
    return rows


def lineage_rows(
    quotes: list[dict[str, Any]], publishers: dict[str, str], dates: dict[str, str]
) -> list[dict[str, Any]]:
    """Lineages counted from their quotations; the first in order of insertion is the earliest."""
    members: dict[str, list[dict[str, Any]]] = {}
    for quote in quotes:
        members.setdefault(quote["lineage"], []).append(quote)
    return [{
        "id": id, "text": found[0]["text"], "speaker": found[0]["speaker"], "first_quote": found[0]["id"],
        "first_seen": dates[found[0]["article"]], "quotes": len(found), "articles": len({q["article"] for q in found}),
        "publishers": len({publishers[q["article"]] for q in found}),
        "languages": " ".join(sorted({q["language"] for q in found})), "altered": int(id == "q01"),
    } for id, found in members.items()]  # fmt: skip


def fill(connection: sqlite3.Connection) -> None:
    """The invented story."""
    quotes = [row for id, _, _, language, _, text, found in ARTICLES for row in quote_rows(id, language, text, found)]
    publishers, dates = {a[0]: a[1] for a in ARTICLES}, {a[0]: a[2] for a in ARTICLES}
    keys = ("id", "name", "kind", "domain", "country", "language")
    insert(connection, "outlets", [dict(zip(keys, o, strict=True)) for o in OUTLETS])
    insert(connection, "outlet_names", [{"outlet": o[0], "name": o[1]} for o in OUTLETS])
    insert(connection, "speakers", [dict(zip(("id", "name", "description"), s, strict=True)) for s in SPEAKERS])
    names = [{"speaker": s[0], "name": s[1], "language": "en"} for s in SPEAKERS]
    insert(connection, "speaker_names", [*names, {"speaker": "roe", "name": "آدا رو", "language": "ar"}])
    insert(connection, "articles", [article_row(*a[:6]) for a in ARTICLES])
    insert(connection, "lineages", lineage_rows(quotes, publishers, dates))
    insert(connection, "quotes", quotes)
    link_keys = ("id", "quote", "exemplar", "relation", "altered", "score", "evidence")
    insert(connection, "links", [dict(zip(link_keys, (*k[:6], json.dumps(k[6])), strict=True)) for k in LINKS])
    keys = ("article", "exemplar", "relation", "shared", "evidence")
    insert(
        connection, "article_links", [dict(zip(keys, (*k[:4], json.dumps(k[4])), strict=True)) for k in ARTICLE_LINKS]
    )
    connection.commit()


def build(path: Path) -> Path:
    """The story's database at ``path``."""
    connection = create(path)
    fill(connection)
    connection.close()
    return path


def add_vectors(path: Path, model: str = "") -> Path:
    """The bundled encoder's vectors of all words, as ``quotes add`` keeps them; ``model`` gives it another name."""
    from quotes.match.encoder import load_encoder
    from quotes.store.ids import text_id
    from quotes.store.write import put_encoder, put_vectors

    encoder = load_encoder("bundled")
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    texts = sorted({row["text"] for row in connection.execute("select text from quotes where length(text) < 10000")})
    rows = {text_id(text): row.tobytes() for text, row in zip(texts, encoder.encode(texts), strict=True)}
    with connection:
        put_vectors(connection, model or encoder.name, rows)
        put_encoder(connection, model or encoder.name, encoder.languages)
    connection.close()
    return path


SCRIPT = "<script>alert('caught')</script>"
IMAGE = "\"'><img src=x onerror=alert('caught')>"
TURNING = "safe \u202etxet nrut\u2066 name"


def fill_hostile(connection: sqlite3.Connection) -> None:
    """Whatever an article can carry that is meant to break a page: h1 scripts, h2 a giant quotation, h3 10,000."""
    insert(connection, "outlets", [{"id": "evil", "name": SCRIPT + TURNING, "domain": IMAGE, "country": SCRIPT}])
    insert(connection, "outlet_names", [{"outlet": "evil", "name": IMAGE}])
    insert(connection, "speakers", [{"id": "drop", "name": "'; drop table quotes; --", "description": SCRIPT}])
    insert(connection, "speaker_names", [{"speaker": "drop", "name": IMAGE, "language": "\"onload=alert('caught')"}])
    said = f"Look: {SCRIPT} and {IMAGE} and \u202ebackwards\u202c."
    many = "".join(f"“No {n}.” " for n in range(10_000))
    texts = {"h1": f"He {SCRIPT} said: “{said}” {IMAGE}", "h2": "“" + "giant " * 180_000 + "”", "h3": many}
    for id, text in texts.items():
        row = article_row(id, "evil", "2024-05-01", "en\"onload=alert('caught')", SCRIPT + TURNING, text)
        insert(connection, "articles", [row | {"url": "javascript:alert('caught')", "byline": IMAGE}])
    rows = quote_rows("h1", "en", texts["h1"], [("h1q", said, "drop", "evil", IMAGE, "direct", "h1q")])
    rows += quote_rows("h2", "en", texts["h2"], [("h2q", texts["h2"][1:-1], "drop", None, SCRIPT, "direct", "h1q")])
    found = [(f"h3q{n}", f"No {n}.", None, None, SCRIPT, "direct", None) for n in range(10_000)]
    rows += quote_rows("h3", "en", many, found)
    dates = dict.fromkeys(texts, "2024-05-01")
    lineages = lineage_rows([r for r in rows if r["lineage"]], dict.fromkeys(texts, "evil"), dates)
    insert(connection, "lineages", [row | {"languages": f"en {SCRIPT}"} for row in lineages])
    insert(connection, "quotes", [row | {"relayed_by": SCRIPT, "cue": IMAGE, "rule": SCRIPT} for row in rows])
    proof = {
        "reasons": [SCRIPT],
        "flags": [IMAGE],
        "not_held": SCRIPT,
        "credit": IMAGE,
        "clashes": [{"kind": SCRIPT, "a": [IMAGE]}],
    }
    links = [("h1k", "h1q", None, "credited"), ("h2k", "h2q", "h1q", IMAGE)]
    insert(connection, "links", [
        {"id": id, "quote": quote, "exemplar": exemplar, "relation": relation, "altered": 1, "score": 1e308,
         "evidence": json.dumps(proof | {"lag_days": 1e12, "confidence": "NaN"})}
        for id, quote, exemplar, relation in links
    ])  # fmt: skip
    insert(connection, "article_links", [{"article": "h1", "exemplar": "javascript:alert(1)", "relation": SCRIPT}])
    insert(connection, "article_links", [{"article": "h2", "exemplar": "h1", "relation": "copy", "evidence": "[["}])
    connection.commit()


def build_hostile(path: Path) -> Path:
    """The story and the hostile articles."""
    connection = create(path)
    fill(connection)
    fill_hostile(connection)
    connection.close()
    return path


def copied_cut_or_edited(n: int) -> str:
    """A sentence as its nth article has it."""
    return STORY if n % 3 == 0 else STORY.replace("harbour", f"harbour {n}") if n % 3 == 1 else STORY[: -10 - n % 20]


def build_long(path: Path, size: int, said: Callable[[int], str] = copied_cut_or_edited, name: str = "Gazette") -> Path:
    """One lineage of many witnesses in forty outlets: ``said`` gives the words of each; each has its evidence."""
    connection = create(path)
    insert(connection, "outlets", [{"id": f"o{n:02}", "name": f"The {n}th {name}"} for n in range(40)])
    insert(connection, "speakers", [{"id": "roe", "name": "Ada Roe"}, {"id": "other", "name": name}])
    articles, quotes, links = [], [], []
    for n in range(size):
        words = said(n)
        text = f"In edition {n} we read of the old quay. “{words}” said Ada Roe, and the town went quiet for a while."
        day = f"2024-{1 + n // 50:02}-{1 + n % 28:02}T{n % 24:02}:00"
        articles.append(
            article_row(f"e{n:04}", f"o{n % 40:02}", day, "en", f"Edition {n} of the harbour's long year, {name}", text)
        )
        found = [(f"w{n:04}", words, "roe" if n % 2 else "other", "o01", name, "direct", "w0000")]
        quotes += quote_rows(f"e{n:04}", "en", text, found)
        proof = {
            "reasons": ["same publisher", "earlier"],
            "lag_days": n / 3,
            "confidence": 0.8,
            "flags": ["uncredited", "cut", name],
            "clashes": [{"kind": "negation", "a": [name], "b": ["not"]}],
        }
        relation = ("verbatim", "edited", "truncated")[n % 3]
        links.append({"id": f"k{n}", "quote": f"w{n:04}", "exemplar": f"w{n // 2:04}", "relation": relation,
                      "score": 0.9, "evidence": json.dumps(proof)})  # fmt: skip
    insert(connection, "articles", articles)
    publishers = {a["id"]: a["publisher"] for a in articles}
    insert(connection, "lineages", lineage_rows(quotes, publishers, {a["id"]: a["published_from"] for a in articles}))
    insert(connection, "quotes", quotes)
    insert(connection, "links", links[1:])
    connection.commit()
    connection.close()
    return path
