"""Noun phrases around a cue: the subject before it, the subject after it, the subject of its sentence.

A phrase is a range of tokens (first, end). No parser: a phrase ends where a word that cannot stand in it begins.
"""

from quotes.extract.phrases.clause import clause_subject, subject_behind
from quotes.extract.phrases.ending import before_relative, ending_at
from quotes.extract.phrases.phrase import (
    LONGEST,
    Phrase,
    brings_in_a_thing,
    can_speak,
    flags_at,
    has_name,
    head_named,
    head_speaks,
    is_name,
    short_auxiliary,
    stands_alone,
    that_is_who,
)
from quotes.extract.phrases.starting import owner_behind, past_domain, starting_at
from quotes.extract.phrases.subject import said_by, subject_before

__all__ = [
    "LONGEST",
    "Phrase",
    "before_relative",
    "brings_in_a_thing",
    "can_speak",
    "clause_subject",
    "ending_at",
    "flags_at",
    "has_name",
    "head_named",
    "head_speaks",
    "is_name",
    "owner_behind",
    "past_domain",
    "said_by",
    "short_auxiliary",
    "stands_alone",
    "starting_at",
    "subject_before",
    "subject_behind",
    "that_is_who",
]
