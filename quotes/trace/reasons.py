"""The reasons for and against an exemplar: how much each weighs, how sure it makes, what it tells."""

from __future__ import annotations

WEIGHTS = {
    "a person says so": 4.0,  # that the two are one utterance, not yet which was first
    "put together": 1.0,  # with words that it has from elsewhere
    "article copy": 10.0,  # whole articles were aligned: what decides there decides here
    "article translation": 10.0,
    "article excerpt": 9.0,
    "articles alike": 8.0,  # aligned, but nobody knows which was first
    "article cites": 4.0,
    "source credit": 8.0,  # "Source: …" or an address, and we hold that very article
    "hyperlink": 6.0,
    "credits publisher": 6.0,  # "told the Courier", and the Courier has it
    "source names publisher": 7.0,  # more than "told the Courier": those words travel with the quotation
    "the article credits the publisher": 4.5,  # for other words than these
    "relayed by": 4.0,
    "same edit": 2.0,  # a change that the earliest wording lacks; and more for each word of it
    "same translation": 3.0,  # two hands would not translate alike
    "shares many quotations": 5.0,
    "shares quotations": 3.0,
    "same publisher": 3.0,  # papers repeat themselves
    "the article takes others from there": 2.5,
    "same credit": 1.0,
    "same credit abroad": 2.0,  # a foreign outlet seldom has the interview itself
    "identical": 0.5,
    "same speaker": 0.5,
    "another speaker": -2.0,
    "another credit": -3.0,
    "first hand": -6.0,  # it says that the words were said to itself
    "translation": -3.0,  # a wording in one's own language is nearer at hand
    "from a third language": -1.0,
    "back into the first language": -2.0,
}
"""Points for and against. They order candidates and are no probabilities; set by hand on tests/lineages."""

CREDIT = 3.0
"""What a candidate must beat where the witness credits an outlet whose words we do not hold."""

CONFIDENCE = {
    "article copy": 0.95, "article translation": 0.95, "article excerpt": 0.9, "article cites": 0.8,
    "articles alike": 0.8, "source credit": 0.95, "hyperlink": 0.9, "credits publisher": 0.9,
    "the article credits the publisher": 0.85,
    "source names publisher": 0.85, "the article takes others from there": 0.75, "relayed by": 0.8, "same edit": 0.8,
    "same translation": 0.7, "shares many quotations": 0.8, "shares quotations": 0.7, "same publisher": 0.7,
}  # fmt: skip
"""How sure an edge is whose best reason this is; by hand, the order matters more than the figures."""

NAMED = {
    "article cites", "source credit", "hyperlink", "credits publisher", "source names publisher", "relayed by",
    "the article credits the publisher",
}  # fmt: skip
"""Reasons by which the article itself says where it has the words."""

POINTING = {
    "article copy", "article translation", "article excerpt", "article cites", "source credit", "hyperlink",
    "credits publisher", "source names publisher", "relayed by", "from the first language",
    "the article takes others from there", "the article credits the publisher",
}  # fmt: skip
"""Reasons that tell the exemplar from the witness where the dates do not."""
