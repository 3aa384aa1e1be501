"""A push to a real store: that graph, all of it, and nothing else; and again sends nothing."""

import socket
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rcagraph.api import load
from rcagraph.cli import main
from rcagraph.engines.run_sparql import run_sparql
from rcagraph.engines.sparql_places import graph_at
from rcagraph.engines.sparql_terms import Rows
from rcagraph.export.rdf import store as pushing
from rcagraph.export.rdf.contents import difference
from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.files import ntriples
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.protocol import connect
from rcagraph.export.rdf.store import Push
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.databases import chain, numbered
from tests.graphs import shop
from tests.nasty_graph import nasty
from tests.rdf_store import contents, graphs, update

pytestmark = pytest.mark.sparql
EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"
BASE = "https://rcagraph.invalid/test/"
MARK = f'<{BASE}> <https://w3id.org/rcagraph/ns#digest> "sha256:'
BYSTANDERS = """\
INSERT DATA { <http://e/a> <http://e/p> "default" .
  GRAPH <http://e/graph> { <http://e/a> <http://e/p> "named" }
  GRAPH <https://rcagraph.invalid/test/more> { <http://e/a> <http://e/p> "near" } }
"""


def numbers(found: pushing.Pushed) -> tuple[int, int, int]:
    assert found.difference
    return found.difference.added, found.difference.removed, found.difference.unchanged


def test_the_graph_becomes_the_vault_and_a_second_push_sends_nothing(store: Endpoint) -> None:
    done = Push(shop(), store).push()
    assert (done.graph, done.triples) == (BASE, 367)
    assert numbers(done) == (367, 0, 0)
    held = contents(store, BASE)
    assert len(held) == 368
    assert [line.startswith(MARK) for line in held].count(True) == 1
    assert Push(shop(), store).push().difference is None
    assert contents(store, BASE) == held


@pytest.mark.parametrize("graph", [nasty(), load(EXAMPLE).graph], ids=["nasty", "the example"])
def test_what_a_store_spells_otherwise_is_the_same(graph: KnowledgeGraph, store: Endpoint) -> None:
    Push(graph, store).push()
    found = Push(graph, store).compare()
    assert (found.added, found.removed) == (0, 0)
    assert found.unchanged > 1000


def test_bystanders_stay(store: Endpoint) -> None:
    update(store, BYSTANDERS)
    for graph in (shop(), chain("a", "b")):
        Push(graph, store).push(max_delete=1.0)
        assert contents(store) == ['<http://e/a> <http://e/p> "default"']
        assert contents(store, "http://e/graph") == ['<http://e/a> <http://e/p> "named"']
        assert contents(store, f"{BASE}more") == ['<http://e/a> <http://e/p> "near"']
    assert graphs(store) == ["<http://e/graph>", f"<{BASE}>", f"<{BASE}more>"]


def test_a_change_is_counted_and_nothing_of_before_is_left(store: Endpoint) -> None:
    Push(chain("a", "b", "c"), store).push()
    before = contents(store, BASE)
    done = Push(chain("a", "b"), store).push()
    assert numbers(done)[0] == 0
    assert numbers(done)[1] == len(before) - len(contents(store, BASE))
    assert [line for line in contents(store, BASE) if "service/c" in line] == []


def test_what_somebody_changed_by_hand_is_found_and_mended(store: Endpoint) -> None:
    Push(shop(), store).push()
    name = f"<{BASE}service/web> <http://purl.org/dc/terms/identifier>"
    update(
        store,
        f'DELETE DATA {{ GRAPH <{BASE}> {{ {name} "web" }} }} ;'
        f'INSERT DATA {{ GRAPH <{BASE}> {{ {name} "hacked" }} }}',
    )
    assert Push(shop(), store).push().difference is None  # as many triples, and the digest
    found = Push(shop(), store).compare()
    assert (found.added, found.removed) == (1, 1)
    assert found.examples == (f'{name} "hacked"',)
    assert numbers(Push(shop(), store).push(repair=True)) == (1, 1, 366)
    assert Push(shop(), store).compare().is_none


def test_a_triple_more_is_noticed_without_being_asked(store: Endpoint) -> None:
    Push(shop(), store).push()
    update(store, f"INSERT DATA {{ GRAPH <{BASE}> {{ <http://e/a> <http://e/p> 1 }} }}")
    assert numbers(Push(shop(), store).push()) == (0, 1, 367)


def test_a_push_that_would_remove_much_is_refused(store: Endpoint) -> None:
    Push(chain(*numbered(30)), store).push()
    before = contents(store, BASE)
    with pytest.raises(RcaGraphError) as raised:
        Push(chain(*numbered(5)), store).push()
    assert raised.value.message == (
        f"The push would remove 100 of the 118 things in {BASE}, more than the 30% allowed"
    )
    assert contents(store, BASE) == before
    Push(chain(*numbered(5)), store).push(max_delete=0.9)
    assert len(contents(store, BASE)) < len(before) / 3


def test_a_graph_of_somebody_else_is_not_replaced(store: Endpoint) -> None:
    lines = "".join(f"<http://e/{n}> <http://e/p> {n} ." for n in range(20))
    update(store, f"INSERT DATA {{ GRAPH <{BASE}> {{ {lines} }} }}")
    with pytest.raises(RcaGraphError, match="would remove 20 of the 20 things"):
        Push(shop(), store).push()


class Broken(Exception):
    pass


def breaks_after(parts: Iterator[bytes], many: int) -> Iterator[bytes]:
    for number, part in enumerate(parts):
        if number == many:
            raise Broken
        yield part


@pytest.mark.parametrize("by", ["PUT", "UPDATE"])
def test_a_push_that_breaks_off_leaves_the_graph_as_it_was(
    store: Endpoint, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Push(shop(), store).push()
    before = contents(store, BASE)
    push = Push(chain(*numbered(400)), store)
    whole = push._body
    monkeypatch.setattr(push, "_body", lambda: breaks_after(whole(), 900))
    if by == "UPDATE":
        monkeypatch.setattr(push, "_is_graph_store", lambda address: False)
    with pytest.raises(Broken):
        push.push(max_delete=1.0)
    assert contents(store, BASE) == before


def test_a_store_without_the_graph_store_protocol_gets_an_update(
    store: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Push, "_is_graph_store", lambda self, address: False)
    update(store, BYSTANDERS)
    Push(nasty(), store).push()
    assert Push(nasty(), store).compare().is_none
    assert Push(nasty(), store).push().difference is None
    assert contents(store) == ['<http://e/a> <http://e/p> "default"']


def test_every_address_of_the_store_will_do(store: Endpoint) -> None:
    found = connect(store, 30)
    for url in (found.query, found.update, *found.data[-1:], store.url + "/"):
        assert connect(Endpoint(url), 30).query == found.query
    Push(shop(), Endpoint(found.query)).push()
    assert len(contents(store, BASE)) == 368


def test_a_base_of_one_s_own(store: Endpoint) -> None:
    form = RdfForm("https://graph.example.org/it's&(1)/")
    Push(shop(), store, form).push()
    assert graphs(store) == ["<https://graph.example.org/it's&(1)/>"]
    assert Push(shop(), store, form).push().difference is None


def test_a_query_sees_the_vault_alone_or_the_whole_store(store: Endpoint) -> None:
    update(store, BYSTANDERS)
    Push(shop(), store).push()
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    place = graph_at(store, BASE, 60)
    assert run_sparql(count, place=place) == Rows(("n",), ((368,),))
    assert run_sparql("ASK { <service/web> a rca:Service }", place=place) is True
    whole = graph_at(store, BASE, 60, is_whole_store=True)
    assert run_sparql(count, place=whole) == Rows(("n",), ((1,),))
    named = "SELECT ?o FROM <http://e/graph> { ?s ?p ?o }"
    assert run_sparql(named, place=whole) == Rows(("o",), (("named",),))
    with pytest.raises(RcaGraphError, match="would read another graph"):
        run_sparql(named, place=place)
    with pytest.raises(RcaGraphError, match=r"holds no graph .*there now: https://rcagraph"):
        run_sparql(count, place=graph_at(store, "https://rcagraph.invalid/other/", 60))


def test_the_store_s_own_words_for_a_wrong_query(store: Endpoint) -> None:
    Push(shop(), store).push()
    with pytest.raises(RcaGraphError, match="refuses the query: ") as raised:
        run_sparql("SELECT * { ?s ?p ?o", place=graph_at(store, BASE, 60))
    assert "\n" not in str(raised.value)


def export(store: Endpoint, *arguments: str) -> Result:
    command = ["export", "--vault", str(EXAMPLE), "-q", "--sparql", store.url, *arguments]
    return CliRunner().invoke(main, command)


def test_the_command_plans_pushes_and_checks(store: Endpoint) -> None:
    base = "https://rcagraph.invalid/hopfield-pantry/"
    every = sum(part.count("\n") for part in ntriples(load(EXAMPLE).graph))
    assert export(store, "--dry-run").output == (
        f"there: 0 triples in {base}\nwould change: {every} added, 0 removed, 0 unchanged\n"
    )
    assert graphs(store) == []
    done = export(store)
    assert done.output == f"done: {every} added, 0 removed, 0 unchanged in {base}\n"
    assert export(store).output == f"nothing to do: {base} holds these {every} triples\n"
    assert export(store, "--verify").output == (
        f"there: {every} triples in {base}\nverified: 0 missing, 0 foreign, {every} equal\n"
    )
    update(store, f"INSERT DATA {{ GRAPH <{base}> {{ <http://e/a> <http://e/p> 'x' }} }}")
    checked = export(store, "--verify")
    assert checked.exit_code == 1
    assert '  <http://e/a> <http://e/p> "x"\nverified: 0 missing, 1 foreign' in checked.output
    asked = CliRunner().invoke(
        main,
        ["query", "team_load", "--vault", str(EXAMPLE), "--on", "sparql", "--endpoint", store.url],
    )
    memory = CliRunner().invoke(main, ["query", "team_load", "--vault", str(EXAMPLE), "-q"])
    assert asked.output == memory.output


def test_memory_does_not_grow_with_the_body(store: Endpoint) -> None:
    """No part is kept once it is sent: sending takes little more than the walk over the graph."""
    push = Push(chain(*numbered(1500)), store)
    size = sum(map(len, push._body()))
    assert size > 3_000_000
    walking = peak(lambda: sum(map(len, push._body())))
    assert peak(push._replace) < walking + size / 4


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_equal_values_are_equal_however_they_are_spelt() -> None:
    import pyoxigraph as ox

    def quads(*texts: str) -> Any:
        lines = "".join(f"<http://e/a> <http://e/p> {text} .\n" for text in texts)
        return ox.parse(lines, ox.RdfFormat.TURTLE, base_iri="http://e/")

    xsd = "http://www.w3.org/2001/XMLSchema#"
    ours = ("1.0", "007", f'"2025-01-03T08:30:00+00:00"^^<{xsd}dateTime>', '"1.0"', "1e0", "true")
    theirs = ("1.00", "7", f'"2025-01-03T10:30:00+02:00"^^<{xsd}dateTime>', '"1"', "1.0e0", "true")
    found = difference(quads(*theirs), quads(*ours))
    assert (found.added, found.removed, found.unchanged) == (1, 1, 5)
    assert found.examples == ('<http://e/a> <http://e/p> "1"',)


def test_a_port_that_nobody_listens_on_is_named() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/rca"
        with pytest.raises(RcaGraphError, match=f"No SPARQL store answers at {url}. Check"):
            Push(shop(), Endpoint(url))
