"""The migrations, oldest first.

A migration is one file ``vNNNN_what_it_does.py`` with ``revision = "NNNN"`` and an ``upgrade()``
that works on SQLite and PostgreSQL (``op.batch_alter_table`` for what SQLite cannot alter).
``HEAD`` in ``bot/store/schema/__init__.py`` names the newest; the tests hold tables and migrations
together. There is no ``downgrade``: the way back is a backup.
"""
