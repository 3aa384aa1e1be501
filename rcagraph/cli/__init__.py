"""The command line: the only code that reads options, prints or exits."""

from rcagraph.cli.app import main

__all__ = ["main"]
