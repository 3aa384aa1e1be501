"""Findings that are known and accepted: a file of them, and what is found beyond it."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rcagraph.model.diagnostics import Diagnostic
from rcagraph.report.as_json import Json, dumps

VERSION = 1

Known = Counter[tuple[str, str, str]]
"""How often each code is found in a file with a detail."""


class Compared(NamedTuple):
    """What is found, against what was known."""

    new: tuple[Diagnostic, ...]
    hidden: int
    gone: int
    """Known findings that are not found any more."""


# Lines and counts, which change with what is written elsewhere.
_LINES = re.compile(r"\b(lines?) \d+(?: and \d+)?|(\.\w{1,8}):\d+(?= |\Z)|(#)\d+(?='\Z)")
_PLACES = re.compile(r" \(and \d+ more places?\)\Z")


def known(findings: Iterable[Diagnostic]) -> Known:
    return Counter(_entry(finding) for finding in findings)


def _entry(finding: Diagnostic) -> tuple[str, str, str]:
    detail = _PLACES.sub("", finding.detail)
    return (finding.code.name, finding.path, _LINES.sub(r"\1\2\3", detail))


def compared(
    findings: Iterable[Diagnostic], baseline: Known, is_asked: Callable[[str], bool]
) -> Compared:
    """Of findings in their order, those beyond the baseline; `is_asked` tells codes that count."""
    left, new, hidden = Counter(baseline), list[Diagnostic](), 0
    for finding in findings:
        entry = _entry(finding)
        if left[entry] > 0:
            left[entry] -= 1
            hidden += 1
        else:
            new.append(finding)
    gone = sum(count for (code, _, _), count in left.items() if is_asked(code))
    return Compared(tuple(new), hidden, gone)


def to_json(baseline: Known) -> str:
    """`{"version", "findings": [{"code", "path", "detail", "count"}]}`, sorted by path."""
    order = sorted(baseline, key=lambda entry: (entry[1], entry[0], entry[2]))
    findings: list[Json] = [
        {"code": code, "path": path, "detail": detail, "count": baseline[code, path, detail]}
        for code, path, detail in order
    ]
    return dumps({"version": VERSION, "findings": findings})


def from_json(text: str) -> Known:
    """`ValueError`, with what is wrong, where the text is no baseline."""
    try:
        shape = json.loads(text)
    except (ValueError, RecursionError):  # too many digits or levels, too
        raise ValueError("it is not JSON") from None
    if not isinstance(shape, dict) or shape.get("version") != VERSION:
        raise ValueError(f'it has no "version": {VERSION}')
    findings = shape.get("findings")
    if not isinstance(findings, list):
        raise ValueError('it has no list of "findings"')
    baseline: Known = Counter()
    for number, finding in enumerate(findings, 1):
        baseline[_read(finding, number)] += finding["count"]
    return baseline


def _read(finding: object, number: int) -> tuple[str, str, str]:
    if isinstance(finding, dict):
        code, path, detail = (finding.get(key) for key in ("code", "path", "detail"))
        count = finding.get("count")
        is_counted = isinstance(count, int) and not isinstance(count, bool) and count > 0
        if (
            isinstance(code, str)
            and isinstance(path, str)
            and isinstance(detail, str)
            and is_counted
        ):
            return code, path, detail
    raise ValueError(f"finding {number} lacks a code, path, detail or count")
