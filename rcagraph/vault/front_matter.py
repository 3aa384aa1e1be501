"""Where front matter ends and the body begins, in the dialects that vaults use."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from frontmatter.default_handlers import YAMLHandler

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.vault.note import Entry, Scalar
from rcagraph.vault.yaml_tree import Tree, compose

# The handler's own boundary also takes the blank lines after a fence, and with them the count.
_YAML = YAMLHandler(re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE))
_KEY = re.compile(r"^[^\s:#\-\[\]{}>|][^:\n]{0,80}:(?:\s|$)", re.MULTILINE)
_CONTENT = re.compile(r"^[^\s#][^\n]*", re.MULTILINE)
_HEAD_ENDS = re.compile(r"^(?=[^\S\n]*$|#{1,6}[ \t])", re.MULTILINE)
_HEADING = re.compile(r"\s*#{1,6} ")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a file, and the body with the line on which it begins."""

    body: str
    body_line: int = 1
    entries: Mapping[str, Entry] = field(default_factory=dict)


class _Fenced(NamedTuple):
    """A text that opens with a fence; `block` begins at the end of the fence's line."""

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
        return bool(first and _KEY.match(first[0]))

    @property
    def is_spaced(self) -> bool:
        """Whether a blank line follows the fence."""
        return not self.block[1:].partition("\n")[0].strip()


Dialect = Callable[[str, str], Outcome[FrontMatter] | None]
"""From path and text to front matter; nothing where the text is not of the dialect."""


def read_front_matter(
    path: str, text: str, dialects: Iterable[str] = ("yaml",)
) -> Outcome[FrontMatter]:
    """What the first dialect that fits reads; without one, all is body. Line ends are `\\n`."""
    for name in dialects:
        if outcome := DIALECTS[name](path, text):
            return outcome
    return Outcome(FrontMatter(text), ())


def _read_yaml(path: str, text: str) -> Outcome[FrontMatter] | None:
    """YAML between `---` lines. A rule at the top of the text, with no key after it, is none."""
    fenced = _fence(text)
    if fenced is None or not _is_meant(fenced):
        return None
    if not fenced.is_closed:
        return _read_unclosed(path, fenced)
    tree = compose(path, fenced.block, fenced.line)
    if tree.is_broken:
        return _read_broken(path, fenced, tree)
    if tree.value is None or isinstance(tree.value, Mapping):
        front = FrontMatter(fenced.body, fenced.body_line, tree.value or {})
        return Outcome(front, tree.diagnostics)
    return _read_no_mapping(path, text, fenced, tree)


def _fence(text: str) -> _Fenced | None:
    start = text.lstrip()
    before = text[: len(text) - len(start)]
    if not _YAML.detect(start) or before.rstrip(" \t") != before:
        return None
    line = before.count("\n") + 1
    try:
        block, body = _YAML.split(start)
    except ValueError:
        return _Fenced(start[start.find("\n") :] if "\n" in start else "", line, "", False)
    return _Fenced(block, line, body.removeprefix("\n"), True)


def _is_meant(fenced: _Fenced) -> bool:
    """Whether a fence is one, and not a thematic break above prose."""
    if not fenced.is_closed:
        return fenced.begins_with_key and not fenced.is_spaced
    return fenced.begins_with_key or not fenced.is_spaced or not _CONTENT.search(fenced.block)


def _read_unclosed(path: str, fenced: _Fenced) -> Outcome[FrontMatter]:
    """The keys up to the first blank line or heading, if they are YAML; the rest is body."""
    block = fenced.block + (f"---\n{fenced.body}" if fenced.is_closed else "")
    end = _HEAD_ENDS.search(block, 1)
    head = block[: end.start()] if end else block
    said = Diagnostic(Code.RCA102, path, fenced.line, "opened with `---`")
    tree = compose(path, head, fenced.line)
    if not isinstance(tree.value, Mapping):
        front = FrontMatter(block.removeprefix("\n"), fenced.line + 1)
        return Outcome(front, (said, *tree.diagnostics))
    front = FrontMatter(block[len(head) :], fenced.line + head.count("\n"), tree.value)
    return Outcome(front, (said, *tree.diagnostics))


def _read_broken(path: str, fenced: _Fenced, tree: Tree) -> Outcome[FrontMatter] | None:
    """Prose between two rules, a fence that a rule further down seemed to close, or bad YAML."""
    if not _KEY.search(fenced.block):
        return None
    end = _HEAD_ENDS.search(fenced.block, 1)
    if end and fenced.begins_with_key and _HEADING.match(fenced.block, end.start()):
        return _read_unclosed(path, fenced)
    return Outcome(FrontMatter(fenced.body, fenced.body_line), tree.diagnostics)


def _read_no_mapping(path: str, text: str, fenced: _Fenced, tree: Tree) -> Outcome[FrontMatter]:
    """A list or a single text: nothing of it is lost, since the whole file is body then."""
    what = "one text" if isinstance(tree.value, Scalar) else "a list"
    said = Diagnostic(Code.RCA104, path, fenced.line, what)
    return Outcome(FrontMatter(text), (said, *tree.diagnostics))


DIALECTS: Mapping[str, Dialect] = {"yaml": _read_yaml}
"""Every dialect by its name in `rcagraph.toml`."""
