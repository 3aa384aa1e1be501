"""What one file says: the value that is made of each, handed on between processes, and cached."""

from collections.abc import Iterable
from typing import NamedTuple

from rcagraph.extract import extract
from rcagraph.extract.idle_rules import Used, watched
from rcagraph.model.diagnostics import Diagnostic, Outcome
from rcagraph.model.facts import Fact
from rcagraph.profile import Profile
from rcagraph.vault.note import Note
from rcagraph.vault.read import parse_note


class Said(NamedTuple):
    """Facts and findings of one file."""

    facts: tuple[Fact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    documents: int = 1
    """What the file holds: one, but for data files of several documents."""
    used: tuple[int, ...] = ()
    """The rules of the user's own that did something, as places in what `watched` gives."""


class Reader:
    """Reads files by a profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._number = {id(rule): number for number, rule in enumerate(watched(profile))}

    def said(self, path: str, data: bytes) -> Said:
        """What a file of these bytes says."""
        vault = self._profile.vault
        return self._said(parse_note(path, data, vault.front_matter, vault.encodings))

    def without(self, path: str, why: Diagnostic) -> Said:
        """What is known of a file without its bytes."""
        return self._said(Outcome(Note(path), (why,)))

    def _said(self, note: Outcome[Note]) -> Said:
        used, facts, found = Used(), list[Fact](), [*note.diagnostics]
        for one in extract(note.value, self._profile, used):
            if isinstance(one, Diagnostic):
                found.append(one)
            else:
                facts.append(one)
        numbers = sorted(self._number[rule] for rule in used if rule in self._number)
        return Said(tuple(facts), tuple(found), len(note.value.documents) or 1, tuple(numbers))


def used_rules(profile: Profile, files: Iterable[Said]) -> Used:
    """The rules of the user's own that did something in any of the files."""
    rules = watched(profile)
    return {id(rules[number]) for number in {n for said in files for n in said.used}}
