"""Transcripts and interviews: speech without marks, whose it is, and what is none."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quotes.cli import main
from quotes.extract import extract
from quotes.model import Article

ASKED = "Did the council offer you any money?"
ANSWERED = "They offered a form, and I filled it in."

INTERVIEWS = {
    "names in capitals": (
        "en",
        "BERG: Did you see the letter at all?\n\nMILLER: I saw it on Tuesday.\n\n"
        "BERG: Who signed it in the end?\n\nMILLER: You would have to ask the mayor.",
        [("Did you see the letter at all?", "BERG"), ("I saw it on Tuesday.", "MILLER")],
    ),
    "the full name once, then the surname": (
        "en",
        "ANN MILLER: Did you see the letter?\n\nTOM BERG: I saw it on Tuesday.\n\n"
        "MILLER: Who signed it in the end?\n\nBERG: I never asked about that.",
        [("Did you see the letter?", "ANN MILLER"), ("I saw it on Tuesday.", "TOM BERG")],
    ),
    "question and answer": (
        "en",
        f"An interview with Harold Finch\n\nQ: {ASKED}\n\nA: {ANSWERED}\n\nQ: What now?\n\nA: I will mend the boats.",
        [(ANSWERED, "Harold Finch"), ("I will mend the boats.", "Harold Finch")],
    ),
    "no labels": (
        "en",
        f"An interview with Harold Finch\n\nHow did the flood change it?\n\nIt took two boats.\n\nAnd the stage.\n\n"
        f"{ASKED}\n\n{ANSWERED}\n\nWhat will you do this winter?\n\nI will mend the boats.\n\nHe then went home.",
        [("It took two boats.", "Harold Finch"), ("And the stage.", "Harold Finch"), (ANSWERED, "Harold Finch")],
    ),
    "the paper asks under its own name": (
        "en",
        f"The Guardian: {ASKED}\n\nHarold Finch: {ANSWERED}\n\nThe Guardian: What now?\n\n"
        "Finch: I will mend the boats.",
        [(ANSWERED, "Harold Finch"), ("I will mend the boats.", "Harold Finch")],
    ),
    "French, and who asked": (
        "fr",
        "Entretien avec Claire Morvan, maire de Vaubrun\n\nPropos recueillis par Luc Berthier\n\n"
        "Pourquoi fermer le pont cet hiver ?\n\nParce qu’il est trop vieux.\n\n"
        "Que dites-vous aux commerçants du quartier ?\n\nQue la ville paiera.\n\n"
        "Et si les travaux durent plus longtemps ?\n\nAlors nous ouvrirons un bac.",
        [("Parce qu’il est trop vieux.", "Claire Morvan"), ("Que la ville paiera.", "Claire Morvan")],
    ),
    "German, with words for labels": (
        "de",
        "Im Gespräch mit Anna Berger\n\nFrage: Warum bleibt die Brücke zu?\n\nAntwort: Weil sie zu alt ist.\n\n"
        "Frage: Wer bezahlt am Ende?\n\nAntwort: Die Stadt bezahlt das.",
        [("Weil sie zu alt ist.", "Anna Berger"), ("Die Stadt bezahlt das.", "Anna Berger")],
    ),
    "Spanish, a letter and a stop": (
        "es",
        "Entrevista a Ana Soto\n\nP. ¿Por qué se cierra el puente?\n\nR. Porque es demasiado viejo.\n\n"
        "P. ¿Quién pagará las obras?\n\nR. La ciudad, claro.",
        [("Porque es demasiado viejo.", "Ana Soto"), ("La ciudad, claro.", "Ana Soto")],
    ),
}

NONE = {
    "questions of a help page": "Help\n\nAnn Miller runs the office.\n\nWhen does the bridge open again?\n\nIn May.\n\n"
    "Who pays for the repair of it?\n\nThe council.\n\nWhat happens to the buses then?\n\nThey go by road.",
    "a list with labels": "Miller: 1,769.\n\nBerg: 1,547.\n\nMiller: 12?\n\nBerg: 13.\n\nMiller: 1.\n\nBerg: 2.",
    "a recipe": "Serves: 4 people at the table\n\nTime: Do you have an hour for it?\n\nTools: one pan, one knife.",
    "an article that asks": "Why did the bridge fall in May?\n\nNobody knows.\n\nWho is to blame now?\n\nNobody is.",
    "a long article with a few labels": "\n\n".join(
        ["Miller: Who signed it in the end?", "Berg: I never asked about that.", *["The bridge stayed shut."] * 30] * 2
    ),
    "a transcript with marks": "BERG: “Did you see the letter?”\n\nMILLER: “I saw it on Tuesday.”\n\n"
    "BERG: “Who signed it in the end?”\n\nMILLER: “You would have to ask.”",
}


@pytest.mark.parametrize("name", INTERVIEWS)
def test_turns_and_whose_they_are(name: str) -> None:
    code, text, expected = INTERVIEWS[name]
    said = [q for q in extract(Article("a", text, language=code)).quotations if q.place == "interview"]
    assert [(q.text, q.speaker) for q in said][: len(expected)] == expected
    assert all(text[q.start : q.end] == q.text and q.kind == "direct" for q in said)
    assert "He then went home." not in {q.text for q in said}


def test_the_paper_that_asks_is_who_it_was_said_to() -> None:
    said = extract(Article("a", INTERVIEWS["the paper asks under its own name"][1], language="en")).quotations
    assert {q.outlet for q in said} == {"The Guardian"}


def test_paragraphs_of_one_answer_go_on() -> None:
    said = extract(Article("a", INTERVIEWS["no labels"][1], language="en")).quotations
    assert [q.continues for q in said[:3]] == [False, True, False]


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_interview(name: str) -> None:
    assert not [q for q in extract(Article("a", NONE[name], language="en")).quotations if q.place == "interview"]


def test_marks_inside_a_turn_are_found_as_ever() -> None:
    text = INTERVIEWS["question and answer"][1].replace("I will mend", "I said, “Nobody will come”, and I will mend")
    found = extract(Article("a", text, language="en")).quotations
    assert "Nobody will come" in {q.text for q in found if q.place is None}


def test_json_has_turns_apart() -> None:
    article = json.dumps({"id": "a", "text": INTERVIEWS["question and answer"][1], "lang": "en"})
    printed = json.loads(CliRunner().invoke(main, ["find", "--json", "-"], input=article).stdout)
    assert printed["quotes"] == []
    assert [turn["speaker"] for turn in printed["turns"]] == ["Harold Finch", "Harold Finch"]


@given(
    st.lists(
        st.sampled_from(["A: ", "Q: ", "MILLER: ", "interview", "who? ", "“", "”", "\n\n", "no ", ". ", "？"]),
        max_size=40,
    )
)
def test_any_text_gives_spans_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    found = extract(Article("a", text, language="en")).quotations
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(q.text == text[q.start : q.end] and q.text for q in found)
