"""How one impact probability comes about: each dependency on the way, and what its p rests on."""

from dataclasses import dataclass

from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.analysis.impact.failure_graph import Requirement
from rcagraph.analysis.impact.probability import Probability
from rcagraph.analysis.impact.study import Study
from rcagraph.analysis.names import find_service
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.names import folded


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement between what fails and what is explained."""

    dependent: Node
    members: tuple[Node, ...]
    requirement: Requirement
    evidence: Evidence

    @property
    def needs(self) -> str:
        """In words: its one member, or how many of which must stand."""
        names = ", ".join(node.name for node in self.members)
        needed = len(self.members) - self.requirement.breaks + 1
        return f"{needed} of {names}" if self.requirement.in_group else names


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one node that may be hit."""

    node: Node
    probability: Probability
    coins: int
    """Requirements in doubt that decide it."""
    samples: int | None
    """None where the figure is exact."""
    steps: tuple[Step, ...]
    """By name of the dependent; empty where no failure reaches it."""


def found_in(study: Study, graph: KnowledgeGraph, name: str) -> NodeKey:
    """What is asked for by name: a replica of the what-if, else what the vault has."""
    replicas = (node for node in study.net.nodes if node.key not in graph)
    asked = (node.key for node in replicas if folded(node.name) == folded(name))
    return next(asked, None) or find_service(graph, name).key


def explanation(study: Study, key: NodeKey) -> Explanation:
    """`KeyError` where the failure graph has no such node."""
    node, part = study.net.number[key], study.found.live
    seen, stack, found = {node}, [node], set[int]()
    while stack:
        for requirement in part.needs.get(stack.pop(), ()):
            found.add(requirement)
            fresh = [m for m in part.members(requirement) if m not in seen]
            seen.update(fresh)
            stack += fresh
    probability = study.chance(key)
    return Explanation(
        study.net.nodes[node],
        probability,
        len(found.intersection(part.uncertain)),
        study.found.worlds.size if probability.simulation is not None else None,
        tuple(sorted((_step(study, r) for r in found), key=lambda s: (s.dependent.name, s.needs))),
    )


def _step(study: Study, number: int) -> Step:
    net, requirement = study.net, study.net.requirements[number]
    members = tuple(net.nodes[member] for member in requirement.members)
    return Step(net.nodes[requirement.node], members, requirement, study.evidence[number])
