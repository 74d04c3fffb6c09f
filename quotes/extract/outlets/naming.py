"""The outlet named at a place: known to the register, a domain, or called as only outlets are (`Harbour Herald`)."""

from __future__ import annotations

from dataclasses import replace

import regex

from quotes.extract.outlets.doubt import OF, Before, is_it
from quotes.extract.outlets.frames import Frames
from quotes.extract.outlets.meant import fuller
from quotes.extract.outlets.places import CHANNELS, TELLING, Places
from quotes.extract.outlets.words import INNER, Phrase
from quotes.register import Named, Register

_SERIES = regex.compile(r"(?:['’]s?)?(?:\s\p{Lu}[\p{L}\p{N}’'-]*+){0,4}\s(?P<noun>\p{Ll}[\p{L}-]+)")
"""What makes a known name a programme's: `the POLITICO Money podcast`."""
_LONGEST = 200
"""Code points of the longest name that its own words tell to be an outlet's."""
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


def named_at(places: Places, begin: int, word: str, end: int, before: Before) -> Phrase | None:
    """The outlet whose name begins at a place with a word, the longest that the words there can be read as."""
    text, frames = places.text, places.frames
    if "." in word and (domain := _DOMAIN.match(text, begin, end)):
        outlet = Register.load().by_domain(domain.group())
        return Phrase(begin, domain.end(), outlet.name if outlet else domain.group(), "website", outlet is not None)
    named = places.name_at(begin, word)
    called = _called(places, begin, end)
    if not named or named.end > end or not is_it(text, named, before, frames):
        return called
    if called and called.end > named.end:
        return called
    found = _within(text, named, frames)
    return replace(found, kind="broadcaster") if text[: found.end].endswith(CHANNELS) else found


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


def _called(places: Places, begin: int, end: int) -> Phrase | None:
    """A name whose own words tell that it is an outlet's, the longest: `Harbour Herald`, `Harbour Herald Radio`."""
    text, frames = places.text, places.frames
    if not text[begin].isupper() or not places.has(TELLING, begin, min(end, begin + _LONGEST)):
        return None
    ways = [(kind, pattern.match(text, begin, end)) for kind, pattern in frames.names]
    kind, match = max(((k, m) for k, m in ways if m), key=lambda way: way[1].end(), default=("", None))
    if match is None or not (frames.skips or match.group().split()[0].casefold() not in frames.nouns):
        return None
    found = Phrase(begin, match.end(), match.group(), known=False)
    if Register.load().doubt(match.group()) != "homonym":
        found = _behind_of(text, match, frames) or known_or_not(text, begin, match.end(), frames)
    return replace(found, kind=kind)


def _behind_of(text: str, match: regex.Match[str], frames: Frames) -> Phrase | None:
    """Whose somebody is: `Tom Lee of the Harbour Herald` is no outlet, the Herald is."""
    of = OF.search(match.group())
    named = Register.load().name_at(text, match.start() + of.end(), frames.code) if of else None
    if named is None or named.end != match.end() or Register.load().by_name(match.group(), frames.code):
        return None
    return Phrase(named.start, named.end, named.outlet.name)


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
