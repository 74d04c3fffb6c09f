"""Pages in several languages: a statement in French within an English article, a release of a bilingual country.

A stretch of another language is read by the rules of that language. Few pages have one, and no page may take longer
because of it: the small words of each paragraph are counted, and only what they give away is asked about.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple, TypeVar

from quotes import language
from quotes.model import Article, Hyperlink, Markup, Quotation

ENOUGH = 200
"""Letters from which on a stretch may be of another language: a sentence or two; shorter ones are names and mottos."""
TIMES, MORE = 1.5, 2
"""How much more small words of the other language there must be than of the article's own: neighbours share many."""
PLAINLY = 0.3
"""Of a line's words so many are small ones of its own language: nothing else is asked. News has .4 in the languages of
Western Europe; of one in its neighbour's .2."""
SPARSELY = 0.1
"""So many of a stretch's words are at least: of 99 in 100 lines of the German, French and English gold it is .24."""
_LINE = re.compile(r"[^\r\n]+")
_UNSPACED = r"\u3040-\u30ff\u4e00-\u9fff"


class Stretch(NamedTuple):
    """Some paragraphs of a text in a language."""

    start: int
    end: int
    language: str


@cache
def _small() -> Mapping[str, tuple[str, ...]]:
    """A small word → the languages that have it."""
    table = tomllib.loads((files("quotes") / "data" / "common_words.toml").read_text(encoding="utf8"))["common"]
    found: dict[str, list[str]] = {}
    for code, words in table.items():
        for word in words.split():
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _own_and_others(code: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """What tells a language's small words, and what those of the others."""
    own = frozenset(word for word, codes in _small().items() if code in codes)
    others = frozenset(word for word, codes in _small().items() if {*codes} - {code})
    return own.__contains__, others.__contains__


@cache
def _letters() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """Signs that count as words: characters of scripts without spaces, letters that neighbours do not have."""
    table = tomllib.loads((files("quotes") / "data" / "letters.toml").read_text(encoding="utf8"))["letters"]
    of = {letter: (code,) for code, letters in table.items() for letter in letters.split()}
    return re.compile(f"[{_UNSPACED}{''.join(of)}]"), of


@cache
def _known() -> frozenset[str]:
    return frozenset(code for codes in _small().values() for code in codes) & frozenset(language.codes())


def foreign(text: str, code: str) -> list[Stretch]:
    """The stretches of a text that are of another language than its own, in order.

    >>> said = "Nous ne fermerons pas le port cet hiver, a dit le maire de la ville, et il le dit à tous. " * 4
    >>> text = "The harbour stays open, the mayor of the town said to all of us.\\n\\n" + said
    >>> [(s.start, s.language) for s in foreign(text, "en")], foreign(said, "fr")
    ([(66, 'fr')], [])
    """
    if code not in _known():
        return []
    tongues = [_tongue(line, code) for line in text.lower().replace("\r", "\n").split("\n") if line]
    if {"", code}.issuperset(tongues):
        return []
    lines = [(m.start(), m.end(), tongue) for m, tongue in zip(_LINE.finditer(text), tongues, strict=True)]
    found = (_stretch(text, list(run), code) for _, run in groupby(_settled(lines, code), key=lambda line: line[2]))
    return [stretch for stretch in found if stretch]


_Line = tuple[int, int, str]


def _tongue(line: str, code: str) -> str:
    """The language that a line's small words give away, the line being in lower case; its article's, or "", where they
    do not say another."""
    words = line.split()
    is_own, is_others = _own_and_others(code)
    known = sum(map(is_own, words))
    if known >= PLAINLY * len(words):
        return code
    if sum(map(is_others, words)) <= known and line.isascii():
        return code if known else ""
    small = _small()
    counts = Counter(tongue for word in words for tongue in small.get(word, ()))
    if not line.isascii():
        signs, of = _letters()
        counts.update(tongue for sign in signs.findall(line) for tongue in of.get(sign) or small.get(sign, ()))
    own = counts.pop(code, 0)
    if not counts:
        return code if own else ""
    best = max(counts.values())
    if best > TIMES * own + MORE:
        return min(tongue for tongue, count in counts.items() if count == best)
    return code if own >= best else ""


def _settled(lines: Iterable[_Line], code: str) -> Iterator[_Line]:
    """Lines that say nothing go with those before them."""
    last = code
    for start, end, tongue in lines:
        last = tongue or last
        yield start, end, last


def _stretch(text: str, run: Sequence[_Line], code: str) -> Stretch | None:
    """The lines as a stretch, if there is enough of them and all of it together is of that language."""
    start, end, tongue = run[0][0], run[-1][1], run[0][2]
    words = text[start:end]
    if tongue == code or tongue not in _known() or sum(map(str.isalpha, words)) < ENOUGH:
        return None
    if _tongue(words.lower(), code) != tongue or not _is_prose(words.lower(), tongue):
        return None
    return Stretch(start, end, tongue) if language.detect(words) == tongue else None


def _is_prose(words: str, tongue: str) -> bool:
    """Whether a language's small words and signs stand among others as in sentences; a list of names has hardly any."""
    signs, of = _letters()
    small = sum(map(_own_and_others(tongue)[0], words.split()))
    small += sum(tongue in (of.get(sign) or _small().get(sign, ())) for sign in signs.findall(words))
    return small >= SPARSELY * words.count(" ")


def cut(article: Article, stretch: Stretch) -> Article:
    """A stretch as an article of its own, with what the page marks in it."""
    return replace(
        article, text=article.text[stretch.start : stretch.end], language=stretch.language, title=None,
        hyperlinks=tuple(_moved(article.hyperlinks, stretch)), markup=tuple(_moved(article.markup, stretch)),
    )  # fmt: skip


_Marked = TypeVar("_Marked", Hyperlink, Markup)


def _moved(marks: Iterable[_Marked], stretch: Stretch) -> Iterator[_Marked]:
    for mark in marks:
        if stretch.start <= mark.start and mark.end <= stretch.end:
            yield replace(mark, start=mark.start - stretch.start, end=mark.end - stretch.start)


def together(own: Sequence[Quotation], others: Sequence[tuple[Stretch, Sequence[Quotation]]]) -> tuple[Quotation, ...]:
    """The quotations of an article as a whole, but in stretches of other languages what was found in these."""
    starts = [stretch.start for stretch, _ in others]
    last = [bisect_left(starts, q.end) - 1 for q in own]
    kept = [i for i, q in enumerate(own) if last[i] < 0 or others[last[i]][0].end <= q.start]
    found = _numbered([own[i] for i in kept], {i: n for n, i in enumerate(kept)}, 0)
    people = {q.speaker for q in own if q.speaker}
    for stretch, quotations in others:
        new = [_placed(q, stretch, people) for q in quotations]
        found += _numbered(new, {i: i for i in range(len(new))}, len(found))
    return in_order(found)


def in_order(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations by their start; those that stand within others by the others' new numbers."""
    order = sorted(range(len(found)), key=lambda i: (found[i].start, -found[i].end))
    return tuple(_numbered([found[i] for i in order], {i: n for n, i in enumerate(order)}, 0))


def _numbered(quotations: Sequence[Quotation], place: Mapping[int, int], after: int) -> list[Quotation]:
    """Those that stand within others, by the others' new numbers."""
    inner = (None if q.inside is None or q.inside not in place else place[q.inside] + after for q in quotations)
    return [q if q.inside == outer else replace(q, inside=outer) for q, outer in zip(quotations, inner, strict=True)]


def _placed(said: Quotation, stretch: Stretch, people: Iterable[str]) -> Quotation:
    """Where it stands in the whole, in its language; whoever has but a surname here and a name there has the name."""
    full = {name for name in people if said.speaker and " " in name and name.split()[-1] == said.speaker}
    starts = (None if at is None else at + stretch.start for at in (said.speaker_start, said.speaker_end))
    first, last = starts
    return replace(
        said, start=said.start + stretch.start, end=said.end + stretch.start, speaker_start=first, speaker_end=last,
        speaker=full.pop() if len(full) == 1 else said.speaker, language=stretch.language,
    )  # fmt: skip
