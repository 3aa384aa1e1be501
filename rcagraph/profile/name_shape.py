"""How names are made alike, and what the profile itself names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rcagraph.model.names import folded


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
