"""The register: every name leads to its outlet or is declared shared; every address to one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.register import Register

REGISTER = Register.load()
LANGUAGES = {"en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh", "ja", "tr", "cs", "ko"}

NAMES = [
    ("Telegraph", None, "The Daily Telegraph"),
    ("the Telegraph", "en", "The Daily Telegraph"),
    ("NYT", None, "The New York Times"),
    ("le Washington Post", "fr", "The Washington Post"),
    ("l’AFP", "fr", "Agence France-Presse"),
    ("l'AFP", "fr", "Agence France-Presse"),
    ("法新社", "zh", "Agence France-Presse"),
    ("Ле Монд", "ru", "Le Monde"),
    ("LE MONDE", "fr", "Le Monde"),
    ("Channel24", "fr", "Channel 24"),
    ("Канал 24", "uk", "Channel 24"),
    ("Radio 4", "en", "BBC Radio 4"),
    ("Al-Jazira", "fr", "Al Jazeera"),
    ("الجزيرة", "ar", "Al Jazeera"),
    ("Twitter", None, "Twitter"),
    ("ニューヨーク・タイムズ", "ja", "The New York Times"),
    ("Bild-Zeitung", "de", "Bild"),
    ("RTL", "fr", "RTL"),
    ("Bluesky", None, "Bluesky"),
    ("BBC Radio 5 Live", "en", "BBC Radio 5 Live"),
    ("Sunday Today with Willie Geist", "en", "Sunday Today"),
    ("The Diary of a CEO", "en", "The Diary of a CEO"),
    ("RTL", "nl", "RTL"),
    ("ABC", "es", "ABC (Spain)"),
    ("ABC", "en", "ABC"),
    ("TVN", "pl", "TVN (Poland)"),
]
DOMAINS = [
    ("https://www.thesun.co.uk/news/1/x/", "The Sun"),
    ("amp.theguardian.com", "The Guardian"),
    ("https://news.bbc.co.uk/2/hi", "BBC"),
    ("http://madame.lefigaro.fr/x", "Madame Figaro"),
    ("http://sport.lefigaro.fr/x", "Le Figaro"),
    ("https://t.me/somebody/5", "Telegram"),
    ("https://example.com/news", None),
    ("", None),
]
IN_TEXT = [
    ("a capital", "He wrote in Time and left.", ["Time"]),
    ("no capital, no name", "It is time to go, people say, and the sun shines on the post.", []),
    ("abbreviations stand in capitals", "Map the route as you like, Tap twice.", []),
    ("what writes itself small", "Das sagte sie der taz.", ["Die Tageszeitung"]),
    ("the longest name", "He reads The New York Times Magazine.", ["The New York Times"]),
    ("eight words, an article first", "Der Sport und Talk aus dem Hangar-7 lief.", ["Sport und Talk aus dem Hangar-7"]),
    ("a hyphen joins words", "The Post-Dispatch of St. Louis", ["St. Louis Post-Dispatch"]),
    ("an article with a capital, small letters behind it", "Ha dicho en La mirada crítica eso.", ["La mirada crítica"]),
    ("the same words in small letters", "Ha dicho con la mirada crítica eso.", []),
    ("what others write in capitals", "Das sagte sie Zeit und Welt.", ["Die Zeit", "Die Welt"]),
    ("a comma parts names", "the BBC, Sky News and ITV", ["BBC", "Sky News", "ITV"]),
    ("unspaced", "他对《纽约时报》表示", ["The New York Times"]),
]


@pytest.mark.parametrize(("name", "language", "outlet"), NAMES)
def test_by_name(name: str, language: str | None, outlet: str) -> None:
    found = REGISTER.by_name(name, language)
    assert found and found.name == outlet


@pytest.mark.parametrize("name", ["", "the", "a newspaper", "reporters", "Nobody Weekly", "le"])
def test_no_outlet_of_that_name(name: str) -> None:
    assert REGISTER.by_name(name) is None


@pytest.mark.parametrize(("address", "outlet"), DOMAINS)
def test_by_domain(address: str, outlet: str | None) -> None:
    found = REGISTER.by_domain(address)
    assert (found.name if found else None) == outlet


@pytest.mark.parametrize(("label", "text", "outlets"), IN_TEXT, ids=[row[0] for row in IN_TEXT])
def test_names_in_text(label: str, text: str, outlets: list[str]) -> None:
    assert [n.outlet.name for n in REGISTER.names_in(text, 0, len(text))] == outlets


def test_every_name_leads_to_its_outlet_or_is_declared_shared() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in REGISTER.outlets:
        for name in (outlet.name, *outlet.names):
            owners.setdefault(name.casefold(), set()).add(outlet.id)
    clashes = {name for name, ids in owners.items() if len(ids) > 1}
    assert clashes == REGISTER.shared
    for outlet in REGISTER.outlets:
        for name in (outlet.name, *outlet.names):
            found = REGISTER.by_name(name, outlet.language)
            assert found, name
            assert found.id == outlet.id or name.casefold() in REGISTER.shared or found.name == name, (name, found.name)


def test_ids_and_domains_are_unique() -> None:
    assert not [i for i, n in Counter(o.id for o in REGISTER.outlets).items() if n > 1]
    domains = [d for o in REGISTER.outlets if (d := o.domain)]
    assert not [d for d, n in Counter(domains).items() if n > 1]
    assert all(o.id and o.id.isascii() and o.id == o.id.lower() for o in REGISTER.outlets)
    assert [o for o in REGISTER.outlets if o.domain and REGISTER.by_domain(o.domain) != o] == []


def test_the_register_is_large_and_wide() -> None:
    assert len(REGISTER.outlets) >= 600
    by_language = Counter(o.language for o in REGISTER.outlets)
    assert all(
        by_language[code] >= 30
        for code in ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh", "ja", "tr", "cs"]
    )
    kinds = {"newspaper", "agency", "broadcaster", "programme", "magazine", "website", "platform"}
    assert {o.kind for o in REGISTER.outlets} == kinds


def test_a_programme_gives_its_network() -> None:
    programmes = [o for o in REGISTER.outlets if o.kind == "programme"]
    assert all(REGISTER.by_name(o.network) for o in programmes if o.network)
    assert sum(bool(o.network) for o in programmes) > 0.9 * len(programmes)


@given(st.text(), st.sampled_from(["en", "fr", "zh", "xx"]))
def test_any_text(text: str, language: str) -> None:
    REGISTER.by_name(text, language)
    REGISTER.by_domain(text)
    places = [(n.start, n.end) for n in REGISTER.names_in(text, 0, len(text), language)]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert places == sorted(places)
