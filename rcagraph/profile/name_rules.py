"""The tables of a profile about names: `[normalise.KIND]`, `[[declare]]` and `[[mention]]`."""

from rcagraph.model.names import folded
from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import Declared, MentionRule, NameRules
from rcagraph.profile.tables import TABLES


def normalise_rules(table: object, read: Reader) -> dict[str, NameRules]:
    """By kind: how its names are made alike."""
    kinds = read.table(table, "normalise")
    return {
        read.kind(kind, kind, "[normalise]"): _rules(kind, raw, read) for kind, raw in kinds.items()
    }


def _rules(kind: str, table: object, read: Reader) -> NameRules:
    read.enter(f"[normalise.{kind}")
    raw = read.keys(table, f"[normalise.{kind}]", *TABLES["[normalise.KIND]"])
    subs = read.table(raw.get("sub", {}), f"normalise.{kind}.sub")
    aliases = read.table(raw.get("alias", {}), f"normalise.{kind}.alias")
    return NameRules(
        sub=tuple((read.regex(p, "sub"), read.text(text, p)) for p, text in subs.items()),
        fold=read.flag(raw.get("fold", False), "fold"),
        slug=read.flag(raw.get("slug", False), "slug"),
        drop=read.regexes(raw.get("drop", []), "drop"),
        alias={folded(spelling): read.text(n, spelling) for spelling, n in aliases.items()},
    )


def declared_names(table: object, read: Reader) -> tuple[Declared, ...]:
    """`names = ["copr", "pagure.io|pagure"]`: each with its aliases."""
    found: list[Declared] = []
    for raw in read.each("declare", table):
        line = read.start + 1
        keys = read.keys(raw, "[[declare]]")
        kind = read.kind(keys.get("type", ""), "type")
        names = read.strings(keys.get("names", []), "names")
        if not names:
            raise read.error("[[declare]] names nothing", "declare", "names = ['NAME|ALIAS']")
        for text in names:
            name, *aliases = (part.strip() for part in text.split("|"))
            if not all((name, *aliases)):
                raise read.error(f"names: {text!r} has an empty name", "names", "'NAME|ALIAS'")
            found.append(Declared(kind, name, tuple(aliases), line))
    return tuple(found)


def mention_rules(table: object, read: Reader) -> tuple[MentionRule, ...]:
    return tuple(_mention(raw, read) for raw in read.each("mention", table))


def _mention(table: object, read: Reader) -> MentionRule:
    raw = read.keys(table, "[[mention]]")
    kind, to = read.kind(raw.get("type", ""), "type"), read.kind(raw.get("to", ""), "to")
    rel = read.edge(raw.get("rel", ""), "rel")
    read.joins(rel, kind, to, turn=f"type = {to!r} and to = {kind!r}")
    place = read.choice(raw.get("in", "title"), "in", ("title", "body"))
    return MentionRule(kind, place == "body", to, rel)
