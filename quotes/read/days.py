"""Days as people write them: with the month's name in any language that ``data/months.toml`` has, or in numbers.

Of 3/4/2024 nobody knows which is the month: no day.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import regex

_BUDDHIST = 543
"""Years that the Thai calendar is ahead."""
_YEAR = r"(?P<year>(?:19|20)\d\d) (?!\d)"
_WRITTEN = rf"""(?x)
    (?<![\p{{L}}\d]) (?P<day>\d{{1,2}}) (?: \.? º? | st | nd | rd | th | er | -го ) [\s,]* (?:(?:de|of|d['’])\s*)?
        (?P<month>NAMES) \.? ,? \s* (?:del?\s+)? (?P<year>(?:19|2[05])\d\d) (?!\d)          # 17. of May, 2024
  | (?<!\p{{L}}) (?P<month>NAMES) \.? \s+ (?P<day>\d{{1,2}}) (?:st|nd|rd|th)? ,? \s+ {_YEAR}  # May 17, 2024
  | (?<!\d) {_YEAR} \s*[年년]\s* (?P<month>\d{{1,2}}) \s*[月월]\s* (?P<day>\d{{1,2}}) \s*[日일]
  | (?<!\d) {_YEAR} (?P<mark>[-/.]) (?P<month>\d\d) (?P=mark) (?P<day>\d\d) (?!\d)         # 2024-05-17
  | (?<![\d.]) (?P<day>\d{{1,2}}) \.[ ]? (?P<month>\d{{1,2}}) \.[ ]? {_YEAR}                 # 17.5.2024
  | (?<![\d/]) (?P<day>1[3-9]|2\d|3[01]) / (?P<month>\d{{1,2}}) / {_YEAR}                     # 17/5/2024
  | (?<![\d/]) (?P<month>\d{{1,2}}) / (?P<day>1[3-9]|2\d|3[01]) / {_YEAR}                     # 5/17/2024
"""


def day_in(line: str) -> str | None:
    """The first day that a line names, in ISO 8601.

    >>> day_in("Publicado el 17 de mayo de 2024 a las 10:00"), day_in("2024年5月17日 星期五"), day_in("May 2024")
    ('2024-05-17', '2024-05-17', None)
    >>> day_in("17 พฤษภาคม 2567"), day_in("Kyiv, 31 June 2024")
    ('2024-05-17', None)
    >>> day_in("17.05.2024, 10:00 Uhr"), day_in("5/17/2024"), day_in("3/4/2024")
    ('2024-05-17', '2024-05-17', None)
    """
    found = _written().search(line.casefold())
    if not found:
        return None
    year, month = int(found["year"]), found["month"]
    try:
        day = date(year - _BUDDHIST * (year >= 2500), _months().get(month) or int(month), int(found["day"]))
    except ValueError:
        return None
    return day.isoformat()


@cache
def _months() -> dict[str, int]:
    rows = tomllib.loads((files("quotes") / "data" / "months.toml").read_text(encoding="utf8"))
    return {name.replace("_", " ").casefold(): int(month) for month, names in rows.items() for name in names.split()}


@cache
def _written() -> regex.Pattern[str]:
    names = "|".join(regex.escape(name, literal_spaces=False) for name in sorted(_months(), key=len, reverse=True))
    return regex.compile(_WRITTEN.replace("NAMES", names))
