"""Evaluates source expressions on a note: texts, each with the place where it stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcagraph.extract.labels import Labels
from rcagraph.extract.required_text import foldable, may_match
from rcagraph.model.facts import Place
from rcagraph.profile.source import Source, Where, taken
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar


class Found(NamedTuple):
    """A text of the note."""

    text: str
    place: Place
    source: Source


def find(note: Note, sources: Sequence[Source]) -> Iterator[Found]:
    """What all the sources give, in their order."""
    for source in sources:
        for text, line, where in _FINDERS[source.where](note, source):
            if text := taken_by(source, text):
                yield Found(text, Place(note.path, line, where), source)


def taken_by(source: Source, text: str) -> str:
    """What the source's pattern takes of a text; empty where it does not fit."""
    return text if source.pattern is None else taken(text, source.pattern) or ""


def first(note: Note, sources: Sequence[Source]) -> Found | None:
    """What the first source that gives anything gives first."""
    return next(find(note, sources), None)


def group(note: Note, sources: Sequence[Source]) -> list[Found]:
    """All that the first source that gives anything gives."""
    for source in sources:
        if found := list(find(note, (source,))):
            return found
    return []


Hit = tuple[str, int, str]


def _key(note: Note, source: Source) -> Iterator[Hit]:
    head, *rest = source.keys
    whole = note.front.get(source.argument) if rest else None
    if whole is not None:
        yield from _values(whole.value, whole.line, [], source.argument)
    entry = note.entry(head)
    if entry is not None:
        yield from _values(entry.value, entry.line, rest, head)


def _values(value: FrontValue, line: int, keys: list[str], where: str) -> Iterator[Hit]:
    """Scalars at the end of a dotted key; lists on the way are stepped into."""
    if isinstance(value, Scalar):
        if not keys and (value.quoted or value.text.casefold() not in ("", "null", "~")):
            yield value.text.strip(), value.line, where
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item, line, keys, where)
    elif keys and keys[0] in value:
        entry = value[keys[0]]
        yield from _values(entry.value, entry.line, keys[1:], f"{where}.{keys[0]}")


def entries(note: Note, source: Source) -> Iterator[Entry]:
    """The whole front-matter values at a dotted key; lists on the way are stepped into."""
    head, *rest = source.keys
    whole = note.front.get(source.argument) if rest else None
    if whole is not None:
        yield whole
    entry = note.entry(head)
    if entry is not None:
        yield from _entries(entry, rest)


def _entries(entry: Entry, keys: list[str]) -> Iterator[Entry]:
    if not keys:
        yield entry
    elif isinstance(entry.value, tuple):
        for item in entry.value:
            yield from _entries(Entry(item, entry.line), keys)
    elif isinstance(entry.value, Mapping) and keys[0] in entry.value:
        yield from _entries(entry.value[keys[0]], keys[1:])


def front_entry(note: Note, source: Source) -> Entry | None:
    """The whole front-matter value of a plain key."""
    return note.entry(source.plain_key) if source.plain_key else None


def _searched(text: str, source: Source, line: int) -> Iterator[Hit]:
    assert source.regex is not None
    hit = taken(text, source.regex)
    if hit is not None:
        yield hit, line, source.where.value


def title(note: Note) -> tuple[str, int]:
    """The note's title and its line: front matter, else the first heading, else empty."""
    entry = note.entry("title")
    if entry and isinstance(entry.value, Scalar) and entry.value.text.strip():
        return entry.value.text, entry.value.line
    return note.h1, next((h.line for h in note.headings if h.level == 1), 1)


def _body(note: Note, source: Source) -> Iterator[Hit]:
    assert source.regex is not None
    if not may_match(source.regex, note.once(_foldable_body)):
        return
    for match in source.regex.finditer(note.body):
        start = match.start(1) if source.regex.groups else match.start()
        line = note.body_line + note.body.count("\n", 0, max(start, 0))
        hit = match.group(1) if source.regex.groups else match.group()
        yield (hit or "").strip(), line, "body"


def _foldable_body(note: Note) -> str | None:
    return foldable(note.body)


def tags(note: Note) -> list[tuple[str, int]]:
    """The tags without `#`, of the front matter and of the body.

    A plain string is split at commas and blanks.
    """
    found: list[tuple[str, int]] = []
    for key in ("tags", "tag"):
        entry = note.entry(key)
        if entry is None:
            continue
        listed = isinstance(entry.value, tuple)
        for text, line, _ in _values(entry.value, entry.line, [], key):
            parts = [text] if listed else text.replace(",", " ").split()
            found += [(part.strip().removeprefix("#"), line) for part in parts]
    known = {tag for tag, _ in found}
    found += (one for one in note.body_tags if one[0] not in known)
    return [(tag, line) for tag, line in found if tag]


def _tag(note: Note, source: Source) -> Iterator[Hit]:
    for text, line in note.once(tags):
        for hit, _, _ in _searched(text, source, line):
            yield hit, line, "tags"


def _section(note: Note, source: Source) -> Iterator[Hit]:
    sections = note.sections_named(source.argument)
    for paragraph in note.paragraphs:
        if paragraph.section in sections:
            yield note.prose(paragraph), paragraph.line, source.argument


def _list(note: Note, source: Source) -> Iterator[Hit]:
    sections = note.sections_named(source.argument)
    for item in note.items if sections else ():
        if item.section in sections:
            # A box that nobody ticked may say that it is not so: it stays to be seen.
            box = f"[{item.box}] " if item.box not in (None, "x") else ""
            yield box + item.text.strip(), item.line, source.argument


def _table(note: Note, source: Source) -> Iterator[Hit]:
    for heading, column in source.columns:
        hits = list(_cells(note, heading, column))
        yield from hits
        if hits:
            return


def _cells(note: Note, heading: str, column: str) -> Iterator[Hit]:
    sections = note.sections_named(heading)
    for table in note.tables:
        names = [name.strip().casefold() for name in table.header]
        if table.section in sections and column.strip().casefold() in names:
            at = names.index(column.strip().casefold())
            for row in table.rows:
                yield (row.cells[at] if at < len(row.cells) else "").strip(), row.line, heading


def _label(note: Note, source: Source) -> Iterator[Hit]:
    labels = note.once(Labels)
    for heading, name in source.columns:
        for text, line in labels.under(heading, name):
            yield text, line, name


def _at(note: Note, source: Source) -> Iterator[Hit]:
    if source.argument == "folders":
        for folder in reversed(note.path.split("/")[:-1]):
            yield folder, 1, "path"
        return
    texts: Mapping[str, Callable[[], str]] = {
        "name": lambda: note.stem,
        "path": lambda: note.path_stem,
        "h1": lambda: note.h1,
        "title": lambda: title(note)[0],
    }
    yield texts[source.argument](), 1, source.text


_FINDERS: Mapping[Where, Callable[[Note, Source], Iterator[Hit]]] = {
    Where.KEY: _key,
    Where.PATH: lambda note, source: _searched(note.path, source, 1),
    Where.NAME: lambda note, source: _searched(note.stem, source, 1),
    Where.TITLE: lambda note, source: _searched(title(note)[0], source, title(note)[1]),
    Where.H1: lambda note, source: _searched(note.h1, source, 1),
    Where.BODY: _body,
    Where.TAG: _tag,
    Where.SECTION: _section,
    Where.LIST: _list,
    Where.TABLE: _table,
    Where.LABEL: _label,
    Where.AT: _at,
    Where.CONSTANT: lambda note, source: iter([(source.argument, 1, source.text)]),
}
