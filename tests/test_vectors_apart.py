"""Many texts are encoded in a process of their own: the same vectors, and nothing of it stays."""

from pathlib import Path

import pytest

from quotes.match.encoder import load_encoder
from quotes.model import Witness
from quotes.pipeline import vectors
from quotes.store import open_database, transaction

SAID = [Witness(str(n), f"The bridge will stay shut for {n} days.", language="en") for n in range(5)]


def made(path: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    stages: list[str] = []
    connection = open_database(path)
    try:
        with transaction(connection, path):
            vectors.encode(connection, SAID, load_encoder(), stages.append)
        return [tuple(row) for row in connection.execute("select * from vectors order by 1, 2")], stages
    finally:
        connection.close()


def test_a_process_of_its_own_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, _ = made(tmp_path / "here.db")
    monkeypatch.setattr(vectors, "_APART", 0)
    monkeypatch.setattr(vectors, "_BATCH", 2)
    apart, stages = made(tmp_path / "apart.db")
    assert len(here) == len(SAID) and apart == here
    assert stages == ["encoding 0 of 5", "encoding 2 of 5", "encoding 4 of 5"]
