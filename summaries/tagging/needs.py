"""What a rule of regions needs of a sentence, as bits; without, it is not asked."""

from __future__ import annotations

from summaries.tagging.reading import Reading

SOLID, HINT, COUNTRY, SECTION, CASUALTIES, SPEAKS, IN_COUNTRY, PERSON, LEANS, NOTHING = (
    1 << bit for bit in range(10)
)
"""A place, a place or a hint of one, a word on the country as a whole, a region by name that opens
a section, a word on those who were hurt, on those who rule or watch or on what is so in Syria,
somebody whom the report follows, an opening that leans on the sentence before; or nothing."""


def met_by(reading: Reading) -> int:
    """Return the needs that a sentence meets."""
    labels = reading.cues.phrases
    met = NOTHING
    if reading.evidence:
        met |= HINT
    if reading.solid:
        met |= SOLID
    if reading.whole or reading.on_war:
        met |= COUNTRY
    if reading.section is not None:
        met |= SECTION
    if "casualties" in labels:
        met |= CASUALTIES
    if reading.rulers or "politics" in labels:
        met |= SPEAKS
    if "in_country" in labels:
        met |= IN_COUNTRY
    if reading.persons:
        met |= PERSON
    if reading.leans:
        met |= LEANS
    return met
