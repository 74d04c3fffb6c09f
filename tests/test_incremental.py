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

from quotes.pipeline import adding
from quotes.pipeline.waiting import Waiting
from quotes.store import StoreError

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
    from quotes.extract import extract
    from quotes.model import Article
    from quotes.store import record

    found = [Article(name, "“Yes, we shall,” said Ida Holm. \ud800") for name in "abc"]
    records = [record(a, extract(a), adding.outlet_of) for a in found]
    with Waiting(tmp_path) as waiting:
        for one in records:
            waiting.add([one])
        assert len(waiting) == 3 and list(tmp_path.iterdir()) == []
        assert list(waiting.taken()) == [[one] for one in records]
        assert len(waiting) == 0 and list(waiting.taken()) == []
        waiting.add(records)
        assert list(waiting.taken()) == [records]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with Waiting(tmp_path) as waiting:
        waiting.file.close()
        waiting.file = Path("/dev/full").open("w+b", buffering=0)  # type: ignore[assignment]  # noqa: SIM115
        with pytest.raises(StoreError, match="disk is full"):
            waiting.add([])
