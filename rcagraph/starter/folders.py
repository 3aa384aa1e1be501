"""What folders hold whose names say nothing to us: by the dates in notes, and by who names whom."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rcagraph.extract.fields import fits
from rcagraph.profile.shape import FieldRule, Profile
from rcagraph.starter.guess import names_in
from rcagraph.starter.survey import texts_of
from rcagraph.starter.words import folded
from rcagraph.vault.globs import is_literal
from rcagraph.vault.note import Note

DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
FEWEST = 2
DAY = FieldRule((), kind="date")
NAMED_BY = {"Incident": "Service", "Service": "Team"}
"""By kind: what its notes name, most of all."""

Folders = Mapping[str, list[Note]]


def folder_kinds(below: Folders, profile: Profile) -> dict[str, str]:
    """Incidents have dates and headings; services are what they name, teams what those name."""
    found: dict[str, str] = {}
    listed = {f: notes for f, notes in below.items() if len(notes) >= FEWEST and is_literal(f)}
    for folder, notes in listed.items():
        dated = sum(_is_dated(note, profile) for note in notes)
        told = sum(len(note.headings) >= FEWEST for note in notes)
        if 2 * dated > len(notes) and 2 * told > len(notes):
            found[folder] = "Incident"
    for kind, named in NAMED_BY.items():
        known = [note for f, one in found.items() if one == kind for note in listed[f]]
        said = Counter(_names(known))
        for folder in (one for one in listed if one not in found):
            own = {folded(name) for note in listed[folder] for name in (note.stem, note.h1)} - {""}
            if sum(said[name] for name in own) >= FEWEST:
                found[folder] = named
    return found


def _is_dated(note: Note, profile: Profile) -> bool:
    texts = (text for entry in note.front.values() for text in texts_of(entry.value))
    return bool(DATED.match(note.stem)) or any(fits(text, DAY, profile.vault) for text in texts)


def _names(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        yield from names_in(t for entry in note.front.values() for t in texts_of(entry.value))
