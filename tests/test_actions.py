"""Action items: a node a row, numbered in the incident, with owner and dates."""

from datetime import date

from rcagraph.model.facts import LinkTarget, Mention, NodeKey, Place
from tests.notes import Said, facts_of


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
    assert actions(FULL).complaints == [("RCA106", 11, "due_date: 'soon'")]


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
