"""What the commands print: tables for people, JSON, CSV and Markdown for what comes after."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from rcagraph.model.table import Table

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDTH_IN_A_PIPE = 160
"""Columns of text where no terminal says how wide it is."""


def count(number: int, word: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


ASCII = str.maketrans("─│├└→·…≥±“”’", '-||`>..>+""\'')
"""One sign for one, so that columns stay where they are; a terminal with fewer signs shows `?`."""


def has_bars() -> bool:
    """Whether small bars can be drawn and are wanted: whoever sets NO_COLOR reads plain text."""
    from rich.console import Console

    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return not is_plain and not Console().options.ascii_only


def print_rich(shown: "RenderableType") -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDTH_IN_A_PIPE
    with console.capture() as capture:
        console.print(shown)
    for line in capture.get().splitlines():
        if console.options.ascii_only:
            line = line.translate(ASCII).encode("ascii", "replace").decode("ascii")
        click.echo(line.rstrip(), color=True)


def print_json(shape: object) -> None:
    from rcagraph.report.as_json import dumps

    click.echo(dumps(shape), nl=False)  # type: ignore[arg-type]


def print_tables(tables: Iterable[Table], format_: str) -> None:
    """Each in the format asked for, a blank line between."""
    from rcagraph.report import tables as render
    from rcagraph.report.on_terminal import to_rich

    for number, table in enumerate(tables):
        if number:
            click.echo()
        if format_ == "table":
            print_rich(to_rich(table))
        else:
            as_text = {"json": render.to_json, "csv": render.to_csv, "markdown": render.to_markdown}
            click.echo(as_text[format_](table), nl=False)
        if table.truncated and format_ == "csv":  # the other formats hold it themselves
            click.echo(table.truncated, err=True)
