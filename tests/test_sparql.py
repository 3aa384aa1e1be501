"""`rcagraph sparql` and `vault.sparql`: what is refused, what is found, and in which form."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rcagraph.api import load
from rcagraph.cli import main
from rcagraph.engines.header import queries_folder
from rcagraph.engines.named import QUERIES
from rcagraph.engines.process import ask_store
from rcagraph.engines.run_sparql import run_sparql
from rcagraph.engines.sparql import EmbeddedStore
from rcagraph.engines.sparql_header import parse, sparql_text
from rcagraph.engines.sparql_terms import Rows, Triples
from rcagraph.engines.sparql_text import checked
from rcagraph.export.rdf.rdflib_graph import to_rdflib
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.graphs import incident, key, lattice, node, shop

EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"

REFUSED = {
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }": "SERVICE would ask another server",
    "SELECT * { service silent <http://x/> { ?s ?p ?o } }": "SERVICE would ask another server",
    "ASK { { SELECT * { SERVICE ?where { ?s ?p ?o } } } }": "SERVICE would ask another server",
    "ASK { ?s ?p '#' . SERVICE <http://x/> { } }": "SERVICE would ask another server",
    'ASK { ?s ?p """ " """ . SERVICE <http://x/> { } #""" }': "SERVICE would ask another server",
    "ASK { ?s <http://e/#x> ?o . SERVICE <http://x/> { } }": "SERVICE would ask another server",
    "ASK # x\r{ SERVICE <http://x/> { } }": "SERVICE would ask another server",
    "S\\u0045LECT * { ?s ?p ?o }": "Line 1 of the query has a \\u escape",
    "ASK { ?s ?p '\\u0027 . SERVICE <http://x/> {}#' }": "Line 1 of the query has a \\u escape",
    "ASK { ?s ?p 'open }": 'The query cannot be read from line 1 on: "\'open }"',
    "INSERT DATA { <a> <b> <c> }": "INSERT would write",
    "PREFIX x: <http://x/> BASE <http://y/>\n# c\nDELETE WHERE { ?s ?p ?o }": "DELETE would write",
    "LOAD <http://x/>": "LOAD would write",
    "CLEAR ALL": "CLEAR would write",
    "MATCH (n) RETURN n": "The text is no SPARQL query",
    "": "The text is no SPARQL query",
    "SELECT * FROM <http://x/> { ?s ?p ?o }": "FROM <http://x/> would read another graph",
    "SELECT * FROM NAMED <http://x/> { ?s ?p ?o }": "FROM <http://x/> would read another graph",
    "SELECT * FROM rca:x { ?s ?p ?o }": "FROM rca:x would read another graph",
    "SELECT * { ?s ?p ?o": "The query is no SPARQL at line 1, column 20",
    "SELECT * {\n ?s x:y ?o }": "The prefix x: is not declared. Declare it with PREFIX;",
    "SELECT (1 AS ?x) (2 AS ?x) {}": "The query is no SPARQL",
    "ASK {} " + "#" * 100_000: "The query has 100007 characters",
}
TAKEN = {
    "SELECT ?service { ?service a rca:Service } # SERVICE <http://x/>": 5,
    "SELECT ?s { ?s a rca:Service FILTER(?s != 'SERVICE <http://x/> { }') }": 5,
    'SELECT ?s { ?s a rca:Service FILTER(?s != """\n"SERVICE""") }': 5,
    "PREFIX service: <https://w3id.org/rcagraph/ns#> SELECT ?s { ?s a service:Service }": 5,
    "SELECT $s { $s a rca:Team FILTER(?s != <http://SERVICE/>) }": 2,
    "SELECT ?s FROM <https://rcagraph.invalid/test/> { ?s a rca:Team }": 2,
    "SELECT ?s { GRAPH <https://rcagraph.invalid/test/> { ?s a rca:Team } }": 2,
    "SELECT ?s { GRAPH <> { ?s a rca:Team FILTER(1<2 && 3>2) } }": 2,
    "SELECT ?s { ?s a rca:Team . FILTER(lang('x'@en-GB) = \"en-GB\" || 1.5e3 > .5) }": 2,
    "PREFIX rca: <http://else/> SELECT ?s { ?s a rca:Team }": 0,
    "SELECT ?s { ?s a rca:Team; rca:owns/rca:dependsOn* :service\\/users }": 1,
}


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore(shop())


def rows(found: Rows | Triples | bool) -> tuple[tuple[object, ...], ...]:
    assert isinstance(found, Rows)
    return found.rows


@pytest.mark.parametrize("text", REFUSED)
def test_what_writes_or_reaches_out_is_refused(text: str, store: EmbeddedStore) -> None:
    with pytest.raises(RcaGraphError) as raised:
        run_sparql(text, place=store)
    assert str(raised.value).startswith(REFUSED[text])


@pytest.mark.parametrize("text", TAKEN)
def test_a_word_in_a_name_a_text_or_a_comment_is_no_keyword(
    text: str, store: EmbeddedStore
) -> None:
    assert len(rows(run_sparql(text, place=store))) == TAKEN[text]


def test_comments_become_blanks_and_lines_stay() -> None:
    assert checked("ASK # who?\n{ }").text == "ASK       \n{ }"


def test_the_process_of_a_query_can_open_no_connection() -> None:
    """Even for a text that the check would not have let through."""
    text = "SELECT * { SERVICE <http://127.0.0.1:49151/> { ?s ?p ?o } }"
    with pytest.raises(RcaGraphError, match="cannot run the query: Too many open files"):
        ask_store(shop(), "", text, 20)


def test_a_query_that_would_run_for_ever_is_stopped() -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(RcaGraphError, match=r"took more than 1 seconds .*\. Bind more of it"):
        run_sparql(text, shop(), seconds=1)


def test_literals_come_back_as_the_values_they_are() -> None:
    text = """SELECT * { VALUES (?a ?b ?c ?d ?e ?f ?g ?h) {
      (1 1.5 true "2025-01-03"^^xsd:date "x"@en <service/x> UNDEF "2025-13-45"^^xsd:date) } }"""
    found = run_sparql(text, shop())
    assert found == Rows(
        ("a", "b", "c", "d", "e", "f", "g", "h"),
        ((1, 1.5, True, date(2025, 1, 3), "x", f"{BASE}service/x", None, "2025-13-45"),),
    )


BASE = "https://rcagraph.invalid/test/"


def test_the_three_other_forms() -> None:
    vault = load(EXAMPLE)
    assert vault.sparql("ASK { <service/checkout-api> rca:dependsOn+ <resource/Redis> }") is True
    assert vault.sparql("ASK { <service/checkout-api> rca:dependsOn <team/payments> }") is False
    made = vault.sparql("CONSTRUCT { ?t a foaf:Group } { ?t a rca:Team }")
    assert isinstance(made, Triples)
    assert len(made.lines) == 4
    told = vault.sparql("DESCRIBE <team/payments>")
    assert isinstance(told, Triples)
    assert f"<{vault.to_rdflib().absolutize('x')}>" not in told.lines
    assert all("/hopfield-pantry/team/payments>" in line for line in told.lines)


def test_turtle_is_sorted_short_and_the_same_triples() -> None:
    import rdflib
    from rdflib.compare import isomorphic

    text = """CONSTRUCT { <service/a> rca:x 1, 1.5, true, "q\\"'\\n", "x"@en, "y"^^xsd:token ;
      a rca:Service ; <http://e/p> [ rca:y 2 ] } {}"""
    found = run_sparql(text, shop())
    assert isinstance(found, Triples)
    turtle = found.turtle({"rca": "https://w3id.org/rcagraph/ns#"}, BASE)
    assert turtle.startswith(
        f"@base <{BASE}> .\n@prefix rca: <https://w3id.org/rcagraph/ns#> .\n\n"
        "<service/a> a rca:Service ;\n    <http://e/p> _:c14n0 ;\n"
    )
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    other = rdflib.Graph().parse(data=found.ntriples(), format="nt")
    assert len(read) == 9
    assert isomorphic(read, other)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sparql", "--vault", str(EXAMPLE), "-q", *arguments])


def test_the_command_prints_a_table_with_names_that_a_query_takes() -> None:
    text = "SELECT ?s ?p { ?s rca:dependsOn <service/inventory-api> ; ?p <service/user-accounts> }"
    done = run(text, "--format", "csv")
    assert done.output.splitlines() == [
        "s,p",
        "https://rcagraph.invalid/hopfield-pantry/service/order-service,"
        "https://w3id.org/rcagraph/ns#dependsOn",
    ]
    assert "<service/order-service>" in run(text).output
    assert "rca:dependsOn" in run(text, "--format", "markdown").output


def test_the_command_prints_triples_and_answers() -> None:
    text = "CONSTRUCT { ?s rca:near ?r } { ?s rca:dependsOn ?r . ?r a rca:Resource } LIMIT 1"
    assert run(text).output.splitlines()[0] == "@base <https://rcagraph.invalid/hopfield-pantry/> ."
    [line] = run(text, "--format", "ntriples").output.splitlines()
    assert "<https://w3id.org/rcagraph/ns#near>" in line
    assert run("ASK {}").output == "true\n"
    assert run("ASK { <x> <y> <z> }", "--format", "json").output == '{\n  "answer": false\n}\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--format", "csv"], "The query has triples"),
        (["SELECT * {}", "--format", "turtle"], "A SELECT has rows"),
        (["ASK {}", "--whole-store"], "--whole-store goes with --endpoint"),
        (["ASK {}", "-f", "x.rq"], "Give the query as TEXT or in a file"),
        (["ASK {}", "--on", "ftp://x/"], "'ftp://x/' is no address of a SPARQL store"),
        (["ASK {}", "--on", "http://me:secret@x/"], "must not hold a user name or a password"),
        (["ASK {}", "--base-iri", "x"], "'x' is no base for IRIs"),
    ],
)
def test_a_wrong_use_is_told(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert "secret" not in done.output


def test_a_query_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("\ufeffASK { ?s a rca:Team }", "utf-8")
    assert run("-f", str(file)).output == "true\n"


def test_rdflib_has_the_triples_and_the_prefixes() -> None:
    import rdflib

    found = to_rdflib(shop(), "https://graph.example.org/shop")
    name = rdflib.URIRef("https://graph.example.org/shop/service/web")
    assert found.value(name, rdflib.DCTERMS.identifier) == rdflib.Literal("web")
    assert ("rca", rdflib.URIRef("https://w3id.org/rcagraph/ns#")) in set(found.namespaces())
    assert len(list(found.query("SELECT * { ?s a rca:Service }"))) == 5
    assert (
        load(EXAMPLE)
        .to_rdflib()
        .namespace_manager.qname("https://rcagraph.invalid/hopfield-pantry/ns#squad")
        == "own:squad"
    )


def test_every_query_is_there_in_sparql_with_the_same_header() -> None:
    texts = sorted(f.name for f in queries_folder().iterdir() if f.name.endswith(".rq"))
    assert texts == [f"{query.name}.rq" for query in QUERIES]
    for query in QUERIES:
        found = sparql_text(query.name)
        assert (found.title, found.parameters) == (query.title, query.parameters)
        if not query.count:
            assert found.columns == query.columns
        answered = EmbeddedStore(shop()).read(found.body)
        assert isinstance(answered, Rows)
        assert answered.columns == found.columns
        assert checked(found.body).form == "SELECT"


def test_a_header_says_what_it_must() -> None:
    text = (
        "# title: T\n# param: since DATE = 2025-01-01\n# columns: a, b\n# unordered: a, b\n"
        'SELECT ?a ?b { VALUES ?param_since { "2020-01-01"^^xsd:date } }\nORDER BY DESC(?a) ?b\n'
    )
    found = parse(text)
    assert (found.title, found.columns, found.unordered) == ("T", ("a", "b"), ("a", "b"))
    assert 'VALUES ?param_since { "2025-02-03"^^xsd:date } }' in found.asking(
        {"since": date(2025, 2, 3)}
    )
    assert found.in_order([("a", "\U0001f980"), ("\U0001f980", "\uff21"), ("a", "b")]) == [
        ("\uff21", "\U0001f980"),
        ("a", "b"),
        ("a", "\U0001f980"),
    ]
    with pytest.raises(ValueError, match="must have"):
        parse("SELECT * {}")


def test_many_ways_cost_no_more_than_many_things() -> None:
    """A walk that kept every way would have 9^9 of them."""
    graph = lattice(9, 9)
    text = sparql_text("blast_radius")
    found = EmbeddedStore(graph).read(text.asking({"service": "root"}))
    assert len(rows(found)) == 81


def test_a_value_is_a_literal_whatever_stands_in_it() -> None:
    name = '" } SERVICE <http://x/> { } # \\u0022 \\1 \\g<0>'
    graph = KnowledgeGraph("test", [node("Service", "a")], [])
    text = sparql_text("blast_radius").asking({"service": name})
    assert text.count('VALUES ?param_service { "\\" } SERVICE <http://x/> { } # \\\\u0022') == 10
    assert rows(EmbeddedStore(graph).read(text)) == ()


def test_pairs_and_days_with_gaps() -> None:
    first, its = incident("2025-01-03-x", "a", "m", "b")
    second, others = incident("2025-03-04-y", "a", "m", "b")
    bare = node("Incident", second.name)
    graph = KnowledgeGraph(
        "test",
        [first, bare, node("Service", "a"), node("Service", "b"), node("FailureMode", "m")],
        [*its, *others],
    )
    text = sparql_text("failing_together").asking({"minIncidents": 2})
    assert rows(EmbeddedStore(graph).read(text)) == (("a", "b", 2, date(2025, 1, 3)),)
    assert key("Service", "a") in graph
