"""YAML as text with lines: no value is typed, no alias followed, no second key lost unseen."""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.plain_yaml import compose_plain
from rcagraph.vault.tree import FRONT_MATTER, Limits, Tree, broken, put

# The scanner looks at every open level for every token: without end, minutes for a megabyte.
_HOPELESS_DEPTH = 1000

_ENDS = (SequenceEndEvent, MappingEndEvent)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# YAML ends a line at these; every editor, and so every line number here, does not.
_NO_LINE_ENDS = str.maketrans("\u2028\u2029", "  ")


def compose(path: str, text: str, line: int) -> Tree:
    """Read the YAML of front matter, whose first character stands on `line` of the file."""
    plain = compose_plain(path, text, line)
    return plain or compose_with(Composer, path, text, line, FRONT_MATTER)


def compose_with(
    composer_type: type["Composer"], path: str, text: str, line: int, limits: Limits
) -> Tree:
    """Read one YAML document."""
    if len(text) > limits.length:
        return broken(Code.RCA101, path, line, f"longer than {limits.length} characters")
    composer = composer_type(path, text, line, limits.depth)
    try:
        value = composer.document()
    except (yaml.YAMLError, ValueError) as error:  # ValueError: "\U00110000" without libyaml
        return Tree(None, (*composer.found, composer.problem(error)), True)
    return Tree(value, tuple(composer.found))


class Composer:
    """Builds values from the event stream.

    `yaml.compose` would call itself once a level, in C without a limit, and expand aliases;
    the events come flat, so depth and aliases are seen before they cost anything.
    """

    def __init__(self, path: str, text: str, line: int, max_depth: int) -> None:
        self.path = path
        self.max_depth = max_depth
        self.line = line
        self.text = text.translate(_NO_LINE_ENDS) if not text.isascii() else text
        self.last = self.text.count("\n")
        self.events: Iterator[Any] = yaml.parse(self.text, _LOADER)
        self.found: list[Diagnostic] = []
        self.has_anchor = False

    def document(self) -> FrontValue | None:
        value = None
        for event in self.events:
            if isinstance(event, NodeEvent):
                value = self._value(event, 0)
                break
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self._say(Code.RCA101, event, "a second document begins here")
        return value

    def _value(self, event: NodeEvent, depth: int) -> FrontValue | None:
        return self._anchored(event, depth) if event.anchor else self._node(event, depth)

    def _anchored(self, event: NodeEvent, depth: int) -> FrontValue | None:
        """A value with an anchor, or an alias: in front matter the one is read, none followed."""
        self._refuse_anchor(event)
        return None if isinstance(event, AliasEvent) else self._node(event, depth)

    def _node(self, event: Event, depth: int) -> FrontValue | None:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if depth >= self.max_depth:
            self._skip(event)
            return None
        if isinstance(event, SequenceStartEvent):
            return self._sequence(depth + 1)
        return self._mapping(depth + 1)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text, style = event.value, event.style
        if style == '"':
            text = cleaned(text)  # "\e" and "\0" are escapes in double quotes only
        return Scalar(text, self._line_of(event), bool(style))

    def _sequence(self, depth: int) -> FrontValue:
        values = [self._value(event, depth) for event in self._until_end()]
        return tuple([value for value in values if value is not None])

    def _mapping(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for event in self._until_end():
            key, value = self._value(event, depth), self._value(next(self.events), depth)
            if not isinstance(key, Scalar):
                self._say(Code.RCA101, event, "a key is no word", "quote the value on this line")
            elif value is not None:
                put(entries, key, value, self.path, self.found)
        return entries

    def _until_end(self) -> Iterator[NodeEvent]:
        """The events that begin a child of the open collection, once the last child is read."""
        for event in self.events:
            if type(event) in _ENDS:
                return
            yield event

    def _skip(self, event: Event) -> None:
        self._say(Code.RCA107, event, f"more than {self.max_depth} levels; the rest was not read")
        depth = 1
        while depth:
            inner = next(self.events)
            depth += isinstance(inner, CollectionStartEvent)
            depth -= isinstance(inner, CollectionEndEvent)
            if depth > _HOPELESS_DEPTH:
                raise yaml.MarkedYAMLError(problem=f"more than {_HOPELESS_DEPTH} levels")

    def _refuse_anchor(self, event: NodeEvent) -> None:
        """One diagnostic a note: a text that uses aliases uses many."""
        if not self.has_anchor:
            self.has_anchor = True
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self._say(Code.RCA105, event, f"`{sign}{event.anchor}`")

    def problem(self, error: Exception) -> Diagnostic:
        """Where the YAML broke, in the parser's shortest words."""
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else self._line_of_unprintable()
        line = self.line + min(line, self.last)  # the end may be told a line too far
        said = getattr(error, "problem", None) or getattr(error, "reason", None)
        return Diagnostic(Code.RCA101, self.path, line, said or "it cannot be parsed")

    def _line_of_unprintable(self) -> int:
        found = yaml.reader.Reader.NON_PRINTABLE.search(self.text)
        return self.text.count("\n", 0, found.start()) if found else 0

    def _line_of(self, event: Event) -> int:
        line = event.start_mark.line if event.start_mark else 0
        return self.line + (line if line < self.last else self.last)

    def _say(self, code: Code, event: Event, detail: str, hint: str = "") -> None:
        self.found.append(Diagnostic(code, self.path, self._line_of(event), detail, hint))
