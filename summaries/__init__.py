"""Articles in, digests out: the pure core, usable as a library without the bot."""
