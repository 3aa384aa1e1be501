"""Broken front matter, key by key: what parses alone is kept, and what does not is named."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.vault.fences import (
    WIDE_COLON,
    YAML,
    FrontMatter,
    Syntax,
    Unread,
    with_plain_colons,
)
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.tree import Tree, put

# Each key costs a parser; no person writes more of them.
_MAX_KEYS = 2000
_TEXT = re.compile(
    r"""["']?([^"':=\n]+?)["']?[ \t]*[:=][ \t]+"""
    r"""([\w@%`][^\n]*|\[[^\[\]\n]+\][ \t]+[^\s#][^\n]*)\n?"""
)
"""Also `[urgent] It fails`, where a text begins as a list would."""
_LIST = re.compile(r"[^\[\]{}#]+\[\s*[^\s\[\]{}#][^\[\]{}#]*")
"""One that is never closed."""
_COMMENT = re.compile(r"\s#.*")


def read_line_wise(
    path: str, outcome: Outcome[FrontMatter], unread: Unread
) -> Outcome[FrontMatter] | None:
    """The front matter that `outcome` could not read; nothing where no key of it can be saved."""
    said = [d for d in outcome.diagnostics if d.code is not unread.syntax.broken]
    kept = read_keys(path, unread.block, unread.line, unread.syntax)
    if not kept.value:
        return None
    why = () if _has(unread.syntax.broken, kept.diagnostics) else outcome.diagnostics[len(said) :]
    front = FrontMatter(unread.body, unread.body_line, kept.value)
    return Outcome(front, (*said, *why, *kept.diagnostics))


def _has(code: Code, found: tuple[Diagnostic, ...]) -> bool:
    return any(said.code is code for said in found)


def read_keys(path: str, block: str, line: int, syntax: Syntax) -> Outcome[dict[str, Entry]]:
    """The keys at the beginning of a line, each read as if it stood alone."""
    reader = _Reader(path, syntax)
    for text, at in _chunks(block, line, syntax):
        reader.read(text, at)
    return Outcome(reader.entries, tuple(reader.found))


def _chunks(block: str, line: int, syntax: Syntax) -> Iterator[tuple[str, int]]:
    """Each key with all that comes before the next one, and its line."""
    starts = [match.start() for match in syntax.key.finditer(block)]
    if not starts or len(starts) > _MAX_KEYS:
        return
    if syntax is not YAML:  # what follows the header of a table belongs to it
        table = next((start for start in starts if block[start] == "["), len(block))
        starts = [start for start in starts if start < table or block[start] == "["]
    for start, end in pairwise(sorted({0, *starts, len(block)})):
        if block[start:end].strip():
            yield block[start:end], line
        line += block.count("\n", start, end)


class _Reader:
    def __init__(self, path: str, syntax: Syntax) -> None:
        self.path, self.syntax = path, syntax
        self.entries: dict[str, Entry] = {}
        self.found: list[Diagnostic] = []

    def read(self, text: str, line: int) -> None:
        plain = with_plain_colons(text) if self.syntax is YAML else text
        if plain != text:
            hint = "write `: ` for it; it was read so"
            self.found.append(Diagnostic(Code.RCA101, self.path, line, WIDE_COLON, hint))
        self._read(plain, line)

    def _read(self, text: str, line: int) -> None:
        tree = self._composed(text, line)
        if isinstance(tree.value, dict):
            self.found += tree.diagnostics
            self._keep(tree.value)
        else:
            self._read_broken(text, line, tree)

    def _composed(self, text: str, line: int) -> Tree:
        """What a text says by itself; where it is no mapping, why."""
        tree = self.syntax.compose(self.path, text, line)
        if tree.is_broken or tree.value is None or isinstance(tree.value, dict):
            return tree
        line += len(text) - len(text.lstrip("\n"))
        said = Diagnostic(self.syntax.broken, self.path, line, "a line without a key")
        return Tree(None, (said,), True)

    def _read_broken(self, text: str, line: int, tree: Tree) -> None:
        """A key whose value does not parse: its first line may, or is a text without quotes."""
        first, _, more = text.partition("\n")
        hint = "mend the line; the other keys were read"
        alone = self.syntax.compose(self.path, first, line).value
        match = _TEXT.fullmatch(first)
        closed = self._closed(text, line) if self.syntax is YAML else {}
        if isinstance(alone, dict) and not any(_is_empty(e.value) for e in alone.values()):
            self._keep(alone)
        elif closed:
            self._keep(closed)
            hint = "close the list with `]`; it was read so"
        elif match:
            value = Scalar(_COMMENT.sub("", match[2]).rstrip(), line)
            self._keep({match[1].strip(): Entry(value, line)})
            hint = hint if more.strip() else "quote the value; it was read as a text"
        self.found += tree.told(self.syntax.broken, hint, text, line).diagnostics

    def _closed(self, text: str, line: int) -> dict[str, Entry]:
        """What `key: [a, b` says where the key's lines close no list."""
        list_ = text.rstrip()
        tree = self.syntax.compose(self.path, f"{list_}]", line) if _LIST.fullmatch(list_) else None
        return tree.value if tree and isinstance(tree.value, dict) else {}

    def _keep(self, entries: dict[str, Entry]) -> None:
        for key, entry in entries.items():
            put(self.entries, Scalar(key, entry.line), entry.value, self.path, self.found)


def _is_empty(value: FrontValue) -> bool:
    return not (value.text if isinstance(value, Scalar) else value)
