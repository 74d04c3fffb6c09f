"""Who speaks and who publishes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the register or one that an article names. ``id`` is the same after a rebuild."""

    id: str
    name: str
    kind: str = ""
    domain: str | None = None
    country: str | None = None
    language: str | None = None
    names: tuple[str, ...] = ()
    network: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body, under all the names it was given."""

    id: str
    name: str
    description: str | None = None
    names: tuple[tuple[str, str], ...] = ()
