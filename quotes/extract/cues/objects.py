"""What opens a sentence before its verb and is its object, where the verb comes second: `Die Pläne nannte Meier …`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.said import somebody
from quotes.extract.cues.verbs import plural
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, flags_at


def object_first(line: Line, v: int, phrase: Phrase, behind: Phrase, lexicon: Lexicon) -> bool:
    """`Das Angebot lehnt er ab: „…“`: a thing before the verb, and behind it what can only be its subject."""
    flags, first = line.flags, behind[0]
    pronoun = flags[phrase[0]] & wc.DETERMINER and phrase[1] - phrase[0] > 1
    noun = (phrase[0] + bool(pronoun), phrase[1])
    if not line.verb_second or lexicon.gender.get(line.word[phrase[0]]) == "m" or is_known(line, noun, lexicon):
        return False
    if not pronoun and somebody(line, phrase, lexicon):
        return False
    if flags[first] & wc.PRONOUN:
        return not flags[first] & wc.OBJECT
    if line.word[first] in lexicon.nominative and flags_at(line, first + 1) & (wc.ROLE | wc.TITLE):
        return True
    person = is_known(line, behind, lexicon) or (behind[1] - first == 1 and somebody(line, behind, lexicon))
    return person and not flags[first] & wc.OBLIQUE and _is_object(line, v, phrase, lexicon)


def is_known(line: Line, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a word of a phrase is known to mean somebody: an office, a body, a first name."""
    known = any(f & (wc.ROLE | wc.GROUP | wc.TITLE) for f in line.flags[slice(*phrase)])
    return known or any(word in lexicon.first_names for word in line.word[slice(*phrase)])


def _is_object(line: Line, v: int, phrase: Phrase, lexicon: Lexicon) -> bool:
    """`Zustimmung signalisierte Meier`, `Die Pläne nannte Meier …`: what nobody can be, or what the number of the verb
    does not fit; not what only a subject can be (`Der Plan`), nor what can be a woman (`Die Läuferin`)."""
    if line.word[phrase[1] - 1].endswith(lexicon.noun_endings):
        return True
    determined = line.flags[phrase[0]] & wc.DETERMINER and line.word[phrase[0]] not in lexicon.nominative
    thing = determined and not line.flags[phrase[0] + 1] & wc.NOUN_CUE and not line.word[phrase[1] - 1].endswith("in")
    return bool(thing) and not plural(line, v)
