"""The main job on the demo corpus: the same database whatever the order, and nothing changes the second time."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Article
from quotes.pipeline import Found, Report, add, find
from quotes.read import ReadError, read
from quotes.store.postings import unpacked

DEMO = Path(str(files("quotes") / "data" / "demo"))


class Silent:
    """A watch that keeps what it is told."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.problems: list[ReadError] = []

    def advance(self, size: int, quotations: int) -> None:
        pass

    def stage(self, name: str) -> None:
        self.stages.append(name)

    def problem(self, error: ReadError) -> None:
        self.problems.append(error)


def run(path: Path, *inputs: Path, jobs: int = 1) -> Report:
    return add([str(i) for i in inputs], path, Silent(), jobs)


def dump(path: Path, *left_out: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, sorted, without the clock; without ``input`` nothing else of where it was read from."""
    with closing(sqlite3.connect(path)) as db:
        tables = [r[0] for r in db.execute("select name from sqlite_master where type = 'table'")]
        found = {}
        for table in sorted(
            t for t in tables if "_fts" not in t and "trigrams" not in t and not t.startswith(("_", "sqlite"))
        ):
            if table == "taken" and "input" in left_out:
                continue
            columns = [r[1] for r in db.execute(f"pragma table_info({table})")]
            kept = ", ".join(f'"{c}"' for c in columns if c not in {"added_at", *left_out})
            found[table] = sorted(db.execute(f"select {kept} from {table}"), key=repr)
        return found | {"postings": _keys(found["postings"] + found.pop("arrivals"))}


def _keys(rows: list[tuple[Any, ...]]) -> list[tuple[int, list[int]]]:
    """The wordings of each key, wherever they are kept."""
    held: dict[int, list[int]] = {}
    for key, numbers in rows:
        held[key] = sorted([*held.get(key, ()), *unpacked(numbers)])
    return sorted(held.items())


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The demo corpus as JSON lines, pages too, so that it can be cut and shuffled."""
    lines = []
    for article in read([str(DEMO)]):
        assert isinstance(article, Article), article
        said = {
            "doc_id": article.doc_id, "text": article.text, "url": article.url, "title": article.title,
            "publisher": article.publisher, "published": article.published_from, "lang": article.language,
        }  # fmt: skip
        lines.append(json.dumps({k: v for k, v in said.items() if v}))
    return lines


def corpus(folder: Path, lines: list[str]) -> Path:
    folder.mkdir(parents=True)
    path = folder / "demo.jsonl"
    path.write_text("\n".join(lines), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def built(rows: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    run(folder / "quotes.db", corpus(folder / "in", rows))
    return folder / "quotes.db"


def test_something_of_everything_is_found(built: Path) -> None:
    found = dump(built)
    tables = "articles quotes speakers speaker_names lineages links article_links credits vectors"
    assert [table for table in tables.split() if not found[table]] == []


def test_the_same_again_changes_nothing(rows: list[str], tmp_path: Path) -> None:
    source = corpus(tmp_path / "in", rows)
    first = run(tmp_path / "quotes.db", source)
    before, size = dump(tmp_path / "quotes.db"), (tmp_path / "quotes.db").read_bytes()
    second = run(tmp_path / "quotes.db", source)
    assert (second.added, second.replaced, second.unchanged) == (0, 0, first.added)
    assert dump(tmp_path / "quotes.db") == before
    assert (tmp_path / "quotes.db").read_bytes() == size


@pytest.mark.parametrize("seed", [1, 2])
def test_order_does_not_show(rows: list[str], built: Path, tmp_path: Path, seed: int) -> None:
    lines = random.Random(seed).sample(rows, len(rows))
    run(tmp_path / "quotes.db", corpus(tmp_path / "in", lines))
    assert dump(tmp_path / "quotes.db", "input") == dump(built, "input")


def test_one_by_one_gives_the_same(rows: list[str], built: Path, tmp_path: Path) -> None:
    for place, line in enumerate(random.Random(7).sample(rows, len(rows))):
        run(tmp_path / "quotes.db", corpus(tmp_path / str(place), [line]))
    assert dump(tmp_path / "quotes.db", "input") == dump(built, "input")


@pytest.mark.parametrize(("setting", "value"), [("_PATIENCE", 0.0), ("_MUCH", 0)])
def test_workers_find_the_same(
    rows: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: float
) -> None:
    source = str(corpus(tmp_path / "in", rows))
    alone = list(find([source], jobs=1))
    monkeypatch.setattr(f"quotes.pipeline.work.{setting}", value)
    monkeypatch.setattr("quotes.pipeline.work._CHUNK_ITEMS", 3)
    assert list(find([source, "none.txt"], jobs=2))[:-1] == alone
    assert all(isinstance(result, Found) for result in alone)


STORY = "Ida Holm spoke on Monday. “We shall not close the harbour this winter,” said Ida Holm. {more}"


def article(folder: Path, name: str, **said: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"doc_id": name, "text": STORY.format(more=""), "lang": "en"} | said), encoding="utf8")
    return path


URL = "https://echo.example/harbour"
MORE = STORY.format(more="“The boats will go out on Friday,” she said.")


def ids(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("select text, id from quotes"))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ({}, {}, "new"),
        ({"published": "2024-05-01"}, {"published": "2024-05-02"}, "new"),
        ({"published": "2024-05-02"}, {"published": "2024-05-01"}, "old"),
        ({"published": "2024-05-02"}, {}, "new"),
    ],
)
def test_a_new_version_takes_the_old_ones_place(tmp_path: Path, old: Any, new: Any, kept: str) -> None:
    db = tmp_path / "quotes.db"
    run(db, article(tmp_path, "a", url=URL, **old))
    before = ids(db)
    run(db, article(tmp_path, "b", url=f"{URL}?utm_source=mail", text=MORE, **new))
    after = ids(db)
    assert len(after) == (2 if kept == "new" else 1)
    assert before.items() <= after.items(), "words that stand keep their id"
    run(db, article(tmp_path, "c", url=URL, text="Nothing was said.", published="2030-01-01"))
    assert ids(db) == {}
    assert not dump(db)["lineages"] and not dump(db)["speakers"]


def test_one_page_under_two_names_is_one_article(tmp_path: Path) -> None:
    for place, order in enumerate((("a", "b"), ("b", "a"))):
        db = tmp_path / f"{place}.db"
        for name in order:
            run(db, article(tmp_path, name, url=URL))
        assert [row[1] for row in dump(db)["articles"]] == ["a"]
    run(tmp_path / "both.db", tmp_path / "a.json", tmp_path / "b.json")
    assert dump(tmp_path / "both.db", "input") == dump(tmp_path / "0.db", "input")


def test_one_text_on_two_pages_is_a_copy(tmp_path: Path) -> None:
    first = article(tmp_path, "a", url=URL, published="2024-05-01")
    second = article(tmp_path, "b", url="https://courier.example/9", published="2024-05-02")
    db = tmp_path / "quotes.db"
    run(db, second)
    run(db, first)
    ((later, earlier, relation, _, evidence),) = dump(db)["article_links"]
    by_id = {row[0]: row[1] for row in dump(db)["articles"]}
    assert (by_id[later], by_id[earlier], relation) == ("b", "a", "copy")
    assert json.loads(evidence) == {"direction": "date", "same text": True}


def test_within_one_run_versions_are_decided_by_their_dates(tmp_path: Path) -> None:
    old = article(tmp_path, "a", url=URL, published="2024-05-01")
    new = article(tmp_path, "b", url=URL, text=MORE, published="2024-05-02")
    for place, order in enumerate(((old, new), (new, old))):
        assert run(tmp_path / f"{place}.db", *order).failed == []
    assert dump(tmp_path / "0.db") == dump(tmp_path / "1.db")
    assert len(ids(tmp_path / "0.db")) == 2


def test_two_articles_of_one_name_are_not_taken_for_versions(tmp_path: Path) -> None:
    for folder, text in (("one", "“Yes, we shall,” said Ida Holm."), ("two", "“No, we shall not,” said Bo Ek.")):
        (tmp_path / folder / "news").mkdir(parents=True)
        (tmp_path / folder / "news" / "a.txt").write_text(text, encoding="utf8")
    report = run(tmp_path / "quotes.db", tmp_path / "one", tmp_path / "two")
    assert report.added == 1
    assert [e.advice for e in report.failed] == ["rename one of them"]


def test_batches_are_whole_states(
    rows: list[str], built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.pipeline.adding._BATCH", 7)
    run(tmp_path / "quotes.db", corpus(tmp_path / "in", rows))
    assert dump(tmp_path / "quotes.db", "input") == dump(built, "input")


def test_a_fault_in_one_article_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import quotes.extract

    whole = quotes.extract.extract

    def faulty(article: Article) -> Any:
        if article.doc_id == "a":
            raise ZeroDivisionError
        return whole(article)

    monkeypatch.setattr(quotes.extract, "extract", faulty)
    report = run(tmp_path / "quotes.db", article(tmp_path, "a"), article(tmp_path, "b"))
    assert report.added == 1
    assert "please report" in report.failed[0].message


def test_decisions_are_replayed(tmp_path: Path) -> None:
    db = tmp_path / "quotes.db"
    run(db, article(tmp_path, "a", publisher="Echo"), article(tmp_path, "b", publisher="Courier"))
    assert len(dump(db)["lineages"]) == 1
    subject = " ".join(sorted(i for i, *_ in dump(db)["quotes"]))
    decision = {"subject": subject, "verdict": "not same", "reason": "two days", "made_at": "2026-01-01"}
    (tmp_path / "judgements.jsonl").write_text(json.dumps(decision) + "\nbroken\n", encoding="utf8")
    report = run(db, tmp_path / "a.json")
    assert len(dump(db)["lineages"]) == 2
    assert "judgements.jsonl:2" in report.failed[0].message
    (tmp_path / "judgements.jsonl").unlink()
    run(db, tmp_path / "a.json")
    assert len(dump(db)["lineages"]) == 1


def test_of_much_input_the_writer_loads_nothing_that_finds(rows: list[str], tmp_path: Path) -> None:
    """What it would load it would hold while it matches, which takes the most memory."""
    source, db = corpus(tmp_path / "in", rows), tmp_path / "quotes.db"
    code = f"""
import sys
from pathlib import Path
from quotes.pipeline import add, work
from test_pipeline import Silent

if __name__ == "__main__":
    work._MUCH = 0
    print(add([{str(source)!r}], Path({str(db)!r}), Silent(), 2).added)
    print(sorted({{"quotes.extract", "trafilatura", "py3langid"}} & sys.modules.keys()))
"""
    (tmp_path / "much.py").write_text(code)
    command = [sys.executable, str(tmp_path / "much.py")]
    held = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    said = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": held}, check=True)
    assert said.stdout.split("\n")[:2] == [str(len(rows)), "[]"]
