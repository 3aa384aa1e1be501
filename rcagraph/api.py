"""The façade for notebooks and for the command line: load a vault, ask its graph."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rcagraph.extract import declared, extract
from rcagraph.extract.idle_rules import Used, idle_rules
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.join import join
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.graph.resolve import Resolver
from rcagraph.model.collector import collector_paused
from rcagraph.model.diagnostics import Diagnostic, Severity
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Fact
from rcagraph.model.table import Cell, Table
from rcagraph.profile import Profile, built_in, read_profile
from rcagraph.vault.read import read_bytes, read_note
from rcagraph.vault.walk import walk

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from rcagraph.analysis.blast_radius import BlastRadius
    from rcagraph.analysis.critical_services import CriticalServices
    from rcagraph.analysis.dependencies import Dependencies
    from rcagraph.analysis.history import History
    from rcagraph.analysis.recurrence import Recurrence
    from rcagraph.engines.sparql_terms import Triples
    from rcagraph.graph.repair import Repair

CONFIG = "rcagraph.toml"

Progress = Callable[[int, int], None]
"""Called with the notes read so far, and how many there are."""


@dataclass(frozen=True)
class Vault:
    """A vault as read: its graph, what is wrong with the notes, and how many files there were."""

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
    names: Resolver = field(repr=False)
    """What links and fields may call the nodes that notes declare."""

    @property
    def unread(self) -> frozenset[str]:
        """The notes of which something could not be read."""
        errors = (d for d in self.diagnostics if d.code.severity is Severity.ERROR)
        return frozenset(d.path for d in errors)

    def findings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, with near names for the links that reach nothing."""
        from rcagraph.graph.suggest import with_suggestions

        return with_suggestions(self.diagnostics, self.dangling, self.names)

    def repairs(self) -> tuple["Repair", ...]:
        """By file, the edits that mend links where one note only can be meant; none is written.

        `RcaGraphError` where a note has gone since the vault was read.
        """
        from rcagraph.graph.repair import mends, repair

        wanted = mends(self.dangling, self.names, self.profile.links)
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

    def recurrence(self, service: str | None = None, minimum: int = 2) -> "Recurrence":
        """The families of failures that came back, `minimum` incidents or more each."""
        from rcagraph.analysis.recurrence import recurrence

        by = self.profile.analysis.family
        return recurrence(self.graph, by=by, service=service, minimum=minimum)

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
        """The graph as a networkx `MultiDiGraph`."""
        return self.graph.to_networkx()


def load(
    path: str | Path, profile: Profile | None = None, progress: Progress | None = None
) -> Vault:
    """Reads the vault at `path`; notes that are wrong become diagnostics, never exceptions.

    `RcaGraphError` where the folder is not there, or its `rcagraph.toml` is wrong.
    """
    root = Path(path)
    file = profile.file if profile else CONFIG
    profile = profile_at(root, profile)
    paths = walk(root, profile.vault.include, (*profile.vault.exclude, CONFIG), profile.vault.root)
    found: list[Diagnostic] = list(paths.diagnostics)
    sizes: list[int] = []
    used: Used = set()
    with collector_paused():
        joined = join(_facts(root, paths.value, profile, found, sizes, used, progress), profile)
    found += joined.diagnostics
    found += idle_rules(profile, used, paths.value, file)
    found.sort(key=lambda d: d.sort_key)
    return Vault(
        root,
        joined.graph,
        tuple(found),
        len(paths.value),
        sum(sizes),
        joined.wikilinks,
        profile,
        joined.dangling,
        joined.names,
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


def _facts(
    root: Path,
    paths: tuple[str, ...],
    profile: Profile,
    found: list[Diagnostic],
    sizes: list[int],
    used: Used,
    progress: Progress | None,
) -> Iterator[Fact]:
    """All facts of all notes; diagnostics are put into `found` on the way, documents counted."""
    yield from declared(profile, CONFIG)
    for number, path in enumerate(paths, 1):
        note = read_note(root, path, profile.vault.front_matter, profile.vault.encodings)
        found += note.diagnostics
        sizes.append(len(note.value.documents) or 1)
        for said in extract(note.value, profile, used):
            if isinstance(said, Diagnostic):
                found.append(said)
            else:
                yield said
        if progress:
            progress(number, len(paths))
