"""Clashes of meaning: a table of pairs that differ and of pairs that do not, and the parts one by one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.match.meaning import clashes
from quotes.match.meaning.lexicon import DATA, codes, lexicon, scan
from quotes.match.meaning.numbers import numbers

Row = tuple[str, str, str, str]
TABLES = {
    name: tomllib.loads((Path(__file__).parent / "meaning" / f"{name}.toml").read_text(encoding="utf8"))
    for name in ("pairs", "later", "news")
}


def kinds(a_lang: str, a: str, b_lang: str, b: str) -> set[str]:
    return {c.kind for c in clashes(a, a_lang, b, b_lang)}


def missed(rows: list[Row], flagged: bool) -> list[Row]:
    return [row for row in rows if bool(kinds(*row)) is not flagged]


@pytest.mark.parametrize(("name", "languages"), [("pairs", 6), ("later", 12), ("news", 17)])
def test_tables_are_large_enough(name: str, languages: int) -> None:
    different, same = TABLES[name]["different"], TABLES[name]["same"]
    assert min(len(different), len(same)) >= 75
    assert len({code for row in different for code in (row[0], row[2])}) >= languages


@pytest.mark.parametrize("name", TABLES)
def test_different_meanings_are_flagged(name: str) -> None:
    wrong = missed(TABLES[name]["different"], flagged=True)
    assert len(wrong) <= 0.1 * len(TABLES[name]["different"]), wrong


@pytest.mark.parametrize("name", TABLES)
def test_translations_are_not_flagged(name: str) -> None:
    wrong = missed(TABLES[name]["same"], flagged=False)
    assert len(wrong) <= 0.05 * len(TABLES[name]["same"]), wrong


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (("en", "We will not support Ukraine"), ("fr", "Nous soutiendrons l’Ukraine"), "negation"),
        (("en", "We will leave"), ("en", "We will not leave"), "negation"),
        (("en", "It cost 3 million"), ("de", "Es hat 30 Millionen gekostet"), "number"),
        (("en", "See you on Monday"), ("fr", "À mardi"), "name"),
        (("en", "It took six days"), ("fr", "Il a fallu six semaines"), "number"),
        (("en", "It costs 20 dollars"), ("ja", "20ユーロかかる"), "number"),
        (("en", "All of the boats came back"), ("es", "Algunos barcos volvieron"), "opposite"),
        (("en", "The envoy of Peru"), ("cs", "Vyslanec Bolívie"), "name"),
        (("en", "Prices rise"), ("es", "Los precios bajan"), "opposite"),
        (("en", "He may be dead"), ("it", "È morto"), "hedge"),
        (("fr", "Nous refusons de payer"), ("de", "Wir zahlen"), "negation"),
        (("en", "Russia attacked Georgia and Ukraine helped Poland"), ("en", "Poland helped Ukraine"), "roles"),
    ],
)
def test_each_kind(a: tuple[str, str], b: tuple[str, str], kind: str) -> None:
    assert kind in kinds(*a, *b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("en", "Prices will not fall"), ("fr", "Les prix vont monter")),
        (("en", "Poland was attacked by Germany"), ("en", "Germany attacked Poland")),
        (("en", "Talks between France and Italy"), ("fr", "Les discussions entre l’Italie et la France")),
        (("en", "The firm owes 1,600 dollars"), ("de", "Die Firma schuldet 1.600 Dollar")),
        (("en", "One hundred and twenty men"), ("de", "hundertzwanzig Männer")),
        (("en", "He refused to go"), ("de", "Er wollte nicht gehen")),
        (("uk", "Загинули дванадцятеро людей"), ("fr", "Douze personnes ont été tuées")),
        (("sw", "Hatutaondoka"), ("en", "We will leave")),
    ],
)
def test_no_clash(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert kinds(*a, *b) == set()


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "two thousand and sixteen", 2016), ("fr", "quatre-vingt-dix-sept", 97), ("de", "fünfundzwanzig", 25),
        ("de", "3,5 Millionen", 3_500_000), ("es", "treinta y dos", 32), ("ru", "двадцать пять тысяч", 25_000),
        ("zh", "三十五", 35), ("ja", "300万", 3_000_000), ("it", "ventitré", 23), ("fr", "1 600", 1600),
        ("tr", "yirmi beş", 25), ("ja", "応募者は三千人", 3000), ("th", "มีคนสิบสองคนรอ", 12), ("ko", "천오백 명", 1500),
        ("es", "dos mil millones", 2e9), ("ar", "خمسة وعشرين ألف", 25_000), ("uk", "півтори тисячі", 1500),
        ("en", "in the sixties", 60), ("en", "the 1960s", 60), ("fr", "à 15 heures", 3), ("en", "one in four", 0.25),
        ("zh", "三分之一", 33.33), ("de", "zwei Drittel", 66.67),
    ],
)  # fmt: skip
def test_numbers(code: str, text: str, value: float) -> None:
    assert [value in n.readings for n in numbers(text, code)] == [True]


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_language_has_the_same_classes(code: str) -> None:
    table = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf8"))
    names = tomllib.loads((DATA / "places" / f"{code}.toml").read_text(encoding="utf8"))
    classes = {"name", "length", "negation", "denial", "doubt", "hedge", "opposites", "numbers", "unit", "day"}
    assert classes <= set(table)
    assert set(names) == {"country", "city"} and len(names["country"]) > 140
    axes = {p for pair in tomllib.loads((DATA / "axes.toml").read_text(encoding="utf8"))["pairs"] for p in pair}
    assert set(table["opposites"]) <= axes
    assert lexicon(code)


@given(st.text(), st.sampled_from(sorted(codes())))
def test_hits_are_stretches_of_the_text(text: str, code: str) -> None:
    assert all(0 <= h.start < h.end <= len(text) for h in scan(text, code))


@given(st.text(max_size=80), st.sampled_from(sorted(codes())))
def test_a_text_never_clashes_with_itself(text: str, code: str) -> None:
    assert clashes(text, code, text, code) == []
