"""What-if: the failure graph with a dependency cut, a replica added, or more things down."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from msgspec import structs

from rcagraph.analysis.impact.failure_graph import FailureGraph, Requirement
from rcagraph.analysis.names import find_service
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError

VERBS = ("cut", "add-replica", "down")
SHAPES = "Write cut:A->B (A no longer fails with B), add-replica:X or down:X,Y."


@dataclass(frozen=True, slots=True)
class Changed:
    """A failure graph after some changes; requirements keep their names, and so their coins."""

    net: FailureGraph
    origin: tuple[int, ...]
    """For each requirement, the one of the graph before that it came of: p is that one's."""
    down: tuple[int, ...]
    """What else fails."""


def changed(graph: KnowledgeGraph, net: FailureGraph, asked: Iterable[str]) -> Changed:
    """The changes in the order given; `RcaGraphError` for what there is not, with near names."""
    made = Changed(net, tuple(range(len(net.requirements))), ())
    for text in asked:
        verb, colon, what = (part.strip() for part in text.partition(":"))
        if verb not in VERBS or not colon or not what:
            near = difflib.get_close_matches(verb, VERBS, n=1)
            tip = f"Did you mean {near[0]}:…? {SHAPES}" if near and verb not in VERBS else SHAPES
            raise RcaGraphError(f"--what-if '{text}' means nothing", tip)
        if verb == "cut":
            made = _cut(graph, made, what)
        elif verb == "add-replica":
            made = _with_replica(made, made.net.number[find_service(graph, what).key])
        else:
            names = (name for part in what.split(",") if (name := part.strip()))
            more = (made.net.number[find_service(graph, name).key] for name in names)
            made = replace(made, down=tuple(dict.fromkeys((*made.down, *more))))
    return made


def _cut(graph: KnowledgeGraph, made: Changed, what: str) -> Changed:
    """No failure of B passes to A. As a member of a group, B counts as one that stands."""
    above, arrow, below = (part.strip() for part in what.partition("->"))
    if not arrow or not above or not below:
        raise RcaGraphError(f"--what-if 'cut:{what}' names no dependency", SHAPES)
    one, other = (find_service(graph, name) for name in (above, below))
    hit, lost = made.net.number[one.key], made.net.number[other.key]
    kept, origin, is_found = list[Requirement](), list[int](), False
    for requirement, came_of in zip(made.net.requirements, made.origin, strict=True):
        if requirement.node == hit and lost in requirement.members:
            is_found = True
            members = tuple(m for m in requirement.members if m != lost)
            requirement = replace(requirement, members=members)
        if len(requirement.members) >= requirement.breaks:
            kept.append(requirement)
            origin.append(came_of)
    if not is_found:
        raise _no_dependency(made.net, one, other)
    return replace(made, net=made.net.replaced(kept), origin=tuple(origin))


def _no_dependency(net: FailureGraph, above: Node, below: Node) -> RcaGraphError:
    message = f"{above.name} does not depend on {below.name}"
    hit, lost = net.number[above.key], net.number[below.key]
    if hit in net.hit_by[lost]:
        return RcaGraphError(message)
    if lost in net.hit_by[hit]:
        tip = f"{below.name} depends on {above.name}: cut:{below.name}->{above.name}?"
        return RcaGraphError(message, tip)
    needed = sorted({m for r in net.needs[hit] for m in net.requirements[r].members})
    names = ", ".join(net.nodes[m].name for m in needed) or "nothing"
    return RcaGraphError(message, f"It depends on {names}.")


def _with_replica(made: Changed, node: int) -> Changed:
    """Beside `node` stands another that needs the same, each with coins of its own; whatever
    needed `node` needs one more member down before it breaks. Faults of both at once are shared
    causes, and in no figure."""
    net = made.net
    copy = _copied(net.nodes[node], len(net.nodes), {n.key.id for n in net.nodes})
    twin = len(net.nodes)
    found, origin = list[Requirement](), list[int]()
    for requirement, came_of in zip(net.requirements, made.origin, strict=True):
        if node in requirement.members and requirement.node != node:
            members = (*requirement.members, twin)
            requirement = replace(
                requirement, members=members, breaks=requirement.breaks + 1, in_group=True
            )
        found.append(requirement)
        origin.append(came_of)
        if requirement.node == node:
            name = f"{requirement.name}\n{copy.key.id}"
            found.append(replace(requirement, name=name, node=twin))
            origin.append(came_of)
    return Changed(FailureGraph((*net.nodes, copy), tuple(found)), tuple(origin), made.down)


def _copied(node: Node, number: int, taken: set[str]) -> Node:
    mark = "replica" if f"{node.key.id} (replica)" not in taken else f"replica {number}"
    key, name = node.key._replace(id=f"{node.key.id} ({mark})"), f"{node.name} ({mark})"
    return structs.replace(node, key=key, name=name)
