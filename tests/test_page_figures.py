"""What the page counts beyond the other reports: heat map, growth, whom to ask about first."""

from datetime import date

from rcagraph.analysis.blast_radius import blast_radii, blast_radius
from rcagraph.analysis.heat_map import heat_map
from rcagraph.analysis.history import history
from rcagraph.analysis.history.growth import growth_curve
from rcagraph.analysis.missing_runbooks import missing_runbooks
from rcagraph.analysis.most_exposed import most_exposed
from rcagraph.analysis.recurrence import recurrence
from rcagraph.report.blast_radius_json import blast_radius as as_json
from tests.graphs import edge, key, node, shop
from tests.pasts import happened, vault


def test_a_heat_map_counts_by_origin_and_mode() -> None:
    graph = vault([happened(0, "a", "m", "b"), happened(9, "a", "m"), happened(20, "b", "n")])
    heat = heat_map(graph)
    assert heat.by == "failure mode"
    assert [n.name for n in heat.services] == ["a", "b"]
    assert [n.name for n in heat.modes] == ["m", "n"]
    assert {(service.id, mode.id): len(its) for (service, mode), its in heat.cells.items()} == {
        ("a", "m"): 2,
        ("b", "n"): 1,
    }


def test_a_heat_map_up_to_a_day_leaves_out_what_came_later() -> None:
    graph = vault([happened(0, "a", "m"), happened(9, "b", "m")])
    assert [n.name for n in heat_map(graph, date(2025, 1, 5)).services] == ["a"]


def test_without_failure_modes_it_goes_by_category() -> None:
    told, category = node("Incident", "2025-01-01-a"), node("Category", "network")
    began = edge("ORIGINATED_IN", told.key, key("Service", "a"))
    graph = vault([], [told, category], began, edge("IN_CATEGORY", told.key, category.key))
    heat = heat_map(graph)
    assert (heat.by, [n.name for n in heat.modes]) == ("category", ["network"])


def test_a_vault_without_either_has_no_cells() -> None:
    assert dict(heat_map(vault([])).cells) == {}


def test_the_growth_curve_ends_at_the_vault_s_figure() -> None:
    told = [happened(at, f"s{n % 6}") for n, at in enumerate(range(0, 600, 20))]
    its = history(graph := vault(told), recurrence(graph))
    assert its is not None
    curve = growth_curve(its, points=10)
    assert [round(each.age) for each in curve] == [58 * n for n in range(1, 11)]
    assert curve[-1] == its.whole.growth[-1]
    assert round(curve[-1].estimate or 0, 6) == 4.666667


def test_a_small_vault_has_no_growth_curve() -> None:
    its = history(graph := vault([happened(0), happened(9), happened(20)]), recurrence(graph))
    assert its is not None
    assert growth_curve(its) == ()


def test_services_without_a_runbook_come_by_their_incidents() -> None:
    told = [happened(0, "b"), happened(9, "a"), happened(20, "a"), happened(30, "c")]
    runbook = node("Runbook", "r")
    nodes = [*(node("Service", name) for name in "abc"), runbook]
    graph = vault(told, nodes, edge("DOCUMENTS", runbook.key, key("Service", "c")))
    assert [(n.name, count) for n, count in missing_runbooks(graph)] == [("a", 2), ("b", 1)]


def test_a_service_that_is_only_named_owes_no_runbook() -> None:
    assert missing_runbooks(vault([happened(0, "b")])) == ()


def test_what_most_hangs_on_is_asked_about_first() -> None:
    depends = [edge("DEPENDS_ON", key("Service", name), key("Service", "base")) for name in "abc"]
    graph = vault([happened(0, "c"), happened(3, "c")], (), *depends)
    assert [k.id for k in most_exposed(graph)] == ["base", "c", "a", "b"]


def test_radii_together_are_those_of_each_alone() -> None:
    graph = shop()
    keys = [n.key for n in graph.nodes("Service")]
    together = [as_json(each) for each in blast_radii(graph, keys)]
    assert together == [as_json(blast_radius(graph, each)) for each in keys]
    assert len(together) == 5


def test_radii_count_no_incident_after_the_day() -> None:
    graph = shop()
    orders = key("Service", "orders")
    (early,) = blast_radii(graph, [orders], date(2025, 2, 1))
    assert (early.as_of, early.originated) == (date(2025, 2, 1), 1)
