"""The Neo4j driver without the packages for arrays and tables that it loads where it finds them."""

import sys

ARRAYS = ("numpy", "pandas", "pyarrow")


def load_driver() -> None:
    """Only a command may do so, whose process is its own: it hands the driver no such value, and
    pandas alone takes a second to load.
    """
    hidden = [name for name in ARRAYS if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails, says Python
    try:
        import neo4j  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]
