"""Opening, creating and migrating the database."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from quotes.store.schema import migrations

APPLICATION = 0x51756F74
"""SQLite's application_id, "Quot": tells our databases from those of other programs."""
_FIRST_WAIT = 1
_LONGEST_WAIT = 600
"""Seconds to wait for another writer; a batch of a million quotations takes about a minute to match."""

_CACHE, _ROOMY = 16_000, 128_000
"""Kilobytes of pages held in memory, and while a thousand new quotations are matched, for what these touch among a
million; SQLite's own two megabytes are written and read again and again."""

_MAPPED = 1 << 36
"""Bytes of the file that are read where the system holds them: all of it."""


class StoreError(Exception):
    """A database that cannot be used; the message names it and says what to do."""


def open_database(path: Path) -> sqlite3.Connection:
    """The database at ``path``, made where there is none, brought to the newest schema, ready to write."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            _create(path)
        _check(path)
        connection = _connect(path)
        migrations.apply(Database(connection))
        return connection
    except sqlite3.Error as error:
        raise _explained(path, error) from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); choose another place with --db") from error


def open_to_read(path: Path) -> sqlite3.Connection:
    """The database at ``path``, for reading alone; one of an earlier version is first brought to the newest schema."""
    if not path.is_file():
        raise StoreError(f"{path}: there is no such database; make one with `quotes add INPUT --db {path}`")
    try:
        _check(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        connection.execute(f"pragma mmap_size = {_MAPPED}")
        if _is_old(connection):
            open_database(path).close()
        return connection
    except sqlite3.Error as error:
        raise _explained(path, error) from error


def _is_old(connection: sqlite3.Connection) -> bool:
    """Whether migrations are waiting."""
    held = Database(connection)
    return held[migrations.migrations_table].exists() and bool(migrations.pending(held))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_FIRST_WAIT, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma cache_size = {-_CACHE}")
    return connection


@contextmanager
def roomy(connection: sqlite3.Connection) -> Iterator[None]:
    """With a cache for reading here and there in a large database, and with pages that stand in the file as they are
    read where the system holds them: to copy six gigabytes takes longer than to look at them."""
    connection.execute(f"pragma cache_size = {-_ROOMY}")
    connection.execute(f"pragma mmap_size = {_MAPPED}")
    try:
        yield
    finally:
        connection.execute("pragma mmap_size = 0")
        connection.execute(f"pragma cache_size = {-_CACHE}")


def _create(path: Path) -> None:
    """Made aside and put in its place whole, so that no half-made database is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            connection.execute(f"pragma application_id = {APPLICATION}")
            migrations.apply(Database(connection))
            connection.execute("pragma journal_mode = wal")
        aside.chmod(0o666 & ~_umask())
        _place(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _place(aside: Path, path: Path) -> None:
    """A link never replaces what another process put there meanwhile; some file systems have no links. An empty file
    is no database yet."""
    try:
        os.link(aside, path)
    except FileExistsError:
        if path.stat().st_size == 0:
            aside.replace(path)
    except OSError:
        aside.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _check(path: Path) -> None:
    """Refuses what is no database, or another program's."""
    with path.open("rb") as file:
        head = file.read(16)
    if head != b"SQLite format 3\0":
        raise StoreError(f"{path}: is not a SQLite database; choose another name with --db")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("pragma application_id").fetchone()[0] != APPLICATION:
            raise StoreError(f"{path}: is a database of another program; choose another name with --db")


def _explained(path: Path, error: sqlite3.Error) -> StoreError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return StoreError(f"{path}: another program is writing to it; try again when it has ended")
    if "readonly" in said or "unable to open" in said:
        return StoreError(f"{path}: cannot be written ({said}); choose another place with --db")
    if "full" in said or "disk I/O" in said:
        return StoreError(f"{path}: the disk is full or failing ({said}); nothing of this run was kept")
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in said or "not a database" in said):
        return StoreError(f"{path}: the database is damaged ({said}); restore a copy or build it anew")
    return StoreError(f"{path}: {said}")


@contextmanager
def transaction(
    connection: sqlite3.Connection, path: Path, waiting: Callable[[], None] = lambda: None
) -> Iterator[sqlite3.Connection]:
    """All or nothing, foreign keys checked at the end. ``waiting`` is called when another writer has to end first."""
    try:
        _begin(connection, waiting)
        connection.execute("pragma defer_foreign_keys = on")
        try:
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
    except sqlite3.Error as error:
        raise _explained(path, error) from error


def _begin(connection: sqlite3.Connection, waiting: Callable[[], None]) -> None:
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            raise
        waiting()
        connection.execute(f"pragma busy_timeout = {_LONGEST_WAIT * 1000}")
        connection.execute("begin immediate")
