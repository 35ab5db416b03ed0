"""The database, SQLite or PostgreSQL: articles, passages, chats, digests and the outbox.

``open_store`` gives a `Store`; nothing else of this package is for others.
"""

from bot.store.store import Store, open_store

__all__ = ["Store", "open_store"]
