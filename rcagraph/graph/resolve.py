"""From what a note names to a node: links as Obsidian resolves them, mentions by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from rcagraph.graph.addresses import is_path, lost_name, paths_meant, with_suffixes, without_md
from rcagraph.graph.no_notes import NoNotes
from rcagraph.model.facts import LinkTarget, Mention, NodeFact, NodeKey, SkippedFact
from rcagraph.model.names import folded
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.globs import matches
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
    `root` is the folder from which paths with a slash before them are read.
    """

    def __init__(
        self,
        facts: Iterable[NodeFact],
        rules: LinkRules | None = None,
        root: str = "",
        skipped: Iterable[SkippedFact] = (),
    ) -> None:
        self._rules = rules or LinkRules()
        self._roots = tuple(dict.fromkeys((*self._rules.site_roots, root, "")))
        self._paths: dict[str, list[NodeKey]] = {}
        self._files: dict[str, list[NodeKey]] = {}
        self._ids: dict[str, list[NodeKey]] = {}
        self._aliases: dict[str, list[NodeKey]] = {}
        self._tails: dict[str, list[str]] = {}
        self._names: dict[tuple[str, str], list[NodeKey]] = {}
        self._path: dict[NodeKey, str] = {}
        self._file: dict[NodeKey, str] = {}
        self._no_notes = NoNotes()
        self._space: dict[NodeKey, str] = {}
        self._spaces: dict[str, str] = {}
        for fact in facts:
            self._add(fact)
        self._skipped = NoNotes()
        for one in skipped:
            self._skipped.add_file(one.place.path)
            self._no_notes.add(one)

    def _add(self, fact: NodeFact) -> None:
        if fact.key.kind == "ActionItem":
            return
        for name in dict.fromkeys((fact.name, fact.key.id, *fact.aliases)):
            keys = self._names.setdefault((fact.key.kind, folded(name)), [])
            if fact.key not in keys:
                keys.append(fact.key)
        note = Note(fact.place.path)
        self._path.setdefault(fact.key, note.path_stem)
        self._space.setdefault(fact.key, self._namespace(note.path))
        self._no_notes.add(fact)
        if fact.is_note:
            self._file.setdefault(fact.key, note.path)
            self._add_note(note, fact.key)
        _put(self._ids, fact.key.id, fact.key)
        for alias in fact.aliases:
            _put(self._aliases, alias, fact.key)

    def _add_note(self, note: Note, key: NodeKey) -> None:
        _put(self._paths, note.path_stem, key)
        _put(self._paths, note.path, key)
        _put(self._files, note.stem, key)
        _put(self._files, note.path.rpartition("/")[2], key)
        for tail in _tails(folded(note.path_stem)):
            self._tails.setdefault(tail, []).append(folded(note.path_stem))

    def _namespace(self, path: str) -> str:
        """The topmost folder that is one of the namespaces; empty for none."""
        if not self._rules.namespaces:
            return ""
        folder = path.rpartition("/")[0]
        if folder not in self._spaces:
            parts = folder.split("/")
            above = ("/".join(parts[: n + 1]) for n in range(len(parts)))
            fits = (one for one in above if one and matches(one, self._rules.namespaces))
            self._spaces[folder] = next(fits, "")
        return self._spaces[folder]

    def _bases(self, from_path: str) -> tuple[str, ...]:
        """Where paths with a slash before them may begin, for links on that page."""
        space = self._namespace(from_path)
        return (space, *self._roots) if space else self._roots

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

    def named(self, kind: str) -> Iterator[tuple[str, NodeKey]]:
        """Every folded name of a declared node of the kind, with the node."""
        for (known, name), keys in self._names.items():
            if known == kind:
                yield from ((name, key) for key in keys)

    def link_to(self, key: NodeKey) -> str:
        """The shortest name that a link may have to reach just this node."""
        file = self._file.get(key)
        if file is None:
            return key.id
        note = Note(file)
        return note.stem if len(self._files[folded(note.stem)]) == 1 else note.path_stem

    def mentioned(self, mention: Mention) -> Hit:
        """The declared node of one of the kinds that bears the name."""
        for kind in mention.kinds:
            keys = self._names.get((kind, folded(mention.name)))
            if keys:
                return Hit(keys[0], tuple(keys[1:]))
        return MISS

    def way(self, link: LinkTarget, key: NodeKey) -> str:
        """By what a wikilink reaches the node: `by_file_name`, `by_id` or `by_alias`."""
        target = folded(without_md(link.target.strip()))
        file = Note(self._file.get(key, ""))
        if target.rpartition("/")[2] in (folded(file.stem), folded(without_md(file.stem))):
            return "by_file_name"
        return "by_id" if target == folded(key.id) else "by_alias"

    def lost_name(self, link: LinkTarget, from_path: str) -> str:
        """What the target of a link that reaches nothing is called."""
        return lost_name(link, from_path, self._bases(from_path))

    def linked(self, link: LinkTarget, from_path: str) -> Hit:
        """The note that a link on the page `from_path` leads to; first of the page's namespace."""
        ways = [self._at_paths] if is_path(link) else [self._by_name]
        if link.or_name:
            ways = [self._at_paths, self._by_name]
        spaces = dict.fromkeys((self._namespace(from_path), ""))
        hits = (find(link.target, from_path, space) for space in spaces for find in ways)
        return next((hit for hit in hits if hit), MISS)

    def is_no_note(self, link: LinkTarget, from_path: str) -> bool:
        """Whether it leads to what is there and is no note, a folder or a file of records."""
        return self._leads(link, from_path, self._no_notes)

    def is_skipped(self, link: LinkTarget, from_path: str) -> bool:
        """Whether it leads to a file that the profile skips."""
        return self._leads(link, from_path, self._skipped)

    def _leads(self, link: LinkTarget, from_path: str, to: NoNotes) -> bool:
        if not is_path(link):
            return to.called(link.target)
        paths = paths_meant(link.target.strip(), from_path, self._bases(from_path))
        ends = (end for path in paths for end in with_suffixes(path, self._rules))
        return to.at((*paths, *ends))

    def _at_paths(self, target: str, from_path: str, space: str) -> Hit | None:
        for path in paths_meant(target.strip(), from_path, self._bases(from_path)):
            for one in with_suffixes(path, self._rules):
                if hit := self._at(one, space):
                    return hit
        return None

    def _by_name(self, target: str, from_path: str, space: str) -> Hit | None:
        target = target.strip().removeprefix("/")
        for base in self._bases(from_path) if "/" in target else ("",):
            if hit := self._at(f"{base}/{target}" if base else target, space):
                return hit
        bare = without_md(target)
        if "/" in bare and (hit := self._below(bare, space)):
            return hit
        for names in (self._files, self._ids, self._aliases):
            for name in (target, bare):
                if hit := self._best(names.get(folded(name)), space, bare):
                    return hit
        return None

    def _at(self, path: str, space: str) -> Hit | None:
        """The note at exactly that path of the vault, with or without its suffix."""
        bare = without_md(path)
        found = self._paths.get(folded(path)) or self._paths.get(folded(bare))
        return self._best(found, space, path)

    def _below(self, tail: str, space: str) -> Hit | None:
        """`folder/note` fits any path that ends so."""
        keys = [key for path in self._tails.get(folded(tail), ()) for key in self._paths[path]]
        return self._best(keys, space, tail)

    def _best(self, keys: list[NodeKey] | None, space: str, written: str) -> Hit | None:
        """Of several, those spelt so; of them the one with the shortest path, as Obsidian does."""
        if space:
            keys = [key for key in keys or () if self._space[key] == space]
        if not keys:
            return None
        if len(keys) > 1:
            keys = [key for key in keys if self._is_spelt(key, written)] or keys
        first, *others = sorted(keys, key=lambda key: (len(self._path[key]), self._path[key], key))
        return Hit(first, tuple(others))

    def _is_spelt(self, key: NodeKey, written: str) -> bool:
        """Whether the path of its note ends so, to the letter."""
        written = normalize("NFC", written)
        for path in (self._file.get(key, ""), self._path[key]):
            path = normalize("NFC", path)
            if path == written or path.endswith("/" + written):
                return True
        return False


def _put(names: dict[str, list[NodeKey]], name: str, key: NodeKey) -> None:
    keys = names.setdefault(folded(name), [])
    if key not in keys:
        keys.append(key)


def _tails(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[i:]) for i in range(1, len(parts) - 1))
