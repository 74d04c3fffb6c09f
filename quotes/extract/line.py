"""A paragraph as a row of tokens in which each quotation is a single token, cut into sentences.

What stands inside the marks is never looked at here, so that a "said" of a quoted sentence is no cue of the article.
Long stretches between quotations keep their two ends: a cue stands near the words it reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.lexicon import Lexicon, flag_of

NEAR = 600
"""Code points that are read on either side of a quotation: a long sentence (PolNeAR's 99.9th percentile is 560)."""

_VOCABULARY = 200_000
"""So many different words are remembered before a lexicon forgets them all: some 30 MB."""
LONGEST = 200
"""Tokens after which a sentence is cut, so that a text without stops stays linear; PolNeAR's longest has 180."""
_DATELINE = 14
"""Tokens of a dateline at most."""

_NOT_NAMES = (
    wc.FUNCTION | wc.TEMPORAL | wc.CALENDAR | wc.INQUIT_OPENER | wc.ASCRIBE_AFTER | wc.ASCRIBE_START | wc.ASCRIBE_POST
)

_ENDS = frozenset(".!?…。！？؟।")
_ASKS = frozenset("!?…！？؟")


@dataclass(slots=True)
class Line:
    """Tokens of one stretch of text: where they stand, in lower case, what they can be.

    ``quotes[token]`` is the index of the quotation that the token stands for, ``token_of`` the way back;
    ``first`` and ``last`` are the bounds of each token's sentence (last exclusive).
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    quotes: dict[int, int] = field(default_factory=dict)
    token_of: dict[int, int] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    capital_nouns: bool = False
    verb_second: bool = False
    subject_in_verb: bool = False
    plural_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()

    def add(self, start: int, end: int, word: str, flags: int) -> None:
        self.start.append(start)
        self.end.append(end)
        self.word.append(word)
        self.flags.append(flags)


def read_line(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, int]], lexicon: Lexicon) -> Line:
    """The tokens of ``text[start:end]``; ``quoted`` are the quotations in it as (index, outer start, outer end)."""
    line = Line(
        capital_nouns=lexicon.nouns_capital,
        verb_second=lexicon.verb_second,
        subject_in_verb=lexicon.subject_in_verb,
        plural_endings=lexicon.plural_endings,
        participle_endings=lexicon.participle_endings,
    )
    place = start
    for index, a, b in quoted:
        _add_stretch(line, text, place, max(place, a), lexicon, place > start)
        line.quotes[len(line.word)] = index
        line.token_of[index] = len(line.word)
        line.add(a, b, "", wc.QUOTE)
        place = max(place, b)
    _add_stretch(line, text, place, end, lexicon, place > start)
    _cut_sentences(line, text, lexicon)
    return line


def _add_stretch(line: Line, text: str, start: int, end: int, lexicon: Lexicon, after_quote: bool) -> None:
    if end - start <= 2 * NEAR:
        tokenise(line, text, start, end, lexicon)
        return
    if after_quote:
        tokenise(line, text, start, start + NEAR, lexicon)
    line.add(start + NEAR, start + NEAR, "", wc.GAP | wc.STOP)
    tokenise(line, text, end - NEAR, end, lexicon)


def tokenise(line: Line, text: str, start: int, end: int, lexicon: Lexicon) -> None:
    """Adds the tokens of ``text[start:end]`` to the line."""
    seen = lexicon.seen
    starts, ends, words, flags = line.start, line.end, line.word, line.flags
    reached = start
    for match in lexicon.token.finditer(text, start, end):
        a, b = match.span()
        if a < reached:
            continue
        written = match.group()
        known = seen.get(written)
        if known is None:
            known = _remember(written, match.lastgroup == "enclitic", lexicon)
        word, flag, special = known
        if special:
            a, b, word, flag = _special(text, a, b, word, flag, lexicon)
            reached = b
        if flag & wc.CAPITAL:
            flag = _by_place(flag, word, not flags or bool(flags[-1] & (wc.STOP | wc.QUOTE)), lexicon)
        starts.append(a)
        ends.append(b)
        words.append(word)
        flags.append(flag)


def _remember(written: str, enclitic: bool, lexicon: Lexicon) -> tuple[str, int, bool]:
    """What a written word is, looked up once: in lower case, its flags, whether its neighbours must be looked at."""
    if len(lexicon.seen) > _VOCABULARY:
        lexicon.seen.clear()
    word = written.lower()
    if enclitic:
        word = word[word.rfind("-") + 1 :]
        flag, special = lexicon.flags.get(word, wc.PRONOUN) | wc.ENCLITIC, True
    else:
        flag = lexicon.flags.get(word, 0)
        if not flag and (written[0].isupper() or word.startswith("ex")):
            flag = flag_of(word, lexicon)
        special = word in lexicon.phrases or bool(flag & wc.ABBREVIATION) or (len(word) == 1 and written.isupper())
        shape = _shape(written, word, flag, lexicon.adverb_endings)
        if shape == wc.PLAIN and lexicon.finite_endings and word.endswith(lexicon.finite_endings):
            shape |= wc.VERB
        flag = shape if shape & wc.NAME and flag & (wc.OBJECT | wc.PRONOUN) else flag | shape
        flag = wc.NAME if flag == wc.PLAIN and lexicon.caseless else flag
    lexicon.seen[written] = word, flag, special
    return lexicon.seen[written]


def _special(text: str, a: int, b: int, word: str, flag: int, lexicon: Lexicon) -> tuple[int, int, str, int]:
    """A pronoun behind a hyphen, the first word of a phrase, an abbreviation with its stop."""
    if flag & wc.ENCLITIC:
        return b - len(word), b, word, flag
    for phrase, phrase_flag in lexicon.phrases.get(word, ()):
        end = a + len(phrase)
        if text[a:end].lower() == phrase and not text[end : end + 1].isalnum():
            return a, end, phrase, phrase_flag | _shape(text[a:b], phrase, phrase_flag, ())
    if (flag & wc.ABBREVIATION or b - a == 1) and text[b : b + 1] == ".":
        b += 1
    return a, b, word, flag


def _shape(written: str, word: str, flag: int, adverb_endings: tuple[str, ...]) -> int:
    """What the letters tell: a capital, a number; an unknown capitalised word is a name."""
    c = written[0]
    if c.isupper():
        if flag & (wc.OBJECT | wc.PRONOUN) and len(word) > 1 and written.isupper():
            return wc.NAME | wc.CAPITAL
        return wc.CAPITAL if flag & _NOT_NAMES else wc.CAPITAL | wc.NAME
    if flag:
        return 0
    if c.isdigit():
        return wc.NUMBER
    if not c.isalpha():
        return 0
    return wc.PLAIN | wc.ADVERB if word.endswith(adverb_endings) and len(word) > 4 else wc.PLAIN


def _by_place(flag: int, word: str, opens: bool, lexicon: Lexicon) -> int:
    """A capital at the start of a sentence makes no name of a verb, one inside it does of a first name ("Will")."""
    if opens and (flag & wc.CUE or word.endswith(lexicon.gerund_endings)) and word not in lexicon.first_names:
        return (flag | wc.GERUND if not flag & wc.CUE else flag) & ~wc.NAME | wc.CAPITAL
    if opens and lexicon.nouns_capital and word.endswith(lexicon.adverb_endings) and word not in lexicon.first_names:
        return wc.ADVERB | wc.CAPITAL
    if not opens and flag & _NOT_NAMES and word in lexicon.first_names:
        return wc.NAME | wc.CAPITAL
    return flag


def _cut_sentences(line: Line, text: str, lexicon: Lexicon) -> None:
    first, begin, flags = line.first, 0, line.flags
    count = len(flags)
    line.last = [0] * count
    for i in range(count):
        first.append(begin)
        if i + 1 == count or i - begin >= LONGEST or _ends_here(line, i, text, lexicon):
            line.last[begin : i + 1] = [i + 1] * (i + 1 - begin)
            begin = i + 1


def _ends_here(line: Line, i: int, text: str, lexicon: Lexicon) -> bool:
    flag, following = line.flags[i], line.flags[i + 1]
    if flag & wc.STOP:
        return _stop_ends(line, i, lexicon)
    if not flag & wc.QUOTE:
        return bool(flag & wc.DASH) and i < _DATELINE and _dateline(line, i, text)
    if following & wc.QUOTE:
        return _closing(line, i, text) in _ENDS
    if not following & (wc.CAPITAL | wc.NUMBER) and not lexicon.caseless:
        return False
    closing = _closing(line, i, text)
    if closing not in _ENDS:
        return False
    return not is_inquit(line, i + 1, strict=closing not in _ASKS or bool(following & wc.DETERMINER))


def _dateline(line: Line, i: int, text: str) -> bool:
    """`HALIFAX, Nov. 3 (AP) — The council said …`: a place in capitals, and no verb before the dash."""
    place = text[line.start[0] : line.end[0]]
    of_date = wc.NAME | wc.CALENDAR | wc.NUMBER | wc.COMMA | wc.OPEN | wc.CLOSE | wc.ABBREVIATION | wc.STOP
    return len(place) > 2 and place.isupper() and all(f & of_date for f in line.flags[:i])


def _closing(line: Line, i: int, text: str) -> str:
    """The last character of the quoted words that is no mark."""
    inner = text[max(line.start[i], line.end[i] - 6) : line.end[i]].rstrip("\"“”„‟«»‹›‘’'`)] \u00a0\u202f")
    return inner[-1:] or " "


def _stop_ends(line: Line, i: int, lexicon: Lexicon) -> bool:
    if line.word[i] != "." or line.flags[i] & wc.GAP:
        return True
    if line.end[i] == line.start[i + 1] and not line.flags[i + 1] & wc.QUOTE:
        return bool(line.flags[i + 1] & wc.CAPITAL) and i > 0 and len(line.word[i - 1]) > 3
    return bool(line.flags[i + 1] & (wc.CAPITAL | wc.NUMBER | wc.QUOTE | wc.DASH)) or lexicon.caseless


def is_inquit(line: Line, i: int, *, strict: bool) -> bool:
    """Whether an inquit begins at token i: a short subject and a cue, in either order.

    ``strict`` asks that nothing but its own end follow it: `“It is late.” Miller said.`
    """
    flags, count = line.flags, len(line.flags)
    j, named, cue = i, False, False
    while j < count and j < i + 8 and not flags[j] & (wc.PUNCTUATION | wc.QUOTE):
        flag = flags[j]
        if flag & wc.SAY and not flag & (wc.GERUND | wc.INFINITIVE):
            cue = True
        elif flag & (wc.NAME | wc.PRONOUN) or (flag & wc.ROLE and j > i and flags[j - 1] & wc.DETERMINER):
            named = True
        elif not flag & (wc.ADVERB | wc.TITLE | wc.AUXILIARY) and not (j == i and flag & wc.DETERMINER):
            break
        j += 1
        if named and cue and not strict:
            return True
    if named and not cue and j < count and flags[j] & wc.COMMA:
        return _cue_after_aside(flags, j + 1)
    return named and cue and (j == count or bool(flags[j] & (wc.STOP | wc.COMMA)))


def _cue_after_aside(flags: list[int], i: int) -> bool:
    """`Miller, a retired driver from Ohio, said`."""
    for j in range(i, min(len(flags) - 1, i + 20)):
        if flags[j] & (wc.STOP | wc.QUOTE):
            return False
        if flags[j] & wc.COMMA:
            return bool(flags[j + 1] & wc.SAY and not flags[j + 1] & wc.GERUND)
    return False
