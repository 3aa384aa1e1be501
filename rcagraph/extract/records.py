"""The things that one file tells of: documents, the items of a list, matches in the body."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rcagraph.profile.shape import RecordRule
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar


def documents(note: Note) -> Iterator[Note]:
    """A note for each document of a data file; any other note as it is."""
    if not note.documents:
        yield note
    for front in note.documents:
        yield _record(note, front)


def records(note: Note, rule: RecordRule) -> Iterator[Note]:
    """A note for each record: its fields as front matter, at the lines where they stand."""
    if rule.regex is not None:
        yield from _matches(note, rule)
        return
    for value, line in _listed(note, rule.key):
        front = value if isinstance(value, Mapping) else {"name": Entry(value, line)}
        yield _record(note, front)


def _record(note: Note, front: Mapping[str, Entry]) -> Note:
    line = min((entry.line for entry in front.values()), default=note.body_line)
    return Note(note.path, front, body_line=line, is_record=True)


def _listed(note: Note, key: str) -> Iterator[tuple[FrontValue, int]]:
    """The items at a dotted key; no key at all is the list that the document is."""
    entry = note.front.get(key.split(".")[0])
    for part in key.split(".")[1:]:
        if entry is None or not isinstance(entry.value, Mapping):
            return
        entry = entry.value.get(part)
    if entry is not None:
        items = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        for item in items:
            yield item, item.line if isinstance(item, Scalar) else entry.line


def _matches(note: Note, rule: RecordRule) -> Iterator[Note]:
    for match in rule.regex.finditer(note.body) if rule.regex else ():
        line = note.body_line + note.body.count("\n", 0, match.start())
        fields = {name: text for name, text in match.groupdict().items() if text}
        heading = next((h.text for h in reversed(note.headings) if h.line <= line), "")
        fields.setdefault("heading", heading)
        front = {n: Entry(Scalar(t.strip(), line, True), line) for n, t in fields.items()}
        yield replace(_record(note, front), body=match.group())
