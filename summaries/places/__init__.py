"""Place lists and names. ``summaries.gazetteer`` and ``summaries.scheme`` are the faces."""
