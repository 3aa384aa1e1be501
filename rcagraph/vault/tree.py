"""What a YAML, TOML or JSON text says: values with lines, and how much of it is read."""

from dataclasses import replace
from typing import NamedTuple

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.vault.note import Entry, FrontValue, Scalar

MAX_DEPTH = 20
MAX_LENGTH = 1_000_000
"""In characters. Longer front matter takes seconds, and no person wrote it."""
MAX_DATA_DEPTH = 60
MAX_DATA_LENGTH = 5_000_000
"""Data files are written by programs too."""


class Limits(NamedTuple):
    depth: int = MAX_DEPTH
    length: int = MAX_LENGTH


FRONT_MATTER = Limits()
DATA = Limits(MAX_DATA_DEPTH, MAX_DATA_LENGTH)


class Tree(NamedTuple):
    """What a text says; `value` is nothing where it is empty or broken."""

    value: FrontValue | None
    diagnostics: tuple[Diagnostic, ...]
    is_broken: bool = False

    def told(self, code: Code, hint: str, text: str, line: int) -> "Tree":
        """Diagnostics of the code with what to do, and on a line of the text, which is at `line`.

        A parser that wants more than there is may tell the line after the last.
        """
        last = line + text.rstrip().count("\n")
        return self._replace(
            diagnostics=tuple(
                replace(said, hint=said.hint or hint, line=min(said.line, last))
                if said.code is code
                else said
                for said in self.diagnostics
            )
        )


def broken(code: Code, path: str, line: int, problem: str) -> Tree:
    return Tree(None, (Diagnostic(code, path, line, problem),), True)


def put(
    entries: dict[str, Entry], key: Scalar, value: FrontValue, path: str, found: list[Diagnostic]
) -> None:
    """The key's value into `entries`, which a twin before it loses not unseen."""
    name, line = key.text, key.line
    if name in entries:
        detail = f"`{name}` on lines {entries[name].line} and {line}"
        found.append(Diagnostic(Code.RCA103, path, line, detail))
    entries[name] = Entry(value, line)
