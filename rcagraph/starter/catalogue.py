"""Files of data that list services, teams or other things by name: a rule for each such list."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rcagraph.profile.not_a_source import quoted
from rcagraph.starter.entries import Told, told_of
from rcagraph.starter.words import kind_of_folder
from rcagraph.vault.globs import is_literal
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar
from rcagraph.vault.read import read_note
from rcagraph.vault.walk import walk

FILES = ("**/*.{yml,yaml,json,toml}",)
NAMES = ("id", "name", "slug", "key", "title", "display", "display_name")
"""Keys that things in a list are told apart by, the likeliest first."""

Items = list[Mapping[str, Entry]]


class Catalogue(NamedTuple):
    """A list in a file, and what its things are."""

    path: str
    key: str
    kind: str
    names: tuple[str, ...]
    """The keys of which each of them has one, with a value of its own."""
    told: Told
    """What else is said of them."""

    @property
    def rule(self) -> Mapping[str, Any]:
        names = self.names[0] if len(self.names) == 1 else list(self.names)
        rule = {"type": self.kind, "path": self.path, "records": f"yaml:{self.key}[]", "id": names}
        return {**rule, **self.told.rule}


def catalogues(root: Path) -> tuple[Catalogue, ...]:
    """Every such list at the top of a file, where its key says what its things are."""
    paths = (path for path in walk(root, FILES).value if is_literal(path))
    notes = (read_note(root, path).value for path in paths)
    return tuple(one for note in notes for one in _of_file(note))


def _of_file(note: Note) -> Iterator[Catalogue]:
    found = dict[str, Catalogue]()
    for front in note.documents:
        for key, entry in front.items():
            kind, items = kind_of_folder(key), _items(entry.value)
            names = _own_names(items)
            if kind and names and key.isidentifier():
                told = told_of(kind, items, names)
                found.setdefault(key, Catalogue(note.path, quoted(key), kind, names, told))
    yield from found.values()


def _items(value: FrontValue) -> Items:
    """Of a list with nothing but tables in it."""
    listed = value if isinstance(value, tuple) else ()
    items = [item for item in listed if isinstance(item, Mapping)]
    return items if len(items) == len(listed) else []


def _own_names(items: Items) -> tuple[str, ...]:
    """One key that all have; else one that most have, and what the others have."""
    if len(items) < 2:
        return ()
    counts = {key: len(_texts(items, key)) for key in NAMES}
    whole = next((key for key in NAMES if counts[key] == len(items)), None)
    if whole is None:
        return ()
    first = next(key for key in NAMES if 2 * counts[key] > len(items))
    return (first,) if first == whole else (first, whole)


def _texts(items: Items, key: str) -> set[str]:
    values = (item[key].value for item in items if key in item)
    return {value.text for value in values if isinstance(value, Scalar) and value.text}
