"""Recurrence: families by key and by assertion, gaps, runbooks, promises, and the counts."""

from datetime import date
from typing import Any

import pytest

from rcagraph.analysis.actions import is_closed
from rcagraph.analysis.debts import debts
from rcagraph.analysis.recurrence import recurrence
from rcagraph.analysis.touched import touched
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from tests.graphs import edge, incident, key, node, shop
from tests.pasts import Told, vault


def again(later: Told, earlier: Told) -> Edge:
    return edge("RECURRENCE_OF", later[0].key, earlier[0].key)


def action(incident_: Told, number: int, **properties: Any) -> tuple[Node, Edge]:
    made = node("ActionItem", f"{incident_[0].name}/{number}", **properties)
    return made, edge("HAS_ACTION_ITEM", incident_[0].key, made.key)


def test_shop_has_one_repeating_family_of_two() -> None:
    found = recurrence(shop())
    assert (found.incidents, found.all_families, found.unkeyed) == (3, 2, 0)
    assert (found.repeating_families, found.repeating_incidents) == (1, 2)
    assert (found.first, found.last, found.as_of) == (
        date(2025, 1, 3), date(2025, 5, 6), date(2025, 5, 6)
    )  # fmt: skip
    (family,) = found.families
    assert family.key == (("service", "orders"), ("failure_mode", "Pool Exhaustion"))
    assert family.ids == ("2025-01-03-pool", "2025-03-04-pool")
    assert (family.first, family.last) == (date(2025, 1, 3), date(2025, 3, 4))
    assert (family.gaps_days, family.total_minutes) == ((60,), 60)
    assert [r.name for r in family.runbooks] == ["runbook-orders"]
    assert [t.name for t in family.teams] == ["alpha"]
    assert [(a.text, a.owners, a.due_date) for a in family.open_actions] == [
        ("Widen the pool", ("beta",), None)
    ]


def test_minimum_and_service_choose_what_is_listed_and_change_no_count() -> None:
    every = recurrence(shop(), minimum=1)
    assert [f.title for f in every.families] == ["orders: Pool Exhaustion", "users: Bad Deploy"]
    users = recurrence(shop(), minimum=1, service="USERS")
    assert [f.title for f in users.families] == ["users: Bad Deploy"]
    assert (users.incidents, users.all_families, users.repeating_incidents) == (3, 2, 2)
    with pytest.raises(RcaGraphError, match="no service 'user'"):
        recurrence(shop(), service="user")


def test_recurrence_chain_over_two_keys_takes_the_earliest_key() -> None:
    one = incident("2025-01-01-a", "orders", "Pool")
    two = incident("2025-02-01-b", "orders", "Pool")
    three = incident("2025-03-01-c", "cart", "Leak")
    found = recurrence(vault([three, two, one], [], again(three, two)))
    (family,) = found.families
    assert family.title == "orders: Pool"
    assert family.other_keys == ((("service", "cart"), ("failure_mode", "Leak")),)
    assert (family.ids, family.gaps_days) == (
        ("2025-01-01-a", "2025-02-01-b", "2025-03-01-c"), (31, 28)
    )  # fmt: skip
    assert found.all_families == 1


def test_inferred_recurrence_and_a_link_to_no_note_join_nothing() -> None:
    one, two = incident("2025-01-01-a", "orders", "Pool"), incident("2025-02-01-b", "cart", "Leak")
    said = again(two, one)
    guess = Edge(said.type, said.source, said.target, said.places, asserted=False)
    gone = edge("RECURRENCE_OF", one[0].key, key("Unresolved", "2024-gone"))
    found = recurrence(vault([one, two], [], guess, gone))
    assert (found.all_families, found.repeating_families) == (2, 0)


@pytest.mark.parametrize("kind", ["Incident", "Unresolved"])
def test_an_incident_that_is_merely_named_joins_its_kin_and_is_not_counted(kind: str) -> None:
    one, two = incident("2025-01-01-a", "orders", "Pool"), incident("2025-02-01-b", "cart", "Leak")
    lost = key(kind, "2024-06-01-lost")
    to_lost = [edge("RECURRENCE_OF", told[0].key, lost) for told in (one, two)]
    found = recurrence(vault([one, two], [], *to_lost))
    assert (found.incidents, found.all_families) == (2, 1)
    assert found.families[0].ids == ("2025-01-01-a", "2025-02-01-b")


def test_incidents_without_a_key_are_unkeyed_unless_a_note_joins_them() -> None:
    keyed = incident("2025-01-01-a", "orders", "Pool")
    loose: list[Told] = [
        (node("Incident", f"2025-0{month}-01-x", date=date(2025, month, 1)), [])
        for month in (2, 3, 4)
    ]
    assert recurrence(vault([keyed, *loose])).unkeyed == 3
    found = recurrence(vault([keyed, *loose], [], again(loose[1], loose[0])))
    assert (found.incidents, found.all_families, found.unkeyed) == (4, 2, 1)
    assert [(f.key, f.title) for f in found.families] == [((), "as 2025-02-01-x")]


def test_duplicates_are_merged_first() -> None:
    one, copy = (
        incident("2025-01-01-a", "orders", "Pool"),
        incident("2025-01-01-z", "orders", "Pool"),
    )
    same = edge("DUPLICATE_OF", copy[0].key, one[0].key)
    found = recurrence(vault([one, copy], [], same), minimum=1)
    assert (found.incidents, found.repeating_families) == (1, 0)
    assert [[n.name for n in e.nodes] for e in found.families[0].events] == [
        ["2025-01-01-a", "2025-01-01-z"]
    ]
    assert found.families[0].total_minutes == 30


def test_two_notes_that_call_each_other_duplicates_are_one_event() -> None:
    one, two = (
        incident("2025-01-02-a", "orders", "Pool"),
        incident("2025-01-01-b", "orders", "Pool"),
    )
    both = [edge("DUPLICATE_OF", a[0].key, b[0].key) for a, b in ((one, two), (two, one))]
    found = recurrence(vault([one, two], [], *both), minimum=1)
    assert found.families[0].ids == ("2025-01-01-b",)


def test_order_is_count_then_last_date_then_key() -> None:
    told = [incident(f"2025-01-0{d}-z{d}", "z", "M") for d in (1, 2, 3)]
    told += [incident(f"2025-05-0{d}-c{d}", "c", "M") for d in (1, 2)]
    told += [incident(f"2025-05-0{d}-b{d}", "b", "M") for d in (1, 2)]
    told += [incident(f"2025-06-0{d}-y{d}", "y", "M") for d in (1, 2)]
    titles = [f.title for f in recurrence(vault(told)).families]
    assert titles == ["z: M", "y: M", "b: M", "c: M"]


def test_by_failure_mode_alone_and_by_a_part_there_is_not() -> None:
    told = [incident("2025-01-01-a", "orders", "Pool"), incident("2025-02-01-b", "cart", "Pool")]
    found = recurrence(vault(told), by=("failure_mode",))
    assert [(f.key, len(f.events)) for f in found.families] == [((("failure_mode", "Pool"),), 2)]
    with pytest.raises(RcaGraphError, match="no family key 'severity'"):
        recurrence(vault(told), by=("severity",))


def test_a_status_page_falls_back_to_the_sole_affected_service_and_says_so() -> None:
    def outage(day: str, *hit: str) -> Told:
        made = node("Incident", f"{day}-x", date=date.fromisoformat(day))
        return made, [edge("AFFECTS", made.key, key("Service", h)) for h in hit]

    told = [outage("2025-01-01", "ci"), outage("2025-01-09", "ci"), outage("2025-02-01", "ci", "w")]
    found = recurrence(vault(told))
    assert (found.is_fallback, found.unkeyed) == (True, 1)
    assert [(f.key, f.gaps_days) for f in found.families] == [((("service", "ci"),), (8,))]
    keyed = recurrence(vault([*told, incident("2025-03-01-k", "ci", "Pool")]))
    assert (keyed.is_fallback, keyed.unkeyed) == (False, 3)


def test_as_of_leaves_later_incidents_out() -> None:
    found = recurrence(shop(), as_of=date(2025, 2, 1))
    assert (found.incidents, found.repeating_families, found.as_of) == (1, 0, date(2025, 2, 1))


def test_undated_incidents_come_last_and_make_no_gap() -> None:
    undated = incident("2025-01-01-u", "orders", "Pool")
    bare = Node(undated[0].key, undated[0].name, True, undated[0].places, {})
    told = [(bare, undated[1]), incident("2025-04-01-a", "orders", "Pool")]
    told.append(incident("2025-04-11-b", "orders", "Pool"))
    (family,) = recurrence(vault(told)).families
    assert family.ids == ("2025-04-01-a", "2025-04-11-b", "2025-01-01-u")
    assert (family.gaps_days, family.total_minutes, family.known_minutes) == ((10,), 60, (30, 30))


def test_an_empty_vault() -> None:
    found = recurrence(KnowledgeGraph("test", [], []))
    assert (found.families, found.incidents, found.as_of) == ((), 0, None)


@pytest.mark.parametrize(
    "status",
    ["done", "Closed (PR 12)", "Won't fix", "Won’t do", "wontfix", "✅", "[x]", "CANCELLED"],
)
def test_closed(status: str) -> None:
    assert is_closed(status)


@pytest.mark.parametrize("status", ["", "open", "In progress", "not done", "[ ]", "todo", "doner"])
def test_open(status: str) -> None:
    assert not is_closed(status)


def test_debts() -> None:
    one, two = (
        incident("2025-01-01-a", "orders", "Pool"),
        incident("2025-03-01-b", "orders", "Pool"),
    )
    other = [incident("2025-01-05-c", "cart", "Leak"), incident("2025-01-06-d", "cart", "Leak")]
    items = [
        action(one, 1, text="Widen the pool!", due_date=date(2025, 2, 1)),
        action(one, 2, text="Alert earlier", due_date=date(2025, 2, 1), status="done"),
        action(two, 1, text="widen the  pool", due_date=date(2025, 4, 1)),
        action(two, 2, text="Alert earlier"),
        action(two, 3, text="Rest", closed_date=date(2025, 3, 9)),
    ]
    runbook = node("Runbook", "rb", updated=date(2025, 2, 1))
    graph = vault(
        [one, two, *other],
        [runbook, *(made for made, _ in items)],
        *(its for _, its in items),
        edge("DOCUMENTS", runbook.key, key("Service", "orders")),
    )
    found = recurrence(graph)
    owed = debts(graph, found, date(2025, 4, 1))
    assert [f.title for f in owed.families_without_runbook] == ["cart: Leak"]
    assert [(s.runbook.name, s.updated) for s in owed.stale_runbooks] == [("rb", date(2025, 2, 1))]
    assert [a.text for a in owed.overdue] == ["Widen the pool!"]
    assert [a.text for a in owed.undated] == ["Alert earlier"]
    assert [[a.node.key.id for a in p.actions] for p in owed.repeated_promises] == [
        ["2025-01-01-a/2", "2025-03-01-b/2"],
        ["2025-01-01-a/1", "2025-03-01-b/1"],
    ]
    assert debts(graph, found).overdue == ()


def promised() -> tuple[KnowledgeGraph, Node]:
    """One promise made after the first and the third of four incidents, and a runbook."""
    told = [incident(f"2025-0{m}-01-{m}", "orders", "Pool") for m in (1, 2, 3, 4)]
    items = [action(told[0], 1, text="Widen the pool"), action(told[2], 1, text="widen the pool")]
    runbook = node("Runbook", "rb", updated=date(2025, 5, 1))
    about = edge("DOCUMENTS", runbook.key, key("Service", "orders"))
    made = [runbook, *(item for item, _ in items)]
    return vault(told, made, *(its for _, its in items), about), runbook


def test_what_recurred_after_each_promise() -> None:
    graph, _ = promised()
    (promise,) = debts(graph, recurrence(graph)).repeated_promises
    assert [[e.node.name for e in after] for after in promise.recurred] == [
        ["2025-02-01-2", "2025-03-01-3"],
        ["2025-04-01-4"],
    ]


def test_a_runbook_is_touched_when_git_says_so_else_when_it_says_so_itself() -> None:
    graph, runbook = promised()
    found = recurrence(graph)
    assert debts(graph, found).stale_runbooks == ()
    owed = debts(graph, found, None, {"runbooks/rb.md": date(2025, 2, 9)})
    assert [(s.updated, s.by) for s in owed.stale_runbooks] == [(date(2025, 2, 9), "git")]
    assert touched(runbook) == (date(2025, 5, 1), "updated")
    assert touched(node("Runbook", "x")) == (None, "")


def test_a_runbook_of_which_nobody_says_when_it_was_touched() -> None:
    graph = shop()
    assert [r.name for r in debts(graph, recurrence(graph)).undated_runbooks] == ["runbook-orders"]


def test_every_incident_is_in_one_of_all_families() -> None:
    loose = (node("Incident", "2025-02-01-x", date=date(2025, 2, 1)), list[Edge]())
    found = recurrence(vault([incident("2025-01-01-a", "orders", "Pool"), loose]), minimum=9)
    assert [(f.ids, f.is_one) for f in found.every] == [
        (("2025-01-01-a",), True),
        (("2025-02-01-x",), False),
    ]
    assert found.families == ()
