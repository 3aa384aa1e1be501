"""YAML as text with lines: no value is typed, no alias followed, no second key lost unseen."""

from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Scalar

MAX_DEPTH = 20
MAX_LENGTH = 1_000_000
"""In characters. Longer YAML takes seconds, and no person wrote it."""
# The scanner looks at every open level for every token: without end, minutes for a megabyte.
_HOPELESS_DEPTH = 1000

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# YAML ends a line at these; every editor, and so every line number here, does not.
_NO_LINE_ENDS = str.maketrans("\u2028\u2029", "  ")


class Tree(NamedTuple):
    """What a YAML text says; `value` is nothing where it is empty or broken."""

    value: FrontValue | None
    diagnostics: tuple[Diagnostic, ...]
    is_broken: bool = False


def compose(path: str, text: str, line: int) -> Tree:
    """Read one YAML document whose first character stands on `line` of the file."""
    if len(text) > MAX_LENGTH:
        problem = f"longer than {MAX_LENGTH} characters"
        return Tree(None, (Diagnostic(Code.RCA101, path, line, problem),), True)
    composer = _Composer(path, text, line)
    try:
        value = composer.document()
    except (yaml.YAMLError, ValueError) as error:  # ValueError: "\U00110000" without libyaml
        return Tree(None, (*composer.found, composer.problem(error)), True)
    return Tree(value, tuple(composer.found))


class _Composer:
    """Builds values from the event stream.

    `yaml.compose` would call itself once a level, in C without a limit, and expand aliases;
    the events come flat, so depth and aliases are seen before they cost anything.
    """

    def __init__(self, path: str, text: str, line: int) -> None:
        self.path = path
        self.line = line
        self.text = text.translate(_NO_LINE_ENDS) if not text.isascii() else text
        self.events: Iterator[Event] = yaml.parse(self.text, _LOADER)
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

    def _value(self, event: Event, depth: int) -> FrontValue | None:
        if isinstance(event, NodeEvent) and event.anchor:
            self._refuse_anchor(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            return None
        if depth >= MAX_DEPTH:
            self._skip(event)
            return None
        if isinstance(event, SequenceStartEvent):
            return self._sequence(depth + 1)
        return self._mapping(depth + 1)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text = event.value
        if event.style == '"':
            text = cleaned(text)  # "\e" and "\0" are escapes in double quotes only
        return Scalar(text, self._line_of(event), bool(event.style))

    def _sequence(self, depth: int) -> FrontValue:
        values = (self._value(event, depth) for event in self._until_end())
        return tuple(value for value in values if value is not None)

    def _mapping(self, depth: int) -> FrontValue:
        entries: dict[str, Entry] = {}
        for event in self._until_end():
            key = self._value(event, depth)
            value = self._value(next(self.events), depth)
            if not isinstance(key, Scalar):
                self._say(Code.RCA101, event, "a key is no word", "quote the value on this line")
            elif value is not None:
                self._note_twin(entries, key)
                entries[key.text] = Entry(value, key.line)
        return entries

    def _until_end(self) -> Iterator[Event]:
        """The events that begin a child of the open collection, once the last child is read."""
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _skip(self, event: Event) -> None:
        self._say(Code.RCA107, event, f"more than {MAX_DEPTH} levels; the rest was not read")
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

    def _note_twin(self, entries: dict[str, Entry], key: Scalar) -> None:
        if key.text in entries:
            detail = f"`{key.text}` on lines {entries[key.text].line} and {key.line}"
            self.found.append(Diagnostic(Code.RCA103, self.path, key.line, detail))

    def problem(self, error: Exception) -> Diagnostic:
        """Where the YAML broke, in the parser's shortest words."""
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else self._line_of_unprintable()
        line = self.line + min(line, self.text.count("\n"))  # the end may be told a line too far
        said = getattr(error, "problem", None) or getattr(error, "reason", None)
        return Diagnostic(Code.RCA101, self.path, line, said or "it cannot be parsed")

    def _line_of_unprintable(self) -> int:
        found = yaml.reader.Reader.NON_PRINTABLE.search(self.text)
        return self.text.count("\n", 0, found.start()) if found else 0

    def _line_of(self, event: Event) -> int:
        return self.line + (event.start_mark.line if event.start_mark else 0)

    def _say(self, code: Code, event: Event, detail: str, hint: str = "") -> None:
        self.found.append(Diagnostic(code, self.path, self._line_of(event), detail, hint))
