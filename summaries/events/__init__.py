"""What sentences report, which report the same, where they differ. ``stories`` is the face."""
