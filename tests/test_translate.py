"""Quotations across languages: the encoder, the neighbours, the decision."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.match.across.likeness import days_between, likeness
from quotes.match.across.neighbours import mutual, nearest
from quotes.match.across.translate import candidates, translations
from quotes.match.encoder import Encoder, clean, load_encoder, vectors_for
from quotes.model import Witness

ENGLISH = {
    "e1": "We will rebuild the harbour, stone by stone",
    "e2": "My sister was on that ferry",
    "e3": "The council has not paid us for six months",
    "e4": "I have kept bees since I was a child",
    "e5": "It was a shock",
}
FRENCH = {
    "f1": "Nous reconstruirons le port, pierre par pierre",
    "f2": "Ma sœur était sur ce ferry",
    "f3": "La mairie ne nous paie plus depuis six mois",
    "f4": "Le soir, les touristes quittent l’île",
}
RUSSIAN = {"r1": "Мы восстановим порт, камень за камнем", "r2": "Зимой здесь никто не живёт"}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def witnesses(**texts: dict[str, str]) -> list[Witness]:
    return [Witness(i, text, article=i, language=code) for code, found in texts.items() for i, text in found.items()]


def pairs(held: list[Witness], encoder: Encoder) -> set[tuple[str, str]]:
    vectors = vectors_for({w.id: w.text for w in held}, encoder, {})
    return {(min(p.a, p.b), max(p.a, p.b)) for p in translations(held, vectors, encoder)}


def test_translations_of_three_languages(encoder: Encoder) -> None:
    held = witnesses(en=ENGLISH, fr=FRENCH, ru=RUSSIAN)
    assert pairs(held, encoder) == {("e1", "f1"), ("e2", "f2"), ("e3", "f3"), ("e1", "r1"), ("f1", "r1")}


def test_order_of_the_input_changes_nothing(encoder: Encoder) -> None:
    held = witnesses(en=ENGLISH, fr=FRENCH, ru=RUSSIAN)
    assert pairs(held[::-1], encoder) == pairs(held, encoder)


def test_a_turned_meaning_is_flagged_or_kept_apart(encoder: Encoder) -> None:
    held = witnesses(en={"a": "We will not support the harbour"}, fr={"b": "Nous soutiendrons le port"})
    vectors = vectors_for({w.id: w.text for w in held}, encoder, {})
    found = translations(held, vectors, encoder)
    assert all(p.comparison.altered for p in found)


def test_titles_and_ironies_are_not_searched(encoder: Encoder) -> None:
    held = [
        Witness("a", "the end of the world", kind="scare", language="en"),
        Witness("b", "la fin du monde", kind="scare", language="fr"),
    ]
    assert pairs(held, encoder) == set()


def test_unknown_languages_are_not_searched(encoder: Encoder) -> None:
    held = witnesses(en=ENGLISH, cs={"c1": "Přístav znovu postavíme, kámen po kameni"})
    vectors = vectors_for({w.id: w.text for w in held}, encoder, {})
    assert candidates(held, vectors, encoder) == []


def test_each_wording_is_encoded_once(encoder: Encoder) -> None:
    class Counting:
        name, languages = encoder.name, encoder.languages

        def __init__(self) -> None:
            self.seen: list[str] = []

        def encode(self, texts: list[str]) -> np.ndarray:
            self.seen.extend(texts)
            return encoder.encode(texts)

        def rest(self) -> None:
            encoder.rest()

    counting = Counting()
    first = vectors_for({"a": "Yes, we can", "b": "Yes, we can"}, counting, {})
    assert vectors_for({"a": "Yes, we can", "b": "Yes, we can"}, counting, first) == {}
    assert counting.seen == ["Yes, we can"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=1, max_size=4))
def test_any_text_has_one_vector_whatever_its_company(texts: list[str]) -> None:
    encoder = load_encoder()
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([t]) for t in texts])
    assert together.shape == (len(texts), 512)
    assert (together == alone).all()


@given(st.text(st.characters(codec=None)))
def test_clean_is_what_engines_take(text: str) -> None:
    assert clean(text)
    assert "\0" not in clean(text)
    clean(text).encode("utf8")


def test_speaker_and_date_weigh() -> None:
    def odds(speaker: str | None, day: str | None) -> float:
        a = Witness("a", "We will win", language="en", speaker="Olena Kovalenko", published_from="2022-09-10")
        b = Witness("b", "Nous allons gagner", language="fr", speaker=speaker, published_from=day)
        return likeness(a, b, 0.6, 0.1, 0.1).odds

    assert odds("Olena Kovalenko", None) > odds(None, None) > odds("Paul Brandt", None)
    assert odds(None, "2022-09-11") > odds(None, None) > odds(None, "2023-09-11")


@pytest.mark.parametrize(
    ("a", "b", "days"), [("2022-09-10", "2022-09-12", 2), (None, "2022-09-12", None), ("x", "y", None)]
)
def test_days_between(a: str | None, b: str | None, days: int | None) -> None:
    assert days_between(Witness("a", "", published_from=a), Witness("b", "", published_from=b)) == days


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_neighbours_are_exact_over_blocks(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    for name, size in (("BLOCK", 3), ("WIDE", 6), ("CHUNK", chunk)):
        monkeypatch.setattr(f"quotes.match.across.neighbours.{name}", size)
    random = np.random.default_rng(1)
    rows, columns = (random.integers(-2, 3, (n, 4)).astype(np.int8) for n in (10, 17))
    products = rows.astype(int) @ columns.astype(int).T
    forth, back = mutual(rows, columns, 3)
    for found, near in ((forth, products), (back, products.T), (nearest(rows, columns, 3), products)):
        wanted = np.argsort(-near, axis=1, kind="stable")[:, :3]
        assert (found.columns == wanted).all()
        assert (found.products == np.take_along_axis(near, wanted, 1)).all()


def test_fewer_neighbours_than_asked() -> None:
    one = np.ones((1, 4), dtype=np.int8)
    assert nearest(one, one, 3).columns.tolist() == [[0, -1, -1]]
