"""Small graphs by hand, for tests that need no vault."""

from datetime import date
from itertools import pairwise

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Value


def key(kind: str, name: str, scope: str = "test") -> NodeKey:
    return NodeKey(scope, kind, name)


def node(kind: str, name: str, declared: bool = True, **properties: Value) -> Node:
    places = (Place(f"{kind.lower()}s/{name}.md", 1, "title"),)
    return Node(key(kind, name), name, declared, places, properties)


def edge(type_: str, source: NodeKey, target: NodeKey, **properties: Value) -> Edge:
    places = (Place(f"{source.kind.lower()}s/{source.id}.md", 2, type_.lower()),)
    return Edge(type_, source, target, places, True, (type_.lower(),), properties)


def incident(name: str, origin: str, mode: str, *also: str) -> tuple[Node, list[Edge]]:
    """An incident `YYYY-MM-DD-…` that began in `origin` and hit it and `also`."""
    day = date.fromisoformat(name[:10])
    epoch_day = (day - date(1970, 1, 1)).days
    made = node("Incident", name, date=day, epoch_day=epoch_day, duration_minutes=30)
    edges = [
        edge("ORIGINATED_IN", made.key, key("Service", origin)),
        edge("HAS_FAILURE_MODE", made.key, key("FailureMode", mode)),
        *(edge("AFFECTS", made.key, key("Service", hit)) for hit in (origin, *also)),
    ]
    return made, edges


def shop() -> KnowledgeGraph:
    """Five services in a diamond with a tail, three incidents of two families, two teams."""
    services = ["web", "checkout", "cart", "orders", "users"]
    depends = [("web", "checkout"), ("web", "cart"), ("checkout", "orders"), ("cart", "orders")]
    depends += [("orders", "users")]
    nodes = [node("Service", name, tier="1") for name in services]
    nodes += [node("Team", "alpha"), node("Team", "beta", declared=False)]
    nodes += [node("FailureMode", m, declared=False) for m in ("Pool Exhaustion", "Bad Deploy")]
    nodes += [node("Runbook", "runbook-orders")]
    nodes += [node("ActionItem", "2025-01-03-pool/1", text="Widen the pool", status="open")]
    nodes += [node("Unresolved", "runbook-gone", declared=False, expected_kinds=("Runbook",))]
    edges = [edge("DEPENDS_ON", key("Service", a), key("Service", b)) for a, b in depends]
    edges += [edge("OWNS", key("Team", "alpha"), key("Service", "orders"))]
    edges += [edge("OWNS", key("Team", "beta"), key("ActionItem", "2025-01-03-pool/1"))]
    edges += [edge("DOCUMENTS", key("Runbook", "runbook-orders"), key("Service", "orders"))]
    for made, its_edges in (
        incident("2025-01-03-pool", "orders", "Pool Exhaustion", "checkout", "cart"),
        incident("2025-03-04-pool", "orders", "Pool Exhaustion", "checkout"),
        incident("2025-05-06-deploy", "users", "Bad Deploy"),
    ):
        nodes.append(made)
        edges += its_edges
    first = key("Incident", "2025-01-03-pool")
    edges += [edge("HAS_ACTION_ITEM", first, key("ActionItem", "2025-01-03-pool/1"))]
    edges += [edge("USES_RUNBOOK", first, key("Runbook", "runbook-orders"))]
    edges += [edge("REFERENCES", first, key("Unresolved", "runbook-gone"))]
    return KnowledgeGraph("test", nodes, edges)


def lattice(wide: int, deep: int) -> KnowledgeGraph:
    """`root` under layers of services, each of which needs all of the layer below."""
    layers = [["root"], *([f"l{i}.{j}" for j in range(wide)] for i in range(deep))]
    return KnowledgeGraph(
        "test",
        [node("Service", name) for layer in layers for name in layer],
        [
            edge("DEPENDS_ON", key("Service", above), key("Service", below))
            for lower, upper in pairwise(layers)
            for above in upper
            for below in lower
        ],
    )
