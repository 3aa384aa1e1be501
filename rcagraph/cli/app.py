"""The `rcagraph` command: its subcommands, and how errors leave it."""

import importlib
import io
import sys
from typing import Any

import click

from rcagraph.model.version import __version__

COMMANDS = {
    "demo": ("demo", "Build the example vault and show what comes out."),
    "init": ("init", "Name the profile that fits a folder, and write an rcagraph.toml."),
    "check": ("check", "What is wrong with the notes, line by line."),
    "stats": ("stats", "How much of each there is."),
    "show": ("show", "One thing and everything known of it."),
    "blast-radius": ("blast_radius", "What else goes down with a service."),
    "criticality": ("criticality", "Which services matter most."),
    "recurrence": ("recurrence", "Which failures keep coming back."),
    "dependencies": ("dependencies", "What the incidents say of the declared dependencies."),
    "query": ("query", "Run a named query."),
    "cypher": ("cypher", "Run a read-only Cypher query."),
    "sparql": ("sparql", "Run a SPARQL query."),
    "export": ("export", "Write the graph to Neo4j, RDF and other formats."),
    "diff": ("diff", "What changed between two vaults, or two revisions of one."),
    "report": ("report", "Write the recurring-failure report."),
    "watch": ("watch", "Run a command again whenever the notes change."),
    "schema": ("schema", "The ontology and the diagnostics, as documents."),
}
"""In the order a newcomer needs them: the module under `cli/`, and the short help.

A command's module is imported when it is run, so that `--help` and completion stay quick.
"""

EXIT_USAGE = 2


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"rcagraph.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        from rcagraph.model.errors import RcaGraphError

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that is not UTF-8 shows escapes
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except RcaGraphError as error:
            from rcagraph.report.escaping import one_line  # names in it come from notes

            click.echo(f"error: {one_line(str(error))}", err=True)
            ctx.exit(EXIT_USAGE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rcagraph")
def main() -> None:
    """Post-mortem notes in, a knowledge graph out.

    Answers two questions from a vault of notes: what else goes down with this, and why does
    this keep coming back?

    \b
    Example:
      rcagraph demo
      rcagraph blast-radius checkout-api --vault my-notes
    """
