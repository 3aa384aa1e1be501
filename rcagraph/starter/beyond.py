"""Where notes write what a kind's rule asks for, under names that the rule does not know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.extract.fields import fits, is_placeholder
from rcagraph.extract.find import first
from rcagraph.profile.shape import Profile, Sources, TypeRule
from rcagraph.profile.source import Where
from rcagraph.starter.guess import SEPARATOR, Guess, first_of_each, guessed
from rcagraph.starter.labels import Label, source_of
from rcagraph.starter.sources import key_source
from rcagraph.starter.survey import Seen
from rcagraph.starter.words import (
    IDS,
    edge_called,
    folded,
    is_dependencies,
    is_title,
    property_called,
)
from rcagraph.vault.note import Note

FIRST_DATE = r"body:(?<![\d-])(\d{4}-\d{2}-\d{2})(?!\d)"
_DATE = re.compile(FIRST_DATE.removeprefix("body:"))
OF_THE_NOTE = ("created", "updated", "modified", "last_modified", "created_at", "updated_at")
"""Keys whose dates are those of the note, and of nothing that it tells."""
LONGEST_NAME = 40
FEWEST_USUAL = 5
"""Notes that show what a house's template is."""


@dataclass
class Beyond:
    """Sources to add to the rule of a kind, and what was seen and means nothing yet."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    edges: dict[str, list[str]] = field(default_factory=dict)
    dependencies: list[str] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
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
        found = (self.fields, self.edges, self.dependencies, self.id, self.title, self.body)
        return any(found)

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
        elif is_title(key) and rule.title:
            found.title.append(source)
            found.reasons.append(f"title: {said}")
        elif IDS.match(folded(key)) and _tells_apart(texts, seen):
            found.id.append(source)
            found.reasons.append(f"id: `{key}:` of {len(values)} notes")
        else:
            found.unread.append(f"{key} ({len(values)})")
            if folded(key) not in OF_THE_NOTE:
                guess = guessed(kind, source, values, rule, profile, known)
                found.guesses += [guess] if guess else []
    _labels(found, kind, seen, rule, profile)
    found.guesses = list(first_of_each(found.guesses, (*found.fields, *found.edges)))
    return found


def _meant(kind: str, name: str, texts: list[str], rule: TypeRule, profile: Profile) -> str | None:
    """The property or the edge that such a key stands for, if its values are such."""
    property_ = property_called(kind, name)
    if property_ and _fits(property_, texts, rule, profile):
        return property_
    edge = edge_called(kind, name)
    return edge if edge in {one.rel for one in rule.edges} else None


def _labels(found: Beyond, kind: str, seen: Seen, rule: TypeRule, profile: Profile) -> None:
    """Lines `Label: value` in the bodies of a third of the notes or more, or with a key's name.

    Of lines that may be mere prose, only what is plainly a date or a number is taken.
    """
    keys = {folded(key) for key in seen.keys}
    for name, labels in sorted(seen.labels.items()):
        is_frequent = len(labels) >= 2 and 3 * len(labels) >= seen.notes
        if not is_frequent and folded(name) not in keys:
            continue
        source, texts = source_of(name, labels), [label.text for label in labels]
        meant = _meant(kind, name, texts, rule, profile) or _named(name, rule)
        if meant is None or _is_read(name, rule):
            continue
        said = f"lines `{name}: …` of {len(labels)} of {seen.notes} notes"
        if _is_sure(meant, labels, texts, rule, profile, seen.notes):
            found.add(meant, source, said)
        elif meant not in found.fields:
            found.perhaps.append(f"{meant}: {said}, {source}")


def _is_sure(
    meant: str,
    labels: list[Label],
    texts: list[str],
    rule: TypeRule,
    profile: Profile,
    notes: int,
) -> bool:
    is_label = 3 * sum(label.is_sure for label in labels) >= 2 * len(labels)
    if meant.isupper():
        # `Team: …` under the contacts of a runbook is no owner.
        is_usual = rule.kind == "Incident" and _are_usual(labels, notes)
        return (is_label or is_usual) and _are_names(texts)
    fit = _fits(meant, texts, rule, profile)
    return fit and (rule.fields[meant].kind != "text" or is_label or _are_usual(labels, notes))


def _are_usual(labels: list[Label], notes: int) -> bool:
    """Nearly every one of several notes has such a line."""
    return len(labels) >= FEWEST_USUAL and 5 * len(labels) >= 4 * notes


def _are_names(texts: list[str]) -> bool:
    """Nearly each is a few names, and no sentence."""
    parts = [part for text in texts for part in SEPARATOR.split(text.rstrip("."))]
    short = sum(len(part) <= LONGEST_NAME and len(part.split()) <= 4 for part in parts)
    return 5 * short >= 4 * len(parts)


def _is_read(name: str, rule: TypeRule) -> bool:
    """Whether the rule reads the label: where it does not, it means something else there."""
    labels = (source for source in rule.sources if source.where is Where.LABEL)
    return folded(name) in (folded(known) for label in labels for _, known in label.columns)


def dates_in_bodies(notes: Iterable[Note], rule: TypeRule, found: Beyond) -> None:
    """The first date of the body, where most notes give none elsewhere and have one there."""
    listed = list(notes)
    sources = rule.fields["date"].sources if "date" in rule.fields else ()
    undated = [note for note in listed if not first(note, sources)]
    dated = [note for note in undated if _DATE.search(note.body)]
    if any(_is_of_an_action(note, rule) for note in dated):
        return
    is_told = any(guess.name in ("date", "started_at") for guess in found.guesses)
    is_told = is_told or "date" in found.fields
    if not is_told and 2 * len(undated) > len(listed) < 4 * len(dated):
        found.fields["date"] = [FIRST_DATE]
        found.reasons.append(f"date: the first one in the body of {len(dated)} notes; see if it is")


def _is_of_an_action(note: Note, rule: TypeRule) -> bool:
    """The first date of the body says when something is due."""
    match = _DATE.search(note.body)
    line = note.body_line + note.body.count("\n", 0, match.start()) if match else 0
    sections = note.sections_named(*(rule.actions.sections if rule.actions else ()))
    of_actions = [i.line for i in note.items if i.box is not None or i.section in sections]
    of_actions += [r.line for t in note.tables if t.section in sections for r in t.rows]
    return line in of_actions


def _named(label: str, rule: TypeRule) -> str | None:
    """The property or the edge that reads a front-matter key of the label's name."""
    fields = ((name, one.sources) for name, one in rule.fields.items())
    edges = {edge.rel: edge.sources for edge in reversed(rule.edges)}.items()
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
    is_own = len(set(values)) == len(values) > 1 and seen.ids.isdisjoint(values)
    return is_own and 2 * len(values) > seen.notes > 2 * len(seen.ids)
