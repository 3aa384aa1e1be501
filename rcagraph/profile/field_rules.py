"""The `[type.fields]` table of a profile: where the value of a property stands, and its kind."""

import re
from collections.abc import Mapping

from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.field_kinds import currency_property, kind_for, kinds_for
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import FieldRule
from rcagraph.profile.tables import TABLES, belongs

COMPUTED = ("uid", "name", "declared", "line", "said_at", "aliases")
"""Properties that no field rule may give."""
ORDERED = ("first", "last", "min", "max")
TEXTS = ("first", "last", "all")
PICKS = {
    ValueType.STRING: TEXTS,
    ValueType.BOOLEAN: ("first", "last"),
    ValueType.STRINGS: ("all",),
}
"""Which pick makes sense of values of a type; any other type has an order."""


def field_rules(kind: str, table: object, read: Reader) -> dict[str, FieldRule]:
    """By property."""
    fields = read.table(table, "type.fields")
    return {key: _field(kind, key, value, read) for key, value in fields.items()}


def _field(kind: str, key: str, value: object, read: Reader) -> FieldRule:
    properties = read.ontology.node_properties(kind) if kind != "-" else ()
    known = [p.name for p in properties if p.name not in COMPUTED]
    if key not in known:
        where = belongs(key, "[type.fields]") or _of_another(key, read)
        raise read.unknown(f"{kind} has no property {key!r}", key, known, where)
    type_ = read.ontology.types[key]
    raw = value if isinstance(value, Mapping) else {"from": value}
    read.keys(raw, f"[type.fields.{key}]", *TABLES["[type.fields.KIND]"])
    values = read.table(raw.get("map", {}), f"fields.{key}.map")
    rule = FieldRule(
        sources=read.taken(read.sources(raw.get("from", key), key), raw),
        values={k.casefold(): read.text(v, k) for k, v in values.items()},
        kind=read.choice(raw.get("kind", kind_for(type_)), "kind", kinds_for(type_)),
        pick=read.choice(raw["pick"], "pick", _picks(type_, raw)) if "pick" in raw else "first",
        allowed=read.strings(raw.get("values", []), "values"),
        is_open=read.flag(raw.get("open", False), "open"),
        placeholders=read.regexes(raw.get("placeholders", []), "placeholders"),
        currency=read.text(raw.get("currency", ""), "currency"),
    )
    _check(key, type_, rule, known, read)
    return rule


def _of_another(key: str, read: Reader) -> str:
    """What the key is where it is no property of the kind."""
    nodes = read.ontology.nodes
    kinds = [kind for kind in nodes if key in (p.name for p in read.ontology.node_properties(kind))]
    return f"{key!r} is a property of {' and '.join(kinds)}." if kinds else ""


def _picks(type_: ValueType, raw: Raw) -> tuple[str, ...]:
    """Amounts of several currencies have no order."""
    return ("first", "last") if raw.get("kind") == "money" else PICKS.get(type_, ORDERED)


def _check(key: str, type_: ValueType, rule: FieldRule, known: list[str], read: Reader) -> None:
    """What a key means only beside another."""
    if not rule.sources:
        raise read.error(f"{key} is read from nothing", key, "a source expression")
    if rule.allowed and type_ not in (ValueType.STRING, ValueType.STRINGS):
        raise read.error(f"values: {key} is no text", "values", "a property of type string")
    if rule.is_open and not rule.allowed:
        raise read.error("open = true means nothing without values", "open", "values = ['text']")
    if rule.currency and not re.fullmatch("[A-Z]{3}", rule.currency):
        message = f"currency = {rule.currency!r} is no code of ISO 4217"
        raise read.error(message, "currency", "EUR, USD, …")
    if rule.currency and rule.kind != "money":
        raise read.error(f"currency: {key} is not read as money", "currency", "kind = 'money'")
    if rule.kind == "money" and currency_property(key) not in known:
        name = currency_property(key)
        raise read.error(
            f"{key} has no property {name!r} to keep its currency in", key, f"[[property]] {name}"
        )
