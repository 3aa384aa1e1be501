"""The forms that RDF takes: what becomes of the evidence, in which version, in which format."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from rcagraph.cli import main
from rcagraph.export.rdf.files import ntriples, quads, turtle, write_rdf
from rcagraph.export.rdf.form import RdfForm, form
from rcagraph.export.rdf.names import Names
from rcagraph.export.rdf.statements import triples
from rcagraph.export.rdf.terms import Triple, iri
from rcagraph.graph import Edge, KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place
from rcagraph.model.ontology import ONTOLOGY
from tests.graphs import node, shop
from tests.strategies import graphs

EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"
EVIDENCE = ("statements", "reifiers", "graphs", "none")
A, B = node("Service", "a"), node("Service", "b")
DEPENDS = Edge("DEPENDS_ON", A.key, B.key, (Place("a.md", 3, "depends_on"), Place("b.md", 7, "x")))
PAIR = KnowledgeGraph("test", [A, B], [DEPENDS])
BASE = "https://rcagraph.invalid/test/"


def of(provenance: str) -> RdfForm:
    return form(version="1.2" if provenance == "reifiers" else "1.1", provenance=provenance)


def direct(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    names = Names("test", "", ONTOLOGY)
    return {
        (names.node(e.source), iri(f"rca:{ONTOLOGY.edges[e.type].camel}"), names.node(e.target))
        for e in graph.edges()
    }


@settings(deadline=None)
@given(graphs())
def test_every_form_has_each_edge_as_a_triple_in_the_default_graph(graph: KnowledgeGraph) -> None:
    for provenance in EVIDENCE:
        found = {
            (q.subject.value, q.predicate.value, getattr(q.object, "value", ""))
            for q in quads(graph, of(provenance))
            if isinstance(q.graph_name, ox.DefaultGraph) and isinstance(q.subject, ox.NamedNode)
        }
        assert direct(graph) <= found


@settings(deadline=None)
@given(graphs())
def test_both_texts_of_1_2_are_read_back_to_the_same_triples(graph: KnowledgeGraph) -> None:
    reified = of("reifiers")
    by_line = set(ox.parse("".join(ntriples(graph, reified)), format=ox.RdfFormat.N_TRIPLES))
    assert by_line == set(ox.parse("".join(turtle(graph, reified)), format=ox.RdfFormat.TURTLE))
    assert by_line == set(quads(graph, reified))


@settings(deadline=None)
@given(graphs())
def test_lines_of_1_2_are_sorted_and_none_is_twice(graph: KnowledgeGraph) -> None:
    lines = "".join(ntriples(graph, of("reifiers"))).removesuffix("\n").split("\n")
    assert lines == sorted(set(lines))


def test_a_reifier_has_the_iri_of_the_statement_and_says_which_edge() -> None:
    evidence = Names("test", "", ONTOLOGY).edge(DEPENDS)
    edge = f"<{BASE}service/a> <https://w3id.org/rcagraph/ns#dependsOn> <{BASE}service/b>"
    line = f"<{evidence}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( {edge} )>> .\n"
    text = "".join(ntriples(PAIR, of("reifiers")))
    assert line in text
    assert f"{edge} .\n" in text
    assert "rdf-syntax-ns#Statement" not in text
    statement = Triple(evidence, iri("rdf:type"), iri("rdf:Statement"))
    assert statement in set(triples(PAIR))


def test_a_graph_for_each_note_holds_what_it_says() -> None:
    names = (f"{BASE}service/a", iri("rca:dependsOn"), f"{BASE}service/b")
    depends = [ox.NamedNode(name) for name in names]
    named = [q for q in quads(PAIR, of("graphs")) if q.graph_name != ox.DefaultGraph()]
    assert named == [
        ox.Quad(*depends, ox.NamedNode(f"{BASE}note/a.md")),
        ox.Quad(*depends, ox.NamedNode(f"{BASE}note/b.md")),
    ]


def test_without_provenance_there_is_no_evidence() -> None:
    subjects = {q.subject for q in quads(PAIR, of("none"))}
    assert not [s for s in subjects if s.value.startswith(f"{BASE}edge/")]
    assert {ox.NamedNode(f"{BASE}service/{name}") for name in "ab"} < subjects


def test_the_text_of_1_2_says_so_at_its_head() -> None:
    assert "".join(turtle(PAIR, of("reifiers"))).startswith('VERSION "1.2"\n@base ')
    assert "".join(turtle(PAIR)).startswith("@base ")


@pytest.mark.parametrize(
    ("suffix", "how", "said"),
    [
        (".jsonld", form(version="1.2"), r"\.jsonld cannot carry RDF 1\.2"),
        (".ttl", form(provenance="graphs"), r"\.ttl has no named graphs"),
        (".rdf", form(provenance="graphs"), r"\.rdf has no named graphs"),
    ],
)
def test_what_a_format_cannot_carry_is_refused_and_nothing_written(
    suffix: str, how: RdfForm, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RcaGraphError, match=said) as caught:
        write_rdf(shop(), tmp_path / f"shop{suffix}", how)
    assert ".trig" in caught.value.tip
    assert not list(tmp_path.iterdir())


def test_reifiers_need_1_2() -> None:
    with pytest.raises(RcaGraphError, match=r"Reifiers need RDF 1\.2"):
        form(provenance="reifiers")


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".trig", ".nq", ".rdf"])
def test_every_format_of_1_2_holds_the_same_triples(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"shop{suffix}"
    write_rdf(shop(), path, of("reifiers"))
    assert set(ox.parse(path=path)) == set(quads(shop(), of("reifiers")))


def test_the_command_writes_the_form_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "pantry.nq"
    options = ["--rdf", str(file), "--provenance", "graphs", "--base-iri", "https://g.example/p"]
    result = CliRunner().invoke(main, ["export", "--vault", str(EXAMPLE), *options, "--quiet"])
    assert result.exit_code == 0
    named = {q.graph_name for q in ox.parse(path=file)}
    assert ox.NamedNode("https://g.example/p/note/services/order-service.md") in named


def test_the_command_says_what_does_not_go_together(tmp_path: Path) -> None:
    options = ["--rdf", str(tmp_path / "p.ttl"), "--provenance", "reifiers"]
    result = CliRunner().invoke(main, ["export", "--vault", str(EXAMPLE), *options])
    assert result.exit_code == 2
    assert "error: Reifiers need RDF 1.2. Add --rdf-version 1.2" in result.stderr
