"""Action items: one node a row of the table, with who owns it."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from rcagraph.extract.fields import is_placeholder
from rcagraph.extract.targets import target_of
from rcagraph.extract.values import typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, NodeFact, NodeKey, Place
from rcagraph.model.vocabulary import Value
from rcagraph.profile.shape import ActionRule, Profile
from rcagraph.vault.note import Note, Row, Table


def read_actions(
    note: Note, key: NodeKey, name: str, rule: ActionRule, profile: Profile
) -> Iterator[NodeFact | EdgeFact | Diagnostic]:
    """The actions of every table under the rule's heading, numbered from 1."""
    sections = note.sections_named(rule.section)
    number = 0
    for table in note.tables:
        columns = _columns(table, rule) if table.section in sections else {}
        for row in table.rows if "text" in columns else ():
            cells = _cells(row, columns, profile)
            if "owner" in cells:
                cells["owner"] = note.linked_names.get((row.line, cells["owner"]), cells["owner"])
            if "text" in cells:
                number += 1
                yield from _action(note, key, f"{name}/{number}", number, row, cells, rule, profile)


def _columns(table: Table, rule: ActionRule) -> Mapping[str, int]:
    return {
        name: at
        for name, pattern in rule.columns.items()
        for at in reversed(range(len(table.header)))
        if pattern.search(table.header[at].strip())
    }


def _cells(row: Row, columns: Mapping[str, int], profile: Profile) -> dict[str, str]:
    texts = {n: row.cells[at].strip() for n, at in columns.items() if at < len(row.cells)}
    return {
        n: text for n, text in texts.items() if text and not is_placeholder(text, profile.vault)
    }


def _action(
    note: Note, incident: NodeKey, name: str, number: int, row: Row, cells: dict[str, str],
    rule: ActionRule, profile: Profile,
) -> Iterator[NodeFact | EdgeFact | Diagnostic]:  # fmt: skip
    place = Place(note.path, row.line, rule.section)
    key = NodeKey(profile.vault.name, "ActionItem", f"{incident.id}/{number}")
    source = f"table:{rule.section}"
    owner = cells.pop("owner", "")
    values: dict[str, Value] = {"path": note.path}
    for property_name, text in cells.items():
        value = _typed(property_name, text, profile)
        if value is None:
            detail = f"{property_name}: {text!r}"
            yield Diagnostic(Code.RCA106, note.path, row.line, detail, "write YYYY-MM-DD")
        else:
            values[property_name] = value
    yield NodeFact(key, name, place, values, is_note=False)
    yield EdgeFact("HAS_ACTION_ITEM", incident, key, place, source)
    target = target_of(owner, rule.owners)
    if target is not None:
        yield EdgeFact("OWNS", target, key, place, source)


def _typed(name: str, text: str, profile: Profile) -> Value | None:
    return typed(text, profile.ontology.types[name], ZoneInfo(profile.vault.timezone))
