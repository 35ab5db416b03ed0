"""How a sentence gets its region: cues, roles, rules. ``summaries.regions`` is the face."""
