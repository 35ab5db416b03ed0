"""Tags carry the tagger's version; what another version has tagged is tagged anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.store import Store

if TYPE_CHECKING:
    from summaries.regions import Tagger

AT_ONCE = 100
"""Articles held in memory at a time."""

log = structlog.get_logger(__name__)


def retag_outdated(store: Store, tagger: Tagger) -> int:
    """Tag every article again that another version of the tagger has tagged; return how many.

    Raises:
        StoreError: the database failed; what is not tagged yet is found again.

    """
    done = 0
    while outdated := store.outdated(tagger.version, AT_ONCE):
        for article in outdated:
            store.retag(article.id, tagger.tag(article))
        done += len(outdated)
    if done:
        log.info("retag.done", articles=done)
    return done
