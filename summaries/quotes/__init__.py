"""Spans that stand on their own, and which of them are shown. ``digest`` is the face."""
