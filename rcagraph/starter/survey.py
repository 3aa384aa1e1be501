"""What the notes of a folder are and write, where the default profile does not read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rcagraph.extract.classify import parts
from rcagraph.extract.find import first
from rcagraph.profile.shape import Profile, TypeRule, VaultRules
from rcagraph.profile.source import Where
from rcagraph.starter.labels import Label, labels_of
from rcagraph.starter.words import folded
from rcagraph.vault.note import FrontValue, Note, Scalar, folded_key
from rcagraph.vault.read import read_note
from rcagraph.vault.walk import walk

READ_BY_EVERY_KIND = frozenset({"title", "tags", "tag", "type", "kind", "cssclasses", "publish"})


@dataclass
class Seen:
    """The notes of one kind."""

    notes: int = 0
    ids: set[str] = field(default_factory=set)
    """Those that its notes give and the rule reads."""
    keys: dict[str, list[list[str]]] = field(default_factory=dict)
    """Front-matter keys that no rule reads, as written, to the texts of each note that has one."""
    labels: dict[str, list[Label]] = field(default_factory=dict)
    """Labels in bodies, as written, to what follows them, one a note."""


def files_of(root: Path, vault: VaultRules) -> list[Note]:
    """Each file as it is read, whatever it tells of."""
    paths = walk(root, vault.include, vault.exclude).value
    return [read_note(root, path, vault.front_matter, vault.encodings).value for path in paths]


def notes_of(files: Iterable[Note], profile: Profile) -> list[tuple[Note, TypeRule]]:
    """Each note with the rule that reads it; none that is merely a record of a file."""
    told = (one for file in files for one in parts(file, profile))
    return [(note, rule) for note, rule in told if not note.is_record]


def survey(notes: Iterable[tuple[Note, TypeRule]]) -> Mapping[str, Seen]:
    """By kind, in the order met."""
    found: dict[str, Seen] = {}
    for note, rule in notes:
        add(found.setdefault(rule.kind, Seen()), note, rule)
    return found


def add(seen: Seen, note: Note, rule: TypeRule) -> None:
    """What one more note has that its rule does not read."""
    seen.notes += 1
    if own_id := first(note, rule.id):
        seen.ids.add(own_id.text)
    known = keys_read(rule) | READ_BY_EVERY_KIND
    own = {folded(note.stem), folded(note.h1)}
    for key, entry in {**note.inline, **note.front}.items():
        texts = list(texts_of(entry.value))
        if folded(key) not in known and texts and folded(texts[0]) not in own:
            spelt = next((one for one in seen.keys if folded(one) == folded(key)), key)
            seen.keys.setdefault(spelt, []).append(texts)
    for name, label in labels_of(note).items():
        if folded_key(name) not in note.inline:
            seen.labels.setdefault(name, []).append(label)


def keys_read(rule: TypeRule) -> frozenset[str]:
    """The front-matter keys that a rule reads, folded."""
    return frozenset(folded(s.keys[0]) for s in rule.sources if s.where is Where.KEY)


def texts_of(value: FrontValue) -> Iterator[str]:
    """Every text in a front-matter value."""
    if isinstance(value, Scalar):
        if value.text.strip():
            yield value.text.strip()
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    else:
        for entry in value.values():
            yield from texts_of(entry.value)
