"""Action items: one node a row of a table or item of a list, with who owns it."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from rcagraph.extract.columns import unknown_columns
from rcagraph.extract.fields import is_placeholder
from rcagraph.extract.once import once_each
from rcagraph.extract.promises import Promise, promises, unmarked_cells
from rcagraph.extract.targets import target_of
from rcagraph.extract.values import typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, NodeFact, NodeKey, Place
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.shape import ActionRule, Profile
from rcagraph.vault.note import Note, Row, Table

_Facts = Iterator[NodeFact | EdgeFact | Diagnostic]
_OF_TEMPLATES = {"priority", "status"}
"""What a row that waits to be filled in may say already."""


def read_actions(note: Note, key: NodeKey, name: str, rule: ActionRule, profile: Profile) -> _Facts:
    """The actions under the rule's headings, numbered from 1 in the order of their lines.

    A list beside a table is what the table's rows need to be understood, and no action; but an
    item with a box is one wherever it stands.
    """
    sections = {i: name for name in rule.sections for i in note.sections_named(name)}
    under = [(t, _columns(t, rule)) for t in note.tables if t.section in sections]
    unread = [table for table, columns in under if not columns]
    yield from unknown_columns(note, unread, "[type.actions.columns]", "text")
    tables = [(table, columns) for table, columns in under if columns]
    found = [(one, table.section) for table, c in tables for one in _rows(table, c, rule, profile)]
    in_tables = {table.section for table, _ in tables}
    listed = [
        i for i in note.items
        if i.section in sections and (i.section not in in_tables or i.box is not None)
    ]  # fmt: skip
    found += promises(note, listed, rule)
    found.sort(key=lambda one: one[0].lines)
    blank = [one for one, _ in found if _is_none(one.text, profile)]
    yield from (_without_text(note, one) for one in blank if one.marks.keys() - _OF_TEMPLATES)
    found = [one for one in found if not _is_none(one[0].text, profile)]
    for number, (promise, section) in enumerate(found, 1):
        heading = sections[section]
        place = Place(note.path, promise.lines[0], heading)
        item = NodeKey(profile.vault.name, "ActionItem", f"{key.id}/{number}")
        source = f"{promise.form}:{heading}"
        yield from _node(item, f"{name}/{number}", place, promise, rule, profile)
        yield EdgeFact("HAS_ACTION_ITEM", key, item, place, source)
        yield from _owners(note, item, place, source, promise, rule, profile)


def _columns(table: Table, rule: ActionRule) -> Mapping[str, int]:
    """Empty where no column holds the promises."""
    return _reader(rule)(table.header)


@once_each
def _reader(rule: ActionRule) -> Callable[[tuple[str, ...]], Mapping[str, int]]:
    """The notes of a vault call their columns alike."""

    @lru_cache(maxsize=1024)
    def read(header: tuple[str, ...]) -> Mapping[str, int]:
        columns = {
            name: at
            for name, pattern in rule.columns.items()
            for at in reversed(range(len(header)))
            if pattern.search(header[at].strip())
        }
        return columns if "text" in columns else {}

    return read


def _rows(
    table: Table, columns: Mapping[str, int], rule: ActionRule, profile: Profile
) -> Iterator[Promise]:
    """A row's cells are what their columns say, but for what is marked in them."""
    for row in table.rows:
        cells = _cells(row, columns, profile)
        text, marks = unmarked_cells(cells.pop("text", ""), cells, rule)
        said = {name: value for name, value in marks.items() if not _is_none(value, profile)}
        yield Promise("table", (row.line,), text, said)


def _cells(row: Row, columns: Mapping[str, int], profile: Profile) -> dict[str, str]:
    texts = {n: row.cells[at].strip() for n, at in columns.items() if at < len(row.cells)}
    return {n: text for n, text in texts.items() if not _is_none(text, profile)}


def _without_text(note: Note, promise: Promise) -> Diagnostic:
    said = ", ".join(f"{name}: {value}" for name, value in promise.marks.items())
    return Diagnostic(Code.RCA209, note.path, promise.lines[0], said)


def _is_none(text: str, profile: Profile) -> bool:
    return not text or is_placeholder(text, profile.vault)


def _node(
    key: NodeKey, name: str, place: Place, promise: Promise, rule: ActionRule, profile: Profile
) -> Iterator[NodeFact | Diagnostic]:
    values: dict[str, Value] = {"path": place.path, "text": promise.text}
    for property_name, text in promise.marks.items():
        if property_name == "owner":
            continue
        type_ = profile.ontology.types[property_name]
        meant = rule.values.get(text.casefold(), text)
        value = typed(meant, type_, profile.vault.zone, profile.vault.date_formats)
        if value is None:
            hint = "write YYYY-MM-DD" if type_ is ValueType.DATE else ""
            detail = f"{property_name}: {text!r}"
            yield Diagnostic(Code.RCA106, place.path, place.line, detail, hint)
        else:
            values[property_name] = value
    yield NodeFact(key, name, place, values, is_note=False)


def _owners(
    note: Note, item: NodeKey, place: Place, source: str, promise: Promise,
    rule: ActionRule, profile: Profile,
) -> Iterator[EdgeFact]:  # fmt: skip
    """One edge a name; what only looks like an owner must be known as one."""
    said = [(name, False) for name in _names(note, promise, rule)]
    said += [(name, True) for name in promise.maybe_owners]
    for written, must_exist in said:
        name = _link(note, promise, written) or written
        target = target_of(name, rule.owners, must_exist)
        if target is not None and not _is_none(name, profile):
            yield EdgeFact("OWNS", target, item, place, source)


def _names(note: Note, promise: Promise, rule: ActionRule) -> list[str]:
    """A link is one name, whatever its label holds."""
    written = promise.marks.get("owner", "")
    if rule.split is None or _link(note, promise, written):
        return [written]
    return [name.strip() for name in rule.split.split(written)]


def _link(note: Note, promise: Promise, text: str) -> str | None:
    """The name of the note that a link means which shows this text."""
    names = (note.linked_names.get((line, text)) for line in promise.lines)
    return next(filter(None, names), None)
