"""One utterance in two journalists' words."""

from __future__ import annotations

import pytest

from quotes.match.encoder import load_encoder, vectors_for
from quotes.match.paraphrase import paraphrases
from quotes.model import Witness

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
        ("I was late for the bus and missed my dentist", "Ada Brandt", "2022-09-11", "y", False),
    ],
)
def test_speaker_and_day_must_agree(words: str, speaker: str, day: str | None, article: str, joined: bool) -> None:
    one = Witness("a", SAID, article="x", language="en", speaker="Ada Brandt", published_from="2022-09-10")
    two = Witness("b", words, article=article, language="en", speaker=speaker, published_from=day)
    vectors = vectors_for({w.id: w.text for w in (one, two)}, load_encoder(), {})
    assert bool(paraphrases([one, two], vectors, [])) is joined
