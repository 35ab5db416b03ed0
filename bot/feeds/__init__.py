"""From a feed's address to drafts of articles: catalogue, fetching, parsing, pages, saved files.

Only ``fetch`` and ``network`` reach out; all the rest is pure.
"""
