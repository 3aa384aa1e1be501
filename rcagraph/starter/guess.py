"""What a key may mean whose name says nothing to us, where its values decide."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rcagraph.extract.fields import fits
from rcagraph.extract.targets import WIKILINK
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.starter.text import one_line
from rcagraph.starter.toml_text import key_text, value_text
from rcagraph.starter.tongues import SCALES
from rcagraph.starter.words import folded

SEVERITY = re.compile(r"(?i)(?:p|sev|s|level|prio)[- ]?\d\Z")
UNIT = re.compile(r"\d\s*[^\W\d_]")
TIME = re.compile(r"\d{1,2}[:h]\d{2}")
SEPARATOR = re.compile(r"\s*[,，、;；]\s*")
SCALE_OF = {"Incident": "severity", "Service": "tier"}
USUAL = {
    **{("Incident", "Service"): "AFFECTS", ("Incident", "Incident"): "RELATES_TO"},
    **{("Incident", "Team"): "AUTHORED_BY", ("Incident", "Person"): "AUTHORED_BY"},
    **{("Incident", "Runbook"): "USES_RUNBOOK", ("Service", "Service"): "DEPENDS_ON"},
    **{("Service", "Resource"): "DEPENDS_ON", ("Service", "Team"): "OWNS"},
    **{("Service", "Person"): "OWNS", ("Service", "Runbook"): "DOCUMENTS"},
    **{("Runbook", "Service"): "DOCUMENTS", ("Runbook", "Team"): "OWNS"},
    **{("Runbook", "Person"): "OWNS", ("Team", "Person"): "MEMBER_OF"},
    **{("Person", "Team"): "MEMBER_OF", ("Resource", "Team"): "OWNS"},
    **{("Resource", "Resource"): "DEPENDS_ON"},
}
"""The edge that joins notes of two kinds most often."""
MOST_TOLD = 3


class Guess(NamedTuple):
    """A line of a rule, without the sign that takes it out."""

    is_edge: bool
    name: str
    """The property, or the edge's type."""
    line: str


def guessed(
    kind: str,
    source: str,
    values: list[list[str]],
    rule: TypeRule,
    profile: Profile,
    known: Mapping[str, str],
) -> Guess | None:
    """`known` is the kind of each note, by its folded name; `values` those of each note."""
    texts = [text for listed in values for text in listed]
    told = f"  # {len(values)} notes: {_some(texts)}"
    if rel := _edge(kind, texts, known):
        split = any(SEPARATOR.search(text) for text in texts)
        table = {"from": source, "split": SEPARATOR.pattern}
        said = value_text(table if split else source)
        return Guess(True, rel, f"{rel} = {said}{told}")
    if property_ := _property(kind, texts, rule, profile):
        return Guess(False, property_, f"{key_text(property_)} = {value_text(source)}{told}")
    return None


def first_of_each(guesses: Iterable[Guess], told: Iterable[str] = ()) -> Iterator[Guess]:
    """The first guess of each property and edge, but for those that are `told` already."""
    names = {*told}
    for guess in guesses:
        if guess.name not in names:
            names.add(guess.name)
            yield guess


def guess_lines(guesses: Iterable[Guess]) -> list[str]:
    """The lines of a rule's tables."""
    listed = list(guesses)
    fields = [guess.line for guess in listed if not guess.is_edge]
    edges = [guess.line for guess in listed if guess.is_edge]
    return [
        *(["[type.fields]", *fields] if fields else []),
        *(["[type.edges]", *edges] if edges else []),
    ]


def with_guesses(table: str, guesses: Iterable[Guess]) -> str:
    """A rule's text with its guesses as comments, each where it may be taken in."""
    listed = list(guesses)
    lines = table.splitlines()
    if "[type.fields]" in lines:
        at = lines.index("[type.fields]") + 1
        lines[at:at] = [f"# {guess.line}" for guess in listed if not guess.is_edge]
        listed = [guess for guess in listed if guess.is_edge]
    return "\n".join([*lines, *(f"# {line}" for line in guess_lines(listed))]) + "\n"


def names_in(texts: Iterable[str]) -> Iterator[str]:
    """The names that values may hold, without brackets, folded."""
    for text in texts:
        for part in SEPARATOR.split(text):
            link = WIKILINK.match(part.strip())
            name = link[1].rpartition("/")[2] if link else part
            yield folded(name.removesuffix(".md"))


def _edge(kind: str, texts: list[str], known: Mapping[str, str]) -> str | None:
    """Where half of the names or more are those of notes of one kind."""
    names = [name for name in names_in(texts) if name]
    kinds = Counter(known[name] for name in names if name in known)
    for other, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0])):
        if count >= 2 and 2 * count >= len(names):
            return USUAL.get((kind, other))
    return None


def _property(kind: str, texts: list[str], rule: TypeRule, profile: Profile) -> str | None:
    by_kind: dict[str, str] = {}
    for name, field in rule.fields.items():
        by_kind.setdefault(field.kind, name)
    scale = SCALE_OF.get(kind, "")
    if scale in rule.fields and _mostly(SEVERITY.match(t) or t.casefold() in SCALES for t in texts):
        return scale
    if _mostly(TIME.search(text) for text in texts):
        moment = by_kind.get("datetime")
        if moment and _all_fit(texts, moment, rule, profile):
            return moment
    for sort in ("date", "duration", "money"):
        wanted = by_kind.get(sort)
        is_said = sort == "date" or _mostly(UNIT.search(text) for text in texts)
        if wanted and is_said and _all_fit(texts, wanted, rule, profile):
            return wanted
    return None


def _all_fit(texts: list[str], name: str, rule: TypeRule, profile: Profile) -> bool:
    return _mostly(fits(text, rule.fields[name], profile.vault) for text in texts)


def _mostly(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return 2 * sum(listed) > len(listed)


def _some(texts: list[str]) -> str:
    """The first few values, fit for a comment."""
    listed = list(dict.fromkeys(texts))[:MOST_TOLD]
    short = (text if len(text) <= 30 else f"{text[:29]}…" for text in listed)
    return one_line(", ".join(short))
