"""How much of each there is, as tables; `rcagraph stats` reads nothing of the past for them."""

from collections import Counter
from collections.abc import Iterable

from rcagraph.analysis.counts import Counts
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.table import Table


def stats(counted: Counts, diagnostics: Iterable[Diagnostic] = ()) -> tuple[Table, ...]:
    """Nodes, edges, and findings by code."""
    nodes = tuple((kind, *count) for kind, count in counted.nodes.items())
    edges = tuple(
        (type_, kinds, number)
        for type_, by_kinds in counted.edges_by_kinds.items()
        for kinds, number in by_kinds.items()
    )
    return (
        Table("Nodes", ("kind", "declared", "mentioned"), nodes),
        Table("Edges", ("type", "joins", "edges"), edges),
        findings(diagnostics),
    )


def findings(diagnostics: Iterable[Diagnostic]) -> Table:
    """How many diagnostics of each code."""
    codes = Counter(diagnostic.code for diagnostic in diagnostics)
    rows = (
        (c.name, c.severity.value, c.value.title, codes[c])
        for c in sorted(codes, key=lambda c: c.name)
    )
    return Table("Diagnostics", ("code", "severity", "what", "findings"), tuple(rows))
