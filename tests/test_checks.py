"""The findings over the whole graph: RCA401 to RCA406."""

from datetime import date

from rcagraph.analysis.checks import check
from rcagraph.graph import Edge, KnowledgeGraph
from tests.graphs import edge, key, node, shop


def lines(graph: KnowledgeGraph, today: date | None = None) -> list[tuple[str, str, int, str]]:
    return [(d.code.name, d.path, d.line, d.detail) for d in check(graph, today)]


def depends(a: str, b: str) -> Edge:
    return edge("DEPENDS_ON", key("Service", a), key("Service", b))


def owned(names: str, edges: list[Edge]) -> KnowledgeGraph:
    """Services of one letter each, all owned."""
    owns = [edge("OWNS", key("Team", "t"), key("Service", n)) for n in names]
    return KnowledgeGraph("test", [node("Team", "t"), *(node("Service", n) for n in names)],
                          [*owns, *edges])  # fmt: skip


def test_services_without_owner() -> None:
    assert lines(shop()) == [
        ("RCA401", f"services/{name}.md", 1, name) for name in ("cart", "checkout", "users", "web")
    ]


def test_a_service_that_is_merely_named_has_no_note_to_mend() -> None:
    assert lines(KnowledgeGraph("test", [node("Service", "x", declared=False)], [])) == []


def test_incident_that_affects_nothing() -> None:
    graph = KnowledgeGraph("test", [node("Incident", "2025-01-01-x")], [])
    assert lines(graph) == [("RCA402", "incidents/2025-01-01-x.md", 1, "2025-01-01-x")]


def test_one_finding_a_knot_naming_its_cycle() -> None:
    edges = [depends(*pair) for pair in ("ba", "ab", "bc", "cb", "xy", "yz", "zx", "pa", "ss")]
    assert lines(owned("abcpsxyz", edges)) == [
        ("RCA403", "services/a.md", 2, "a → b → a (and 1 more in the knot)"),
        ("RCA403", "services/s.md", 2, "s → s"),
        ("RCA403", "services/x.md", 2, "x → y → z → x"),
    ]


def test_an_inferred_dependency_closes_no_cycle() -> None:
    said = depends("b", "a")
    guess = Edge(said.type, said.source, said.target, said.places, asserted=False)
    assert lines(owned("ab", [depends("a", "b"), guess])) == []


def test_overdue_only_when_the_caller_says_what_day_it_is() -> None:
    items = [
        node("ActionItem", "late", text="Widen", due_date=date(2025, 1, 1)),
        node("ActionItem", "today", text="Due now", due_date=date(2025, 2, 1)),
        node("ActionItem", "done", text="Done", due_date=date(2025, 1, 1), status="Done"),
        node("ActionItem", "undated", text="Some day"),
        node("Team", "t"),
    ]
    graph = KnowledgeGraph(
        "test", items, [edge("OWNS", key("Team", "t"), key("ActionItem", "late"))]
    )
    assert lines(graph) == []
    assert lines(graph, date(2025, 2, 1)) == [
        ("RCA404", "actionitems/late.md", 1, "Widen (due 2025-01-01, t)")
    ]


def test_a_runbook_that_only_has_an_owner_is_about_nothing() -> None:
    names = ("alert", "used", "owned")
    edges = [
        edge("DOCUMENTS", key("Runbook", "alert"), key("Alert", "a")),
        edge("USES_RUNBOOK", key("Incident", "2025-01-01-i"), key("Runbook", "used")),
        edge("OWNS", key("Team", "t"), key("Runbook", "owned")),
    ]
    ends = [node("Alert", "a"), node("Team", "t"), node("Incident", "2025-01-01-i", False)]
    graph = KnowledgeGraph("test", [*(node("Runbook", n) for n in names), *ends], edges)
    assert lines(graph) == [("RCA405", "runbooks/owned.md", 1, "owned")]


def test_a_day_ahead_of_ours_may_be_today_elsewhere() -> None:
    days = {"now": date(2025, 2, 1), "ahead": date(2025, 2, 2), "later": date(2025, 2, 3)}
    hit = [edge("AFFECTS", key("Incident", n), key("Service", "s")) for n in days]
    nodes = [node("Incident", n, date=day) for n, day in days.items()]
    graph = KnowledgeGraph("test", [*nodes, node("Service", "s", declared=False)], hit)
    assert lines(graph) == []
    assert lines(graph, date(2025, 2, 1)) == [
        ("RCA406", "incidents/later.md", 1, "later (2025-02-03)")
    ]


def test_findings_are_sorted_by_place() -> None:
    found = check(shop(), date(2026, 1, 1))
    assert list(found) == sorted(found, key=lambda d: d.sort_key)
    assert str(found[0]) == (
        "services/cart.md:1: warning[RCA401] service has no owner: cart; "
        "add `owner: TEAM` to its note"
    )


def test_what_no_note_of_a_vault_says_is_said_once_for_all() -> None:
    services = [node("Service", name) for name in "abcde"]
    assert lines(KnowledgeGraph("test", services, [])) == [
        ("RCA401", "services/a.md", 1, "a, and all 4 others")
    ]
    owns = edge("OWNS", key("Team", "t"), key("Service", "e"))
    graph = KnowledgeGraph("test", [node("Team", "t"), *services], [owns])
    assert [detail for _, _, _, detail in lines(graph)] == ["a", "b", "c", "d"]
    assert len(lines(KnowledgeGraph("test", services[:3], []))) == 3
