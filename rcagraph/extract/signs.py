"""Which sources a note may answer, by one look: of a hundred that a profile has it answers ten."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcagraph.extract.labels import Labels
from rcagraph.extract.once import once_each
from rcagraph.model.names import is_regex
from rcagraph.profile.source import Source, Where
from rcagraph.vault.headings import plain_heading
from rcagraph.vault.note import Note, folded_key

Signs = frozenset[str]
"""Folded keys, headings and labels, each with a mark of what it is."""
KEY, HEADING, LABEL = "key ", "heading ", "label "


class _Asked(NamedTuple):
    """What some sources need of a note."""

    signs: Signs
    """All of them together."""
    always: tuple[Source, ...]
    """Those that need none of these signs."""
    each: tuple[tuple[Source, Signs | None], ...]
    """One of the signs must be there; None: whatever the note has."""
    of_labels: bool
    """Labels are to be looked for: many a profile names none."""


def living(note: Note, sources: tuple[Source, ...]) -> Sequence[Source]:
    """Those that may give something; `sources` is what a rule of the profile holds."""
    asked = _asked(sources)
    has = note.once(_with_labels if asked.of_labels else _signs)
    if asked.signs.isdisjoint(has):
        return asked.always
    return [one for one, needs in asked.each if needs is None or not needs.isdisjoint(has)]


def _signs(note: Note) -> Signs:
    found = [KEY + key for key in note.keys]
    found += [HEADING + heading for heading in note.plain_headings]
    return frozenset(found)


def _with_labels(note: Note) -> Signs:
    return note.once(_signs).union(LABEL + name for name in note.once(Labels).names)


@once_each
def _asked(sources: tuple[Source, ...]) -> _Asked:
    each = tuple((source, _needs(source)) for source in sources)
    together = frozenset[str]().union(*(needs for _, needs in each if needs))
    always = tuple(source for source, needs in each if needs is None)
    return _Asked(together, always, each, any(one.where is Where.LABEL for one in sources))


def _needs(source: Source) -> Signs | None:
    """None also for a regex over headings or labels: it may fit any."""
    names = tuple(_names(source))
    if source.where is Where.KEY:
        return frozenset(KEY + folded_key(name) for name in names)
    if not names or any(map(is_regex, names)):
        return None
    mark = LABEL if source.where is Where.LABEL else HEADING
    return frozenset(mark + plain_heading(name) for name in names)


def _names(source: Source) -> Iterator[str]:
    if source.where is Where.KEY:
        yield from (source.keys[0], source.argument)
    elif source.where is Where.TABLE:
        yield from (heading for heading, _ in source.columns)
    elif source.where in (Where.SECTION, Where.LIST, Where.LABEL):
        yield source.argument
