"""Rows of a table as things: each a record, whose keys are what its columns are called."""

from pathlib import Path

from rcagraph.api import Vault
from tests.notes import edges_of, load_vault

PROFILE = """
[[type]]
type = "Service"
path = "list.md"
records = "table:Services"
id = "Name"
fields.tier = "tier (1-3)"
edges.OWNS = { from = "Owner", to = "Team" }
edges.DEPENDS_ON = { from = "needs", split = "、", to = "Service" }
"""
PROFILE = PROFILE.replace('"tier (1-3)"', "'\"tier (1-3)\"'")
PAGE = """\
# Services

| Name | Tier (1-3) | Owner | Needs |
| --- | --- | --- | --- |
| cart | 1 | [[Core team]] | users、db |
| users | 2 |  | db |
|  |  |  |  |
"""


def vault(tmp_path: Path, more: str = "") -> Vault:
    return load_vault(tmp_path, {"rcagraph.toml": PROFILE, "list.md": PAGE + more})


def test_each_row_is_a_thing_at_its_line(tmp_path: Path) -> None:
    made = vault(tmp_path).graph
    found = [(n.name, n.declared, n.places[0].line, n.properties.get("tier"))
             for n in made.nodes("Service")]  # fmt: skip
    assert found == [("cart", True, 5, "1"), ("db", False, 5, None), ("users", True, 6, "2")]
    assert edges_of(made, "DEPENDS_ON") == [("cart", "db"), ("cart", "users"), ("users", "db")]


def test_a_link_in_a_cell_is_the_note_that_it_means(tmp_path: Path) -> None:
    assert edges_of(vault(tmp_path).graph, "OWNS") == [("Core team", "cart")]


def test_a_table_of_which_every_row_is_a_record_is_not_told(tmp_path: Path) -> None:
    codes = [one.code.name for one in vault(tmp_path).diagnostics]
    assert "RCA210" not in codes


def test_a_row_is_called_after_its_first_column_where_no_rule_says(tmp_path: Path) -> None:
    rules = PROFILE.replace('id = "Name"\n', "")
    made = load_vault(tmp_path, {"rcagraph.toml": rules, "list.md": PAGE})
    assert [node.name for node in made.graph.nodes("Service")] == ["cart", "db", "users"]
    assert "RCA204" not in [one.code.name for one in made.diagnostics]


def test_a_row_whose_first_cell_is_blank_has_no_name(tmp_path: Path) -> None:
    rules = PROFILE.replace('id = "Name"\n', "")
    page = PAGE + "|  | 3 | Ops | |\n"
    made = load_vault(tmp_path, {"rcagraph.toml": rules, "list.md": page})
    found = [str(one) for one in made.diagnostics if one.code.name == "RCA204"]
    assert found == [
        "list.md:8: warning[RCA204] record has no name: Service 'list#8'; "
        "give it one; it is called after its line"
    ]


def test_what_stands_beside_the_table_is_told_with_its_lines(tmp_path: Path) -> None:
    more = "\n## Old\n\n- none\n- of these\n\n[[x]]\n"
    found = [str(one) for one in vault(tmp_path, more).diagnostics if one.code.name == "RCA210"]
    assert found == [
        "list.md:11: info[RCA210] text stands in no record: lines 11-12, 14 under 'Old'; "
        "to have it read, say `page = 'Document'`"
    ]
