"""Post-mortem notes in, a knowledge graph out: blast radius and recurring failures.

`load` reads a folder of notes; what it returns, a `Vault`, answers the questions of the command
line, and shows itself in a notebook:

>>> import rcagraph
>>> graph = rcagraph.load("notes")           # doctest: +SKIP
>>> graph.blast_radius("checkout")           # doctest: +SKIP
>>> graph.recurrence()                       # doctest: +SKIP
>>> graph.period_change("2025-Q3")           # doctest: +SKIP
>>> graph.query("team_load")                 # doctest: +SKIP
>>> graph.to_pandas().nodes                  # doctest: +SKIP

Notes that are wrong never raise: `graph.diagnostics` has a line for each. What stops a question is
an `rcagraph.model.errors.RcaGraphError`, whose `tip` says what to try.
"""

from typing import TYPE_CHECKING, Any

from rcagraph.model.version import __version__

if TYPE_CHECKING:
    from rcagraph.api import Vault, load

__all__ = ["Vault", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """`load` and `Vault` on first use, so that the command line starts without them."""
    if name in ("load", "Vault"):
        from rcagraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'rcagraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What `help` and completion offer, before its first use too."""
    return sorted({*globals(), *__all__})
