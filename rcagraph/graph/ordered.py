"""Properties in one order, whatever the order in which they were said."""

from collections.abc import Mapping
from functools import lru_cache

from rcagraph.model.vocabulary import Value

Properties = Mapping[str, Value]


def ordered(properties: Properties) -> Properties:
    """By name. Nodes that have the same properties share the texts of their names."""
    return {name: properties[name] for name in _order(tuple(properties))}


@lru_cache(maxsize=4096)
def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names))
