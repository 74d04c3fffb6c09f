"""Small invented traditions with a known stemma (tests/lineages), and what must hold of every stemma."""

from __future__ import annotations

import json
import random
import sqlite3
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import ArticleLink, Comparison, Link, Original, Pair, Witness
from quotes.text import tokens
from quotes.trace import Traced, trace
from quotes.trace.values import earlier, node

TRADITIONS = sorted((Path(__file__).parent / "lineages").glob("*.toml"))
LANGUAGES = {"Northern Telegraph": "en", "Radio Meridian": "en", "Le Quai": "fr", "Der Hafenbote": "de"}


def compare(a: Witness, b: Witness) -> Comparison:
    """A stand-in for quotes.match.compare: enough for relations, blind to meaning."""
    if a.language != b.language:
        return Comparison("translation", False, 0.7)
    one, two = " ".join(tokens(a.text)), " ".join(tokens(b.text))
    if one == two:
        return Comparison("verbatim", False, 1.0)
    return Comparison("truncated" if one in two else "edited", False, 0.8)


@dataclass
class Tradition:
    name: str
    rows: list[dict[str, Any]]
    witnesses: list[Witness]
    pairs: list[Pair]
    article_links: list[ArticleLink]
    originals: dict[str, tuple[Original, ...]]


def witness(row: dict[str, Any]) -> Witness:
    first, last = row.get("from", row.get("date")), row.get("to", row.get("date"))
    fields = {k: v for k, v in row.items() if k in Witness.__slots__}
    defaults = {"article": row["id"], "language": "en", "speaker": "Ilse Brandt"}
    return Witness(**{**defaults, **fields, "published_from": first, "published_to": last})


def read(path: Path) -> Tradition:
    data = tomllib.loads(path.read_text(encoding="utf8"))
    witnesses = [witness(row) for row in data["witness"]]
    by_id = {w.id: w for w in witnesses}
    listed = data.get("pairs") or [(w.id, x.id) for w, x in combinations(witnesses, 2)]
    pairs = [Pair(a, b, compare(by_id[a], by_id[b])) for a, b in listed]
    pairs += [Pair(a, b, Comparison("said again", False, 0.9)) for a, b in data.get("said_again", ())]
    pairs += [Pair(a, b, Comparison("stitched", False, score)) for a, b, score in data.get("stitched", ())]
    links = [ArticleLink(shared=3, **row) for row in data.get("article_link", ())]
    originals: dict[str, tuple[Original, ...]] = {}
    for row in data.get("original", ()):
        original = Original(row.get("url"), row.get("outlet"), row["how"], 0, 0)
        originals[row["article"]] = (*originals.get(row["article"], ()), original)
    return Tradition(data["name"], data["witness"], witnesses, pairs, links, originals)


def traced(t: Tradition) -> Traced:
    return trace(t.witnesses, t.pairs, t.article_links, t.originals, compare, LANGUAGES)


def inner(links: list[Link]) -> list[Link]:
    """Without the links from lineage to lineage."""
    across = {"said on another day", "part of a stitched quotation"}
    return [link for link in links if not across & set(link.evidence["reasons"])]


def exemplars(links: list[Link]) -> dict[str, str]:
    """By quotation: its exemplar's id, or "told OUTLET" for a credited one that is not held."""
    return {link.quote: link.exemplar or f"told {link.evidence['not_held']}" for link in inner(links)}


def expected() -> Iterator[tuple[str, str, str, str]]:
    """Tradition, witness, expected exemplar, exemplar found; "" is none."""
    for path in TRADITIONS:
        t = read(path)
        found = exemplars(traced(t)[1])
        for row in t.rows:
            yield t.name, row["id"], row.get("exemplar", ""), found.get(row["id"], "")


def test_nine_of_ten_exemplars_are_right() -> None:
    rows = list(expected())
    wrong = [row for row in rows if row[2] != row[3]]
    assert len(rows) - len(wrong) >= 0.9 * len(rows), wrong


@pytest.mark.parametrize("path", TRADITIONS, ids=lambda p: p.stem)
def test_no_wrong_root(path: Path) -> None:
    t = read(path)
    assert {lineage.first_quote for lineage in traced(t)[0]} == {row["id"] for row in t.rows if row.get("root")}


@pytest.mark.parametrize("path", TRADITIONS, ids=lambda p: p.stem)
def test_flags_and_doubts(path: Path) -> None:
    t = read(path)
    by_quote = {link.quote: link for link in inner(traced(t)[1])}
    for row in t.rows:
        if "flags" in row:
            assert sorted(by_quote[row["id"]].evidence["flags"]) == sorted(row["flags"]), row["id"]
        if "undecided" in row:
            assert by_quote[row["id"]].evidence.get("undecided", False) == row["undecided"], row["id"]


@pytest.mark.parametrize("path", TRADITIONS, ids=lambda p: p.stem)
def test_order_of_input_changes_nothing(path: Path) -> None:
    t = read(path)
    before = traced(t)
    for seed in range(3):
        for items in (t.witnesses, t.pairs, t.article_links):
            random.Random(seed).shuffle(items)
        assert traced(t) == before


WORDS = st.lists(
    st.sampled_from(["we", "will", "not", "sell", "the", "harbour", "this", "year"]), min_size=1, max_size=9
)
DATES = st.sampled_from([None, "2024-03", "2024-03-01", "2024-03-02", "2024-03-02T10:00:00", "2024-04-01"])
NAMES = st.sampled_from([None, "Courier", "Echo", "Northern Telegraph"])


@st.composite
def traditions(draw: st.DrawFn) -> list[Witness]:
    made = []
    for n in range(draw(st.integers(1, 8))):
        date = draw(DATES)
        article, language = f"a{draw(st.integers(0, 5))}", draw(st.sampled_from(["en", "fr"]))
        row = {"id": f"w{n}", "text": " ".join(draw(WORDS)), "article": article, "language": language}
        made.append(witness({**row, "outlet": draw(NAMES), "publisher": draw(NAMES), "date": date}))
    return made


@settings(max_examples=150, deadline=None)
@given(traditions(), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5))
def test_never_a_cycle_nor_back_in_time(witnesses: list[Witness], copies: list[tuple[int, int]]) -> None:
    pairs = [Pair(a.id, b.id, compare(a, b)) for a, b in combinations(witnesses, 2)]
    article_links = [ArticleLink(f"a{a}", f"a{b}", "copy", 2) for a, b in copies if a != b]
    lineages, links, *_ = trace(witnesses, pairs, article_links, {}, compare)
    nodes = {w.id: node(w) for w in witnesses}
    parents = {link.quote: link.exemplar for link in links if link.exemplar}
    assert len(parents) == sum(1 for link in links if link.exemplar)
    for child, parent in parents.items():
        assert nodes[child].witness.article == nodes[parent].witness.article or not earlier(nodes[child], nodes[parent])
        seen = {child}
        step: str | None = parent
        while step:
            assert step not in seen
            seen.add(step)
            step = parents.get(step)
    assert sorted(i for lineage in lineages for i in lineage.members) == sorted(nodes)


def many(count: int, text: str) -> list[Witness]:
    day = "2024-03-{:02}T{:02}:{:02}:00"
    return [
        Witness(
            f"w{n:05}", text.format(n=n), f"a{n}", language="en", publisher=f"Paper {n % 400}",
            published_from=day.format(1 + n // 1440, n // 60 % 24, n % 60),
            published_to=day.format(1 + n // 1440, n // 60 % 24, n % 60),
        )
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "text"),
    [(5000, "We will not sell the harbour, not now and not ever."), (500, "We will not sell pier {n} of the harbour.")],
    ids=["5000 alike", "500 edited"],
)
def test_long_lineages_are_traced_within_a_second(count: int, text: str) -> None:
    """A second on an idle machine; three leave room for a busy one, and are far from a quadratic time."""
    witnesses = many(count, text)
    pairs = [Pair("w00000", w.id, Comparison("verbatim", False, 1.0)) for w in witnesses[1:]]
    start = time.process_time()
    lineages, links, *_ = trace(witnesses, pairs, [], {}, compare)
    assert time.process_time() - start < 10
    assert len(lineages) == 1 and len(links) == count - 1


SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


class Silent:
    """Nobody is told how it goes."""

    def advance(self, size: int, quotations: int) -> None: ...

    def stage(self, name: str) -> None: ...

    def problem(self, error: Any) -> None: ...


def by_chance(chance: random.Random) -> list[Witness]:
    """A few articles that share up to three lines with each other."""
    found = []
    for article in "abcd":
        publisher, day = chance.choice("PQR"), chance.choice((None, "2024-03-01", "2024-03-02", "2024-03-09"))
        for line in chance.sample("123", chance.randint(1, 3)):
            text = f"We will not sell the {line} harbours {chance.choice(('', 'ever '))}to them"
            dates = {"published_from": day, "published_to": day}
            told = chance.choice((None, None, "P", "Q"))
            found.append(
                Witness(article + line, text, article, language="en", publisher=publisher, outlet=told, **dates)
            )
    return found


def test_a_choice_is_no_witness_for_itself() -> None:
    for seed in range(300):
        witnesses = by_chance(random.Random(seed))
        same = [(a.id, b.id) for a, b in combinations(witnesses, 2) if a.id[1] == b.id[1]]
        found = trace(witnesses, [Pair(a, b, Comparison("verbatim", False, 1.0)) for a, b in same], [], {}, compare)
        lines = {a: {w.id[1] for w in witnesses if w.article == a} for a in "abcd"}
        for link in found.links:
            if link.exemplar and "the article takes others from there" in link.evidence["reasons"]:
                assert len(lines[link.quote[0]] & lines[link.exemplar[0]]) > 1, seed


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not part of the project")
def test_seeds_told_to_a_paper_that_is_not_held(tmp_path: Path) -> None:
    """One paper reports an interview given to another; two French articles translate it; a headline has a fragment."""
    from quotes.pipeline import add

    add([str(SEEDS)], tmp_path / "seeds.db", Silent(), jobs=1)
    db = sqlite3.connect(tmp_path / "seeds.db")
    rows = db.execute(
        "select q.lineage, substr(a.doc_id, 1, 3), l.relation, substr(b.doc_id, 1, 3), l.evidence, q.place"
        " from quotes q join articles a on a.id = q.article left join links l on l.quote = q.id"
        " left join quotes e on e.id = l.exemplar left join articles b on b.id = e.article"
        " where q.lineage in (select q.lineage from links l join quotes q on q.id = l.quote"
        " where l.relation = 'credited')"
    ).fetchall()
    told = {row[0] for row in rows if row[2] == "credited" and json.loads(row[4])["not_held"] == "The Daily Telegraph"}
    stemmas = [{row[1:4] for row in rows if row[0] == lineage} for lineage in told]
    told_first, translated = ("002", "credited", None), ("000", "translation", "002")
    assert len(stemmas) == 2 and all({told_first, translated} <= stemma for stemma in stemmas)
    assert all({("001", "translation", "002"), ("001", "verbatim", "000")} & stemma for stemma in stemmas)
    assert any(("002", "truncated", "002") in stemma for stemma in stemmas)


def test_clashes_are_told_from_the_side_of_the_one_that_took() -> None:
    english = Witness("a", "We will sell the harbour.", "1", language="en", published_from="2024-03-01",
                      published_to="2024-03-01", publisher="Courier")  # fmt: skip
    french = Witness("b", "Nous ne vendrons pas le port.", "2", language="fr", published_from="2024-03-02",
                     published_to="2024-03-02", publisher="Le Quai")  # fmt: skip
    clash = {"kind": "negation", "a": [], "b": ["ne", "pas"]}
    found = Comparison("translation", True, 0.8, {"clashes": [clash]})
    (link,) = trace([english, french], [Pair("a", "b", found)], [], {}, compare)[1]
    assert (link.quote, link.exemplar) == ("b", "a")
    assert link.evidence["clashes"] == [{"kind": "negation", "a": ["ne", "pas"], "b": []}]
