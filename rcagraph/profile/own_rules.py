"""Which rules of a profile stand in the user's own file, and where: they are to do something."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rcagraph.profile.edge_tables import short_edges
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import OwnRule, Profile, TypeRule


class _Rule(NamedTuple):
    """One `[[type]]` as written and as read, and where it stands."""

    raw: Raw
    rule: TypeRule
    header: str
    """What the headers of its tables begin with."""
    start: int
    end: int


def own_rules(raw: Raw, profile: Profile, read: Reader) -> Iterator[OwnRule]:
    """Of the file's tables `raw`, which stand before those of the profile that it builds on."""
    types = raw.get("type", [])
    starts = [read.enter_rule(number) for number in range(len(types))]
    for number, (table, rule, start) in enumerate(zip(types, profile.types, starts, strict=False)):
        end = min((other for other in starts if other > start), default=len(read.lines))
        read.enter_rule(number)
        yield from _of_type(_Rule(table, rule, read.rule, start, end), read)
    classify = raw.get("classify")
    if isinstance(classify, Mapping) and "by" in classify:
        line = _line(read, "by", read.enter("[classify]"), len(read.lines))
        yield OwnRule(profile.classify, "[classify]", line)


def _of_type(one: _Rule, read: Reader) -> Iterator[OwnRule]:
    raw, rule = one.raw, one.rule
    called = f"[[type]] {rule.kind}" if one.header == "type" else f"[{one.header}]"
    yield OwnRule(rule, called, one.start + 1)
    if rule.records:
        line = _line(read, "records", one.start, one.end)
        yield OwnRule(rule.records, f"{rule.kind}: records", line, rule)
    whole = rule.records or rule
    for name in (name for name in raw.get("fields", {}) if name in rule.fields):
        line = _line(read, name, one.start, one.end)
        yield OwnRule(rule.fields[name], f"{rule.kind}.{name}", line, whole)
    tables, short = raw.get("edge", []), short_edges(raw)
    for number, edge in enumerate(rule.edges[: len(tables)]):
        line = read.enter(f"[[{one.header}.edge]]", number, one.start) + 1
        yield OwnRule(edge, f"{rule.kind}: {edge.rel}", line, whole)
    for edge in rule.edges[len(rule.edges) - len(short) :] if short else ():
        line = _line(read, edge.rel, one.start, one.end)
        yield OwnRule(edge, f"{rule.kind}: {edge.rel}", line, whole)


def _line(read: Reader, key: str, start: int, end: int) -> int:
    """Of `key =`, `table.key =` or `[table.key]`; in braces, where the key stands at all."""
    name = re.escape(key)
    for pattern in (rf"\s*(?:[\w.]+\.)?\"?{name}\"?\s*=|\[+[\w.]*\.{name}\]", rf".*\b{name}\b"):
        for number, text in enumerate(read.lines[start:end], start + 1):
            if re.match(pattern, text):
                return number
    return start + 1
