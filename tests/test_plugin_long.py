"""Lineages of many witnesses with long words: the page stays small and quick, and nothing is lost."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import invented_corpus
import pytest
from test_plugin import ask, site

LENGTH = 800
WORDS = [a + b for a in ("har", "quay", "till", "storm", "gul", "mor") for b in ("bour", "ing", "ber", "tern", "low")]
FIRST = " ".join(random.Random(0).choices(WORDS, k=LENGTH // 7))[:LENGTH]


def edited(n: int) -> str:
    """A few words changed, each article others."""
    chance, words = random.Random(n), FIRST.split()
    for _ in range(n % 9):
        words[chance.randrange(len(words))] = f"{chance.choice(WORDS)}{n}"
    return " ".join(words)


def other(n: int) -> str:
    """Nothing in common with any other."""
    return " ".join(random.Random(n).choices(WORDS, k=LENGTH // 7))


def marks(n: int) -> str:
    """Every other character takes five bytes of HTML."""
    return "".join("<\"'&>"[i % 5] if i % 2 else c for i, c in enumerate(edited(n)))


def unspaced(n: int) -> str:
    """Three bytes a character, and every character a word."""
    return "".join(map(chr, random.Random(n).choices(range(0x4E00, 0x5E00), k=LENGTH)))


CASES: list[tuple[Callable[[int], str], int, str]] = [
    (invented_corpus.copied_cut_or_edited, 600, "Gazette"),
    (edited, 500, "Gazette"),
    (other, 500, "Gazette"),
    (marks, 500, "<\"'&>" * 60),
    (unspaced, 500, "海岸报" * 60),
    (marks, 100, "<\"'&>" * 60),
    (marks, 130, "<\"'&>" * 60),
]


@pytest.mark.parametrize(("said", "size", "name"), CASES, ids=lambda v: getattr(v, "__name__", str(v)[:12]))
def test_many_witnesses(tmp_path: Path, said: Callable[[int], str], size: int, name: str) -> None:
    """Below a megabyte, and a second on a quiet machine."""
    datasette = site(invented_corpus.build_long(tmp_path / "quotes.db", size, said, name))
    ask(datasette, "/quotes/-/home")
    start = time.process_time()
    answer = ask(datasette, "/quotes/-/lineage/w0000")
    assert time.process_time() - start < 5, "this only sees what has become quadratic"
    assert answer.status_code == 200 and len(answer.content) < 1_000_000
    assert answer.text.count('<li id="w-') == min(size, 500)
    assert ("The first 500 are shown." in answer.text) == (size > 500)


@pytest.mark.parametrize("said", [edited, marks, unspaced])
def test_what_is_cut_stands_whole_on_its_own_page(tmp_path: Path, said: Callable[[int], str]) -> None:
    datasette = site(invented_corpus.build_long(tmp_path / "quotes.db", 500, said))
    many = ask(datasette, "/quotes/-/lineage/w0000").text
    assert 'is 800 characters long: <a href="/quotes/-/quote/w0001">the whole</a>' in re.sub(
        r"is [78]\d\d", "is 800", many
    )
    alone = unescape(re.sub(r"<del>.*?</del>|</?ins>", "", ask(datasette, "/quotes/-/quote/w0001").text))
    assert said(1) in alone


def test_a_change_is_shown_with_the_words_beside_it(tmp_path: Path) -> None:
    datasette = site(invented_corpus.build_long(tmp_path / "quotes.db", 500, edited))
    text = ask(datasette, "/quotes/-/lineage/w0000").text
    assert re.search(r"<p>(?:… )?[a-z ]*<del>[a-z]+</del><ins>[a-z]+1</ins> [a-z ]+…</p>", text)
