"""A profile as typed values: how files become kinds, fields, edges and links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from rcagraph.model.names import folded
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.profile.link_shape import LinkRules, Relation
from rcagraph.profile.name_shape import Declared, MentionRule, NameRules
from rcagraph.profile.note_shape import (
    ActionRule,
    DependencyRule,
    EdgeRule,
    FieldRule,
    RecordRule,
    Sources,
    TimelineRule,
    TypeRule,
)
from rcagraph.profile.zones import zone_of

__all__ = [
    "DIALECTS", "FAMILY", "FAMILY_PARTS", "ActionRule", "AnalysisRules", "Classify", "Declared",
    "DependencyRule", "EdgeRule", "FieldRule", "LinkRules", "MentionRule", "NameRules", "OwnRule",
    "Profile", "RecordRule", "Relation", "Sources", "TimelineRule", "TypeRule", "VaultRules",
]  # fmt: skip

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

    rule: TypeRule | RecordRule | FieldRule | EdgeRule | Classify
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
    links: LinkRules = field(default_factory=LinkRules)
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
