"""The database: the only room, besides the plugin, that knows SQL."""

from sqlite3 import Connection

from quotes.store.database import StoreError, open_database, open_to_read, roomy, transaction
from quotes.store.ids import article_id, quote_ids, short, speaker_id, text_id
from quotes.store.records import Record, lineage_row, link_row, record

__all__ = [
    "Connection",
    "Record",
    "StoreError",
    "article_id",
    "lineage_row",
    "link_row",
    "open_database",
    "open_to_read",
    "quote_ids",
    "record",
    "roomy",
    "short",
    "speaker_id",
    "text_id",
    "transaction",
]
