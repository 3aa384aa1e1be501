"""Every generated page, those of the command line and of Python among them."""

from collections.abc import Callable

from rcagraph.reference import PAGES as OF_THE_TABLES
from rcagraph.reference.commands import commands_page
from rcagraph.reference.python_api import Public, api_page
from rcagraph.reference.schemas import schemas_page

PUBLIC = (
    Public("rcagraph", "rcagraph.api", ("load", "Vault")),
    Public("rcagraph.api", "rcagraph.api", ("profile_at",)),
    Public("rcagraph.graph", "rcagraph.graph.knowledge", ("KnowledgeGraph", "Node", "Edge")),
    Public("rcagraph.model.facts", "rcagraph.model.facts", ("NodeKey", "Place")),
    Public("rcagraph.model.table", "rcagraph.model.table", ("Table",)),
    Public("rcagraph.model.diagnostics", "rcagraph.model.diagnostics", ("Diagnostic",)),
    Public("rcagraph.model.errors", "rcagraph.model.errors", ("RcaGraphError",)),
)
"""What the page of Python tells of."""


def _command_line() -> str:
    from rcagraph.cli.app import main

    return commands_page(main, "rcagraph")


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    *OF_THE_TABLES,
    ("docs/reference/cli.md", _command_line),
    ("docs/reference/python.md", lambda: api_page(PUBLIC)),
    ("docs/reference/json-schemas.md", schemas_page),
)
"""Where each page is kept, and what it must hold."""
