"""Public vaults as RDF: every reader gives back the same triples, and as many.

The vaults lie outside of the repository, in `../shared`; without it these tests say so. No vault
has a blank node, so two graphs are isomorphic where they are equal.
"""

import pyoxigraph as ox
import pytest
import rdflib

from rcagraph.api import load
from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.files import ntriples, turtle
from rcagraph.export.rdf.store import Push
from rcagraph.graph import KnowledgeGraph
from rcagraph.profile import built_in, read_profile
from tests.test_vault_profiles import BUILT_IN, PROFILES, SHARED, truth

Triples = set[tuple[str, str, str]]

NEEDS_VAULTS = pytest.mark.skipif(not truth(), reason="needs the public vaults in ../shared")
VAULTS = sorted(truth()) or ["none"]


@pytest.fixture(scope="module", params=VAULTS)
def vault(request: pytest.FixtureRequest) -> KnowledgeGraph:
    name = str(request.param)
    built = BUILT_IN.get(name)
    profile = built_in(built) if built else read_profile(PROFILES / f"{name}.toml")
    return load(SHARED / "vaults" / name, profile).graph


def by_oxigraph(text: str, format_: ox.RdfFormat) -> Triples:
    found = ox.parse(text, format=format_)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in found}


def by_rdflib(text: str, format_: str, monkeypatch: pytest.MonkeyPatch) -> Triples:
    """Literals as they are written; in the words of the other reader."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    graph = rdflib.Graph().parse(data=text, format=format_)
    lines = graph.serialize(format="nt11", encoding="utf-8")
    return by_oxigraph(lines.decode(), ox.RdfFormat.N_TRIPLES)


@NEEDS_VAULTS
def test_both_readers_give_back_both_texts(
    vault: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, text = "".join(ntriples(vault)), "".join(turtle(vault))
    expected = by_oxigraph(lines, ox.RdfFormat.N_TRIPLES)
    assert len(expected) == lines.count("\n") > 0
    assert by_oxigraph(text, ox.RdfFormat.TURTLE) == expected
    assert by_rdflib(lines, "nt", monkeypatch) == expected
    assert by_rdflib(text, "turtle", monkeypatch) == expected


@NEEDS_VAULTS
@pytest.mark.sparql
def test_a_store_gives_back_what_it_was_sent(vault: KnowledgeGraph, store: Endpoint) -> None:
    push = Push(vault, store)
    assert push.push().triples == "".join(ntriples(vault)).count("\n")
    assert push.compare().is_none
