"""Where in a file's text the links stand that are read from it, to the character."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple
from urllib.parse import unquote

from rcagraph.vault.note import FrontValue, Note, Scalar
from rcagraph.vault.read import parse_note


class Written(NamedTuple):
    """A target as it is read, in a form of `Dangling`, on a line of the file."""

    line: int
    form: str
    target: str


class Span(NamedTuple):
    """The characters of one target, without anchor, label and brackets."""

    start: int
    end: int
    target: str
    form: str = ""


_WIKILINK = re.compile(r"\[\[([^\[\]|#\r\n]+)(?=#|\||\]\])")
# In brackets, or without blanks and with brackets only in pairs; inline, or of a definition.
_PATH = re.compile(
    r"(?:\]\([ \t]*|^ {0,3}\[[^\[\]\r\n]+\]:[ \t]*)"
    r"(?:<([^<>\r\n?#]+)|((?:[^\s<>()?#]|\([^\s<>()]*\))+))",
    re.MULTILINE,
)
_LINE_END = re.compile(r"\r\n|\r|\n")


def link_places(
    path: str, text: str, wanted: Set[Written], dialects: Iterable[str]
) -> tuple[Span, ...]:
    """Each place that is read as one of the targets.

    The same characters may stand in code, in a comment or in a text that no one reads. So each
    place gets a mark of its own instead of its target, the whole is read once, and the places
    are those whose marks come back: there is no second grammar that could disagree.
    """
    mark = _unused(text)
    places = {f"{mark}{n}x": span for n, span in enumerate(_candidates(text, wanted))}
    marked = replaced(text, zip(places.values(), places, strict=True))
    note = parse_note(path, marked.encode(), dialects).value
    read = {
        place: form
        for place, form, line in _read(note, re.compile(f"{mark}\\d+x"))
        if Written(line, form, places[place].target) in wanted
    }
    return tuple(span._replace(form=read[p]) for p, span in places.items() if p in read)


def replaced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with other targets at these spans, which are in order."""
    parts, at = list[str](), 0
    for span, target in changes:
        parts += text[at : span.start], target
        at = span.end
    return "".join([*parts, text[at:]])


def scalars(note: Note) -> Iterator[Scalar]:
    """The values of the front matter, or of the documents of a data file, in their order."""
    for front in note.documents or (note.front,):
        yield from _within(front)


def _within(value: FrontValue) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
        return
    for one in (entry.value for entry in value.values()) if isinstance(value, Mapping) else value:
        yield from _within(one)


def _candidates(text: str, wanted: Set[Written]) -> tuple[Span, ...]:
    """Whatever looks like one of the targets, in order; of two that overlap, the first."""
    found: set[Span] = set()
    for form, spans in (("wikilink", wikilinks), ("path", _paths)):
        if targets := {one.target for one in wanted if one.form == form}:
            found.update(span for span in spans(text) if span.target in targets)
    found.update(_names(text, wanted))
    kept = list[Span]()
    for span in sorted(found):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def wikilinks(text: str) -> Iterator[Span]:
    for match in _WIKILINK.finditer(text):
        inside = match[1]
        if text[match.end() : match.end() + 1] == "|":
            inside = inside.removesuffix("\\")  # a table's `\|`
        target = inside.strip()
        start = match.start(1) + len(inside) - len(inside.lstrip())
        yield Span(start, start + len(target), target)


def _paths(text: str) -> Iterator[Span]:
    for match in _PATH.finditer(text):
        group = 1 if match[1] else 2
        yield Span(match.start(group), match.end(group), unquote(match[group]))


def _names(text: str, wanted: Set[Written]) -> Iterator[Span]:
    """A name on its line, wherever it is not part of another."""
    names = [one for one in wanted if one.form == "name"]
    if not names:
        return
    bounds = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    for line, _, name in names:
        start, end = bounds[line - 1], bounds[line]
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text[start:end]):
            yield Span(start + match.start(), start + match.end(), name)


def _read(note: Note, mark: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
    """Each mark that is read as a link or a name, with the form in which, and the line."""
    for link in note.links:
        if mark.fullmatch(link.target) and not (link.is_embed and not link.is_wikilink):
            yield link.target, "wikilink" if link.is_wikilink else "path", link.line
    for scalar in scalars(note):
        text = scalar.text.strip()
        if mark.fullmatch(text):
            yield text, "name", scalar.line
        for match in mark.finditer(text):
            if text[: match.start()].rstrip().endswith("[["):
                yield match[0], "wikilink", scalar.line


def _unused(text: str) -> str:
    """The beginning of marks: a word that the text does not have."""
    mark = "rcagraphmark"
    while mark in text:
        mark += "k"
    return mark
