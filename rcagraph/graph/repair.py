"""Links that reach nothing, written anew where only one node can be meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from rcagraph.graph.dangling import Dangling
from rcagraph.graph.link_places import Span, Written, link_places, replaced, scalars, wikilinks
from rcagraph.graph.resolve import Resolver
from rcagraph.graph.spelling import spelt
from rcagraph.graph.suggest import Meant
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.note import Link, Note, Scalar
from rcagraph.vault.read import encoding_of, parse_note

Mends = Mapping[Written, str]
"""What is written in a file, and what is to stand there."""


class Edit(NamedTuple):
    """Bytes of a file, and what takes their place."""

    start: int
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be mended in one file."""

    path: str
    data: bytes
    """The file as it was read."""
    edits: tuple[Edit, ...]
    problem: str = ""
    """Why nothing is mended, where something ought to be."""
    encoding: str = "utf-8"
    """Of the file, as it was and stays."""

    @property
    def mended(self) -> bytes:
        return apply(self.data, self.edits)


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; all others stay as they are.

    `ValueError` where other bytes stand there than an edit says.
    """
    parts, at = list[bytes](), 0
    for start, old, new in sorted(edits):
        if start < at or not data.startswith(old, start):
            raise ValueError(f"{old!r} does not stand at byte {start}")
        parts += data[at:start], new
        at = start + len(old)
    return b"".join([*parts, data[at:]])


def mends(
    dangling: Iterable[Dangling], names: Resolver, rules: LinkRules
) -> Mapping[str, dict[Written, str]]:
    """By file, every target that has one sure repair, and what to write there."""
    dangling = tuple(dangling)
    if not dangling:
        return {}
    meant = Meant(names, dangling)
    found: dict[str, dict[Written, str]] = {}
    for one in dangling:
        key = meant.sure(one)
        is_itself = key is not None and names.file(key) == one.place.path
        target = spelt(one, key, names, rules) if key and not is_itself else None
        if target and target != one.target:
            written = Written(one.place.line, one.form, one.target)
            found.setdefault(one.place.path, {})[written] = target
    return found


def repair(
    path: str, data: bytes, wanted: Mends, dialects: Iterable[str], encodings: Iterable[str] = ()
) -> Repair:
    """The edits of one file, after which it is read as before but for these targets.

    It keeps its encoding, byte order mark and line ends.
    """
    encodings = tuple(encodings)
    encoding = encoding_of(data, encodings)
    if encoding is None or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Repair(path, data, (), "it is not UTF-8")
    text = data.decode(encoding)
    if text.encode(encoding) != data:
        return Repair(path, data, (), f"{encoding} would not give its bytes back")
    dialects = tuple(dialects)
    targets = {(one.form, one.target): target for one, target in wanted.items()}
    spans = link_places(path, text, wanted.keys(), dialects)
    changes = [(span, targets[span.form, span.target]) for span in spans]
    try:
        edits = _edits(text, changes, encoding)
    except UnicodeEncodeError:
        return Repair(path, data, (), f"{encoding} cannot write the names")
    before = parse_note(path, data, dialects, encodings).value
    after = parse_note(path, apply(data, edits), dialects, encodings).value
    if _all_else_is_the_same(before, after, wanted):
        return Repair(path, data, edits, encoding=encoding)
    return Repair(path, data, (), "more than the links would change")


def _edits(text: str, changes: Iterable[tuple[Span, str]], encoding: str) -> tuple[Edit, ...]:
    """From characters to bytes; the spans are in order."""
    edits, at_char, at = list[Edit](), 0, 0
    for span, target in changes:
        at += len(text[at_char : span.start].encode(encoding))
        old = text[span.start : span.end].encode(encoding)
        edits.append(Edit(at, old, target.encode(encoding)))
        at_char, at = span.end, at + len(old)
    return tuple(edits)


def _all_else_is_the_same(before: Note, after: Note, wanted: Mends) -> bool:
    values = (tuple(scalars(before)), tuple(scalars(after)))
    return (
        len(before.links) == len(after.links)
        and len(values[0]) == len(values[1])
        and all(
            _link_is_kept(*pair, wanted) for pair in zip(before.links, after.links, strict=True)
        )
        and all(_scalar_is_kept(*pair, wanted) for pair in zip(*values, strict=True))
        and [(h.level, h.line) for h in before.headings]
        == [(h.level, h.line) for h in after.headings]
    )


def _link_is_kept(before: Link, after: Link, wanted: Mends) -> bool:
    form = "wikilink" if before.is_wikilink else "path"
    target = wanted.get(Written(before.line, form, before.target), before.target)
    if form == "path":
        target = unquote(target)
    return after in (before, before._replace(target=target))


def _scalar_is_kept(before: Scalar, after: Scalar, wanted: Mends) -> bool:
    """Its text is the same, or its name or the links in it are those that are to stand there."""
    line, text = before.line, before.text
    named = wanted.get(Written(line, "name", text.strip()))
    links = ((span, wanted.get(Written(line, "wikilink", span.target))) for span in wikilinks(text))
    linked = replaced(text, ((span, target) for span, target in links if target))
    return after.line == line and after.text in (text, linked, named)
