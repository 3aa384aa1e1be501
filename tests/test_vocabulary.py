"""The RDF vocabulary: complete, aligned with what exists, readable, and without contradiction."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, VANN
from rdflib.collection import Collection

from rcagraph.cli import main
from rcagraph.export.rdf import alignment
from rcagraph.export.rdf.owl import owl
from rcagraph.export.rdf.rdflib_graph import to_rdflib
from rcagraph.export.rdf.vocabulary import USED, Sort, vocabulary
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.ontology import EDGES, NODES, ONTOLOGY, ontology
from rcagraph.model.version import __version__
from rcagraph.model.vocabulary import EdgeType, NodeType, Property, ValueType
from rcagraph.reference import vocabulary_page
from tests.graphs import node
from tests.whole_graph import whole_graph

RCA = rdflib.Namespace("https://w3id.org/rcagraph/ns#")
OWN = rdflib.Namespace("https://rcagraph.invalid/own/ns#")
BASE = "https://rcagraph.invalid/own/"

DISJOINT = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
# PROV-O, W3C Recommendation of 30 April 2013, prov-o.owl
prov:Activity owl:disjointWith prov:Entity .
prov:Plan rdfs:subClassOf prov:Entity .
prov:Organization rdfs:subClassOf prov:Agent .
prov:Person rdfs:subClassOf prov:Agent .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:startedAtTime rdfs:domain prov:Activity .
prov:endedAtTime rdfs:domain prov:Activity .
# FOAF 0.99 of 14 January 2014
foaf:Document owl:disjointWith foaf:Organization, foaf:Project .
foaf:Person owl:disjointWith foaf:Organization, foaf:Project .
foaf:Person rdfs:subClassOf foaf:Agent .
foaf:Organization rdfs:subClassOf foaf:Agent .
foaf:topic rdfs:domain foaf:Document .
foaf:primaryTopic rdfs:domain foaf:Document .
# ORG, W3C Recommendation of 16 January 2014
org:Organization owl:equivalentClass foaf:Organization .
org:OrganizationalUnit rdfs:subClassOf org:Organization .
org:memberOf rdfs:domain foaf:Agent ; rdfs:range org:Organization .
# SKOS, W3C Recommendation of 18 August 2009
skos:Concept owl:disjointWith skos:Collection, skos:ConceptScheme .
skos:closeMatch rdfs:subPropertyOf skos:semanticRelation .
skos:relatedMatch rdfs:subPropertyOf skos:semanticRelation .
skos:semanticRelation rdfs:domain skos:Concept ; rdfs:range skos:Concept .
"""
"""What the reused vocabularies say that our own must not contradict."""

REGION = NodeType(
    "Region", "Wo etwas läuft.", (Property("open_since", ValueType.DATE, "Since when."),)
)
RUNS_IN = EdgeType("RUNS_IN", ("Service",), ("Region",), "It runs there.", "läuft")
HOLDS = EdgeType("HOLDS", ("Region",), ("Service",), "It holds it.", "runs in")
FEEDS = EdgeType("FEEDS", ("Service",), ("Region",), "The region lives on it.", "Region")
OWNS = next(edge for edge in EDGES if edge.name == "OWNS")
WIDER = EdgeType("OWNS", OWNS.sources, (*OWNS.targets, "Region"), OWNS.doc, OWNS.inverse)
EXTENDED = ontology(
    (*NODES, REGION), (*(WIDER if e is OWNS else e for e in EDGES), RUNS_IN, HOLDS, FEEDS)
)


def read(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def table() -> rdflib.Graph:
    return read(owl())


def errors(graph: rdflib.Graph) -> list[str]:
    """What contradicts itself under OWL 2 RL."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(text) for text in graph.objects(None, error)]


def with_data(data: rdflib.Graph) -> rdflib.Graph:
    return read(owl()) + read(DISJOINT) + data


def types(local: str) -> tuple[rdflib.URIRef, rdflib.URIRef]:
    return RDF.type, RCA[local]


def test_the_whole_table_and_a_graph_of_all_of_it_contradict_nothing() -> None:
    assert errors(with_data(to_rdflib(whole_graph()))) == []


@pytest.mark.parametrize(
    ("thing", "wrong", "classes"),
    [
        ("incident/the-incident", "Document", ("prov#Activity", "prov#Entity")),
        ("incident/the-incident", "Postmortem", ("prov#Activity", "prov#Entity")),
        ("team/the-team", "Runbook", ("Document", "Organization")),
        ("person/the-person", "Team", ("Person", "Organization")),
    ],
)
def test_what_is_two_things_that_cannot_be_one_is_a_contradiction(
    thing: str, wrong: str, classes: tuple[str, str]
) -> None:
    data = rdflib.Graph()
    kind = thing.split("/")[0].capitalize()
    name = rdflib.URIRef(f"https://rcagraph.invalid/whole/{thing}")
    data.add((name, *types(kind)))
    assert errors(with_data(data)) == []
    data.add((name, *types(wrong)))
    said = " ".join(errors(with_data(data)))
    assert "Disjoint classes" in said
    assert all(each in said for each in classes)


def test_a_start_of_anything_but_an_incident_does_not_make_it_an_activity() -> None:
    """PROV's word speaks of activities alone: a profile's deployment may start as well."""
    started = Property("started_at", ValueType.DATETIME, "When it began.")
    deploys = NodeType("Deployment", "A roll-out.", (started,))
    table = ontology((*NODES, deploys), EDGES)
    data = to_rdflib(whole_graph(table, without=("Incident",)))
    assert not list(data.triples((None, PROV.startedAtTime, None)))
    assert [str(o) for o in data.objects(None, RCA.startedAt)] == ["2025-01-03T09:30:00+00:00"]
    words = {word.name: word for word in vocabulary(table)}
    assert words["rca:startedAt"].domain == ("own:Deployment",)


def test_every_term_is_declared_with_a_label_and_a_comment(table: rdflib.Graph) -> None:
    expected = {word.name: word for word in vocabulary() if word.is_ours}
    for name, word in expected.items():
        term = RCA[name.removeprefix("rca:")]
        assert (term, RDF.type, getattr(OWL, word.sort.value.removeprefix("owl:"))) in table
        assert [label.language for label in table.objects(term, RDFS.label)] == ["en"]
        assert [comment.language for comment in table.objects(term, RDFS.comment)] == ["en"]
    subjects = {s for s in table.subjects() if str(s).startswith(str(RCA))}
    assert subjects == {RCA[name.removeprefix("rca:")] for name in expected}


def test_no_two_terms_share_a_name() -> None:
    for words in (vocabulary(), vocabulary(EXTENDED)):
        names = Counter(word.name for word in words)
        assert [name for name, times in names.items() if times > 1] == []


def test_each_term_used_in_the_data_is_one_of_the_vocabulary() -> None:
    known = {word.name for word in vocabulary()} | set(USED)
    prefixes = {**alignment.NAMESPACES}
    names = {prefixes[name.split(":")[0]] + name.split(":", 1)[1] for name in known}
    data = to_rdflib(whole_graph())
    used = {str(p) for p in data.predicates()} | {str(o) for o in data.objects(None, RDF.type)}
    assert used - names == {"http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"}


def test_each_line_of_the_alignment_is_about_a_word_of_the_table() -> None:
    assert set(alignment.CLASSES) <= set(ONTOLOGY.nodes)
    assert set(alignment.EDGES) <= set(ONTOLOGY.edges)
    assert set(alignment.PROPERTIES) <= set(ONTOLOGY.types)
    for lines in (alignment.CLASSES, alignment.EDGES, alignment.PROPERTIES):
        for line in lines.values():
            names = (*line.above, *line.close, *line.related, *line.inverse_close)
            assert all(name.split(":")[0] in alignment.NAMESPACES for name in names)
            assert all(re.fullmatch("<https://[^<> ]+>", address) for address in line.see)


def test_only_the_unresolved_is_nothing_that_others_know() -> None:
    assert set(ONTOLOGY.nodes) - set(alignment.CLASSES) == {"Unresolved"}


def test_superclasses_are_in_the_vocabularies_that_one_may_build_on(table: rdflib.Graph) -> None:
    above = [*table.objects(None, RDFS.subClassOf), *table.objects(None, RDFS.subPropertyOf)]
    allowed = ("http://www.w3.org/", "http://xmlns.com/foaf/", "http://purl.org/dc/terms/", RCA)
    assert [each for each in above if not str(each).startswith(allowed)] == []


def test_reused_terms_are_in_their_vocabularies(table: rdflib.Graph) -> None:
    for closed in (DCTERMS, FOAF, ORG, PROV, SKOS, VANN, OWL):
        terms = {t for triple in table for t in triple if str(t).startswith(str(closed))}
        assert [t for t in terms if t not in closed and str(t) != str(closed)] == []


def test_an_edge_has_its_ends_its_inverse_and_what_stands_above(table: rdflib.Graph) -> None:
    owns, depends = RCA.owns, RCA.dependsOn
    [domain] = table.objects(owns, RDFS.domain)
    [members] = table.objects(domain, OWL.unionOf)
    assert list(Collection(table, members)) == [RCA.Team, RCA.Person]
    assert (owns, OWL.inverseOf, RCA.ownedBy) in table
    assert (RCA.affects, RDFS.range, RCA.Service) in table
    assert not list(table.objects(RCA.references, RDFS.domain))
    assert (depends, RDFS.subPropertyOf, RCA.dependsOnTransitive) in table
    assert (RCA.dependsOnTransitive, RDF.type, OWL.TransitiveProperty) in table
    assert (depends, RDF.type, OWL.TransitiveProperty) not in table


def test_matches_point_to_the_neighbours(table: rdflib.Graph) -> None:
    close = {str(o) for o in table.objects(None, SKOS.closeMatch)}
    assert close >= {
        "https://schema.org/Event",
        "https://w3id.org/noria/ontology/Service",
        "http://w3id.org/devops-infra/core#dependsOn",
        "http://open-services.net/ns/cm#Task",
    }
    see = {str(o) for o in table.objects(RCA.Service, RDFS.seeAlso)}
    assert see == {
        "https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component"
    }


def test_a_reasoner_finds_what_is_reached_and_who_owns(table: rdflib.Graph) -> None:
    graph = read(owl())
    one, two, three = (rdflib.URIRef(f"https://example.org/{n}") for n in "123")
    graph.add((one, RCA.dependsOn, two))
    graph.add((two, RCA.dependsOn, three))
    graph.add((three, RCA.owns, one))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert (one, RCA.dependsOnTransitive, three) in graph
    assert (one, RCA.ownedBy, three) in graph
    assert (one, RCA.dependsOn, three) not in graph


def test_the_header_names_version_licence_and_prefix(table: rdflib.Graph) -> None:
    header = rdflib.URIRef("https://w3id.org/rcagraph/ns")
    assert (header, RDF.type, OWL.Ontology) in table
    assert [str(v) for v in table.objects(header, OWL.versionInfo)] == [__version__]
    assert list(table.objects(header, DCTERMS.license)) == [
        rdflib.URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    ]
    assert [str(v) for v in table.objects(header, VANN.preferredNamespacePrefix)] == ["rca"]
    assert not list(table.objects(header, OWL.imports))


def test_what_a_profile_adds_lies_in_the_namespace_of_its_vault() -> None:
    graph = read(owl(EXTENDED, BASE))
    assert (OWN.Region, RDF.type, OWL.Class) in graph
    assert (OWN.runsIn, RDFS.range, OWN.Region) in graph
    assert (OWN.openSince, RDFS.domain, OWN.Region) in graph
    assert list(graph.objects(OWN.Region, RDFS.comment)) == [rdflib.Literal("Wo etwas läuft.")]
    [ends] = graph.objects(RCA.owns, RDFS.range)
    [members] = graph.objects(ends, OWL.unionOf)
    assert OWN.Region in Collection(graph, members)
    assert not list(graph.objects(OWN.Region, RDFS.subClassOf))


def test_an_inverse_that_is_no_name_or_is_taken_gives_way() -> None:
    inverses = {word.name: word.inverse for word in vocabulary(EXTENDED) if word.inverse}
    assert inverses["own:runsIn"] == "own:runsInInverse"
    assert inverses["own:holds"] == "own:holdsInverse"
    assert inverses["own:feeds"] == "own:feedsInverse"
    assert inverses["rca:hasFailureMode"] == "rca:failedIn"


def test_the_extended_vocabulary_contradicts_nothing() -> None:
    data = to_rdflib(whole_graph(EXTENDED, without=("Unresolved",)), BASE)
    assert errors(read(owl(EXTENDED, BASE)) + read(DISJOINT) + data) == []


def test_text_of_a_profile_cannot_end_its_literal() -> None:
    doc = 'x" .\n<a> <b> <c> . # \\'
    graph = read(owl(ontology((*NODES, NodeType("Odd", doc)), EDGES), BASE))
    assert list(graph.objects(OWN.Odd, RDFS.comment)) == [rdflib.Literal(doc)]


def test_oxigraph_reads_the_same_number_of_triples(table: rdflib.Graph) -> None:
    found = list(pyoxigraph.parse(owl(), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(found) == len(table) > 500


def test_the_text_is_the_same_each_time() -> None:
    assert owl(EXTENDED, BASE) == owl(EXTENDED, BASE)


def test_every_term_has_its_row_on_the_page() -> None:
    page = vocabulary_page()
    rows = re.findall(r"^\| `([a-z]+:\w+)` \|", page, re.M)
    inverses = {word.inverse for word in vocabulary()}
    assert all(f"| `{name}` |" in page for name in inverses - {""})
    names = {word.name for word in vocabulary()} - inverses
    assert sorted(rows) == sorted([*names, *USED])
    assert "| `rca:FailureMode` | The way in which something fails. | `skos:Concept` |" in page


def test_the_command_prints_the_vocabulary_with_what_the_vault_adds(tmp_path: Path) -> None:
    runner = CliRunner()
    (tmp_path / "rcagraph.toml").write_text(
        '[vault]\nname = "own"\n[[kind]]\nname = "Region"\n', encoding="utf-8"
    )
    plain = runner.invoke(main, ["schema", "--owl", "--profile", "rca-vault"])
    assert plain.stdout == owl()
    added = runner.invoke(main, ["schema", "--owl", "--vault", str(tmp_path)])
    assert (OWN.Region, RDF.type, OWL.Class) in read(added.stdout)
    base = ["--base-iri", "https://graph.example.org/x"]
    moved = runner.invoke(main, ["schema", "--owl", "--vault", str(tmp_path), *base])
    assert "@prefix own: <https://graph.example.org/x/ns#> ." in moved.stdout


def test_an_own_property_of_a_known_kind_is_in_the_data_by_its_own_name() -> None:
    service = next(kind for kind in NODES if kind.name == "Service")
    paged = Property("on_call", ValueType.BOOLEAN, "Somebody is paged.")
    wider = replace(service, properties=(*service.properties, paged))
    table = ontology(tuple(wider if k is service else k for k in NODES), EDGES)
    graph = KnowledgeGraph("own", [node("Service", "web", on_call=True)], [], table)
    [(_, predicate, _)] = to_rdflib(graph).triples((None, OWN.onCall, None))
    assert predicate == OWN.onCall
    assert Sort.VALUE in {w.sort for w in vocabulary(table) if w.name == "own:onCall"}
