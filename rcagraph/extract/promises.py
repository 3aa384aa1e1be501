"""Action items in lists: the promise, and the owner, date and the like that are marked in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from rcagraph.extract.once import once_each
from rcagraph.extract.promise_labels import labelled_marks
from rcagraph.extract.task_marks import task_marks
from rcagraph.profile.shape import ActionRule
from rcagraph.vault.note import Item, Note

_EMPTY = re.compile(r"[(（\[][ \t,，、;；|–—-]*[)）\]]")
_LOOSE = re.compile(
    r"(?<![ \t])(?<![ \t][,，、;；|–—-])(?:[ \t]|(?<=[ \t])[,，、;；|–—-])+\Z"
    r"|(?<![,，、;；|–—])[,，、;；|–—]+\Z"
)
"""Begun nowhere but where a run of them begins, so that the time grows with the text."""
_LAST_WORDS = re.compile(
    r"[ \t][–—-][ \t]+([A-Z][\w'’.-]*(?:[ \t]+(?:&[ \t]+)?[A-Z][\w'’.-]*){0,2})\Z"
)
"""Names at the end: ` — Platform Team`. It may be anything, so it counts where it is known."""
STATES = {" ": "open", "x": "done", "/": "in progress", "-": "cancelled", ">": "forwarded"}
"""By the sign in an item's box."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One action item as written."""

    form: str
    """`table` or `list`."""
    lines: tuple[int, ...]
    """Of its row; of its item, and of those that belong to it."""
    text: str
    marks: Mapping[str, str] = field(default_factory=dict)
    """Property (or `owner`) to its text."""
    maybe_owners: tuple[str, ...] = ()


def promises(note: Note, items: list[Item], rule: ActionRule) -> Iterator[tuple[Promise, int]]:
    """One an item, with its section; but an item in another belongs to it, if it has no box."""
    for own, nested in _families(items):
        marks: dict[str, str] = {}
        text = _unmarked(own.text, rule, marks)
        for item in nested:
            text = "; ".join(filter(None, (text, _unmarked(item.text, rule, marks))))
        if own.box is not None:
            marks.setdefault("status", STATES[own.box])
        maybe = () if "owner" in marks else tuple(_maybe_owners(note, own.line, text))
        lines = (own.line, *(item.line for item in nested))
        yield Promise("list", lines, text, marks, maybe), own.section


def unmarked_cells(
    text: str, cells: Mapping[str, str], rule: ActionRule
) -> tuple[str, Mapping[str, str]]:
    """A row's promise, and what its other cells say and what is marked in any of them.

    A cell says what its column is called, whatever is marked; a mark that is all of a cell is not
    taken out of it: `done 2025-01-09` is a status and a day.
    """
    marks = dict(cells)
    rest = _unmarked(text, rule, marks)
    for name, cell in cells.items():
        unmarked = _unmarked_by(cell, rule, marks)
        if unmarked != cell:
            marks[name] = _tidy(unmarked) or cell
    return text if rest == _tidy(text) else rest, marks


def _families(items: list[Item]) -> list[tuple[Item, list[Item]]]:
    """Each promise with the items that belong to it, the nearest one above them."""
    families: list[tuple[Item, list[Item]]] = []
    above: list[tuple[Item, list[Item]]] = []
    for item in items:
        while above and (above[-1][0].depth >= item.depth or above[-1][0].section != item.section):
            above.pop()
        if above and item.box is None:
            above[-1][1].append(item)
        else:
            above.append((item, []))
            families.append(above[-1])
    return families


def _unmarked(text: str, rule: ActionRule, marks: dict[str, str]) -> str:
    """The text without what plugins mark, what the profile's marks take `out`, and what is labelled
    as one of its columns.
    """
    text, said = task_marks(text, rule.columns)
    marks |= {name: value for name, value in said.items() if name not in marks}
    text = _unmarked_by(text, rule, marks)
    unmarked = {name: header for name, header in rule.columns.items() if name not in marks}
    text, said = labelled_marks(text, unmarked)
    marks |= said
    return _tidy(text)


def _unmarked_by(text: str, rule: ActionRule, marks: dict[str, str]) -> str:
    """The first of a mark's values counts; of what has one already none is looked for."""
    text, said = _reader(rule)(text, rule.marks.keys() - marks.keys())
    marks |= said
    return text


@once_each
def _reader(rule: ActionRule) -> Callable[[str, Set[str]], tuple[str, Mapping[str, str]]]:
    """Cells say the same few things in every note: a status, a name, a number."""

    @lru_cache(maxsize=4096)
    def read(text: str, names: frozenset[str]) -> tuple[str, Mapping[str, str]]:
        said: dict[str, str] = {}
        for name in (name for name in rule.marks if name in names):
            text, value = _taken_out(text, rule.marks[name])
            if value:
                said[name] = value
        return text, said

    return lambda text, names: read(text, frozenset(names))


def _taken_out(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[str, str]:
    """The text without what the first pattern that finds a value takes out, and the value."""
    for pattern in patterns:
        match = pattern.search(text)
        value = match.group("value" if "value" in pattern.groupindex else 1) if match else None
        if match and value and value.strip():
            if "out" in pattern.groupindex:
                text = text[: match.start("out")] + text[match.end("out") :]
            return text, value.strip()
    return text, ""


def _tidy(text: str) -> str:
    """Without what is left of what was taken out."""
    return _LOOSE.sub("", _EMPTY.sub("", " ".join(text.split()))).strip()


def _maybe_owners(note: Note, line: int, text: str) -> Iterator[str]:
    """A link or a name at the end."""
    end = text.rstrip(" .)")
    shown = [label for at, label in note.linked_names if at == line and end.endswith(label)]
    if shown:
        yield max(shown, key=len)
    elif match := _LAST_WORDS.search(end):
        yield match[1]
