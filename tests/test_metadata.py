"""metadata.yml: every table, column and canned query is described, and every query runs, by its indexes."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import invented_corpus
import pytest
import yaml
from datasette.app import Datasette
from datasette.version import __version__ as datasette_version

import quotes

METADATA = Path(__file__).parent.parent / "metadata.yml"
LOADED = yaml.safe_load(METADATA.read_text(encoding="utf8"))
HELD = LOADED["databases"]["quotes"]
QUERIES: dict[str, dict[str, Any]] = HELD["queries"]
SAMPLES = {"speaker": "Ada Roe", "outlet": "Radio Lighthouse", "url": "https://courier.example/a1", "lineage": "q01"}
SHADOW = re.compile(r"_(fts|trigrams)_|^sqlite_")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_corpus.build(tmp_path_factory.mktemp("metadata") / "quotes.db")


@pytest.fixture(scope="module")
def connection(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database)


def tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    names = [name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")]
    shown = [name for name in names if not SHADOW.search(name)]
    return {name: [row[1] for row in connection.execute(f"pragma table_info([{name}])")] for name in shown}


def site(database: Path) -> Datasette:
    """Datasette as ``quotes serve`` starts it: 1.0 takes the file as settings and as metadata."""
    if datasette_version.startswith("0."):
        return Datasette([str(database)], metadata=LOADED)
    return Datasette([str(database)], metadata=LOADED, config=LOADED)


def test_every_table_and_column_is_described(connection: sqlite3.Connection) -> None:
    held = tables(connection)
    described = {name: list(table["columns"]) for name, table in HELD["tables"].items()}
    assert {name: set(columns) for name, columns in described.items()} == {n: set(c) for n, c in held.items()}
    texts = [t for table in HELD["tables"].values() for t in (table["description"], *table["columns"].values())]
    assert all(isinstance(text, str) and len(text) > 4 for text in texts)


def test_nothing_is_called_the_original() -> None:
    assert not re.search(r"the original\b", METADATA.read_text(encoding="utf8"), re.IGNORECASE)


def test_facets_labels_and_orders_name_columns(connection: sqlite3.Connection) -> None:
    held = tables(connection)
    for name, table in HELD["tables"].items():
        named = {*table.get("facets", []), *table.get("sortable_columns", [])}
        named |= {table[key] for key in ("label_column", "sort", "sort_desc") if key in table}
        assert named <= set(held[name]), name


def test_no_query_hides_a_table() -> None:
    """They share their addresses."""
    assert not set(QUERIES) & set(HELD["tables"])


def test_there_are_a_dozen_queries_with_title_and_description() -> None:
    assert len(QUERIES) >= 12
    assert all(query["title"] and len(query["description"]) > 20 for query in QUERIES.values())
    for query in QUERIES.values():
        assert set(query.get("params", [])) == set(re.findall(r":(\w+)", query["sql"]))
        assert all(f"{name}: " in query["description"] for name in query.get("params", []))


@pytest.mark.parametrize("name", QUERIES)
def test_query_uses_indexes(connection: sqlite3.Connection, name: str) -> None:
    """The large tables are never read from end to end."""
    values = {param: SAMPLES[param] for param in QUERIES[name].get("params", [])}
    plan = [row[3] for row in connection.execute("explain query plan " + QUERIES[name]["sql"], values)]
    aliases = dict(re.findall(r"\b(?:from|join) (\w+) (\w+)", QUERIES[name]["sql"]))
    large = {alias for table, alias in re.findall(r"\b(quotes|links|articles|lineages) (\w)\b", QUERIES[name]["sql"])}
    assert aliases
    assert not [step for step in plan if re.match(rf"SCAN ({'|'.join(large or {'-'})})$", step)], plan


@pytest.mark.parametrize("name", QUERIES)
def test_query_answers(database: Path, name: str) -> None:
    """Each finds something in the invented story."""
    values = {param: SAMPLES[param] for param in QUERIES[name].get("params", [])}

    async def ask() -> tuple[Any, Any]:
        datasette = site(database)
        await datasette.invoke_startup()
        rows = await datasette.client.get(f"/quotes/{name}.json", params=values | {"_shape": "objects"})
        return rows, await datasette.client.get(f"/quotes/{name}", params=values)

    rows, page = asyncio.run(ask())
    assert rows.status_code == 200 and page.status_code == 200
    assert rows.json()["rows"], rows.text
    assert QUERIES[name]["title"] in html.unescape(page.text)


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.get("params")])
def test_query_opened_without_a_parameter_shows_something(database: Path, name: str) -> None:
    """A reader who follows a link to it sees what it is for."""

    async def ask() -> Any:
        datasette = site(database)
        await datasette.invoke_startup()
        return await datasette.client.get(f"/quotes/{name}.json", params={"_shape": "objects"})

    assert asyncio.run(ask()).json()["rows"]
    assert "left empty" in QUERIES[name]["description"]


def test_package_ships_the_same_file() -> None:
    shipped = Path(quotes.__file__).parent / "data" / "metadata.yml"
    assert shipped.read_bytes() == METADATA.read_bytes()


def test_package_ships_every_file_of_the_plugin() -> None:
    """A wheel without its templates shows nothing, in silence."""
    settings = tomllib.loads((METADATA.parent / "pyproject.toml").read_text(encoding="utf8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["*"]
    files = [
        p for p in (Path(quotes.__file__).parent / "plugin").rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ]
    assert {p.suffix for p in files} >= {".html", ".css", ".js", ".toml"}
    assert [p.name for p in files if p.suffix != ".py" and f"*{p.suffix}" not in patterns] == []
