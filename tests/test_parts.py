"""Pages in several languages: each stretch by the rules of its own; pages in one are left as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.extract import extract
from quotes.extract.parts import foreign
from quotes.model import Article, Markup
from quotes.pipeline.rows import outlet_of
from quotes.store import record

ENGLISH = (
    "Skarhaven's council voted on Monday to keep the harbour open. “We shall not close it while a single boat is out,” "
    "said Anselme Roux, the mayor, who has led the town since 2011. The opposition was not convinced, and its leader "
    "said that the costs were hidden from the people who have to pay for them.\n\n"
)
FRENCH = (
    "Dans une déclaration, M. Roux a rappelé les faits. « Nous ne fermerons pas le port cet hiver, et je l’ai écrit "
    "au conseil », a-t-il déclaré. Il n’a pas voulu dire combien la ville paiera pour la digue qui protège les bateaux."
    "\n\n"
    "« Personne ne nous a demandé notre avis », a ajouté Claire Vidal, porte-parole des pêcheurs.\n\n"
)
AFTER = "The council meets again in March. “The gate was never tested against a rising sea,” said Ida Holm.\n"
RUSSIAN = (
    "«Мы не закроем порт этой зимой», — сказала Ида Хольм, мэр Скархавена. Рыбаки ждут решения совета о воротах, "
    "которые построены сорок лет назад, и никто не знает, сколько стоит их содержать, но все они хотят остаться здесь, "
    "потому что это их дом и их работа.\n\n"
)
UKRAINIAN = (
    "«Ми не закриємо порт цієї зими», — заявила Іда Гольм, мерка Скархавена. Рибалки чекають на рішення ради про "
    "ворота, які побудовані сорок років тому, і ніхто не знає, скільки коштує їх утримувати, але всі вони хочуть тут "
    "лишитися, тому що це їхній дім і їхня робота.\n\n"
)
MIXED = [
    ("a statement within", ENGLISH + FRENCH + AFTER, "en", [
        (None, "Anselme Roux"), ("fr", "Anselme Roux"), ("fr", "Claire Vidal"), (None, "Ida Holm")]),
    ("neighbours", UKRAINIAN + RUSSIAN, "uk", [(None, "Іда Гольм"), ("ru", "Ида Хольм")]),
    ("neighbours, the other way", RUSSIAN + UKRAINIAN, "ru", [(None, "Ида Хольм"), ("uk", "Іда Гольм")]),
    ("another script", ENGLISH + UKRAINIAN, "en", [(None, "Anselme Roux"), ("uk", "Іда Гольм")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "said"), [row[1:] for row in MIXED], ids=[row[0] for row in MIXED])
def test_a_page_in_two_languages(text: str, code: str, said: list[tuple[str | None, str]]) -> None:
    found = extract(Article("a", text, language=code))
    assert found.language == code
    assert [(q.language, q.speaker) for q in found.quotations] == said
    for q in found.quotations:
        assert text[q.start : q.end] == q.text
        assert q.speaker_start is None or text[q.speaker_start : q.speaker_end] == q.speaker_text


ALONE = [
    ("one language", ENGLISH + AFTER, "en"),
    ("a motto", ENGLISH + "« Liberté, égalité, fraternité » est la devise de la République.\n\n" + AFTER, "en"),
    ("a language that is not known", "Ovo je nešto sasvim drugo i nema veze s tim. " * 20, "hr"),
    ("nothing", "", "en"),
]


@pytest.mark.parametrize(("text", "code"), [row[1:] for row in ALONE], ids=[row[0] for row in ALONE])
def test_a_page_in_one(text: str, code: str) -> None:
    assert foreign(text, code) == []


def test_a_quotation_within_another_stays_within_it() -> None:
    inner = (
        "« Elle m’a dit « jamais de la vie » et elle est partie avec les autres », a raconté Claire Vidal. " + FRENCH
    )
    found = extract(Article("a", ENGLISH + inner + AFTER, language="en")).quotations
    for q in found:
        if q.inside is not None:
            assert found[q.inside].start <= q.start and q.end <= found[q.inside].end
    assert [q.start for q in found] == sorted(q.start for q in found)


def test_what_a_page_marks_as_quoted_is_found_in_its_place() -> None:
    said = "Personne ne nous a demandé notre avis sur la digue et sur le port"
    text = ENGLISH + FRENCH + said + "\n\n" + AFTER
    start = text.index(said)
    marked = Article("a", text, language="en", markup=(Markup(start, start + len(said), "blockquote"),))
    assert said in [q.text for q in extract(marked).quotations if q.language == "fr"]


def test_rows_say_the_language() -> None:
    article = Article("a", ENGLISH + FRENCH + AFTER, language="en")
    rows = record(article, extract(article), outlet_of).quotes
    assert [row["language"] for row in rows] == ["en", "fr", "fr", "en"]


def test_find_says_it(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from quotes.cli import main

    (tmp_path / "a.txt").write_text(ENGLISH * 2 + FRENCH + AFTER, encoding="utf8")
    shown = CliRunner().invoke(main, ["find", "--json", str(tmp_path / "a.txt")]).stdout
    assert [q.get("lang") for q in json.loads(shown)["quotes"]] == [None, None, "fr", "fr", None]
