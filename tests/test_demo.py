"""The demo corpus: what its files hold, and what the pipeline makes of them (tests/demo.toml)."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Article
from quotes.read import read

CORPUS = Path(str(files("quotes") / "data" / "demo"))
EXPECTED = tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf8"))
WITNESSES = [
    pytest.param(lineage, witness, id=f"{witness['article']}: {witness['words'][:20]}")
    for lineage in EXPECTED["lineage"]
    for witness in lineage["witnesses"]
]


@cache
def articles() -> dict[str, Article]:
    return {a.doc_id: a for a in read([str(CORPUS)]) if isinstance(a, Article)}


def test_the_corpus_is_read_whole() -> None:
    everything = list(read([str(CORPUS)]))
    assert all(isinstance(a, Article) for a in everything)
    assert len(everything) >= 30
    languages = {a.language for a in everything if isinstance(a, Article)}
    assert {"en", "fr", "de", "es", "it", "ru"} <= languages


def test_no_real_address_is_used() -> None:
    assert all(".example/" in a.url for a in articles().values() if a.url)


@pytest.mark.parametrize(("lineage", "witness"), WITNESSES)
def test_expected_words_stand_in_the_articles(lineage: dict[str, Any], witness: dict[str, Any]) -> None:
    assert witness["words"] in articles()[witness["article"]].text


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database that `quotes demo` would build."""
    from quotes.pipeline import add

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    report = add([str(CORPUS)], path, Silent(), jobs=1)
    assert not report.failed
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


class Silent:
    """Nobody is told how it goes."""

    def advance(self, size: int, quotations: int) -> None: ...

    def stage(self, name: str) -> None: ...

    def problem(self, error: Any) -> None: ...


QUOTATION = """
select q.*, s.name speaker_name, o.name outlet_name from quotes q join articles a on a.id = q.article
left join speakers s on s.id = q.speaker left join outlets o on o.id = q.outlet where a.doc_id = ? order by q.position
"""
LINK = """
select l.*, a.doc_id source from links l
left join quotes e on e.id = l.exemplar left join articles a on a.id = e.article
where l.quote = ? and (e.lineage is null or e.lineage = (select lineage from quotes where id = l.quote))
"""


def quotation(db: sqlite3.Connection, article: str, words: str) -> sqlite3.Row:
    """The quotation that begins with these words, in the running text rather than the headline."""
    rows = [row for row in db.execute(QUOTATION, [article]) if row["text"].startswith(words.rstrip("."))]
    assert rows, f"{article} has no quotation {words!r}"
    found: sqlite3.Row = min(rows, key=lambda row: row["place"] is not None)
    return found


@pytest.mark.parametrize("lineage", EXPECTED["lineage"], ids=lambda x: x["about"])
def test_witnesses_are_one_lineage(db: sqlite3.Connection, lineage: dict[str, Any]) -> None:
    found = {w["article"]: quotation(db, w["article"], w["words"])["lineage"] for w in lineage["witnesses"]}
    assert len(set(found.values())) == 1, found
    row = db.execute(
        "select l.*, s.name speaker_name, a.doc_id root from lineages l join quotes q on q.id = l.first_quote"
        " join articles a on a.id = q.article left join speakers s on s.id = l.speaker where l.id = ?",
        [found.popitem()[1]],
    ).fetchone()
    assert (row["speaker_name"], row["root"], row["languages"]) == (
        lineage["speaker"],
        lineage["root"],
        lineage["languages"],
    )


@pytest.mark.parametrize(("lineage", "witness"), WITNESSES)
def test_each_witness_shows_what_became_of_the_words(
    db: sqlite3.Connection, lineage: dict[str, Any], witness: dict[str, Any]
) -> None:
    row = quotation(db, witness["article"], witness["words"])
    link = db.execute(LINK, [row["id"]]).fetchone()
    evidence = json.loads(link["evidence"]) if link else {}
    found = {
        "outlet": row["outlet_name"],
        "from": link and (link["source"] or f"not held: {evidence['not_held']}"),
        "relation": link and link["relation"],
        "altered": bool(link and link["altered"]),
        "flags": [f for f in evidence.get("flags", ()) if f in witness.get("flags", ())],
    }
    wanted = {k: v for k, v in witness.items() if k in found}
    assert {k: found[k] for k in wanted} == wanted


@pytest.mark.parametrize("pair", EXPECTED["apart"]["pairs"], ids=lambda p: f"{p[0]} / {p[2]}")
def test_what_is_not_one_utterance_stays_apart(db: sqlite3.Connection, pair: list[str]) -> None:
    assert quotation(db, *pair[:2])["lineage"] != quotation(db, *pair[2:])["lineage"]


@pytest.mark.parametrize("row", EXPECTED["quotation"], ids=lambda r: r["words"])
def test_single_quotations(db: sqlite3.Connection, row: dict[str, Any]) -> None:
    found = quotation(db, row["article"], row["words"])
    if row.get("unnamed"):
        assert found["speaker_name"] and found["speaker_name"] != "Ilse Brandt"
    for column in ("kind", "relayed_by"):
        assert found[column] == row.get(column, found[column])
    assert found["speaker_name"] == row.get("speaker", found["speaker_name"])


def test_every_relation_and_flag_is_shown(db: sqlite3.Connection) -> None:
    relations = {row[0] for row in db.execute("select relation from links")}
    flags = {flag for row in db.execute("select evidence from links") for flag in json.loads(row[0]).get("flags", ())}
    assert {"verbatim", "truncated", "edited", "translation", "credited", "stitched", "said again"} <= relations
    assert {"altered", "cut", "uncredited", "misattributed", "back_translated"} <= flags
