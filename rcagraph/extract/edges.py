"""The edges of a note, from the sources that its type rule names."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from rcagraph.extract.edge_properties import edge_properties
from rcagraph.extract.fields import is_placeholder
from rcagraph.extract.find import Found, find, front_entry, group
from rcagraph.extract.idle_rules import Used
from rcagraph.extract.links import rewritten
from rcagraph.extract.signs import living
from rcagraph.extract.targets import WIKILINK, entity, target_of
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, LinkTarget, Mention, NodeKey, Target
from rcagraph.model.names import without_remark
from rcagraph.model.vocabulary import Value
from rcagraph.profile.shape import EdgeRule, Profile, TypeRule
from rcagraph.profile.source import Where
from rcagraph.vault.note import Note

NAMES = "write the name alone, or read `key[].name` in the profile"


def read_edges(
    note: Note, key: NodeKey, rule: TypeRule, profile: Profile, used: Used
) -> Iterator[EdgeFact | Diagnostic]:
    """Every edge that the rule's edge rules find in the note; those that do are put into `used`."""
    for edge in rule.edges:
        sources = living(note, edge.sources)
        for hit in group(note, sources) if edge.first else find(note, sources):
            for text in _parts(edge, _meant(note, hit, hit.text)):
                for said in _edge(note, key, edge, hit, text.strip(), profile):
                    used.add(id(edge))
                    yield said


def unread_mappings(note: Note, rule: TypeRule) -> Iterator[Diagnostic]:
    """Keys of their own where names are asked: they name nothing that a rule reads."""
    if not note.has_keys_within:
        return
    told = set[int]()
    for source in (source for edge in rule.edges for source in edge.sources):
        entry = front_entry(note, source)
        values = entry.value if entry and isinstance(entry.value, tuple) else ()
        for value in (entry.value, *values) if entry else ():
            if isinstance(value, Mapping) and value:
                line = min(inner.line for inner in value.values())
                if line not in told:
                    told.add(line)
                    detail = f"{source.text}: keys stand where a name is asked: {', '.join(value)}"
                    yield Diagnostic(Code.RCA106, note.path, line, detail, NAMES)


def _meant(note: Note, hit: Found, text: str) -> str:
    """The text; where a body shows a link's label, the name of the note that it means."""
    return _linked(note, hit, text) or text


def _linked(note: Note, hit: Found, text: str) -> str:
    """The name of the note that a link means which a body shows so; empty where there is none.

    What stands in parentheses after a link is no part of its name: `[[postgres]] (primary)`.
    """
    if not (hit.source.is_body or note.is_record):  # a row's cells are what they show
        return ""
    shown = (text, without_remark(text))
    return next(filter(None, (note.linked_names.get((hit.place.line, s)) for s in shown)), "")


def _is_another(linked: str, rule: EdgeRule, profile: Profile) -> bool:
    """Whether the name of a link suggests a kind that the edge does not have at that end."""
    named = (kind for like, kind in profile.links.names if linked and like.search(linked))
    return next(named, rule.to[0]) not in rule.to


def _parts(rule: EdgeRule, text: str) -> Iterable[str]:
    """A wikilink is one name, whatever its label holds."""
    return rule.split.split(text) if rule.split and not WIKILINK.match(text) else (text,)


def _edge(
    note: Note, key: NodeKey, rule: EdgeRule, hit: Found, text: str, profile: Profile
) -> Iterator[EdgeFact | Diagnostic]:
    properties: dict[str, Value] = dict(rule.said)
    if rule.pattern:
        match = rule.pattern.search(text)
        if not match:
            return
        named = match.groupdict()
        first = match.group(1) if rule.pattern.groups else match.group()
        text = (named.pop("name", None) or first or "").strip()
        for said in edge_properties(named, rule, hit, profile):
            if isinstance(said, Diagnostic):
                yield said
            else:
                properties[said[0]] = said[1]
    linked = _linked(note, hit, text)
    text = linked or text
    if is_placeholder(text, profile.vault):
        return
    must_exist = rule.must_exist and hit.source.where is not Where.KEY
    must_exist = must_exist or _is_another(linked, rule, profile)
    other = _other(rule, text, must_exist, profile)
    if isinstance(other, Mention) and hit.source.is_body:
        other = replace(other, is_item=hit.source.where is not Where.SECTION)
    if other is None:
        return
    source, target = (other, key) if rule.reverse else (key, other)
    is_worded = hit.source.is_prose or (rule.pattern is not None and hit.source.is_whole)
    yield EdgeFact(
        rule.rel, source, target, hit.place, hit.source.text, properties,
        asserted=not is_worded,
    )  # fmt: skip


def _other(rule: EdgeRule, text: str, must_exist: bool, profile: Profile) -> Target | None:
    if rule.entity_ref:
        return entity(text, rule.to, profile.classify.words)
    if rule.by_path:
        path = rewritten(text, profile.links)
        return LinkTarget(path, rule.to, is_path=True, must_exist=rule.must_exist)
    return target_of(text, rule.to, must_exist)
