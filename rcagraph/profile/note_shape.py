"""What is read of a note of one kind: its fields, edges, timeline, actions and records."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.model.vocabulary import Value
from rcagraph.profile.source import Source

Sources = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where the value of a property stands: the first source that gives one."""

    sources: Sources
    values: Mapping[str, str] = field(default_factory=dict)
    """Spellings to the value meant."""
    kind: str = "text"
    """One of `FIELD_KINDS`."""
    pick: str = "first"
    """Of all that the sources give: `first`, `last`, `min`, `max`; `all`: the texts, joined."""
    allowed: tuple[str, ...] = ()
    """The values of an enumeration, as they are to be spelt; empty: any."""
    is_open: bool = False
    """Values beside the allowed ones are kept as they are."""
    placeholders: tuple[re.Pattern[str], ...] = ()
    """Values that mean that there is none, beside the vault's."""
    currency: str = ""
    """Of an amount that names none."""


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """Where the other ends of an edge are named."""

    rel: str
    to: tuple[str, ...]
    """The kinds the other end may be; the first is assumed where nothing declares it."""
    sources: Sources
    reverse: bool = False
    """The named thing is the source: Team -OWNS-> this note."""
    first: bool = False
    """Only the first source that gives anything; else all of them."""
    must_exist: bool = False
    """What prose says counts only where a note or a field names it too; a field always counts."""
    split: re.Pattern[str] | None = None
    pattern: re.Pattern[str] | None = None
    """A value must match; the group `name` (or the first) names the end, others are properties."""
    entity_ref: bool = False
    """Values are Backstage's `kind:namespace/name`; a kind that is not among `to` is passed by."""
    by_path: bool = False
    """Values are the paths or addresses of notes."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Folded spelling of what a named group says, to what is meant."""
    said: Mapping[str, Value] = field(default_factory=dict)
    """Properties that every edge of the rule has, unless a named group says otherwise."""


@dataclass(frozen=True, slots=True)
class DependencyRule:
    """`depends_on:` in any of its forms: names, links, entries with a redundancy group."""

    sources: Sources
    rel: str
    to: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of an entry: what is read, to the dotted keys that it stands under; `@key`: an entry's own
    key. What is not in it stands under its usual keys."""
    strengths: Mapping[str, str] = field(default_factory=dict)
    """Folded spelling to `hard` or `soft`."""
    said: Mapping[str, Value] = field(default_factory=dict)
    """Properties of what does not say its own."""


@dataclass(frozen=True, slots=True)
class TimelineRule:
    """Tables, lists or lines of times and events, and which event marks which milestone."""

    sources: Sources
    """The keys of lists of entries, whose own keys are columns."""
    sections: tuple[str, ...]
    """The headings it may stand under, as `Note.sections_named` takes them."""
    time: re.Pattern[str]
    event: re.Pattern[str]
    date: re.Pattern[str]
    """Over the headers of a table; the date's column is read where there is one."""
    negation: re.Pattern[str]
    """What takes a milestone back: it is looked for in the words right before."""
    milestones: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Property to what the event says; the first event that fits."""
    last: str = ""
    """The property that the last row's time gives where no event marks it; empty: none."""


@dataclass(frozen=True, slots=True)
class ActionRule:
    """Promises, in tables or lists."""

    sections: tuple[str, ...]
    """The headings they may stand under, as `Note.sections_named` takes them."""
    columns: Mapping[str, re.Pattern[str]]
    """`text`, `owner`, and properties of ActionItem, each a regex over the header of a table."""
    marks: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    """The same (without `text`), each looked for in an item of a list. The group `value` (else
    the first) is the value; what a group `out` holds is no part of the promise's text."""
    split: re.Pattern[str] | None = None
    """What stands between several owners."""
    owners: tuple[str, ...] = ("Team", "Person")
    values: Mapping[str, str] = field(default_factory=dict)
    """Folded spelling of a text that is not the promise or its owner, to what is meant."""


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How one file tells of several things."""

    key: str = ""
    """The dotted key of a list of mappings."""
    regex: re.Pattern[str] | None = None
    """Matched over the body; its named groups are the fields, the heading above is `heading`."""
    heading: re.Pattern[str] | None = None
    """Matched over headings: each section is a thing, its heading `heading`."""
    table: str = ""
    """A heading: each row of the tables under it is a thing, its columns are its keys."""
    page: str = ""
    """The kind of what the page itself is, with all that is in no record; empty: it is nothing."""

    @property
    def has_body(self) -> bool:
        """A record is a part of a note, with headings, lists and tables; else a mapping of keys."""
        return self.regex is not None or self.heading is not None or bool(self.table)


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What a note of one kind gives."""

    kind: str
    """`-` skips the file."""
    paths: tuple[str, ...] = ()
    """Globs; empty: notes that `Classify` gives this kind."""
    where: Mapping[str, tuple[Source, re.Pattern[str] | None]] = field(default_factory=dict)
    """Source and what it must say; None: it must say nothing."""
    records: RecordRule | None = None
    id: Sources = ()
    name: Sources = ()
    title: Sources = ()
    aliases: Sources = ()
    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    edges: tuple[EdgeRule, ...] = ()
    dependencies: tuple[DependencyRule, ...] = ()
    timeline: TimelineRule | None = None
    actions: ActionRule | None = None

    @property
    def sources(self) -> Iterator[Source]:
        """All that it reads, but for what its timeline and its actions look for under headings."""
        yield from (*self.id, *self.name, *self.title, *self.aliases)
        yield from (source for source, _ in self.where.values())
        yield from (source for field in self.fields.values() for source in field.sources)
        yield from (source for edge in self.edges for source in edge.sources)
        yield from (source for rule in self.dependencies for source in rule.sources)
        yield from self.timeline.sources if self.timeline else ()
