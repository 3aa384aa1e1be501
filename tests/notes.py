"""Notes from text, their facts, and small vaults on disk, for tests of reading and joining."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from rcagraph.api import Vault, load
from rcagraph.extract import extract
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.join import Joined, join
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import EdgeFact, Fact, LinkFact, NodeFact, Target
from rcagraph.profile import Profile, built_in
from rcagraph.vault.note import Note
from rcagraph.vault.read import parse_note

INCIDENT = "incidents/2025-01-02-x.md"


def profile() -> Profile:
    """The built-in one, for a vault called `test`."""
    default = built_in()
    return replace(default, vault=replace(default.vault, name="test"))


def note(text: str, path: str = INCIDENT) -> Note:
    return parse_note(path, dedent(text).encode()).value


class Said(tuple[Fact | Diagnostic, ...]):
    """What one note says, by sort."""

    __slots__ = ()

    @property
    def node(self) -> NodeFact:
        return next(fact for fact in self if isinstance(fact, NodeFact))

    @property
    def nodes(self) -> list[NodeFact]:
        return [fact for fact in self if isinstance(fact, NodeFact)]

    @property
    def links(self) -> list[LinkFact]:
        return [fact for fact in self if isinstance(fact, LinkFact)]

    @property
    def facts(self) -> list[Fact]:
        return [fact for fact in self if not isinstance(fact, Diagnostic)]

    @property
    def complaints(self) -> list[tuple[str, int, str]]:
        """Code, line and detail of each diagnostic."""
        found = (one for one in self if isinstance(one, Diagnostic))
        return [(one.code.name, one.line, one.detail) for one in found]

    def edges(self, *types: str) -> list[EdgeFact]:
        found = (fact for fact in self if isinstance(fact, EdgeFact))
        return [fact for fact in found if not types or fact.type in types]

    def ends(self, type_: str) -> list[str]:
        """The names at the other ends of the edges of a type."""
        key = self.node.key
        edges = self.edges(type_)
        return [written(e.source if e.target == key else e.target) for e in edges]


def written(target: Target) -> str:
    """A key's id, a mention's name, a link's target in brackets."""
    name = getattr(target, "id", None) or getattr(target, "name", None)
    return name or f"[[{getattr(target, 'target', '')}]]"


def facts_of(text: str, path: str = INCIDENT, by: Profile | None = None) -> Said:
    """All that a note of this text says."""
    return Said(extract(note(text, path), by or profile()))


def joined(files: Mapping[str, str], by: Profile | None = None) -> Joined:
    """The graph of notes that are on no disk."""
    return join(facts_in(files, by), by or profile())


def facts_in(files: Mapping[str, str], by: Profile | None = None) -> list[Fact]:
    return [fact for path, text in files.items() for fact in facts_of(text, path, by).facts]


def edges_in(made: Joined, type_: str) -> list[tuple[str, str]]:
    """The ids at both ends of the edges of a type."""
    return [(edge.source.id, edge.target.id) for edge in made.graph.edges(type_)]


def complaints_of(found: Iterable[Diagnostic]) -> list[str]:
    """`CODE path:line detail` of each."""
    return [f"{one.code.name} {one.path}:{one.line} {one.detail}" for one in found]


def write_vault(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder `vault` with these files."""
    root = folder / "vault"
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    root.mkdir(exist_ok=True)
    return root


def load_vault(folder: Path, files: Mapping[str, str | bytes]) -> Vault:
    """The vault of these files, written and read."""
    return load(write_vault(folder, files))


def edges_of(graph: KnowledgeGraph, type_: str) -> list[tuple[str, str]]:
    """The names at both ends of each edge of the type."""
    return [(graph[e.source].name, graph[e.target].name) for e in graph.edges(type_)]
