"""Whatever was pushed before, the database ends as one push into an empty one leaves it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rcagraph.api import Vault
from rcagraph.export.neo4j import Target, export_neo4j, verify_export
from rcagraph.graph import KnowledgeGraph
from tests.databases import contents, run, wipe
from tests.notes import load_vault
from tests.servers.neo4j import LTS, Neo4jServer
from tests.strategies import graphs

pytestmark = pytest.mark.neo4j

CONFIG = '[vault]\nname = "{name}"\n[vault.share]\nService = "acme"\n'
NAMES = ("i1", "i2", "i3", "i4")
KINDS = ("incident", "runbook", "service")
BROKEN = "---\ntype: incident\nservices: [cart\n---\n# Broken\n"


@dataclass
class Notes:
    """The files of a vault, as somebody edits them."""

    files: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, kind: str, service: str, severity: str) -> None:
        self.files[f"notes/{name}.md"] = (
            f"---\ntype: {kind}\ndate: 2025-01-02\nseverity: {severity}\n"
            f"services: [{service}, bus]\n---\n# Note {name}\n\nSee [[{NAMES[0]}]].\n"
        )

    def delete(self, name: str) -> None:
        self.files.pop(f"notes/{name}.md", None)

    def rename(self, name: str, to: str) -> None:
        if (text := self.files.pop(f"notes/{name}.md", None)) is not None:
            self.files[f"notes/{to}.md"] = text

    def spoil(self, name: str) -> None:
        if f"notes/{name}.md" in self.files:
            self.files[f"notes/{name}.md"] = BROKEN

    def read(self) -> Vault:
        with TemporaryDirectory() as folder:
            config = {"rcagraph.toml": CONFIG.format(name="edited")}
            return load_vault(Path(folder), {**config, **self.files})


Edit = Callable[[Notes], None]


def edits() -> st.SearchStrategy[Edit]:
    """One edit: a note written (new, changed, or of another kind), deleted, renamed or spoilt."""
    name, service = st.sampled_from(NAMES), st.sampled_from(("cart", "web"))
    kind, severity = st.sampled_from(KINDS), st.sampled_from(("P1", "P2"))
    return st.one_of(
        st.builds(
            lambda n, k, s, p: lambda notes: notes.write(n, k, s, p), name, kind, service, severity
        ),
        st.builds(lambda n: lambda notes: notes.delete(n), name),
        st.builds(lambda n, to: lambda notes: notes.rename(n, to), name, name),
        st.builds(lambda n: lambda notes: notes.spoil(n), name),
    )


def prepared(target: Target) -> None:
    """An empty database, but for another vault that shares services, and a bystander."""
    wipe(target)
    with TemporaryDirectory() as folder:
        text = "---\ntype: service\ndepends_on: [bus]\n---\n# Own\n"
        files = {"rcagraph.toml": CONFIG.format(name="other"), "services/own.md": text}
        other = load_vault(Path(folder), files)
    export_neo4j(other.graph, target)
    run(
        target,
        "MATCH (n {uid: 'acme/Service/own'}) SET n.pager = '555', n:Watched "
        "CREATE (:Person {name: 'Eve'})-[:WATCHES {since: 1}]->(n), "
        "(:Service {name: 'cart', cmdb: 7})-[:DEPENDS_ON {w: 1}]->(:Host {name: 'h'})",
    )


def push(target: Target, vault: Vault, max_rows: int) -> None:
    export_neo4j(vault.graph, target, unread=vault.unread, max_delete=1, max_rows=max_rows)


def test_any_edits_and_pushes_end_as_one_push_into_an_empty_database(
    neo4j: Target, neo4j_server_: Neo4jServer
) -> None:
    rounds = st.lists(st.lists(edits(), min_size=1, max_size=4), min_size=1, max_size=4)

    @settings(
        max_examples=12 if neo4j_server_.version == LTS else 5,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(rounds, st.sampled_from((3, 50_000)))
    def holds(rounds: list[list[Edit]], max_rows: int) -> None:
        prepared(neo4j)
        notes = Notes()
        for edits_ in rounds:
            for edit in edits_:
                edit(notes)
            push(neo4j, notes.read(), max_rows)
        notes.files = {path: text for path, text in notes.files.items() if text != BROKEN}
        last = notes.read()
        push(neo4j, last, max_rows)
        assert not verify_export(last.graph, neo4j).is_drift
        edited = contents(neo4j)
        prepared(neo4j)
        beside = contents(neo4j)
        push(neo4j, last, 50_000)
        assert edited == contents(neo4j)
        assert set(beside) <= set(edited)

    holds()


def test_any_graphs_pushed_one_after_the_other_end_as_the_last(
    neo4j: Target, neo4j_server_: Neo4jServer
) -> None:
    @settings(
        max_examples=8 if neo4j_server_.version == LTS else 4,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(graphs(), min_size=2, max_size=4))
    def holds(versions: list[KnowledgeGraph]) -> None:
        edited, fresh = (pushed(neo4j, some) for some in (versions, versions[-1:]))
        assert edited == fresh

    holds()


def pushed(target: Target, versions: list[KnowledgeGraph]) -> list[str]:
    """What an empty database holds after these pushes of one vault."""
    wipe(target)
    for version in versions:
        graph = KnowledgeGraph("edited", version.nodes(), version.edges())
        export_neo4j(graph, target, max_delete=1)
    assert not verify_export(graph, target).is_drift
    return contents(target)
