"""What two quotations alone do not show: stories, stitching, relays, several voices."""

import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.match.repeats import repeats
from quotes.model import Witness

ORCHARD = "The orchard lost half its apple trees in a single night of frost"
PRESS = "The cider press has stood idle ever since the autumn of the flood"
LONG = f"{ORCHARD}. {PRESS}. Nobody from the ministry has come to see us"


def said(name: str, text: str, article: str, **fields: str) -> Witness:
    return Witness(name, text, article, language="en", **fields)  # type: ignore[arg-type]


def relations(witnesses: list[Witness]) -> dict[tuple[str, str], str]:
    return {(p.a, p.b): p.comparison.relation for p in repeats(witnesses)}


def test_stitched_from_two_articles_has_two_pairs() -> None:
    sewn = said("c", f"{ORCHARD} … {PRESS}", "three")
    assert relations([said("a", ORCHARD + ", and we wept", "one"), said("b", "I tell you: " + PRESS, "two"), sewn]) == {
        ("c", "a"): "stitched",
        ("c", "b"): "stitched",
    }


def test_pieces_of_one_speech_are_not_stitched() -> None:
    found = relations(
        [
            said("a", ORCHARD + ", and we wept", "one"),
            said("b", "I tell you: " + PRESS, "one"),
            said("c", f"{ORCHARD} … {PRESS}", "three"),
        ]
    )
    assert set(found) == {("c", "a"), ("c", "b")} and "stitched" not in found.values()


def test_a_short_piece_is_looked_for_where_the_other_was() -> None:
    found = relations(
        [
            said("a", "It hurts me so. We buried them in May", "one"),
            said("b", "I tell you: " + PRESS, "one"),
            said("c", f"It hurts me … {PRESS}", "two"),
        ]
    )
    assert set(found) == {("c", "a"), ("c", "b")}


def test_a_cut_with_an_ellipsis_hangs_on_the_whole() -> None:
    assert relations(
        [said("a", LONG, "one"), said("b", f"{ORCHARD} [...] Nobody from the ministry has come", "two")]
    ) == {("b", "a"): "truncated"}


def test_articles_that_share_a_long_quotation_share_scraps() -> None:
    story = [said("a", LONG, "one"), said("b", LONG, "two"), said("c", "We sleep in our boots", "one")]
    scrap = said("d", "in our boots", "two", kind="fragment")
    assert ("d", "c") not in relations([*story, scrap])  # says too little
    scrap = said("d", "sleep in our boots", "two", kind="fragment")
    assert relations([*story, scrap])["d", "c"] == "truncated"
    assert ("d", "c") not in relations([*story[1:], scrap])


def test_words_relayed_are_the_inner_speakers() -> None:
    inner = said("i", ORCHARD, "one", speaker="Ilse Brandt", inside="o")
    outer = said("o", f"She came to us and said ‘{ORCHARD}’ and then she wept", "one", speaker="Hugo Paz")
    first = said("f", f"{ORCHARD}, I fear", "two", speaker="Ilse Brandt")
    assert relations([inner, outer, first]) == {("i", "f"): "truncated"}


def test_one_quotation_of_many_articles_is_a_star() -> None:
    found = relations([said(str(n), ORCHARD, f"article {n}") for n in range(9)])
    assert set(found) == {(str(n), "0") for n in range(1, 9)}


def test_misattribution_is_one_pair() -> None:
    voices = [said(str(n), LONG, str(n), speaker="Ilse Brandt" if n < 4 else "Hugo Paz") for n in range(8)]
    flagged = [p for p in repeats(voices) if p.comparison.evidence.get("misattributed")]
    assert len(flagged) == 1 and len(repeats(voices)) == 7


TEXTS = [
    ORCHARD,
    PRESS,
    LONG,
    f"{ORCHARD} … {PRESS}",
    "the cider press has stood idle",
    "half its apple trees",
    PRESS.upper(),
]
WITNESSES = st.lists(
    st.tuples(
        st.sampled_from(TEXTS), st.sampled_from(["one", "two", "three"]), st.sampled_from([None, "Ilse Brandt", "Paz"])
    ),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(WITNESSES, st.randoms(use_true_random=False))
def test_order_changes_nothing(drawn: list[tuple[str, str, str | None]], chance: random.Random) -> None:
    witnesses = [
        Witness(str(n), text, article, n, language="en", speaker=who) for n, (text, article, who) in enumerate(drawn)
    ]
    shuffled = chance.sample(witnesses, len(witnesses))
    found = repeats(witnesses)
    assert repeats(shuffled) == found
    assert all(p.a != p.b for p in found) and len({frozenset((p.a, p.b)) for p in found}) == len(found)


def test_naming_the_room_reads_no_numpy() -> None:
    code = "import sys, quotes.match; sys.exit('numpy' in sys.modules or 'rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
