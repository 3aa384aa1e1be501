"""What a link may lead to that is there and is no note: a folder, or a file of several things."""

from collections.abc import Iterable

from rcagraph.model.facts import NodeFact, SkippedFact
from rcagraph.model.names import folded
from rcagraph.vault.note import Note

_DATA = (".yml", ".yaml", ".toml", ".json")


class NoNotes:
    """The folders that hold notes, and the files that tell of things without being one's note."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()
        self._tails: set[str] = set()

    def add(self, fact: NodeFact | SkippedFact) -> None:
        folder = folded(fact.place.path).rpartition("/")[0]
        while folder not in self._folders:
            self._folders.add(folder)
            folder = folder.rpartition("/")[0]
        if isinstance(fact, SkippedFact) or not fact.is_note:
            self.add_file(fact.place.path)

    def add_file(self, path: str) -> None:
        for name in map(folded, _names(Note(path))):
            self._files.add(name)
            self._tails.update(_tails(name))

    def at(self, paths: Iterable[str]) -> bool:
        """Whether one of the paths is such a folder or file; it may lack its suffix."""
        plain = [folded(path.strip("/")) for path in paths]
        return any(path in self._files or path in self._folders for path in plain)

    def called(self, name: str) -> bool:
        """Whether such a file bears the name, or its path ends so."""
        return folded(name.strip().strip("/")) in self._tails


def _names(note: Note) -> tuple[str, ...]:
    """Nobody leaves the suffix off a file of data."""
    is_data = folded(note.path).endswith(_DATA)
    return (note.path,) if is_data else (note.path, note.path_stem)


def _tails(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[i:]) for i in range(len(parts)))
