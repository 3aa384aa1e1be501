"""The page of the command line: every command with its arguments, options and examples."""

import inspect
from collections.abc import Iterator
from textwrap import dedent

import click

from rcagraph.reference.page import page, table

VERBATIM = "\b\n"
"""What click prints as it stands begins with this; here those are the examples."""


def commands_page(program: click.Group, name: str) -> str:
    """Every command of the program, in its order, from what `--help` prints."""
    top = click.Context(program, info_name=name)
    commands = [(word, program.get_command(top, word)) for word in program.list_commands(top)]
    return page(
        "The command line",
        "Those that read notes take them from the vault that `--vault` names. Every one has "
        "`--help`.",
        "Exit code 0: done. 1: the notes have errors, or what was asked for is not so "
        "(`--strict`, `--check`,\n`--verify`, `--fail-on`). 2: something else is wrong, with a "
        "sentence that says what to try.",
        *(part for word, command in commands if command for part in _command(word, command, top)),
    )


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    inside = click.Context(command, info_name=name, parent=above)
    text, _, example = inspect.cleandoc(command.help or "").partition(VERBATIM)
    yield f"## {name}"
    yield f"`{' '.join((inside.command_path, *command.collect_usage_pieces(inside)))}`"
    yield text.strip()
    if example:
        yield f"```sh\n{dedent(example.partition(chr(10))[2]).strip()}\n```"
    yield table(("Option", "What it does"), _options(command, inside))


def _options(command: click.Command, inside: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        record = parameter.get_help_record(inside)
        if isinstance(parameter, click.Option) and record:
            yield f"`{record[0]}`", record[1].replace("<", "&lt;")
