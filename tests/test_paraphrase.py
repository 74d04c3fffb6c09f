"""One utterance in two journalists' words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quotes.match.across.paraphrase import paraphrases
from quotes.match.encoder import load_encoder, vectors_for
from quotes.model import Witness

TABLE = tomllib.loads((Path(__file__).parent / "meaning" / "paraphrases.toml").read_text(encoding="utf8"))
SAID = "The village is clearly running a remarkable harvest this year"
AGAIN = "No doubt the village is having a remarkable harvest this year"


@pytest.mark.parametrize(
    ("words", "speaker", "day", "article", "joined"),
    [
        (AGAIN, "Ada Brandt", "2022-09-11", "y", True),
        (AGAIN, "Ada Brandt", None, "y", False),
        (AGAIN, "Ada Brandt", "2022-09-20", "y", False),
        (AGAIN, "Paul Weber", "2022-09-11", "y", False),
        (AGAIN, "Ada Brandt", "2022-09-11", "x", False),
        ("The village will never have a harvest like that again", "Ada Brandt", "2022-09-11", "y", False),
        (SAID.upper(), "Ada Brandt", "2022-09-11", "y", False),
        ("I was late for the bus and missed my dentist", "Ada Brandt", "2022-09-11", "y", False),
    ],
)
def test_speaker_and_day_must_agree(words: str, speaker: str, day: str | None, article: str, joined: bool) -> None:
    one = Witness("a", SAID, article="x", language="en", speaker="Ada Brandt", published_from="2022-09-10")
    two = Witness("b", words, article=article, language="en", speaker=speaker, published_from=day)
    vectors = vectors_for({w.id: w.text for w in (one, two)}, load_encoder(), {})
    assert bool(paraphrases([one, two], vectors)) is joined


def joined(rows: list[tuple[str, str, str]]) -> list[str]:
    """The first words of those rows whose two sides are held to be one utterance."""
    found = []
    for code, first, second in rows:
        texts = {"x": first, "y": second}
        held = [Witness(i, text, i, language=code, speaker="Ada Brandt", published_from="2022-09-10")
                for i, text in texts.items()]  # fmt: skip
        found += [first] * bool(paraphrases(held, vectors_for(texts, load_encoder(), {})))
    return found


def test_two_reports_of_one_utterance_and_two_statements_on_one_subject() -> None:
    right, wrong = joined(TABLE["same"]), joined(TABLE["other"])
    assert min(len(TABLE["same"]), len(TABLE["other"])) >= 20
    assert len(right) >= 0.75 * len(TABLE["same"]), right
    assert wrong == []
