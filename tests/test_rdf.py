"""RDF: what other tools read back, and that every edge keeps its evidence."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.export.rdf.files import SUFFIXES, ntriples, quads, turtle, write_rdf
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import Names, base_for
from rcagraph.export.rdf.statements import triples
from rcagraph.export.rdf.terms import Iri, Literal, Triple, iri, lexical
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import ValueType
from tests.graphs import edge, key, node, shop
from tests.strategies import NASTY, graphs, shuffled

BASE = base_for("test")
FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".jsonld": "JSON_LD",
    ".nq": "N_QUADS",
    ".rdf": "RDF_XML",
    ".trig": "TRIG",
}

Terms = set[tuple[str, ...]]


@pytest.fixture(autouse=True, scope="module")
def _literals_as_written() -> None:
    """Let rdflib keep `1.50` and `Z` as they stand, so that terms compare as written."""
    rdflib.NORMALIZE_LITERALS = False


def written(graph: KnowledgeGraph) -> Terms:
    return {
        (s, p, o, "iri") if isinstance(o, Iri) else (s, p, o.text, o.datatype)
        for s, p, o in triples(graph)
    }


def read_by_rdflib(text: str, format_: str) -> Terms:
    graph = rdflib.Graph()
    graph.parse(data=text, format=format_)
    return {_row(str(s), str(p), str(o), getattr(o, "datatype", "iri")) for s, p, o in graph}


def read_by_oxigraph(text: str | bytes, format_: str) -> Terms:
    found: Terms = set()
    for quad in pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, format_)):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        datatype = "iri"
        if isinstance(quad.object, pyoxigraph.Literal):
            datatype = quad.object.datatype.value
        found.add(_row(quad.subject.value, quad.predicate.value, quad.object.value, datatype))
    return found


def _row(subject: str, predicate: str, text: str, datatype: str | None) -> tuple[str, ...]:
    """Decimals by value: rdflib gives Turtle's bare ones an exponent, whatever was written."""
    kind = "string" if datatype is None else datatype.rpartition("#")[2]
    return subject, predicate, f"{Decimal(text):f}" if kind == "decimal" else text, kind


@settings(deadline=None)
@given(graphs())
def test_rdflib_and_oxigraph_read_both_texts_back_to_the_same_triples(
    graph: KnowledgeGraph,
) -> None:
    expected = written(graph)
    lines = "".join(ntriples(graph))
    text = "".join(turtle(graph))
    assert read_by_rdflib(lines, "nt") == expected
    assert read_by_rdflib(text, "turtle") == expected
    assert read_by_oxigraph(lines, "N_TRIPLES") == expected
    assert read_by_oxigraph(text, "TURTLE") == expected


@settings(deadline=None)
@given(graphs())
def test_every_edge_is_a_triple_and_has_its_evidence(graph: KnowledgeGraph) -> None:
    names = Names("test", "", ONTOLOGY)
    found = set(triples(graph))
    for each in graph.edges():
        evidence = names.edge(each)
        predicate = iri(f"rca:{ONTOLOGY.edges[each.type].camel}")
        source, target = names.node(each.source), names.node(each.target)
        assert Triple(source, predicate, target) in found
        assert Triple(evidence, iri("rdf:subject"), source) in found
        assert Triple(evidence, iri("rdf:predicate"), predicate) in found
        assert Triple(evidence, iri("rdf:object"), target) in found
        for place in each.places:
            assert Triple(evidence, iri("rca:saidAt"), Literal(str(place))) in found
    statements = Counter(t.object for t in found)[iri("rdf:Statement")]
    assert statements == len(graph.edges())


@settings(deadline=None)
@given(st.data())
def test_order_of_the_input_does_not_matter(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    again = data.draw(shuffled(graph))
    assert list(triples(graph)) == list(triples(again))


@settings(deadline=None)
@given(graphs())
def test_lines_are_sorted_and_none_is_twice(graph: KnowledgeGraph) -> None:
    lines = "".join(ntriples(graph)).removesuffix("\n").split("\n")
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_holds_the_same_triples(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"shop{suffix}"
    write_rdf(shop(), path)
    first = path.read_bytes()
    assert read_by_oxigraph(first, FORMATS[suffix]) == written(shop())
    write_rdf(shop(), path)
    assert path.read_bytes() == first


def test_xml_leaves_out_only_what_it_cannot_carry(tmp_path: Path) -> None:
    graph = KnowledgeGraph("test", [node("Service", "web", tier="a\0b\ufffec\td")], [])
    write_rdf(graph, tmp_path / "a.rdf")
    read = rdflib.Graph()
    read.parse(tmp_path / "a.rdf", format="xml")
    tiers = [str(o) for o in read.objects(None, rdflib.URIRef(iri("rca:tier")))]
    assert tiers == ["a\ufffdb\ufffdc\td"]


def test_an_unknown_suffix_names_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError, match=r"shop\.owl .*\.ttl, \.nt, \.jsonld") as caught:
        write_rdf(shop(), tmp_path / "shop.owl")
    assert ".trig" in caught.value.tip
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", NASTY)
def test_names_of_things_become_plain_iris_that_stay_apart(name: str) -> None:
    names = Names("test", "", ONTOLOGY)
    made = names.node(key("Service", name))
    others = {names.node(key("Service", other)) for other in NASTY if other != name}
    assert made.isascii()
    assert pyoxigraph.NamedNode(made).value == made
    assert made not in others


def test_segments_that_a_url_would_resolve_away() -> None:
    names = Names("test", "", ONTOLOGY)
    ids = ("..", "_..", "__..", ".", "_.", "a/../b", "a/_../b")
    made = [names.node(key("Document", id_)).removeprefix(f"{BASE}document/") for id_ in ids]
    assert made == ["_..", "__..", "___..", "_.", "__.", "a/_../b", "a/__../b"]


def test_one_name_in_two_unicode_forms_is_one_iri() -> None:
    names = Names("test", "", ONTOLOGY)
    assert names.node(key("Team", "e\u0301")) == names.node(key("Team", "\u00e9"))


def test_kinds_of_one_name_stay_apart() -> None:
    names = Names("test", "", ONTOLOGY)
    assert names.node(key("FailureMode", "x")) == f"{BASE}failure-mode/x"
    assert names.node(key("Service", "x")) == f"{BASE}service/x"


def test_vaults_with_sibling_bases_meet_in_a_shared_scope() -> None:
    shared = NodeKey("acme", "Service", "web")
    one = Names("one", "", ONTOLOGY).node(shared)
    two = Names("two", "", ONTOLOGY).node(shared)
    assert one == two == "https://rcagraph.invalid/acme/service/web"
    named = Names("one", "https://graph.example.org/rca/one", ONTOLOGY)
    assert named.node(shared) == "https://graph.example.org/rca/acme/service/web"
    top = Names("one", "https://graph.example.org", ONTOLOGY)
    assert top.node(shared) == "https://graph.example.org/acme/service/web"


@pytest.mark.parametrize(
    "bad",
    [
        "vault",
        "urn:vault:",
        "https://",
        "https:///a/",
        "https://a b/",
        "https://a/\n/",
        "https://a/<b>/",
        "https://a/%zz/",
        "https://a/?q=",
        "https://a/ns#",
        "https://[::1/",
    ],
)
def test_what_is_no_base_is_refused(bad: str) -> None:
    with pytest.raises(RcaGraphError, match="no base for IRIs"):
        list(triples(shop(), bad))


def test_a_base_of_the_users_own_reaches_every_iri_of_the_vault(tmp_path: Path) -> None:
    base = "https://graph.example.org/shöp"
    write_rdf(shop(), tmp_path / "shop.ttl", RdfForm(base))
    text = (tmp_path / "shop.ttl").read_text(encoding="utf-8")
    subjects = {s for s, *_ in read_by_oxigraph(text, "TURTLE")}
    assert subjects
    assert all(s.startswith(f"{base}/") for s in subjects)


def test_an_incident_and_its_note_are_two_and_a_runbook_is_its_note() -> None:
    told = node("Incident", "2025-01-03-pool", path="incidents/2025-01-03-pool.md")
    runbook = node("Runbook", "pool", path="runbooks/pool.md")
    uses = edge("USES_RUNBOOK", told.key, runbook.key)
    found = set(triples(KnowledgeGraph("test", [told, runbook], [uses])))
    note = Iri(f"{BASE}note/incidents/2025-01-03-pool.md")
    incident, instructions = Names("test", "", ONTOLOGY).node(told.key), f"{BASE}runbook/pool"
    assert Triple(note, iri("rdf:type"), iri("rca:Postmortem")) in found
    assert Triple(note, iri("foaf:primaryTopic"), incident) in found
    types = {t.object for t in found if t.subject == incident and t.predicate == iri("rdf:type")}
    assert types == {iri("rca:Incident")}
    assert Triple(Iri(instructions), iri("rdf:type"), iri("rca:Note")) in found
    assert Triple(Iri(instructions), iri("rdf:type"), iri("rca:Runbook")) in found
    assert not [t for t in found if t.subject == f"{BASE}note/runbooks/pool.md"]


def test_two_incidents_in_one_note_are_topics_of_it() -> None:
    both = [node("Incident", name, path="log.md") for name in ("2025-01-01-a", "2025-01-02-b")]
    found = list(triples(KnowledgeGraph("test", both, [])))
    topics = [t.predicate for t in found if t.subject == f"{BASE}note/log.md"]
    assert topics.count(iri("foaf:topic")) == 2
    assert iri("foaf:primaryTopic") not in topics


def test_evidence_tells_the_places_the_rules_and_the_edges_properties() -> None:
    a, b = node("Service", "a"), node("Service", "b")
    places = (Place("a.md", 3, "depends_on"), Place("b.md", 7, "Dependencies"))
    depends = Edge(
        "DEPENDS_ON", a.key, b.key, places, False, ("r1", "r2"), {"probability": 1e-7, "needed": 2}
    )
    graph = KnowledgeGraph("test", [a, b], [depends])
    evidence = Names("test", "", ONTOLOGY).edge(depends)
    told = {(t.predicate, t.object) for t in triples(graph) if t.subject == evidence}
    assert told >= {
        (iri("rca:saidAt"), Literal("a.md:3 depends_on")),
        (iri("rca:saidAt"), Literal("b.md:7 Dependencies")),
        (iri("prov:wasDerivedFrom"), Iri(f"{BASE}note/a.md")),
        (iri("prov:wasDerivedFrom"), Iri(f"{BASE}note/b.md")),
        (iri("rca:asserted"), Literal("false", "boolean")),
        (iri("rca:rules"), Literal("r1")),
        (iri("rca:rules"), Literal("r2")),
        (iri("rca:probability"), Literal("0.0000001", "decimal")),
        (iri("rca:needed"), Literal("2", "integer")),
    }


def test_evidence_keeps_its_iri_when_its_line_moves() -> None:
    names = Names("test", "", ONTOLOGY)
    here = edge("OWNS", key("Team", "a"), key("Service", "b"))
    there = Edge(here.type, here.source, here.target, (Place("elsewhere.md", 99),))
    assert names.edge(here) == names.edge(there)
    assert names.edge(here) != names.edge(edge("OWNS", key("Team", "a"), key("Service", "c")))


@pytest.mark.parametrize(
    ("value", "type_", "text", "datatype"),
    [
        (1e22, ValueType.DECIMAL, "10000000000000000000000.0", "decimal"),
        (-2.5e-7, ValueType.DECIMAL, "-0.00000025", "decimal"),
        (5, ValueType.DECIMAL, "5.0", "decimal"),
        (float("nan"), ValueType.DECIMAL, "NaN", "double"),
        (float("-inf"), ValueType.DECIMAL, "-INF", "double"),
        (True, ValueType.BOOLEAN, "true", "boolean"),
        (
            datetime(2025, 1, 3, 9, tzinfo=UTC),
            ValueType.DATETIME,
            "2025-01-03T09:00:00+00:00",
            "dateTime",
        ),
    ],
)
def test_values_in_the_spelling_of_xml_schema(
    value: float | datetime, type_: ValueType, text: str, datatype: str
) -> None:
    assert lexical(type_, value) == (text, datatype)


def test_a_lone_surrogate_becomes_a_replacement_character(tmp_path: Path) -> None:
    graph = KnowledgeGraph("test", [node("Service", "web", tier="a\udc80b")], [])
    for suffix in SUFFIXES:
        write_rdf(graph, tmp_path / f"a{suffix}")
        read = read_by_oxigraph((tmp_path / f"a{suffix}").read_bytes(), FORMATS[suffix])
        assert [o for _, p, o, _ in read if p == iri("rca:tier")] == ["a\ufffdb"]


def test_sparql_counts_what_the_graph_holds() -> None:
    store = pyoxigraph.Store()
    store.extend(quads(shop()))
    query = """
        PREFIX rca: <https://w3id.org/rcagraph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?name WHERE { ?s rca:dependsOn+ ?users ; dcterms:identifier ?name .
                             ?users dcterms:identifier "users" } ORDER BY ?name"""
    rows = store.query(query)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert [row["name"].value for row in rows] == ["cart", "checkout", "orders", "web"]


def test_no_two_words_of_the_table_share_an_iri() -> None:
    words = [f"rca:{kind}" for kind in ONTOLOGY.nodes]
    words += ["rca:Evidence", "rca:Note", "rca:Postmortem"]
    words += [f"rca:{each.camel}" for each in ONTOLOGY.edges.values()]
    tables = [ONTOLOGY.node_properties(kind) for kind in ONTOLOGY.nodes]
    tables += [ONTOLOGY.edge_properties(type_) for type_ in ONTOLOGY.edges]
    words += sorted({f"rca:{p.camel}" for table in tables for p in table})
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_a_node_is_typed_by_its_kind() -> None:
    found = {(t.subject, t.object) for t in triples(shop()) if t.predicate == iri("rdf:type")}
    names = Names("test", "", ONTOLOGY)
    assert all((names.node(n.key), iri(f"rca:{n.kind}")) in found for n in shop().nodes())
    assert isinstance(shop().nodes()[0], Node)
