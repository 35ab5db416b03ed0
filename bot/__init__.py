"""The bot: collects, stores, schedules, sends and answers."""
