"""SHACL: a graph in order conforms, and each single fault trips the one shape that is meant."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph
import pytest
import rdflib
from pyshacl import validate as by_pyshacl
from rdflib import RDF, SH

from rcagraph.export.rdf.alignment import NAMESPACES
from rcagraph.export.rdf.owl import owl
from rcagraph.export.rdf.parts import ALL, CHOICES
from rcagraph.export.rdf.rdflib_graph import to_rdflib
from rcagraph.export.rdf.shapes import shapes
from rcagraph.export.rdf.structure_shapes import FACETS
from rcagraph.export.rdf.validation import shacl_report
from rcagraph.model.ontology import EDGES, NODES, ONTOLOGY, ontology
from rcagraph.model.vocabulary import EdgeType, NodeType, Property, ValueType
from tests.whole_graph import whole_graph

BASE = "https://rcagraph.invalid/whole/"
REGION = NodeType(
    "Region", "Where it runs.", (Property("open_since", ValueType.DATE, "Since when."),)
)
COPIES = Property("copies", ValueType.INTEGER, "How many.")
RUNS_IN = EdgeType(
    "RUNS_IN", ("Service",), ("Region",), "It runs there.", "runs", properties=(COPIES,)
)
TABLE = ontology((*NODES, REGION), (*EDGES, RUNS_IN))
VOCABULARY = owl(TABLE, BASE)
CHECKED = ("structure", "quality")

PREFIXES = f"@base <{BASE}> .\n" + "".join(
    f"@prefix {prefix}: <{name}> .\n"
    for prefix, name in {**NAMESPACES, "own": f"{BASE}ns#"}.items()
)

Result = tuple[str, str, str]
"""The shape, the severity and the component of SHACL that a result names."""


@cache
def term(turtle: str) -> rdflib.term.Node:
    """`<relative IRI>`, prefix:name or a literal."""
    graph = rdflib.Graph().parse(data=f"{PREFIXES}<a> <a> {turtle} .", format="turtle")
    return next(graph.objects())


def results(report: rdflib.Graph) -> list[Result]:
    def local(result: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
        return str(report.value(result, predicate)).rpartition("#")[2]

    return sorted(
        (local(r, SH.sourceShape), local(r, SH.resultSeverity), _component(local, r))
        for r in report.subjects(RDF.type, SH.ValidationResult)
    )


def _component(local: object, result: rdflib.term.Node) -> str:
    assert callable(local)
    return str(local(result, SH.sourceConstraintComponent)).removesuffix("ConstraintComponent")


def found(data: rdflib.Graph, parts: tuple[str, ...] = CHECKED) -> list[Result]:
    return [
        result
        for part in parts
        for result in results(shacl_report(data, shapes(part, TABLE, BASE), VOCABULARY))
    ]


@pytest.fixture(scope="module")
def in_order() -> rdflib.Graph:
    return to_rdflib(whole_graph(TABLE, without=("Unresolved",)))


@pytest.fixture
def data(in_order: rdflib.Graph) -> rdflib.Graph:
    return rdflib.Graph() + in_order


def test_a_graph_of_the_whole_table_in_order_gives_no_result(data: rdflib.Graph) -> None:
    assert len(data) > 500
    assert found(data) == []


class Fault(NamedTuple):
    """What is taken out (of a subject, all of a predicate), what is put in, what is then found."""

    out: tuple[tuple[str, str], ...]
    put: tuple[tuple[str, str, str], ...]
    expected: Result


INCIDENT, SERVICE, TEAM = "<incident/the-incident>", "<service/the-service>", "<team/the-team>"
NOTE, ALERT, ITEM = (
    "<note/alerts/the-alert.md>",
    "<alert/the-alert>",
    "<action-item/the-actionitem>",
)
REGION_, RUNBOOK, GONE = "<region/the-region>", "<runbook/the-runbook>", "<unresolved/gone>"
EDGE, DEPENDS = "EVIDENCE OF OWNS", "EVIDENCE OF DEPENDS_ON"


def violation(shape: str, component: str) -> Result:
    return shape, "Violation", component


def other(subject: str, predicate: str, value: str, shape: str, component: str) -> Fault:
    """Another value in place of the right one."""
    return Fault(
        ((subject, predicate),), ((subject, predicate, value),), (shape, "Violation", component)
    )


def more(subject: str, predicate: str, value: str, shape: str, component: str) -> Fault:
    return Fault((), ((subject, predicate, value),), violation(shape, component))


def less(subject: str, predicate: str, shape: str, component: str = "MinCount") -> Fault:
    return Fault(((subject, predicate),), (), violation(shape, component))


TEXT, NO_DAY, DAY = "'x'", "'2025-13-45'^^xsd:date", "'2025-01-04'^^xsd:date"
MINUTES, CURRENCY = "Incident-durationMinutes", "rca:revenueImpactCurrency"
FAULTS = {
    "two titles": more(INCIDENT, "dcterms:title", TEXT, "Node-title", "MaxCount"),
    "two dates": more(INCIDENT, "dcterms:date", DAY, "Incident-date", "MaxCount"),
    "a date that is text": other(INCIDENT, "dcterms:date", TEXT, "Incident-date", "Datatype"),
    "a date that is no day": other(INCIDENT, "dcterms:date", NO_DAY, "Incident-date", "Datatype"),
    "minutes below zero": other(INCIDENT, "rca:durationMinutes", "-1", MINUTES, "MinInclusive"),
    "minutes and a half": other(INCIDENT, "rca:durationMinutes", "94.5", MINUTES, "Datatype"),
    "more than all": other(
        INCIDENT, "rca:errorRatePercent", "100.1", "Incident-errorRatePercent", "MaxInclusive"
    ),
    "a currency in words": other(
        INCIDENT, CURRENCY, "'euros'", "Incident-revenueImpactCurrency", "Pattern"
    ),
    "an IRI for a text": other(INCIDENT, "rca:severity", TEAM, "Incident-severity", "Datatype"),
    "a promise of nothing": less(ITEM, "rca:text", "ActionItem-text"),
    "an absolute path": other(SERVICE, "rca:path", "'/etc/passwd'", "Node-path", "Pattern"),
    "a path out of the vault": other(SERVICE, "rca:path", "'a/../../b'", "Node-path", "Not"),
    "a line before the first": other(SERVICE, "rca:line", "0", "Node-line", "MinInclusive"),
    "no identity": less(ALERT, "rca:uid", "Node-uid"),
    "no name": less(ALERT, "dcterms:identifier", "Node-name"),
    "two names": more(ALERT, "dcterms:identifier", TEXT, "Node-name", "MaxCount"),
    "declared or not": other(ALERT, "rca:declared", "'yes'", "Node-declared", "Datatype"),
    "said nowhere": less(ALERT, "rca:saidAt", "Node-saidAt"),
    "an incident that is a document": more(INCIDENT, "rdf:type", "rca:Document", "OneKind", "Xone"),
    "a thing of no kind": more("<thing/x>", "rca:uid", TEXT, "OneKind", "Xone"),
    "a team that is hit": more(INCIDENT, "rca:affects", TEAM, "affects-target", "Class"),
    "a service that is hit by a service": more(SERVICE, "rca:affects", SERVICE, "affects", "Class"),
    "an incident that owns": more(INCIDENT, "rca:owns", SERVICE, "owns", "Or"),
    "an owned incident": more(TEAM, "rca:owns", INCIDENT, "owns-target", "Or"),
    "a dependency on text": more(SERVICE, "rca:dependsOn", TEXT, "dependsOn-target", "Or"),
    "a link to what is not there": more(
        SERVICE, "rca:references", "<thing/x>", "references-target", "Or"
    ),
    "a note without a path": less(NOTE, "rca:path", "Note-path"),
    "evidence of no note": less(EDGE, "prov:wasDerivedFrom", "Evidence-source"),
    "evidence from what is no note": other(
        EDGE, "prov:wasDerivedFrom", TEAM, "Evidence-source", "Class"
    ),
    "evidence of two subjects": more(EDGE, "rdf:subject", ALERT, "Evidence-subject", "MaxCount"),
    "evidence without an object": less(EDGE, "rdf:object", "Evidence-object"),
    "evidence about text": other(EDGE, "rdf:object", TEXT, "Evidence-object", "NodeKind"),
    "evidence of no edge": other(EDGE, "rdf:predicate", "rca:likes", "Evidence-predicate", "In"),
    "evidence without a place": less(EDGE, "rca:saidAt", "Evidence-saidAt"),
    "evidence without a rule": less(EDGE, "rca:rules", "Evidence-rules"),
    "evidence asserted or not": less(EDGE, "rca:asserted", "Evidence-asserted"),
    "more than sure": other(
        DEPENDS, "rca:probability", "1.5", "Evidence-probability", "MaxInclusive"
    ),
    "less than never": other(
        DEPENDS, "rca:probability", "-0.1", "Evidence-probability", "MinInclusive"
    ),
    "neither hard nor soft": other(DEPENDS, "rca:strength", TEXT, "Evidence-strength", "In"),
    "none of a group": other(DEPENDS, "rca:needed", "0", "Evidence-needed", "MinInclusive"),
    "a profile's date that is text": other(
        REGION_, "own:openSince", TEXT, "Region-openSince", "Datatype"
    ),
    "a profile's edge to a team": more(SERVICE, "own:runsIn", TEAM, "runsIn-target", "Class"),
    "a profile's edge from a team": more(TEAM, "own:runsIn", REGION_, "runsIn", "Class"),
    "a profile's number that is text": other(
        "EVIDENCE OF RUNS_IN", "own:copies", TEXT, "Evidence-copies", "Datatype"
    ),
    "a profile's kind that is another": more(REGION_, "rdf:type", "rca:Team", "OneKind", "Xone"),
    "an incident that hits nothing": Fault(
        ((INCIDENT, "rca:affects"),), (), ("Incident-affects", "Warning", "Or")
    ),
    "an incident without a day": Fault(
        ((INCIDENT, "dcterms:date"),), (), ("Incident-hasDate", "Warning", "Or")
    ),
    "an incident without a severity": Fault(
        ((INCIDENT, "rca:severity"),), (), ("Incident-hasSeverity", "Info", "Or")
    ),
    "a service without a runbook": Fault(
        ((RUNBOOK, "rca:documents"),), (), ("Service-hasRunbook", "Info", "Or")
    ),
    "an end before the start": Fault(
        ((INCIDENT, "prov:endedAtTime"),),
        ((INCIDENT, "prov:endedAtTime", "'2025-01-03T09:29:00+00:00'^^xsd:dateTime"),),
        ("Incident-endsAfterItStarts", "Warning", "LessThanOrEquals"),
    ),
}  # fmt: skip


def subject(data: rdflib.Graph, name: str) -> rdflib.term.Node:
    """A thing by its IRI; or some evidence of a type of edge."""
    if not name.startswith("EVIDENCE OF "):
        return term(name)
    type_ = TABLE.edges[name.removeprefix("EVIDENCE OF ")]
    prefix = "rca" if type_.name in ONTOLOGY.edges else "own"
    return min(data.subjects(RDF.predicate, term(f"{prefix}:{type_.camel}")))


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_trips_one_shape_once(name: str, data: rdflib.Graph) -> None:
    fault = FAULTS[name]
    at = {each[0]: subject(data, each[0]) for each in (*fault.out, *fault.put)}
    for of, predicate in fault.out:
        assert list(data.objects(at[of], term(predicate)))
        data.remove((at[of], term(predicate), None))
    for of, predicate, value in fault.put:
        data.add((at[of], term(predicate), term(value)))
    assert found(data) == [fault.expected]


def copied(data: rdflib.Graph, of: str, name: rdflib.term.Node, *kind: str) -> None:
    """Another node with all that one says, but for its edges."""
    for _, predicate, value in list(data.triples((term(of), None, None))):
        if isinstance(value, rdflib.Literal) or (predicate == RDF.type and not kind):
            data.add((name, predicate, value))
    for each in kind:
        data.add((name, RDF.type, term(each)))


def owned_no_more(data: rdflib.Graph, thing: str) -> None:
    data.remove((None, term("rca:owns"), term(thing)))


def test_a_node_without_an_iri(data: rdflib.Graph) -> None:
    copied(data, TEAM, rdflib.BNode())
    assert found(data) == [violation("Node", "NodeKind")]


def test_a_service_and_a_promise_without_an_owner(data: rdflib.Graph) -> None:
    owned_no_more(data, SERVICE)
    assert found(data) == [("Service-hasOwner", "Warning", "Or")]
    owned_no_more(data, ITEM)
    assert found(data)[0] == ("ActionItem-hasOwner", "Info", "Or")


def test_what_is_only_named_has_no_note_to_lack_anything(data: rdflib.Graph) -> None:
    owned_no_more(data, SERVICE)
    data.set((term(SERVICE), term("rca:declared"), term("false")))
    assert found(data) == []


def test_a_runbook_about_nothing(data: rdflib.Graph) -> None:
    copied(data, RUNBOOK, term("<runbook/other>"))
    assert found(data) == [("Runbook-isUsed", "Warning", "Or")]


def test_a_link_that_dangles_is_told_once_for_each_place_that_says_it(data: rdflib.Graph) -> None:
    copied(data, TEAM, term(GONE), "rca:Unresolved")
    assert found(data) == []
    for type_ in ("rca:references", "rca:recurrenceOf"):
        link = term(f"<edge/{type_}>")
        for _, predicate, value in list(data.triples((subject(data, EDGE), None, None))):
            data.add((link, predicate, value))
        data.set((link, RDF.predicate, term(type_)))
        data.set((link, RDF.object, term(GONE)))
    assert found(data) == [("Evidence-linkReaches", "Warning", "Not")] * 2


def test_the_cycle_is_found_by_itself_alone() -> None:
    data = rdflib.Graph()
    for one, two in ("ab", "bc", "ca", "dc"):
        data.add((term(f"<{one}>"), term("rca:dependsOn"), term(f"<{two}>")))
    report = shacl_report(data, shapes("cycles"), owl())
    assert results(report) == [("Service-isOnNoCycle", "Info", "SPARQL")] * 3
    names = {str(each).removeprefix(BASE) for each in report.objects(None, SH.focusNode)}
    assert names == {"a", "b", "c"}


def test_the_shapes_are_shacl() -> None:
    """By the shapes that SHACL has for shapes; pyshacl raises where they are broken."""
    text = shapes(ALL, TABLE, BASE)
    conforms, _, _ = by_pyshacl(
        rdflib.Graph(), shacl_graph=rdflib.Graph().parse(data=text), meta_shacl=True
    )
    assert conforms


def test_oxigraph_reads_the_same_shapes() -> None:
    text = shapes(ALL, TABLE, BASE)
    read = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(read) == len(rdflib.Graph().parse(data=text, format="turtle")) > 900


def paths(text: str) -> Iterator[rdflib.term.Node]:
    yield from rdflib.Graph().parse(data=text, format="turtle").objects(None, SH.path)


def test_every_property_and_every_edge_of_the_table_has_a_shape() -> None:
    found = {str(path) for path in paths(shapes("structure", TABLE, BASE))}
    used = {str(p) for p in to_rdflib(whole_graph(TABLE)).predicates()}
    beside = {str(RDF.type), "http://xmlns.com/foaf/0.1/primaryTopic"}
    assert used - found == beside


def test_each_facet_is_about_a_property_of_the_table() -> None:
    assert set(FACETS) <= set(ONTOLOGY.types)


@pytest.mark.parametrize("part", CHOICES)
def test_each_part_is_the_same_each_time_and_all_is_all(part: str) -> None:
    assert shapes(part, TABLE, BASE) == shapes(part, TABLE, BASE)
    count = len(list(paths(shapes(part, TABLE, BASE))))
    assert count <= len(list(paths(shapes(ALL, TABLE, BASE))))


def test_shapes_of_what_a_profile_adds_lie_below_its_base() -> None:
    graph = rdflib.Graph().parse(data=shapes("structure", TABLE, BASE), format="turtle")
    own = {str(s) for s in graph.subjects(RDF.type, SH.NodeShape) if str(s).startswith(BASE)}
    assert own == {f"{BASE}shapes#runsIn"}
    plain = rdflib.Graph().parse(data=shapes("structure"), format="turtle")
    assert not [s for s in plain.subjects() if str(s).startswith(BASE)]
