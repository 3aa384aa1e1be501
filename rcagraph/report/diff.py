"""What changes in a file, as a unified diff to be read."""

import re
from collections.abc import Iterator

from rcagraph.report.escaping import as_spaced

CONTEXT = 3
_LINE_END = re.compile(r"\r\n|\r|\n")


def unified(path: str, before: str, after: str) -> str:
    """The diff of two texts that have the same number of lines; line ends are shown as `\\n`.

    Nothing is searched for: a line is compared with the one in its place.
    """
    old, new = _LINE_END.split(before), _LINE_END.split(after)
    changed = [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if not changed:
        return ""
    name = as_spaced(path)
    lines = [f"--- a/{name}", f"+++ b/{name}"]
    for first, last in _hunks(changed):
        start = max(0, first - CONTEXT)
        end = min(_length(old), last + 1 + CONTEXT)
        lines.append(f"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@")
        lines += _hunk(old[start:end], new[start:end])
    return "".join(f"{line}\n" for line in lines)


def _length(lines: list[str]) -> int:
    """Without the empty text after the last line end."""
    return len(lines) - (not lines[-1])


def _hunks(changed: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last changed line of each hunk; those whose contexts touch are one."""
    first = last = changed[0]
    for number in changed[1:]:
        if number - last - 1 > 2 * CONTEXT:
            yield first, last
            first = number
        last = number
    yield first, last


def _hunk(old: list[str], new: list[str]) -> Iterator[str]:
    removed, added = list[str](), list[str]()
    for a, b in zip(old, new, strict=True):
        if a != b:
            removed.append(f"-{as_spaced(a)}")
            added.append(f"+{as_spaced(b)}")
            continue
        yield from (*removed, *added)
        removed, added = [], []
        yield f" {as_spaced(a)}"
    yield from (*removed, *added)
