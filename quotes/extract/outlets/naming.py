"""The outlet named at a place: known to the register, a domain, or called as only outlets are (`Harbour Herald`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.meant import fuller
from quotes.extract.outlets.words import INNER, MARKED, NOUN_AFTER, Phrase
from quotes.register import Named, Register

_SERIES = regex.compile(r"(?:['’]s?)?(?:\s\p{Lu}[\p{L}\p{N}’'-]*+){0,4}\s(?P<noun>\p{Ll}[\p{L}-]+)")
"""What makes a known name a programme's: `the POLITICO Money podcast`."""
_CAPITAL_AFTER = regex.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I\b)\p{Lu}\p{Ll}")
_CAPITAL_BEFORE = regex.compile(r"(?P<word>\p{Lu}[\p{L}.-]*)\s$")
_OF = regex.compile(r"\s(?:of|du|de|des|der|del)\s")
_AIRED = (" Television", " TV", " Radio", " FM")
"""How an agency’s or a paper’s channel is called: `Bloomberg Television`."""
_THE = "The "
_OTHER = regex.compile(r"\s(?:und|oder|y|e|et|and)\s")
_DOMAIN = regex.compile(
    r"""(?:[\p{L}\p{N}-]+\.)+
        (?:com|org|net|info|tv|fm|co\.uk|fr|de|es|it|pt|nl|pl|ru|ua|cz|be|ch|at|eu|news|io|br|mx|ar|jp|cn|tr)\b""",
    regex.IGNORECASE | regex.VERBOSE,
)
_QUOTED = regex.compile(
    r"\s*(?:\p{Ll}+\s){0,2}"
    r"(?:“\s?(?P<name>\p{L}[^”“\n]{1,40}?)\s?”|[\"](?P<name>\p{L}[^\"\n]{1,40}?)[\"]|«\s?(?P<name>\p{L}[^»«\n]{1,40}?)\s?»"
    r"|„(?P<name>\p{L}[^“”„\n]{1,40}?)[“”]|»(?P<name>\p{L}[^»«\n]{1,40}?)«|‘(?P<name>\p{L}[^‘\n]{1,40}?)[’‘](?!\p{L})"
    r"|'(?P<name>\p{L}[^'\n]{1,40}?)'(?!\p{L})|[「『《](?P<name>\p{L}[^」』》\n]{1,40}?)[」』》])"
)
"""A name between marks, each with the mark that closes it: `« C’est ainsi »`."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name: the word for its kind, another capital, an article right before it."""

    noun: bool = False
    capital: bool = False
    article: bool = False


def named_at(text: str, begin: int, end: int, before: Before, frames: Frames) -> Phrase | None:
    register = Register.load()
    if domain := _DOMAIN.match(text, begin, end):
        outlet = register.by_domain(domain.group())
        return Phrase(begin, domain.end(), outlet.name if outlet else domain.group(), "website", outlet is not None)
    named = register.name_at(text, begin, frames.code)
    called = _called(text, begin, end, frames)
    if not named or named.end > end or not _is_it(text, named, before, frames):
        return called
    if called and called.end > named.end:
        return called
    found = _within(text, named, frames)
    return replace(found, kind="broadcaster") if text[: found.end].endswith(_AIRED) else found


def quoted_name(text: str, place: int, end: int, frames: Frames) -> Phrase | None:
    """The name between marks that begin at ``place``, the network of a programme instead of it."""
    match = _QUOTED.match(text, place, end)
    if match is None:
        return None
    stop = match.start("name") + len(match["name"].rstrip(" ,.;:"))
    phrase = known_or_not(text, match.start("name"), stop, frames)
    programme = not phrase.known or phrase.kind == "programme"
    network = network_after(text, match.end(), end, frames) if programme else None
    return replace(network, start=phrase.start) if network else phrase


def network_after(text: str, place: int, end: int, frames: Frames) -> Phrase | None:
    """Who airs the programme that ends at ``place``: `“Morning Hour” on CBS`."""
    match = frames.aired_by.match(text, place, end) if frames.aired_by else None
    named = Register.load().name_at(text, match.end(), frames.code) if match else None
    if named is None or named.end > end or named.outlet.kind != "broadcaster":
        return None
    return Phrase(named.start, named.end, named.outlet.name, "broadcaster")


def known_or_not(text: str, start: int, end: int, frames: Frames) -> Phrase:
    outlet = Register.load().by_name(text[start:end], frames.code)
    if outlet:
        return Phrase(start, end, outlet.name, outlet.kind)
    first, _, rest = text[start:end].partition(" ")
    return Phrase(start, end, rest if rest and first.casefold() in frames.drops else text[start:end], known=False)


def _called(text: str, begin: int, end: int, frames: Frames) -> Phrase | None:
    """A name whose own words tell that it is an outlet's, the longest: `Harbour Herald`, `Harbour Herald Radio`."""
    ways = [(kind, pattern.match(text, begin, end)) for kind, pattern in frames.names] if text[begin].isupper() else []
    kind, match = max(((k, m) for k, m in ways if m), key=lambda way: way[1].end(), default=("", None))
    if match is None or not (frames.skips or match.group().split()[0].casefold() not in frames.nouns):
        return None
    found = Phrase(begin, match.end(), match.group(), known=False)
    if Register.load().doubt(match.group()) != "homonym":
        found = _behind_of(text, match, frames) or known_or_not(text, begin, match.end(), frames)
    return replace(found, kind=kind)


def _behind_of(text: str, match: regex.Match[str], frames: Frames) -> Phrase | None:
    """Whose somebody is: `Tom Lee of the Harbour Herald` is no outlet, the Herald is."""
    of = _OF.search(match.group())
    named = Register.load().name_at(text, match.start() + of.end(), frames.code) if of else None
    if named is None or named.end != match.end() or Register.load().by_name(match.group(), frames.code):
        return None
    return Phrase(named.start, named.end, named.outlet.name)


def _is_it(text: str, named: Named, before: Before, frames: Frames) -> bool:
    """An everyday word is a name beside a noun or between marks, or where no other capital stands beside it."""
    name = text[named.start : named.end]
    doubt = Register.load().doubt(name)
    if name.casefold() in frames.nouns and _OF.match(text, named.end):
        return False
    if (
        before.noun
        or MARKED.search(text, max(0, named.start - 3), named.start)
        or (not before.capital and noun_after(text, named.end, frames))
    ):
        return True
    if name.casefold() in frames.needs_marks and (before.article or _OTHER.match(text, named.end)):
        return False
    if doubt == "homonym" or (before.capital and _is_tail(text, named, frames)):
        return False
    if doubt and _lacks_article(named, name, before, frames):
        return False
    return not doubt or not (before.capital or _CAPITAL_AFTER.match(text, named.end))


def _lacks_article(named: Named, name: str, before: Before, frames: Frames) -> bool:
    """Whether an everyday word is written without the article that makes it a name: `told Hill`."""
    own = named.outlet.language == frames.code and named.outlet.name.startswith(_THE)
    return own and not before.article and not name.casefold().startswith(_THE.casefold())


def _is_tail(text: str, named: Named, frames: Frames) -> bool:
    """Whether a one-word name is but the end of a longer one: `the Springfield Informer`, not `Russian Kommersant`."""
    name = text[named.start : named.end]
    before = _CAPITAL_BEFORE.search(text, max(0, named.start - 30), named.start)
    if before is None or " " in name or name.isupper():
        return False
    return not frames.nationality.fullmatch(before["word"])


def noun_after(text: str, place: int, frames: Frames) -> bool:
    """Whether the word behind a place is one for a kind of outlet."""
    match = NOUN_AFTER.match(text, place)
    return match is not None and match["noun"].casefold() in frames.nouns


def _within(text: str, named: Named, frames: Frames) -> Phrase:
    """A network with its programme ("MSNBC’s Morning Joe") is one phrase, and the network is the outlet."""
    outlet, stop = named.outlet, named.end
    if local := _local(text, named, frames):
        return local
    if outlet.kind in {"broadcaster", "platform"} and (inner := INNER.match(text, named.end)):
        programme = Register.load().name_at(text, inner.end())
        stop = programme.end if programme and programme.outlet.kind == "programme" else stop
    elif outlet.kind == "programme" and (network := network_after(text, stop, len(text), frames)):
        return replace(network, start=named.start)
    outlet = fuller(text, named, frames) or outlet
    series = _SERIES.match(text, stop)
    if series and series["noun"].casefold() in frames.aired:
        return Phrase(named.start, series.end(), outlet.name, "programme")
    return Phrase(named.start, stop, outlet.name, outlet.kind)


def _local(text: str, named: Named, frames: Frames) -> Phrase | None:
    """The station that belongs to a network: `ABC affiliate WXYZ`."""
    match = frames.local.match(text, named.end) if frames.local and named.outlet.kind == "broadcaster" else None
    if match is None:
        return None
    return replace(known_or_not(text, match.start("name"), match.end("name"), frames), kind="broadcaster")
