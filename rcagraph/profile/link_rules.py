"""The `[links]` table of a profile: what a link from note to note means."""

from collections.abc import Iterator

from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import LinkRules, Relation


def link_rules(table: object, read: Reader) -> LinkRules:
    raw = read.keys(
        table,
        "[links]",
        "default",
        "rel",
        "section_rel",
        "sections",
        "name",
        "ignore",
        "rewrite",
        "suffixes",
    )
    default = read.edge(raw.get("default", "REFERENCES"), "default")
    for kind in read.ontology.nodes:
        read.joins(default, kind, kind)
    names = [
        read.keys(name, "[[links.name]]", "like", "kind")
        for name in read.tables(raw.get("name", []), "[[links.name]]")
    ]
    sections = read.table(raw.get("sections", {}), "links.sections")
    rewrite = read.table(raw.get("rewrite", {}), "links.rewrite")
    suffixes = read.table(raw.get("suffixes", {}), "links.suffixes")
    section_rel = read.table(raw.get("section_rel", {}), "links.section_rel")
    return LinkRules(
        default=default,
        pairs=dict(_pairs(read.table(raw.get("rel", {}), "links.rel"), read)),
        sections={k.casefold(): read.kind(v, k) for k, v in sections.items()},
        section_rel={k.casefold(): _relation(v, k, read) for k, v in section_rel.items()},
        names=tuple(
            (read.regex(n.get("like", ""), "like"), read.kind(n.get("kind", ""), "kind"))
            for n in names
        ),
        ignore=read.regexes(raw.get("ignore", []), "ignore"),
        rewrite=tuple((read.regex(p, "rewrite"), read.text(t, p)) for p, t in rewrite.items()),
        suffixes=tuple((end, read.text(t, end)) for end, t in suffixes.items()),
    )


def _pairs(table: Raw, read: Reader) -> Iterator[tuple[tuple[str, str], Relation | None]]:
    """`"Incident>Runbook" = "USES_RUNBOOK"`; `-` for no edge."""
    for pair, value in table.items():
        source, _, target = pair.partition(">")
        read.kinds([source, target], pair)
        relation = None if value == "-" else _relation(value, pair, read)
        if relation:
            ends = (target, source) if relation.reverse else (source, target)
            read.joins(relation.type, *ends)
        yield (source, target), relation


def _relation(value: object, key: str, read: Reader) -> Relation:
    text = read.text(value, key)
    return Relation(read.edge(text.removeprefix("<"), key), text.startswith("<"))
