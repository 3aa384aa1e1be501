"""A built vault, and as bytes part by part: what nobody asks for is never decoded."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast

import msgspec

from rcagraph.build.values import marked, restore, unmarked
from rcagraph.build.wire import Finding, NotWritable, diagnostic, finding
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.ontology import Ontology

SUMMARY = "summary"
"""The part that is always read."""
Parts = Mapping[str, bytes]


class Built(NamedTuple):
    """What became of the files of a vault."""

    graph: KnowledgeGraph
    diagnostics: tuple[Diagnostic, ...]
    """Of the notes, of joining them, and of the profile's own rules; sorted."""
    documents: int
    wikilinks: LinkCounts
    dangling: tuple[Dangling, ...]


class _Summary(msgspec.Struct, array_like=True):
    vault: str
    found: list[Finding]
    documents: int
    wikilinks: LinkCounts
    dangling: list[Dangling]
    kinds: dict[str, tuple[int, int]]
    joined: dict[str, list[tuple[str, str, int]]]


def parts_of(built: Built) -> Iterator[tuple[str, bytes]]:
    """`NotWritable` where a part has no such form."""
    graph = built.graph
    summary = _Summary(
        graph.vault,
        list(map(finding, built.diagnostics)),
        built.documents,
        built.wikilinks,
        list(built.dangling),
        dict(graph.sizes),
        {type_: [(*ends, n) for ends, n in of.items()] for type_, of in graph.kinds_joined.items()},
    )
    try:
        yield SUMMARY, _ENCODER.encode(summary)
        for kind in graph.ontology.nodes:
            yield f"node {kind}", _ENCODER.encode(list(map(marked, graph.nodes(kind))))
        for type_ in graph.ontology.edges:
            yield f"edge {type_}", _ENCODER.encode(list(map(marked, graph.edges(type_))))
    except (UnicodeEncodeError, OverflowError) as error:
        raise NotWritable(str(error)) from None


def built_of(parts: Parts, ontology: Ontology) -> Built:
    """What `parts_of` gave; `msgspec.DecodeError` or `KeyError` for anything else."""
    summary = _SUMMARY.decode(parts[SUMMARY])
    nodes = _Shelves[Node]({kind: parts[f"node {kind}"] for kind in ontology.nodes}, _NODES)
    edges = _Shelves[Edge]({type_: parts[f"edge {type_}"] for type_ in ontology.edges}, _EDGES)
    joined = {
        type_: Counter({(source, target): number for source, target, number in of})
        for type_, of in summary.joined.items()
    }
    return Built(
        KnowledgeGraph.shelved(summary.vault, nodes, edges, ontology, summary.kinds, joined),
        tuple(map(diagnostic, summary.found)),
        summary.documents,
        summary.wikilinks,
        tuple(summary.dangling),
    )


T = TypeVar("T", Node, Edge)


class _Shelves(Mapping[str, tuple[T, ...]], Generic[T]):
    """Nodes by kind, or edges by type, each decoded the first time that it is asked for."""

    def __init__(self, data: dict[str, bytes], decoder: "msgspec.msgpack.Decoder[Any]") -> None:
        self._data, self._decoder = data, decoder
        self._open: dict[str, tuple[T, ...]] = {}

    def __getitem__(self, name: str) -> tuple[T, ...]:
        if name not in self._open:
            found = self._decoder.decode(self._data[name])
            for one in found:
                restore(one.properties)
            self._open[name] = cast("tuple[T, ...]", found)
        return self._open[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


_ENCODER = msgspec.msgpack.Encoder()
_SUMMARY = msgspec.msgpack.Decoder(_Summary)
_NODES = msgspec.msgpack.Decoder(tuple[Node, ...], ext_hook=unmarked)
_EDGES = msgspec.msgpack.Decoder(tuple[Edge, ...], ext_hook=unmarked)
