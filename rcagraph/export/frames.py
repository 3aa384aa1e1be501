"""The graph as pandas data frames: one row a node, and one row an edge."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    import pandas as pd


class Frames(NamedTuple):
    """Columns are the ontology's names; what is not known is missing. Days are `datetime64`,
    moments `datetime64` in UTC."""

    nodes: "pd.DataFrame"
    """By `uid`: kind, name, declared, the properties, line, said_at."""
    edges: "pd.DataFrame"
    """type, source, target (as `uid`), the properties, said_at, asserted, rules."""


def frames(graph: KnowledgeGraph) -> Frames:
    """`RcaGraphError` where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as missing:
        raise RcaGraphError(
            "pandas is not installed", "Run: pip install 'rcagraph[pandas]'"
        ) from missing
    nodes = [{"uid": n.key.uid, "kind": n.kind, **n.record()} for n in graph.nodes()]
    edges = [
        {"type": e.type, "source": e.source.uid, "target": e.target.uid, **e.record()}
        for e in graph.edges()
    ]
    common = ["uid", "kind", "name", "declared", "line", "said_at"]
    made = pd.DataFrame(nodes, columns=common if not nodes else None).set_index("uid")
    joins = ["type", "source", "target", "said_at", "asserted", "rules"]
    return Frames(_typed(made), _typed(pd.DataFrame(edges, columns=joins if not edges else None)))


def _typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Whole numbers stay whole beside missing ones; days and moments are pandas' own."""
    typed = frame.convert_dtypes()
    for column in frame.columns:
        known = frame[column].dropna()
        if len(known) and all(isinstance(value, datetime) for value in known):
            typed[column] = frame[column].map(_in_utc, "ignore").astype("datetime64[us]")
            typed[column] = typed[column].dt.tz_localize("UTC")
        elif len(known) and all(type(value) is date for value in known):
            typed[column] = frame[column].astype("datetime64[us]")
    return typed


def _in_utc(moment: datetime) -> datetime:
    """Without its zone; one that tells none is taken to be UTC, as everywhere."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
