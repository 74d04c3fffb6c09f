"""The outlets we know: who is meant by a name, an abbreviation or a web address.

The data is data/outlets.toml. Names are compared without case, marks and accents of typography ("THE SUN", "the Sun");
a leading article may be missing. Finding names in running text asks more: a capital, or the exact writing where the
outlet writes itself small ("taz"), or all capitals where the name is an abbreviation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from quotes.address import domain_of
from quotes.model import Outlet
from quotes.register import words
from quotes.register.beginnings import Beginnings
from quotes.register.lines import BETWEEN, DOMAIN, Line, keyed, made, split
from quotes.register.lines import Named as Named
from quotes.register.words import ARTICLES, HEAD, LONGEST, SMALL, UNSPACED, bare, ends_at

DATA = files("quotes") / "data" / "outlets.toml"


class Register:
    """All outlets, and the ways to one: by its name, by its web address, in a running text."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.shared = frozenset(map(str.casefold, tables["shared"]))
        self.ordinary = frozenset(map(keyed, tables["ordinary"]))
        self.homonyms = frozenset(map(keyed, tables["homonyms"]))
        self._lines: list[Line] = []
        self._heads: set[str] = set()
        self._pairs: dict[str, int] = {}
        self.beginnings = Beginnings()
        self._names: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = {}
        self._domains: dict[str, int] = {}
        self.small, self.firsts = set[str](), set[str]()
        self._capitals, self._mixed, self._articled = set[str](), set[str](), set[str]()
        self._titles, self._plain, self._unspaced = set[str](), set[str](), set[str]()
        self._outlets: dict[int, Outlet] = {}
        self._sizes: dict[str, int] = {}  # characters of names without spaces, by their first two
        self._read_before: dict[tuple[str, str | None], tuple[Outlet, bool] | None] = {}
        for locale, kinds in tables.items():
            for kind, lines in kinds.items() if isinstance(kinds, dict) else ():
                folded = BETWEEN.sub(" ", lines.casefold())
                for line, keys in zip(lines.splitlines(), folded.splitlines(), strict=True):
                    self._add(Line(line, kind, locale), keys)
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

    def _add(self, line: Line, folded: str) -> None:
        number = len(self._lines)
        self._lines.append(line)
        values, keys = split(line.text), split(folded)
        if line.kind == "programme" and not DOMAIN.fullmatch(values[1]):
            del values[1], keys[1]
        for value, key in zip(values, keys, strict=True):
            if "." in value and DOMAIN.fullmatch(value) and value is not values[0]:
                self._domains.setdefault(value, number)
            elif value:
                self._name(value, key, number)

    def _name(self, name: str, key: str, number: int) -> None:
        if len(key) > 1 or key in words.LETTER:
            self._names.setdefault(key, []).append(number)
        if (short := bare(key)) != key and len(short) > 2:
            self._bare.setdefault(short, []).append(number)
        first, _, second = short.partition(" ")
        self._heads |= {key.partition(" ")[0], first}
        second = second.partition(" ")[0]
        small = name[0].islower() or (short != key and name.split(maxsplit=1)[-1][0].islower())
        self.beginnings.learn(first, second, small=small)
        pair = f"{first} {second}"
        self._pairs[pair] = max(self._pairs.get(pair, 0), min(LONGEST, 1 + key.count(" ")))
        if name[0].islower():
            self.small.add(key)
            self.firsts |= {key, *(words.SMALL_FIRST.findall(name) if short == key else ())}
        elif short != key and name.split(maxsplit=1)[-1][0].islower():
            self._articled.add(key)
        elif UNSPACED.match(name):
            self._unspaced.add(name[0])
            self._sizes[name[:2].casefold()] = max(len(name), self._sizes.get(name[:2].casefold(), 0))
            self._heads.add(name[0])
        written = {key: name, short: name[len(name) - len(name.split(maxsplit=1)[-1]) :] if short != key else name}
        for said, as_written in written.items():
            (self._capitals if as_written.isupper() else self._mixed).add(said)
        if not name.rpartition(" ")[2][:1].isupper():
            self._plain.add(key)
        elif self._lines[number].locale[:2] not in words.UNTITLED:
            self._titles.add(key)

    def _outlet(self, number: int) -> Outlet:
        if number not in self._outlets:
            self._outlets[number] = made(self._lines[number])
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
        return self._choose(self._keyed(keyed(text)), language)

    def _keyed(self, key: str) -> list[int]:
        short = bare(key)
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
        key = keyed(name)
        return "homonym" if key in self.homonyms else "ordinary" if key in self.ordinary else ""

    def name_at(self, text: str, place: int, language: str | None = None) -> Named | None:
        """The longest name that begins at ``place``, with its article if it stands there.

        >>> text = "told The New York Times Magazine."
        >>> Register.load().name_at(text, 5).end
        32
        """
        two = words.TWO.match(text, place)
        if two is None:
            return self._unspaced_at(text, place, language) if UNSPACED.match(text, place) else None
        longest = self._longest(text, two)
        for end in ends_at(text, place, longest)[::-1] if longest > 1 else (two.end(1),):
            if named := self._read(text, place, end, language):
                return named
        return None

    def _longest(self, text: str, two: re.Match[str]) -> int:
        """The words of the longest name that begins with these two, an article before it or not; 1 where none does."""
        if two[2] is None:
            return 1
        first, second = keyed(two[1]), keyed(two[2])
        if first not in ARTICLES or second not in self._heads:
            return self._pairs.get(f"{first} {second}", 1)
        behind = words.TWO.match(text, two.start(2))
        if behind is None or second in ARTICLES:
            return LONGEST
        return 1 + self._pairs.get(f"{second} {keyed(behind[2] or '')}", 1)

    def _read(self, text: str, start: int, end: int, language: str | None) -> Named | None:
        named = self._meant(text[start:end], language)
        if named is None:
            return None
        outlet, in_compounds = named
        return Named(start, end, outlet) if in_compounds or not words.COMPOUND.match(text, end) else None

    def _meant(self, written: str, language: str | None) -> tuple[Outlet, bool] | None:
        """The outlet that words name as they are written, and whether they do so in a compound too; remembered."""
        if (written, language) not in self._read_before:
            if len(self._read_before) > words.VOCABULARY:
                self._read_before.clear()
            key = keyed(written)
            found = self._keyed(key)
            outlet = self._choose(found, language) if found and self._is_written_so(written, key) else None
            free = outlet and (key in self._capitals or key in self.small or outlet.kind == "platform")
            self._read_before[written, language] = (outlet, bool(free)) if outlet else None
        return self._read_before[written, language]

    def _is_written_so(self, written: str, key: str) -> bool:
        named = bare(written[:1].lower() + written[1:])
        first = written[len(written) - len(named) :]
        if first[:1].islower():
            return keyed(first) in self.small or (key in self._articled and written[0].isupper())
        if key in self._titles and first.rpartition(" ")[2][:1].islower():
            return False
        return first.isupper() or keyed(first) not in self._capitals

    def names_in(self, text: str, start: int, end: int, language: str | None = None) -> Iterator[Named]:
        """The outlets' names in ``text[start:end]``, left to right, none inside another; linear in the length.

        >>> [n.outlet.name for n in Register.load().names_in("CNN and the BBC said so.", 0, 24)]
        ['CNN', 'BBC']
        """
        place = start
        for match in self._begins(text, start, end):
            named = self.name_at(text, match.start(), language) if match.start() >= place else None
            if named and named.end <= end:
                yield named
                place = named.end

    def _begins(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words with which a name may begin; all words are read only where one is written small."""
        small = not self.firsts.isdisjoint(SMALL.findall(text, start, end))
        yield from (m for m in (SMALL if small else HEAD).finditer(text, start, end) if self.is_head(m.group()))

    def is_first(self, word: str) -> bool:
        """Whether a name begins with a word, however that is written."""
        return word.casefold() in self._heads

    def is_head(self, word: str) -> bool:
        """Whether a name in a running text may begin with a word; to pass over a text without any quickly."""
        named = self.is_first(word) and (word[0] in self._unspaced or not word[0].islower())
        return named or word in self.firsts

    def _unspaced_at(self, text: str, place: int, language: str | None) -> Named | None:
        furthest = min(place + self._sizes.get(text[place : place + 2].casefold(), 0), len(text))
        for end in range(furthest, place + 1, -1):
            outlet = self._choose(self._names.get(keyed(text[place:end]), []), language)
            if outlet and text[end - 1].isalnum():
                return Named(place, end, outlet)
        return None
