"""The keys that the rules of a kind read, as a tree of the properties of a JSON Schema."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rcagraph.profile.shape import Profile, Sources, TypeRule
from rcagraph.profile.source import Where
from rcagraph.reference.front_values import (
    dependencies_value,
    field_value,
    plain_value,
)
from rcagraph.reference.shapes import Schema
from rcagraph.report.as_json import Json

ENTRIES: Schema = {"type": ["string", "null", "array", "object"]}


@dataclass
class Use:
    """What one rule makes of a key."""

    rank: int
    """Its place among the sources of the rule: the first is what the key is for."""
    schema: Schema
    doc: str


@dataclass
class Key:
    """A key, with the keys below it."""

    uses: list[Use] = field(default_factory=list)
    below: "dict[str, Key]" = field(default_factory=dict)


def keys_of(rules: Iterable[TypeRule], profile: Profile) -> dict[str, Key]:
    """Of all rules of one kind together."""
    root: dict[str, Key] = {}
    for rule in rules:
        if rule.records and rule.records.regex:
            continue
        prefix = rule.records.key.split(".") if rule.records and rule.records.key else []
        for path, use in _uses(rule, profile):
            _put(root, (*prefix, *path), use)
    return root


def _uses(rule: TypeRule, profile: Profile) -> Iterator[tuple[tuple[str, ...], Use]]:
    kind = profile.ontology.nodes[rule.kind]
    docs = {p.name: p.doc for p in profile.ontology.node_properties(rule.kind)}
    for name, one in rule.fields.items():
        value = field_value(one, profile.ontology.types[name], profile.vault)
        yield from _each(one.sources, value, docs[name])
    for edge in rule.edges:
        doc = profile.ontology.edges[edge.rel].doc
        ends = " or ".join(edge.to)
        said = f"{ends} {edge.rel} {kind.name}" if edge.reverse else f"{edge.rel} {ends}"
        yield from _each(edge.sources, _names(edge.to), f"{doc} ({said})")
    for asked in rule.dependencies:
        doc = profile.ontology.edges[asked.rel].doc
        is_usual = not (asked.keys or asked.strengths)
        value = dependencies_value(_names(asked.to)) if is_usual else plain_value(True)
        yield from _each(asked.sources, value, doc)
    if rule.timeline:
        yield from _each(rule.timeline.sources, ENTRIES, "What happened when, one entry each.")
    yield from _each(rule.id, plain_value(False), "What the note is known by, wherever it lies.")
    yield from _each(rule.name, plain_value(False), "What people call it.")
    yield from _each(rule.title, plain_value(False), "The title as readers see it.")
    yield from _each(rule.aliases, plain_value(True), "Other names that links may use.")


def names_key(kinds: Iterable[str]) -> str:
    """The name of the definition of a name of these kinds."""
    return "name-of-" + "-or-".join(kinds)


def _names(kinds: tuple[str, ...]) -> Schema:
    return {"$ref": f"#/$defs/{names_key(kinds)}"}


def _each(sources: Sources, value: Schema, doc: str) -> Iterator[tuple[tuple[str, ...], Use]]:
    """A value of which a part is taken may look like anything."""
    keys = (source for source in sources if source.where is Where.KEY)
    return (
        (source.keys, Use(rank, plain_value(True) if source.pattern else value, doc))
        for rank, source in enumerate(keys)
    )


def _put(keys: dict[str, Key], path: tuple[str, ...], use: Use) -> None:
    key = keys.setdefault(path[0], Key())
    if len(path) > 1:
        _put(key.below, path[1:], use)
    else:
        key.uses.append(use)


def properties(keys: dict[str, Key]) -> Schema:
    """By name, sorted."""
    return {name: _schema(keys[name]) for name in sorted(keys)}


def _schema(key: Key) -> Json:
    if not key.below:
        return {**_meant(key.uses), "description": _said(key.uses)}
    inside: Schema = {"type": "object", "properties": properties(key.below)}
    forms: list[Json] = [inside, {"type": "array", "items": inside}, {"type": "null"}]
    forms += [_meant(key.uses)] if key.uses else []
    return {"anyOf": forms}


def _meant(uses: list[Use]) -> Schema:
    """What the rule asks that the key is first for; any of them where several are."""
    least = min(use.rank for use in uses)
    asked = list[Json]()
    for use in uses:
        if use.rank == least and use.schema not in asked:
            asked.append(use.schema)
    only = asked[0]
    return dict(only) if len(asked) == 1 and isinstance(only, dict) else {"anyOf": asked}


def _said(uses: list[Use]) -> str:
    return " ".join(dict.fromkeys(use.doc for use in sorted(uses, key=lambda use: use.rank)))
