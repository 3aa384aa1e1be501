"""Post-mortem notes in, a knowledge graph out: blast radius and recurring failures.

>>> import rcagraph
>>> vault = rcagraph.load("notes")              # doctest: +SKIP
>>> vault.blast_radius("checkout").structural   # doctest: +SKIP
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
