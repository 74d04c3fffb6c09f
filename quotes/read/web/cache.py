"""Answers kept on disk, so that a page is fetched again only where it changed (RFC 9111, for one reader).

A file each: a line of JSON, then the body as it was sent. What is broken there is forgotten.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import regex

from quotes.read.web.values import Answer, Web

_LARGEST_FOLDER = 1_000_000_000
_MOST_FRESH = 86_400
"""Seconds; no page of news is taken for today's when it is yesterday's, whatever its server promised."""
_MAX_AGE = regex.compile(r"(?<![\w-])max-age=\"?(\d{1,9})")


class Cache:
    """What is known of each address; nothing where ``web.cache`` is None or cannot be written.

    What private addresses answered is kept apart, so that it is never shown without ``allow_private``.
    """

    def __init__(self, web: Web) -> None:
        self._folder = web.cache / ("private" if web.allow_private else "public") if web.cache else None
        if self._folder:
            _trim(self._folder)

    def known(self, url: str) -> Answer | None:
        """The last answer that was kept."""
        try:
            return _loaded(self._file(url).read_bytes(), url) if self._folder else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def fresh(self, url: str) -> Answer | None:
        """The last answer, where its server said that it holds until now."""
        answer = self.known(url)
        if answer is None:
            return None
        said = _MAX_AGE.search(answer.header("cache-control").lower())
        lasts = min(int(said[1]), _MOST_FRESH) if said else 0
        age = (datetime.now(UTC) - answer.when).total_seconds()
        asks = "no-cache" in answer.header("cache-control").lower()
        return answer if 0 <= age < lasts and not asks else None

    @staticmethod
    def conditions(known: Answer | None) -> dict[str, str]:
        """The headers that ask for a page only if it is another than the one known."""
        said = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        return {name: known.header(header) for name, header in said.items() if known and known.header(header)}

    def confirmed(self, known: Answer) -> Answer:
        """The known answer, found to hold still."""
        answer = replace(known, when=datetime.now(UTC))
        self.keep(answer)
        return answer

    def keep(self, answer: Answer) -> None:
        """Keeps a page that its server lets be kept."""
        if self._folder and answer.status == 200 and "no-store" not in answer.header("cache-control").lower():
            with suppress(OSError):
                _write(self._file(answer.url), _dumped(answer))

    def _file(self, url: str) -> Path:
        assert self._folder
        name = sha256(url.encode("utf8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / name[2:]


def _dumped(answer: Answer) -> bytes:
    head = [answer.url, answer.headers, answer.when.isoformat(), answer.protocol, len(answer.raw)]
    return json.dumps(head).encode() + b"\n" + answer.raw


def _loaded(data: bytes, url: str) -> Answer | None:
    head, _, raw = data.partition(b"\n")
    known, headers, when, protocol, size = json.loads(head)
    whole = known == url and size == len(raw)
    said = tuple((str(name), str(value)) for name, value in headers)
    return Answer(url, 200, said, raw, datetime.fromisoformat(when), protocol) if whole else None


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _trim(folder: Path) -> None:
    """Forgets what was not asked for longest, where the folder has grown too large."""
    with suppress(OSError):
        files = [(f.stat().st_mtime, f.stat().st_size, f) for f in folder.glob("??/*")]
        over = sum(size for _, size, _ in files) - _LARGEST_FOLDER
        for _, size, file in sorted(files):
            if over <= 0:
                break
            file.unlink(missing_ok=True)
            over -= size
