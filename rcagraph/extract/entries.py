"""Entries of dependencies under a house's own keys, as entries under the usual ones."""

from collections.abc import Iterator, Mapping

from rcagraph.profile.edge_rules import ENTRY_KEYS, OWN_KEY
from rcagraph.profile.shape import DependencyRule
from rcagraph.vault.note import Entry, FrontValue, Scalar

NAME_KEYS = ("service", "resource", "system", "name", "on")
USUAL = dict.fromkeys(NAME_KEYS, "name") | {"kind": "strength"}
"""Keys that are other words for what an entry says."""
KNOWN = (*ENTRY_KEYS, *USUAL)
STRONG = ("strength", "kind")


def usual_entries(item: FrontValue, rule: DependencyRule) -> Iterator[FrontValue]:
    """The entry as the rule reads it; with `@key`, one for each key of a mapping."""
    if not isinstance(item, Mapping):
        yield item
    elif OWN_KEY in rule.keys.get("name", ()):
        for name, entry in item.items():
            yield _usual(_named(name, entry), rule)
    else:
        yield _usual(item, rule)


def _named(name: str, entry: Entry) -> Mapping[str, Entry]:
    said = entry.value if isinstance(entry.value, Mapping) else {}
    return {**said, OWN_KEY: Entry(Scalar(name, entry.line, True), entry.line)}


def _usual(item: Mapping[str, Entry], rule: DependencyRule) -> Mapping[str, Entry]:
    """A key of the rule's stands in the place of the usual ones; others are the house's own."""
    if not (rule.keys or rule.strengths):
        return item
    usual = {key: e for key, e in item.items() if USUAL.get(key, key) not in rule.keys}
    found = dict(usual) if not rule.keys else {k: e for k, e in usual.items() if k in KNOWN}
    for name, paths in rule.keys.items():
        told = (entry for path in paths if (entry := _at(item, path.split("."))))
        if entry := next(told, None):
            found[name] = entry
    return {key: _meant(entry, rule) if key in STRONG else entry for key, entry in found.items()}


def _at(item: Mapping[str, Entry], keys: list[str]) -> Entry | None:
    entry = item.get(keys[0])
    if entry is None or len(keys) == 1:
        return entry
    return _at(entry.value, keys[1:]) if isinstance(entry.value, Mapping) else None


def _meant(entry: Entry, rule: DependencyRule) -> Entry:
    value = entry.value
    if isinstance(value, Scalar) and (word := rule.strengths.get(value.text.strip().casefold())):
        return entry._replace(value=Scalar(word, value.line, value.quoted))
    return entry
