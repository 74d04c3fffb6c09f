"""Names in scripts without capitals: what is left of a phrase when its offices are taken away.

`文化局長林明華` is 林明華, `林明外長` is 林明, `持田宗徳署長` is 持田宗徳, `وزير الصناعة سامي عون` is سامي عون.
A short name is the longer one that the article began with: 持田宗徳署長 … 持田署長.
"""

from __future__ import annotations

import re
from functools import cache

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line

_OFFICES = wc.ROLE | wc.TITLE | wc.GROUP
_LONGEST = 12
"""Characters of a name that is written without spaces; longer runs are no name."""
_GIVEN = 3
"""Characters that a Chinese name may begin behind where its phrase does."""
_LONG = 4
"""Characters of a Chinese name at most."""
_IDEOGRAPHS = re.compile(r"[\u3005-\u3007\u30a1-\u30fa\u3400-\u9fff]{1,3}")
"""What a full name has more than the surname that stands for it, perhaps with the office behind it."""
_TRIED = 3
"""So many places where a name stands are looked at for its full form."""
_LINE = 60
"""Characters before a name in which the words of its full form stand."""
_BACK = 4000
"""Characters before a name in which its bearer's full name is looked for."""
_WORDS = 3
"""Words that a full name has before the one that stands for it."""


def name_without_capitals(line: Line, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the name in a phrase: behind its last office, else before it."""
    flags, high = line.flags, _without_bracket(line)
    low = next((k + 1 for k in range(high - 1, -1, -1) if flags[k] & (wc.OF | wc.COMMA | wc.CLOSE)), 0)
    if low >= high:
        return None
    place = next((k for k in range(low + 1, high) if flags[k] & wc.PREPOSITION and not flags[k] & wc.OF), high)
    office = any(f & _OFFICES for f in flags[low:place])
    return _named(line, low, place, lexicon) or (None if office else _named(line, low, high, lexicon))


def _named(line: Line, low: int, high: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name between two tokens: behind the last office there, else before it."""
    flags = line.flags
    office = next((k for k in range(high - 1, low - 1, -1) if flags[k] & _OFFICES), None)
    if office is None:
        return _names(line, low, high)
    behind = _names(line, _past_domain(line, office + 1, lexicon), high)
    return behind or (_names_ending(line, low, office, lexicon) if flags[office] & ~wc.GROUP & _OFFICES else None)


def _without_bracket(line: Line) -> int:
    """Where a phrase ends without the age or office in brackets behind it."""
    high = len(line.flags)
    if high and line.flags[-1] & wc.CLOSE:
        return next((k for k in range(high - 1, 0, -1) if line.flags[k] & wc.OPEN), high)
    return high


def _names(line: Line, first: int, end: int) -> tuple[int, int] | None:
    """The names from a token to the first that is none."""
    while first < end and not line.flags[first] & wc.NAME:
        first += 1
    stop = next((k for k in range(first, end) if not line.flags[k] & wc.NAME), end)
    return (first, stop) if first < stop and line.end[stop - 1] - line.start[first] > 1 else None


def _names_ending(line: Line, low: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The names right before an office: at once a known surname, a whole name, or one in letters for foreign words."""
    k = end
    while k > low and line.flags[k - 1] & wc.NAME and not line.flags[k - 1] & _OFFICES:
        k -= 1
    surnames = _surnames(lexicon.code)
    while surnames and k < end and line.word[k] not in surnames and "".join(line.word[k : k + 2]) not in surnames:
        k += 1
    return (k, end) if k < end and line.end[end - 1] - line.start[k] <= _LONGEST else None


def _past_domain(line: Line, k: int, lexicon: Lexicon) -> int:
    """Past the words that say what an office is for, where an article is part of them: `وزير الصناعة`.

    The first words with an article end them, since a name may have one too (`وزير النقل عادل الفرحان`); behind an
    office that has its article itself only adjectives do, which have one each (`الخبير الاقتصادي رامي التاوري`).
    """
    prefix, high = lexicon.definite_prefix, len(line.word)
    if not prefix:
        return k
    domain = k
    while not line.word[k - 1].startswith(prefix) and domain < high and not line.word[domain].startswith(prefix):
        domain += 1
    last = domain
    while last < high and line.word[last].startswith(prefix):
        last += 1
    return last if last > domain else k


def without_predicate(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """Where a name stands that runs into what its bearer does: `見林明華面露微笑` is 林明華, if it stands elsewhere."""
    surnames = _surnames(lexicon.code)
    if end - start <= _LONG or not surnames:
        return start, end
    around = text[max(0, start - _BACK) : end + _BACK // 4]
    for first in range(start, start + _GIVEN):
        if text[first] in surnames or text[first : first + 2] in surnames:
            sizes = (size for size in (3, 2, 4) if around.count(text[first : first + size]) > 1)
            size = next(sizes, 0)
            return (first, first + size) if size else (start, end)
    return start, end


def fuller_name(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The full name before a place that ``text[start:end]`` is the end or the beginning of."""
    name, low, surnames = text[start:end], max(0, start - _BACK), _surnames(lexicon.code)
    place = text.find(name, low, start)
    for _ in range(_TRIED):
        if place < 0 or (surnames and name not in surnames):
            return None
        found = _behind(text, place, end - start, lexicon) if _unspaced(name) else _in_front(text, place, name, lexicon)
        if found:
            return found
        place = text.find(name, place + 1, start)
    return None


def _behind(text: str, place: int, size: int, lexicon: Lexicon) -> str | None:
    """A surname with what follows it."""
    match = _IDEOGRAPHS.match(text, place + size)
    return _cut_at_office(text[place : match.end()], size, lexicon) if match else None


def _in_front(text: str, place: int, name: str, lexicon: Lexicon) -> str | None:
    """A name with the words before it."""
    before = text[max(0, place - _LINE) : place]
    if not before.endswith(" ") or text[place + len(name) : place + len(name) + 1].isalnum():
        return None
    return _without_offices([*before.rpartition("\n")[2].split()[-_WORDS:], name], lexicon)


def _cut_at_office(words: str, least: int, lexicon: Lexicon) -> str | None:
    """A surname with what follows it, as far as an office begins there; None where nothing of a name does."""
    for end in range(least, len(words) + 1):
        if any(lexicon.flags.get(words[end:stop], 0) for stop in range(end + 1, len(words) + 1)):
            return words[:end] if end > least else None
    return None


def _without_offices(parts: list[str], lexicon: Lexicon) -> str | None:
    first = len(parts) - 1
    while first > 0 and _is_name(parts[first - 1], lexicon):
        first -= 1
    return " ".join(parts[first:]) if first < len(parts) - 1 else None


def _is_name(word: str, lexicon: Lexicon) -> bool:
    known = lexicon.flags.get(word.translate(lexicon.fold), 0)
    return word.isalpha() and not known and not (lexicon.definite_prefix and word.startswith(lexicon.definite_prefix))


def _unspaced(name: str) -> bool:
    return "\u3040" <= name[0] <= "\u9fff"


@cache
def _surnames(code: str) -> frozenset[str]:
    return frozenset(language.load(code).tables.get("resolve", {}).get("surnames", "").split())
