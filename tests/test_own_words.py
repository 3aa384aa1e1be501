"""What a profile adds: kinds, edges, properties, names alike, declared and mentioned things."""

from pathlib import Path

import pytest

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.notes import edges_of, load_vault

INCIDENT = "---\ntype: incident\ndate: 2025-01-02\nservices: {services}\n---\n{body}\n"


def graph(tmp_path: Path, profile: str, notes: dict[str, str]) -> KnowledgeGraph:
    files = {"rcagraph.toml": '[vault]\nname = "v"\n' + profile, **notes}
    return load_vault(tmp_path, files).graph


OWN = """
[[kind]]
name = "API"
doc = "An interface that a service offers."
[[edge]]
name = "CONSUMES_API"
from = "Service"
to = "API"
impact = "to_source"
inverse = "consumed by"
[[edge]]
name = "OWNS"
to = "API"
[[property]]
of = "Service"
name = "cost_center"
type = "integer"
[[type]]
type = "API"
path = "apis/*.md"
[[type.edge]]
rel = "OWNS"
to = "Team"
from = "owner"
reverse = true
[[type]]
type = "Service"
path = "services/*.md"
fields.cost_center = "cost"
[[type.edge]]
rel = "CONSUMES_API"
to = "API"
from = "uses"
"""
NOTES = {
    "services/web.md": "---\nuses: [orders-v1, ghost]\ncost: 42\n---\n",
    "apis/orders-v1.md": "---\nowner: core\n---\n",
}


def test_own_kinds_edges_and_properties_are_in_the_graph(tmp_path: Path) -> None:
    made = graph(tmp_path, OWN, NOTES)
    assert edges_of(made, "CONSUMES_API") == [("web", "ghost"), ("web", "orders-v1")]
    assert edges_of(made, "OWNS") == [("core", "orders-v1")]
    assert made.nodes("Service")[0].properties["cost_center"] == 42


def test_failure_travels_along_an_own_edge(tmp_path: Path) -> None:
    from rcagraph.analysis.blast_radius import blast_radius
    from rcagraph.analysis.names import find_service

    made = graph(tmp_path, OWN, NOTES)
    found = blast_radius(made, find_service(made, "orders-v1").key)
    assert [d.node.name for d in found.structural] == ["web"]


def test_own_kinds_reach_the_embedded_engine_and_rdf(tmp_path: Path) -> None:
    from rcagraph.engines.run_cypher import run_cypher
    from rcagraph.export.rdf.files import ntriples

    made = graph(tmp_path, OWN, NOTES)
    query = "MATCH (s:Service)-[:CONSUMES_API]->(a:API) RETURN s.costCenter, a.name ORDER BY a.name"
    assert run_cypher(query, graph=made).rows == ((42, "ghost"), (42, "orders-v1"))
    assert "ns#consumesApi>" in "".join(ntriples(made))


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ('[[kind]]\nname = "Service"\n', "there is a kind 'Service' already"),
        ('[[kind]]\nname = "my kind"\n', "is no identifier"),
        ('[[kind]]\nname = "service"\n', "declared twice"),
        ('[[edge]]\nname = "EATS"\nfrom = "Service"\n', "joins nothing"),
        ('[[edge]]\nname = "EATS"\nfrom = "Service"\nto = "Cake"\n', "is no kind"),
        ('[[edge]]\nname = "EATS"\nfrom = "Service"\nto = "Team"\nimpact = "up"\n', "to_source"),
        ('[[property]]\nof = "Cake"\nname = "x"\n', "means nothing"),
        ('[[property]]\nof = "Service"\nname = "date"\n', "another type elsewhere"),
        ('[[property]]\nof = "Service"\nname = "tier"\n', "one property twice"),
        ('[[declare]]\ntype = "Cake"\nnames = ["x"]\n', "is no kind"),
        ('[[mention]]\ntype = "Incident"\nto = "Team"\nrel = "AFFECTS"\n', "may not join"),
        ('[normalise.Service]\nfolds = true\n', "has no key 'folds'"),
    ],
)  # fmt: skip
def test_what_the_table_cannot_carry_is_refused(tmp_path: Path, profile: str, message: str) -> None:
    with pytest.raises(RcaGraphError, match=r"rcagraph\.toml:\d+: ") as caught:
        graph(tmp_path, profile, {})
    assert message in str(caught.value)


NAMES = """
[normalise.Service]
fold = true
slug = true
drop = ['^nothing$']
[normalise.Service.sub]
'\\(.*\\)' = ''
[normalise.Service.alias]
"acp" = "artifact-proxy"
"pg" = "postgres"
"""


def test_names_are_made_alike(tmp_path: Path) -> None:
    services = '["ACP", "Artifact Proxy (ui)", artifact_proxy, Nothing, "[[Web]]"]'
    made = graph(tmp_path, NAMES, {"a.md": INCIDENT.format(services=services, body="")})
    assert edges_of(made, "AFFECTS") == [("a", "artifact-proxy"), ("a", "web")]


def test_a_declared_name_beats_an_alias(tmp_path: Path) -> None:
    notes = {"i.md": INCIDENT.format(services="[pg]", body=""), "services/pg.md": "# PG\n"}
    assert edges_of(graph(tmp_path, NAMES, notes), "AFFECTS") == [("i", "pg")]


DECLARED = """
[[declare]]
type = "Service"
names = ["copr", "pagure.io|pagure"]
[[mention]]
type = "Incident"
in = "title"
to = "Service"
rel = "AFFECTS"
[[mention]]
type = "Incident"
in = "body"
to = "Service"
rel = "AFFECTS"
"""


def test_things_named_only_in_prose_are_found(tmp_path: Path) -> None:
    body = "# Pagure is down\n\nThe coprs were well,\nbut Copr was not."
    made = graph(tmp_path, DECLARED, {"i.md": INCIDENT.format(services="[]", body=body)})
    assert edges_of(made, "AFFECTS") == [("i", "copr"), ("i", "pagure.io")]
    copr, pagure = made.edges("AFFECTS")
    assert not copr.asserted
    assert [str(place) for place in copr.places] == ["i.md:9 body"]
    assert pagure.rules == ("mention:body", "mention:title")


def test_a_declared_thing_says_where(tmp_path: Path) -> None:
    made = graph(tmp_path, DECLARED, {})
    assert [(n.name, n.declared, str(n.places[0])) for n in made.nodes("Service")] == [
        ("copr", True, "rcagraph.toml:4 declare"),
        ("pagure.io", True, "rcagraph.toml:4 declare"),
    ]
