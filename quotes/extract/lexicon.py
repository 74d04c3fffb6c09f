"""A language's words for attribution, compiled once from the [attribute] and [resolve] tables of its file.

Every word gets a set of flags; a word that no table knows is a name when it is capitalised, and plain otherwise.
The tables are described in ``data/languages/en.toml``, which is the example to copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from quotes import language
from quotes.extract import wordclass as wc
from quotes.extract.capitals import name_pattern
from quotes.extract.tokens import folding, split_words, token_pattern

_MARKS = {
    ",": wc.COMMA, "،": wc.COMMA, "、": wc.COMMA, "，": wc.COMMA, ";": wc.COMMA | wc.SUBORDINATOR,
    "；": wc.COMMA | wc.SUBORDINATOR, "؛": wc.COMMA | wc.SUBORDINATOR, ".": wc.STOP, "!": wc.STOP, "?": wc.STOP,
    "…": wc.STOP, "。": wc.STOP, "！": wc.STOP, "？": wc.STOP, "؟": wc.STOP, "।": wc.STOP, ":": wc.COLON,
    "：": wc.COLON, "—": wc.DASH, "–": wc.DASH, "―": wc.DASH, "-": wc.DASH, "•": wc.DASH,
    "▪": wc.DASH, "●": wc.DASH, "■": wc.DASH, "*": wc.DASH, "|": wc.STOP, "(": wc.OPEN, "[": wc.OPEN,
    "（": wc.OPEN, ")": wc.CLOSE, "]": wc.CLOSE, "）": wc.CLOSE,
}  # fmt: skip
_WORDS = {
    "auxiliary": wc.AUXILIARY, "be": wc.BE, "adverb": wc.ADVERB, "determiner": wc.DETERMINER,
    "preposition": wc.PREPOSITION, "of": wc.PREPOSITION | wc.OF, "subordinator": wc.SUBORDINATOR,
    "relative": wc.RELATIVE, "that": wc.THAT, "conjunction": wc.CONJUNCTION, "agent": wc.AGENT | wc.PREPOSITION,
    "to": wc.TO | wc.PREPOSITION, "reflexive": wc.REFLEXIVE, "ascribe": wc.ASCRIBE, "ascribe_after": wc.ASCRIBE_AFTER,
    "ascribe_start": wc.ASCRIBE_START, "not_person": wc.NOT_PERSON, "temporal": wc.TEMPORAL, "object": wc.OBJECT,
    "genitive": wc.GENITIVE, "calendar": wc.CALENDAR, "cue_noun": wc.NOUN_CUE, "naming": wc.NAMING,
    "oblique": wc.OBLIQUE | wc.DETERMINER, "apart": wc.APART | wc.DETERMINER, "ascribe_post": wc.ASCRIBE_POST,
    "adverb_phrases": wc.ADVERB, "occasion": wc.OCCASION, "also_noun": wc.ALSO_NOUN, "inquit_opener": wc.INQUIT_OPENER,
    "abbreviation": wc.ABBREVIATION, "view": wc.VIEW, "stance": wc.STANCE, "charge": wc.CHARGE, "place": wc.PLACE,
    "resumes": wc.RESUMES | wc.ADVERB, "spoken_of": wc.SPOKEN_OF, "source": wc.SOURCE | wc.PREPOSITION,
    "picture_agency": wc.STOP, "common": wc.PLAIN, "indefinite": wc.INDEFINITE | wc.DETERMINER, "reported": wc.REPORTED,
    "partitive": wc.DETERMINER, "there_is": wc.PREPOSITION, "domain": wc.DOMAIN | wc.PREPOSITION, "sure": wc.SURE,
    "compound": wc.INFINITIVE, "topic": wc.TOPIC | wc.PREPOSITION, "coverb": wc.COVERB | wc.PREPOSITION,
    "subject": wc.SUBJECT | wc.PREPOSITION, "finite": wc.VERB | wc.PLAIN, "quantity": wc.NUMBER | wc.PLAIN,
}  # fmt: skip
_TAIL = 5
"""Letters of a noun that is known as the last part of another; shorter ones end too many words ("Rat", "Apparat")."""
_BODY = 7
"""Letters of a body as the last part of a noun: an "Innenstadt" or an "Energiequelle" says nothing."""
_VERBS = {"say": wc.SAY, "call": wc.CALL, "hear": wc.HEAR}
_FORMS = {"finite": 0, "participle": wc.PARTICIPLE, "gerund": wc.GERUND, "infinitive": wc.INFINITIVE, "phrases": 0}
_NOUNS = {"person": wc.ROLE, "m": wc.ROLE, "f": wc.ROLE, "group": wc.GROUP, "one_of": wc.ROLE}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``flags`` by folded word; ``phrases`` by their first word; ``gender`` of pronouns, titles, names and nouns.

    A gender is a string of letters: m, f, n, and p for the plural.
    """

    code: str
    flags: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[str, int], ...]]
    token: re.Pattern[str]
    name: re.Pattern[str]
    elided: re.Pattern[str]
    ages: tuple[re.Pattern[str], ...]
    adverb_endings: tuple[str, ...]
    opening_adverbs: tuple[str, ...]
    participle_opens: tuple[str, ...]
    inquit_endings: tuple[str, ...]
    inverted_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    stands_alone: frozenset[str]
    nominative: frozenset[str]
    gender: Mapping[str, str]
    first_names: Mapping[str, str]
    titles: Mapping[str, str]
    particles: frozenset[str]
    strangers: frozenset[str]
    former: frozenset[str]
    parties: frozenset[str]
    openings: Mapping[str, int]
    impersonal: frozenset[str]
    impersonal_verbs: frozenset[str]
    causative: frozenset[str]
    inquit_inside: bool
    subject_in_verb: bool
    nouns_capital: bool
    verb_second: bool
    verb_last: bool
    verb_final: bool
    caseless: bool
    cases: bool
    no_articles: bool
    fold: Mapping[int, str]
    joined: tuple[str, ...]
    definite_prefix: str
    seen: dict[str, tuple[str, int, bool, bool]] = field(default_factory=dict, compare=False, repr=False)


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; English stands in for a language without a file or without these tables.

    >>> bool(lexicon("en").flags["said"] & wc.SAY), lexicon("en").gender["she"]
    (True, 'f')
    """
    tables = language.load(code).tables
    tables = tables if "attribute" in tables else language.load("en").tables
    return _compile(code, tables["attribute"], tables.get("resolve", {}))


def _compile(code: str, attribute: Mapping[str, Any], resolve: Mapping[str, Any]) -> Lexicon:
    flags, fold = dict(_MARKS), folding(attribute)
    phrases: dict[str, list[tuple[str, int]]] = {}
    elided = re.compile(rf"(?:{'|'.join(split_words(attribute.get('elisions', ''))) or '(?!)'})['’](?=\w)")
    for words, flag in _entries(attribute, resolve):
        for word in (word.translate(fold) for word in words) if fold else words:
            if (head := _first_token(word, elided)) != word:
                phrases.setdefault(head, []).append((word, flag))
            else:
                flags[word] = _joined(flags.get(word, 0), flag)
    flags = dict.fromkeys(language.bodies(), wc.NOT_PERSON) | flags
    return Lexicon(
        code,
        flags,
        {head: tuple(sorted(found, key=lambda p: -len(p[0]))) for head, found in phrases.items()},
        token_pattern(attribute, resolve),
        _names(resolve, split_words(attribute.get("words", {}).get("abbreviation", ""))),
        re.compile(rf"(?i:(?:{'|'.join(split_words(attribute.get('elisions', ''))) or '(?!)'})['’])"),
        tuple(re.compile(a, re.IGNORECASE) for a in resolve.get("ages", ())),
        tuple(attribute.get("adverb_endings", ())),
        tuple(attribute.get("opening_adverbs", ())),
        tuple(attribute.get("participle_opens", ())),
        tuple(attribute.get("inquit_endings", ())),
        tuple(attribute.get("inverted_endings", ())),
        tuple(attribute.get("gerund_endings", ())),
        tuple(attribute.get("finite_endings", ())),
        tuple(attribute.get("noun_endings", ())),
        tuple(attribute.get("plural_endings", ())),
        tuple(attribute.get("participle_endings", ())),
        tuple(attribute.get("singular_endings", ())),
        frozenset(split_words(attribute.get("stands_alone", ""))),
        frozenset(split_words(attribute.get("nominative", ""))),
        _genders(resolve),
        _first_names(resolve, flags),
        _by_word(resolve.get("titles", {})),
        frozenset(split_words(resolve.get("particles", ""))),
        frozenset(split_words(resolve.get("strangers", ""))),
        frozenset(split_words(resolve.get("former", ""))),
        frozenset(split_words(resolve.get("parties", ""))),
        {word: flags.get(meant, 0) for word, meant in attribute.get("openings", {}).items()},
        frozenset(split_words(attribute.get("impersonal", ""))),
        frozenset(split_words(attribute.get("impersonal_verbs", ""))),
        frozenset(split_words(attribute.get("causative", ""))),
        bool(attribute.get("inquit_inside", False)),
        bool(attribute.get("subject_in_verb", False)),
        bool(attribute.get("nouns_capital", False)),
        bool(attribute.get("verb_second", False)),
        bool(attribute.get("verb_last", False)),
        bool(attribute.get("verb_final", False)),
        bool(attribute.get("caseless", False)),
        bool(attribute.get("cases", False)),
        bool(attribute.get("no_articles", False)),
        fold,
        tuple(attribute.get("joined", "").split()),
        attribute.get("definite_prefix", ""),
    )


def flag_of(word: str, lexicon: Lexicon) -> int:
    """A word's flags; where nouns are written as one word, what its last part makes of it ("Polizeisprecherin").

    >>> bool(flag_of("polizeisprecherin", lexicon("de")) & wc.ROLE), flag_of("polizei", lexicon("en")) & wc.ROLE
    (True, 0)
    """
    if flag := lexicon.flags.get(word, 0):
        return flag
    if not lexicon.nouns_capital:
        former = lexicon.flags.get(word[2:].lstrip("-"), 0) if word.startswith("ex") else 0
        joined = lexicon.flags.get(word[word.rfind("-") + 1 :], 0) if "-" in word else 0
        return (former | joined) & wc.ROLE
    for k in range(2, len(word) - _TAIL + 1):
        if tail := lexicon.flags.get(word[k:], 0) & (wc.ROLE | wc.GROUP if len(word) - k >= _BODY else wc.ROLE):
            return tail
    return lexicon.flags.get(word[word.rfind("-") + 1 :], 0) & wc.ROLE if "-" in word else 0


def _first_token(word: str, elided: re.Pattern[str]) -> str:
    """The first token of an entry: an entry of several words, or an elided one ("d'après"), is a phrase under it."""
    return match.group() if (match := elided.match(word)) else word.partition(" ")[0]


def _joined(old: int, new: int) -> int:
    """A word's flags with new ones; a form that is finite too needs no auxiliary ("dit")."""
    if old & new & wc.CUE and (old ^ new) & wc.PARTICIPLE:
        return (old | new) & ~wc.PARTICIPLE | wc.EITHER
    return old | new


def _entries(attribute: Mapping[str, Any], resolve: Mapping[str, Any]) -> Iterable[tuple[list[str], int]]:
    for name, words in attribute.get("words", {}).items():
        yield split_words(words), _WORDS[name]
    for name, table in attribute.get("verbs", {}).items():
        yield from _verb_forms(table, attribute.get("paradigms", {}), _VERBS[name])
    yield [p for p, g in resolve.get("pronouns", {}).items()], wc.PRONOUN
    yield [p for p, g in resolve.get("possessors", {}).items()], wc.POSSESSOR | wc.DETERMINER
    yield list(_by_word(resolve.get("titles", {}))), wc.TITLE | (wc.ROLE if attribute.get("caseless") else 0)
    yield split_words(resolve.get("definite", "")), wc.DEFINITE
    for name, words in resolve.get("nouns", {}).items():
        yield split_words(words), _NOUNS[name]


def _verb_forms(table: Mapping[str, Any], paradigms: Mapping[str, Any], flag: int) -> Iterable[tuple[list[str], int]]:
    for name, words in table.items():
        if name in _FORMS:
            yield split_words(words), flag | _FORMS[name]
            continue
        for form, endings in paradigms[name].items():
            yield [stem + ending for stem in split_words(words) for ending in endings], flag | _FORMS[form]


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for gender, word in ((gender, word) for gender, words in table.items() for word in split_words(words)):
        found[word] = "" if word in found and found[word] != gender else gender
    return {word: "" if gender == "any" else gender for word, gender in found.items()}


def _first_names(resolve: Mapping[str, Any], flags: Mapping[str, int]) -> dict[str, str]:
    """The language's own first names, and those known everywhere that are no other word of its tables."""
    known = {w: g for w, g in _by_word(language.first_names()).items() if w not in flags}
    return known | _by_word(resolve.get("first_names", {}))


def _genders(resolve: Mapping[str, Any]) -> dict[str, str]:
    genders = {**resolve.get("pronouns", {}), **resolve.get("possessors", {})}
    nouns = {k: v for k, v in resolve.get("nouns", {}).items() if k in "mf"}
    return {**_by_word(nouns), **resolve.get("objects", {}), **genders}


def _names(resolve: Mapping[str, Any], abbreviations: Sequence[str]) -> re.Pattern[str]:
    """Runs of capitalised words, abbreviated titles and particles among them."""
    titles = set(_by_word(resolve.get("titles", {})))
    return name_pattern(split_words(resolve.get("particles", "")), [a.title() for a in abbreviations if a in titles])
