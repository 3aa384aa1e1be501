"""The graph pushed to a SPARQL store: one named graph made equal to the vault, whole or not at all.

A `PUT` of the Graph Store Protocol replaces the graph in one request; where a store does not take
it, one SPARQL Update does. Nothing outside the named graph is read or written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from rcagraph.export.rdf.contents import Difference, Lines, difference
from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.files import ntriples
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.http import Refused, request
from rcagraph.export.rdf.names import base_for
from rcagraph.export.rdf.protocol import connect, graph_of, query
from rcagraph.export.rdf.statements import USUAL
from rcagraph.export.rdf.terms import RCA
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

DIGEST = f"{RCA}digest"
SECONDS = 600.0
FEW = 10
"""Things that may always go."""
NO_SUCH_SERVICE = frozenset({404, 405, 415, 501})


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do; `difference` is none where the digest said it all."""

    graph: str
    triples: int
    difference: Difference | None = None


class Push:
    """One graph on its way to one store."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        endpoint: Endpoint,
        form: RdfForm = USUAL,
        seconds: float = SECONDS,
    ) -> None:
        form.check(".nt")
        self.graph, self.form, self.seconds = graph, form, seconds
        self.base = base_for(graph.vault, form.base_iri)
        self.digest, self.triples = self._digested()
        self.services = connect(endpoint, seconds)

    def push(self, max_delete: float = 0.30, repair: bool = False) -> Pushed:
        """`RcaGraphError` if more than the share `max_delete` of the things there would go, or
        where the store does not hold in the end what was sent.

        `repair` compares every triple also where the digest is that of the last push.
        """
        if not repair and self._is_there():
            return Pushed(self.base, self.triples)
        found = self.compare()
        if found.subjects_gone > FEW and found.subjects_gone > max_delete * found.subjects:
            raise RcaGraphError(
                f"The push would remove {found.subjects_gone} of the {found.subjects} things in "
                f"{self.base}, more than the {max_delete:.0%} allowed",
                "Check that the vault is the one you mean; if it is, add --max-delete 100%",
            )
        if not (found.is_none and self._is_there()):
            self._replace()
            self._prove()
        return Pushed(self.base, self.triples, found)

    def compare(self) -> Difference:
        """Every triple there with every triple of the vault, the mark of the last push aside."""
        with graph_of(self.services, self.base, self.seconds) as there:
            return difference((q for q in there if not self._is_mark(q)), self._wanted())

    def _is_mark(self, quad: "ox.Quad") -> bool:
        return str(quad.subject) == f"<{self.base}>" and quad.predicate.value == DIGEST

    def _wanted(self) -> "Iterator[ox.Quad]":
        import pyoxigraph as ox

        lines = Lines(ntriples(self.graph, self.form))
        return iter(ox.parse(lines, ox.RdfFormat.N_TRIPLES))  # type: ignore[arg-type]

    def _digested(self) -> tuple[str, int]:
        digest, triples = sha256(), 0
        for part in ntriples(self.graph, self.form):
            digest.update(part.encode("utf-8"))
            triples += part.count("\n")
        return f"sha256:{digest.hexdigest()}", triples

    @property
    def _mark(self) -> str:
        return f'<{self.base}> <{DIGEST}> "{self.digest}" .\n'

    def _is_there(self) -> bool:
        """The mark of this very graph, beside as many triples as it has."""
        is_marked = query(self.services, f"ASK {{ {self._mark} }}", self.base, self.seconds)
        return bool(is_marked) and self._number() == self.triples + 1

    def _number(self) -> int:
        text = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
        found = query(self.services, text, self.base, self.seconds)
        for row in cast("ox.QuerySolutions", found):
            return int(cast("ox.Literal", row["triples"]).value)
        return 0

    def _replace(self) -> None:
        refused = ""
        for address in self.services.data:
            if not self._is_graph_store(address):
                continue
            try:
                where = f"?graph={quote(self.base, safe='')}"
                self._send("PUT", address + where, "application/n-triples", self._body())
                return
            except Refused as error:
                if error.status not in NO_SUCH_SERVICE:
                    raise
                refused = f"PUT {error.status}, "
        self._update(refused)

    def _is_graph_store(self, address: str) -> bool:
        """Asked before the body is sent; of the default graph, since ours may not be there yet."""
        try:
            with request(self.services.endpoint, "HEAD", f"{address}?default", {}, self.seconds):
                return True
        except Refused:
            return False

    def _update(self, refused: str) -> None:
        try:
            self._send(
                "POST", self.services.update, "application/sparql-update", self._operations()
            )
        except Refused as error:
            if error.status not in NO_SUCH_SERVICE:
                raise
            raise RcaGraphError(
                f"{self.services.endpoint} takes no writing ({refused}UPDATE {error.status})",
                "Start the store with writing allowed, or name the store that takes it",
            ) from None

    def _send(self, method: str, address: str, media_type: str, body: Iterator[bytes]) -> None:
        headers = {"Content-Type": media_type, "Accept": "*/*"}
        with request(
            self.services.endpoint, method, address, headers, self.seconds, body
        ) as answer:
            answer.read()

    def _body(self) -> Iterator[bytes]:
        yield self._mark.encode()
        yield from (part.encode("utf-8") for part in ntriples(self.graph, self.form))

    def _operations(self) -> Iterator[bytes]:
        yield f"DROP SILENT GRAPH <{self.base}> ;\nINSERT DATA {{ GRAPH <{self.base}> {{\n".encode()
        yield from self._body()
        yield b"} }\n"

    def _prove(self) -> None:
        if not self._is_there():
            raise RcaGraphError(
                f"{self.services.endpoint} holds {self._number()} triples in {self.base} instead "
                f"of {self.triples + 1}: it did not keep all, or somebody else changed them",
                "Compare with --verify, and repeat the command",
            )
