"""Start here: ``python -m bot``."""

import gc


def start() -> None:
    """Load the program and run the command line."""
    # Modules are no garbage; looking for some among them takes a seventh of the start.
    gc.disable()
    from bot.app import main

    gc.enable()
    main()


if __name__ == "__main__":
    start()
