"""The documents of a YAML file, each on its own: one that is broken takes no other with it."""

import re
from collections.abc import Iterator, Mapping

from yaml.events import AliasEvent, Event, NodeEvent

from rcagraph.model.diagnostics import Code
from rcagraph.vault.note import Entry, FrontValue
from rcagraph.vault.tree import DATA, Tree
from rcagraph.vault.yaml_tree import Composer, compose_with

MAX_ALIASED = 100_000
"""Values that the aliases of one document may stand for, all together."""

# At the beginning of a line, YAML takes these for nothing else, not even within a text.
_BOUNDARY = re.compile(r"^(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)
_CONTENT = re.compile(r"^[^\S\n]*[^\s#%]", re.MULTILINE)


def compose_documents(path: str, text: str) -> Iterator[Tree]:
    """What each document says, in order."""
    for document, line in _split(text):
        tree = compose_with(_Follower, path, document, line, DATA)
        hint = "mend the line; the file's other documents were read"
        yield tree.told(Code.RCA101, hint, document, line)


def _split(text: str) -> Iterator[tuple[str, int]]:
    """The documents with their lines; directives and comments stay with the one below them."""
    start, line = 0, 1
    for boundary in _BOUNDARY.finditer(text):
        if boundary.start() > start and _CONTENT.search(text, start, boundary.start()):
            yield text[start : boundary.start()], line
            line += text.count("\n", start, boundary.start())
            start = boundary.start()
        if boundary[0] == "...":
            end = text.find("\n", boundary.start())
            end = len(text) if end < 0 else end
            line += text.count("\n", start, end)
            start = end
    if _CONTENT.search(text, start):
        yield text[start:], line


class _Follower(Composer):
    """Follows aliases. What they stand for is shared, not copied, and counted all the same."""

    def __init__(self, path: str, text: str, line: int, max_depth: int) -> None:
        super().__init__(path, text, line, max_depth)
        self.anchors: dict[str, tuple[FrontValue | None, int, int]] = {}
        """Name to value, the number of values in it, and how many levels it has."""
        self.count = self.deepest = self.aliased = 0

    def _node(self, event: Event, depth: int) -> FrontValue | None:
        self.count += 1
        self.deepest = max(self.deepest, depth)
        return super()._node(event, depth)

    def _anchored(self, event: NodeEvent, depth: int) -> FrontValue | None:
        if isinstance(event, AliasEvent):
            return self._followed(event, depth)
        count, deepest, self.deepest = self.count, self.deepest, depth
        value = self._node(event, depth)
        self.anchors[event.anchor or ""] = (value, self.count - count, self.deepest - depth)
        self.deepest = max(self.deepest, deepest)
        return value

    def _followed(self, event: AliasEvent, depth: int) -> FrontValue | None:
        name = event.anchor or ""
        if name not in self.anchors:
            self._say(
                Code.RCA105, event, f"`*{name}`", f"give a value before it the name `&{name}`"
            )
            return None
        value, count, levels = self.anchors[name]
        if depth + levels > self.max_depth:
            detail = f"more than {self.max_depth} levels with `*{name}`; it was not read"
            self._say(Code.RCA107, event, detail)
            return None
        if self.aliased + count > MAX_ALIASED:
            self._refuse_anchor(event)
            return None
        self.aliased += count
        self.count += count
        self.deepest = max(self.deepest, depth + levels)
        return value

    def _mapping(self, depth: int) -> dict[str, Entry]:
        """With the keys that `<<: *name` brings in, which are weaker than its own."""
        entries = super()._mapping(depth)
        merged = entries.get("<<")
        if merged is None:
            return entries
        sources = merged.value if isinstance(merged.value, tuple) else (merged.value,)
        if not all(isinstance(source, Mapping) for source in sources):
            return entries
        del entries["<<"]
        for source in sources:
            for key, entry in source.items() if isinstance(source, Mapping) else ():
                entries.setdefault(key, entry)
        return entries
