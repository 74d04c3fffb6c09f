"""Newcomers are placed in plain lineages by their sheets: the database is the one that making everything anew gives."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from test_part import OUTLETS, address, anew
from test_pipeline import Silent, dump

from quotes.model import Article, Extraction, Quotation
from quotes.pipeline import Found, add_found, connect
from quotes.pipeline.growing import Growths
from quotes.trace import sheet

LINES = """the harbour wall will not stand another winter whatever the council says
nobody from the ministry has come to see the drowned orchard in the valley
we sold eleven bells to a travelling circus from the far side of the mountains
my father built this quay with his own two hands and a borrowed mule
they took half its apple trees and the cider press and left us the barrels
the barrels of salmon rotted in the monastery cellar before anybody noticed
the mayor signed the treaty without reading a single letter of the annex
the ferry to the northern islands has carried nobody but gulls since the autumn storms
thirty lorries of gravel vanished from the depot behind the railway station overnight
our potatoes won three medals while the jury slept under the marquee""".splitlines()
NAMES = (None, "Ilse Brandt", "Hugo Paz", "Ida Holm", "Bo Ek", "Ruth Roe")
DAYS = (*(f"2024-03-{day:02}" for day in range(1, 25)), "2024-03", None, "2024-03-03T10:00:00+02:00")
PAPERS = (*OUTLETS, "Fifth Paper", "Sixth Paper", None)


def said(chance: random.Random, odd: float) -> tuple[str, str | None]:
    """A line, whole, cut or changed, sometimes sewn to another or a scrap; and who said it, where anybody did."""
    number = chance.randrange(len(LINES))
    words, shape = LINES[number].split(), chance.random()
    if shape < 0.2:
        words[chance.randrange(len(words))] = chance.choice(("gate", "abbot", "never"))
    elif shape < 0.4:
        words = words[chance.randrange(3) : len(words) - chance.randrange(3)]
    elif shape < 0.4 + odd:
        words = [*words, "…", *chance.choice(LINES).split()]
    elif shape < 0.4 + 2 * odd:
        words = words[(start := chance.randrange(5)) : start + chance.randint(2, 6)]
    speaker = NAMES[number % len(NAMES)] if chance.random() < 0.8 else chance.choice(NAMES)
    return " ".join(words), speaker if chance.random() < 0.5 else None


def quotations(chance: random.Random, odd: float) -> Iterator[Quotation]:
    start = 0
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        words, speaker = said(chance, odd / 3)
        outlet = chance.choice(OUTLETS) if chance.random() < odd else None
        kind = chance.choice(("direct", "direct", "fragment"))
        yield Quotation(start, start + len(words), words, kind, speaker, rule="cue before", outlet=outlet)
        start += len(words) + 1


def page(chance: random.Random, number: int, odd: float) -> Found:
    found = tuple(quotations(chance, odd))
    text, day = " ".join(q.text for q in found), chance.choice(DAYS)
    article = Article(
        f"a{number}", text, f"{address(number)}/{number}", published_from=day, published_to=day, language="en"
    )
    return Found(article, Extraction("en", found, chance.choice(PAPERS)))


@pytest.mark.parametrize("odd", [0.0, 0.0, 0.0, 0.03, 0.03, 0.2])
@pytest.mark.parametrize("seed", range(2))
def test_a_part_gives_what_the_whole_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, odd: float, request: pytest.FixtureRequest
) -> None:
    chance, numbers = random.Random(request.node.name), count()
    (tmp_path / "part").mkdir()
    path = tmp_path / "part" / "quotes.db"
    monkeypatch.setattr(sheet, "FEWEST", 2)
    monkeypatch.setattr(connect, "SHARE", 0)
    add_found(iter([page(chance, next(numbers), odd) for _ in range(chance.choice((10, 30, 60)))]), path, Silent())
    for turn in range(3):
        new = [page(chance, next(numbers) if chance.random() < 0.97 else 1, odd) for _ in range(chance.randint(1, 6))]
        add_found(iter(new), path, Silent())
        part, again = dump(path), dump(anew(path, tmp_path))
        for table in again:
            assert part[table] == again[table], json.dumps([turn, table])


def test_a_large_plain_lineage_only_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more of the same words: nothing of the lineage is read or planned again but what stands beside it."""
    path, grew = tmp_path / "quotes.db", list[tuple[int, int]]()
    drawn = Growths.drawn

    def counted(self: Growths, *given: object) -> object:
        grew.extend((len(found.plan.members), len(found.turned)) for found in self.grown.values())
        return drawn(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(connect, "SHARE", 0)
    monkeypatch.setattr(Growths, "drawn", counted)
    add_found(iter([one(number) for number in range(20)]), path, Silent())
    add_found(iter([one(20)]), path, Silent())
    assert grew == [(21, 1)]


def one(number: int) -> Found:
    """An article of a paper of its own that has the first line, a day after the last."""
    quotation, day = Quotation(0, len(LINES[0]), LINES[0], rule="no cue"), f"2024-03-{number + 1:02}"
    text = f"{LINES[0]} {number}"
    article = Article(f"a{number}", text, address(number) + "/x", published_from=day, published_to=day)
    return Found(article, Extraction("en", (quotation,), f"Paper {number}"))
