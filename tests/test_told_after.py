"""What goes on with a statement that was made to an outlet, though nobody names the outlet again; and what does not."""

from __future__ import annotations

import pytest

from quotes.extract import extract
from quotes.model import Article

HOST = "Tom Lee told CNN’s Ann Miller on Sunday that the bridge was shut.\n\nIt rained.\n\n"
ASKED = "On CNN, Ann Miller asked Tom Lee: “Is the old bridge really safe?”\n\n"
COVER = "Ann Miller is on the cover of the May issue of Vogue.\n\n"
PEOPLE = "Residents told the Bristol Post they had heard a bang.\n\n"
# language, label, text, the outlet of each quotation
CASES = [
    ("en", "a host named before", HOST + "“We looked at every bolt,” he told Miller.", ["CNN"]),
    ("en", "somebody who is no host", HOST + "“We looked at every bolt,” the mayor told Hill in court.", [None]),
    ("en", "an answer", ASKED + "“We looked at every bolt,” the engineer said.", ["CNN", "CNN"]),
    ("en", "an answer elsewhere", ASKED + "“We looked at every bolt,” the engineer said at a rally.", ["CNN", None]),
    (
        "en",
        "in the interview",
        "It began with an interview on CBS that aired Sunday.\n\nA.\n\nB.\n\n"
        "“We looked at every bolt,” Ann Miller said in the interview.",
        ["CBS"],
    ),
    (
        "en",
        "in another interview",
        "It began with an interview on CBS that aired Sunday.\n\nA.\n\nB.\n\n"
        "“We looked at every bolt,” Ann Miller said in an interview with Reuters.",
        ["Reuters"],
    ),
    ("en", "on the cover", COVER + "“We looked at every bolt there was,” the singer says.", ["Vogue"]),
    ("en", "some of many", PEOPLE + "“We heard a very loud bang,” said Ann Miller, 43.", ["Bristol Post"]),
    (
        "en",
        "a source again",
        "A source told Us Weekly that it was over. “They are still good friends,” the source added.",
        ["Us Weekly"],
    ),
    (
        "en",
        "a post told of",
        "Ann Miller took to Instagram on Friday. “Thank you for all of it,” the singer wrote.",
        ["Instagram"],
    ),
    (
        "en",
        "a tweet told of",
        "Tom Lee tweeted about the bridge later. “It is not as safe as they say,” he wrote.",
        ["Twitter"],
    ),
    (
        "en",
        "an office and a name",
        "Another engineer, Harbour Secretary Ann Miller, told the BBC it was shut.\n\n“It is not safe,” said Miller.",
        ["BBC"],
    ),
    (
        "en",
        "two who sat down",
        "Ann Miller and Tom Lee sat down with CBS.\n\n“We looked at it,” Miller said.\n\n“It was shut,” Lee said.",
        ["CBS", "CBS"],
    ),
    (
        "en",
        "a name after a pronoun",
        "“We looked at every bolt,” he told the BBC. “It is not as safe as they say,” Miller added.",
        ["BBC", "BBC"],
    ),
    (
        "en",
        "a name after a pronoun, somebody else",
        "“We looked at every bolt,” he told the BBC. “It is not as safe as they say,” Ann Miller said in court.",
        ["BBC", None],
    ),
    (
        "en",
        "a few words that others say too",
        "Ann Miller said they were “not safe for us”.\n\n“It is not safe for us at all,” Tom Lee told the BBC.",
        [None, "BBC"],
    ),
    (
        "en",
        "one who writes for an outlet",
        "“The bridge was never quite safe,” the Washington Post’s Ann Miller wrote.",
        ["The Washington Post"],
    ),
    (
        "en",
        "remarks that came in an interview",
        "The comments came in a conversation with Rolling Stone’s Ann Miller. “We looked at every bolt,” Lee says.",
        ["Rolling Stone"],
    ),
    (
        "en",
        "twenty paragraphs on",
        "“We looked at every bolt,” Ann Miller told the BBC.\n\n"
        + "It rained.\n\n" * 15
        + "“It is safe now,” Miller said.",
        ["BBC", "BBC"],
    ),
    (
        "en",
        "words that nobody is said to speak",
        HOST + "It snowed.\n\nLee signed an order that “relaxed every single rule of it”.",
        [None],
    ),
    (
        "en",
        "it is no person",
        "“We looked at every bolt,” Ann Miller told the BBC.\n\nIt concluded that they “show far too little care”.",
        ["BBC", None],
    ),
    (
        "en",
        "what was written before",
        HOST + "“We looked at every bolt,” Lee wrote to the engineers.",
        [None],
    ),
    (
        "en",
        "the narration turns to a rally",
        HOST + "At a rally in Ohio, Lee went further. “We looked at every bolt,” he said.",
        [None],
    ),
    (
        "en",
        "several after one",
        "“We looked at every bolt,” Ann Miller told the BBC. They hold banners that read: “It is not safe for us.”",
        ["BBC", None],
    ),
    (
        "fr",
        "accordé à un inconnu",
        "Dans un entretien accordé au Phare Portois, le gardien revient sur son départ.\n\n"
        "« Je voulais partir très vite », raconte le gardien.",
        ["Phare Portois"],
    ),
    (
        "fr",
        "accordé à une personne",
        "Dans un entretien accordé à Claire Garnier, le gardien revient sur son départ.\n\n"
        "« Je voulais partir très vite », raconte le gardien.",
        [None],
    ),
    (
        "fr",
        "des surnoms",
        "Dans un entretien accordé à L’Équipe, le gardien revient sur son départ.\n\n"
        "« Je voulais partir très vite », raconte l’ancien Portois.\n\n« On ne m’a rien dit », estime le Portois.",
        ["L'Équipe", "L'Équipe"],
    ),
    (
        "fr",
        "la ministre",
        "Invitée de RTL mardi, Anne Meunier a reconnu l’échec. « Le pont est sûr pour tous », a-t-elle déclaré.\n\n"
        "« Il faut aller de l’avant », a ajouté la ministre.",
        ["RTL", "RTL"],
    ),
    (
        "fr",
        "un portrait",
        "Dans le dernier numéro de Paris Match, l’actrice se livre. « Je ne serai plus la même », dit-elle.",
        ["Paris Match"],
    ),
    (
        "de",
        "der Minister",
        "Anna Berg verteidigte im Gespräch mit dem NDR die Pläne. „Wir haben alles genau geprüft“, sagte Berg.",
        ["Norddeutscher Rundfunk"],
    ),
    (
        "de",
        "fügte hinzu",
        "Gegenüber dem „Spiegel“ sagte er: „Wir haben alles genau geprüft.“ Berg fügte hinzu: „Es ist alles sicher.“",
        ["Der Spiegel", "Der Spiegel"],
    ),
    (
        "es",
        "un vídeo",
        'La cantante compartió un vídeo en Instagram. "Gracias por todo el cariño", escribió la colombiana.',
        ["Instagram"],
    ),
    (
        "es",
        "el programa",
        "En el pódcast 'Luces del puerto', la actriz ha contado: \"El puente es seguro para todos\".",
        ["Luces del puerto"],
    ),
]


@pytest.mark.parametrize(("code", "label", "text", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_outlets(code: str, label: str, text: str, expected: list[str | None]) -> None:
    found = extract(Article("a", text, language=code)).quotations
    assert [q.outlet for q in found if q.kind != "scare" and q.inside is None] == expected
