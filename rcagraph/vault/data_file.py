"""Files of data as notes without a body: their documents, each a mapping."""

from collections.abc import Callable, Iterable, Mapping

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.vault.json_tree import compose_json
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar
from rcagraph.vault.toml_tree import compose_toml
from rcagraph.vault.tree import DATA, Tree

Format = Callable[[str, str], Iterable[Tree]]


def _compose_yaml(path: str, text: str) -> Iterable[Tree]:
    from rcagraph.vault.yaml_documents import (
        compose_documents,
    )  # a parser, which takes time to load

    return compose_documents(path, text)


def _compose_toml(path: str, text: str) -> Tree:
    tree = compose_toml(path, text, 1, DATA)
    return tree.told(Code.RCA109, "mend the line; nothing of the file was read", text, 1)


FORMATS: Mapping[str, Format] = {
    "yml": _compose_yaml,
    "yaml": _compose_yaml,
    "toml": lambda path, text: (_compose_toml(path, text),),
    "json": lambda path, text: (compose_json(path, text),),
}
"""By the end of the file's name."""


def format_of(path: str) -> Format | None:
    """The format of a data file; nothing for a note in prose."""
    _, dot, suffix = path[-5:].rpartition(".")
    return FORMATS.get(suffix.casefold()) if dot else None


def read_data(path: str, text: str, format_: Format) -> Outcome[Note]:
    """The note that a data file is. What is no mapping stands under the key that is empty."""
    documents: list[Mapping[str, Entry]] = []
    found: list[Diagnostic] = []
    for tree in format_(path, text):
        found += tree.diagnostics
        if isinstance(tree.value, Mapping):
            documents.append(tree.value)
        elif isinstance(tree.value, tuple):
            documents.append({"": Entry(tree.value, _line(tree.value))})
        elif tree.value is not None and (tree.value.text or tree.value.quoted):
            documents.append({"": Entry(tree.value, tree.value.line)})
    front = documents[0] if documents else {}
    return Outcome(Note(path, front, documents=tuple(documents)), tuple(found))


def _line(value: FrontValue) -> int:
    """Where the first thing in a value stands; of nothing, at the top."""
    if isinstance(value, Scalar):
        return value.line
    if isinstance(value, Mapping):
        return next((entry.line for entry in value.values()), 1)
    return _line(value[0]) if value else 1
