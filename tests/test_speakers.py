"""One person under many names."""

import pytest

from quotes.match import speakers
from quotes.model import Witness

SAME = [
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
    ("Volodymyr Zelensky", "Володимир Зеленський"),
    ("Alexander Lukashenko", "Alexander Lukaschenko"),
    ("President Vladimir Putin", "Vladimir Putin"),
    ("Boris Yeltsin", "Boris Eltsine"),
    ("Dmitry Medvedev", "Dmitri Medwedew"),
    ("Donald J. Trump", "Donald Trump"),
    ("Créanne Dubois", "Creanne Dubois"),
]
DIFFERENT = [
    ("Anna Meyer", "Anna Maier"),
    ("Donald Trump", "Donald Trump Jr."),
    ("Bill Harrow", "Hillary Harrow"),
    ("Ana Sousa", "Anna Souza"),
]
ALIKE = [
    ("Ursula Renden", "Урсула Ренден"),
    ("Matej von Haller", "Матей фон Халлер"),
    ("François Oland", "Франсуа Оланд"),
    ("Pavel Novák", "Pavla Nováka"),
    ("Jasper Colden", "Джаспер Колден"),
]
UNALIKE = [
    ("Bill Harrow", "Hillary Harrow"),
    ("Jeb Marsh", "George Marsh"),
    ("Eli Brand", "Eli Brand Jr."),
    ("Ines Calder", "Calder"),
]
NO_NAME = ["the minister", "Marty", "a Ukrainian officer", "One US official", "police", "", "…", "la préfecture"]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert speakers.speaker_key(a) == speakers.speaker_key(b) is not None


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_people(a: str, b: str) -> None:
    assert speakers.speaker_key(a) != speakers.speaker_key(b)


@pytest.mark.parametrize("name", NO_NAME)
def test_no_full_name(name: str) -> None:
    assert speakers.speaker_key(name) is None


def witness(id: str, speaker: str | None, kind: str = "direct", outlet: str | None = None) -> Witness:
    return Witness(id, "the harbour will be closed by spring", speaker=speaker, kind=kind, outlet=outlet)  # type: ignore[arg-type]


def test_repeat_inherits_speaker_and_outlet() -> None:
    lineage = [witness("a", "Ines Calder", outlet="The Mail"), witness("b", None), witness("c", None, "scare")]
    assert speakers.attributed_by_repeat(lineage) == {"b": speakers.Inherited("Ines Calder", "The Mail", "a")}


def test_words_of_two_people_are_inherited_by_nobody() -> None:
    assert (
        speakers.attributed_by_repeat([witness("a", "Ines Calder"), witness("b", "Tom Ward"), witness("c", None)]) == {}
    )


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_names_that_the_same_words_confirm(a: str, b: str) -> None:
    assert speakers.sound_alike(a, b) and speakers.sound_alike(b, a)


@pytest.mark.parametrize(("a", "b"), UNALIKE)
def test_names_that_no_words_confirm(a: str, b: str) -> None:
    assert not speakers.sound_alike(a, b)


def test_a_translation_takes_the_name_that_most_have() -> None:
    one, other = "Jasper Colden", "Джаспер Колден"
    assert [speakers.full_name_for(name, {one: 2, other: 1}) for name in (one, other)] == [None, one]
    two = [speakers.full_name_for(name, {one: 1, other: 1}) for name in (one, other)]
    assert two.count(None) == 1, "one of two takes the other's, whichever stands first"


def test_surname_takes_the_full_name_of_the_same_words() -> None:
    names = {"Ines Calder": 1, "Mrs Calder": 1, "the mayor": 1}
    assert [speakers.full_name_for(name, names) for name in names] == [None, "Ines Calder", None]
