"""Utterance, part of one, or marks without an utterance. All texts are invented."""

import pytest

from quotes.extract import extract
from quotes.model import Article

CASES = [
    ("sentence", "en", "“The bridge is shut,” Miller said.", "direct"),
    ("woven in", "en", "Miller said the bridge was “shut for good and all”.", "fragment"),
    ("programme", "en", "Miller spoke on “Morning Harbour”.", "scare"),
    ("book", "en", "She wrote the book “The Bridge at Dawn”.", "scare"),
    ("nickname", "en", "Tom “the Hook” Berg came.", "scare"),
    ("nickname that opens the sentence", "en", "“Big Tom” Berg told a joke.", "scare"),
    ("outlet between marks", "en", "Ann Miller told “Good Morning Britain” that the bridge is shut.", "scare"),
    ("name of a group that a verb follows", "de", "Die Partei „Freie Liste“ fordert einen Neubau.", "scare"),
    ("word mention", "en", "The word “bridge” is old.", "scare"),
    ("irony", "en", "The “experts” came late.", "scare"),
    ("point of no return", "en", "Some came to believe it was the “point of no return” of the war.", "scare"),
    ("short answer", "en", "“Never,” Miller said.", "direct"),
    ("name of a law", "de", "Das Parlament änderte gestern das „Gesetz über den Bau von Brücken“.", "scare"),
    ("name of a plan behind its noun", "fr", "Le plan « Une forêt pour tous » a été abandonné.", "scare"),
    ("behind a noun and its adjective", "fr", "La journée mondiale « Un arbre par école » a lieu lundi.", "scare"),
    ("name of a project that is announced", "fr", "La ville a annoncé le projet « Habiter la vallée ».", "scare"),
    ("name of a plan, in Spanish", "es", "El plan «Un bosque para todos» fue abandonado.", "scare"),
    ("words behind what was said", "fr", "Elle a eu ce mot « Jamais sans ma fille » en partant.", "direct"),
    ("a headline's words", "fr", "Drame de la route « Je revis toute la scène »\n\nLe maire est venu.", "fragment"),
    ("French sentence", "fr", "« Le pont est fermé », dit Anne Meunier.", "direct"),
    ("French fragment", "fr", "Anne Meunier dit que le pont est « fermé pour toujours ».", "fragment"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_kind(language: str, text: str, kind: str) -> None:
    (quotation,) = extract(Article("a", text, language=language)).quotations
    assert quotation.kind == kind


@pytest.mark.parametrize(("language", "text"), [c[1:3] for c in CASES if c[3] == "scare"])
def test_marks_without_an_utterance_have_no_speaker(language: str, text: str) -> None:
    (quotation,) = extract(Article("a", text, language=language)).quotations
    assert (quotation.speaker, quotation.speaker_text, quotation.outlet) == (None, None, None)
