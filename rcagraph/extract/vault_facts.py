"""The facts of a whole vault, note by note, with what is wrong put aside on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rcagraph.extract import declared, extract
from rcagraph.extract.idle_rules import Used
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import Fact
from rcagraph.profile import Profile
from rcagraph.vault.read import read_note

Progress = Callable[[int, int], None]
"""Called with the notes read so far, and how many there are."""


def vault_facts(
    root: Path,
    paths: tuple[str, ...],
    profile: Profile,
    file: str,
    found: list[Diagnostic],
    sizes: list[int],
    used: Used,
    progress: Progress | None,
) -> Iterator[Fact]:
    """All facts of all notes; diagnostics are put into `found` on the way, documents counted into
    `sizes`. `file` is where the profile declares what no note does."""
    yield from declared(profile, file)
    for number, path in enumerate(paths, 1):
        note = read_note(root, path, profile.vault.front_matter, profile.vault.encodings)
        found += note.diagnostics
        sizes.append(len(note.value.documents) or 1)
        for said in extract(note.value, profile, used):
            if isinstance(said, Diagnostic):
                found.append(said)
            else:
                yield said
        if progress:
            progress(number, len(paths))
