"""What ``find`` makes of marks: a row is a label, a language, a text and the words it must give, in order."""

import time

import pytest

from quotes.extract.find import find
from quotes.extract.find.conventions import conventions
from quotes.extract.segment import segment
from quotes.extract.values import Found
from quotes.language import codes, load
from quotes.model import Article, Markup

CASES = [
    ("curly", "en", "“We are ready,” Ada Moss said. “Come in.”", ["We are ready,", "Come in."]),
    ("straight", "en", '"We are ready," Ada Moss said. "Come in."', ["We are ready,", "Come in."]),
    ("opened straight, closed curly", "en", '"We are ready,” said Moss.', ["We are ready,"]),
    ("two singles close a double", "en", "“We ran like hares.’’\n\nNext day it rained.", ["We ran like hares."]),
    ("one single closes a double at the end", "en", "“We ran like hares.’", ["We ran like hares."]),
    ("three singles", "en", "“He asks, ‘Who are you?’’’", ["He asks, ‘Who are you?’", "Who are you?"]),
    ("doubled opening mark", "en", "He told them ““I was about to leave,” and left.", ["I was about to leave,"]),
    ("typesetter's marks", "en", "``We tried,'' she said.", ["We tried,"]),
    ("wrong-way mark", "en", "”We are late,” he said.", ["We are late,"]),
    ("no spaces", "en", "a narrow path”.he said,”Sunday it is, then” and went.", ["Sunday it is, then"]),
    ("stray mark in a word", "en", 'the town"s duty "to keep the lights on."', ["to keep the lights on."]),
    ("unclosed, reopened in its sentence", "en", 'They carried signs that said “No Tolls,” Moss said.', ["No Tolls,"]),
    ("one mark closes both", "en",
     '"we had signs that said "No Tolls," Moss said.', ["we had signs that said \"No Tolls,", "No Tolls,"]),
    ("unclosed paragraph", "en",
     "“First we waited.\n\n“Then we left,” he said.", ["First we waited.", "Then we left,"]),
    ("closed two paragraphs on", "en",
     "“One.\n\nTwo goes on.\n\nThree ends it,” he said.", ["One.", "Two goes on.", "Three ends it,"]),
    ("never opened", "en", "It was all for nothing,” he said.", ["It was all for nothing,"]),
    ("nested singles", "en", "“They said ‘no’ to us,” he said.", ["They said ‘no’ to us,", "no"]),
    ("British singles", "en", "‘It’s the boys’ fault,’ he said. ‘All of it.’", ["It’s the boys’ fault,", "All of it."]),
    ("British nesting", "en", "‘He said “odd” twice,’ she said.", ["He said “odd” twice,", "odd"]),
    ("same marks nested", "fr", "« Il a dit « non » trois fois », dit Paul.", ["Il a dit « non » trois fois", "non"]),
    ("apostrophes", "en", "The ’90s weren’t the boys’ best years, James’ least of all, ’tis said.", []),
    (
        "attributes left over from a page",
        "en",
        '<post id="77" author="@ferry">“We sail at noon today,” it said.</post>',
        ["We sail at noon today,"],
    ),
    ("feet and inches", "en", "He is 6'2\" tall and lives 5' from a 12\" pipe.", []),
    ("rock ’n’ roll", "en", "Rock 'n' roll and the '80s made him \"very happy\" indeed.", ["very happy"]),
    ("split by its cue", "en", '"Go," he said, "and stay away."', ["Go,", "and stay away."]),
    ("inquit inside", "fr", "« Cette loi, affirme-t-elle, nous ruine. »", ["Cette loi, affirme-t-elle, nous ruine."]),
    ("no-break spaces", "fr", "Il promet «\u202fdes mesures\u00a0» demain.", ["des mesures"]),
    ("elision before the mark", "fr",
     "Il craint qu'\"une baisse\" vienne, et d'« insultes ».", ["une baisse", "insultes"]),
    ("turned by an engine", "fr",
     "“Elle a crié:” Partez d’ici “”, dit Paul.", ["Elle a crié:” Partez d’ici “", "Partez d’ici"]),
    ("low and high", "de",
     "„Das ist gut“, sagte sie. „Er rief ‚nein‘ dazu.“", ["Das ist gut", "Er rief ‚nein‘ dazu.", "nein"]),
    ("inward", "de", "»Das ist gut«, sagte sie. »Sehr gut.«", ["Das ist gut", "Sehr gut."]),
    ("English marks in German", "de", "“Das ist gut”, sagte sie. “Sehr gut.”", ["Das ist gut", "Sehr gut."]),
    ("mark lost in the middle", "es",
     'que "no hay miedo; al contrario "nos gusta", dijo.', ['no hay miedo; al contrario "nos gusta', "nos gusta"]),
    ("dialogue dashes", "fr", "— Non, dit-il.\n— Pourquoi pas ?\n", ["Non", "Pourquoi pas ?"]),
    ("dash and inquit between dashes", "es", "—No lo sé —dijo Ana—. Nunca lo supe.", ["No lo sé", "Nunca lo supe."]),
    ("a dash in a list", "fr", "— Premier point de la liste\nSuite du texte.", []),
    ("spaced opener, never closed", "fr", '" Nous ne voulons pas que ce "rabais" dure.\n\n"Jamais".',
     ['Nous ne voulons pas que ce "rabais" dure.', "rabais", "Jamais"]),
    ("marks in marks", "fr", "« \"Jamais, vraiment\" », dit-elle.", ["Jamais, vraiment"]),
    ("typed twice", "en", '""It was all a mistake,"" he said.', ["It was all a mistake,"]),
    ("between signs of emphasis", "en", 'He wrote _"all a mistake"_ and *“never again”*.',
     ["all a mistake", "never again"]),
    ("four conventions in one", "de", "Er nannte es „gut“ und \"besser\" und «toll» und »auch gut«.",
     ["gut", "besser", "toll", "auch gut"]),
    ("right marks on both sides", "en", "”We are ready now”, she said. ”Do come in.”",
     ["We are ready now", "Do come in."]),
    ("Chinese", "zh", "“第一句话。”他说，“第二句话。”", ["第一句话。", "第二句话。"]),
    ("label", "en", "MOSS: “For sure.”", ["For sure."]),
    ("decoration", "en", '""""""""""""""""""""', []),
    ("nothing between", "en", 'He wrote "" twice and “ ” once.', []),
]  # fmt: skip


def found(text: str, language: str, **more: object) -> list[Found]:
    article = Article("a", text, **more)  # type: ignore[arg-type]
    return find(text, segment(article), load(language))


@pytest.mark.parametrize(("language", "text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_words(language: str, text: str, expected: list[str]) -> None:
    assert [text[f.start : f.end] for f in found(text, language)] == expected


def test_nested_knows_what_it_stands_in() -> None:
    outer, inner = found("“They said ‘no’ to us,” he said.", "en")
    assert (outer.inside, inner.inside) == (None, 0)


def test_speech_going_on() -> None:
    first, second = found("“First we waited.\n\n“Then we left,” he said.", "en")
    assert (first.unclosed, first.continues, second.unclosed, second.continues) == (True, False, False, True)


def test_outer_span_holds_the_marks() -> None:
    (one,) = found("« Non », dit-il.", "fr")
    assert (one.outer_start, one.outer_end, one.convention) == (0, 7, "guillemets")


def test_one_bad_mark_costs_its_own_paragraph_only() -> None:
    text = 'The 6" pipe and the town"s “odd choice, he said.\n\n“We are ready,” Moss said.'
    assert text[found(text, "en")[-1].start :].startswith("We are ready")


def test_a_signature_in_a_block_is_no_quotation() -> None:
    text = "She wrote:\n\nThe port stays open.\n\n— Ann Miller (@ann) May 2, 2024"
    (one,) = found(text, "en", markup=(Markup(12, len(text), "embed"),))
    assert text[one.start : one.end] == "The port stays open."


@pytest.mark.parametrize("kind", ["blockquote", "q", "embed"])
def test_markup_quotes_without_marks(kind: str) -> None:
    text = "She wrote this.\nNothing was ever lost.\nThe end."
    (one,) = found(text, "en", markup=(Markup(16, 38, kind),))
    assert (text[one.start : one.end], one.convention) == ("Nothing was ever lost.", kind)
    assert one.place == ("embed" if kind == "embed" else None)


def test_markup_around_marks_is_only_their_frame() -> None:
    text = "She wrote this.\n“Nothing was ever lost.”\nThe end."
    assert len(found(text, "en", markup=(Markup(16, 40, "blockquote"),))) == 1


@pytest.mark.parametrize("code", codes())
def test_every_convention_of_a_language_exists(code: str) -> None:
    table = load(code).tables["find"]
    assert set(table["conventions"]) <= set(conventions()) | {"dialogue dash"}


@pytest.mark.parametrize("name", conventions())
def test_every_convention_pairs(name: str) -> None:
    pair = conventions()[name]
    text = f"She said {pair.open}we never left the town{pair.close}, and again {pair.open}never, not once{pair.close}."
    assert [text[f.start : f.end] for f in found(text, "en")] == ["we never left the town", "never, not once"]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1_000_000,
        '" ' * 500_000,
        "“a " * 100_000,
        "'a " * 100_000,
        "“a” 'b \"c " * 30_000,
        "“We go,” he said. " * 60_000,
    ],
    ids=["marks", "spaced marks", "openers", "apostrophes", "mixed", "one line"],
)
def test_time_is_linear(text: str) -> None:
    start = time.process_time()
    found(text, "en")
    assert time.process_time() - start < 20 * max(0.1, len(text) / 1_000_000)
