"""A language that the bundled encoder does not know: its articles are found by their quotations together, by names and
numbers, and what no article carries is counted as not compared."""

from __future__ import annotations

from itertools import combinations

import pytest

from quotes.match.across.whole import Across, across
from quotes.match.encoder import load_encoder, vectors_for
from quotes.model import Witness

DAM = {
    "uk": ["Вода прийшла о четвертій ранку", "Ми втратили 320 корів за одну ніч",
           "Моя мати сиділа на даху вісім годин", "Ніхто з Полтави нам не зателефонував",
           "Греблю не перевіряли з 1994 року", "Ми відбудуємо село до весни"],
    "en": ["The water came at four in the morning", "We lost 320 cows in one night",
           "My mother sat on the roof for eight hours", "Nobody from Poltava called us",
           "The dam had not been checked since 1994", "We will rebuild the village by spring"],
    "de": ["Das Wasser kam um vier Uhr morgens", "Wir haben in einer Nacht 320 Kühe verloren",
           "Meine Mutter saß acht Stunden auf dem Dach", "Niemand aus Poltawa hat uns angerufen",
           "Der Damm war seit 1994 nicht geprüft worden", "Bis zum Frühling bauen wir das Dorf wieder auf"],
    "fr": ["L’eau est arrivée à quatre heures du matin", "Nous avons perdu 320 vaches en une nuit",
           "Ma mère est restée huit heures sur le toit", "Personne de Poltava ne nous a appelés",
           "Le barrage n’avait pas été contrôlé depuis 1994", "Nous reconstruirons le village d’ici au printemps"],
    "ru": ["Вода пришла в четыре часа утра", "За одну ночь мы потеряли 320 коров",
           "Моя мать восемь часов сидела на крыше", "Никто из Полтавы нам не позвонил",
           "Плотину не проверяли с 1994 года", "Мы отстроим деревню к весне"],
}  # fmt: skip
THEATRE = {
    "uk": ["Театр працює без опалення другу зиму", "На прем'єру прийшли дев'ятсот глядачів",
           "Актори грають у рукавицях", "Декорації нам подарував Краків",
           "Я граю короля Ліра з 2011 року", "Сцена — це наш дім"],
    "en": ["The theatre has been working without heating for a second winter",
           "Nine hundred people came to the premiere", "The actors perform in gloves",
           "Krakow gave us the scenery", "I have played King Lear since 2011", "The stage is our home"],
    "de": ["Das Theater arbeitet den zweiten Winter ohne Heizung", "Zur Premiere kamen neunhundert Zuschauer",
           "Die Schauspieler spielen in Handschuhen", "Krakau hat uns die Kulissen geschenkt",
           "Ich spiele seit 2011 König Lear", "Die Bühne ist unser Zuhause"],
    "fr": ["Le théâtre travaille sans chauffage pour le deuxième hiver",
           "Neuf cents spectateurs sont venus à la première", "Les acteurs jouent en gants",
           "Cracovie nous a offert les décors", "Je joue le roi Lear depuis 2011", "La scène est notre maison"],
    "ru": ["Театр работает без отопления вторую зиму", "На премьеру пришли девятьсот зрителей",
           "Актеры играют в перчатках", "Декорации нам подарил Краков", "Я играю короля Лира с 2011 года",
           "Сцена — наш дом"],
}  # fmt: skip
SCHOOL = {
    "uk": ["Діти вчаться у підвалі", "У нас тридцять сім учнів і один учитель", "Генератор подарувала Рига",
           "Учора ми святкували день народження директорки"],
    "en": ["The children learn in the cellar", "We have thirty-seven pupils and one teacher",
           "Riga gave us the generator", "Yesterday we celebrated the headmistress’s birthday"],
    "fr": ["Les enfants étudient à la cave", "Nous avons trente-sept élèves et un seul professeur",
           "Riga nous a offert le groupe électrogène", "Hier nous avons fêté l’anniversaire de la directrice"],
}  # fmt: skip
STRANGERS = {
    "en": ["The harvest was late this year", "Nobody buys our apples", "The road to the market is closed"],
    "de": ["Ich fische seit dreißig Jahren", "Im Hafen liegt kein Boot mehr", "Der Fluss war früher grün"],
    "uk": ["Наш хор співає щонеділі", "Я вивчив двадцять пісень за літо", "Бабуся навчила мене грати на скрипці"],
}
STORIES = {"dam": DAM, "theatre": THEATRE, "school": SCHOOL}


def article(name: str, code: str, texts: list[str]) -> list[Witness]:
    key = f"{name}-{code}"
    return [Witness(f"{key}{i}", text, key, i, language=code) for i, text in enumerate(texts)]


@pytest.fixture(scope="module")
def found() -> Across:
    versions = [article(name, code, texts) for name, story in STORIES.items() for code, texts in story.items()]
    strangers = [article(f"stranger-{code}", code, texts) for code, texts in STRANGERS.items()]
    held = [w for texts in (*versions, *strangers) for w in texts]
    encoder = load_encoder("bundled")
    assert "uk" not in encoder.languages
    return across(held, vectors_for({w.id: w.text for w in held}, encoder, {}), encoder)


def linked(found: Across) -> set[frozenset[str]]:
    return {frozenset((link.article, link.exemplar)) for link in found.links if link.relation == "translation"}


@pytest.mark.parametrize("name", STORIES)
def test_every_version_of_a_ukrainian_article_is_linked(found: Across, name: str) -> None:
    versions = sorted(f"{name}-{code}" for code in STORIES[name])
    assert linked(found) >= {frozenset(two) for two in combinations(versions, 2)}


def test_no_two_different_articles_are(found: Across) -> None:
    assert [two for two in linked(found) if len({key.rsplit("-", 1)[0] for key in two}) > 1] == []


def test_their_quotations_are_joined_in_order(found: Across) -> None:
    ukrainian = [p for p in found.pairs if "-uk" in p.a or "-uk" in p.b]
    same = [p for p in ukrainian if (p.a.rsplit("-", 1)[0], p.a[-1]) == (p.b.rsplit("-", 1)[0], p.b[-1])]
    wanted = sum(len(story["uk"]) * (len(story) - 1) for story in STORIES.values())
    assert len(same) >= 0.9 * wanted, (len(same), wanted)
    assert len(same) >= 0.98 * len(ukrainian), [(p.a, p.b) for p in ukrainian if p not in same]
