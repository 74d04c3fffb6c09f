"""Text → a ``Line``: a row of tokens in which each quotation is a single token, cut into sentences.

What stands inside the marks is never looked at here, so that a "said" of a quoted sentence is no cue of the article.
Long stretches between quotations keep their two ends: a cue stands near the words it reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extract import wordclass as wc
from quotes.extract.in_sentence import NOT_NAMES, by_place
from quotes.extract.lexicon import Lexicon, flag_of
from quotes.extract.line import Line
from quotes.extract.marked import closes_aside, is_nickname, is_outlet, is_work
from quotes.extract.prefixes import behind_prefix
from quotes.extract.sentences import cut_sentences

NEAR = 600
"""Code points that are read on either side of a quotation: a long sentence (PolNeAR's 99.9th percentile is 560)."""

_VOCABULARY = 200_000
"""So many different words are remembered before a lexicon forgets them all: some 30 MB."""


_CLOSES = wc.COLON | wc.COMMA | wc.QUOTE | wc.DASH
_ELIDED = frozenset("'’")
_FINITE = wc.CUE | wc.AUXILIARY | wc.BE
_PLACED = _FINITE | wc.CAPITAL
_NAME = wc.NAME | wc.CAPITAL
_PRONOUNS = wc.OBJECT | wc.PRONOUN
_SETTLED = ~(wc.NOT_PERSON | wc.PLACE | wc.PLAIN)


def read_line(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, int]], lexicon: Lexicon) -> Line:
    """The tokens of ``text[start:end]``; ``quoted`` are the quotations in it as (index, outer start, outer end)."""
    line = Line(
        capital_nouns=lexicon.nouns_capital,
        verb_second=lexicon.verb_second,
        subject_in_verb=lexicon.subject_in_verb,
        plural_endings=lexicon.plural_endings,
        adverb_endings=lexicon.adverb_endings,
        participle_endings=lexicon.participle_endings,
        singular_endings=lexicon.singular_endings,
        stands_alone=lexicon.stands_alone,
        definite_prefix=lexicon.definite_prefix,
    )
    place = start
    for index, a, b in quoted:
        _add_stretch(line, text, place, max(place, a), lexicon, place > start)
        line.quotes[len(line.word)] = index
        line.token_of[index] = len(line.word)
        line.add(a, b, "", wc.QUOTE)
        place = max(place, b)
    _add_stretch(line, text, place, end, lexicon, place > start)
    for token in line.quotes:
        if is_nickname(line, token, text) or is_outlet(line, token, text, lexicon) or is_work(line, token, text):
            line.flags[token] = wc.NAME | wc.CAPITAL
        elif closes_aside(line, token, text):
            line.flags[token] = wc.COMMA
    cut_sentences(line, text, lexicon)
    if lexicon.verb_second:
        _open_with_particles(line, lexicon)
    return line


def _open_with_particles(line: Line, lexicon: Lexicon) -> None:
    """`Von der Heide sagte: …`: a particle opens the sentence, a verb of saying and the end of its clause follow."""
    flags, count = line.flags, len(line.flags)
    for k in {*line.first}:
        if not flags[k] & wc.OF or not flags[k] & wc.CAPITAL:
            continue
        j = k + 1 + bool(k + 1 < count and flags[k + 1] & wc.DETERMINER)
        said = j + 2 < count and flags[j] & wc.NAME and flags[j + 1] & wc.SAY and flags[j + 2] & _CLOSES
        if said and " ".join(line.word[k:j]) in lexicon.particles:
            flags[k:j] = [wc.NAME | wc.CAPITAL] * (j - k)


def _add_stretch(line: Line, text: str, start: int, end: int, lexicon: Lexicon, after_quote: bool) -> None:
    if end - start <= 2 * NEAR:
        if start < end:
            tokenise(line, text, start, end, lexicon)
        return
    if after_quote:
        tokenise(line, text, start, start + NEAR, lexicon)
    line.add(start + NEAR, start + NEAR, "", wc.GAP | wc.STOP)
    tokenise(line, text, end - NEAR, end, lexicon)


def tokenise(line: Line, text: str, start: int, end: int, lexicon: Lexicon) -> None:
    """Adds the tokens of ``text[start:end]`` to the line."""
    seen, subject_first = lexicon.seen, not (lexicon.verb_second or lexicon.subject_in_verb)
    starts, ends, words, flags = line.start, line.end, line.word, line.flags
    reached = start
    for match in lexicon.token.finditer(text, start, end):
        a, b = match.span()
        if a < reached:
            continue
        word, flag, special, placed = seen.get(match[0]) or _remember(match[0], lexicon)
        if special:
            a, b, word, flag = _special(text, a, b, word, flag, lexicon)
            reached = b
        if placed:
            if flag & _FINITE and flags and subject_first and _is_after_all_name(flags[-1]):
                flags[-1] = _NAME
            if flag & wc.CAPITAL:
                flag = by_place(flag, word, flags[-1] if flags else wc.STOP, lexicon)
        starts.append(a)
        ends.append(b)
        words.append(word)
        flags.append(flag)


def _is_after_all_name(flag: int) -> bool:
    """What opens a sentence with a gerund's ending is a name after all where its verb follows: `Beijing said`."""
    return bool(flag & wc.GERUND and flag & wc.CAPITAL and not flag & wc.CUE)


def _remember(written: str, lexicon: Lexicon) -> tuple[str, int, bool, bool]:
    """What a written word is, looked up once: in lower case, its flags, whether what follows it must be looked at, and
    whether what stands before it must."""
    if len(lexicon.seen) > _VOCABULARY:
        lexicon.seen.clear()
    word = written.lower().translate(lexicon.fold) if lexicon.fold else written.lower()
    if written[0] == "-" and len(written) > 1:  # a pronoun behind a hyphen
        word = word[word.rfind("-") + 1 :]
        flag, special = lexicon.flags.get(word, wc.PRONOUN) | wc.ENCLITIC, True
    else:
        flag = lexicon.flags.get(word, 0)
        if not flag and (written[0].isupper() or word.startswith("ex") or "-" in word):
            flag = flag_of(word, lexicon)
        if not flag and lexicon.joined:
            flag = behind_prefix(word, lexicon)
        special = word in lexicon.phrases or bool(flag & wc.ABBREVIATION) or (len(word) == 1 and written.isupper())
        shape = _shape(written, word, flag, lexicon.adverb_endings)
        if shape == wc.NUMBER and lexicon.nouns_capital and written[written.rfind("-") + 1 :][:1].isupper():
            shape = wc.NAME | wc.CAPITAL  # 34-Jährige, 100-Euro-Schein
        if shape == wc.PLAIN and lexicon.finite_endings and word.endswith(lexicon.finite_endings):
            shape |= wc.VERB
        flag = shape if shape & wc.NAME and flag & _PRONOUNS else flag | shape
        if flag == wc.PLAIN and lexicon.caseless:
            flag = wc.AUXILIARY if "ぁ" <= word[0] <= "ゟ" else wc.NAME
    lexicon.seen[written] = word, flag, special, special or bool(flag & _PLACED)
    return lexicon.seen[written]


def _special(text: str, a: int, b: int, word: str, flag: int, lexicon: Lexicon) -> tuple[int, int, str, int]:
    """A pronoun behind a hyphen, the first word of a phrase, an abbreviation with its stop."""
    if flag & wc.ENCLITIC:
        return b - len(word), b, word, flag
    for phrase, phrase_flag in lexicon.phrases.get(word, ()):
        end = a + len(phrase)
        if text[a:end].lower() == phrase and (phrase[-1] in _ELIDED or not text[end : end + 1].isalnum()):
            return a, end, phrase, phrase_flag | _shape(text[a:b], phrase, phrase_flag, ())
    if (flag & wc.ABBREVIATION or b - a == 1) and text[b : b + 1] == ".":
        b += 1
    return a, b, word, flag


def _shape(written: str, word: str, flag: int, adverb_endings: tuple[str, ...]) -> int:
    """What the letters tell: a capital, a number; an unknown capitalised word is a name."""
    c = written[0]
    if c == "@" and len(written) > 1:
        return _NAME
    if c.isupper():
        if flag & _PRONOUNS and len(word) > 1 and written.isupper():
            return _NAME
        return wc.CAPITAL if flag & NOT_NAMES else _NAME
    if flag & _SETTLED:
        return 0
    if c.isdigit():
        return wc.NUMBER
    if not c.isalpha():
        return 0
    return wc.PLAIN | wc.ADVERB if word.endswith(adverb_endings) and len(word) > 4 else wc.PLAIN
