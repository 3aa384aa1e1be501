"""The properties of a node, from the sources that its type rule names."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rcagraph.extract.find import Found, find, first, group
from rcagraph.extract.values import minutes, typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.shape import FieldRule, Profile, TypeRule, VaultRules
from rcagraph.vault.note import Note


class Fields:
    """The properties read, and what could not be typed."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        """Where each value that is no list stands."""
        self.diagnostics: list[Diagnostic] = []


def read_fields(note: Note, rule: TypeRule, profile: Profile) -> Fields:
    """Every property that the rule names and the note gives."""
    fields, zone = Fields(), ZoneInfo(profile.vault.timezone)
    types = profile.ontology.types
    for name, field in rule.fields.items():
        if types[name] is ValueType.STRINGS:
            texts = [f.text for f in group(note, field.sources)]
            kept = tuple(text for text in texts if not is_placeholder(text, profile.vault))
            fields.values |= {name: kept} if kept else {}
            continue
        read, unfit = _read(note, field, types[name], profile.vault, zone)
        if read:
            fields.values[name], fields.lines[name] = read
        fields.diagnostics += [_unfit(found, types[name]) for found in unfit]
    return fields


def is_placeholder(text: str, vault: VaultRules) -> bool:
    """Whether the text means that there is no value."""
    return any(pattern.search(text) for pattern in vault.placeholders)


_Read = tuple[Value, int]
"""A value and its line."""


def _read(
    note: Note, rule: FieldRule, type_: ValueType, vault: VaultRules, zone: ZoneInfo
) -> tuple[_Read | None, list[Found]]:
    """The value of the first source whose text fits, or the pick of all; what did not fit."""
    unfit: list[Found] = []
    fitting: list[_Read] = []
    for found in _firsts(note, rule) if rule.pick == "first" else find(note, rule.sources):
        if is_placeholder(found.text, vault):
            continue
        text = rule.values.get(found.text.casefold(), found.text)
        value = minutes(text) if rule.is_duration else typed(text, type_, zone, vault.date_formats)
        if value is None:
            unfit.append(found)
            continue
        fitting.append((value, found.place.line))
        if rule.pick == "first":
            break
    return _picked(fitting, rule.pick), unfit


def _picked(values: list[_Read], pick: str) -> _Read | None:
    """Of values of one type: the first (there is one), the last, the least or the greatest."""
    if not values or pick in ("first", "last"):
        return values[-1] if values else None
    return min(values) if pick == "min" else max(values)


def _firsts(note: Note, rule: FieldRule) -> Iterator[Found]:
    for source in rule.sources:
        found = first(note, (source,))
        if found:
            yield found


def _unfit(found: Found, wanted: ValueType) -> Diagnostic:
    place = found.place
    detail = f"{place.where}: {found.text!r} is no {wanted.value}"
    hint = "write YYYY-MM-DD" if wanted is ValueType.DATE else ""
    return Diagnostic(Code.RCA106, place.path, place.line, detail, hint)
