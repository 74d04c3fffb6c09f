"""Web pages of invented news as sites really make them: 50 to 100 KB, of which the article is three."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PEOPLE = ["Ida Holm", "Anselme Roux", "Marta Vidal", "Jonas Keller", "Piet Aarden", "Ruth Ambler", "Lea Brandt"]
PLACES = ["Skarhaven", "Port Elm", "Nordkai", "Saint-Aubry", "Villaseca", "Tarnmouth", "Altwerder", "Low Ferry"]
SYLLABLES = ["ka", "lor", "min", "ve", "stra", "gu", "nel", "pi", "dor", "sa", "hem", "brit", "ul", "fen", "to"]


@dataclass(frozen=True)
class Language:
    """Sentences of a paper, what people say in them, and the words for both, singular things with their articles."""

    told: tuple[str, ...]
    plain: tuple[str, ...]
    sayings: tuple[str, ...]
    things: tuple[str, ...]
    deeds: tuple[str, ...]
    days: tuple[str, ...]


LANGUAGES = {
    "en": Language(
        ("“{said},” {who} told the {place} Courier on {day}.", "{who} said: “{said}.”",
         "“{said},” said {who}, who keeps {thing} at {place}.",
         "According to {who}, “{said}”. The office of the mayor did not answer by {day}."),
        ("The council of {place} met {number} times before the vote, and the minutes show that nobody asked for more.",
         "Boats wait outside {place} for {number} hours; the owners have paid for every one of them since {day}.",
         "A report of {number} pages lists what the inspectors found when they came to {place}."),
        ("{thing} of {name} was there long before {other}, and we {deed} every year since",
         "if they {deed} {thing}, {name} goes",
         "I {deed} {thing} with {number} friends from {name} and never saw {other}",
         "ask {name} why we {deed} {other} now",
         "nobody who has seen {thing} in {name} will {deed} {other}"),
        ("the harbour", "a school", "the orchestra", "my grandmother's garden", "the budget", "a vaccine",
         "the railway",
         "the striker", "every library", "this algorithm", "the drought", "a bakery", "the verdict", "our telescope",
         "the cathedral", "a passport", "the forest", "the senate"),
        ("paint", "sell", "defend", "remember", "measure", "vote for", "translate", "bury", "cook", "insure", "forgive",
         "rebuild", "film", "abandon", "inherit"),
        ("Monday", "Tuesday", "Friday", "Sunday"),
    ),
    "fr": Language(
        ("« {said} », a déclaré {who} au Courrier de {place} {day}.", "« {said} », explique {who}.",
         "Selon {who}, « {said} ». La mairie de {place} n’a pas répondu."),
        ("Le conseil de {place} s’est réuni {number} fois avant le vote, et personne n’a demandé davantage.",
         "Les bateaux attendent {number} heures devant {place} ; leurs propriétaires paient depuis {day}."),
        ("à {name} on ne peut pas {deed} {thing} sans que {other} se fâche",
         "{thing} de {name} coûte {number} euros à {other}",
         "mon père voulait {deed} {thing}, et {name} riait de lui devant {other}",
         "qui va {deed} {other} après {name} ?"),
        ("le vignoble", "une chanson", "le ministre", "la piscine", "un roman", "le fromage", "la grève", "une étoile",
         "le marathon", "la frontière", "un hôpital", "le cirque", "la facture", "une guitare", "le climat"),
        ("oublier", "chanter", "repeindre", "acheter", "soigner", "traverser", "perdre", "signer", "planter",
         "corriger"),
        ("lundi", "mardi", "vendredi", "dimanche"),
    ),
    "de": Language(
        ("„{said}“, sagte {who} dem Boten von {place} am {day}.", "{who} sagte: „{said}.“"),
        ("Der Rat von {place} kam {number} Mal zusammen, bevor er abstimmte, und niemand wollte mehr wissen.",
         "Vor {place} warten die Schiffe {number} Stunden; die Eigner zahlen seit {day} für jede einzelne."),
        ("wer in {name} {thing} {deed} will, muss erst {other} fragen",
         "{number} Jahre haben wir {thing} gesucht und {name} gefunden",
         "ohne {thing} gibt es kein {name}, auch wenn {other} lacht", "{name} darf {other} nicht {deed}"),
        ("den Bahnhof", "die Brauerei", "das Klavier", "einen Richter", "die Steuer", "den Nebel", "das Stadion",
         "eine Wohnung", "den Impfstoff", "die Zeitung", "das Märchen", "einen Hund", "die Prüfung", "den Akku"),
        ("verkaufen", "tragen", "verbieten", "lesen", "waschen", "bewachen", "zählen", "loben", "heizen", "retten"),
        ("Montag", "Dienstag", "Freitag", "Sonntag"),
    ),
    "es": Language(
        ("«{said}», dijo {who} al Correo de {place} el {day}.", "{who} afirmó: «{said}»."),
        ("El consejo de {place} se reunió {number} veces antes de votar, y nadie pidió saber más de aquello.",
         "Los barcos esperan {number} horas frente a {place}; sus dueños pagan por cada una desde el {day}."),
        ("en {name} quisieron {deed} {thing} y {other} lloraba",
         "{thing} vale {number} veces lo que pidió {name} a {other}",
         "sin {thing} no vuelvo a {deed} nada en {name}", "que venga {name} a {deed} {other}"),
        ("la cosecha", "el volcán", "un poema", "la portera", "el semáforo", "una deuda", "el archivo", "la tortuga",
         "el taller", "una vacuna", "el tranvía", "la receta", "un eclipse", "la huelga"),
        ("romper", "vender", "escuchar", "pintar", "cerrar", "contar", "probar", "enterrar", "soñar", "cobrar"),
        ("lunes", "martes", "viernes", "domingo"),
    ),
}  # fmt: skip
QUOTED = 0.17
"""Of the sentences, which gives some six quotations a page: papers have two (Quotebank) to eight (political news)."""
REPEATED = 0.2
"""How many of the sayings are said in other pages of the language too: they are picked from this many."""
KNOWN = 400
SCRIPT = "window.%s=window.%s||[];%s.push({event:'view',slot:%d,zone:'%s',sizes:[[300,250],[728,90]],lazy:true});\n"


def name(dice: random.Random) -> str:
    """A ship or a place that nobody has heard of."""
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(2, 5))).capitalize()


def saying(language: Language, dice: random.Random) -> str:
    """One clause or two."""
    return ", ".join(
        dice.choice(language.sayings).format(
            thing=dice.choice(language.things), deed=dice.choice(language.deeds), number=dice.randrange(2, 60),
            name=name(dice), other=name(dice),
        )
        for _ in range(dice.choice([1, 1, 2]))
    )  # fmt: skip


class Page:
    """The page of a number: the same one every time."""

    def __init__(self, number: int) -> None:
        self.number, self.dice = number, random.Random(number)
        self.language = self.dice.choice(["en", "en", "en", "fr", "de", "es"])
        self.url = f"https://www.paper{number % 40}.example/{self.language}/2024/05/{number}-storm"

    def sentence(self, patterns: Sequence[str]) -> str:
        """A pattern filled."""
        dice, language = self.dice, LANGUAGES[self.language]
        told = random.Random(dice.randrange(KNOWN)) if dice.random() < REPEATED else dice
        facts = {"who": dice.choice(PEOPLE), "place": dice.choice(PLACES), "thing": dice.choice(language.things)}
        facts |= {"day": dice.choice(language.days), "number": str(dice.randrange(2, 900))}
        return dice.choice(patterns).format(**facts, said=saying(language, told))

    def words(self, count: int = 1, quoted: float = QUOTED) -> str:
        """Sentences, so many of them with somebody's words."""
        language = LANGUAGES[self.language]
        return " ".join(
            self.sentence(language.told if self.dice.random() < quoted else language.plain) for _ in range(count)
        )

    def links(self, count: int, words: int) -> str:
        spoken = [" ".join(self.words(1, 0).split()[:words]) for _ in range(8)]
        rows = (
            f'<li class="item item--{n}"><a class="item__link" data-track="nav|{n}" href="/{self.language}/s{n}.html">'
            f'<span class="label">{spoken[n % 8]}</span></a></li>\n'
            for n in range(count)
        )
        return f"<ul class='menu'>{''.join(rows)}</ul>"

    def teasers(self, count: int) -> str:
        return "".join(
            f'<div class="card"><a href="/{self.language}/t{n}.html"><img src="/i/{n}.jpg" alt="" loading="lazy" '
            f'srcset="/i/{n}-320.jpg 320w, /i/{n}-640.jpg 640w, /i/{n}-1280.jpg 1280w"><h3>{self.words()[:60]}</h3></a>'
            f'<p class="card__text">{self.words()[:120]}…</p><time datetime="2024-05-{n % 28 + 1:02}">{n} h</time>'
            "</div>\n"
            for n in range(count)
        )

    def comments(self, count: int) -> str:
        return "".join(
            f'<div class="comment" id="c{n}"><span class="comment__name">reader{n}</span><p>{self.words(2)}</p>'
            f'<button class="vote" data-id="{n}">+{n}</button></div>\n'
            for n in range(count)
        )

    def scripts(self, count: int) -> str:
        return "<script>" + "".join(
            SCRIPT % (f"ads{n}", f"ads{n}", f"ads{n}", n, self.dice.random()) for n in range(count)
        ) + "</script>\n"  # fmt: skip

    def head(self, title: str) -> str:
        when = f"2024-05-{self.number % 28 + 1:02}T08:{self.number % 60:02}:00+02:00"
        said = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": when,
            "author": {"@type": "Person", "name": self.dice.choice(PEOPLE)}, "mainEntityOfPage": self.url,
            "publisher": {"@type": "Organization", "name": f"Paper {self.number % 40}"},
        }  # fmt: skip
        metas = "".join(f'<meta property="og:x{n}" content="{n}">\n<link rel="preload" href="/a{n}.js" as="script">\n'
                        for n in range(25))  # fmt: skip
        return (
            f'<head><meta charset="utf-8"><title>{title} | Paper {self.number % 40}</title>\n'
            f'<link rel="canonical" href="{self.url}"><meta property="og:title" content="{title}">\n{metas}'
            f'<script type="application/ld+json">{json.dumps(said)}</script>\n'
            f"<style>{'.card{margin:0 0 1rem;padding:.5rem;display:grid}' * 120}</style>{self.scripts(60)}</head>"
        )

    def article(self, title: str) -> str:
        paragraphs = "".join(
            f"<p>{self.words(self.dice.randrange(2, 5))}"
            + (f' <a href="/{self.language}/a{n}.html">{self.words(1, 0)[:30]}</a>.' if n % 4 == 0 else "")
            + "</p>\n"
            + (self.scripts(4) if n % 5 == 2 else "")
            for n in range(self.dice.randrange(8, 15))
        )
        quoted = f"<blockquote><p>{self.words()}</p></blockquote>" if self.number % 5 == 0 else ""
        return (
            f'<article class="story"><h1>{title}</h1><div class="byline">By {self.dice.choice(PEOPLE)}</div>\n'
            f'<figure><img src="/i.jpg"><figcaption>{self.words(1, 0)[:80]} Photo: Paper</figcaption></figure>\n'
            f"{paragraphs}{quoted}<aside class='related'><h4>Related</h4>{self.links(4, 6)}</aside></article>"
        )

    def html(self) -> str:
        title = self.words(1, 0)[:70].rpartition(" ")[0]
        many = self.dice.randrange(1, 3)
        return (
            f'<!doctype html>\n<html lang="{self.language}">{self.head(title)}<body>\n'
            f"<header>{self.links(60, 2)}</header>\n"
            f"<main>{self.article(title)}<section class='comments'>{self.comments(6 * many)}</section></main>\n"
            f"<aside class='sidebar'>{self.teasers(14 * many)}</aside>{self.scripts(120 * many)}\n"
            f"<footer>{self.links(50, 2)}<p>© Paper {self.number % 40}</p></footer></body></html>"
        )


def records(count: int) -> Iterator[bytes]:
    """The pages as records of a web archive."""
    for number in range(count):
        page = Page(number)
        body = page.html().encode()
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        content = http.encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
            f"WARC-Target-URI: {page.url}\r\nContent-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        yield head.encode() + content + b"\r\n\r\n"


def write_warc(path: Path, count: int) -> int:
    """A packed web archive of so many pages; the bytes that they had."""
    size = 0
    with path.open("wb") as file:
        for record in records(count):
            size += len(record)
            file.write(gzip.compress(record, 5))
    return size
