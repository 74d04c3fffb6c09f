"""Which quotations go on with what was said to an outlet before, and what ends that.

A reader takes the outlet along until the article names another one or another occasion ("at a rally", "last year").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from quotes.extract import wordclass as wc
from quotes.extract.resolve import Resolved
from quotes.extract.tokenising import NEAR
from quotes.extract.told.desk import Desk, key_of
from quotes.extract.told.occasions import ANYBODY, EVERYBODY, Occasion
from quotes.extract.told.same import adds, as_said, is_unclear, is_written, may_be_same
from quotes.extract.values import OutletMention

_STATEMENT = 20
"""Paragraphs between two quotations of one statement, at most; in sites' one-sentence paragraphs ten are usual."""
_WHOLE = 40
"""The same in an article that names one outlet only."""
_NEAR_BY = 4
"""The same where only nothing speaks against its being one statement."""
_POSTED = 2
"""The same for words that were posted: a post is short."""
_ANSWERED = 2
"""Paragraphs between a question and its answer."""
_MEANT = 4
"""So many names of one speaker are remembered."""
_NO_SPEECH = "subject of the sentence"
"""The rule of words that stand in a clause of their own without a verb of saying."""
_SPOKEN = frozenset({"told", "interview", "programme"})
"""Frames of an occasion on which there are questions and answers."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a speaker was last heard to say something to an outlet; ``told_of`` where nothing was quoted there."""

    paragraph: int
    said: OutletMention
    who: tuple[Resolved, ...] = ()
    told_of: bool = False


@dataclass(slots=True)
class Course:
    """What has been said to whom so far: by each speaker, last of all, and by the quotation right before."""

    desk: Desk
    alone: bool
    heard: dict[Hashable, Heard] = field(default_factory=dict)
    latest: Heard | None = None
    last: Heard | None = None
    before: int | None = None
    before_end: int | None = None
    spoken: set[Hashable] = field(default_factory=set)

    def tell(self, occasion: Occasion) -> None:
        """Learns what the narration tells of."""
        self.latest = self.last = Heard(occasion.paragraph, occasion.said, occasion.resolved, told_of=True)
        self.heard |= dict.fromkeys(occasion.who, self.latest)
        self.before_end = occasion.end

    def inherited(self, index: int) -> Heard | None:
        """What a quotation goes on with, None where it is a statement of its own."""
        desk = self.desk
        carried = desk.reading.attributions[index].source
        if carried is not None and (said := desk.result[carried]):
            return self._reached(index, Heard(desk.reading.found[carried].paragraph, said))
        found = self._there(index) or self._heard_from(index) or self._presenting(index)
        found = found or self._answered(index) or self._some_of(index) or self._last(index) or self._post(index)
        if found is None or other_occasion(desk, index) or self._elsewhere(index):
            return None
        if found.said.frame in _SPOKEN and is_written(desk, index):
            return None
        if found.paragraph + 1 < desk.reading.found[index].paragraph and no_speech(desk, index):
            return None
        return self._reached(index, found)

    def said(self, index: int, before: Heard | None) -> None:
        """Learns what a quotation was said to, ``before`` if that was inherited."""
        desk, said = self.desk, self.desk.result[index]
        speaker = desk.speaker(index)
        if said:
            goes_on = before or (self.last if self.last and self.last.said.outlet == said.outlet else None)
            these = tuple(_who(desk, index, said))
            others = goes_on.who if goes_on else ()
            if any(r.person for r in these):
                others = tuple(r for r in others if r.how != ANYBODY)
            who = (*others, *these)[-_MEANT:]
            self.latest = self.last = Heard(desk.reading.found[index].paragraph, said, who)
            if speaker:
                self.heard[speaker] = self.latest
        else:
            self.last = None
            if speaker in self.heard and other_occasion(desk, index):
                del self.heard[speaker]
        self.before, self.before_end = index, desk.reading.found[index].end
        if desk.resolved[index].how == "name":
            self.spoken.add(speaker)

    def _reached(self, index: int, heard: Heard) -> Heard | None:
        apart = self.desk.reading.found[index].paragraph - heard.paragraph
        furthest = _POSTED if heard.said.frame == "platform" else _WHOLE if self.alone else _STATEMENT
        return heard if apart <= furthest else None

    def _heard_from(self, index: int) -> Heard | None:
        """What a speaker has said not long before; an outlet in its own voice is not whom a pronoun means."""
        heard = self.heard.get(self.desk.speaker(index))
        own_voice = heard and heard.said.frame == "source" and self.desk.resolved[index].how == "pronoun"
        return None if own_voice or heard is None else self._reached(index, heard)

    def _some_of(self, index: int) -> Heard | None:
        """What several people without a name have told, and so whoever of them is quoted next."""
        told = self.heard.get(EVERYBODY)
        near = told and self.desk.reading.found[index].paragraph - told.paragraph <= _NEAR_BY
        return told if near else None

    def _elsewhere(self, index: int) -> bool:
        """Whether the narration right before a quotation has turned to another occasion: `At a rally, Miller …`."""
        desk, f, stage = self.desk, self.desk.reading.found[index], self.desk.frames.stage
        start = max(desk.reading.segments.paragraphs[f.paragraph].start, self.before_end or 0)
        return stage is not None and start < f.outer_start and bool(stage.search(desk.text, start, f.outer_start))

    def _last(self, index: int) -> Heard | None:
        """What was said last, if nothing tells that somebody else says this."""
        desk, last = self.desk, self.last
        if last is None or desk.reading.found[index].paragraph - last.paragraph > _NEAR_BY:
            return None
        if last.said.frame == "source" or (last.said.frame == "platform" and not self._posts_on(index, last)):
            return None
        this = self._as_sure(index, as_said(desk, index))
        return last if any(may_be_same(desk, index, this, r) for r in last.who) else None

    def _as_sure(self, index: int, r: Resolved) -> Resolved:
        """A description without the person it was read as, where that person neither speaks nor is named there."""
        if r.how != "description" or r.person is None or self.before_end is None:
            return r
        desk, start = self.desk, self.desk.reading.found[index].end + NEAR
        if key_of(r) in self.spoken or any(m.person is r.person for m in desk.cast.between(self.before_end, start)):
            return r
        return Resolved(r.speaker, None, "", how="description")

    def _posts_on(self, index: int, last: Heard) -> bool:
        """Whether a quotation goes on with a post: posts are short."""
        this, apart = self.desk.resolved[index], self.desk.reading.found[index].paragraph - last.paragraph
        if is_unclear(this) or (this.person is None and apart <= 1):
            return True
        return this.how == "description" and apart <= (1 if last.told_of else 0)

    def _post(self, index: int) -> Heard | None:
        """The post told of right before, where the verb is of writing one: `He took to X. “…,” the actor wrote.`"""
        desk, last = self.desk, self.last
        if last is None or not last.told_of or last.said.frame != "platform":
            return None
        this, near = desk.resolved[index], desk.reading.found[index].paragraph == last.paragraph
        other = this.how == "name" and this.person is not None and this.person.person
        return last if near and not other and (is_written(desk, index) or adds(desk, index)) else None

    def _presenting(self, index: int) -> Heard | None:
        """The outlet spoken to last, where the speaker is presented as its own: `X host Ann Miller asked`."""
        desk, latest = self.desk, self.latest
        mention = desk.reading.attributions[index].mention
        if mention is None or latest is None:
            return None
        if desk.hosts.outlet_of(desk.resolved[index].person) == latest.said.outlet:
            return latest
        named = desk.places.named(mention.start, mention.end)
        return latest if any(n.outlet.name == latest.said.outlet for n in named) else None

    def _there(self, index: int) -> Heard | None:
        """The occasion told of last, where a sentence says that these words were said there: `in the interview`."""
        line, there = self.desk.reading.line_of.get(index), self.desk.frames.there
        if line is None or there is None or self.latest is None or self.latest.said.frame not in _SPOKEN:
            return None
        token = line.token_of[index]
        sentence = self.desk.narrated(line, line.first[token], line.last[token])
        return self.latest if any(there.search(self.desk.text, *stretch) for stretch in sentence) else None

    def _answered(self, index: int) -> Heard | None:
        """The answer to a question that was asked for an outlet right before."""
        found, before = self.desk.reading.found, self.before
        if before is None or self.last is None or self.last.said.frame not in _SPOKEN:
            return None
        asked = self.desk.text[found[before].start : found[before].end].rstrip(" ,").endswith(("?", "？", "؟"))
        near = found[index].paragraph - found[before].paragraph <= _ANSWERED
        return self.last if asked and near and self.desk.speaker(index) != self.desk.speaker(before) else None


def _who(desk: Desk, index: int, said: OutletMention) -> Iterator[Resolved]:
    """Who says a quotation, by all the names that its sentence gives; an outlet spoken to does not speak itself."""
    mention = desk.reading.attributions[index].mention
    if mention and mention.start <= said.start < mention.end and said.frame != "source":
        yield Resolved(how=ANYBODY)
        return
    yield as_said(desk, index)
    if mention is None or not desk.text[max(0, mention.start - NEAR) : mention.start].rstrip().endswith(","):
        return
    for m in desk.cast.between(max(0, mention.start - NEAR), mention.start):
        if desk.text[m.end : mention.start].strip() == ",":
            yield Resolved(m.person.name, m.person, m.person.gender, how="name")


def no_speech(desk: Desk, index: int) -> bool:
    """Whether no verb says that a few words were spoken: `He signed an order that “relaxed the law”`."""
    a = desk.reading.attributions[index]
    return a.cue is None and a.rule == _NO_SPEECH and desk.kinds[index] == "fragment"


def other_occasion(desk: Desk, index: int) -> bool:
    """A sentence that names where or when it was said ("at a rally") is another statement."""
    line = desk.reading.line_of.get(index)
    if line is None:
        return False
    token = line.token_of[index]
    first, last = line.first[token], line.last[token]
    if desk.frames.elsewhere is None:
        return any(f & wc.OCCASION for f in line.flags[first:last])
    return any(desk.frames.elsewhere.search(desk.text, *stretch) for stretch in desk.narrated(line, first, last))
