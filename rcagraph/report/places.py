"""Where a note says something, as people and editors write it."""

from rcagraph.model.facts import Place


def at(place: Place) -> str:
    """`path:line`; the key or section is left to the reader."""
    return f"{place.path}:{place.line}"
