"""What a profile says of links: the edge and the kind that each means, and how it is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


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
