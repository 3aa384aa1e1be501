"""Which built-in profile finds most in a folder."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from rcagraph.api import Vault, load
from rcagraph.graph import Node
from rcagraph.profile import built_in
from rcagraph.profile.read import BUILT_IN, DEFAULT

PLAIN = frozenset({"Document", "ActionItem", "Unresolved"})
"""Kinds that every folder of notes has, whatever it is about."""

FAR_MORE = 10


class Fit(NamedTuple):
    """A built-in profile, and what only other profiles find."""

    profile: str
    others: dict[str, tuple[Node, ...]]


def fitting(root: Path) -> Fit:
    """Tries each built-in profile; where two find as much, the earlier one.

    Any folder `docs` is one of runbooks to one of them, so no profile may lose what is known.
    """
    tried = {name: load(root, built_in(name), cache=False) for name in BUILT_IN}
    usual = _found(tried[DEFAULT])
    fits = [name for name in BUILT_IN if _keeps(tried[name], usual)]
    name = max(fits, key=lambda name: _said(tried[name]))
    read = {node.places[0].path for node in typed(tried[name])}
    others = {other: _elsewhere(tried[other], read) for other in BUILT_IN if other != name}
    return Fit(name, {other: nodes for other, nodes in others.items() if nodes})


def _keeps(vault: Vault, usual: Counter[str]) -> bool:
    """It finds what the default finds, or so much else that the default finds next to nothing."""
    found = _found(vault)
    return found.total() >= FAR_MORE * (usual - found).total()


def _found(vault: Vault) -> Counter[str]:
    """Things by kind, and what joins them by type."""
    graph = vault.graph
    edges = {t: len(graph.edges(t)) for t in graph.ontology.edges if t != "REFERENCES"}
    return Counter(node.kind for node in typed(vault)) + Counter(edges)


def typed(vault: Vault) -> tuple[Node, ...]:
    """The things that notes declare and that are more than a document or a part of one."""
    return tuple(n for n in vault.graph.nodes() if n.declared and n.kind not in PLAIN)


def _said(vault: Vault) -> tuple[int, int]:
    """Things and what joins them; then what is said of them, one by one."""
    return _found(vault).total(), sum(len(node.properties) for node in typed(vault))


def _elsewhere(vault: Vault, read: set[str]) -> tuple[Node, ...]:
    return tuple(node for node in typed(vault) if node.places[0].path not in read)
