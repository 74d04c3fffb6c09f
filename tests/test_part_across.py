"""Batches in several languages are matched with what they touch: the database is the one of making everything anew."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_part import anew, credits, decided, quotations
from test_pipeline import Silent, dump

from quotes.match.across import translate
from quotes.model import Article, Extraction, Quotation
from quotes.pipeline import Found, add_found, connect, whole

SAID = {
    "en": """The harbour wall will not stand another winter
Nobody from the ministry has come to see the drowned orchard
We sold eleven bells to a travelling circus
My father built this quay with his own two hands
They took half of the apple trees and left us the barrels
We will not leave this valley
The salmon rotted in the monastery cellar before anybody noticed
The mayor signed the treaty without reading a single letter
It is a disgrace
Taxes will rise by three million next year
I have kept bees since I was a child
The council has not paid us for six months""".splitlines(),
    "fr": """Le mur du port ne tiendra pas un hiver de plus
Personne du ministère n’est venu voir le verger inondé
Nous avons vendu onze cloches à un cirque ambulant
Mon père a construit ce quai de ses propres mains
Ils ont pris la moitié des pommiers et nous ont laissé les tonneaux
Nous ne quitterons pas cette vallée
Le saumon a pourri dans la cave du monastère avant que quiconque le remarque
Le maire a signé le traité sans en lire une seule lettre
C’est une honte
Les impôts augmenteront de trois millions l’année prochaine
J’élève des abeilles depuis mon enfance
La mairie ne nous paie plus depuis six mois""".splitlines(),
    "de": """Die Hafenmauer wird keinen weiteren Winter überstehen
Niemand aus dem Ministerium ist gekommen, um den überfluteten Obstgarten zu sehen
Wir haben elf Glocken an einen Wanderzirkus verkauft
Mein Vater hat diesen Kai mit seinen eigenen Händen gebaut
Sie nahmen die Hälfte der Apfelbäume und ließen uns die Fässer
Wir werden dieses Tal nicht verlassen
Der Lachs verfaulte im Klosterkeller, bevor es jemand bemerkte
Der Bürgermeister unterschrieb den Vertrag, ohne einen Buchstaben zu lesen
Das ist eine Schande
Die Steuern werden nächstes Jahr um drei Millionen steigen
Ich halte Bienen, seit ich ein Kind war
Der Rat hat uns seit sechs Monaten nicht bezahlt""".splitlines(),
    "es": """El muro del puerto no resistirá otro invierno
Nadie del ministerio ha venido a ver el huerto inundado
Vendimos once campanas a un circo ambulante
Mi padre construyó este muelle con sus propias manos
Se llevaron la mitad de los manzanos y nos dejaron los barriles
No nos iremos de este valle
El salmón se pudrió en el sótano del monasterio antes de que nadie lo notara
El alcalde firmó el tratado sin leer una sola letra
Es una vergüenza
Los impuestos subirán tres millones el año que viene
Crío abejas desde que era niño
El ayuntamiento no nos paga desde hace seis meses""".splitlines(),
    "cs": """Přístavní zeď nevydrží další zimu
Nikdo z ministerstva se nepřišel podívat na zatopený sad
Prodali jsme jedenáct zvonů potulnému cirkusu
Můj otec postavil toto nábřeží vlastníma rukama
Vzali nám polovinu jabloní a nechali nám sudy
Toto údolí neopustíme
Losos shnil v klášterním sklepě, než si toho někdo všiml
Starosta podepsal smlouvu, aniž by přečetl jediné písmeno
Je to ostuda
Daně příští rok vzrostou o tři miliony
Chovám včely od dětství
Rada nám už šest měsíců nezaplatila""".splitlines(),
}
CODES = sorted(SAID)


def page(chance: random.Random, number: int) -> Found:
    """An article in one of the languages: some lines in a row, as a translation has them, or here and there."""
    code = CODES[number % len(CODES)]
    lines = SAID[code]
    first = chance.randrange(len(lines))
    row = [(first + i) % len(lines) for i in range(chance.randint(0, 6))]
    said = tuple(_said(chance, code, row if chance.random() < 0.7 else chance.sample(range(len(lines)), len(row))))
    day = chance.choice(("2024-03-01", "2024-03-02", "2024-03-09", None))
    words, url = " ".join(q.text for q in said) or f"Nothing {number}.", f"https://paper.example/{number}"
    article = Article(f"a{number}", words, url, published_from=day, published_to=day, language=code)
    publisher = chance.choice(("Harbour Echo", "Le Monde", "The Guardian", None))
    return Found(article, Extraction(code, said, publisher, originals=tuple(credits(chance))))


def _said(chance: random.Random, code: str, row: list[int]) -> Iterator[Quotation]:
    plain = iter([*quotations(chance), *(Quotation(0, 0, "") for _ in row)])
    start = 0
    for place in row:
        words = SAID[code][place].split()
        cut = words[chance.choice((0, 0, 0, 1, 2)) : len(words) - chance.choice((0, 0, 0, 1, 3))]
        text = " ".join(chance.choice((words, words, cut, [*words, chance.choice(words)])))
        yield replace(next(plain), start=start, end=start + len(text), text=text, inside=None, rule="cue before")
        start += len(text) + 1


@pytest.mark.parametrize("seed", range(12))
def test_a_part_gives_what_the_whole_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "part").mkdir()
    path = tmp_path / "part" / "quotes.db"
    numbers = iter(range(1000))
    first = [page(chance, next(numbers)) for _ in range(chance.choice((4, 8, 20)))]
    spoken = [replace(page(random.Random(0), n), article=replace(page(random.Random(0), n).article, doc_id=f"b{n}",
              url=f"https://paper.example/b{n}")) for n in range(len(CODES))]  # fmt: skip
    add_found(iter([*spoken, *first]), path, Silent())
    wholes: list[int] = []
    made_whole = whole.connect_whole
    monkeypatch.setattr(whole, "connect_whole", lambda *given: (wholes.append(1), made_whole(*given))[1])
    monkeypatch.setattr(connect, "SHARE", 0)
    if seed % 4 == 3:
        monkeypatch.setattr(translate, "POOL", 40)
    for turn in range(chance.randint(2, 4)):
        if turn == 1 and seed % 3 == 0:
            decided(chance, path)
        wholes.clear()
        add_found(iter([page(chance, next(numbers)) for _ in range(chance.randint(1, 6))]), path, Silent())
        assert seed % 4 == 3 or bool(wholes) == (turn == 1 and seed % 3 == 0)
        part, again = dump(path), dump(anew(path, tmp_path))
        for table in again:
            assert part[table] == again[table], json.dumps([seed, turn, table])
