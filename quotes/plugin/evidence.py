"""The evidence of a link, kept as JSON by matching and tracing, in plain words. What is absent is passed over."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from quotes.plugin.vocabulary import flag, humane, reason, relation, vocabulary
from quotes.plugin.words import count, plain

CREDITING = {
    "credits publisher", "source names publisher", "source credit", "relayed by", "told to", "source names outlet",
    "the article credits the publisher", "same credit",
}  # fmt: skip
"""Reasons that say already whom the article credits."""

LIKENED = {"edited", "overlapping", "stitched", "paraphrase", "said again"}
"""Relations of which the likeness says more than the words do."""

MEANT = {"translation", "paraphrase"}
"""Relations that rest on the meaning."""

IMPLIED = {"same credit abroad": "same credit", "shares many quotations": "shares quotations"}
"""A reason, and the one that it makes needless to say."""

SURE, LIKELY = 0.9, 0.6
"""Of a hundred findings at .9, at least 95 are right (the aim of calibration); below .6 it is a guess."""


def loaded(text: str | None) -> dict[str, Any]:
    """Evidence as a dictionary, empty where it is none.

    >>> loaded('{"credit": "The Sun"}'), loaded("[1]"), loaded("{")
    ({'credit': 'The Sun'}, {}, {})
    """
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def names(value: object) -> list[str]:
    """The names in a value of any shape: a name, a list of names, a mapping with one.

    >>> names("The Sun"), names(["a", {"name": "b"}]), names(True), names(None)
    (['The Sun'], ['a', 'b'], [], [])
    """
    if isinstance(value, str):
        return [plain(value)] if plain(value) else []
    if isinstance(value, Mapping):
        return [n for key in ("name", "outlet", "text", "url") for n in names(value.get(key))][:1]
    return [n for v in value for n in names(v)] if isinstance(value, (list, tuple)) else []


def not_held(evidence: Mapping[str, Any]) -> str:
    """The name of a source that is credited but not held.

    >>> not_held({"not_held": "The Telegraph"}), not_held({"not_held": True, "outlet": "The Telegraph"}), not_held({})
    ('The Telegraph', 'The Telegraph', 'a source that is not named')
    """
    found = (n for key in ("not_held", "outlet", "credit") for n in names(evidence.get(key)))
    return next(found, "a source that is not named")


def flags(evidence: Mapping[str, Any], altered: bool = False) -> list[dict[str, str]]:
    """The flags of a link with label and meaning, each label once.

    >>> [f["label"] for f in flags({"flags": ["uncredited"]}, altered=True)]
    ['altered in meaning', 'uncredited']
    """
    given = evidence.get("flags")
    keys = (["altered"] if altered else []) + (names(given) if isinstance(given, (list, tuple)) else [])
    labels = {flag(key)[0]: flag(key)[1] for key in keys}
    return [{"label": label, "meaning": meaning} for label, meaning in labels.items()]


def _figure(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def lag(days: object) -> str:
    """A time between two articles in words.

    >>> lag(0), lag(0.125), lag(2), lag(-1), lag("?")
    ('at the same time', '3 hours later', '2 days later', '1 day earlier', '')
    """
    if not _figure(days):
        return ""
    size, side = abs(days), "later" if days > 0 else "earlier"
    if size < 1 / 48:
        return "at the same time"
    if size < 1:
        return f"{count(max(1, round(size * 24)), 'hour')} {side}"
    return f"{count(round(size), 'day')} {side}"


def sureness(confidence: object) -> str:
    """A probability in words, with its figure.

    >>> sureness(0.95), sureness(0.7), sureness(0.4), sureness(None)
    ('We are sure (0.95).', 'Likely (0.70).', 'Uncertain (0.40).', '')
    """
    if not _figure(confidence):
        return ""
    word = "We are sure" if confidence >= SURE else "Likely" if confidence >= LIKELY else "Uncertain"
    return f"{word} ({confidence:.2f})."


def begins(kind: str, evidence: Mapping[str, Any]) -> str:
    """How the sentence of a link begins, before the exemplar's name.

    >>> begins("truncated", {"cut": "end"})
    'Cut at the end, from'
    """
    cut = evidence.get("cut")
    sides = [s for s in ("start", "end") if cut == s or cut == "both" or (isinstance(cut, (list, tuple)) and s in cut)]
    return f"Cut at the {' and the '.join(sides)}, from" if sides and kind == "truncated" else relation(kind)[1]


def _clashes(evidence: Mapping[str, Any]) -> str:
    """What changes the meaning: of each clash its kind and the words on either side.

    >>> _clashes({"clashes": [{"kind": "negation", "a": [], "b": ["not"]}, {"kind": "number", "a": ["9"], "b": ["8"]}]})
    'What changes the meaning: a negation (“not” is gone); a number (“8” became “9”).'
    """
    found: object = next((evidence[k] for k in ("clashes", "clash") if evidence.get(k)), [])
    said = [_clash(c) for c in (found if isinstance(found, list) else [found])]
    return f"What changes the meaning: {'; '.join(filter(None, said))}." if any(said) else ""


def _clash(clash: object) -> str:
    if not isinstance(clash, Mapping):
        return ", ".join(names(clash))
    kind = vocabulary()["clashes"].get(str(clash.get("kind")), humane(plain(str(clash.get("kind") or "words"))))
    here, there = (" … ".join(names(clash.get(side))) for side in ("a", "b"))
    if here and there:
        return f"{kind} (“{there}” became “{here}”)"
    return f"{kind} (“{here}” came in)" if here else f"{kind} (“{there}” is gone)" if there else kind


def _meaning(kind: str, evidence: Mapping[str, Any]) -> Iterator[str]:
    """What two languages, or two wordings, have in common: the likeness of their meaning, and names and numbers.

    >>> list(_meaning("translation", {"cosine": 0.712, "names": ["Kyiv"], "numbers": ["300"]}))
    ['Alike in meaning (0.71 of 1).', 'Both have “Kyiv” and “300”.']
    """
    if kind not in MEANT:
        return
    if _figure(evidence.get("cosine")):
        yield f"Alike in meaning ({evidence['cosine']:.2f} of 1)."
    common = [f"“{name}”" for name in names([evidence.get("names"), evidence.get("numbers")])]
    if common:
        yield f"Both have {' and '.join(filter(None, [', '.join(common[:-1]), common[-1]]))}."


def _reasons(evidence: Mapping[str, Any]) -> Iterator[str]:
    """The reasons, and a hyperlink or a credit that they do not name."""
    given = names(evidence.get("reasons"))
    needless = {IMPLIED[r] for r in given if r in IMPLIED}
    yield from (reason(r) for r in given if r not in needless)
    if evidence.get("hyperlink") and "hyperlink" not in given:
        yield reason("hyperlink")
    told = evidence.get("not_held") or CREDITING & set(given)
    credited = [] if told else [c for c in names(evidence.get("credit")) if c not in given]
    if credited:
        yield f"It credits {', '.join(credited)}."


def _doubt(candidates: Sequence[str]) -> str:
    """Who else may be the source, where that is known by name."""
    others = list(dict.fromkeys(c for c in candidates if c))[:3]
    return f"Undecided: it may as well come from {' or '.join(others) if others else 'another witness'}."


def sentences(kind: str, score: float, evidence: Mapping[str, Any], candidates: Sequence[str] = ()) -> list[str]:
    """What a link rests on, as sentences to stand after the exemplar's name; ``candidates`` are other sources' names.

    >>> sentences("edited", 0.91, {"credit": "The Sun", "confidence": 0.8, "reasons": ["hyperlink", "earlier"]})
    ['91 % alike.', 'It links to that article.', 'It credits The Sun.', 'Likely (0.80).']
    >>> sentences("credited", 1.0, {"not_held": "The Sun", "credit": "The Sun", "reasons": ["told to"]})
    ['It says that the words were told to that outlet.']
    """
    alike = [f"{min(score, 1) * 100:.0f} % alike."] if kind in LIKENED and score else []
    doubt = [_doubt(candidates)] if evidence.get("undecided") else []
    person = (
        [f"A person decided: {', '.join(names(evidence['judgement']))}."] if names(evidence.get("judgement")) else []
    )
    parts = [
        *alike,
        *_meaning(kind, evidence),
        *_reasons(evidence),
        _clashes(evidence),
        *doubt,
        *person,
        sureness(evidence.get("confidence")),
    ]
    return list(dict.fromkeys(p for p in parts if p))
