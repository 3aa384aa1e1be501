"""A profile as typed values: how files become kinds, fields, edges and links."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from rcagraph.model.names import folded
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.profile.source import Source
from rcagraph.profile.zones import zone_of

Sources = tuple[Source, ...]

FAMILY_PARTS = ("service", "failure_mode", "category")
"""What a family's key may be made of."""
FAMILY = ("service", "failure_mode")

DIALECTS = ("yaml", "toml", "header", "headless", "lines")
"""What front matter may be written in. The last two read what is wrong, and say so."""


@dataclass(frozen=True, slots=True)
class VaultRules:
    """Which files are read, and whose things they are."""

    name: str = ""
    """The scope of everything the vault owns; empty: the folder's name."""
    id: str = ""
    """Told from other vaults of its name by it, in a database that both reach; empty: not told."""
    root: str = ""
    """The folder of the vault that holds the notes; all paths are still told from the vault."""
    include: tuple[str, ...] = ("**/*.md",)
    exclude: tuple[str, ...] = ()
    front_matter: tuple[str, ...] = ("yaml", "toml", "headless", "lines")
    """The dialects, in the order in which they are tried."""
    encodings: tuple[str, ...] = ()
    """Of files that are not UTF-8; the first that fits all bytes. None: U+FFFD for each misfit."""
    timezone: str = "UTC"
    date_formats: tuple[str, ...] = ()
    """For dates and times that are not ISO 8601, as `strptime` has them; tried in order."""
    placeholders: tuple[re.Pattern[str], ...] = ()
    """Values that mean that there is no value."""
    share: Mapping[str, str] = field(default_factory=dict)
    """Kind to the scope that several vaults agree on."""

    @property
    def zone(self) -> tzinfo:
        return zone_of(self.timezone)


@dataclass(frozen=True, slots=True)
class Classify:
    """How a note's kind is found where no type rule names its path."""

    by: Sources = ()
    """Asked in order; the first answer that is one of the words decides."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Folded word to kind."""
    default: str = "Document"


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


@dataclass(frozen=True, slots=True)
class TimelineRule:
    """Tables, lists or lines of times and events, and which event marks which milestone."""

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


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How one file tells of several things."""

    key: str = ""
    """The dotted key of a list of mappings."""
    regex: re.Pattern[str] | None = None
    """Matched over the body; its named groups are the fields, the heading above is `heading`."""
    heading: re.Pattern[str] | None = None
    """Matched over headings: each section is a thing, its heading `heading`."""

    @property
    def has_body(self) -> bool:
        """A record is a part of a note, with headings, lists and tables; else a mapping of keys."""
        return self.regex is not None or self.heading is not None


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
        """All that it reads, but for what its timeline and its actions look for."""
        yield from (*self.id, *self.name, *self.title, *self.aliases)
        yield from (source for source, _ in self.where.values())
        yield from (source for field in self.fields.values() for source in field.sources)
        yield from (source for edge in self.edges for source in edge.sources)
        yield from (source for rule in self.dependencies for source in rule.sources)


@dataclass(frozen=True, slots=True)
class Relation:
    """The edge a link makes."""

    type: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What a link from note to note means."""

    default: str = "REFERENCES"
    pairs: Mapping[tuple[str, str], Relation | None] = field(default_factory=dict)
    """By the kinds at both ends; None for no edge."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Folded heading to the kind expected under it (a link that dangles)."""
    section_rel: Mapping[str, Relation] = field(default_factory=dict)
    """Folded heading to the edge meant under it."""
    names: tuple[tuple[re.Pattern[str], str], ...] = ()
    """What the name of a link that dangles suggests."""
    ignore: tuple[re.Pattern[str], ...] = ()
    rewrite: tuple[tuple[re.Pattern[str], str], ...] = ()
    """A target's pattern and what stands in its place: a site's address to a path."""
    suffixes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The end of a path, and what the note's may have there: `.html` to `.html.md.erb`, `.md`."""
    site_roots: tuple[str, ...] = ()
    """Folders from which `/path` is read, before the vault's own."""
    namespaces: tuple[str, ...] = ()
    """Globs of folders: a link means a note of its own one, where there is such a note."""


@dataclass(frozen=True, slots=True)
class NameRules:
    """How the names of one kind are made alike, in this order."""

    sub: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Pattern and what stands in its place."""
    fold: bool = False
    """Lower case."""
    slug: bool = False
    """Blanks and underscores become hyphens."""
    drop: tuple[re.Pattern[str], ...] = ()
    """Names that name nothing."""
    alias: Mapping[str, str] = field(default_factory=dict)
    """Folded spelling to the name meant."""

    def apply(self, name: str) -> str:
        """The name meant; empty where it names nothing."""
        for pattern, text in self.sub:
            name = pattern.sub(text, name)
        name = " ".join(name.split())
        name = name.casefold() if self.fold else name
        name = re.sub(r"[\s_]+", "-", name) if self.slug else name
        if any(pattern.search(name) for pattern in self.drop):
            return ""
        return self.alias.get(folded(name), name)


@dataclass(frozen=True, slots=True)
class Declared:
    """A thing that no note is about, declared by the profile itself."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    line: int
    """Of the profile."""


@dataclass(frozen=True, slots=True)
class MentionRule:
    """Known names of a kind, looked up in the title or body of notes of another."""

    kind: str
    """Of the notes that are searched."""
    body: bool
    """In the body; else in the title."""
    to: str
    rel: str


@dataclass(frozen=True, slots=True)
class AnalysisRules:
    """What makes incidents one family, until when the notes are complete, and what the probable
    blast radius starts from where incidents say little or nothing."""

    complete_until: date | None = None
    """The vault holds every incident up to this day; None: up to its last incident."""
    family: tuple[str, ...] = FAMILY
    """The parts of the key that incidents of one family share."""
    hard: float = 0.9
    """That a hard dependency transmits a failure."""
    soft: float = 0.2
    weights: Mapping[str, float] = field(default_factory=dict)
    """Folded tier to what its services count for."""

    def weight(self, tier: object) -> float:
        """1 where the tier has none of its own."""
        return self.weights.get(folded(str(tier)), 1.0)


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that the user's own file has, which is to do something."""

    rule: "TypeRule | RecordRule | FieldRule | EdgeRule | Classify"
    name: str
    """As the user knows it: `[[type]] Incident`, `Incident.severity`, `Incident: AFFECTS`."""
    line: int
    """Of the file."""
    within: TypeRule | RecordRule | None = None
    """The rule that it is a part of."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the notes of a vault mean."""

    vault: VaultRules = VaultRules()
    classify: Classify = Classify()
    types: tuple[TypeRule, ...] = ()
    links: LinkRules = LinkRules()
    ontology: Ontology = ONTOLOGY
    """The table, with the kinds, edges and properties that the profile adds."""
    normalise: Mapping[str, NameRules] = field(default_factory=dict)
    """By kind."""
    declared: tuple[Declared, ...] = ()
    mentions: tuple[MentionRule, ...] = ()
    server: Mapping[str, str] = field(default_factory=dict)
    """`uri`, `username` and `database` of the vault's Neo4j server, as far as they are told."""
    analysis: AnalysisRules = AnalysisRules()
    own: tuple[OwnRule, ...] = field(default=(), compare=False)
    """What stands in a file of the user's own, and not in the built-in profile beneath it."""
    file: str = field(default="", compare=False)
    """That file; empty for a built-in profile."""

    def scope(self, kind: str) -> str:
        return self.vault.share.get(kind, self.vault.name)

    def plain(self, kind: str, name: str) -> str:
        """The name of a thing of the kind as it is meant; empty where it names nothing."""
        rules = self.normalise.get(kind)
        return rules.apply(name) if rules else name
