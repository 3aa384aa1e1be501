"""The façade for notebooks and for the command line: load a vault, ask its graph."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rcagraph.extract import declared, extract
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.join import Dangling, LinkCounts, join
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Diagnostic, Severity
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Fact
from rcagraph.model.table import Cell, Table
from rcagraph.profile import Profile, built_in, read_profile
from rcagraph.profile.read import BUILT_IN, DEFAULT
from rcagraph.profile.starter import kind_in_name
from rcagraph.vault.read import read_bytes, read_note
from rcagraph.vault.walk import walk

if TYPE_CHECKING:
    import networkx as nx

    from rcagraph.analysis.blast_radius import BlastRadius
    from rcagraph.analysis.recurrence import Recurrence
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
        dialects = self.profile.vault.front_matter
        found = (
            repair(path, read_bytes(self.root, path), wanted[path], dialects)
            for path in sorted(wanted)
        )
        return tuple(one for one in found if one.edits or one.problem)

    def blast_radius(self, service: str) -> "BlastRadius":
        """What goes down with a service; `RcaGraphError` with near names where there is none."""
        from rcagraph.analysis.blast_radius import blast_radius
        from rcagraph.analysis.names import find_service

        return blast_radius(self.graph, find_service(self.graph, service).key)

    def recurrence(self, service: str | None = None, minimum: int = 2) -> "Recurrence":
        """The families of failures that came back, `minimum` incidents or more each."""
        from rcagraph.analysis.recurrence import recurrence

        return recurrence(self.graph, service=service, minimum=minimum)

    def query(self, name: str, parameters: Mapping[str, Cell] | None = None) -> Table:
        """The rows of a named query, answered in memory."""
        from rcagraph.engines.run import run_named

        return run_named(name, parameters or {}, self.graph)

    def cypher(self, text: str) -> Table:
        """The rows of a read-only Cypher query on the embedded engine."""
        from rcagraph.engines.run import run_cypher

        return run_cypher(text, graph=self.graph)

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
    if not root.is_dir():
        raise RcaGraphError(f"{root} is no folder", "Name the folder that holds the notes")
    profile = _named(profile or _profile_of(root), root)
    paths = walk(root, profile.vault.include, (*profile.vault.exclude, CONFIG))
    found: list[Diagnostic] = list(paths.diagnostics)
    with _collector_paused():
        joined = join(_facts(root, paths.value, profile, found, progress), profile)
    found += joined.diagnostics
    found.sort(key=lambda d: d.sort_key)
    return Vault(
        root,
        joined.graph,
        tuple(found),
        len(paths.value),
        joined.wikilinks,
        profile,
        joined.dangling,
        joined.names,
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Facts live until the graph does and form no cycles: looking for some costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    progress: Progress | None,
) -> Iterator[Fact]:
    """All facts of all notes; diagnostics are put into `found` on the way."""
    yield from declared(profile, CONFIG)
    for number, path in enumerate(paths, 1):
        note = read_note(root, path, profile.vault.front_matter)
        found += note.diagnostics
        for said in extract(note.value, profile):
            if isinstance(said, Diagnostic):
                found.append(said)
            else:
                yield said
        if progress:
            progress(number, len(paths))


@dataclass(frozen=True)
class Fit:
    """The built-in profile that finds most in a folder."""

    profile: str
    default: str | None
    """The kind of the notes that do not say theirs, where the vault's own name tells it."""
    vault: Vault
    """As it is read so."""


def fitting(path: str | Path) -> Fit:
    """Tries each built-in profile; where two find as much, the earlier one."""
    root = Path(path)
    tried = {name: load(root, built_in(name)) for name in BUILT_IN}
    name = max(BUILT_IN, key=lambda name: _typed_nodes(tried[name]))
    default = _default(root, tried[name]) if name == DEFAULT else None
    if default is None:
        return Fit(name, None, tried[name])
    profile = built_in(name)
    guessed = replace(profile, classify=replace(profile.classify, default=default))
    return Fit(name, default, load(root, guessed))


def _typed_nodes(vault: Vault) -> int:
    """The things that notes declare and that are more than a document or a part of one."""
    plain = ("Document", "ActionItem")
    return sum(node.declared and node.kind not in plain for node in vault.graph.nodes())


def _default(root: Path, vault: Vault) -> str | None:
    """By the vault's own name, where most notes are mere documents."""
    documents = sum(node.declared for node in vault.graph.nodes("Document"))
    kind = kind_in_name(root.resolve().name, built_in())
    return kind if 2 * documents > vault.files else None
