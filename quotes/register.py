"""The outlets we know: who is meant by a name, an abbreviation or a web address.

The data is data/outlets.toml. Names are compared without case, marks and accents of typography ("THE SUN", "the Sun");
a leading article may be missing. Finding names in running text asks more: a capital, or the exact writing where the
outlet writes itself small ("taz"), or all capitals where the name is an abbreviation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from quotes.address import domain_of
from quotes.model import Outlet
from quotes.text import fold

DATA = files("quotes") / "data" / "outlets.toml"
LONGEST = 7
"""Words of the longest name that is looked for in running text."""
LONGEST_UNSPACED = 20  # the same in characters, for scripts without spaces

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_BETWEEN = re.compile(r"[^\w+\n;=]+")
_WORD = re.compile(r"(?:\+|[^\W\u3040-\u30ff\u3400-\u9fff])+[!?]?")
_PLACE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:\+|[^\W\u3040-\u30ff\u3400-\u9fff])+")
# What may stand between the words of one name: not a comma, not a line's end.
_GAP = re.compile(r"[ \u00a0\u202f]?[.’'&/-]?[ \u00a0\u202f]?|[.] | [&:-] ")
_COMPOUND = re.compile(r"[-‑]\w")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ARTICLE = re.compile(r"^(?:the|le|la|les|l|el|los|las|il|lo|gli|der|die|das|dem|den|des|de|het|o|a|un|une) (?=\S)")


def _key(name: str) -> str:
    return _BETWEEN.sub(" ", name.casefold()).strip()


_LETTER = {"x"}  # the one outlet that a single letter names
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "œ": "oe", "+": " plus "}
)


def _slug(name: str) -> str:
    """A readable id in plain ASCII ("le-monde", "rte")."""
    name = name.lower().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", name if name.isascii() else fold(name)).strip("-")


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet's name in a text: ``text[start:end]``, code points."""

    start: int
    end: int
    outlet: Outlet


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the data, not yet made into an outlet: most never are."""

    text: str
    kind: str
    locale: str


class Register:
    """All outlets, and the ways to one: by its name, by its web address, in a running text."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.shared = frozenset(map(str.casefold, tables["shared"]))
        self.ordinary = frozenset(map(_key, tables["ordinary"]))
        self.homonyms = frozenset(map(_key, tables["homonyms"]))
        self._lines: list[_Line] = []
        self._names: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = {}
        self._domains: dict[str, int] = {}
        self._small, self._capitals, self._mixed = set[str](), set[str](), set[str]()
        self._titles, self._plain, self._unspaced = set[str](), set[str](), set[str]()
        self._outlets: dict[int, Outlet] = {}
        for locale, kinds in tables.items():
            for kind, lines in kinds.items() if isinstance(kinds, dict) else ():
                folded = _BETWEEN.sub(" ", lines.casefold())
                for line, keys in zip(lines.splitlines(), folded.splitlines(), strict=True):
                    self._add(_Line(line, kind, locale), keys)
        self._capitals -= self._mixed
        self._titles -= self._plain

    @staticmethod
    @cache
    def load() -> Register:
        """The register of the package, read once.

        >>> Register.load().by_name("NYT").name
        'The New York Times'
        """
        return Register(tomllib.loads(DATA.read_text(encoding="utf8")))

    def _add(self, line: _Line, folded: str) -> None:
        number = len(self._lines)
        self._lines.append(line)
        values, keys = _values(line.text), _values(folded)
        if line.kind == "programme" and not _DOMAIN.fullmatch(values[1]):
            del values[1], keys[1]
        for value, key in zip(values, keys, strict=True):
            if "." in value and _DOMAIN.fullmatch(value) and value is not values[0]:
                self._domains.setdefault(value, number)
            elif value:
                self._name(value, key, number)

    def _name(self, name: str, key: str, number: int) -> None:
        if len(key) > 1 or key in _LETTER:
            self._names.setdefault(key, []).append(number)
        if (short := _ARTICLE.sub("", key)) != key and len(short) > 2:
            self._bare.setdefault(short, []).append(number)
        if name[0].islower():
            self._small.add(key)
        elif _UNSPACED.match(name):
            self._unspaced.add(name[0])
        (self._capitals if name.isupper() else self._mixed).add(key)
        (self._titles if name.rpartition(" ")[2][:1].isupper() else self._plain).add(key)

    def _outlet(self, number: int) -> Outlet:
        if number not in self._outlets:
            self._outlets[number] = _made(self._lines[number])
        return self._outlets[number]

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """Every outlet, in the order of the data."""
        return tuple(map(self._outlet, range(len(self._lines))))

    def by_name(self, text: str, language: str | None = None) -> Outlet | None:
        """The outlet of that name; of several the one in the reader's ``language``, else the best known.

        >>> register = Register.load()
        >>> register.by_name("le Washington Post").name, register.by_name("Ле Монд").id
        ('The Washington Post', 'le-monde')
        >>> register.by_name("a newspaper") is None
        True
        """
        return self._choose(self._keyed(_key(text)), language)

    def _keyed(self, key: str) -> list[int]:
        short = _ARTICLE.sub("", key)
        return self._names.get(key) or self._bare.get(key) or self._names.get(short) or self._bare.get(short, [])

    def _choose(self, found: list[int], language: str | None) -> Outlet | None:
        home = (i for i in found if self._lines[i].locale[:2] == language)
        return self._outlet(next(home, found[0])) if found else None

    def by_domain(self, address: str) -> Outlet | None:
        """The outlet of a web address or domain, whatever its subdomain.

        >>> Register.load().by_domain("https://amp.theguardian.com/world/2022/x").name
        'The Guardian'
        """
        host = domain_of(address)
        while "." in host:
            if host in self._domains:
                return self._outlet(self._domains[host])
            host = host.partition(".")[2]
        return None

    def doubt(self, name: str) -> str:
        """ "homonym" (also a person, a place, a thing: "Marianne"), "ordinary" (also a word: "Time"), or ""."""
        key = _key(name)
        return "homonym" if key in self.homonyms else "ordinary" if key in self.ordinary else ""

    def name_at(self, text: str, place: int, language: str | None = None) -> Named | None:
        """The longest name that begins at ``place``, with its article if it stands there.

        >>> text = "told The New York Times Magazine."
        >>> Register.load().name_at(text, 5).end
        32
        """
        if _UNSPACED.match(text, place):
            return self._unspaced_at(text, place, language)
        ends = _ends(text, place)
        return next(filter(None, (self._read(text, place, end, language) for end in reversed(ends))), None)

    def _read(self, text: str, start: int, end: int, language: str | None) -> Named | None:
        written = text[start:end]
        key = _key(written)
        found = self._keyed(key)
        if not found or not self._is_written_so(written, key):
            return None
        if _COMPOUND.match(text, end) and key not in self._capitals and key not in self._small:
            return None
        outlet = self._choose(found, language)
        return Named(start, end, outlet) if outlet else None

    def _is_written_so(self, written: str, key: str) -> bool:
        bare = _ARTICLE.sub("", written[:1].lower() + written[1:])
        first = written[len(written) - len(bare) :]
        if first[:1].islower():
            return _key(first) in self._small
        if key in self._titles and first.rpartition(" ")[2][:1].islower():
            return False
        return first.isupper() or _key(first) not in self._capitals

    def names_in(self, text: str, start: int, end: int, language: str | None = None) -> Iterator[Named]:
        """The outlets' names in ``text[start:end]``, left to right, none inside another; linear in the length.

        >>> [n.outlet.name for n in Register.load().names_in("CNN and the BBC said so.", 0, 24)]
        ['CNN', 'BBC']
        """
        place = start
        for match in _PLACE.finditer(text, start, end):
            small = match.group()[0].islower() and match.group() not in self._small
            if match.start() < place or small:
                continue
            if (named := self.name_at(text, match.start(), language)) and named.end <= end:
                yield named
                place = named.end

    def _unspaced_at(self, text: str, place: int, language: str | None) -> Named | None:
        furthest = min(place + LONGEST_UNSPACED, len(text)) if text[place] in self._unspaced else place
        for end in range(furthest, place + 1, -1):
            outlet = self._choose(self._names.get(_key(text[place:end]), []), language)
            if outlet and text[end - 1].isalnum():
                return Named(place, end, outlet)
        return None


def _values(line: str) -> list[str]:
    return [value.strip() for value in line.replace("=", ";", 1).split(";")]


def _made(line: _Line) -> Outlet:
    name, *values = _values(line.text)
    network = values.pop(0) if line.kind == "programme" and not _DOMAIN.fullmatch(values[0]) else None
    domains = [v for v in values if _DOMAIN.fullmatch(v)]
    names = tuple(v for v in values if v and v not in domains)
    language, _, country = line.locale.partition("-")
    domain = domains[0] if domains else None
    return Outlet(_slug(name), name, line.kind, domain, country, language, names, network or None)


def _ends(text: str, place: int) -> list[int]:
    """Where a name that begins at ``place`` may end: after each of the next words, as far as nothing parts them."""
    ends: list[int] = []
    for match in _WORD.finditer(text, place):
        gap = text[ends[-1] if ends else place : match.start()]
        if len(ends) == LONGEST or not _GAP.fullmatch(gap):
            break
        ends.append(match.end())
    return ends
