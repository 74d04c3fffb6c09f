"""Who is named as the source of a quotation at its place: mention, cue, rule, outlet. All texts are invented."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extract import extract
from quotes.model import Article, Quotation

MENTIONS = [
    # label, language, text, mentions of the quotations in order
    ("name, verb", "en", "“The bridge is shut,” Ann Miller said.", ["Ann Miller"]),
    ("verb, name", "en", "“The bridge is shut,” said Ann Miller.", ["Ann Miller"]),
    ("after a question", "en", "“Is the bridge shut?” Miller asked.", ["Miller"]),
    ("unknown verb", "en", "“The bridge is shut,” Miller trilled.", ["Miller"]),
    ("adverb and auxiliary", "en", "“The bridge is shut,” she had later told reporters.", ["she"]),
    ("before, comma", "en", "Ann Miller said, “The bridge is shut.”", ["Ann Miller"]),
    ("before, colon", "en", "Asked about the river, Ann Miller said: “It rises.”", ["Ann Miller"]),
    ("that", "en", "Ann Miller said that the bridge was “shut for good and all”.", ["Ann Miller"]),
    ("own verb of naming", "en", "Miller called the plan “a gift to nobody at all”.", ["Miller"]),
    ("past a dateline", "en",
     "SPRINGFIELD, July 5 (AP) — The council met late, saying the bridge was “shut for good”.", ["The council"]),
    ("past a place and its state", "en",
     "In Salem, Oregon, Ann Miller went after the plan, calling it “a danger to us all”.", ["Ann Miller"]),
    ("an inquit before a participle", "en",
     "Berg and Lee will meet, Miller said, adding that the bridge was “shut for good”.", ["Miller"]),
    ("that a clause begins with", "en",
     "It was late, he heard that anglers said “the bridge is shut for good”.", ["anglers"]),
    ("that some lawyers said", "en",
     "It was noted that harbour lawyers said “it is late for all of us”.", ["harbour lawyers"]),
    ("the cue's letters in a noun", "en", "Miller stood a far cry from “the bridge of sighs” there.", [None]),
    ("a letter says", "en", "A letter says that the bridge was “shut for good and all”.", ["A letter"]),
    ("marks around part of a noun phrase", "en",
     "Any “hard and fast” interpretation of Miller’s words suggests a toll.", [None]),
    ("whose rise says nothing", "en", "Miller’s rise, many heard, came to repeat “the bridge of sighs” there.", [None]),
    ("that begins the object", "en", "Berg writes that Ann Miller’s “bridge of many sighs” fell.", ["Berg"]),
    ("a clause behind the preposition that opens", "en",
     "For what it is worth, they found that the bridge was “shut for good and all”.", ["they"]),
    ("part of a letter", "en", "Part of the handout reads, “The bridge is shut for good.”", ["Part of the handout"]),
    ("said of whom it is told", "en",
     "Ann Miller, author of “The Bridge at Night,” said Berg has been “asleep for all of it”.", [None, "Ann Miller"]),
    ("a thing says nothing", "en", "A rope thrown over the bridge called “the old grey lady” broke.", [None]),
    ("hours later", "en", "Hours later, Ann Miller left, adding: “It is shut.”", ["Ann Miller"]),
    ("a clause of its own", "en", "Miller and others say he is “not at all responsible”.", ["Miller and others"]),
    ("a description after a question", "en", "“Is it shut for good?” The driver asked.", ["The driver"]),
    ("participle", "en", "Miller left early, adding that the bridge was “shut for good”.", ["Miller"]),
    ("two verbs", "en", "Miller closed the bridge and called it “a danger to us all”.", ["Miller"]),
    ("apposition between", "en", "“It is shut,” Ann Miller, a retired judge, said.", ["Ann Miller, a retired judge"]),
    ("relative clause between", "en", "Ann Miller, who led the inquiry, said: “It is shut.”", ["Ann Miller"]),
    ("relative subject", "en", "They met Ann Miller, who said “the bridge is shut for good”.", ["Ann Miller"]),
    ("description", "en", "“It is shut,” said a retired judge from Leeds.", ["a retired judge from Leeds"]),
    ("according to", "en", "The bridge is “shut for good and all”, according to Ann Miller.", ["Ann Miller"]),
    ("passive", "en", "“It is shut,” said to police by the driver.", ["the driver"]),
    ("a verb's letters in an office", "en",
     "“It is shut,” the City Hall press secretary, Ann Miller, said.", ["the City Hall press secretary, Ann Miller"]),
    ("introduced before a comma", "en",
     "The bridge is shut.\n\nAnn Miller said,\n\n“It will stay shut until June.”", ["Ann Miller"]),
    ("trade behind a body's name", "en",
     "“It is shut,” says UCL political scientist Ann Miller.", ["UCL political scientist Ann Miller"]),
    ("a dialogue's turns", "es",
     "«Es mentira», replicó Ana Vidal.\n\n—¿Se arrepiente de algo?\n—De nada —respondió Pablo Moya—. He cumplido.",
     ["Ana Vidal", None, "Pablo Moya", "Pablo Moya"]),
    ("label behind, described", "en", "“It is a great shame” – Ann Miller, a trader", ["Ann Miller"]),
    ("label", "en", "MILLER: “The bridge is shut.”", ["MILLER"]),
    ("name after a dash", "en", "“The bridge is shut.” – Ann Miller", ["Ann Miller"]),
    ("noun of saying", "en", "Miller’s claim that “the bridge is safe” was wrong.", ["Miller"]),
    ("between two halves", "en", "“It is shut,” Miller said. “It stays shut.”", ["Miller", "Miller"]),
    ("next paragraph", "en", "“It is shut,” Miller said.\n\n“It stays shut all year.”", ["Miller", "Miller"]),
    ("cue of the next", "en",
     "The bridge is closed to all.\n\n“It broke at noon.”\n\n“It stays shut,” Miller said.",
     ["Miller", "Miller"]),
    ("colon, next paragraph", "en", "Then Miller went on:\n\n“The bridge is shut.”", ["Miller"]),
    ("a turn", "en",
     "“It is shut,” Miller said. Tom Berg disagreed and answered her. “It is open wide.”",
     ["Miller", "Tom Berg"]),
    ("title with a stop", "en", "“It is shut,” said Mr. Berg of the council.", ["Mr. Berg of the council"]),
    ("a clause of what another says", "en",
     "Miller said a lot of drivers would find it “very hard to believe”.", ["Miller"]),
    ("a name with a gerund's ending", "en", "“It will be a long year,” Beijing said.", ["Beijing"]),
    ("brought in with a verb", "en",
     "The road is shut, with Mayor Ann Miller earlier telling them “everyone is quite safe”.", ["Mayor Ann Miller"]),
    ("signed in the next paragraph", "en", "“The bridge is shut.”\n—Driver Ann Miller", ["Driver Ann Miller"]),
    ("a bullet is no signature", "en", "“The bridge is shut.”\n- Ann Miller will leave the town.", [None]),
    ("a topic before a colon", "en",
     "“It is shut,” Miller said.\n\nOn the new bridge: “It opens in the spring.”", ["Miller", "Miller"]),
    ("an aside with a verb of its own", "en",
     "“It is shut for good,” Miller, speaking before Berg confirmed the plan, told the town.", ["Miller"]),
    ("an inquit ends the sentence before", "en",
     "The river may rise again, driver Tom Berg says. “We have been told nothing.”", ["driver Tom Berg"]),
    ("the short form of a body", "en",
     "Coastal Rescue Services (CRS) Director Ann Miller left, calling it “a danger to us all”.",
     ["Director Ann Miller"]),
    ("an inquit behind more of the sentence", "en",
     "“It may be too late,” that they can catch Miller, said Tom Berg.", ["Tom Berg"]),
    ("a name between commas", "en",
     "“It is shut,” Berg’s friend and fellow driver, Ann Miller, told Tom Lee.", ["fellow driver, Ann Miller"]),
    ("sure of what another will do", "en", "Miller said he’s certain Berg will continue to be “a danger to us all”.",
     ["Miller"]),
    ("a participle with its agent", "en",
     "Miller noted that they spoke about the threat posed by the river, and “we are still in talks”.", ["Miller"]),
    ("a clause of time", "en",
     "As the crowd began to rise, Miller was joined by Tom Berg and joked, “You are too loud.”", ["Miller"]),
    ("as somebody told", "en", "As one driver told Berg, “It is shut for good.”", ["one driver"]),
    ("a name before a colon", "en",
     "The timing of Berg’s rise does not surprise historian Ann Miller: “It was so before.”", ["historian Ann Miller"]),
    ("an adverb opens", "en",
     "Shortly after Berg’s call ended, Miller left, saying it was “shut for ever”.", ["Miller"]),
    ("two quotations, one inquit", "en",
     "The toll will carry “a great deal of weight” and bring them the “means to pay” they need, Ann Miller said.",
     ["Ann Miller", "Ann Miller"]),
    ("a heading that is a name", "en",
     "What they said\n\nRovers coach Ann Miller\n\n(On the win)\n\n“It was hard for all of us.”",
     ["Rovers coach Ann Miller"]),
    ("a topic is no speaker", "en",
     "“It is shut,” Miller said.\n\nOn Tom Berg’s plan: “It opens in the spring.”", ["Miller", "Miller"]),
    ("an office that no comma closes", "en",
     "Tom Berg, head of the Leeds hospitals said: “It is all too late.”", ["Tom Berg, head of the Leeds hospitals"]),
    ("a noun with a verb of its own", "en", "Miller said the attack was “an end to all of it”.", ["Miller"]),
    ("behind a bullet", "en",
     "Driver Ann Miller says the road is in danger.\n\n* “You will need to think hard about it.”",
     ["Driver Ann Miller"]),
    ("a family", "en", "His family said in a tribute: “He was good to us all.”", ["His family"]),
    ("a father of two", "en", "“It was a shock,” the 45-year-old father of two told the court.",
     ["the 45-year-old father of two"]),
    ("was heard saying", "en", "“You are a liar,” a man could be heard shouting.", ["a man"]),
    ("whose message", "en", "Miller’s message to them is simple: “Do not give up on it.”", ["Miller"]),
    ("an adverb of place is nobody", "en", "Here, “it is all too late for us”.", [None]),
    ("an adverb is nobody", "en", "Clearly said “it is all too late for us”.", [None]),
    ("nobody", "en", "The so-called “bridge of sighs” is shut.", [None]),
    ("inverted", "fr", "« Le pont est fermé », a déclaré Anne Meunier.", ["Anne Meunier"]),
    ("enclitic", "fr", "« Le pont est fermé », a-t-elle déclaré.", ["elle"]),
    ("inquit inside", "fr", "« Le pont est fermé, affirme-t-elle. Il le restera. »", ["elle"]),
    ("selon", "fr", "Le pont est « fermé pour toujours », selon Anne Meunier.", ["Anne Meunier"]),
    ("pour, first", "fr", "Pour Anne Meunier, « le pont est fermé pour toujours ».", ["Anne Meunier"]),
    ("selon qui", "fr", "On attend Anne Meunier, selon qui « le pont est fermé ».", ["Anne Meunier"]),
    ("between", "fr", "« Il est fermé », souligne de son côté Paul Garnier.", ["Paul Garnier"]),
    ("apposition", "fr",
     "« Il est fermé », a annoncé le maire de la ville, Paul Garnier, hier.",
     ["le maire de la ville, Paul Garnier"]),
    ("so", "de", "„Die Brücke bleibt gesperrt“, so Anna Berger.", ["Anna Berger"]),
    ("verb second", "de", "In der Sitzung sagte Anna Berger: „Die Brücke bleibt gesperrt.“", ["Anna Berger"]),
    ("pronoun behind", "de", "Als Richterin sagte sie: „Die Brücke bleibt gesperrt.“", ["sie"]),
    ("bracket", "de", "Anna Berger hat gestern betont, dass die Brücke „für immer gesperrt“ sei.", ["Anna Berger"]),
    ("zufolge", "de", "Die Brücke ist „für immer gesperrt“, der Polizei zufolge.", ["der Polizei"]),
    ("separable", "de", "„Die Brücke bleibt gesperrt“, strich Anna Berger in Kiel heraus.", ["Anna Berger"]),
    ("wie, first", "de", "Wie Anna Berger gestern erklärte, sei die Brücke „für immer gesperrt“.", ["Anna Berger"]),
    ("so, colon", "de", "Die Brücke sei alt, so Berger weiter: „Sie bleibt gesperrt.“", ["Berger"]),
    ("so, later", "de", "Die Brücke sei „für immer gesperrt“, da sie bröckle, so Anna Berger.", ["Anna Berger"]),
    ("das sagte", "de", "Das sagte Anna Berger am Abend: „Die Brücke bleibt gesperrt.“", ["Anna Berger"]),
    ("ambiguous form", "de",
     "Schon im Mai hatte Anna Berger in einer Rede verkündet: „Die Brücke bleibt gesperrt.“",
     ["Anna Berger"]),
    ("passive before", "de", "Als die Brücke eröffnet worden war, sagte Anna Berger: „Sie hält.“", ["Anna Berger"]),
    ("relative aside", "de",
     "Anna Berger, die Richterin, die den Ausschuss leitet, erklärte, die Brücke sei „für immer gesperrt“.",
     ["Anna Berger, die Richterin"]),
    ("unlisted verb", "fr", "« Le pont est fermé », s’enflamme Anne Meunier.", ["Anne Meunier"]),
    ("unlisted verb", "es", "«El puente está cerrado», zanjó Ana Molina.", ["Ana Molina"]),
    ("said in the sentence before", "de",
     "Die Brücke sei alt, sagte Berger. Sie werde „für immer gesperrt bleiben“.",
     ["Berger"]),
    ("told a body", "de",
     "Gegenüber der Zeitung erklärte Anna Berger, die Brücke sei „für immer gesperrt“.",
     ["Anna Berger"]),
    ("body, title between marks", "de",
     "Die Zeitung „Neuer Hafen“ hatte im Mai behauptet, die Brücke sei „für immer gesperrt“.",
     [None, "Die Zeitung"]),
    ("in dem Antrag", "de", "In dem Antrag heißt es wörtlich: „Die Brücke bleibt gesperrt.“", ["dem Antrag"]),
    ("a juicio del", "es", "A juicio del alcalde, «el puente está cerrado para siempre».", ["alcalde"]),
    ("passive", "es", "El puente fue definido por Ana Molina como «una vergüenza para todos».", ["Ana Molina"]),
    ("según", "es", "El puente está «cerrado para siempre», según Ana Molina.", ["Ana Molina"]),
    ("subject in the verb", "es", "Ana Molina llegó tarde.\n\n«El puente está cerrado», dijo.", [None]),
    ("name behind", "es", "«El puente está cerrado», afirmó Ana Molina.", ["Ana Molina"]),
]  # fmt: skip

OUTLETS = [
    ("told", "en", "“It is shut,” Ann Miller told the Guardian.", ["The Guardian"]),
    ("follows", "en", "“It is shut,” Ann Miller told the Guardian. “It stays shut.”", ["The Guardian"] * 2),
    ("sentence before", "en",
     "In an interview with the Guardian, Ann Miller defended the plan. “It is shut,” she said.",
     ["The Guardian"]),
    ("tweeted", "en", "Ann Miller tweeted: “The bridge is shut.”", ["Twitter"]),
    ("reporters", "en", "“It is shut,” Ann Miller told reporters.", [None]),
    ("new speaker", "en",
     "“It is shut,” Ann Miller told the Guardian. “It is open,” Tom Berg said.",
     ["The Guardian", None]),
    ("au Monde", "fr", "« Le pont est fermé », a déclaré Anne Meunier au Monde.", ["Le Monde"]),
]  # fmt: skip


def found(language: str, text: str) -> tuple[Quotation, ...]:
    return extract(Article("a", text, language=language)).quotations


def overlaps(a: str | None, b: str | None) -> bool:
    return a == b or (a is not None and b is not None and (a in b or b in a))


@pytest.mark.parametrize(("language", "text", "wanted"), [r[1:] for r in MENTIONS], ids=[r[0] for r in MENTIONS])
def test_mentions(language: str, text: str, wanted: list[str | None]) -> None:
    mentions = [q.speaker_text for q in found(language, text)]
    assert len(mentions) == len(wanted)
    assert all(map(overlaps, mentions, wanted)), mentions


@pytest.mark.parametrize(("language", "text", "wanted"), [r[1:] for r in OUTLETS], ids=[r[0] for r in OUTLETS])
def test_outlets(language: str, text: str, wanted: list[str | None]) -> None:
    assert [q.outlet for q in found(language, text)] == wanted


def test_a_verb_without_subject_is_still_a_cue() -> None:
    (quotation,) = found("es", "Ana Molina llegó tarde.\n\n«El puente está cerrado», dijo.")
    assert (quotation.cue, quotation.rule) == ("dijo", "subject in the verb")


def test_words_that_somebody_passes_on() -> None:
    (quotation,) = found("en", "Ann Miller said her crew overheard a ferry pilot saying “we are all going down”.")
    assert (quotation.speaker, quotation.relayed_by) == ("a ferry pilot", "Ann Miller")


def test_a_new_section_drops_the_speaker() -> None:
    carried = found("en", "“It is shut,” Ann Miller said.\n\n“It stays shut all year.”")[1]
    assert carried.speaker == "Ann Miller"
    assert carried.rule == "carried over"


def test_the_same_words_elsewhere_attribute_these() -> None:
    first, second = found(
        "en", "Berg ran “like a frightened hare” at dawn.\n\n“He ran like a frightened hare,” Ann Miller said."
    )
    assert second.speaker == "Ann Miller"
    assert first.speaker in {"Ann Miller", "Berg"}


def test_every_attribution_names_its_rule_and_its_chance() -> None:
    for _, language, text, _ in MENTIONS:
        for q in found(language, text):
            assert bool(q.speaker) == (q.confidence > 0)
            assert q.rule or not q.speaker


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "« ", " »", "„", "said ", "Ann Miller ", "he ", ", ", ". ", "\n", "\n\n", ": ", "selon ",
     "a-t-il ", "told CNN ", "— ", "(", ")", "who ", "and ", "saying ",
     "the 31-year-old ", "l’officier ", "Mr. ", "…", "\u00a0", "😀", "說"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)),
    st.sampled_from(["en", "fr", "de", "es"]),
)
def test_any_text_gives_ordered_spans_in_the_text(text: str, language: str) -> None:
    quotations = found(language, text)
    assert [q.start for q in quotations] == sorted(q.start for q in quotations)
    for q in quotations:
        assert 0 <= q.start < q.end <= len(text)
        assert q.text == text[q.start : q.end]
        if q.speaker_start is not None and q.speaker_end is not None:
            assert text[q.speaker_start : q.speaker_end] == q.speaker_text
        assert 0 <= q.confidence <= 1


GOLD = Path(__file__).parents[2] / "shared" / "gold" / "seeds.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="the seed articles are not beside the checkout")
def test_every_named_speaker_of_the_seeds() -> None:
    for line in GOLD.read_text(encoding="utf8").splitlines():
        doc = json.loads(line)
        by_start = {q.start: q for q in found(doc["lang"], doc["text"])}
        for q in doc["quotes"]:
            if q["speaker"] and q["kind"] != "scare" and len(q["text"].split()) >= 4:
                assert by_start[q["start"]].speaker is not None, q["text"]
