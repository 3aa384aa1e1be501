"""What the notes are that do not say it: by the names of folders and types, and by headings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.starter.words import kind_by_headings, kind_in_name, kind_of_folder
from rcagraph.vault.note import Note, Scalar

FEWEST_NOTES = 2
"""That say the same, before headings are believed."""


@dataclass
class Kinds:
    """Words for `[classify.words]`, and the kind of all the rest."""

    folders: dict[str, str] = field(default_factory=dict)
    """Path of a folder to the kind of the notes in it."""
    types: dict[str, str] = field(default_factory=dict)
    """Value of `type:` to the kind that it means."""
    unknown_types: Counter[str] = field(default_factory=Counter)
    default: str | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """Folded word to kind; a type is asked before a folder."""
        named = {path.rpartition("/")[2].casefold(): kind for path, kind in self.folders.items()}
        return named | {word.casefold(): kind for word, kind in self.types.items()}


def kinds_of(notes: Iterable[tuple[Note, TypeRule]], profile: Profile, vault: str) -> Kinds:
    """Of the notes that are mere documents to the profile; `vault` is the folder's name."""
    listed = list(notes)
    plain = [note for note, rule in listed if rule.kind == "Document" and not rule.paths]
    found = Kinds()
    for word, count in Counter(_said_types(plain)).items():
        kind = profile.classify.words.get(word.casefold()) or kind_of_folder(word)
        if kind:
            found.types[word] = kind
        else:
            found.unknown_types[word] = count
    plain = [note for note in plain if not set(_said_types([note])) & set(found.types)]
    found.folders = dict(_folders(plain))
    left = [note for note in plain if not any(_is_below(note.path, f) for f in found.folders)]
    if 2 * len(left) > len(listed):
        words = profile.classify.words
        found.default = kind_in_name(vault, words) or _majority(left)
    return found


def _said_types(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        for key in ("type", "kind"):
            entry = note.entry(key)
            if entry and isinstance(entry.value, Scalar) and entry.value.text.strip():
                yield entry.value.text.strip()


def _folders(notes: Iterable[Note]) -> Iterator[tuple[str, str]]:
    """The outermost folder of each kind; one inside it speaks only where it differs."""
    below: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        parts = note.path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            below["/".join(parts[:depth])].append(note)
    chosen: dict[str, str] = {}
    for path in sorted(below, key=lambda path: (path.count("/"), path)):
        kind = kind_of_folder(path.rpartition("/")[2]) or _majority(below[path])
        outer = next((chosen[f] for f in reversed(chosen) if _is_below(path, f)), None)
        if kind and kind != outer:
            chosen[path] = kind
            yield path, kind


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder + "/")


def _majority(notes: list[Note]) -> str | None:
    """The kind that the headings of more than half of the notes tell."""
    told = Counter(kind_by_headings(h.text for h in note.headings) for note in notes)
    del told[None]
    kind, count = min(told.items(), key=lambda item: (-item[1], item[0] or ""), default=(None, 0))
    return kind if count >= FEWEST_NOTES and 2 * count > len(notes) else None
