"""Files of data that list services, teams or other things by name: a rule for each such list."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rcagraph.starter.words import kind_of_folder
from rcagraph.vault.globs import is_literal
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar
from rcagraph.vault.read import read_note
from rcagraph.vault.walk import walk

FILES = ("**/*.{yml,yaml,json,toml}",)
NAMES = ("id", "name", "slug", "key", "title", "display")
"""Keys that things in a list are told apart by, the likeliest first."""


class Catalogue(NamedTuple):
    """A list in a file, and what its things are."""

    path: str
    key: str
    kind: str
    name: str
    """The key that each of them has, with a value of its own."""

    @property
    def rule(self) -> Mapping[str, Any]:
        records = f"yaml:{self.key}[]"
        return {"type": self.kind, "path": self.path, "records": records, "id": self.name}


def catalogues(root: Path) -> tuple[Catalogue, ...]:
    """Every such list at the top of a file, where its key says what its things are."""
    paths = (path for path in walk(root, FILES).value if is_literal(path))
    notes = (read_note(root, path).value for path in paths)
    return tuple(one for note in notes for one in _of_file(note))


def _of_file(note: Note) -> Iterator[Catalogue]:
    found = dict[str, Catalogue]()
    for front in note.documents:
        for key, entry in front.items():
            kind, name = kind_of_folder(key), _own_name(entry.value)
            if kind and name and key.isidentifier():
                found.setdefault(key, Catalogue(note.path, key, kind, name))
    yield from found.values()


def _own_name(value: FrontValue) -> str | None:
    if not isinstance(value, tuple) or len(value) < 2:
        return None
    items = [item for item in value if isinstance(item, Mapping)]
    if len(items) < len(value):
        return None
    return next((key for key in NAMES if len(_texts(items, key)) == len(items)), None)


def _texts(items: list[Mapping[str, Entry]], key: str) -> set[str]:
    values = (item[key].value for item in items if key in item)
    return {value.text for value in values if isinstance(value, Scalar) and value.text}
