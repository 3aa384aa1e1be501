"""The vocabulary as an OWL ontology in Turtle."""

from collections.abc import Iterator

from rcagraph.export.rdf.alignment import NAMESPACES
from rcagraph.export.rdf.document import Pairs, document, listed, nested, paragraph, words
from rcagraph.export.rdf.names import own_namespace
from rcagraph.export.rdf.terms import RCA
from rcagraph.export.rdf.vocabulary import Sort, Word, vocabulary
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.version import __version__

LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
EXTERNAL = {
    "foaf:topic": Sort.EDGE,
    "foaf:primaryTopic": Sort.EDGE,
    "prov:wasDerivedFrom": Sort.EDGE,
}
"""Others' object properties that the data uses; they are declared, and nothing is said of them."""


def owl(ontology: Ontology = ONTOLOGY, base: str = "") -> str:
    """The table's vocabulary; with what a profile adds, whose namespace is that of the `base`.

    It stands alone: nothing is imported, for what is imported is fetched.
    """
    found = vocabulary(ontology)
    is_own = any(word.name.startswith("own:") for word in found)
    namespaces = {**NAMESPACES, "own": own_namespace(base)} if is_own else NAMESPACES
    return document(
        namespaces,
        _header(namespaces["own"] if is_own else ""),
        *(_paragraph(word) for word in found if word.is_ours),
        *_declared(found),
    )


def _header(own: str) -> str:
    """The vocabulary's own IRI is its namespace's, without `#`."""
    namespace, prefix = (own, "own") if own else (RCA, "rca")
    label = "What a vault adds to the rcagraph vocabulary" if own else "The rcagraph vocabulary"
    comment = "Post-mortems as a graph: incidents, services, runbooks, teams and what joins them."
    return paragraph(
        f"<{namespace.removesuffix('#')}>",
        (
            ("a", "owl:Ontology"),
            ("rdfs:label", words(label, "en")),
            ("rdfs:comment", words(comment, "en")),
            ("owl:versionInfo", words(__version__)),
            ("dcterms:license", f"<{LICENCE}>"),
            ("vann:preferredNamespacePrefix", words(prefix)),
            ("vann:preferredNamespaceUri", words(namespace)),
        ),
    )


def _paragraph(word: Word) -> str:
    below = "rdfs:subClassOf" if word.sort is Sort.CLASS else "rdfs:subPropertyOf"
    aligned = word.aligned
    pairs: Pairs = (
        ("a", (word.sort.value, *(["owl:TransitiveProperty"] if word.is_transitive else []))),
        ("rdfs:label", words(word.label, word.language)),
        ("rdfs:comment", words(word.doc, word.language) if word.doc else ()),
        (below, aligned.above),
        ("owl:inverseOf", word.inverse or ()),
        ("rdfs:domain", _one_of(word.domain)),
        ("rdfs:range", _one_of(word.range)),
        ("skos:closeMatch", aligned.close),
        ("skos:relatedMatch", aligned.related),
        ("rdfs:seeAlso", aligned.see),
    )
    return paragraph(word.name, pairs)


def _one_of(classes: tuple[str, ...]) -> tuple[str, ...]:
    """Several domains would mean that all hold at once."""
    if len(classes) < 2:
        return classes
    return (nested((("a", "owl:Class"), ("owl:unionOf", listed(classes)))),)


def _declared(found: tuple[Word, ...]) -> Iterator[str]:
    """Others' words with their sort, so that a tool that has not read their vocabularies knows."""
    used = {word.name: word.sort for word in found if not word.is_ours} | EXTERNAL
    for word in found:
        used |= {name: word.sort for name in word.aligned.above if not name.startswith("rca:")}
    yield from (paragraph(name, (("a", used[name].value),)) for name in sorted(used))
