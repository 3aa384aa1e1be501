"""The `[[type]]` tables of a profile: what a note of one kind gives."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rcagraph.profile.body_rules import action_rule, timeline_rule
from rcagraph.profile.edge_rules import dependency_rules, edge_rules
from rcagraph.profile.field_rules import field_rules
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.record_rules import check_records, record_rule
from rcagraph.profile.shape import TypeRule
from rcagraph.profile.source import Source

PRESENT = re.compile("")
SKIP = "-"


def type_rule(number: int, table: object, read: Reader, root: str) -> TypeRule:
    """`root` is the folder of the vault that holds the notes."""
    start = read.enter_rule(number)
    raw = read.keys(table, "[[type]]")
    kind = _kind(raw, read)
    edges = read.tables(raw.get("edge", []), "[[type.edge]]")
    rule = TypeRule(
        kind=kind,
        paths=read.globs(raw.get("path", []), "path", root),
        where=dict(_where(raw.get("where", {}), read)),
        records=record_rule(raw, read),
        id=read.sources(raw.get("id", []), "id"),
        name=read.sources(raw.get("name", []), "name"),
        title=read.sources(raw.get("title", []), "title"),
        aliases=read.sources(raw.get("aliases", []), "aliases"),
        fields=field_rules(kind, raw.get("fields", {}), read),
        dependencies=dependency_rules(kind, raw.get("dependencies", []), read),
        timeline=timeline_rule(kind, raw.get("timeline"), read),
        actions=action_rule(kind, raw.get("actions"), read),
    )
    rule = replace(rule, edges=tuple(edge_rules(kind, edges, raw.get("edges", {}), start, read)))
    read.enter_rule(number)
    check_records(rule, read)
    return rule


def _kind(raw: Raw, read: Reader) -> str:
    if "type" not in raw:
        allowed = f"type = 'Incident', or type = '{SKIP}' to skip its files"
        raise read.error("[[type]] does not say its type", "type", allowed)
    kind = read.text(raw["type"], "type")
    if kind != SKIP:
        return read.kind(kind, "type")
    if "path" not in raw and "where" not in raw:
        raise read.error("type = '-' does not say which files", "type", "path = 'drafts/**'")
    return kind


def _where(
    table: object, read: Reader
) -> Iterator[tuple[str, tuple[Source, re.Pattern[str] | None]]]:
    """A pattern; `true` for any text at all, `false` for none."""
    for text, wanted in read.table(table, "where").items():
        source = read.sources(text, "where")[0]
        if isinstance(wanted, bool):
            yield text, (source, PRESENT if wanted else None)
        else:
            yield text, (source, read.regex(wanted, text))
