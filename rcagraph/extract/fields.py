"""The properties of a node, from the sources that its type rule names."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from rcagraph.extract.find import Found, find, first, group
from rcagraph.extract.values import minutes, typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Property, Value, ValueType
from rcagraph.profile.shape import FieldRule, Profile, TypeRule, VaultRules
from rcagraph.vault.note import Note


class Fields:
    """The properties read, and what could not be typed."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.diagnostics: list[Diagnostic] = []


def read_fields(note: Note, rule: TypeRule, profile: Profile) -> Fields:
    """Every property that the rule names and the note gives."""
    fields, zone = Fields(), ZoneInfo(profile.vault.timezone)
    properties: Mapping[str, Property] = {
        p.name: p for p in profile.ontology.node_properties(rule.kind)
    }
    for name, field in rule.fields.items():
        value, unfit = _read(note, field, properties[name].type, profile.vault, zone)
        if value is not None:
            fields.values[name] = value
        fields.diagnostics += [_unfit(found, properties[name]) for found in unfit]
    return fields


def is_placeholder(text: str, vault: VaultRules) -> bool:
    """Whether the text means that there is no value."""
    return any(pattern.search(text) for pattern in vault.placeholders)


def _read(
    note: Note, rule: FieldRule, type_: ValueType, vault: VaultRules, zone: ZoneInfo
) -> tuple[Value | None, list[Found]]:
    """The value of the first source whose text fits; what did not fit on the way."""
    if type_ is ValueType.STRINGS:
        texts = [f.text for f in group(note, rule.sources) if not is_placeholder(f.text, vault)]
        return (tuple(texts) or None), []
    unfit: list[Found] = []
    values: list[Value] = []
    for found in _firsts(note, rule) if rule.pick == "first" else find(note, rule.sources):
        if is_placeholder(found.text, vault):
            continue
        text = rule.values.get(found.text.casefold(), found.text)
        value = minutes(text) if rule.is_duration else typed(text, type_, zone, vault.date_formats)
        if value is None:
            unfit.append(found)
        elif rule.pick == "first":
            return value, unfit
        else:
            values.append(value)
    return _picked(values, rule.pick), unfit


def _picked(values: list[Value], pick: str) -> Value | None:
    """Values of one type: the last, the least or the greatest; None where there is none."""
    if not values or pick in ("first", "last"):
        return values[-1] if values else None
    ordered = sorted(values)
    return ordered[0] if pick == "min" else ordered[-1]


def _firsts(note: Note, rule: FieldRule) -> Iterator[Found]:
    for source in rule.sources:
        found = first(note, (source,))
        if found:
            yield found


def _unfit(found: Found, wanted: Property) -> Diagnostic:
    place = found.place
    detail = f"{place.where}: {found.text!r} is no {wanted.type.value}"
    hint = "write YYYY-MM-DD" if wanted.type is ValueType.DATE else ""
    return Diagnostic(Code.RCA106, place.path, place.line, detail, hint)
