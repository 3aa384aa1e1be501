"""Type rules of the default profile, with what this vault's notes add to them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rcagraph.profile.not_a_source import PART as PLAIN_KEY
from rcagraph.profile.overlay import broad_rule
from rcagraph.profile.read import DEFAULT, built_in_text
from rcagraph.profile.reader import Raw
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.starter.beyond import Beyond, beyond, dates_in_bodies
from rcagraph.starter.bodies import read_bodies
from rcagraph.starter.guess import SEPARATOR, guess_lines, with_guesses
from rcagraph.starter.survey import survey
from rcagraph.starter.text import comment, one_line
from rcagraph.starter.toml_text import type_table
from rcagraph.starter.words import folded
from rcagraph.vault.note import Note

CAMEL_CASE = re.compile(r"[A-Z]\w*[a-z]\w*[A-Z]\w*\Z")
"""`KubePodCrashLooping`, as alerts are called."""
NO_INDEX = "(?i)^(?!(?:readme|_?index|template)$)"


def rule_texts(
    notes: Iterable[tuple[Note, TypeRule]], profile: Profile, folders: Mapping[str, str]
) -> Iterator[str]:
    """For each kind that gains something a rule that extends the built-in one."""
    listed = [(note, rule) for note, rule in notes if not rule.paths and not rule.where]
    seen = survey(listed)
    of_kind: dict[str, list[Note]] = defaultdict(list)
    rules = {rule.kind: rule for _, rule in listed}
    for note, rule in listed:
        of_kind[rule.kind].append(note)
    known = kinds_of_names(listed)
    for kind in (kind for kind in profile.ontology.nodes if kind in rules and kind != "Document"):
        found = beyond(kind, seen[kind], rules[kind], profile, known)
        if kind == "Incident":
            read_bodies(of_kind[kind], _built_in(kind), found)
            dates_in_bodies(of_kind[kind], rules[kind], found)
        yield from _of_kind(kind, found)
    yield from _of_alerts(of_kind["Runbook"], folders)


def kinds_of_names(notes: Iterable[tuple[Note, TypeRule]]) -> Mapping[str, str]:
    """The kind of each note that is more than a document, by its name and its title, folded."""
    told = [(note, rule.kind) for note, rule in notes if rule.kind != "Document"]
    titles = {folded(note.h1): kind for note, kind in told if note.h1}
    return titles | {folded(note.stem): kind for note, kind in told}


def _of_kind(kind: str, found: Beyond) -> Iterator[str]:
    unread = f"Keys of {kind} notes that nothing reads: {', '.join(sorted(found.unread))}"
    lines = [one_line(unread)] if found.unread else []
    if found.perhaps:
        lines = ["Perhaps also, as a source:", *(f"- {one_line(p)}" for p in found.perhaps), *lines]
    if found:
        why = [f"What {kind} notes here write beside what the profile reads:"]
        lines = [*why, *(f"- {one_line(reason)}" for reason in found.reasons), *lines]
        yield comment(lines) + with_guesses(type_table(extended(kind, found)), found.guesses)
    elif found.guesses or found.unread:
        rule = ["[[type]]", f'type = "{kind}"', "extend = true"]
        told = guess_lines(found.guesses) or _example(kind)
        why = ["By their values; look before you take the signs away:"] if found.guesses else []
        yield comment([*lines, *why, *rule, *told])
    elif lines:
        yield comment([f"What {kind} notes here write in prose.", *lines])


def _example(kind: str) -> list[str]:
    property_ = next(iter(_built_in(kind).get("fields", ())), "")
    return ["[type.fields]", f'{property_} = "KEY"'] if property_ else []


@cache
def _built_in(kind: str) -> Raw:
    """The rule that `extend = true` extends."""
    return broad_rule(tomllib.loads(built_in_text(DEFAULT))["type"], kind) or {}


def extended(kind: str, found: Beyond) -> dict[str, Any]:
    """A rule that extends the built-in one: lists stand in place of its own, so they repeat it."""
    base = _built_in(kind)
    rule: dict[str, Any] = {"type": kind, "extend": True}
    if found.id:
        rule["id"] = [*base.get("id", []), *found.id]
    if found.title:
        rule["title"] = _with(base["title"], found.title)
    for name, sources in found.fields.items():
        field = base["fields"][name]
        is_table = isinstance(field, Mapping)
        value = _with(field["from"] if is_table else field, sources)
        rule.setdefault("fields", {})[name] = {"from": value} if is_table else value
    if found.dependencies:
        usual = base["dependencies"]
        rule["dependencies"] = {**usual, "from": _with(usual["from"], found.dependencies)}
    rule |= found.body
    for rel, sources in found.edges.items():
        same = [edge for edge in base["edge"] if edge["rel"] == rel]
        same = [edge for edge in same if _joins(edge) == _joins(same[0])]
        own = {**same[0], "from": _with(same[0]["from"], sources)}
        if rel == "DOCUMENTS":
            own.setdefault("split", SEPARATOR.pattern)
        rule["edge"] = [*rule.get("edge", []), own, *same[1:]]
    return rule


def _joins(edge: Mapping[str, Any]) -> tuple[object, object]:
    return edge["to"], edge.get("reverse", False)


def _with(sources: str | list[str], new: list[str]) -> list[str]:
    """After the last plain key: what stands in a field counts before what prose says."""
    listed = [sources] if isinstance(sources, str) else list(sources)
    keys = [source for source in listed if PLAIN_KEY.match(source)]
    own = [source for source in new if PLAIN_KEY.match(source)]
    rest = [source for source in listed if not PLAIN_KEY.match(source)]
    return [*keys, *own, *rest, *(source for source in new if source not in own)]


def _of_alerts(notes: list[Note], folders: Mapping[str, str]) -> Iterator[str]:
    """`alerts/SERVICE/ALERT.md`: a runbook documents the alert and the service it is named for."""
    for folder in (f for f in folders if re.search(r"(?i)(?:\A|/)alerts?\Z", f)):
        inside = [note for note in notes if note.path.startswith(folder + "/")]
        camel = sum(bool(CAMEL_CASE.match(note.stem)) for note in inside)
        name = "name:^([A-Z][A-Za-z0-9]*)$" if 2 * camel > len(inside) else "@name"
        edges = [e for e in _built_in("Runbook")["edge"] if e["rel"] == "DOCUMENTS"]
        edges.append({"rel": "DOCUMENTS", "to": "Alert", "from": name})
        if any("/" in note.path.removeprefix(folder + "/") for note in inside):
            below = f"path:^{re.escape(folder)}/([^/]+)/"
            edges.append({"rel": "DOCUMENTS", "to": "Service", "from": below})
        rule = {
            **{"type": "Runbook", "extend": True},
            **{"path": f"{folder}/**/*.md", "where": {"@name": NO_INDEX}, "edge": edges},
        }
        why = (
            f"Runbooks of {one_line(folder)}/ are called after alerts, its folders after services."
        )
        yield comment([why]) + type_table(rule)
