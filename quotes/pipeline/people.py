"""Who said each quotation, as all articles together tell: one person under many names, and words without a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.match.speakers import attributed_by_repeat, canonical_name, full_name_for, speaker_key
from quotes.model import Lineage, Witness
from quotes.store import speaker_id

BY_REPEAT = "attributed by repeat"
"""The rule of a speaker that an article does not name and that the same words elsewhere have."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is held of a quotation's source: the speaker's id and name, the outlet's name, the rule."""

    speaker: str | None
    name: str | None
    outlet: str | None
    rule: str


def sources(
    witnesses: Sequence[Witness], lineages: Iterable[Lineage], rules: Mapping[str, str], renamed: Mapping[str, str]
) -> dict[str, Said]:
    """Quotation id → its source; ``rules`` are those that extraction gave, ``renamed`` says which speaker's id people
    held to be another's."""
    by_id = {w.id: w for w in witnesses}
    found = {w.id: _own(w, w.speaker, rules) for w in witnesses}
    for lineage in lineages:
        if len(lineage.members) > 1:
            members = [by_id[i] for i in lineage.members]
            found |= _completed(members, rules)
    return {
        quote: replace(said, speaker=renamed.get(said.speaker or "", said.speaker)) for quote, said in found.items()
    }


def _own(witness: Witness, name: str | None, rules: Mapping[str, str]) -> Said:
    identity = speaker_id(witness.article, name, speaker_key(name)) if name else None
    return Said(identity, name, witness.outlet, plain_rule(rules.get(witness.id, "")))


def _completed(members: Sequence[Witness], rules: Mapping[str, str]) -> dict[str, Said]:
    """The members of a lineage that learn something from the others."""
    names = Counter(w.speaker for w in members if w.speaker)
    fuller = {name: full_name_for(name, names) for name in (None, *names)}
    found = {w.id: _own(w, full, rules) for w in members if (full := fuller[w.speaker])}
    by_id = {w.id: w for w in members}
    for identity, inherited in attributed_by_repeat(members).items():
        witness, source = by_id[identity], by_id[inherited.source]
        said = found.get(source.id) or _own(source, inherited.speaker, rules)
        rule = f"{plain_rule(rules.get(identity, ''))}; {BY_REPEAT}".removeprefix("; ")
        found[identity] = Said(said.speaker, said.name, witness.outlet or inherited.outlet, rule)
    return found


@dataclass(frozen=True, slots=True)
class Turned:
    """Of a lineage that only grew the ``witnesses`` whose sources are not what they were, these without the rules that
    extraction gave; and the id of its speaker."""

    lineage: Lineage
    witnesses: Mapping[str, Witness]
    said: Mapping[str, Said]
    speaker: str | None


def turned(lineage: Lineage, witnesses: Sequence[Witness], came: Collection[str], renamed: Mapping[str, str]) -> Turned:
    """The sources that newcomers change, their own among them. ``witnesses`` are the lineage's, with the newcomers."""
    by_id = {w.id: w for w in witnesses}
    now = before = _completed(witnesses, {})
    if any(by_id[quote].speaker for quote in came):
        before = _completed([w for w in witnesses if w.id not in came], {})

    def source(quote: str) -> Said:
        said = now.get(quote) or _own(by_id[quote], by_id[quote].speaker, {})
        return replace(said, speaker=renamed.get(said.speaker or "", said.speaker))

    others = {*came, *(quote for quote in now.keys() | before.keys() if now.get(quote) != before.get(quote))}
    called = (i for i, w in by_id.items() if lineage.speaker == (now[i].name if i in now else w.speaker))
    speaker = max(called, default=lineage.first_quote) if lineage.speaker else lineage.first_quote
    said = {quote: source(quote) for quote in others}
    return Turned(lineage, {quote: by_id[quote] for quote in others}, said, source(speaker).speaker)


def with_rule(said: Said, rule: str) -> Said:
    """The source by the rule that extraction gave it.

    >>> with_rule(Said("1", "Ida Holm", None, BY_REPEAT), "no cue").rule
    'no cue; attributed by repeat'
    """
    return replace(said, rule=f"{plain_rule(rule)}; {said.rule}".strip("; "))


def plain_rule(rule: str) -> str:
    """The rule that extraction gave.

    >>> plain_rule("no cue; attributed by repeat"), plain_rule("attributed by repeat"), plain_rule("cue before")
    ('no cue', '', 'cue before')
    """
    return rule.removesuffix(BY_REPEAT).removesuffix("; ")


Spelling = tuple[str, str, str]
"""A speaker's id, a name, a language."""


@dataclass(frozen=True, slots=True)
class Names:
    """How many quotations count under a name, and of how many their own article gives it."""

    called: Counter[Spelling]
    given: Counter[Spelling]


def names(found: Iterable[tuple[str | None, str | None, str | None, str]]) -> Names:
    """The names of speakers, from quotations' (speaker, the name they count under, their own article's, language)."""
    called: Counter[Spelling] = Counter()
    given: Counter[Spelling] = Counter()
    for speaker, name, own, language in found:
        if speaker and name:
            called[speaker, name, language] += 1
            given.update([(speaker, own, language)] if own else [])
    return Names(called, given)


def speaker_rows(held: Names) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of ``speakers`` and of ``speaker_names``."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for (speaker, name, _), count in held.called.items():
        spellings[speaker][name] += count
    speakers = [
        {"id": i, "name": canonical_name(s.elements()), "description": None} for i, s in sorted(spellings.items())
    ]
    rows = [
        {"speaker": k[0], "name": k[1], "language": k[2], "quotes": held.called[k], "given": held.given[k]}
        for k in sorted(held.called.keys() | held.given.keys())
    ]
    return speakers, rows
