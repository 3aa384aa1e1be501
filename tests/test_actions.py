"""Action items: a node a row, numbered in the incident, with owner and dates."""

import re
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from rcagraph.extract.promise_labels import labelled_marks
from rcagraph.model.facts import LinkTarget, Mention, NodeKey, Place
from rcagraph.profile import read_profile
from tests.notes import Said, facts_of, joined, written


def actions(table: str, heading: str = "## Action Items", front: str = "date: 2025-01-02") -> Said:
    """What a note says whose table begins on line 6."""
    return facts_of(f"---\n{front}\n---\n{heading}\n\n{table}")


FULL = """\
| Priority | Action | Owner | Due Date | Status | Closed on |
|---|---|---|---|---|---|
| P1 | Widen the *pool* | Storefront | 2025-02-01 | open | |
| N/A | Watch it | - | TBD | done | 2025-01-09 |
| P2 | | Storefront | 2025-02-01 | open | |
| P2 | Sleep | [[dana\\|Dana]] | soon | | |
"""


def test_each_row_with_a_text_is_a_node() -> None:
    said = actions(FULL)
    items = [fact for fact in said.nodes if fact.key.kind == "ActionItem"]
    path = "incidents/2025-01-02-x.md"
    assert [(i.key.id, i.name, i.place, i.properties) for i in items] == [
        (
            "incidents/2025-01-02-x/1", "2025-01-02-x/1", Place(path, 8, "Action Items"),
            {
                "path": path, "text": "Widen the pool", "priority": "P1",
                "due_date": date(2025, 2, 1), "status": "open",
            },
        ),
        (
            "incidents/2025-01-02-x/2", "2025-01-02-x/2", Place(path, 9, "Action Items"),
            {
                "path": path, "text": "Watch it", "status": "done",
                "closed_date": date(2025, 1, 9),
            },
        ),
        (
            "incidents/2025-01-02-x/3", "2025-01-02-x/3", Place(path, 11, "Action Items"),
            {"path": path, "text": "Sleep", "priority": "P2"},
        ),
    ]  # fmt: skip


def test_each_is_promised_by_its_incident_and_owned_where_it_says_so() -> None:
    said = actions(FULL)
    incident = NodeKey("test", "Incident", "incidents/2025-01-02-x")
    items = [NodeKey("test", "ActionItem", f"{incident.id}/{n}") for n in (1, 2, 3)]
    assert [(e.source, e.target) for e in said.edges("HAS_ACTION_ITEM")] == [
        (incident, item) for item in items
    ]
    assert [(e.source, e.target, e.place.line, e.rule) for e in said.edges("OWNS")] == [
        (Mention(("Team", "Person"), "Storefront"), items[0], 8, "table:Action Items"),
        (Mention(("Team", "Person"), "dana"), items[2], 11, "table:Action Items"),
    ]
    assert said.links[0].target == LinkTarget("dana")


def test_a_date_that_is_none_is_said_with_its_line() -> None:
    assert ("RCA106", 11, "due_date: 'soon'") in actions(FULL).complaints


def test_what_somebody_is_to_do_and_no_text_says_is_said() -> None:
    said = "priority: P2, owner: Storefront, due_date: 2025-02-01, status: open"
    assert ("RCA209", 10, said) in actions(FULL).complaints
    rows = "| Task | Who | Prio |\n|-|-|-|\n| TBD | Ops | |\n| | | P1 |\n| TBD | - | P1 |\n"
    assert actions(rows).complaints == [("RCA209", 8, "owner: Ops")]
    items = "- (owner: Ops)\n- [ ] TBD\n- None\n- [ ] (due: 2025-02-01)\n"
    assert [(code, line) for code, line, _ in actions(items).complaints] == [
        ("RCA209", 6), ("RCA209", 9),
    ]  # fmt: skip


def test_an_incident_with_an_id_names_its_actions_by_it() -> None:
    said = actions("| What | Who |\n|-|-|\n| Fix | ops |\n", front="id: INC-7\ndate: 2025-01-02")
    assert [n.key.id for n in said.nodes] == ["INC-7", "INC-7/1"]


def test_numbers_run_on_over_the_tables_below_the_heading() -> None:
    page = "| Task |\n|-|\n| a |\n\n### Later\n\n| Item | Prio |\n|-|-|\n| b | low |\n| c |\n"
    said = actions(page)
    assert [(n.key.id[-2:], n.properties["text"]) for n in said.nodes[1:]] == [
        ("/1", "a"),
        ("/2", "b"),
        ("/3", "c"),
    ]


def test_other_tables_and_other_headings_hold_no_actions() -> None:
    assert len(actions("| Colour | Owner |\n|-|-|\n| red | x |\n").nodes) == 1
    assert len(actions("| Action |\n|-|\n| a |\n", heading="## Timeline").nodes) == 1


def listed(items: str, heading: str = "## Action Items") -> list[dict[str, object]]:
    """The properties of the actions of a list, with their owners."""
    said = actions(items, heading)
    path = "incidents/2025-01-02-x/"
    owners: dict[str, list[str]] = {}
    for edge in said.edges("OWNS"):
        owners.setdefault(written(edge.target).removeprefix(path), []).append(written(edge.source))
    found: list[dict[str, object]] = []
    for node in said.nodes[1:]:
        given: dict[str, object] = {k: v for k, v in node.properties.items() if k != "path"}
        by = owners.get(node.key.id.removeprefix(path))
        found.append({**given, "by": by} if by else given)
    return found


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Widen the pool", {}),
        ("1. Widen the pool", {}),
        ("- [ ] Widen the pool", {"status": "open"}),
        ("- [x] Widen the pool", {"status": "done"}),
        ("- [X] Widen the pool", {"status": "done"}),
        ("- [/] Widen the pool", {"status": "in progress"}),
        ("- [-] Widen the pool", {"status": "cancelled"}),
        ("- [>] Widen the pool", {"status": "forwarded"}),
        ("- [/] Widen the pool (status: stuck)", {"status": "stuck"}),
        ("- [ ] Widen the pool (status: in progress)", {"status": "in progress"}),
        ("- Widen the pool (owner: Storefront)", {"by": ["Storefront"]}),
        ("- Widen the pool (Owner: Storefront, due: 2025-03-01)",
         {"by": ["Storefront"], "due_date": date(2025, 3, 1)}),
        ("- Widen the pool (due 2025-03-01; owners: Storefront, SRE)",
         {"by": ["Storefront", "SRE"], "due_date": date(2025, 3, 1)}),
        ("- Widen the pool - owner: [[dana|Dana D]]", {"by": ["dana"]}),
        ("- Widen the pool @dana", {"by": ["@dana"]}),
        ("- Widen the pool (@dana, @bo)", {"by": ["@dana", "@bo"]}),
        ("- Widen the pool @dana and @bo", {"by": ["@dana", "@bo"]}),
        ("- @dana: Widen the pool", {"by": ["@dana"]}),
        ("- Widen the pool by 2025-03-01", {"due_date": date(2025, 3, 1)}),
        ("- Widen the pool, due by 2025-03-01", {"due_date": date(2025, 3, 1)}),
        ("- Widen the pool (2025-03-01)", {"due_date": date(2025, 3, 1)}),
        ("- [x] Widen the pool 📅 2025-03-01 ✅ 2025-02-01",
         {"status": "done", "due_date": date(2025, 3, 1), "closed_date": date(2025, 2, 1)}),
        ("- P1: Widen the pool", {"priority": "P1"}),
        ("- **[P2]** Widen the pool", {"priority": "P2"}),
        ("- High: Widen the pool", {"priority": "High"}),
        ("- Widen the pool (low)", {"priority": "low"}),
        ("- Widen the pool\n  - Owner: Storefront\n  - Due: 2025-03-01\n  - Priority: low",
         {"by": ["Storefront"], "due_date": date(2025, 3, 1), "priority": "low"}),
    ],
)  # fmt: skip
def test_what_is_marked_in_an_item(item: str, expected: dict[str, object]) -> None:
    assert listed(item) == [{"text": "Widen the pool"} | expected]


@pytest.mark.parametrize(
    ("item", "ticket"),
    [
        ("Fix it (OPS-12)", "OPS-12"),
        ("Fix it, see https://tracker.x/1?a=b.", "https://tracker.x/1?a=b"),
        ("[OPS-12](https://tracker.x/1) fix it", "OPS-12"),
        ("Fix it in #34", "#34"),
    ],
)
def test_a_ticket_is_kept_and_stays_in_the_text(item: str, ticket: str) -> None:
    (found,) = listed(f"- {item}")
    assert found["ticket"] == ticket
    assert ticket in str(found["text"])


@pytest.mark.parametrize(
    "text",
    [
        "Ask @dana whether UTF-8 helps", "Mail dana@example.org", "Move it before 2025 ends",
        "Take the owner of P1 alerts into account", "Use SHA-256", "Stand by",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert listed(f"- {text}") == [{"text": text}]


def test_a_date_in_the_middle_of_a_sentence_stays_there() -> None:
    assert listed("- Renew by 2025-03-01 at the latest") == [
        {"text": "Renew by 2025-03-01 at the latest", "due_date": date(2025, 3, 1)}
    ]


def test_a_day_that_is_none_is_said() -> None:
    said = actions("- Renew (due 2025-02-30)")
    assert said.complaints == [("RCA106", 6, "due_date: '2025-02-30'")]


def test_an_item_in_another_belongs_to_it_unless_it_has_a_box() -> None:
    body = "- [ ] a\n  - in the EU\n  - [x] b\n    - of all\n  - too\n- c\n"
    assert listed(body) == [
        {"text": "a; in the EU; too", "status": "open"},
        {"text": "b; of all", "status": "done"},
        {"text": "c"},
    ]


@pytest.mark.parametrize("end", ["— Platform", "- [[plat]]", "[[plat]]", "(see [[plat|Plat]])"])
def test_a_name_at_the_end_counts_where_it_is_known(end: str) -> None:
    teams = {"teams/plat.md": "---\ntitle: Platform\n---\n"}
    page = f"---\ndate: 2025-01-02\n---\n## Next Steps\n\n- Widen it {end}\n- Fix it — Friday\n"
    graph = joined({**teams, "incidents/a.md": page}).graph
    assert [(e.source.id, e.target.id) for e in graph.edges("OWNS")] == [("plat", "incidents/a/1")]
    assert [node.name for node in graph.nodes("Team")] == ["plat"]


def test_a_cell_with_several_owners() -> None:
    table = (
        "| Action | Owners | Ticket |\n|-|-|-|\n"
        "| a | Ops, [[plat\\|The Platform]] & @dana | OPS-1 |\n"
        "| b | [[plat\\|Platform, EU]] | |\n| c | R&D, TBD | |\n"
    )
    assert listed(table) == [
        {"text": "a", "by": ["Ops", "plat", "@dana"], "ticket": "OPS-1"},
        {"text": "b", "by": ["plat"]},
        {"text": "c", "by": ["R&D"]},
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## 5. Action items (open):", "## 📝 Follow-ups", "# Follow up actions", "## Next steps",
        "### Corrective Actions", "## Preventive measures", "## Action Plan",
    ],
)  # fmt: skip
def test_headings_of_actions(heading: str) -> None:
    assert listed("- a", heading) == [{"text": "a"}]


def test_other_headings_hold_none() -> None:
    for heading in ("## Actions taken", "## Resolution", "## Action items of others"):
        assert listed("- a", heading) == []


def test_a_list_beside_a_table_is_none_and_blanks_are_none() -> None:
    assert listed("| Action |\n|-|\n| a |\n\n- P1 is urgent\n") == [{"text": "a"}]
    assert listed("- TBD\n- None\n- b\n") == [{"text": "b"}]


def test_the_source_is_named() -> None:
    (edge,) = actions("- a", "## Next steps (soon)").edges("HAS_ACTION_ITEM")
    assert (edge.rule, edge.place.where, edge.place.line) == ("list:Next Steps", "Next Steps", 6)


@pytest.mark.parametrize(
    "text", ["a " * 40_000, "@a " * 20_000, "owner: " * 9_000, "A-1, " * 9_000]
)
def test_a_long_item_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    start = perf_counter()
    assert len(listed(f"- {text}")) == 1
    assert perf_counter() - start < 2


def test_an_item_with_a_box_beside_a_table_is_an_action() -> None:
    said = actions("- [ ] Sleep\n- P1 means now\n\n| Action | Owner |\n|-|-|\n| Widen | Ops |\n")
    items = [fact for fact in said.nodes if fact.key.kind == "ActionItem"]
    assert [(i.place.line, i.properties["text"]) for i in items] == [(6, "Sleep"), (11, "Widen")]


def test_a_table_of_unknown_columns_is_said() -> None:
    said = actions("| Measure | Person |\n|-|-|\n| Widen | Ops |\n")
    assert said.complaints == [("RCA208", 6, "Measure, Person (under 'Action Items')")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Watch it (responsable : Ann Lee, échéance : 2025-03-04)",
            {"text": "Watch it", "due_date": date(2025, 3, 4), "owners": ["Ann Lee"]},
        ),
        (
            "限速（负责人：王芳，截止：2025-05-01）",
            {"text": "限速", "due_date": date(2025, 5, 1), "owners": ["王芳"]},
        ),
        (
            "恢复任务 负责人：李娜 截止：2025-03-12",
            {"text": "恢复任务", "due_date": date(2025, 3, 12), "owners": ["李娜"]},
        ),
        ("Ask the responsable : who is it", {"text": "Ask the responsable : who is it"}),
        ("See (échéance: )", {"text": "See (échéance: )"}),
        ("See (text: x)", {"text": "See (text: x)"}),
    ],
)
def test_labels_in_an_item_are_called_as_columns(
    item: str, expected: dict[str, object], tmp_path: Path
) -> None:
    house = tmp_path / "rcagraph.toml"
    house.write_text(
        '[[type]]\ntype = "Incident"\npath = "*"\n[type.actions.columns]\ntext = "^text$"\n'
        'owner = "^(responsable|负责人)$"\ndue_date = "^(échéance|截止)$"\n',
        "utf-8",
    )
    said = facts_of(f"## Action Items\n\n- {item}\n", "a.md", read_profile(house))
    shown = {k: v for k, v in said.nodes[1].properties.items() if k != "path"}
    owners = [written(edge.source) for edge in said.edges("OWNS")]
    assert shown | ({"owners": owners} if owners else {}) == expected


def test_an_item_full_of_labels_is_read_in_time_that_grows_with_its_length() -> None:
    columns = {"owner": re.compile("^who$")}
    start = perf_counter()
    rest, marks = labelled_marks("(who: x, " * 20000, columns)
    assert marks == {"owner": "x"}
    assert rest.startswith("(, (who: x,")
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| Watch it @dana 📅 2025-03-01 | | |",
         {"text": "Watch it", "by": ["@dana"], "due_date": date(2025, 3, 1)}),
        ("| Watch it (due: 2025-03-01) | Ops | |",
         {"text": "Watch it", "by": ["Ops"], "due_date": date(2025, 3, 1)}),
        ("| Ask @dana | Ops | |", {"text": "Ask @dana", "by": ["Ops"]}),
        ("| Watch<br>it - | Ops | |", {"text": "Watch\nit -", "by": ["Ops"]}),
        ("| Watch it | Ops | in progress (high) |",
         {"text": "Watch it", "by": ["Ops"], "status": "in progress", "priority": "high"}),
        ("| Watch it | Ops | done 2025-01-09 |",
         {"text": "Watch it", "by": ["Ops"], "status": "done 2025-01-09",
          "closed_date": date(2025, 1, 9)}),
    ],
)  # fmt: skip
def test_what_is_marked_in_a_cell(row: str, expected: dict[str, object]) -> None:
    assert listed(f"| Task | Owner | Status |\n|-|-|-|\n{row}\n") == [expected]


def test_what_a_status_and_a_priority_mean_may_be_said(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    rules = '[extend.Incident.actions]\nmap = { Erledigt = "done", "高" = "P1" }\n'
    file.write_text(rules, "utf-8")
    page = "## Action Items\n\n| Action | Status | Priority |\n|---|---|---|\n"
    said = facts_of(page + "| Erledigt | erledigt | 高 |\n| b | offen | |\n", by=read_profile(file))
    items = [one.properties for one in said.nodes if one.key.kind == "ActionItem"]
    assert [(i["text"], i["status"], i.get("priority")) for i in items] == [
        ("Erledigt", "done", "P1"),
        ("b", "offen", None),
    ]
