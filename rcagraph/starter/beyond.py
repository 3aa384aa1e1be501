"""Where notes write what a kind's rule asks for, under names that the rule does not know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.extract.fields import fits, is_placeholder
from rcagraph.extract.find import first
from rcagraph.profile.shape import Profile, Sources, TypeRule
from rcagraph.starter.survey import Seen
from rcagraph.starter.words import EDGES, FIELDS, IDS, folded
from rcagraph.vault.note import Note

FIRST_DATE = r"body:(?<![\d-])(\d{4}-\d{2}-\d{2})(?!\d)"
_DATE = re.compile(FIRST_DATE.removeprefix("body:"))


@dataclass
class Beyond:
    """Sources to add to the rule of a kind, and what was seen and means nothing yet."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    edges: dict[str, list[str]] = field(default_factory=dict)
    id: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    """What is added, and where it was seen."""
    perhaps: list[str] = field(default_factory=list)
    """What prose seems to say: to be added by hand, by someone who knows."""
    unread: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.edges or self.id)


def beyond(kind: str, seen: Seen, rule: TypeRule, profile: Profile) -> Beyond:
    """What the keys and labels of a kind's notes add to its rule."""
    found = Beyond()
    for key, values in seen.keys.items():
        property_ = _meant(key, FIELDS.get(kind, {}))
        edge = _meant(key, EDGES.get(kind, {}))
        if property_ and _fits(property_, values, rule, profile):
            _add(found.fields, property_, key, f"`{key}:`", values, seen, found)
        elif edge:
            _add(found.edges, edge, key, f"`{key}:`", values, seen, found)
        elif IDS.match(folded(key)) and _tells_apart(values, seen):
            found.id.append(key)
            found.reasons.append(f"id: `{key}:` of {len(values)} notes")
        else:
            found.unread.append(f"{key} ({len(values)})")
    _labels(found, kind, seen, rule, profile)
    return found


def _labels(found: Beyond, kind: str, seen: Seen, rule: TypeRule, profile: Profile) -> None:
    """Lines `Label: value` in the bodies of a third of the notes or more.

    Only what is plainly a date or a number is taken at its word.
    """
    for label, values in sorted(seen.labels.items()):
        if len(values) < 2 or 3 * len(values) < seen.notes:
            continue
        source = f"label:{label}"
        property_ = _meant(label, FIELDS.get(kind, {})) or _named(label, rule)
        edge = _meant(label, EDGES.get(kind, {})) or _edge_named(label, rule)
        said = f"lines `{label}: …`"
        is_sure = property_ and rule.fields[property_].kind != "text"
        if property_ and is_sure and _fits(property_, values, rule, profile):
            _add(found.fields, property_, source, said, values, seen, found)
        elif (name := property_ or edge) and name not in found.fields:
            found.perhaps.append(f"{name}: {said} of {len(values)} of {seen.notes} notes, {source}")


def dates_in_bodies(notes: Iterable[Note], rule: TypeRule, found: Beyond) -> None:
    """The first date of the body, where most notes give none elsewhere and have one there."""
    listed = list(notes)
    sources = rule.fields["date"].sources if "date" in rule.fields else ()
    undated = [note for note in listed if not first(note, sources)]
    dated = [note for note in undated if _DATE.search(note.body)]
    if "date" not in found.fields and 2 * len(undated) > len(listed) < 4 * len(dated):
        found.fields["date"] = [FIRST_DATE]
        found.reasons.append(f"date: the first one in the body of {len(dated)} notes; see if it is")


def _add(
    to: dict[str, list[str]],
    name: str,
    source: str,
    said: str,
    values: list[str],
    seen: Seen,
    found: Beyond,
) -> None:
    to.setdefault(name, []).append(source)
    found.reasons.append(f"{name}: {said} of {len(values)} of {seen.notes} notes")


def _meant(key: str, known: Mapping[str, str]) -> str | None:
    """The property or edge that goes under such a name."""
    return next((name for name, words in known.items() if folded(key) in words.split()), None)


def _named(label: str, rule: TypeRule) -> str | None:
    """The property that reads a front-matter key of the label's name."""
    fields = rule.fields.items()
    return next((p for p, one in fields if folded(label) in _plain(one.sources)), None)


def _edge_named(label: str, rule: TypeRule) -> str | None:
    return next((e.rel for e in rule.edges if folded(label) in _plain(e.sources)), None)


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
