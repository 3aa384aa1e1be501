"""TOML as text with lines: `tomllib` says whether it is TOML, and a second reading where."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, TypeAlias

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.tree import FRONT_MATTER, Limits, Tree, broken

_SPACE = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_BARE_KEY = re.compile(r"[\w-]+", re.ASCII)
_BARE = re.compile(r"[^,\]}\n#]+")
_NUMBER = re.compile(r"[+-]?[\d_.]+(?:[eE][+-]?[\d_]+)?")
_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
# `tomllib` takes a time that grows with the square of a key's parts.
_ENDLESS_KEY = re.compile(
    r"""(?<![\w"'-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""", re.ASCII
)

_Open: TypeAlias = dict[str, Any]
"""A table under construction: like a mapping of entries, with lists where arrays may grow."""


def compose_toml(path: str, text: str, line: int, limits: Limits = FRONT_MATTER) -> Tree:
    """Read a TOML text whose first character stands on `line` of the file."""
    if len(text) > limits.length:
        return broken(Code.RCA109, path, line, f"longer than {limits.length} characters")
    if endless := _ENDLESS_KEY.search(text):
        at = line + text.count("\n", 0, endless.start())
        return broken(Code.RCA109, path, at, "a key of more than 50 parts")
    try:
        tomllib.loads(text)
        reader = _Reader(path, text, line, limits.depth)
        return Tree(reader.document(), tuple(reader.found))
    except RecursionError:
        return broken(Code.RCA109, path, line, "nested too deep to be read")
    except ValueError as error:
        where = _WHERE.search(str(error))
        at = int(where[1]) - 1 if where and where[1] else text.rstrip().count("\n")
        problem = str(error)[: where.start()] if where else "a number is too long"
        return broken(Code.RCA109, path, line + at if where else line, cleaned(problem))


class _Reader:
    """Walks a text that is TOML: what would be wrong cannot be met."""

    def __init__(self, path: str, text: str, line: int, max_depth: int) -> None:
        self.path, self.text, self.line, self.max_depth = path, text, line, max_depth
        self.at = 0
        self.line_ends = [match.start() for match in re.finditer("\n", text)]
        self.found: list[Diagnostic] = []

    def document(self) -> dict[str, Entry]:
        root: _Open = {}
        table, depth = root, 0
        while self._skip(_BETWEEN) < len(self.text):
            if self.text[self.at] == "[":
                table, depth = self._table(root)
            else:
                self._assign(table, depth)
        return _closed(root)

    def _table(self, root: _Open) -> tuple[_Open, int]:
        """The table that a header opens, and its depth."""
        is_array = self.text.startswith("[[", self.at)
        self.at += 1 + is_array
        keys = self._keys()
        self.at += 1 + is_array
        if len(keys) >= self.max_depth:
            self._too_deep(keys[0].line)
            return {}, 0
        if not is_array:
            return _descend(root, keys), len(keys)
        parent = _descend(root, keys[:-1])
        growing: Any = []
        items = parent.setdefault(keys[-1].text, Entry(growing, keys[-1].line)).value
        items.append({})
        return items[-1], len(keys)

    def _assign(self, table: _Open, depth: int) -> None:
        keys = self._keys()
        self._sign()  # the `=`
        value = self._value(depth + len(keys))
        if depth + len(keys) > self.max_depth:
            self._too_deep(keys[0].line)
        elif value is not None:
            _descend(table, keys[:-1])[keys[-1].text] = Entry(value, keys[-1].line)

    def _keys(self) -> list[Scalar]:
        """A dotted key, each part with its line; the sign after it is next."""
        keys: list[Scalar] = []
        while True:
            self._skip(_SPACE)
            line = self._here()
            match = _BARE_KEY.match(self.text, self.at)
            keys.append(Scalar(match[0] if match else self._quoted(), line))
            self.at = match.end() if match else self.at
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _value(self, depth: int) -> FrontValue | None:
        self._skip(_SPACE)
        line = self._here()
        sign = self.text[self.at]
        if sign in "\"'":
            return Scalar(self._quoted(), line, True)
        if sign in "[{":
            value = tuple(self._items(depth)) if sign == "[" else self._inline(depth)
            if depth < self.max_depth:
                return value
            self._too_deep(line)
            return None
        match = _BARE.match(self.text, self.at)
        assert match
        self.at, bare = match.end(), match[0].strip()
        return Scalar(bare.replace("_", "") if _NUMBER.fullmatch(bare) else bare, line)

    def _items(self, depth: int) -> Iterator[FrontValue]:
        self.at += 1
        while self._skip(_BETWEEN) and self.text[self.at] != "]":
            value = self._value(depth + 1)
            if value is not None:
                yield value
            self._skip(_BETWEEN)
            self.at += self.text[self.at] == ","
        self.at += 1

    def _inline(self, depth: int) -> dict[str, Entry]:
        table: _Open = {}
        self.at += 1
        while self._skip(_BETWEEN) and self.text[self.at] != "}":
            self._assign(table, depth)
            self._skip(_BETWEEN)
            self.at += self.text[self.at] == ","
        self.at += 1
        return _closed(table)

    def _quoted(self) -> str:
        match = _TEXT.match(self.text, self.at)
        assert match
        self.at, written = match.end(), match[0]
        if "\\" not in written and "\n" not in written and not written.startswith(('""', "''")):
            return written[1:-1]
        # A multi-line text cannot be a key, so here it stands as a value.
        return cleaned(str(tomllib.loads(f"x = {written}")["x"]))

    def _sign(self) -> None:
        self._skip(_SPACE)
        self.at += 1

    def _skip(self, what: re.Pattern[str]) -> int:
        match = what.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _here(self) -> int:
        return self.line + bisect_right(self.line_ends, self.at - 1)

    def _too_deep(self, line: int) -> None:
        detail = f"more than {self.max_depth} levels; the rest was not read"
        if not any(said.code is Code.RCA107 for said in self.found):
            self.found.append(Diagnostic(Code.RCA107, self.path, line, detail))


def _descend(table: _Open, keys: list[Scalar]) -> _Open:
    """The table at the keys, made where there is none; of an array the last one."""
    for key in keys:
        inner = table.setdefault(key.text, Entry({}, key.line)).value
        table = inner[-1] if isinstance(inner, list) else inner
    return table


def _closed(table: _Open) -> dict[str, Entry]:
    """The table with tuples for the lists that grew."""
    return {key: Entry(_frozen(entry.value), entry.line) for key, entry in table.items()}


def _frozen(value: Any) -> FrontValue:
    if isinstance(value, list):
        return tuple(_closed(item) for item in value)
    frozen: FrontValue = _closed(value) if isinstance(value, dict) else value
    return frozen
