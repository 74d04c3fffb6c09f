"""Whose words an outlet's name belongs to: the sentence's, the statement's, the headline's; and what ends it."""

from __future__ import annotations

import pytest

from quotes.extract import extract
from quotes.model import Article

TOLD = "“The bridge is safe for everyone,” Ann Miller told the BBC on Friday.\n\n"
# language, label, text, the outlet of each quotation
CASES = [
    ("en", "follow-up", TOLD + "“We looked at every single bolt,” Miller said.", ["BBC", "BBC"]),
    ("en", "a debate spoken of", TOLD + "“It was a very long night,” Miller said of the debate.", ["BBC", "BBC"]),
    ("en", "a rally", TOLD + "“We looked at every bolt,” Miller said at a rally in Ohio.", ["BBC", None]),
    ("en", "reporters", TOLD + "“We looked at every bolt,” Miller told reporters.", ["BBC", None]),
    ("en", "another outlet", TOLD + "“We looked at every bolt,” Miller told CNN.", ["BBC", "CNN"]),
    ("en", "somebody else", TOLD + "“Nobody looked at a bolt,” Tom Lee said.", ["BBC", None]),
    (
        "en",
        "the opening",
        "Ann Miller said the bridge was “safe for every one of us.”\n\nIt opens today.\n\n" + TOLD,
        ["BBC", "BBC"],
    ),
    (
        "en",
        "the opening, at a rally",
        "Ann Miller said at a rally that the bridge was “safe for every one of us.”\n\n" + TOLD,
        [None, "BBC"],
    ),
    (
        "en",
        "a post is short",
        "“No doubt about it at all,” Ann Miller tweeted.\n\nA.\n\nB.\n\nC.\n\n“We looked at every bolt,” Miller said.",
        ["Twitter", None],
    ),
    ("en", "its own voice", "Reuters reported that the bridge was “not safe for anyone.”", ["Reuters"]),
    ("en", "a programme between marks", "“We are safe and sound,” Miller said on CBS’s “Harbour Hour.”", ["CBS"]),
    (
        "en",
        "an unknown show",
        "In an interview on the “Ann Miller Show,” Tom Lee said: “We are safe and sound now.”",
        ["Ann Miller Show"],
    ),
    (
        "en",
        "an occasion told of",
        "Ann Miller told the BBC that the bridge was safe.\n\nIt is old.\n\n“We looked at every bolt,” Miller said.",
        ["BBC"],
    ),
    (
        "en",
        "a headline's",
        "Mayor Ann Miller tells ITV News' Tom Lee the bridge is safe\n\nIt is old.\n\n“It is not shut,” Miller said.",
        ["ITV News"],
    ),
    (
        "en",
        "an occasion, who asked",
        "Ann Miller appeared on ITV’s This Morning with Tom Lee.\n\n“Is it really safe?” Lee asked.\n\nShe laughed.",
        ["ITV"],
    ),
    (
        "en",
        "an occasion of somebody else",
        "A driver told the BBC that Ann Miller was right.\n\n“We looked at every bolt,” Miller said.",
        [None],
    ),
    (
        "en",
        "an occasion long ago",
        "Last year Ann Miller told the BBC that it was safe.\n\nIt is old.\n\n“We looked at every bolt,” Miller said.",
        [None],
    ),
    (
        "en",
        "the couple appeared",
        "The couple appeared on ITV’s This Morning.\n\nIt was late.\n\n“We looked at every bolt,” Ann Miller said.",
        ["ITV"],
    ),
    (
        "en",
        "not those who are only told of",
        "Ann Miller told the BBC that both parents knew.\n\n“We looked at every bolt,” Tom Lee said.",
        [None],
    ),
    (
        "en",
        "who was asked",
        "LBC’s Kay Burton asked Tom Lee whether it was safe.\n\nLee laughed.\n\n“We looked at every bolt,” Lee said.",
        ["LBC"],
    ),
    (
        "en",
        "a presenter on her own station",
        "Tom Lee told LBC: “We looked at every bolt.”\n\nLBC presenter Ann Miller said: “So is it really safe?”",
        ["LBC", "LBC"],
    ),
    (
        "en",
        "no outlet: a presenter's employer alone",
        "The bridge is shut.\n\nLBC presenter Ann Miller said: “So is it really safe?”",
        [None],
    ),
    (
        "en",
        "another interview, not the article's",
        "“It is safe for every one of us,” Ann Miller said.\n\nIt opens today.\n\n"
        "“It was a lot of work,” Miller said in a separate interview with CNN.",
        [None, "CNN"],
    ),
    (
        "en",
        "a headline's, described",
        "Mum of lost driver Tom Berg tells ITV News of her wait\n\nHis mum Ann Miller is tired.\n\n"
        "“We looked at every bolt,” Miller said.",
        ["ITV News"],
    ),
    (
        "en",
        "posted",
        "In a message on Truth Social, Ann Miller attacked the plan.\n\n“We looked at every bolt,” Miller said.",
        ["Truth Social"],
    ),
    (
        "en",
        "the same person described",
        TOLD + "“We looked at every single bolt,” the mayor said.",
        ["BBC", "BBC"],
    ),
    (
        "en",
        "an unknown site, as sites write themselves",
        "“It is safe for everyone,” Ann Miller told TheHarbour.",
        ["TheHarbour"],
    ),
    ("en", "somebody unnamed", TOLD + "“I never saw a single bolt,” a driver said.", ["BBC", None]),
    ("en", "a body", TOLD + "“We looked at every single bolt,” the ministry said.", ["BBC", None]),
    (
        "en",
        "an occasion of late",
        "As Ann Miller told the BBC last week, the bridge was safe.\n\n“We looked at every bolt,” Miller said.",
        ["BBC"],
    ),
    (
        "en",
        "who is named right before",
        "“The bridge is safe for everyone,” Ann Miller, League of Safe Bridges manager, told the BBC.\n\n"
        "“We looked at every bolt,” Miller said.",
        ["BBC", "BBC"],
    ),
    (
        "fr",
        "l’inquit entre les guillemets",
        "« Le pont est sûr pour tous, confiait-elle au magazine Elle. Nous avons tout regardé. »",
        ["Elle"],
    ),
    (
        "fr",
        "le verbe avant le sujet",
        "Le pont est sûr, affirme Anne Meunier, la maire, dans Ouest-France.\n\nIl pleuvait.\n\n"
        "« Nous avons tout regardé de très près », dit Anne Meunier.",
        ["Ouest-France"],
    ),
    (
        "de",
        "ein Beitrag, dann eine Beschreibung",
        "In ihrer Instagram-Story wird Anna Berg deutlich.\n\n„Die Brücke ist sicher für alle“, sagte sie.",
        ["Instagram"],
    ),
    (
        "es",
        "no se dice quién, y luego sí",
        "La alcaldesa concedió una entrevista a la revista Semana.\n\n"
        "«El puente es seguro para todos», explicó Molina.",
        ["Semana"],
    ),
    (
        "fr",
        "une suite",
        "« Le pont est sûr pour tous », a déclaré Anne Meunier à l’AFP.\n\n"
        "« Nous avons tout regardé », a-t-elle ajouté.",
        ["Agence France-Presse"] * 2,
    ),
    (
        "fr",
        "une autre occasion",
        "« Le pont est sûr pour tous », a déclaré Anne Meunier à l’AFP.\n\n"
        "« Nous avons tout regardé », a-t-elle dit lors d’une conférence de presse.",
        ["Agence France-Presse", None],
    ),
    (
        "de",
        "ein Anlass",
        "Anna Berg sprach in ihrer Instagram-Story darüber.\n\n„Die Brücke ist sicher für alle“, sagte Berg.",
        ["Instagram"],
    ),
    (
        "fr",
        "une occasion",
        "Anne Meunier s’est confiée au micro de RTL.\n\nIl pleuvait.\n\n"
        "« Le pont est sûr pour tous », a dit Anne Meunier.",
        ["RTL"],
    ),
    (
        "de",
        "Pressekonferenz",
        "„Die Brücke ist sicher für alle“, sagte Anna Berg der dpa.\n\n"
        "„Wir haben alles genau geprüft“, sagte Berg auf einer Pressekonferenz.",
        ["Deutsche Presse-Agentur", None],
    ),
    (
        "es",
        "sigue",
        "«El puente es seguro para todos», dijo Ana Molina a la agencia Efe.\n\n"
        "«Lo hemos mirado todo muy bien», añadió Molina.",
        ["EFE", "EFE"],
    ),
    (
        "es",
        "mitin",
        "«El puente es seguro para todos», dijo Ana Molina a la agencia Efe.\n\n"
        "«Lo hemos mirado todo muy bien», dijo Molina en un mitin.",
        ["EFE", None],
    ),
]


@pytest.mark.parametrize(("code", "label", "text", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_outlets(code: str, label: str, text: str, expected: list[str | None]) -> None:
    found = extract(Article("a", text, language=code)).quotations
    assert [q.outlet for q in found if q.kind != "scare" and not q.text.istitle()] == expected
