"""An article is one under all its addresses, in whatever order they come."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from test_pipeline import Silent, dump

from quotes.pipeline import add

SAID = "“We shall not close the harbour this winter,” said Ida Holm of the Port."


def row(name: str, url: str, alias: str = "", text: str = SAID) -> dict[str, str]:
    return {"id": name, "text": text, "lang": "en", "canonical_url": url, "url": alias or url}


def added(folder: Path, runs: Sequence[Sequence[dict[str, Any]]]) -> Path:
    folder.mkdir()
    for number, rows in enumerate(runs):
        file = folder / f"{number}.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
        add([str(file)], folder / "quotes.db", Silent(), 1)
    return folder / "quotes.db"


def urls(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("select url from articles order by url")]


PAGE = row("page", "https://echo.example/storm", "https://short.example/x")
LATER = f"{SAID} Later."
ONES = {
    "a page under an alias": [PAGE, row("x", "https://short.example/x", text=LATER)],
    "its face for telephones": [PAGE, row("m", "http://m.echo.example/storm?utm_source=a")],
    "two that name each other": [
        row("a", "https://echo.example/a", "https://echo.example/b"),
        row("b", "https://echo.example/b", "https://echo.example/a", LATER),
    ],
    "an alias of an alias": [
        PAGE,
        row("x", "https://short.example/x", "https://shorter.example/y", LATER),
        row("y", "https://shorter.example/y"),
    ],
}


@pytest.mark.parametrize("name", ONES)
def test_one_article_under_all_its_addresses(name: str, tmp_path: Path) -> None:
    seen = []
    for number, order in enumerate(permutations(ONES[name])):
        one_by_one = added(tmp_path / f"runs{number}", [[one] for one in order])
        at_once = added(tmp_path / f"run{number}", [order])
        assert len(urls(one_by_one)) == 1
        assert urls(one_by_one) == urls(at_once)
        seen.append(dump(one_by_one, "input"))
    assert all(one["articles"] == seen[0]["articles"] and one["quotes"] == seen[0]["quotes"] for one in seen)


def test_an_address_that_led_to_several_leads_nowhere(tmp_path: Path) -> None:
    latest = "https://echo.example/latest"
    rows = [
        row("a", "https://echo.example/a", latest),
        row("b", "https://echo.example/b", latest, "“No,” said Ida Holm."),
    ]
    path = added(tmp_path / "a", [rows, [row("c", latest, text="“Never,” said Ida Holm.")]])
    assert urls(path) == ["https://echo.example/a", "https://echo.example/b", latest]


def test_an_alias_learned_later(tmp_path: Path) -> None:
    bare = PAGE | {"url": PAGE["canonical_url"]}
    later = row("x", "https://short.example/x", text=f"{SAID} Print.")
    assert urls(added(tmp_path / "a", [[bare], [PAGE], [later]])) == [PAGE["canonical_url"]]
    assert urls(added(tmp_path / "b", [[bare], [later], [PAGE]])) == [PAGE["canonical_url"]]


def test_a_hyperlink_to_an_alias_is_one_to_the_article(tmp_path: Path) -> None:
    citing = row("b", "https://courier.example/b", text="It will stay open.\n\nSource: https://short.example/x")
    path = added(tmp_path / "a", [[PAGE, citing]])
    with closing(sqlite3.connect(path)) as db:
        sql = "select a.url, b.url from article_links, articles a, articles b where a.id = article and b.id = exemplar"
        assert db.execute(sql).fetchall() == [(citing["url"], PAGE["canonical_url"])]
