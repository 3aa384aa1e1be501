"""The recurring-failure report, and the answers as sentences, JSON and terminal tables."""

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from rcagraph.analysis.counts import counts
from rcagraph.analysis.recurrence import recurrence
from rcagraph.analysis.show import describe
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.report import as_json, history_json, recurrence_json, text
from rcagraph.report.escaping import markdown, markdown_code, one_line
from rcagraph.report.markdown import recurring_failure_report
from tests.graphs import edge, incident, key, node, shop

SHOP = """\
# Recurring failures of test

3 incidents from 2025-01-03 to 2025-05-06, in 2 families: 1 repeated, with 2 of the \
incidents (67 %).

## Families

| Incidents | Family | First | Last | Gaps (days) | Minutes | Open actions |
| --: | --- | --- | --- | --- | --: | --: |
| 2 | orders: Pool Exhaustion | 2025-01-03 | 2025-03-04 | 60 | 60 | 1 |

## The worst services and what is next to them

An arrow leads to what a service needs, dotted where it can do without; the number in brackets is \
of the incidents that began there.

```mermaid
flowchart LR
    n0["cart"]
    n1["checkout"]
    n2["orders #40;2#41;"]
    n3["users #40;1#41;"]
    n0 --> n2
    n1 --> n2
    n2 --> n3
```

### orders: Pool Exhaustion

- 2 incidents, 2025-01-03 to 2025-03-04; days between: 60
- Duration: 60 minutes in all
- Teams: alpha
- Runbook: runbook-orders (`runbooks/runbook-orders.md:1`)

Incidents:

- 2025-01-03-pool (2025-01-03, 30 minutes) `incidents/2025-01-03-pool.md:1`
- 2025-03-04-pool (2025-03-04, 30 minutes) `incidents/2025-03-04-pool.md:1`

Open actions:

| Due | Action | Priority | Owner | Promised in |
| --- | --- | --- | --- | --- |
| no date | Widen the pool |  | beta | 2025-01-03-pool |

## Debts

- Families without a runbook: 0
- Runbooks not updated since the last recurrence: 0
- Runbooks of which nobody says when they were updated: 1
- Promises made more than once: 0
- Actions overdue on 2025-06-01: 0
- Open actions without a due date: 1

### Open actions without a due date

| Action | Owner | Written at |
| --- | --- | --- |
| Widen the pool | beta | actionitems/2025-01-03-pool/1.md:1 |
"""


def test_report_of_the_shop() -> None:
    graph = shop()
    assert recurring_failure_report(graph, recurrence(graph), date(2025, 6, 1)) == SHOP


def owing() -> KnowledgeGraph:
    """A family without runbook, with text that tries to break out, late and repeated promises."""
    one, edges = incident("2025-01-01-a", "a|b", "<script>`x`")
    two, more = incident("2025-02-01-b", "a|b", "<script>`x`")
    nodes = [one, two, node("Service", "a|b"), node("FailureMode", "<script>`x`")]
    for number, told in enumerate((one, two)):
        due: dict[str, Any] = {"due_date": date(2025, 3, 1)} if number == 0 else {}
        nodes.append(node("ActionItem", f"{told.name}/1", text="Fix [it](x)\n# now", **due))
        edges.append(edge("HAS_ACTION_ITEM", told.key, nodes[-1].key))
    return KnowledgeGraph("v", nodes, [*edges, *more])


def test_debts_and_hostile_text() -> None:
    graph = owing()
    report = recurring_failure_report(graph, recurrence(graph), date(2025, 3, 11))
    assert "### a\\|b: &lt;script&gt;\\`x\\`\n" in report
    assert "- Runbook: **none**\n" in report
    assert (
        "Promised more than once: “Fix \\[it\\](x) \\# now” "
        "(2025-01-01, then it recurred on 2025-02-01; 2025-02-01, not since)"
    ) in report
    assert "| no owner | 1 | 2025-03-01 |" in report
    late = (
        "| 2025-03-01 | 10 | Fix \\[it\\](x) \\# now | no owner | actionitems/2025-01-01-a/1.md:1 |"
    )
    assert late in report
    assert "### Families without a runbook\n\n- a\\|b: &lt;script&gt;\\`x\\`\n" in report
    assert "<script>" not in MarkdownIt("commonmark").enable("table").render(report)


def test_without_today_nothing_is_said_of_overdue_actions() -> None:
    graph = owing()
    assert "verdue" not in recurring_failure_report(graph, recurrence(graph))


def test_a_vault_without_incidents() -> None:
    graph = KnowledgeGraph("v", [], [])
    report = recurring_failure_report(graph, recurrence(graph))
    assert report.startswith("# Recurring failures of v\n\nThe vault tells of no incident.\n\n## D")


@given(st.text())
def test_escaped_text_renders_as_itself_and_as_nothing_else(said: str) -> None:
    (paragraph, *rest) = MarkdownIt("commonmark").parse(f"A {markdown(said)}")[1:2]
    assert rest == []
    children = paragraph.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"A {one_line(said)}".rstrip()


@settings(deadline=None)
@given(st.text(alphabet="-+1.)#>=*_ |a&;~`[]<!\n\t"))
def test_escaped_text_opens_no_block(said: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table"]).parse(markdown(said))
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(st.text(min_size=1))
def test_code_spans_hold_any_text(said: str) -> None:
    inline = MarkdownIt("commonmark").parse(f"A {markdown_code(said)}")[1]
    code = [child.content for child in inline.children or [] if child.type == "code_inline"]
    assert [c.strip() for c in code] == [one_line(said)]


def test_recurrence_json() -> None:
    shape = json.loads(as_json.dumps(recurrence_json.recurrence(recurrence(shop()))))
    (family,) = shape.pop("families")
    assert {name: shape.pop(name) for name in history_json.VAULT_KEYS}["window"] is None
    assert shape.pop("debts") is None
    assert shape == {
        "as_of": "2025-05-06", "by": ["service", "failure_mode"], "fallback": False,
        "minimum": 2, "service": None, "first": "2025-01-03", "last": "2025-05-06",
        "incidents": 3, "unkeyed": 0, "all_families": 2, "repeating_families": 1,
        "repeating_incidents": 2,
    }  # fmt: skip
    assert family["key"] == {"service": "orders", "failure_mode": "Pool Exhaustion"}
    assert (family["incidents"], family["gaps_days"], family["runbook"]) == (
        2,
        [60],
        "runbook-orders",
    )
    assert family["open_actions"] == [{
        "text": "Widen the pool", "priority": None, "owners": ["beta"], "due_date": None,
        "status": "open", "incident": "2025-01-03-pool",
        "path": "actionitems/2025-01-03-pool/1.md", "line": 1,
    }]  # fmt: skip


def test_stats_json() -> None:
    found = [Diagnostic(Code.RCA301, "a.md", 1, "x"), Diagnostic(Code.RCA301, "a.md", 2, "y")]
    shape: Any = as_json.stats(counts(shop()), 9, 10, LinkCounts(4, 1, 3, 2, by_id=1), found)
    assert shape["nodes"]["Team"] == {"declared": 1, "mentioned": 1}
    assert shape["edges_by_kinds"]["OWNS"] == {"Team>ActionItem": 1, "Team>Service": 1}
    assert shape["wikilinks"] == {
        "all": 4, "resolved": 1, "dangling": 3, "dangling_targets": 2,
        "by_file_name": 0, "by_id": 1, "by_alias": 0,
    }  # fmt: skip
    assert (shape["files"], shape["diagnostics"]) == (9, {"RCA301": 2})


def test_show_json() -> None:
    graph = shop()
    shape = as_json.show(describe(graph, graph[key("Team", "alpha")]))
    assert shape["edges"] == [{
        "type": "OWNS", "direction": "out", "nodes": [{
            "kind": "Service", "name": "orders", "asserted": True, "properties": {},
            "said_at": [{"path": "teams/alpha.md", "line": 2, "where": "owns"}],
        }],
    }]  # fmt: skip


def shown(*renderables: object) -> str:
    console = Console(width=120, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(*renderables)
    return captured.get()


def test_terminal_reads_no_markup_and_passes_no_escape_code() -> None:
    evil = "[red]x[/red]\x1b[2J"
    made, edges = incident("2025-01-01-a", evil, "M")
    again, more = incident("2025-01-02-b", evil, "M")
    nodes = [made, again, node("Service", evil), node("FailureMode", "M")]
    graph = KnowledgeGraph("v", nodes, [*edges, *more])
    said = shown(text.recurrence(recurrence(graph)), text.stats(counts(graph)))
    assert "[red]x[/red][2J" in said
    assert "\x1b" not in said
    assert "Incident>FailureMode" in said
    assert "2025-01-02-b" in shown(text.show(describe(graph, graph[key("Service", evil)])))
