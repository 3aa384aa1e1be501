"""The JSON Schema of front matter: what editors complete and check while a note is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from rcagraph.graph import Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.profile.source import Where
from rcagraph.reference.front_keys import keys_of, names_key, properties
from rcagraph.reference.front_values import names_def, offering, plain_value
from rcagraph.reference.json_schema import DRAFTS
from rcagraph.reference.patterns import any_case
from rcagraph.reference.shapes import Schema
from rcagraph.report.as_json import Json

Names = Mapping[str, Iterable[str]]
"""By kind, the names that the vault already has."""


def front_matter_schema(
    profile: Profile, names: Names | None = None, kind: str | None = None, draft: str = "2020-12"
) -> Schema:
    """Of the notes of one kind, or of all: then what a note calls itself says which it is.

    Unknown keys are allowed. `RcaGraphError` where the profile has no rule for the kind.
    """
    rules = _by_kind(profile)
    if kind is not None and kind not in rules:
        raise RcaGraphError(f"the profile reads no {kind}", f"Kinds: {', '.join(rules)}")
    defs: Schema = {
        name: {"type": "object", "properties": properties(keys_of(rules[name], profile))}
        for name in sorted(rules)
        if kind in (None, name)
    }
    defs |= _names(rules, names or {})
    top: Schema = {
        "$schema": DRAFTS[draft],
        "title": f"Front matter of {kind or 'notes'} in {profile.vault.name or 'a vault'}",
        "type": "object",
    }
    if kind:
        return {**top, "allOf": [{"$ref": f"#/$defs/{kind}"}], "$defs": defs}
    return {**top, "properties": _common(profile), "allOf": _choices(profile, rules), "$defs": defs}


def _by_kind(profile: Profile) -> dict[str, list[TypeRule]]:
    """Sorted; of the rules that read any note of their kind only the first ever does."""
    found: dict[str, list[TypeRule]] = {}
    for rule in profile.types:
        its = found.setdefault(rule.kind, [])
        if _is_narrow(rule) or all(_is_narrow(other) for other in its):
            its.append(rule)
    return {kind: found[kind] for kind in sorted(found) if kind != "-"}


def _is_narrow(rule: TypeRule) -> bool:
    return bool(rule.paths or rule.where or rule.records)


def _names(rules: Mapping[str, list[TypeRule]], names: Names) -> Schema:
    """A definition for each set of kinds that some edge may name."""
    ends = {edge.to for its in rules.values() for rule in its for edge in rule.edges}
    ends |= {asked.to for its in rules.values() for rule in its for asked in rule.dependencies}
    return {
        names_key(kinds): names_def(
            sorted({name for kind in kinds for name in names.get(kind, ())}), names_key(kinds)
        )
        for kinds in sorted(ends)
    }


def _common(profile: Profile) -> Schema:
    """The keys that say what a note is, and tags."""
    words = sorted(profile.classify.words)
    known: Schema = {
        key: {
            **offering(words, plain_value(False)),
            "description": "What the note is about.",
        }
        for key in _kind_keys(profile)
    }
    return {**known, "tags": {**plain_value(True), "description": "Tags, without `#`."}}


def _kind_keys(profile: Profile) -> list[str]:
    sources = profile.classify.by
    return [s.keys[0] for s in sources if s.where is Where.KEY and len(s.keys) == 1]


def _choices(profile: Profile, rules: Mapping[str, list[TypeRule]]) -> list[Json]:
    """For each kind what holds where a key or a tag tells it; else the keys of any kind.

    What is asked first wins, as when notes are read.
    """
    words = profile.classify.words
    choices, told = list[Json](), list[Json]()
    for says in _tellers(profile):
        for kind in rules:
            own = [word for word, its in words.items() if its == kind]
            if own:
                when: Schema = {"allOf": [says(own), *({"not": other} for other in told)]}
                choices.append({"if": when, "then": {"$ref": f"#/$defs/{kind}"}})
        told.append(says(words))
    refs: list[Json] = [{"$ref": f"#/$defs/{kind}"} for kind in rules]
    if not told:
        return [{"anyOf": refs}]
    return [*choices, {"if": {"not": {"anyOf": told}}, "then": {"anyOf": refs}}]


def _tellers(profile: Profile) -> Iterator[Callable[[Iterable[str]], Schema]]:
    """What is asked for the kind and stands in front matter: is it one of the words?"""
    for source in profile.classify.by:
        if source.where is Where.KEY and len(source.keys) == 1:
            yield partial(_says, source.keys[0])
        elif source.where is Where.TAG and source.regex and source.regex.pattern == ".+":
            yield _tagged


def _one_of(words: Iterable[str]) -> Schema:
    pattern = "|".join(any_case(word) for word in words)
    return {"type": "string", "pattern": f"^#?({pattern})$"}


def _says(key: str, words: Iterable[str]) -> Schema:
    return {"properties": {key: _one_of(words)}, "required": [key]}


def _tagged(words: Iterable[str]) -> Schema:
    one = _one_of(words)
    listed: Schema = {"type": "array", "contains": one}
    return {"properties": {"tags": {"anyOf": [one, listed]}}, "required": ["tags"]}


def names_in(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """By kind what notes declare; where they declare none, what they name."""
    declared: dict[str, list[str]] = {}
    mentioned: dict[str, list[str]] = {}
    for node in nodes:
        (declared if node.declared else mentioned).setdefault(node.kind, []).append(node.name)
    return mentioned | declared
