"""A graph in which every property is something that a file format has trouble with."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.vocabulary import Value
from tests.graphs import edge, key, node
from tests.strategies import NASTY

VAULT = 'it\'s "q" {x} \\u0022; \n// */ $y `'
TEXTS = (
    *NASTY,
    *("=1+1", "+1", "-1", "@sum", "'", '"', '""', 'a"', "\\", "\\u0022", "\\\\u003b", ",", "a,b"),
    *("\n", "\r", "\r\n", "x\r", "\rx", "a\rb", "a\r\nb", "x\n\ny", "  x ", "\x85", "\ufeffx"),
    *("x\x1fy", "\x1f", "null", "NaN", "\0", "a\0", "a\ud800b", "${HOME} $(id) `id`", "a;b", ";"),
)
DECIMALS = (1.5, 1e300, -0.0, 3, 1e-7, float("inf"), float("-inf"), float("nan"), 2**64, -5)
MOMENTS = (
    datetime(2025, 1, 3, 8, 30, tzinfo=UTC),
    datetime(2025, 1, 3, 8, 30, 1, 123456, tzinfo=ZoneInfo("UTC")),
    datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime(1850, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")),  # 53 minutes 28 seconds from UTC
    datetime(2025, 1, 3, 8, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
    datetime(2025, 1, 3, 8, 30),  # no zone
)


def nasty() -> KnowledgeGraph:
    nodes = [*_texts(), *_values()]
    ends = [key("Service", name) for name in ("a", "b", "c")]
    nodes += [Node(end, end.id, True, nodes[0].places) for end in ends]
    told: dict[str, Value] = {"role": "=x", "group": "a\nb", "since": date(2025, 1, 1)}
    edges: list[Edge] = [
        edge("DEPENDS_ON", ends[0], ends[1], **told, probability=0.5),
        edge("DEPENDS_ON", ends[1], ends[2], role='"', probability=1),
    ]
    return KnowledgeGraph(VAULT, nodes, edges)


def _texts() -> list[Node]:
    return [
        *(
            node("Incident", f"{n}", title=t, tags=(t, "z"), resolution=(t,), went_well=("a", t))
            for n, t in enumerate(TEXTS)
        ),
        *(node("Document", text) for text in TEXTS),
        node("Incident", "none", tags=(), contributing_factors=("", ""), resolution=("",)),
    ]


def _values() -> list[Node]:
    return [
        *(node("Incident", f"n{n}", revenue_impact=value) for n, value in enumerate(DECIMALS)),
        *(node("Incident", f"t{n}", started_at=value) for n, value in enumerate(MOMENTS)),
        node("Incident", "first", date=date(1, 1, 1), users_affected=-(2**63)),
        node("Incident", "last", date=date(9999, 12, 31), users_affected=2**63 - 1),
    ]
