"""The graph in an embedded RDF store: SPARQL with no server."""

import re

from rcagraph.engines.sparql_terms import Found, found
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import base_for, own_namespace
from rcagraph.export.rdf.terms import COMMON
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError


def prefixes_for(base: str) -> dict[str, str]:
    """The prefixes that a text need not declare; `:` is what the vault names, `own:` its words."""
    return {"": base, "own": own_namespace(base), **COMMON}


def with_prefixes(text: str) -> str:
    """The text with a declaration for each common prefix that it uses."""
    used = sorted(p for p in COMMON if re.search(rf"(?<![\w:]){p}:", text))
    return "".join(f"PREFIX {prefix}: <{COMMON[prefix]}>\n" for prefix in used) + text


class EmbeddedStore:
    """A graph loaded into memory of the embedded store.

    It stands in the named graph of the vault, which is also what a query without `GRAPH` asks: a
    text means the same here and at a store to which the vault was pushed.
    """

    def __init__(self, graph: KnowledgeGraph, base_iri: str = "") -> None:
        import pyoxigraph as ox

        from rcagraph.export.rdf.files import ntriples

        self.base = base_for(graph.vault, base_iri)
        self._name = ox.NamedNode(self.base)
        self._store = ox.Store()
        data = "".join(ntriples(graph, RdfForm(base_iri))).encode()
        self._store.bulk_load(data, ox.RdfFormat.N_TRIPLES, to_graph=self._name)

    def read(self, text: str) -> Found:
        """What one query finds, which the caller has checked to be read-only."""
        try:
            answer = self._store.query(
                text,
                base_iri=self.base,
                prefixes=prefixes_for(self.base),
                default_graph=self._name,
            )
            return found(answer)
        except SyntaxError as error:
            raise _misread(str(error)) from None
        except (RuntimeError, ValueError, OSError) as error:
            raise RcaGraphError(
                f"The embedded store cannot run the query: {str(error).partition(chr(10))[0]}",
                "Mend the query",
            ) from None


def _misread(said: str) -> RcaGraphError:
    """The parser lists all that it would take at a place; the place is what helps."""
    place = re.search(r"at (\d+):(\d+)", said)
    where = f" at line {place[1]}, column {place[2]}" if place else ""
    return RcaGraphError(
        f"The query is no SPARQL{where}", "Check its brackets, dots and names there"
    )
