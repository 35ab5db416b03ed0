"""Dates in the words of news: calendars, languages, tense. ``summaries.dates`` is the face."""
