"""The demo corpus: what its files hold, and what the pipeline makes of them (tests/demo.toml)."""

from __future__ import annotations

import tomllib
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
