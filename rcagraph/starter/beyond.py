"""Where notes write what a kind's rule asks for, under names that the rule does not know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.extract.fields import fits, is_placeholder
from rcagraph.extract.find import first
from rcagraph.profile.shape import Profile, Sources, TypeRule
from rcagraph.profile.source import Where
from rcagraph.starter.guess import SEPARATOR, Guess, guessed
from rcagraph.starter.labels import Label, source_of
from rcagraph.starter.survey import Seen
from rcagraph.starter.words import (
    IDS,
    edge_called,
    folded,
    is_dependencies,
    property_called,
)
from rcagraph.vault.note import Note

FIRST_DATE = r"body:(?<![\d-])(\d{4}-\d{2}-\d{2})(?!\d)"
_DATE = re.compile(FIRST_DATE.removeprefix("body:"))
PLAIN = re.compile(r"[\w-]+\Z")
LONGEST_NAME = 40


@dataclass
class Beyond:
    """Sources to add to the rule of a kind, and what was seen and means nothing yet."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    edges: dict[str, list[str]] = field(default_factory=dict)
    dependencies: list[str] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    body: dict[str, dict[str, object]] = field(default_factory=dict)
    """What its `timeline` and `actions` tables say."""
    reasons: list[str] = field(default_factory=list)
    """What is added, and where it was seen."""
    perhaps: list[str] = field(default_factory=list)
    """What prose seems to say: to be added by hand, by someone who knows."""
    guesses: list[Guess] = field(default_factory=list)
    """What the values of a key tell: to be looked at before it counts."""
    unread: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.edges or self.dependencies or self.id or self.body)

    def add(self, name: str, source: str, said: str) -> None:
        """One more source of a property or of an edge."""
        (self.edges if name.isupper() else self.fields).setdefault(name, []).append(source)
        self.reasons.append(f"{name}: {said}")


def beyond(
    kind: str, seen: Seen, rule: TypeRule, profile: Profile, known: Mapping[str, str]
) -> Beyond:
    """What the keys and labels of a kind's notes add to its rule; `known` as for `guessed`."""
    found = Beyond()
    for key, values in seen.keys.items():
        said = f"`{key}:` of {len(values)} of {seen.notes} notes"
        texts = [listed[0] for listed in values]
        source = key_source(key)
        if name := _meant(kind, key, texts, rule, profile):
            found.add(name, source, said)
        elif is_dependencies(key) and rule.dependencies:
            found.dependencies.append(source)
            found.reasons.append(f"DEPENDS_ON: {said}")
        elif IDS.match(folded(key)) and _tells_apart(texts, seen):
            found.id.append(source)
            found.reasons.append(f"id: `{key}:` of {len(values)} notes")
        elif guess := guessed(kind, source, values, rule, profile, known):
            found.guesses.append(guess)
        else:
            found.unread.append(f"{key} ({len(values)})")
    _labels(found, kind, seen, rule, profile)
    return found


def key_source(key: str) -> str:
    """The source expression that reads a front-matter key."""
    plain = re.sub(r"\s+", "_", key.strip())
    return plain if PLAIN.match(plain) else f'"{key}"'


def _meant(kind: str, name: str, texts: list[str], rule: TypeRule, profile: Profile) -> str | None:
    """The property or the edge that such a key stands for, if its values are such."""
    property_ = property_called(kind, name)
    if property_ and _fits(property_, texts, rule, profile):
        return property_
    edge = edge_called(kind, name)
    return edge if edge in {one.rel for one in rule.edges} else None


def _labels(found: Beyond, kind: str, seen: Seen, rule: TypeRule, profile: Profile) -> None:
    """Lines `Label: value` in the bodies of a third of the notes or more.

    Of lines that may be mere prose, only what is plainly a date or a number is taken.
    """
    for name, labels in sorted(seen.labels.items()):
        if len(labels) < 2 or 3 * len(labels) < seen.notes:
            continue
        source, texts = source_of(name, labels), [label.text for label in labels]
        meant = _meant(kind, name, texts, rule, profile) or _named(name, rule)
        if meant is None or _is_read(source, rule):
            continue
        said = f"lines `{name}: …` of {len(labels)} of {seen.notes} notes"
        if _is_sure(meant, labels, texts, rule, profile):
            found.add(meant, source, said)
        elif meant not in found.fields:
            found.perhaps.append(f"{meant}: {said}, {source}")


def _is_sure(
    meant: str, labels: list[Label], texts: list[str], rule: TypeRule, profile: Profile
) -> bool:
    if meant.isupper():
        return _mostly_sure(labels) and _are_names(texts)
    fit = _fits(meant, texts, rule, profile)
    return fit and (rule.fields[meant].kind != "text" or _mostly_sure(labels))


def _mostly_sure(labels: list[Label]) -> bool:
    return 3 * sum(label.is_sure for label in labels) >= 2 * len(labels)


def _are_names(texts: list[str]) -> bool:
    """Each is a few names, and no sentence."""
    parts = [part for text in texts for part in SEPARATOR.split(text.rstrip("."))]
    return all(len(part) <= LONGEST_NAME and len(part.split()) <= 4 for part in parts)


def _is_read(source: str, rule: TypeRule) -> bool:
    """Whether the rule reads the label already, there or anywhere."""
    wanted = folded(source.removeprefix("label:").lstrip("."))
    labels = (s for s in rule.sources if s.where is Where.LABEL)
    return any(
        folded(name) == wanted and (heading == "*" or source.startswith("label:."))
        for label in labels
        for heading, name in label.columns
        if heading in ("*", "")
    )


def dates_in_bodies(notes: Iterable[Note], rule: TypeRule, found: Beyond) -> None:
    """The first date of the body, where most notes give none elsewhere and have one there."""
    listed = list(notes)
    sources = rule.fields["date"].sources if "date" in rule.fields else ()
    undated = [note for note in listed if not first(note, sources)]
    dated = [note for note in undated if _DATE.search(note.body)]
    if "date" not in found.fields and 2 * len(undated) > len(listed) < 4 * len(dated):
        found.fields["date"] = [FIRST_DATE]
        found.reasons.append(f"date: the first one in the body of {len(dated)} notes; see if it is")


def _named(label: str, rule: TypeRule) -> str | None:
    """The property or the edge that reads a front-matter key of the label's name."""
    fields = ((name, one.sources) for name, one in rule.fields.items())
    edges = ((edge.rel, edge.sources) for edge in rule.edges)
    known = (*fields, *edges)
    return next((name for name, sources in known if folded(label) in _plain(sources)), None)


def _plain(sources: Sources) -> Iterator[str]:
    return (folded(source.text) for source in sources)


def _fits(property_: str, values: list[str], rule: TypeRule, profile: Profile) -> bool:
    """Most of the values are what the property asks for."""
    if property_ not in rule.fields:
        return False
    said = [text for text in values if not is_placeholder(text, profile.vault)]
    good = [fits(text, rule.fields[property_], profile.vault) for text in said]
    return 2 * sum(good) > len(said)


def _tells_apart(values: list[str], seen: Seen) -> bool:
    """Each note has its own, and most have one; ids that are read already are enough."""
    is_own = len(set(values)) == len(values) > 1
    return is_own and 2 * len(values) > seen.notes > 2 * seen.identified
