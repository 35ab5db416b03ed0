"""Commands on the gazetteer: take in a place list, look a name up, list names that clash."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.bench import outside, settings_and_zone
from bot.cli.output import Format, columns, show, show_json
from bot.cli.reports import FormatOption
from bot.places import Clash, Imported, Meaning, check, find, import_places, similar

SHOWN = 20
"""Lines of a list that a person is shown before the rest is only counted."""


def commands() -> typer.Typer:
    """Return the group of commands."""
    group = typer.Typer(
        help="The gazetteer: take in a place list, look a name up, list names that clash.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(name="import")(import_list)
    group.command(name="find")(find_name)
    group.command(name="check")(check_names)
    return group


def import_list(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="GeoNames SY.txt, OCHA P-codes (CSV, XLSX), or CSV")],
    form: FormatOption = Format.TEXT,
) -> int:
    """Take a full place list into the operator's own, kept in DATA_DIR."""
    settings, _ = settings_and_zone()
    taken = import_places(file, settings.places_file, outside(context).scheme(settings))
    if form is Format.JSON:
        show_json(taken)
    else:
        show(_told(taken, settings.places_file))
    return 0


def _told(taken: Imported, places_file: Path) -> str:
    counted = f"{taken.read} places read ({taken.format}): {taken.new} new, {taken.known} known"
    lines = [f"{counted}; {places_file} now has {taken.total}.", *taken.left_out[:SHOWN]]
    if len(taken.left_out) > SHOWN:
        lines.append(f"… and {len(taken.left_out) - SHOWN} more")
    return "\n".join(lines)


def find_name(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="a name in any spelling, Latin or Arabic")],
    form: FormatOption = Format.TEXT,
) -> int:
    """Show what a name may mean, where it lies, and why it belongs to its region."""
    settings, _ = settings_and_zone()
    found = find(name, settings.places_file, outside(context).scheme(settings))
    near = [] if found else similar(name, settings.places_file)
    if form is Format.JSON:
        show_json({"name": name, "meanings": found, "similar": near})
    elif found:
        show("\n".join(map(_meaning, found)))
    else:
        hint = f" Similar: {', '.join(near)}." if near else ""
        show(f"No place is called {name}.{hint}")
    return 0 if found else 1


def _meaning(meaning: Meaning) -> str:
    return f"{meaning.place.lies_in}\n   {meaning.why}"


def check_names(context: typer.Context, form: FormatOption = Format.TEXT) -> int:
    """List the names that mean places of several regions."""
    settings, _ = settings_and_zone()
    clashes = check(settings.places_file, outside(context).scheme(settings))
    if form is Format.JSON:
        show_json({"clashes": clashes})
    elif clashes:
        show(columns(("name", "may mean"), map(_clash, clashes)))
    else:
        show("No name means places of several regions.")
    return 0


def _clash(clash: Clash) -> tuple[str, str]:
    return clash.name, "; ".join(place.lies_in for place in clash.places)
