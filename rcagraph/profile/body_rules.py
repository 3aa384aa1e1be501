"""The body tables of a `[[type]]`: its timeline and its action items."""

import re
from collections.abc import Iterator

from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.edge_rules import keys_only
from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import ActionRule, TimelineRule

# `not resolved`, `wasn't yet detected`, `no monitoring alert`, `could not be fully mitigated`,
# `will be resolved`; no further than the clause, and no more than two words besides adverbs.
NEGATION = (
    r"(?i)(?:\b(?:not|never|without|cannot|failed to|fails to|unable to|will be|should be"
    r"|no|nobody|nothing|none)|n['’]t)\b"
    r"(?:\s+(?:yet|be|been|being|an?|the|any|\w{2,20}ly)\b)*"
    r"(?:\s+(?!(?:but|and|so|then|because|as|when|while|after|until|since|that|which|who)\b)"
    r"[\w'’/-]+){0,2}\s*\Z"
)
OWNERS_SPLIT = r"\s*[,;，；、]\s*|\s+[&+]\s+|\s+(?:and\s+)?(?=@)"


def timeline_rule(kind: str, table: object, read: Reader) -> TimelineRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.timeline]")
    properties = read.ontology.node_properties(kind) if kind in read.ontology.nodes else ()
    moments = [p.name for p in properties if p.type is ValueType.DATETIME]
    if "started_at" not in moments:
        raise read.error(f"{kind} has no timeline", kind, "Incident")
    milestones = read.keys(raw.get("milestones", {}), "[type.timeline.milestones]", *moments)
    return TimelineRule(
        sources=keys_only(read.sources(raw.get("from", []), "from"), "updates, meta.log, …", read),
        sections=_sections(raw.get("section", "Timeline"), read),
        time=read.regex(raw.get("time", "(?i)^time"), "time"),
        event=read.regex(raw.get("event", "(?i)^event"), "event"),
        date=read.regex(raw.get("date", r"(?i)^(date|day)\b"), "date"),
        negation=read.regex(raw.get("negation", NEGATION), "negation"),
        milestones={k: read.regex(v, k) for k, v in milestones.items()},
        last=read.choice(raw["last"], "last", moments) if "last" in raw else "",
    )


def action_rule(kind: str, table: object, read: Reader) -> ActionRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.actions]")
    read.joins("HAS_ACTION_ITEM", kind, "ActionItem")
    known = ("owner", *(p.name for p in read.ontology.nodes["ActionItem"].properties))
    columns = read.keys(raw.get("columns", {}), "[type.actions.columns]", *known)
    wanted = (name for name in known if name != "text")
    marks = read.keys(raw.get("marks", {}), "[type.actions.marks]", *wanted)
    owners = read.kinds(raw.get("owners", ["Team", "Person"]), "owners")
    for owner in owners:
        read.joins("OWNS", owner, "ActionItem")
    return ActionRule(
        sections=_sections(raw.get("section", "Action Items"), read),
        columns={k: read.regex(v, k) for k, v in columns.items()},
        marks={k: _marks(v, k, read) for k, v in marks.items()},
        split=read.regex(raw.get("split", OWNERS_SPLIT), "split"),
        owners=owners,
        values=dict(_meant(raw.get("map", {}), read)),
    )


def _sections(value: object, read: Reader) -> tuple[str, ...]:
    """Headings, or regexes between slashes."""
    names = read.headings(value, "section")
    if not names:
        raise read.error("section names no heading", "section", "'Timeline', ['A', '/a|b/']")
    return names


def _meant(table: object, read: Reader) -> Iterator[tuple[str, str]]:
    for spelling, value in read.table(table, "actions.map").items():
        yield spelling.strip().casefold(), read.text(value, spelling)


def _marks(value: object, key: str, read: Reader) -> tuple[re.Pattern[str], ...]:
    patterns = read.regexes(value, key)
    for pattern in patterns:
        if not pattern.groups:
            raise read.error(f"{key}: {pattern.pattern!r} has no group", pattern.pattern, "(…)")
    return patterns
