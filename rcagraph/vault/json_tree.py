"""JSON as text with lines: `json` says whether it is JSON, and a second reading where."""

import json
import re
from collections.abc import Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.tree import DATA, Limits, Tree, broken, put

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]:,"]+|\n')


def compose_json(path: str, text: str, limits: Limits = DATA) -> Tree:
    """Read a JSON text that is a whole file."""
    if len(text) > limits.length:
        return broken(Code.RCA110, path, 1, f"longer than {limits.length} characters")
    try:
        json.loads(text, parse_int=str, strict=False)
        reader = _Reader(path, text, limits.depth)
        return Tree(reader.value(reader.next(), 0), tuple(reader.found))
    except RecursionError:
        return broken(Code.RCA110, path, 1, "nested too deep to be read")
    except json.JSONDecodeError as error:
        return broken(Code.RCA110, path, error.lineno, error.msg)


class _Reader:
    """Walks a text that is JSON; colons and commas say nothing then."""

    def __init__(self, path: str, text: str, max_depth: int) -> None:
        self.path, self.max_depth, self.line = path, max_depth, 1
        self.tokens = (match[0] for match in _TOKEN.finditer(text))
        self.found: list[Diagnostic] = []

    def next(self) -> str:
        for token in self.tokens:
            if token != "\n":
                return token
            self.line += 1
        return ""

    def value(self, token: str, depth: int) -> FrontValue | None:
        if token not in ("{", "["):
            return self._scalar(token)
        line = self.line
        value = self._table(depth) if token == "{" else tuple(self._items(depth))
        if depth < self.max_depth:
            return value
        if not any(said.code is Code.RCA107 for said in self.found):
            detail = f"more than {self.max_depth} levels; the rest was not read"
            self.found.append(Diagnostic(Code.RCA107, self.path, line, detail))
        return None

    def _scalar(self, token: str) -> Scalar:
        if not token.startswith('"'):
            return Scalar(token, self.line)
        scalar = Scalar(cleaned(json.loads(token, strict=False)), self.line, True)
        self.line += token.count("\n")  # no JSON, but `strict` JSON only lacks a writer's escapes
        return scalar

    def _items(self, depth: int) -> Iterator[FrontValue]:
        while (token := self.next()) != "]":
            value = self.value(token, depth + 1)
            if value is not None:
                yield value

    def _table(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while (token := self.next()) != "}":
            key = self._scalar(token)
            value = self.value(self.next(), depth + 1)
            if value is not None:
                put(entries, key, value, self.path, self.found)
        return entries
