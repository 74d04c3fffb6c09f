"""The verb that ends its clause before a quotation, its auxiliary in second place: `Meier hatte erklärt, dass …`."""

from __future__ import annotations

from quotes.extract import wordclass as wc
from quotes.extract.cues.impersonal import WRITTEN
from quotes.extract.cues.objects import object_first
from quotes.extract.cues.said import Said, agent, past_adverbs, somebody
from quotes.extract.cues.somewhere import passed
from quotes.extract.cues.verbs import bracket, not_subject
from quotes.extract.lexicon import Lexicon
from quotes.extract.line import Line
from quotes.extract.phrases import Phrase, can_speak, flags_at, starting_at, subject_before

UNNAMED = "said by nobody named"


def closing_bracket(line: Line, v: int, low: int, lexicon: Lexicon) -> Said | None:
    """`Gestern hatte Anna Berger verkündet: „…“`: a form that may be finite, at the end of a clause with auxiliary."""
    following = flags_at(line, v + 1)
    if not line.verb_second or not following & (wc.PUNCTUATION | wc.QUOTE | wc.AUXILIARY | wc.BE):
        return None
    before = next((k for k in range(v - 1, low - 1, -1) if line.flags[k] & (wc.AUXILIARY | wc.BE | wc.COMMA)), low)
    if following & (wc.AUXILIARY | wc.BE) or line.flags[before] & (wc.AUXILIARY | wc.BE):
        return bracketed(line, v, low, lexicon)
    return None


def bracketed(line: Line, v: int, low: int, lexicon: Lexicon) -> Said | None:
    """The subject of a clause-final participle: before its auxiliary, behind it, or where the subclause begins."""
    auxiliary = bracket(line, v)
    if auxiliary is None:
        return None
    if line.flags[auxiliary] & wc.BE and line.flags[v] & wc.SAY and not line.flags[v] & wc.HEAR:
        return _of_passive(line, v, auxiliary, low, lexicon)
    if auxiliary > v:
        comma = next((k for k in range(v, low, -1) if line.flags[k] & wc.COMMA), low)
        phrase = starting_at(line, comma + 2, v)
    else:
        behind = starting_at(line, past_adverbs(line, auxiliary + 1, v), v)
        inserted = flags_at(line, auxiliary - 1) & wc.COMMA
        phrase = subject_before(line, auxiliary, low) if auxiliary > low and not inserted else None
        if phrase and (not_subject(line, phrase, low) or _is_object(line, auxiliary, phrase, behind, lexicon)):
            phrase = None
        phrase = phrase or behind
    return Said("subject, verb, quotation", (v, v + 1), phrase) if phrase and can_speak(line, phrase) else None


def _is_object(line: Line, auxiliary: int, phrase: Phrase, behind: Phrase | None, lexicon: Lexicon) -> bool:
    return behind is not None and object_first(line, auxiliary, phrase, behind, lexicon)


def _of_passive(line: Line, v: int, auxiliary: int, low: int, lexicon: Lexicon) -> Said:
    """`Es wurde von Meiers Sohn geäußert, …`: by whom; `In der Studie wird gewarnt, …`: where; else by nobody named."""
    opens = low if auxiliary < v else max((k for k in range(low, v) if line.flags[k] & wc.COMMA), default=low)
    by = agent(line, opens - 1, v)
    if by and somebody(line, by, lexicon):
        return Said("passive", (v, v + 1), by)
    where = passed(line, v, auxiliary, low, lexicon) if auxiliary < v else None
    return Said(WRITTEN, (v, v + 1), where) if where else Said(UNNAMED, (v, v + 1))
