"""Articles aligned: translations, copies, excerpts, and what is none of these."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.match.across.articles import copies
from quotes.match.across.chain import chain
from quotes.match.across.whole import across
from quotes.match.encoder import load_encoder, vectors_for
from quotes.model import ArticleLink, Comparison, Pair, Witness

SAID = {
    "en": [
        "The water rose faster than we could run",
        "terrifying",
        "I held my daughter above my head for an hour",
        "Nobody from the town hall has come to see us",
        "We will not leave this valley",
    ],
    "fr": [
        "L’eau montait plus vite que nous ne pouvions courir",
        "terrifiant",
        "J’ai tenu ma fille au-dessus de ma tête pendant une heure",
        "Personne de la mairie n’est venu nous voir",
        "Nous ne quitterons pas cette vallée",
    ],
    "es": [
        "El agua subía más rápido de lo que podíamos correr",
        "aterrador",
        "Sostuve a mi hija por encima de mi cabeza durante una hora",
        "Nadie del ayuntamiento ha venido a vernos",
        "No nos iremos de este valle",
    ],
    "cs": [
        "Voda stoupala rychleji, než jsme dokázali běžet",
        "děsivé",
        "Hodinu jsem držela dceru nad hlavou",
        "Nikdo z radnice se na nás nepřišel podívat",
        "Toto údolí neopustíme",
    ],
    "de": [
        "Der Trainer hat mich heute überrascht",
        "Wir haben drei Stürmer und kein Tor",
        "Der Rasen war in einem schlimmen Zustand",
        "Am Samstag wollen wir das besser machen",
    ],
}  # fmt: skip


def article(name: str, code: str, texts: list[str] | None = None, **more: str) -> list[Witness]:
    found = enumerate(SAID[code] if texts is None else texts)
    return [Witness(f"{name}{i}", t, article=name, position=i, language=code, **more) for i, t in found]  # type: ignore[arg-type]


def day(date: str) -> dict[str, str]:
    return {"published_from": date, "published_to": date}


def joined(*articles: list[Witness]) -> tuple[list[ArticleLink], set[tuple[str, str]]]:
    held = [w for found in articles for w in found]
    encoder = load_encoder()
    found = across(held, vectors_for({w.id: w.text for w in held}, encoder, {}), encoder)
    return found.links, {(min(p.a, p.b), max(p.a, p.b)) for p in found.pairs}


def test_a_translation_carries_its_short_quotations() -> None:
    links, pairs = joined(article("e", "en"), article("f", "fr"), article("d", "de"))
    assert [(x.article, x.exemplar, x.relation, x.shared) for x in links] in (
        [("e", "f", "translation", 5)], [("f", "e", "translation", 5)],
    )  # fmt: skip
    assert pairs == {(f"e{i}", f"f{i}") for i in range(5)}


def test_all_versions_are_linked() -> None:
    links, _ = joined(article("e", "en"), article("f", "fr"), article("s", "es"), article("d", "de"))
    assert {frozenset((x.article, x.exemplar)) for x in links} == {frozenset(p) for p in ("ef", "es", "fs")}


def test_order_of_the_input_changes_nothing() -> None:
    one, two, three = article("e", "en"), article("f", "fr"), article("c", "cs")
    assert joined(one, two, three) == joined(three[::-1], two[::-1], one[::-1])


def test_a_language_unknown_to_the_encoder_is_never_joined_to_another_story() -> None:
    links, _ = joined(article("c", "cs"), article("d", "de"))
    assert links == []


def test_quoting_the_same_person_makes_no_translation() -> None:
    others = [
        SAID["en"][4],
        "The mayor is right",
        "Insurance will not pay",
        "My shop is gone",
        "We start again on Monday",
        "God help us",
    ]
    links, _ = joined(article("e", "en", others), article("f", "fr"))
    assert links == []


@pytest.mark.parametrize(
    ("of_e", "of_f", "taker", "why"),
    [
        (day("2022-01-02"), day("2022-01-05"), "f", "date"),
        ({"publisher": "The Sun"}, {}, "f", "publisher"),
        ({}, {"publisher": "Le Monde"}, "e", "publisher"),
        ({"outlet": "The Daily Telegraph"}, {"outlet": "The Daily Telegraph"}, "f", "outlets"),
    ],
)  # fmt: skip
def test_direction(of_e: dict[str, str], of_f: dict[str, str], taker: str, why: str) -> None:
    links, _ = joined(article("e", "en", **of_e), article("f", "fr", **of_f))
    assert [(x.article, x.evidence["direction"]) for x in links] == [(taker, why)]


def repeated(one: list[Witness], two: list[Witness], same: list[tuple[int, int]]) -> list[Pair]:
    verbatim = Comparison("verbatim", False, 1.0)
    return [Pair(one[i].id, two[j].id, verbatim) for i, j in same]


@pytest.mark.parametrize(
    ("sizes", "same", "relation"),
    [
        ((5, 5), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)], "copy"),
        ((5, 12), [(0, 2), (1, 4), (2, 5), (3, 7), (4, 9)], "excerpt"),
        ((5, 5), [(0, 0), (4, 4)], None),
        ((5, 5), [(0, 4), (1, 3), (2, 2), (3, 1), (4, 0)], None),
    ],
)
def test_copies(sizes: tuple[int, int], same: list[tuple[int, int]], relation: str | None) -> None:
    one, two = (article(n, "en", [f"{n} {i}" for i in range(size)]) for n, size in zip("ab", sizes, strict=True))
    assert [x.relation for x in copies([*one, *two], repeated(one, two, same))] == ([relation] if relation else [])


cells = st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.floats(0.1, 5), max_size=20)


@given(cells)
def test_a_chain_ascends_on_both_sides(scores: dict[tuple[int, int], float]) -> None:
    found = chain(scores)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert sum(scores[c] for c in found) >= max(scores.values(), default=0)
