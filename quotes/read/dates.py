"""Dates as people and pages write them → an interval of ISO 8601."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import regex

from quotes.read.days import day_in

_PARTIAL = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_MILLISECONDS = 100_000_000_000
"""Seconds since 1970 stay below this until the year 5138; a greater number counts milliseconds."""
_LONGEST = 40
"""Code points of a day as people write it: "Wednesday, 17 May 2024 at 10:00 a.m."."""
Interval = tuple[str | None, str | None]


def interval(value: Any) -> Interval:
    """From and to, as precise as the value; (None, None) for what is no date. Midnight sharp is a mere day, a time
    zone stays.

    >>> interval("2016-09-19T00:00:00Z"), interval("2016-02")
    (('2016-09-19', '2016-09-19'), ('2016-02-01', '2016-02-29'))
    >>> interval("17.05.2024"), interval("3/4/2024")[0]
    (('2024-05-17', '2024-05-17'), None)
    >>> interval("Mon, 19 Sep 2016 10:30:00 +0200")[0], interval(1474266600)[0], interval("soon")[0]
    ('2016-09-19T10:30:00+02:00', '2016-09-19T06:30:00+00:00', None)
    """
    if isinstance(value, bool) or value is None:
        return None, None
    if isinstance(value, int | float):
        return _moment(_from_number(value))
    text = str(value).strip()
    if partial := _PARTIAL.fullmatch(text):
        return _partial(int(partial["year"]), partial["month"])
    moment = _parsed(text)
    day = day_in(text) if moment is None and len(text) <= _LONGEST else None
    return (day, day) if day else _moment(moment)


def _from_number(value: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _partial(year: int, month: str | None) -> Interval:
    try:
        first = date(year, int(month or 1), 1)
    except ValueError:
        return None, None
    last_month = int(month or 12)
    return first.isoformat(), date(year, last_month, monthrange(year, last_month)[1]).isoformat()


def _moment(moment: datetime | None) -> Interval:
    if moment is None:
        return None, None
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    said = moment.date().isoformat() if midnight else moment.isoformat(timespec="seconds")
    return said, said
