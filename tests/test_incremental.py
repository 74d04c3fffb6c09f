"""Articles wait for others and are stored together: the database is the one that all at once make, and always whole."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_pipeline import Silent, dump

from quotes.extract import extract
from quotes.model import Article, Extraction
from quotes.pipeline import adding, rows
from quotes.store import Record, StoreError, record
from quotes.store.waiting import Waiting

SAYINGS = (
    "We shall not close the harbour this winter, whatever the council says",
    "We shall not close the harbour this winter",
    "We shall close the harbour this winter, whatever the council says",
    "The gate was never tested against a rising sea",
    "Nobody asked us before the ships were sold to strangers",
    "The gate was never tested … before the ships were sold to strangers",
    "Nous ne fermerons pas le port cet hiver, quoi que dise le conseil",
)
SPEAKERS = ("Ida Holm", "Holm", "Bo Ek", "the harbour master")

Row = dict[str, str]


def article(number: int, sayings: Sequence[int], speaker: int, day: int) -> Row:
    text = "\n\n".join(f"“{SAYINGS[s]},” said {SPEAKERS[speaker]}." for s in sayings)
    url = f"https://echo.example/{number}"
    return {"id": f"a{number}", "url": url, "text": text, "published": f"2024-05-{day:02}"}


ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(SAYINGS) - 1), min_size=1, max_size=3, unique=True),
        st.integers(0, len(SPEAKERS) - 1),
        st.integers(1, 28),
    ),
    min_size=2,
    max_size=9,
)


def write(path: Path, rows: Sequence[Row]) -> str:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    return str(path)


def built(folder: Path, name: str, parts: Sequence[Sequence[Row]]) -> Path:
    """A database of the parts, a run each."""
    db = folder / f"{name}.db"
    for place, part in enumerate(parts):
        adding.add([write(folder / f"{name}{place}.jsonl", part)], db, Silent(), 1)
    return db


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, st.randoms(use_true_random=False), st.integers(1, 4))
def test_batches_and_runs_make_the_same_as_the_whole(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[list[int], int, int]], chance: random.Random, size: int
) -> None:
    folder = tmp_path_factory.mktemp("built")
    rows = [article(n, *said) for n, said in enumerate(given_)]
    whole = built(folder, "whole", [rows])
    mixed = chance.sample(rows, len(rows))
    cut = chance.randint(1, len(rows) - 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "_BATCH", size)
        parts = built(folder, "parts", [mixed[:cut], mixed[cut:]])
    assert dump(parts, "input") == dump(whole, "input")


@pytest.mark.parametrize(("articles", "batch", "matchings"), [(4, 4, 1), (10, 2, 2), (17, 2, 3), (64, 2, 4)])
def test_the_whole_is_matched_each_time_it_has_grown_fivefold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: int, batch: int, matchings: int
) -> None:
    rows = [article(n, [n % 5], 0, 1) for n in range(articles)]
    calls: list[int] = []
    monkeypatch.setattr(adding, "_BATCH", batch)
    monkeypatch.setattr(adding, "connect", lambda *_: calls.append(1))
    built(tmp_path, "counted", [rows])
    assert len(calls) == matchings
    assert len(dump(tmp_path / "counted.db")["articles"]) == articles


def test_what_waits_is_taken_once_and_in_order(tmp_path: Path) -> None:
    records = [some_record(name) for name in "abc"]
    path = tmp_path / "quotes.db"
    with Waiting(path, "1") as waiting:
        for one in records:
            waiting.add(one)
        assert len(waiting) == 3
        assert [[one for one, _ in batch] for batch in waiting.taken(2)] == [records[:2], records[2:]]
        waiting.stored()
        assert len(waiting) == 0 and list(waiting.taken(2)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A database beside which an ended run has left an article found in the item "a"."""
    path = tmp_path / "quotes.db"
    with pytest.raises(RuntimeError), Waiting(path, "1") as waiting:
        waiting.add(some_record("a"), b"a")
        raise RuntimeError
    return path


def some_record(name: str) -> Record:
    article = Article(name, "“Yes, we shall,” said Ida Holm. \ud800")
    return record(article, extract(article), rows.outlet_of)


def test_what_an_ended_run_left_waits_where_it_comes_again(left: Path) -> None:
    with Waiting(left, "1") as waiting:
        assert len(waiting) == 0 and list(waiting.taken(9)) == []
        assert (waiting.again(b"a"), waiting.again(b"a"), waiting.again(b"b"), len(waiting)) == (True, True, False, 1)
        assert list(waiting.taken(9)) == [[(some_record("a"), b"a")]]


def test_other_rules_find_it_anew(left: Path) -> None:
    with Waiting(left, "2") as waiting:
        assert not waiting.again(b"a")


def test_a_second_run_has_a_file_of_its_own(left: Path) -> None:
    with Waiting(left, "1") as one, Waiting(left, "1") as two:
        two.add(some_record("b"), b"b")
        assert one.again(b"a") and not two.again(b"a") and not one.again(b"b")
    assert list(left.parent.iterdir()) == []


def test_a_damaged_file_is_made_anew(left: Path) -> None:
    left.with_name("quotes.db-waiting").write_bytes(b"SQLite format 3\0" + b"\7" * 9000)
    with Waiting(left, "1") as waiting:
        assert not waiting.again(b"a")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="disk is full"), Waiting(tmp_path / "quotes.db", "1") as waiting:
        waiting.connection.execute("pragma max_page_count = 5")
        for n in range(100):
            waiting.add(some_record(str(n)))


class Ended(BaseException):
    """The process is ended from outside."""


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that were looked at; the fourth ends the run."""
    names: list[str] = []

    def counted(article: Article) -> Extraction:
        names.append(article.doc_id)
        if len(names) == 4:
            raise Ended
        return extract(article)

    monkeypatch.setattr("quotes.extract.extract", counted)
    return names


def test_a_run_goes_on_where_it_was_ended_and_reads_nothing_twice(tmp_path: Path, looked: list[str]) -> None:
    rows = [article(n, [n % 5], 0, 1) for n in range(6)]
    with pytest.raises(Ended):
        built(tmp_path, "ended", [rows])
    assert dump(tmp_path / "ended.db")["articles"] == []
    again = built(tmp_path, "ended", [rows])
    assert looked == ["a0", "a1", "a2", "a3", "a3", "a4", "a5"]
    whole = built(tmp_path, "whole", [rows])
    assert dump(again, "input") == dump(whole, "input")
    assert not list(tmp_path.glob("*-waiting*"))


def test_the_same_again_is_not_looked_at(tmp_path: Path, looked: list[str]) -> None:
    rows = [article(n, [n % 5], 0, 1) for n in range(3)]
    path = built(tmp_path, "again", [rows])
    first = dump(path)
    looked[:] = ["all", "three", "again", "not", "looked", "at"]
    report = adding.add([str(tmp_path / "again0.jsonl")], path, Silent(), 1)
    assert (report.added, report.unchanged, report.quotations, report.read[".jsonl"]) == (0, 3, 3, 3)
    assert len(looked) == 6 and dump(path) == first
    changed = [*rows[:2], article(2, [1, 2], 0, 1)]
    built(tmp_path, "again", [changed])
    assert looked[6:] == ["a2"]
