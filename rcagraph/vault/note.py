"""A note as text with places: front matter, headings, sections, links, tables, list items."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias, TypeVar, Union, cast

from msgspec import Struct

from rcagraph.vault.body_tags import body_tags, parted
from rcagraph.vault.headings import asked, bears, plain_heading


class Scalar(Struct, frozen=True, gc=False):
    """One front-matter value, as the characters written; typing is the extractor's."""

    text: str
    line: int
    quoted: bool = False


class Entry(NamedTuple):
    """The value of one front-matter key, with the key's line."""

    value: "FrontValue"
    line: int


FrontValue: TypeAlias = Union[Scalar, tuple["FrontValue", ...], Mapping[str, Entry]]  # noqa: UP007


class Heading(NamedTuple):
    text: str
    level: int
    line: int


class Link(NamedTuple):
    """A link as written: `[[target#anchor|label]]`, `![[embed]]` or `[label](target#anchor)`."""

    target: str
    """Without anchor and label; percent-decoded for Markdown links. Empty for `[[#local]]`."""
    line: int
    section: int
    """Index into `Note.headings` of the heading it stands under; -1 before the first."""
    label: str = ""
    anchor: str = ""
    is_wikilink: bool = True
    is_embed: bool = False
    is_tag: bool = False
    """A site's own tag, `{{< ref "x" >}}`: the path of a page, or its name."""


class Row(NamedTuple):
    cells: tuple[str, ...]
    line: int


class Table(NamedTuple):
    section: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int


class Item(NamedTuple):
    """One item of a list, without the text of nested lists, as plain text."""

    text: str
    """Without the box of a task."""
    line: int
    section: int
    depth: int = 0
    box: str | None = None
    """The sign in the box of a task, of which a tick is `x`; None for an item without one."""


class Line(NamedTuple):
    text: str
    line: int


class Paragraph(NamedTuple):
    text: str
    line: int
    section: int
    broken: tuple[Line, ...] = ()
    """Its lines as they are written, where there are several; `text` joins them with blanks."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.broken or (Line(self.text, self.line),)


T = TypeVar("T")
NO_SECTION = frozenset[int]()


@dataclass(frozen=True)
class Note:
    """One file of the vault."""

    path: str
    """Relative to the vault's root, with `/`."""
    front: Mapping[str, Entry] = field(default_factory=dict)
    body: str = ""
    """The text after the front matter, line ends as `\\n`."""
    body_line: int = 1
    """The line of the file at which `body` begins."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """Plain text of paragraphs outside lists and tables."""
    addresses: tuple[Link, ...] = ()
    """Links to pages of the web, which may be those of the vault itself."""
    documents: tuple[Mapping[str, Entry], ...] = ()
    """Of a data file: its documents, each a mapping; `front` is the first of them."""
    inline: Mapping[str, Entry] = field(default_factory=dict)
    """The inline fields of the body, `key:: value`, by folded key."""
    is_record: bool = False
    """One of several things that the file tells of; `front` is what it says of this one."""

    @property
    def stem(self) -> str:
        """The file's name without its last suffix; dots elsewhere stay."""
        name = self.path.rpartition("/")[2]
        head, dot, _ = name.rpartition(".")
        return head if dot and head else name

    @property
    def path_stem(self) -> str:
        """The path without its last suffix."""
        folder, slash, _ = self.path.rpartition("/")
        return folder + slash + self.stem

    def entry(self, key: str) -> Entry | None:
        """The value of a key, whatever its case; `-` and blanks are `_`.

        What an inline field of the body says besides makes a list of it.
        """
        entry = self.front.get(key) or self._folded.get(folded_key(key))
        inline = self.inline.get(folded_key(key)) if self.inline else None
        if inline is None or entry is None or isinstance(entry.value, Mapping):
            return entry or inline
        return Entry((*_listed(entry.value), *_listed(inline.value)), entry.line)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Those of which `entry` gives something, folded."""
        return frozenset((*self._folded, *self.inline))

    @cached_property
    def has_keys_within(self) -> bool:
        """Whether a value of the front matter, or one of a list there, has keys of its own."""
        values = (e.value for e in (*self.front.values(), *self.inline.values()))
        return any(_has_keys(value) for value in values)

    @cached_property
    def _folded(self) -> Mapping[str, Entry]:
        return {folded_key(key): entry for key, entry in self.front.items()}

    @cached_property
    def h1(self) -> str:
        """The text of the first top-level heading, or empty."""
        return next((h.text for h in self.headings if h.level == 1), "")

    @cached_property
    def linked_names(self) -> Mapping[tuple[int, str], str]:
        """Line and text of each link as a reader sees it, to the name of the note it means.

        A folder's own page is called after nothing that its path says.
        """
        links = (link for link in self.links if link.target and not link.is_tag)
        links = (link for link in links if link.is_wikilink or not link.is_embed)
        named = {(n.line, n.label or n.target): _note_named(n) for n in links}
        return {shown: name for shown, name in named.items() if name}

    @cached_property
    def _tagged(self) -> Mapping[int, int]:
        lines = [line for p in self.paragraphs if "#" in p.text for line in p.lines]
        lines += [Line(i.text, i.line) for i in self.items if "#" in i.text and ":" in i.text]
        return body_tags(lines, self.body, self.body_line) if lines else {}

    @cached_property
    def body_tags(self) -> tuple[tuple[str, int], ...]:
        """The inline tags without their sign, each with its line: `rcagraph.vault.body_tags`."""
        lines = [line for p in self.paragraphs for line in p.lines if line.line in self._tagged]
        lines += [Line(i.text, i.line) for i in self.items if i.line in self._tagged]
        found = ((tag, n) for text, n in lines for tag in parted(text, self._tagged[n])[1])
        return tuple(sorted(found, key=lambda one: one[1]))

    def untagged(self, text: str, line: int) -> str:
        """The text of a line without the inline tags at its end."""
        number = self._tagged.get(line, 0)
        return parted(text, number)[0] if number else text

    def prose(self, paragraph: Paragraph) -> str:
        """The text of a paragraph without the inline tags at the ends of its lines."""
        if not any(line.line in self._tagged for line in paragraph.lines):
            return paragraph.text.strip()
        return " ".join(filter(None, (self.untagged(*line) for line in paragraph.lines)))

    def once(self, read: Callable[["Note"], T]) -> T:
        """What is read out of the note, read once, however often it is asked for."""
        known = self._known.get(read)
        if known is None:
            known = self._known[read] = read(self)
        return cast(T, known)

    @cached_property
    def _known(self) -> dict[object, object]:
        return {}

    def section_name(self, index: int) -> str:
        return self.headings[index].text if index >= 0 else ""

    @property
    def plain_headings(self) -> Collection[str]:
        """What the headings are called."""
        return self._called.keys()

    def sections_named(self, *names: str) -> frozenset[int]:
        """Indices of the headings that bear one of the names, and of those below them.

        `rcagraph.vault.headings` says what a heading is called.
        """
        found = self._sections.get(names)
        if found is None:
            found = self._sections[names] = self._sections_named(names)
        return found

    @cached_property
    def _sections(self) -> dict[tuple[str, ...], frozenset[int]]:
        """Those that were asked for: rules ask for the same ones again and again."""
        return {}

    def _sections_named(self, names: tuple[str, ...]) -> frozenset[int]:
        plain, has_regex = asked(names)
        if has_regex:
            called = [i for i, heading in enumerate(self.headings) if bears(heading.text, names)]
        else:
            called = [i for name in plain for i in self._called.get(name, ())]
        return NO_SECTION.union(*(self._section(i) for i in called)) if called else NO_SECTION

    @cached_property
    def _called(self) -> Mapping[str, list[int]]:
        """What the headings are called, to the indices of those that are."""
        found: dict[str, list[int]] = {}
        for i, heading in enumerate(self.headings):
            found.setdefault(plain_heading(heading.text), []).append(i)
        return found

    def _section(self, index: int) -> range:
        """The heading and those below it."""
        level, end = self.headings[index].level, index + 1
        while end < len(self.headings) and self.headings[end].level > level:
            end += 1
        return range(index, end)


def _listed(value: FrontValue) -> tuple[FrontValue, ...]:
    """The values of a list, or the one; none where it is blank."""
    if isinstance(value, tuple):
        return value
    return (value,) if not isinstance(value, Scalar) or value.text.strip() else ()


def _has_keys(value: FrontValue) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, tuple) and any(isinstance(one, Mapping) for one in value)
    )


def _note_named(link: Link) -> str:
    name = link.target.rpartition("/")[2]
    if link.is_wikilink:
        return name
    stem = name.rpartition(".")[0] or name
    return "" if stem.casefold() in ("readme", "index", "_index") else stem


@lru_cache(maxsize=4096)
def folded_key(key: str) -> str:
    """A front-matter key as it is compared."""
    return key.casefold().replace("-", "_").replace(" ", "_")
