"""The cases of tests/languages/xx.toml, through the whole of ``extract``.

A case has a ``label``, a ``text`` and ``quotes``: what is found, in order, scare quotes aside; of each its ``text``
and, where given, ``speaker``, ``speaker_text``, ``outlet`` and other fields of ``Quotation`` ("" is none). ``absent``
are words that no quotation may hold. ``known_failure`` says why a case fails today; it is strict, so that mending it
is noticed.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.extract import extract
from quotes.extract.find import find
from quotes.extract.segment import segment
from quotes.language import codes, load
from quotes.model import Article

FILES = sorted((Path(__file__).parent / "languages").glob("*.toml"))
CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf8"))["case"] for path in FILES}
ENOUGH = 12
"""Cases that show a language's plain forms (issue 3, point 7)."""


def rows() -> Iterator[Any]:
    for code, cases in CASES.items():
        for case in cases:
            why = case.get("known_failure")
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(code, case, id=f"{code}: {case['label']}", marks=marks)


@pytest.mark.parametrize(("code", "case"), list(rows()))
def test_case(code: str, case: dict[str, Any]) -> None:
    extraction = extract(Article("case", case["text"], language=code))
    found = [q for q in extraction.quotations if q.kind != "scare"]
    assert [q.text for q in found] == [q["text"] for q in case["quotes"]]
    for quotation, expected in zip(found, case["quotes"], strict=True):
        assert {key: getattr(quotation, key) or "" for key in expected} == {k: v or "" for k, v in expected.items()}
    for words in case.get("absent", ()):
        assert not any(words in q.text for q in found)


@pytest.mark.parametrize("code", codes())
def test_every_language_has_cases(code: str) -> None:
    assert len(CASES.get(code, ())) >= ENOUGH
    labels = [case["label"] for case in CASES[code]]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("code", codes())
def test_every_convention_is_shown(code: str) -> None:
    """No dead entries: each convention that a language lists appears in one of its cases."""
    shown = set()
    for case in CASES.get(code, ()):
        article = Article("case", case["text"])
        shown |= {f.convention for f in find(case["text"], segment(article), load(code))}
    assert set(load(code).tables["find"]["conventions"]) <= shown
