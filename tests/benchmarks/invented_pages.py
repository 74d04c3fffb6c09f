"""Web pages of invented news as sites really make them: 50 to 100 KB, of which the article is three."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

PEOPLE = ["Ida Holm", "Anselme Roux", "Marta Vidal", "Jonas Keller", "Piet Aarden", "Ruth Ambler", "Lea Brandt"]
PLACES = ["Skarhaven", "Port Elm", "Nordkai", "Saint-Aubry", "Villaseca", "Tarnmouth", "Altwerder", "Low Ferry"]
LANGUAGES = {
    "en": (
        ["“{said},” {who} told the {place} Courier on {day}.", "{who} said: “{said}.”",
         "“{said},” said {who}, who runs the yard at {place}.",
         "The council of {place} met {number} times before the vote, and the minutes show that nobody asked for more.",
         "Boats wait outside {place} for {number} hours; the owners have paid for every one of them since {day}.",
         "A report of {number} pages lists what the inspectors found when they came to {place}.",
         "According to {who}, “{said}”. The office of the mayor did not answer by {day}."],
        ["we shall not close the {thing} this winter", "nobody tested the {thing} against a rising sea",
         "I have read the report twice and found {number} reasons to wait", "the {thing} belongs to those who built it",
         "we were promised {number} new jobs and not one has come to {place}"],
        ["harbour", "gate", "bridge", "yard", "ferry"], ["Monday", "Tuesday", "Friday", "Sunday"],
    ),
    "fr": (
        ["« {said} », a déclaré {who} au Courrier de {place} {day}.", "« {said} », explique {who}.",
         "Selon {who}, « {said} ». La mairie de {place} n’a pas répondu.",
         "Le conseil de {place} s’est réuni {number} fois avant le vote, et personne n’a demandé davantage.",
         "Les bateaux attendent {number} heures devant {place} ; leurs propriétaires paient depuis {day}."],
        ["nous ne fermerons pas {thing} cet hiver", "personne n’a essayé {thing} face à la mer qui monte",
         "j’ai lu le rapport et trouvé {number} raisons d’attendre", "{thing} appartient à ceux qui l’ont bâti"],
        ["le port", "le pont", "le chantier", "le bac"], ["lundi", "mardi", "vendredi", "dimanche"],
    ),
    "de": (
        ["„{said}“, sagte {who} dem Boten von {place} am {day}.", "{who} sagte: „{said}.“",
         "Der Rat von {place} kam {number} Mal zusammen, bevor er abstimmte, und niemand wollte mehr wissen.",
         "Vor {place} warten die Schiffe {number} Stunden; die Eigner zahlen seit {day} für jede einzelne."],
        ["wir schließen {thing} in diesem Winter nicht", "niemand hat {thing} bei steigendem Wasser geprüft",
         "ich habe den Bericht gelesen und {number} Gründe gefunden", "{thing} gehört denen, die daran gebaut haben"],
        ["den Hafen", "das Tor", "die Brücke", "die Werft"], ["Montag", "Dienstag", "Freitag", "Sonntag"],
    ),
    "es": (
        ["«{said}», dijo {who} al Correo de {place} el {day}.", "{who} afirmó: «{said}».",
         "El consejo de {place} se reunió {number} veces antes de votar, y nadie pidió saber más de aquello.",
         "Los barcos esperan {number} horas frente a {place}; sus dueños pagan por cada una desde el {day}."],
        ["no cerraremos {thing} este invierno", "nadie probó {thing} con el mar en alza",
         "leí el informe y encontré {number} razones para esperar", "{thing} es de quienes lo levantaron"],
        ["el puerto", "el puente", "el astillero", "la barca"], ["lunes", "martes", "viernes", "domingo"],
    ),
}  # fmt: skip
SCRIPT = "window.%s=window.%s||[];%s.push({event:'view',slot:%d,zone:'%s',sizes:[[300,250],[728,90]],lazy:true});\n"


class Page:
    """The page of a number: the same one every time."""

    def __init__(self, number: int) -> None:
        self.number, self.dice = number, random.Random(number)
        self.language = self.dice.choice(["en", "en", "en", "fr", "de", "es"])
        self.url = f"https://www.paper{number % 40}.example/{self.language}/2024/05/{number}-storm"

    def sentence(self, patterns: list[str]) -> str:
        """A pattern filled; what is said is one of some hundreds, so that quotations are repeated over pages."""
        _, sayings, things, days = LANGUAGES[self.language]
        dice = self.dice
        facts = {
            "who": dice.choice(PEOPLE),
            "place": dice.choice(PLACES),
            "thing": dice.choice(things),
            "day": dice.choice(days),
        }
        said = dice.choice(sayings).format(**facts, number=dice.randrange(2, 60))
        return dice.choice(patterns).format(**facts, said=said, number=dice.randrange(2, 900))

    def words(self, count: int = 1, quoted: float = 0.3) -> str:
        """Sentences, so many of them with somebody's words."""
        patterns = LANGUAGES[self.language][0]
        told, plain = [p for p in patterns if "{said}" in p], [p for p in patterns if "{said}" not in p]
        return " ".join(self.sentence(told if self.dice.random() < quoted else plain) for _ in range(count))

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
            f'<p class="card__text">{self.words()[:120]}…</p><time datetime="2024-05-{n % 28 + 1:02}">{n} h</time></div>\n'
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
            f'<!doctype html>\n<html lang="{self.language}">{self.head(title)}<body>\n<header>{self.links(60, 2)}</header>\n'
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
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: {page.url}\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
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
