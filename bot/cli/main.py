"""The command line's frame: its commands, and how their failures are told."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from bot.cli import places, reports, upkeep
from bot.cli.bench import Outside
from bot.cli.output import complain
from bot.errors import BriefingError

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells give it."""


def build() -> typer.Typer:
    """Return the application with all commands."""
    application = typer.Typer(
        name="syria-briefing",
        help="What many outlets report on Syria, region by region, in their own sentences.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    application.command()(upkeep.run)
    application.command()(reports.collect)
    application.command(name="import")(reports.import_files)
    application.command()(reports.digest)
    application.command()(reports.search)
    application.command()(reports.explain)
    application.add_typer(places.commands(), name="places")
    application.command()(upkeep.sources)
    application.command()(upkeep.subscribers)
    application.command()(upkeep.doctor)
    application.command()(upkeep.stats)
    application.command()(upkeep.backup)
    return application


def execute(outside: Outside, words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0 done, 1 failed, 2 wrong usage.

    A failure is told in one line on standard error.
    """
    command = typer.main.get_command(build())
    arguments = list(sys.argv[1:] if words is None else words)
    try:
        status = command.main(
            arguments, prog_name="syria-briefing", standalone_mode=False, obj=outside
        )
    except TyperException as error:
        if message := error.format_message():
            complain(f"{message} (see syria-briefing --help)")
        return error.exit_code
    except BriefingError as error:
        complain(str(error))
        return error.exit_status
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has read enough.
        sys.stdout = None
        return 0
    return status if isinstance(status, int) else 0
