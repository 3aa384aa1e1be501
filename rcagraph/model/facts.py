"""What one note says, typed and with its place, before it is joined with what others say.

Facts are structs of msgspec: they are made by the ten thousand, and go between processes and into
the cache as they are. Of the targets only the key is an array there, so that each is told apart.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from rcagraph.model.vocabulary import Value

    Properties = Mapping[str, Value]
else:
    Properties = dict[str, Any]  # what msgspec is to check: it tells no day from a text


class Place(NamedTuple):
    """Where something is written."""

    path: str
    """Relative to the vault, with `/`."""
    line: int
    """From 1."""
    where: str = ""
    """The front-matter key or the section."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.where}".rstrip()


class NodeKey(NamedTuple):
    """The identity of a node."""

    scope: str
    """The vault's name, or one that several vaults agree on for a kind."""
    kind: str
    id: str

    @property
    def uid(self) -> str:
        return "/".join(self)


class Mention(Struct, frozen=True, order=True, gc=False, tag=True, omit_defaults=True):
    """A node named by a field: `services: [x]`. It need not be declared anywhere."""

    kinds: tuple[str, ...]
    """The kinds it may be; the first is assumed where no note declares the name."""
    name: str
    must_exist: bool = False
    """It counts only where a note or a field names the same thing."""
    is_item: bool = False
    """It stands in a list, a label or a table, where nothing but a name is to be expected."""


class LinkTarget(Struct, frozen=True, order=True, gc=False, tag=True, omit_defaults=True):
    """What a link names: a note, or nothing."""

    target: str
    """As written, without alias and heading."""
    kinds: tuple[str, ...] = ()
    """The kinds a typed field expects; such a target exists at least as mentioned."""
    is_path: bool = False
    """A Markdown link: a path relative to its note, not a name."""
    must_exist: bool = False
    """Where it reaches no note there is a diagnostic, and no node."""
    or_name: bool = False
    """Where no note stands at the path, it is a name: so Hugo and Jekyll read their tags."""


Target = NodeKey | Mention | LinkTarget


class NodeFact(Struct, frozen=True, gc=False, array_like=True):
    """A note (or catalogue entry) declares a node."""

    key: NodeKey
    name: str
    place: Place
    properties: Properties = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    """Other names that links and fields may use."""
    is_note: bool = True
    """Links to the place's path lead to it; else it is one of several things told there."""


class EdgeFact(Struct, frozen=True, gc=False, array_like=True):
    """A note says that two nodes are joined."""

    type: str
    source: Target
    target: Target
    place: Place
    rule: str
    """What in the profile gave it: `services`, `table:Action Items`, …"""
    properties: Properties = field(default_factory=dict)
    asserted: bool = True
    """False where a rule inferred it from prose or from names."""


class LinkFact(Struct, frozen=True, gc=False, array_like=True):
    """A link in a body; what it means depends on what it reaches."""

    source: NodeKey
    target: LinkTarget
    place: Place
    """`where` is the section it stands in, or the front-matter key."""
    label: str = ""
    may_be_file: bool = False
    """By its looks it leads to a file or a folder: where no note answers, it is no link."""


class ProseFact(Struct, frozen=True, gc=False, array_like=True):
    """A text in which the names of all known things of a kind are to be looked up."""

    type: str
    source: NodeKey
    kind: str
    text: str
    place: Place
    """Of the text's first line."""


class SkippedFact(Struct, frozen=True, gc=False, array_like=True):
    """A file that the profile skips: links may lead to it, and it is no part of the graph."""

    place: Place


Fact = NodeFact | EdgeFact | LinkFact | ProseFact | SkippedFact
