"""Front matter between fences: where it begins and ends, or would if it were closed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from frontmatter.default_handlers import BaseHandler

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.vault.note import Entry, Scalar
from rcagraph.vault.toml_tree import compose_toml
from rcagraph.vault.tree import Tree, broken
from rcagraph.vault.yaml_tree import compose

_CONTENT = re.compile(r"^[^\s#][^\n]*", re.MULTILINE)
_HEAD_ENDS = re.compile(r"^(?=[^\S\n]*$|#{1,6}[ \t])", re.MULTILINE)
_HEADING = re.compile(r"\s*#{1,6} ")


WIDE_COLON = "a full-width colon `：` after a key"
_WIDE_COLON = re.compile(r"^(\w[\w.-]{0,60})：", re.MULTILINE)


def with_plain_colons(block: str) -> str:
    """With `key: ` for a key before a full-width colon, as Chinese keyboards have it."""
    return _WIDE_COLON.sub(r"\1: ", block) if "：" in block else block


class Syntax(NamedTuple):
    """What stands between fences."""

    fence: str
    handler: BaseHandler
    key: re.Pattern[str]
    """The beginning of a line with a key."""
    broken: Code
    compose: Callable[[str, str, int], Tree]


# The handlers' own boundaries also take the blank lines after a fence, and with them the count.
YAML = Syntax(
    "---",
    BaseHandler(re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE), "---", "---"),
    re.compile(r"^(?:[^\s:#\-\[\]{}>|][^:\n]{0,80}:(?:\s|$)|\w[\w.-]{0,60}：)", re.MULTILINE),
    Code.RCA101,
    compose,
)
TOML = Syntax(
    "+++",
    BaseHandler(re.compile(r"^\+{3,}[^\S\n]*$", re.MULTILINE), "+++", "+++"),
    re.compile(r"""^(?:["'\w][^=\n]{0,80}=|\[)""", re.MULTILINE),
    Code.RCA109,
    compose_toml,
)


class Unread(NamedTuple):
    """Front matter that was meant and is broken, and what comes after it."""

    syntax: Syntax
    block: str
    line: int
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a file, and the body with the line on which it begins."""

    body: str
    body_line: int = 1
    entries: Mapping[str, Entry] = field(default_factory=dict)
    unread: Unread | None = field(default=None, compare=False)


class _Fenced(NamedTuple):
    """A text that opens with a fence; `block` begins at the end of the fence's line."""

    syntax: Syntax
    block: str
    line: int
    body: str
    is_closed: bool

    @property
    def body_line(self) -> int:
        return self.line + self.block.count("\n") + 1

    @property
    def begins_with_key(self) -> bool:
        first = _CONTENT.search(self.block)
        return bool(first and self.syntax.key.match(first[0]))

    @property
    def is_spaced(self) -> bool:
        """Whether a blank line follows the fence."""
        return not self.block[1:].partition("\n")[0].strip()


def read_fenced(path: str, text: str, syntax: Syntax) -> Outcome[FrontMatter] | None:
    """What stands between two fences; a rule above prose, with no key after it, is none."""
    fenced = _fence(text, syntax)
    if fenced is None or not _is_meant(fenced):
        return None
    if not fenced.is_closed:
        return _read_unclosed(path, fenced)
    tree = syntax.compose(path, fenced.block, fenced.line)
    if syntax is YAML and isinstance(tree.value, Scalar):
        tree = _without_wide_colons(path, fenced) or tree
    if tree.is_broken:
        return _read_broken(path, fenced, tree)
    if tree.value is None or isinstance(tree.value, Mapping):
        front = FrontMatter(fenced.body, fenced.body_line, tree.value or {})
        return Outcome(front, tree.diagnostics)
    return _read_no_mapping(path, text, fenced, tree)


def _fence(text: str, syntax: Syntax) -> _Fenced | None:
    start = text.lstrip()
    before = text[: len(text) - len(start)]
    if not syntax.handler.detect(start) or before.rstrip(" \t") != before:
        return None
    line = before.count("\n") + 1
    try:
        block, body = syntax.handler.split(start)
    except ValueError:
        block = start[start.find("\n") :] if "\n" in start else ""
        return _Fenced(syntax, block, line, "", False)
    return _Fenced(syntax, block, line, body.removeprefix("\n"), True)


def _is_meant(fenced: _Fenced) -> bool:
    """Whether a fence is one, and not a thematic break above prose."""
    if not fenced.is_closed:
        return fenced.begins_with_key and not fenced.is_spaced
    return fenced.begins_with_key or not fenced.is_spaced or not _CONTENT.search(fenced.block)


def _read_unclosed(path: str, fenced: _Fenced) -> Outcome[FrontMatter]:
    """The keys up to the first blank line or heading, if they can be parsed; the rest is body."""
    syntax, line = fenced.syntax, fenced.line
    block = fenced.block + (f"{syntax.fence}\n{fenced.body}" if fenced.is_closed else "")
    end = _HEAD_ENDS.search(block, 1)
    head = block[: end.start()] if end else block
    rest, rest_line = block[len(head) :], line + head.count("\n")
    hint = "" if syntax is YAML else f"close it with a line `{syntax.fence}`"
    said = Diagnostic(Code.RCA102, path, line, f"opened with `{syntax.fence}`", hint)
    tree = syntax.compose(path, head, line)
    if isinstance(tree.value, Mapping):
        front = FrontMatter(rest, rest_line, tree.value)
    else:
        unread = Unread(syntax, head, line, rest, rest_line)
        front = FrontMatter(block.removeprefix("\n"), line + 1, unread=unread)
    return Outcome(front, (said, *tree.diagnostics))


def _read_broken(path: str, fenced: _Fenced, tree: Tree) -> Outcome[FrontMatter] | None:
    """Prose between two rules, a fence that a rule further down seemed to close, or bad keys."""
    if not fenced.syntax.key.search(fenced.block):
        return None
    end = _HEAD_ENDS.search(fenced.block, 1)
    if end and fenced.begins_with_key and _HEADING.match(fenced.block, end.start()):
        return _read_unclosed(path, fenced)
    unread = Unread(fenced.syntax, fenced.block, fenced.line, fenced.body, fenced.body_line)
    front = FrontMatter(fenced.body, fenced.body_line, unread=unread)
    return Outcome(front, tree.diagnostics)


def _without_wide_colons(path: str, fenced: _Fenced) -> Tree | None:
    """Keys that YAML takes for one text, since none has a colon that it knows."""
    first = _WIDE_COLON.search(fenced.block)
    if first is None:
        return None
    line = fenced.line + fenced.block.count("\n", 0, first.start())
    return broken(fenced.syntax.broken, path, line, WIDE_COLON)


def _read_no_mapping(path: str, text: str, fenced: _Fenced, tree: Tree) -> Outcome[FrontMatter]:
    """A list or a single text: nothing of it is lost, since the whole file is body then."""
    what = "one text" if isinstance(tree.value, Scalar) else "a list"
    said = Diagnostic(Code.RCA104, path, fenced.line, what)
    return Outcome(FrontMatter(text), (said, *tree.diagnostics))


Dialect = Callable[[str, str], Outcome[FrontMatter] | None]
"""From path and text to front matter; nothing where the text is not of the dialect."""
