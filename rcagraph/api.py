"""The façade for notebooks and for the command line: load a vault, ask its graph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rcagraph.build.files import Files, Progress
from rcagraph.build.vault import Told, build
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.graph.resolve import Resolver
from rcagraph.model.collector import collector_paused
from rcagraph.model.diagnostics import Diagnostic, Severity
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.table import Cell, Table
from rcagraph.profile import Profile, built_in, read_profile
from rcagraph.vault.read import read_bytes
from rcagraph.vault.walk import walk

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from rcagraph.analysis.blast_radius import BlastRadius
    from rcagraph.analysis.critical_services import CriticalServices
    from rcagraph.analysis.dependencies import Dependencies
    from rcagraph.analysis.history import History
    from rcagraph.analysis.period import Period
    from rcagraph.analysis.period_change import PeriodChange
    from rcagraph.analysis.recurrence import Recurrence
    from rcagraph.engines.sparql_terms import Triples
    from rcagraph.export.frames import Frames
    from rcagraph.graph.repair import Repair

CONFIG = "rcagraph.toml"


@dataclass(frozen=True, repr=False)
class Vault:
    """A vault as read: its graph, what is wrong with the notes, and how many files there were.

    It is what a notebook asks: `blast_radius`, `recurrence`, `history`, `period_change`, `query`,
    `cypher`, `sparql`; and what it hands on: `to_networkx`, `to_pandas`, `to_rdflib`. `graph` is
    the graph alone, frozen: its nodes, its edges, and what is next to what.

    >>> import rcagraph
    >>> graph = rcagraph.load("examples/hopfield-pantry")
    >>> graph
    Vault('hopfield-pantry', 61 files, 0 errors, 5 warnings)
    >>> [each.node.name for each in graph.blast_radius("order-service").structural if each.hard]
    ['checkout-api', 'delivery-planner', 'payment-gateway', 'web-storefront']
    >>> graph.recurrence().families[0].title
    'order-service: Connection Pool Exhaustion'
    >>> graph.query("team_load").columns[0]
    'team'
    """

    root: Path
    graph: KnowledgeGraph
    diagnostics: tuple[Diagnostic, ...]
    files: int
    documents: int
    """What the files hold: one each, but for data files of several documents."""
    wikilinks: LinkCounts
    profile: Profile = field(repr=False)
    dangling: tuple[Dangling, ...] = field(repr=False)
    """Every place that names what is not there."""
    resolver: Callable[[], Resolver] = field(repr=False)
    """What links and fields may call the nodes that notes declare; few ask."""

    def __repr__(self) -> str:
        severities = [d.code.severity for d in self.diagnostics]
        counts = (f"{severities.count(s)} {s.value}s" for s in (Severity.ERROR, Severity.WARNING))
        return f"Vault({self.graph.vault!r}, {self.files} files, {', '.join(counts)})"

    def _repr_html_(self) -> str:
        """For a notebook: how many of each kind there are, declared and merely named."""
        from rcagraph.analysis.counts import counts
        from rcagraph.model.html import html

        rows = tuple((kind, *count) for kind, count in counts(self.graph).nodes.items())
        return html(repr(self), [Table("", ("kind", "declared", "mentioned"), rows)])

    @property
    def unread(self) -> frozenset[str]:
        """The notes of which something could not be read."""
        errors = (d for d in self.diagnostics if d.code.severity is Severity.ERROR)
        return frozenset(d.path for d in errors)

    def findings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, with near names for the links that reach nothing."""
        from rcagraph.graph.suggest import with_suggestions

        return with_suggestions(self.diagnostics, self.dangling, self.resolver())

    def repairs(self) -> tuple["Repair", ...]:
        """By file, the edits that mend links where one note only can be meant; none is written.

        `RcaGraphError` where a note has gone since the vault was read.
        """
        from rcagraph.graph.repair import mends, repair

        wanted = mends(self.dangling, self.resolver(), self.profile.links)
        vault = self.profile.vault
        how = (vault.front_matter, vault.encodings)
        found = (
            repair(path, read_bytes(self.root, path), wanted[path], *how) for path in sorted(wanted)
        )
        return tuple(one for one in found if one.edits or one.problem)

    def blast_radius(self, service: str, what_if: Sequence[str] = ()) -> "BlastRadius":
        """What goes down with a service; `RcaGraphError` with near names where there is none.

        `what_if`: `cut:A->B`, `add-replica:X`, `down:X,Y`.
        """
        from rcagraph.analysis.blast_radius import blast_radius
        from rcagraph.analysis.names import find_service

        key = find_service(self.graph, service).key
        return blast_radius(self.graph, key, rules=self.profile.analysis, what_if=what_if)

    def critical_services(self) -> "CriticalServices":
        """What each service imposes on others and suffers from them, and what it is a single
        point of failure of."""
        from rcagraph.analysis.critical_services import critical_services

        return critical_services(self.graph, rules=self.profile.analysis)

    def recurrence(
        self, service: str | None = None, minimum: int = 2, as_of: date | None = None
    ) -> "Recurrence":
        """The families of failures that came back, `minimum` incidents or more each.

        `service` chooses what is listed; `as_of` is the last day whose incidents count.
        `RcaGraphError` for a service that there is not.
        """
        from rcagraph.analysis.recurrence import recurrence

        by = self.profile.analysis.family
        return recurrence(self.graph, by=by, service=service, minimum=minimum, as_of=as_of)

    def history(
        self, found: "Recurrence | None" = None, by_git: Mapping[str, date] | None = None
    ) -> "History | None":
        """What the past says, and how surely: rates, intervals, trends, whether fixes worked.

        Of the families of `found`, else of `recurrence()`. None where no incident has a day.
        `by_git`: path of a note to the day of its last commit.
        """
        from rcagraph.analysis.history import history

        families = found or self.recurrence()
        return history(self.graph, families, self.profile.analysis.complete_until, by_git)

    def period_change(
        self,
        period: "str | Period",
        found: "Recurrence | None" = None,
        its: "History | None" = None,
    ) -> "PeriodChange":
        """A period against the one before it: incidents, minutes, families new and quiet, and
        whether there is evidence that the rate is another.

        `2025`, `2025-H1`, `2025-Q3`, `2025-07`, `2025-07-14..2025-08-31`, `last-quarter` …; of
        the incidents up to its last day. `its` is the history of `found`. `RcaGraphError` for a
        period there is not, and where no incident has a date.
        """
        from rcagraph.analysis.period import period_called
        from rcagraph.analysis.period_change import period_change

        asked = period_called(period, date.today()) if isinstance(period, str) else period
        families = found or self.recurrence(as_of=asked.last)
        known = its or self.history(families)
        if known is None:
            raise RcaGraphError("no incident has a date", "See `rcagraph check`.")
        return period_change(families, known, asked)

    def dependencies(
        self, found: "Recurrence | None" = None, progress: Progress | None = None
    ) -> "Dependencies":
        """What past incidents say of the declared dependencies: missing ones, those never seen,
        and how well the declared ones foretell whom an incident hits.

        Of the incidents of `found`, else of `recurrence()`. `progress` is called with the
        incidents foretold so far, and how many there are.
        """
        from rcagraph.analysis.dependencies import dependencies

        families = (family.events for family in (found or self.recurrence()).every)
        profile = self.profile
        return dependencies(self.graph, families, profile.analysis, progress, profile.types)

    def query(self, name: str, parameters: Mapping[str, Cell] | None = None) -> Table:
        """The rows of a named query, answered in memory."""
        from rcagraph.engines.run import run_named

        return run_named(name, parameters or {}, self.graph)

    def cypher(self, text: str) -> Table:
        """The rows of a read-only Cypher query on the embedded engine."""
        from rcagraph.engines.run_cypher import run_cypher

        return run_cypher(text, graph=self.graph)

    def sparql(self, text: str, base_iri: str = "") -> "Table | Triples | bool":
        """What a SPARQL query that reads finds in the embedded store: the rows of a SELECT, the
        triples of a CONSTRUCT or DESCRIBE, the answer of an ASK."""
        from rcagraph.engines.run_sparql import run_sparql
        from rcagraph.engines.sparql_terms import Rows

        found = run_sparql(text, self.graph, base_iri=base_iri)
        return Table("", *found) if isinstance(found, Rows) else found

    def to_rdflib(self, base_iri: str = "") -> "rdflib.Graph":
        """The graph as an `rdflib.Graph`, with its prefixes bound."""
        from rcagraph.export.rdf.rdflib_graph import to_rdflib

        return to_rdflib(self.graph, base_iri)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """The graph as a networkx `MultiDiGraph`: node = uid, edge key = type, properties as
        attributes."""
        return self.graph.to_networkx()

    def to_pandas(self) -> "Frames":
        """The graph as two data frames, `nodes` and `edges`.

        A `Table` that a query answers is one by `pd.DataFrame(table.rows, columns=table.columns)`.
        `RcaGraphError` where pandas is not installed: it is the extra `pandas`.
        """
        from rcagraph.export.frames import frames

        return frames(self.graph)


def load(
    path: str | Path,
    profile: Profile | None = None,
    progress: Progress | None = None,
    cache: bool = True,
    jobs: int | None = None,
) -> Vault:
    """Reads the vault at `path`; notes that are wrong become diagnostics, never exceptions.

    What notes said the last time is kept in a cache of the user's, unless `cache` is off; `jobs`
    bounds the processes that read the others, one a core by default. Neither changes what is found.
    `RcaGraphError` where the folder is not there, or its `rcagraph.toml` is wrong.
    """
    root = Path(path)
    told = Told(CONFIG, profile.file if profile else CONFIG)
    profile = profile_at(root, profile)
    paths = walk(root, profile.vault.include, (*profile.vault.exclude, CONFIG), profile.vault.root)
    with collector_paused():
        files = Files(root, paths.value, profile, progress, jobs)
        built, names = build(files, told, cache)
    found = sorted((*paths.diagnostics, *built.diagnostics), key=lambda d: d.sort_key)
    return Vault(
        root,
        built.graph,
        tuple(found),
        len(paths.value),
        built.documents,
        built.wikilinks,
        profile,
        built.dangling,
        names,
    )


def profile_at(path: str | Path, profile: Profile | None = None) -> Profile:
    """The profile by which the vault at `path` is read, with the vault's name; reads no note.

    `RcaGraphError` where the folder is not there, or its `rcagraph.toml` is wrong.
    """
    root = Path(path)
    if not root.is_dir():
        raise RcaGraphError(f"{root} is no folder", "Name the folder that holds the notes")
    return _named(profile or _profile_of(root), root)


def _profile_of(root: Path) -> Profile:
    file = root / CONFIG
    return read_profile(file) if file.is_file() else built_in()


def _named(profile: Profile, root: Path) -> Profile:
    if profile.vault.name:
        return profile
    return replace(profile, vault=replace(profile.vault, name=root.resolve().name or "vault"))
