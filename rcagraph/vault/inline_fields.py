"""Dataview's inline fields: `key:: value` on a line of its own, `[key:: value]` within one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from rcagraph.vault.clean import cleaned
from rcagraph.vault.comments import without_comments
from rcagraph.vault.commonmark import verbatim
from rcagraph.vault.note import Entry, FrontValue, Scalar, folded_key

_KEY = r"[^\W\d][\w/-]{0,30}(?:[ ][\w/-]{1,30}){0,3}"
_LINE = re.compile(
    rf"^[ \t>]*(?:[-*+][ \t]+|\d{{1,3}}[.)][ \t]+)?(?P<mark>\*\*|__|\*|_|~~)?(?P<key>{_KEY})"
    r"(?:(?P=mark)::|::(?P=mark))[ \t]+(?P<value>\S[^\n]*)$"
    rf"|^[ \t>]*(?:[-*+][ \t]+|\d{{1,3}}[.)][ \t]+)?(?P<bare>{_KEY})::[ \t]+(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
_WITHIN = re.compile(
    rf"\[(?P<key>{_KEY})::[ \t]*(?P<value>(?:[^\[\]\n]|\[\[[^\[\]\n]*\]\])+)\](?!\()"
    rf"|\((?P<bare>{_KEY})::[ \t]*(?P<said>[^()\n]+)\)"
)
_TASK = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[.\]")
_LINKS = re.compile(r"!?\[\[[^\[\]\n]+\]\](?:[ \t]*,[ \t]*!?\[\[[^\[\]\n]+\]\])+\Z")


def inline_fields(body: str, first_line: int) -> Mapping[str, Entry]:
    """By folded key; several of one key are a list. What a task says is of the task alone."""
    if "::" not in body:
        return {}
    body = without_comments(body, verbatim(body)) if "%%" in body else body
    matches = list(_fields(body))
    if not matches:
        return {}
    found: dict[str, list[Scalar]] = {}
    code = [offset for span in verbatim(body) for offset in span]
    ends = [end.start() for end in re.finditer("\n", body)]
    for match in matches:
        key, value = match["key"] or match["bare"], match["value"] or match["said"]
        at = match.start("key" if match["key"] else "bare")
        if bisect_right(code, at) % 2 or _is_of_task(body, match):
            continue
        line = first_line + bisect_left(ends, at)
        found.setdefault(folded_key(key), []).extend(_values(cleaned(value.strip()), line))
    return {key: Entry(_one(values), values[0].line) for key, values in found.items()}


def _fields(body: str) -> Iterator[re.Match[str]]:
    """What looks like one, in order. It is on one line, and few lines hold its sign."""
    at = body.find("::")
    while at >= 0:
        start, end = body.rfind("\n", 0, at) + 1, body.find("\n", at)
        line = (body, start, end if end >= 0 else len(body))
        yield from sorted((*_LINE.finditer(*line), *_WITHIN.finditer(*line)), key=re.Match.start)
        at = body.find("::", end) if end >= 0 else -1


def _is_of_task(body: str, match: re.Match[str]) -> bool:
    return _TASK.match(body, body.rfind("\n", 0, match.start()) + 1) is not None


def _values(text: str, line: int) -> Iterator[Scalar]:
    """Links with commas between them are several."""
    parts = re.findall(r"!?\[\[[^\[\]\n]+\]\]", text) if _LINKS.match(text) else [text]
    return (Scalar(part, line) for part in parts)


def _one(values: list[Scalar]) -> FrontValue:
    return values[0] if len(values) == 1 else tuple(values)
