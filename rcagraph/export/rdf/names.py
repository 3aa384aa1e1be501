"""IRIs for what is in a vault: percent-encoded, plain ASCII after the base, no blank nodes."""

import re
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import quote

from rcagraph.export.attributes import edge_id
from rcagraph.export.rdf.terms import Iri, iri
from rcagraph.graph import Edge
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey
from rcagraph.model.ontology import Ontology

NOWHERE = "https://rcagraph.invalid/"
"""RFC 6761 keeps `.invalid` free of real sites, so no two owners can clash by accident."""

DOTS = re.compile(r"_*\.\.?\Z")


@lru_cache(maxsize=100_000)
def segment(text: str) -> str:
    """One path segment. `.` and `..`, which URLs resolve away, become `_.` and `_..`."""
    if DOTS.match(text):
        return f"_{text}"
    return quote(normalize("NFC", text), safe="-._~", errors="replace")


def segments(text: str) -> str:
    return "/".join(map(segment, text.split("/")))


def base_for(vault: str, base_iri: str = "") -> str:
    """The base of a vault's IRIs, with the `/` it ends in; `RcaGraphError` where it is none."""
    if not base_iri:
        return f"{NOWHERE}{segment(vault)}/"
    base = base_iri if base_iri.endswith("/") else f"{base_iri}/"
    if not re.match(r"https?://[^/?#]+/[^?#]*\Z", base) or not _is_iri(base):
        raise RcaGraphError(
            f"{base_iri!r} is no base for IRIs",
            "Give an absolute http or https IRI such as https://graph.example.org/vault/",
        )
    return base


def own_namespace(base: str) -> str:
    """Of the words that the vault's profile adds: nobody else's, so not in `rca:`."""
    return f"{base}ns#"


def _is_iri(text: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


class Names:
    """The IRIs of one graph's nodes, notes and edges.

    A scope that several vaults share lies beside the vault's base, not below it, so that vaults
    with sibling bases meet in it: `…/acme/service/web`.
    """

    def __init__(self, vault: str, base_iri: str, ontology: Ontology) -> None:
        self.vault = vault
        self.base = base_for(vault, base_iri)
        self._slugs = {kind.name: kind.slug for kind in ontology.nodes.values()}
        self._scopes = {vault: self.base}

    def word(self, curie: str) -> Iri:
        """A term; `own:` is the vault's own namespace."""
        local = curie.removeprefix("own:")
        return iri(curie) if local == curie else Iri(f"{own_namespace(self.base)}{local}")

    def node(self, key: NodeKey) -> Iri:
        return Iri(f"{self._scope(key.scope)}{self._slugs[key.kind]}/{segments(key.id)}")

    def note(self, path: str) -> Iri:
        """The file itself, suffix included: `a.md` and `a.toml` are two."""
        return Iri(f"{self.base}note/{segments(path)}")

    def edge(self, edge: Edge) -> Iri:
        """The statement that the edge holds."""
        return Iri(f"{self.base}edge/{edge_id(edge)}")

    def _scope(self, scope: str) -> str:
        if scope not in self._scopes:
            above = re.sub(r"(?<=[^/]/)[^/]+/\Z", "", self.base)
            self._scopes[scope] = f"{above}{segment(scope)}/"
        return self._scopes[scope]
