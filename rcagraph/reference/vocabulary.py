"""The page of the RDF vocabulary: every term, its place in others' vocabularies, what is used."""

from collections.abc import Iterable

from rcagraph.export.rdf.alignment import NAMESPACES
from rcagraph.export.rdf.vocabulary import USED, Sort, Word, vocabulary
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.reference.page import page, table

INTRODUCTION = """\
What `rcagraph export --rdf` writes, in words that others can look up. `rcagraph schema --owl`
prints the same as OWL; with a vault it has what the profile adds, as `own:`, in the namespace of
the vault (`<base>ns#`). The data are checked against it by `rcagraph check --shacl`, with the
shapes that `rcagraph schema --shacl` prints.

*Below* names the superclasses and superproperties, from which a reasoner may conclude something:
under OWL 2 RL and the disjointness of PROV-O, ORG and FOAF the vocabulary is consistent. *Close*
and *related* (`skos:closeMatch`, `skos:relatedMatch`) only say where to look. Edges are triples of
`rca:` alone, whatever stands above them. Of the superclasses those in `rca:` are written out: a
post-mortem is an `rca:Note` too."""


def vocabulary_page(ontology: Ontology = ONTOLOGY) -> str:
    """Every term of the vocabulary."""
    found = vocabulary(ontology)
    edges = [word for word in found if word.sort is Sort.EDGE]
    own = [word for word in found if word.sort is Sort.VALUE]
    used = [*((f"`{name}`", doc) for name, doc in USED.items())]
    return page(
        "RDF vocabulary",
        INTRODUCTION,
        "## Classes",
        _words(word for word in found if word.sort is Sort.CLASS),
        "## Edges",
        _edges(word for word in edges if word.inverse or word.is_transitive),
        "## Values",
        "A property that stands on any kind of node has no domain.",
        _values(own),
        "## Others' words in the data",
        table(("Term", "What it says"), used),
        "## Prefixes",
        table(("Prefix", "Namespace"), _prefixes(found)),
    )


def _words(found: Iterable[Word]) -> str:
    rows = (
        (f"`{w.name}`", w.doc, _names(w.aligned.above), _names(w.aligned.close), _related(w))
        for w in found
    )
    return table(("Class", "What it is", "Below", "Close", "Related"), rows)


def _edges(found: Iterable[Word]) -> str:
    rows = (
        (
            f"`{w.name}`",
            w.doc,
            _names(w.domain) or "any",
            _names(w.range) or "any",
            _names((w.inverse,) if w.inverse else ()),
            _names(w.aligned.above),
            _names(w.aligned.close),
            _related(w),
        )
        for w in found
    )
    head = ("Property", "What it says", "From", "To", "Inverse", "Below", "Close", "Related")
    return table(head, rows)


def _values(found: Iterable[Word]) -> str:
    rows = (
        (
            f"`{w.name}`",
            w.doc,
            _names(w.domain) or "any",
            _names(w.range),
            _names(w.aligned.above),
            _related(w),
        )
        for w in found
    )
    return table(("Property", "What it says", "Of", "Datatype", "Below", "Related"), rows)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _related(word: Word) -> str:
    pages = (f"[Backstage]({address.strip('<>')})" for address in word.aligned.see)
    return ", ".join(filter(None, (_names(word.aligned.related), *pages)))


def _prefixes(found: Iterable[Word]) -> list[tuple[str, str]]:
    names = {"xsd:", *USED}
    for word in found:
        aligned = word.aligned
        names |= {word.name, *aligned.above, *aligned.close, *aligned.related}
        names |= {*aligned.inverse_close}
    prefixes = sorted({name.partition(":")[0] for name in names} - {"own"})
    return [(f"`{prefix}:`", f"`{NAMESPACES[prefix]}`") for prefix in prefixes]
