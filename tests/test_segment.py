"""What ``segment`` makes of a text's lines: paragraphs, the headline, furniture, sections."""

import pytest

from quotes.extract.segment import segment
from quotes.model import Article, Markup

SENTENCE = "It rained all day and nobody came to the fair in the end."


def places(text: str, **more: object) -> dict[str, str | None]:
    segments = segment(Article("a", text, **more))  # type: ignore[arg-type]
    return {text[p.start : p.end]: p.place for p in segments.paragraphs}


FURNITURE = [
    ("credit at the end", "A flooded street in the old town Photo: Jo Poe", "caption"),
    ("credit without a space", "A flooded street in the old townCredit: Reuters", "caption"),
    ("French credit", "Une rue inondée de la vieille ville Crédit : AFP", "caption"),
    ("German credit", "Foto: Jo Poe", "caption"),
    ("agency in brackets", "A flooded street. (Jo Poe/Associated Press)", "caption"),
    ("featured image", "Featured image via Flickr", "caption"),
    ("read more, in one line", "READ MORE: Town loses half its bridges in flood", "teaser"),
    ("French teaser", "Lire aussi : La ville perd la moitié de ses ponts", "teaser"),
    ("Spanish teaser", "Lea también: La ciudad pierde sus puentes", "teaser"),
    ("advertisement", "Advertisement - story continues below", "teaser"),
    ("one word alone", "Related", "teaser"),
    ("one word and little more", "Trending now", "teaser"),
    ("a heading that begins with the word", "Anzeige gegen den alten Bürgermeister erstattet", None),
    ("a sentence with the same words", "Related problems, she said, were solved a year ago by the council.", None),
    (
        "a sentence with a colon",
        "She kept one photo: that of her mother, who had left the town when the war came.",
        None,
    ),
]


@pytest.mark.parametrize(("line", "place"), [c[1:] for c in FURNITURE], ids=[c[0] for c in FURNITURE])
def test_furniture(line: str, place: str | None) -> None:
    assert places(f"{SENTENCE}\n{SENTENCE}2.\n{line}\n{SENTENCE}3.")[line] == place


def test_headlines_below_read_more() -> None:
    text = (
        f"{SENTENCE}\n{SENTENCE}\nMost read in News\nMayor ‘not amused’ by flood\nWill it rain again?\nThen {SENTENCE}"
    )
    assert list(places(text).values()) == [None, "teaser", "teaser", "teaser", None]


def test_bulleted_headlines() -> None:
    text = f"{SENTENCE}\n• Mayor ‘not amused’ by flood\n• Town ‘lost’ to water\n\nSource: Read Full Article"
    assert list(places(text).values())[1:] == ["teaser", "teaser", None]


def test_bulleted_sentences_are_text() -> None:
    text = f"{SENTENCE}\n• “We lost it all,” Moss said.\n• “All of it,” said Poe."
    assert set(places(text).values()) == {None}


def test_caption_twice() -> None:
    text = f"{SENTENCE}\nBoats in the main street\nBoats in the main streetCredit: EPA\n{SENTENCE}"
    assert list(places(text).values())[1:3] == ["caption", "caption"]


HEADLINES = [
    ("first line", f"Mayor ‘not amused’ by the flood\n{SENTENCE}", None, "Mayor ‘not amused’ by the flood"),
    ("outlet after a bar",
     f"Mayor leaves the flooded town | The Sun\n{SENTENCE}", None,
     "Mayor leaves the flooded town"),
    ("after a notice",
     f"Licence not valid.\nUnited Kingdom\n\nMayor leaves the flooded town\n\n{SENTENCE}", None,
     "Mayor leaves the flooded town"),
    ("capitals and a stop",
     f"Mayor Leaves Flooded Town Without Word.\n{SENTENCE}", None,
     "Mayor Leaves Flooded Town Without Word."),
    ("none", f"{SENTENCE}\n{SENTENCE}", None, None),
    ("the given title",
     f"96 SHARES Facebook Twitter\nMayor leaves town at last\n{SENTENCE}", "Mayor leaves town at last – Daily",
     "Mayor leaves town at last"),
    ("the title is not in the text", f"96 SHARES Facebook Twitter\n{SENTENCE}", "Mayor leaves town at last", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "title"), [c[1:] for c in HEADLINES], ids=[c[0] for c in HEADLINES])
def test_headline(text: str, given: str | None, title: str | None) -> None:
    span = segment(Article("a", text, title=given)).title
    assert (text[span.start : span.end] if span else None) == title


def test_heading_begins_a_section() -> None:
    text = f"{SENTENCE}\n\nWhat came next\n\n{SENTENCE}\n\n* * *\n\n{SENTENCE}"
    assert [p.section for p in segment(Article("a", text)).paragraphs] == [0, 1, 1, 2, 2]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "“We waited for the boat all\nnight and it never did\ncome back to us from\n"
        "the other side,” he said.\n\nThen\nhe left the town and\nnobody saw him again."
    )
    assert len(segment(Article("a", text)).paragraphs) == 2


@pytest.mark.parametrize("kind", ["caption", "pullquote", "teaser", "embed"])
def test_markup_gives_the_place(kind: str) -> None:
    text = f"{SENTENCE}\nA line of its own, it says.\n{SENTENCE}!"
    start = text.index("A line")
    assert places(text, markup=(Markup(start, start + 27, kind),))["A line of its own, it says."] == kind


def test_quoting_markup_is_handed_on() -> None:
    markup = (Markup(0, 5, "blockquote"), Markup(0, 5, "list"))
    assert segment(Article("a", SENTENCE, markup=markup)).quoted == markup[:1]


def test_heading_in_the_markup() -> None:
    text = f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n{SENTENCE}\nIs it over?\n{SENTENCE}"
    start = text.index("Is it")
    sections = [
        p.section for p in segment(Article("a", text, markup=(Markup(start, start + 11, "heading"),))).paragraphs
    ]
    assert sections == [0, 0, 0, 0, 0, 1, 1]
