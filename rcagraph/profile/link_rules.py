"""The `[links]` table of a profile: what a link from note to note means."""

import re
from collections.abc import Iterator

from rcagraph.model.names import folded
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import LinkRules, Relation


def link_rules(table: object, read: Reader) -> LinkRules:
    raw = read.keys(table, "[links]")
    default = read.edge(raw.get("default", "REFERENCES"), "default")
    for kind in read.ontology.nodes:
        read.joins(default, kind, kind)
    names = tuple(_names(raw.get("name", []), read))
    sections = read.table(raw.get("sections", {}), "links.sections")
    rewrite = read.table(raw.get("rewrite", {}), "links.rewrite")
    suffixes = read.table(raw.get("suffixes", {}), "links.suffixes")
    section_rel = read.table(raw.get("section_rel", {}), "links.section_rel")
    return LinkRules(
        default=default,
        pairs=dict(_pairs(read.table(raw.get("rel", {}), "links.rel"), read)),
        sections={folded(k): read.kind(v, k) for k, v in sections.items()},
        section_rel={folded(k): _relation(v, k, read) for k, v in section_rel.items()},
        names=names,
        ignore=read.regexes(raw.get("ignore", []), "ignore"),
        rewrite=tuple((read.regex(p, "rewrite"), read.text(t, p)) for p, t in rewrite.items()),
        suffixes=tuple((end, read.strings(t, end)) for end, t in suffixes.items()),
        site_roots=read.folders(raw.get("site_root", []), "site_root"),
        namespaces=read.folders(raw.get("namespaces", []), "namespaces"),
    )


def _names(tables: object, read: Reader) -> Iterator[tuple[re.Pattern[str], str]]:
    """What the name of a link that reaches nothing suggests."""
    start = read.start
    for number, table in enumerate(read.tables(tables, "[[links.name]]")):
        read.enter("[[links.name]]", number, start)
        raw = read.keys(table, "[[links.name]]")
        read.needed(raw, "like", "[[links.name]]")
        yield read.regex(raw["like"], "like"), read.kind(raw.get("kind", ""), "kind")
    read.enter("[links", after=start)


def _pairs(table: Raw, read: Reader) -> Iterator[tuple[tuple[str, str], Relation | None]]:
    """`"Incident>Runbook" = "USES_RUNBOOK"`; `-` for no edge."""
    for pair, value in table.items():
        source, arrow, target = (part.strip() for part in pair.partition(">"))
        if not arrow:
            raise read.error(f"{pair!r} is no pair of kinds", pair, "'Incident>Runbook'")
        read.kinds([source, target], pair)
        relation = None if value == "-" else _relation(value, pair, read)
        if relation:
            ends = (target, source) if relation.reverse else (source, target)
            turned = relation.type if relation.reverse else f"<{relation.type}"
            read.joins(relation.type, *ends, turn=f"{pair!r} = '{turned}'")
        yield (source, target), relation


def _relation(value: object, key: str, read: Reader) -> Relation:
    text = read.text(value, key)
    return Relation(read.edge(text.removeprefix("<"), key), text.startswith("<"))
