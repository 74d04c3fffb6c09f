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
    ("work that a verb shows", "fr", "Anne Meunier présente « Le bruit des autres maisons » à Vaubrun.", "scare"),
    ("work that a verb shows, in Spanish", "es", "Ana Soto estrenó «El ruido de las casas» en Nordal.", "scare"),
    ("work with its author", "fr", "Elle a choisi « Je le veux seulement » de Luc Sauvel pour finir.", "scare"),
    ("title behind its author", "fr", "Voir Ana Sauvel, « Les ponts du nord », Revue des ponts, mai 2010.", "scare"),
    ("title in brackets", "fr", "Elle vit à Vaubrun depuis (billet « Les ponts du nord »).", "scare"),
    ("what a title is", "fr", "Elle défend le titre de « plus beau pont du pays » depuis mai.", "scare"),
    ("charge behind an elision", "fr", "Elle a été mise en examen du chef d’« abandon de poste en mer ».", "scare"),
    ("work in which somebody tells", "fr", "Anne Meunier raconte la guerre dans « Les étés perdus ».", "scare"),
    ("work between commas", "fr", "Son premier roman, « Les étés perdus », s’est vendu partout.", "scare"),
    ("plan with which the sentence goes on", "fr", "Il a annoncé la mesure « Un toit pour tous » mardi.", "scare"),
    ("shop that has its verb behind it", "fr", "Depuis un an, « La petite boîte à couture » a fermé.", "scare"),
    ("offence", "fr", "Le juge ajoute que la « mise en danger de la vie d’autrui » est établie.", "scare"),
    ("offence, in Spanish", "es", "El juez dijo que hubo «homicidio culposo por conducir ebrio».", "scare"),
    ("offence, in German", "de", "Der Richter sagte, es gehe um „fahrlässige Tötung in zwei Fällen“.", "scare"),
    ("words with which somebody ends", "fr", "Anne Meunier a conclu par « Vive la liberté » lundi.", "direct"),
    ("words to a crowd", "fr", "Anne Meunier a lancé à la foule « Nous reviendrons » lundi.", "direct"),
    ("words in a book", "fr", "Dans son livre, « Nous avons tout raté », écrit Anne Meunier.", "direct"),
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
