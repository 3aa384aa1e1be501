"""What a profile adds to the ontology reaches every answer and every export."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.api import Vault, load
from rcagraph.cli import main
from rcagraph.export.neo4j import edge_rows, node_rows, schema_items
from rcagraph.export.neo4j.statements import merge_edges, merge_nodes
from rcagraph.export.registry import EXPORTERS, FOLDER_EXPORTERS
from tests.notes import write_vault

PROFILE = r"""
[vault]
name = "own"
[[kind]]
name = "Region"
doc = "Where things run."
[[edge]]
name = "RUNS_IN"
from = "Service"
to = "Region"
doc = "It runs there."
inverse = "runs"
impact = "to_source"
[[edge]]
name = "FEEDS"
from = "Service"
to = "Region"
doc = "The region lives on it."
inverse = "fed by"
impact = "to_target"
[[edge]]
name = "OWNS"
to = "Region"
[[property]]
of = "Region"
name = "zone_count"
type = "integer"
doc = "How many zones."
[[property]]
of = "Region"
name = "open_since"
type = "date"
doc = "Since when."
[[property]]
of = "RUNS_IN"
name = "replica_count"
type = "integer"
doc = "How many copies."
[[property]]
of = "Service"
name = "on_call"
type = "boolean"
doc = "Somebody is paged."
[classify.words]
Region = ["regions"]
[[type]]
type = "Region"
fields.zone_count = "zones"
fields.open_since = "since"
[[type.edge]]
rel = "OWNS"
to = "Team"
from = "owner"
reverse = true
[[type]]
type = "Service"
extend = true
[[type.edge]]
rel = "RUNS_IN"
to = "Region"
from = "regions"
pattern = '^(?P<name>[\w-]+) x(?P<replica_count>\d+)$'
[[type.edge]]
rel = "FEEDS"
to = "Region"
from = "feeds"
"""
NOTES = {
    "regions/eu.md": "---\nzones: 3\nsince: 2025-01-02\nowner: core\n---\n",
    "services/cart.md": "---\nowner: core\nregions: [eu x2]\nfeeds: [eu]\n---\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return load(write_vault(tmp_path, {"rcagraph.toml": PROFILE, **NOTES}))


def printed(vault: Vault, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--vault", str(vault.root)])
    assert result.exit_code == 0, result.output
    return result.stdout


SAID_IN = {
    "RDF": ["<region/eu> a <ns#Region>", '<ns#zoneCount> 3', "<ns#runsIn> <region/eu>",
            '<ns#openSince> "2025-01-02"^^xsd:date', "<ns#replicaCount> 2"],
    "GraphML": [">Region<", 'attr.name="zone_count" attr.type="long"', ">RUNS_IN<", ">2025-01-02<",
                'attr.name="replica_count" attr.type="long"'],
    "JSON": ['"kind": "Region"', '"zone_count": 3', '"type": "RUNS_IN"', '"replica_count": 2',
             '"open_since": "2025-01-02"'],
    "Cypher": ["SET n:Region", "MERGE (a)-[n:RUNS_IN ", "n.zoneCount = ", "n.replicaCount = "],
    "Mermaid": ['n0["cart"]', 'n1["eu"]', "n0 --> n1", "n1 --> n0"],
}  # fmt: skip


def test_no_export_is_forgotten() -> None:
    assert {exporter.name for exporter in EXPORTERS} == set(SAID_IN)


@pytest.mark.parametrize("name", SAID_IN)
def test_each_file_format_has_the_kind_the_edge_and_the_properties(
    name: str, vault: Vault, tmp_path: Path
) -> None:
    exporter = next(e for e in EXPORTERS if e.name == name)
    file = tmp_path / f"x{exporter.suffixes[0]}"
    exporter.write(vault.graph, file)
    text = file.read_text("utf-8")
    assert [said for said in SAID_IN[name] if said not in text] == []


def test_neo4j_gets_label_type_properties_and_schema(vault: Vault) -> None:
    [row] = [row for row in node_rows(vault.graph) if row.key[0] == "Region"]
    assert (row.properties["zoneCount"], row.properties["openSince"]) == (3, date(2025, 1, 2))
    [edge] = [row for row in edge_rows(vault.graph) if row.key[0] == "RUNS_IN"]
    assert edge.properties["replicaCount"] == 2
    assert "Region" in merge_nodes("Region")
    assert "RUNS_IN" in merge_edges("RUNS_IN")
    names = [item.name for item in schema_items(vault.graph.ontology)]
    assert "rcagraph_region_name" in names


def test_the_files_of_neo4j_admin_have_them(vault: Vault, tmp_path: Path) -> None:
    assert [exporter.name for exporter in FOLDER_EXPORTERS] == ["Neo4j CSV"]
    FOLDER_EXPORTERS[0].write(vault.graph, tmp_path / "csv")
    heads = {file.name: file.read_text("utf-8") for file in (tmp_path / "csv").glob("*.csv")}
    assert "zoneCount:long" in heads["nodes-Region.csv"]
    assert "replicaCount:long" in heads["edges-RUNS_IN.csv"]


def test_the_embedded_engine_has_tables_for_them(vault: Vault) -> None:
    query = (
        "MATCH (t:Team)-[:OWNS]->(x:Region)<-[r:RUNS_IN]-(s:Service) "
        "RETURN s.name, r.replicaCount, x.name, x.zoneCount, x.openSince, t.name"
    )
    assert vault.cypher(query).rows == (("cart", 2, "eu", 3, date(2025, 1, 2), "core"),)


def test_networkx_has_them(vault: Vault) -> None:
    graph = vault.to_networkx()
    assert graph.nodes["own/Region/eu"]["zone_count"] == 3
    assert graph.edges["own/Service/cart", "own/Region/eu", "RUNS_IN"]["replica_count"] == 2


def test_stats_counts_them(vault: Vault) -> None:
    counted = json.loads(printed(vault, "stats", "--format", "json"))
    assert counted["nodes"]["Region"] == {"declared": 1, "mentioned": 0}
    assert counted["edges_by_kinds"]["RUNS_IN"] == {"Service>Region": 1}


def test_show_and_blast_radius_tell_of_them(vault: Vault) -> None:
    shown = json.loads(printed(vault, "show", "eu", "--format", "json"))
    assert shown[0]["properties"]["zone_count"] == 3
    lost = json.loads(printed(vault, "blast-radius", "eu", "--format", "json"))
    assert [each["name"] for each in lost["structural"]] == ["cart"]


def test_the_schema_commands_take_the_vault_s_profile(vault: Vault) -> None:
    page = printed(vault, "schema")
    own = "*(this profile's own)*"
    assert f"### Region\n\nWhere things run. {own}\n" in page
    assert f"### RUNS_IN\n\nIt runs there. {own} From the other end: *runs*." in page
    assert f"ActionItem, Region {own} |" in page
    assert f"| `on_call` | boolean | Somebody is paged. {own} |" in page
    assert "| `replica_count` | integer | How many copies. |" in page
    assert page.count(own) == 5
    assert "FOR (n:Region) ON (n.name);" in printed(vault, "schema", "--neo4j")
    assert CliRunner().invoke(main, ["schema"]).stdout.count(own) == 0


def test_a_profile_alone_will_do(vault: Vault) -> None:
    toml = str(vault.root / "rcagraph.toml")
    shown = CliRunner().invoke(main, ["schema", "--profile", toml]).stdout
    assert "### Region\n" in shown
    assert "### API\n" in CliRunner().invoke(main, ["schema", "--profile", "backstage"]).stdout
