"""``quotes export``: both sides of every link, in CSV, JSON lines and JSON-LD."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import invented_corpus
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from quotes.cli import main
from quotes.publishing.linked import nodes
from quotes.publishing.tables import FILES, original, safe
from quotes.store import open_to_read
from quotes.store.database import APPLICATION
from quotes.store.export import TABLES, THINGS


def built(path: Path) -> Path:
    """The invented story, marked as a database of ours."""
    with closing(sqlite3.connect(invented_corpus.build(path))) as connection:
        connection.execute(f"pragma application_id = {APPLICATION}")
    return path


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("export") / "quotes.db")


def export(db: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["export", "--db", str(db), *map(str, options)])


def table(db: Path, folder: Path, name: str) -> dict[str, dict[str, str]]:
    """The rows of a file by their first cell, and where it has none by the third."""
    assert export(db, "--csv", folder).exit_code == 0
    with (folder / FILES[name]).open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def graph(db: Path, *options: object) -> dict[str, dict[str, Any]]:
    result = export(db, "--jsonld", "-", *options)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    found = {node["@id"]: node for node in document["@graph"]}
    assert len(found) == len(document["@graph"]), "every thing once"
    return found | {"context": document["@context"]}


def test_links_have_both_sides(db: Path, tmp_path: Path) -> None:
    rows = table(db, tmp_path, "link")
    for row in rows.values():
        assert row["quote_text"] and row["relation"] and 0 <= float(row["score"]) <= 1
        assert bool(row["exemplar"]) == bool(row["exemplar_text"]) != bool(row["not_held"])
        assert isinstance(json.loads(row["evidence"]), dict)
    assert {row["altered"] for row in rows.values()} == {"0", "1"}
    translated = next(row for row in rows.values() if row["relation"] == "translation")
    assert translated["quote_language"] != translated["exemplar_language"]


def test_every_quotation_and_link_is_there(db: Path, tmp_path: Path) -> None:
    result = export(db, "--csv", tmp_path / "csv", "--jsonl", tmp_path / "all.jsonl")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf8").splitlines()]
    with closing(open_to_read(db)) as connection:
        for name, file in FILES.items():
            number = connection.execute(f"select count(*) from ({TABLES[name]})").fetchone()[0]
            with (tmp_path / "csv" / file).open(encoding="utf-8-sig", newline="") as stream:
                assert len(list(csv.DictReader(stream))) == number > 0
            assert sum(line["type"] == name for line in lines) == number
    assert {type(line["evidence"]) for line in lines if "evidence" in line} == {dict}
    assert {type(line["altered"]) for line in lines if "altered" in line} == {bool}


def test_ids_are_in_order_and_the_same_again(db: Path) -> None:
    first = export(db, "--jsonl", "-").stdout
    assert first == export(db, "--jsonl", "-").stdout
    ids = [row["id"] for row in map(json.loads, first.splitlines()) if row["type"] == "quotation"]
    assert ids == sorted(ids)


@pytest.mark.parametrize("query", [*TABLES.values(), *THINGS.values()])
def test_rows_come_one_by_one(db: Path, query: str) -> None:
    with closing(open_to_read(db)) as connection:
        plan = [row["detail"] for row in connection.execute(f"explain query plan {query}")]
    assert not [step for step in plan if "TEMP B-TREE" in step]


CELLS = [
    ("=1+1", "'=1+1"),
    ("+49", "'+49"),
    ("-no-", "'-no-"),
    ("@name", "'@name"),
    ("＝1", "'＝1"),
    ("a;=1", "a;'=1"),
    ("a\n=1", "a\n'=1"),
    ("\t=1", "\t'=1"),
    ("'tis", "''tis"),
    ("plain - words; and = more", "plain - words; and = more"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cell"), CELLS)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert safe(text) == cell and original(cell) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@';\t\r\n＝"), st.characters(codec="utf-8"))))
def test_cells_are_safe_and_lead_back(text: str) -> None:
    cell = safe(text)
    assert isinstance(cell, str) and original(cell) == text
    assert cell[:1] not in set("=+-@") - {""}


def test_quotations_as_linked_data(db: Path) -> None:
    found = graph(db)
    quotes = [node for node in found.values() if "Quotation" in node.get("@type", ())]
    assert len(quotes) == len([i for i in found if i.startswith("quote:")]) > 8
    first = found["quote:q01"]
    assert first["inLanguage"] == "en" and first["spokenByCharacter"] == "speaker:roe"
    assert "NewsArticle" in found[first["isPartOf"]]["@type"] and found[first["spokenByCharacter"]]["name"] == "Ada Roe"
    translated = next(n for n in quotes if "translationOfWork" in n)
    assert (
        translated["translationOfWork"][0] in found and translated["wasDerivedFrom"] == translated["translationOfWork"]
    )
    for node in quotes:
        sides = [d["entity"] for d in node.get("qualifiedDerivation", ())]
        assert sorted(map(str, sides)) == sorted(
            map(str, node.get("wasQuotedFrom", []) + node.get("wasDerivedFrom", []))
        )
        assert all(d["entity"] in found for d in node.get("undecidedDerivation", ()) if isinstance(d["entity"], str))
    assert any(d["evidence"].get("undecided") for n in quotes for d in n.get("undecidedDerivation", ()))


def test_every_term_and_prefix_is_in_the_context(db: Path) -> None:
    found = graph(db)
    context = found.pop("context")
    used = {key for node in found.values() for key in terms(node)}
    assert used <= context.keys()
    unused = {key for key, value in context.items() if isinstance(value, dict) and "@prefix" not in value} - used
    assert unused <= {"saidAgain", "undecidedDerivation", "citation", "wasQuotedFrom", "translationOfWork", "sameAs"}


def terms(value: Any) -> set[str]:
    """Keys and types, but those within evidence, which is plain JSON, and keywords; prefixes of ids too."""
    if isinstance(value, list):
        return {key for item in value for key in terms(item)}
    if not isinstance(value, dict):
        return set()
    names = {key for key in value if not key.startswith("@")}
    types = {t.partition(":")[0] for t in value.get("@type", ()) if isinstance(value["@type"], list)}
    return names | types | {key for name in names - {"evidence"} for key in terms(value[name])}


def test_an_outlet_that_people_hold_to_be_another_says_so(tmp_path: Path) -> None:
    with sqlite3.connect(built(tmp_path / "joined.db")) as connection:
        connection.execute("update outlets set same_as = 'echo' where id = 'kueste'")
    nodes = graph(tmp_path / "joined.db")
    assert nodes["outlet:kueste"]["sameAs"] == "outlet:echo" and "sameAs" not in nodes["outlet:echo"]


def test_ids_are_addresses_of_pages_where_a_site_is_given(db: Path) -> None:
    context = graph(db, "--site", "https://example.org/quotes/")["context"]
    assert context["quote"] == {"@id": "https://example.org/quotes/-/quote/", "@prefix": True}


def test_hostile_values_stay_values(tmp_path: Path) -> None:
    path = built(tmp_path / "hostile.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update articles set url = 'javascript:alert(1)'")
        connection.execute("update quotes set text = '\"}],\u2028=cmd() \x01' where id = 'q01'")
        connection.commit()
    found = graph(path)
    assert found["quote:q01"]["text"] == '"}],\u2028=cmd() \x01'
    assert not [node for node in found.values() if "javascript" in str(node.get("url"))]
    with closing(open_to_read(path)) as connection:
        assert len(list(nodes(connection))) == len(found) - 1


REFUSED = [
    ((), 2, "--csv FOLDER"),
    (("--jsonl", "{file}/x.jsonl"), 1, "cannot be written"),
    (("--csv", "{file}"), 2, "is a file"),
]


@pytest.mark.parametrize(("options", "status", "said"), REFUSED)
def test_what_cannot_be_written_is_said(
    db: Path, tmp_path: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf8")
    result = export(db, *(o.format(file=tmp_path / "file") for o in options))
    assert result.exit_code == status and said in result.stderr and "Traceback" not in result.output


def test_an_older_file_stays_until_the_new_one_is_whole(db: Path, tmp_path: Path, monkeypatch: Any) -> None:
    from quotes.publishing import tables

    (tmp_path / "all.jsonl").write_text("older", encoding="utf8")
    monkeypatch.setattr(tables, "_json", lambda value: 1 / 0)
    assert isinstance(export(db, "--jsonl", tmp_path / "all.jsonl").exception, ZeroDivisionError)
    assert [(p.name, p.read_text(encoding="utf8")) for p in tmp_path.iterdir()] == [("all.jsonl", "older")]
