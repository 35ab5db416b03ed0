"""What surrounds a report on the page it was received as. ``summaries.furniture`` is the face."""
