"""Which built-in profile finds most in a folder."""

from pathlib import Path
from typing import NamedTuple

from rcagraph.api import Vault, load
from rcagraph.graph import Node
from rcagraph.profile import built_in
from rcagraph.profile.read import BUILT_IN

PLAIN = frozenset({"Document", "ActionItem", "Unresolved"})
"""Kinds that every folder of notes has, whatever it is about."""


class Fit(NamedTuple):
    """A built-in profile, and what only other profiles find."""

    profile: str
    others: dict[str, tuple[Node, ...]]


def fitting(root: Path) -> Fit:
    """Tries each built-in profile; where two find as much, the earlier one."""
    tried = {name: load(root, built_in(name)) for name in BUILT_IN}
    name = max(BUILT_IN, key=lambda name: _said(tried[name]))
    read = {node.places[0].path for node in typed(tried[name])}
    others = {other: _elsewhere(tried[other], read) for other in BUILT_IN if other != name}
    return Fit(name, {other: nodes for other, nodes in others.items() if nodes})


def typed(vault: Vault) -> tuple[Node, ...]:
    """The things that notes declare and that are more than a document or a part of one."""
    return tuple(n for n in vault.graph.nodes() if n.declared and n.kind not in PLAIN)


def _said(vault: Vault) -> tuple[int, int]:
    """Things and what joins them; then what is said of them, one by one."""
    graph, things = vault.graph, typed(vault)
    edges = sum(len(graph.edges(type_)) for type_ in graph.ontology.edges if type_ != "REFERENCES")
    return len(things) + edges, sum(len(node.properties) for node in things)


def _elsewhere(vault: Vault, read: set[str]) -> tuple[Node, ...]:
    return tuple(node for node in typed(vault) if node.places[0].path not in read)
