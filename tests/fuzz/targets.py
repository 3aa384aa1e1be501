"""What must hold of any bytes: each target takes a file's bytes and raises where it does not."""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from rcagraph.export.node_link import node_link
from rcagraph.extract import extract
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.join import join
from rcagraph.graph.suggest import with_suggestions
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Fact
from rcagraph.profile.read import BUILT_IN, built_in, read_profile
from rcagraph.profile.shape import DIALECTS, Profile
from rcagraph.vault.read import parse_note

OTHER = b"---\ntype: service\nid: checkout\naliases: [shop]\nowner: web\n---\n# Checkout\n"
"""A note that the fuzzed one may speak of."""
PATHS = {
    "markdown": "incidents/2025-01-02-checkout.md",
    "yaml": "services/catalog.yml",
    "toml": "services/one.toml",
    "json": "services/one.json",
}


@cache
def profiles() -> tuple[Profile, ...]:
    return tuple(built_in(name) for name in BUILT_IN)


def read_as(path: str, data: bytes) -> None:
    """The note becomes facts, a graph and JSON by every profile; places lie within the file."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for profile in profiles():
        graph, found = _built({path: data, "services/checkout.md": OTHER}, profile)
        for one in found:
            assert one.path in (path, "services/checkout.md"), one
            assert 0 <= one.line <= max(lines, 8) or data.startswith((b"\xff\xfe", b"\xfe\xff")), (
                one
            )
            assert "\n" not in str(one), one
        json.loads("".join(node_link(graph)))


def _built(
    files: Mapping[str, bytes], profile: Profile
) -> tuple[KnowledgeGraph, tuple[Diagnostic, ...]]:
    facts: list[Fact] = []
    found: list[Diagnostic] = []
    for path, data in files.items():
        note = parse_note(path, data, DIALECTS)
        found += note.diagnostics
        for said in extract(note.value, profile):
            (found if isinstance(said, Diagnostic) else facts).append(said)  # type: ignore[arg-type]
    joined = join(facts, profile)
    again = join(reversed(facts), profile)
    assert list(node_link(joined.graph)) == list(node_link(again.graph))
    found += with_suggestions(joined.diagnostics, joined.dangling, joined.names)
    return joined.graph, tuple(found)


def read_as_profile(data: bytes) -> None:
    """A profile, or one sentence that names the file and the line; a profile reads a note."""
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        try:
            profile = read_profile(Path(file.name))
        except RcaGraphError as error:
            if not str(error).startswith(file.name):
                raise AssertionError(f"no file is named: {error}") from None
            return
    _built({PATHS["markdown"]: OTHER, PATHS["yaml"]: b"services: [{name: a}]\n"}, profile)


def _reader(path: str) -> Callable[[bytes], None]:
    return lambda data: read_as(path, data)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    **{name: _reader(path) for name, path in PATHS.items()},
    "profile": read_as_profile,
}
