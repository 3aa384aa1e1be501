"""From what a note names to a node: links as Obsidian resolves them, mentions by name."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rcagraph.model.facts import LinkTarget, Mention, NodeFact, NodeKey
from rcagraph.vault.note import Note

Names = Mapping[str, list[NodeKey]]


class Hit(NamedTuple):
    """The node that a name stands for, and the other nodes that it fits."""

    key: NodeKey | None
    others: tuple[NodeKey, ...] = ()

    def preferring(self, kinds: tuple[str, ...]) -> "Hit":
        """Only what is of these kinds, where anything is."""
        fit = [key for key in (self.key, *self.others) if key and key.kind in kinds]
        return Hit(fit[0], tuple(fit[1:])) if fit else self


MISS = Hit(None)


class Resolver:
    """The names of all declared nodes.

    A link is looked up by path, then by file name, then by id, then by alias; case never counts.
    """

    def __init__(self, facts: Iterable[NodeFact]) -> None:
        self._paths: dict[str, list[NodeKey]] = {}
        self._stems: dict[str, list[NodeKey]] = {}
        self._ids: dict[str, list[NodeKey]] = {}
        self._aliases: dict[str, list[NodeKey]] = {}
        self._tails: dict[str, list[str]] = {}
        self._names: dict[tuple[str, str], list[NodeKey]] = {}
        self._path: dict[NodeKey, str] = {}
        self._file: dict[NodeKey, str] = {}
        for fact in facts:
            self._add(fact)

    def _add(self, fact: NodeFact) -> None:
        if fact.key.kind == "ActionItem":
            return
        for name in dict.fromkeys((fact.name, fact.key.id, *fact.aliases)):
            keys = self._names.setdefault((fact.key.kind, name.casefold()), [])
            if fact.key not in keys:
                keys.append(fact.key)
        note = Note(fact.place.path)
        self._path.setdefault(fact.key, note.path_stem)
        if fact.is_note:
            self._file.setdefault(fact.key, note.path)
            self._add_note(note, fact.key)
        _put(self._ids, fact.key.id, fact.key)
        for alias in fact.aliases:
            _put(self._aliases, alias, fact.key)

    def _add_note(self, note: Note, key: NodeKey) -> None:
        _put(self._paths, note.path_stem, key)
        _put(self._paths, note.path, key)
        _put(self._stems, note.stem, key)
        for tail in _tails(note.path_stem.casefold()):
            self._tails.setdefault(tail, []).append(note.path_stem.casefold())

    def names(self, kind: str) -> Iterable[str]:
        """Every folded name by which a declared node of the kind is known."""
        return (name for known, name in self._names if known == kind)

    def path(self, key: NodeKey) -> str:
        """The path of the note that declares the node first, without its suffix."""
        return self._path[key]

    def file(self, key: NodeKey) -> str | None:
        """The file that is the node's note; none for one of several things told in a file."""
        return self._file.get(key)

    def reachable(self) -> Iterator[tuple[str, NodeKey]]:
        """Every name by which links reach a declared node, as written or folded."""
        for key, path in self._file.items():
            yield Note(path).stem, key
        for names in (self._ids, self._aliases):
            yield from ((name, key) for name, keys in names.items() for key in keys)

    def link_to(self, key: NodeKey) -> str:
        """The shortest name that a link may have to reach just this node."""
        file = self._file.get(key)
        if file is None:
            return key.id
        note = Note(file)
        return note.stem if len(self._stems[note.stem.casefold()]) == 1 else note.path_stem

    def mentioned(self, mention: Mention) -> Hit:
        """The declared node of one of the kinds that bears the name."""
        for kind in mention.kinds:
            keys = self._names.get((kind, mention.name.casefold()))
            if keys:
                return Hit(keys[0], tuple(keys[1:]))
        return MISS

    def linked(self, link: LinkTarget, from_path: str) -> Hit:
        """The note that a link on the page `from_path` leads to."""
        if link.is_path:
            return self._at(_relative(link.target, from_path)) or MISS
        target = link.target.strip().removeprefix("/").casefold()
        bare = target.removesuffix(".md")
        hit = self._at(target) or self._at(bare)
        if hit is None and "/" in bare:
            hit = self._below(bare)
        for names in (self._stems, self._ids, self._aliases):
            for name in (target, bare):
                hit = hit or self._best(names.get(name))
        return hit or MISS

    def _at(self, path: str | None) -> Hit | None:
        """The note at exactly that path of the vault."""
        if path is None:
            return None
        found = self._paths.get(path.casefold()) or self._paths.get(
            path.casefold().removesuffix(".md")
        )
        return self._best(found)

    def _below(self, tail: str) -> Hit | None:
        """`folder/note` fits any path that ends so."""
        keys = [key for path in self._tails.get(tail, ()) for key in self._paths[path]]
        return self._best(keys)

    def _best(self, keys: list[NodeKey] | None) -> Hit | None:
        """Of several, the one with the shortest path, as Obsidian takes it."""
        if not keys:
            return None
        first, *others = sorted(keys, key=lambda key: (len(self._path[key]), self._path[key], key))
        return Hit(first, tuple(others))


def _put(names: dict[str, list[NodeKey]], name: str, key: NodeKey) -> None:
    keys = names.setdefault(name.casefold(), [])
    if key not in keys:
        keys.append(key)


def _tails(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[i:]) for i in range(1, len(parts) - 1))


def _relative(target: str, from_path: str) -> str | None:
    if target.startswith("/"):
        return target[1:]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), target))
    return None if path.startswith("..") else path
