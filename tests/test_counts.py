"""Counts by kind, by edge and by the kinds that edges join."""

from rcagraph.analysis.counts import counts
from rcagraph.graph import KnowledgeGraph
from tests.graphs import shop


def test_counts_of_the_shop() -> None:
    found = counts(shop())
    assert found.vault == "test"
    assert found.nodes == {
        "Incident": (3, 0), "Service": (5, 0), "Runbook": (1, 0), "Team": (1, 1),
        "FailureMode": (0, 2), "ActionItem": (1, 0), "Unresolved": (0, 1),
    }  # fmt: skip
    assert found.edges == {
        "AFFECTS": 6, "ORIGINATED_IN": 3, "OWNS": 2, "DEPENDS_ON": 5, "DOCUMENTS": 1,
        "USES_RUNBOOK": 1, "HAS_FAILURE_MODE": 3, "HAS_ACTION_ITEM": 1, "REFERENCES": 1,
    }  # fmt: skip
    assert found.edges_by_kinds["OWNS"] == {"Team>ActionItem": 1, "Team>Service": 1}
    assert list(found.nodes)[:2] == ["Incident", "Service"]


def test_an_empty_graph_counts_nothing() -> None:
    found = counts(KnowledgeGraph("empty", [], []))
    assert (found.nodes, found.edges, found.edges_by_kinds) == ({}, {}, {})
