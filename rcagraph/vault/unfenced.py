"""Front matter that has lost its opening fence, or that never had one."""

import re
from collections.abc import Iterator, Mapping

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.vault.fences import YAML, FrontMatter, with_plain_colons
from rcagraph.vault.line_wise import read_keys
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.tree import MAX_LENGTH, put
from rcagraph.vault.yaml_tree import compose

_LEAST_KEYS = 2
"""One line with a colon may be a sentence, or a heading that `---` underlines."""

_WORD_KEY = re.compile(r"\w[\w.-]*(?::(?:\s|$)|：)")
_PART_OF_VALUE = re.compile(r"[ \t]+\S|- ")
_CLOSING_FENCE = re.compile(r"---[^\S\n]*")

# A letter, then at most five words; Chinese puts no blank after its colon, French one before it.
_HEADER_KEY = re.compile(
    r"(?!\d)(?P<key>\w[\w./()'&-]{0,30}(?:[ ][\w./()'&-]{1,30}){0,4})[ \u00a0\u202f]?"
    r"(?::(?=\s|$)|：)[^\S\n]*(?P<value>[^\n]*)"
)
_HEADER_ENDS = re.compile(r"\s*$|#{1,6}(?:\s|$)|-{3,}\s*$")
_HYPHENS = re.compile(r"[\s\u00a0-]+")
_ITEM = re.compile(r"[-*+][ \t]+")
_GOES_ON = (",", ";", "，", "、", "；")
_MOST_BEFORE = 2
"""Lines before the keys: more are prose, and what looks like keys below is too."""


def read_headless(path: str, text: str) -> Outcome[FrontMatter] | None:
    """`key: value` lines from the first line on, closed by `---`."""
    end = _headless_end(text)
    if end is None:
        return None
    length, lines = end
    head, body = with_plain_colons(text[:length]), text[length:].partition("\n")[2]
    tree = compose(path, head, 1)
    said = Diagnostic(Code.RCA108, path, 1, f"closed with `---` on line {lines + 1}")
    if tree.is_broken:
        kept = read_keys(path, head, 1, YAML)
        entries, found = kept.value, kept.diagnostics or tree.diagnostics
    elif isinstance(tree.value, Mapping):
        entries, found = dict(tree.value), tree.diagnostics
    else:
        return None
    return Outcome(FrontMatter(body, lines + 2, entries), (said, *found))


def _headless_end(text: str) -> tuple[int, int] | None:
    """The closing fence's offset and the number of lines before it, if all of them are YAML's."""
    length = keys = 0
    is_after_blank = True
    for number, line in enumerate(_lines(text)):
        if keys >= _LEAST_KEYS and _CLOSING_FENCE.fullmatch(line):
            return length, number
        if _WORD_KEY.match(line):
            keys += 1
        elif line.strip() and (is_after_blank or not _PART_OF_VALUE.match(line)):
            return None
        is_after_blank = not line.strip()
        length += len(line) + 1
    return None


def _lines(text: str) -> Iterator[str]:
    """The lines without their ends, none made before it is asked for."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def read_header(path: str, text: str) -> Outcome[FrontMatter] | None:
    """`Key: value` lines up to the first blank one, heading or rule; keys are folded.

    A line or two may stand before them. A line among them that is no key is said: one after a comma
    goes on with the value, one before another key stays in the body, any other ends the header.
    """
    read = _Header(path)
    lines = iter(_lines(text))
    line = next(lines, None)
    while line is not None:
        after = next(lines, None)
        if read.length > MAX_LENGTH or not read.take(line, after):
            break
        line = after
    if read.length > MAX_LENGTH or not read.is_header:
        return None
    return read.outcome(text)


class _Header:
    """The keys as they are read, line by line."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.length = self.number = 0
        self.fields: list[tuple[Scalar, list[Scalar]]] = []
        self.kept: dict[int, str] = {}
        """Lines that are no part of it, by their number."""
        self.before = 0
        """Lines that hold text before the first key."""
        self.found: list[Diagnostic] = []

    @property
    def is_header(self) -> bool:
        has_values = any(value.text for _, (value, *_) in self.fields)
        return len(self.fields) >= _LEAST_KEYS and has_values

    def take(self, line: str, after: str | None) -> bool:
        """Whether the header goes on after the line."""
        number = self.number + 1
        if match := _HEADER_KEY.fullmatch(line):
            key, value = Scalar(_folded(match["key"]), number), _scalar(match["value"], number)
            self.fields.append((key, [value]))
        elif self.fields and _HEADER_ENDS.match(line):
            return False
        elif self.fields and self.goes_on(line):
            self.fields[-1][1].append(_scalar(line, number))
        elif not self.fields:
            self.kept[number] = line
            self.before += bool(line.strip())
            if self.before > _MOST_BEFORE or (line.strip() and _HEADER_ENDS.match(line)):
                return False
        elif len(self.fields) < _LEAST_KEYS:
            return False
        elif after is not None and _HEADER_KEY.fullmatch(after):
            self.kept[number] = line
            self.say(line, "")
        else:
            self.say(line, " ends the header")
            return False
        self.length, self.number = self.length + len(line) + 1, number
        return True

    def goes_on(self, line: str) -> bool:
        """Whether the line is a part of the value above it."""
        is_indented = _PART_OF_VALUE.match(line) is not None and line[0] != "-"
        return is_indented or self.fields[-1][1][-1].text.endswith(_GOES_ON)

    def say(self, line: str, what: str) -> None:
        detail = f"{line.strip()[:60]!r}{what}"
        self.found.append(Diagnostic(Code.RCA114, self.path, self.number + 1, detail))

    def outcome(self, text: str) -> Outcome[FrontMatter]:
        """What stood before and among the keys is of the body, at its own lines."""
        entries: dict[str, Entry] = {}
        found = list(self.found)
        for key, lines in self.fields:
            put(entries, key, _value(self.path, lines), self.path, found)
        body, body_line = text[self.length :], self.number + 1
        if any(line.strip() for line in self.kept.values()):
            head = (self.kept.get(number, "") for number in range(1, body_line))
            body, body_line = "\n".join((*head, body)), 1
        return Outcome(FrontMatter(body, body_line, entries), tuple(found))


def _folded(key: str) -> str:
    return _HYPHENS.sub("_", key.strip().lower())


def _scalar(text: str, line: int) -> Scalar:
    return Scalar(text.strip(), line)


def _value(path: str, lines: list[Scalar]) -> FrontValue:
    """A text, which may go on over indented lines; a list, below its key or in brackets."""
    first, *more = lines
    if more and not first.text and all(_ITEM.match(line.text) for line in more):
        return tuple(Scalar(_ITEM.sub("", one.text, count=1), one.line) for one in more)
    text = " ".join(line.text for line in lines if line.text)
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        tree = compose(path, text, first.line)
        if isinstance(tree.value, tuple) and not tree.diagnostics:
            return tree.value
    return Scalar(text, first.line)
