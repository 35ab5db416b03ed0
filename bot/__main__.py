"""Start here: ``python -m bot``."""

from bot.app import main

main()
