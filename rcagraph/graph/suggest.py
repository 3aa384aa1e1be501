"""What a link that reaches nothing may have meant: the nearest names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from rcagraph.graph.knowledge import KnowledgeGraph
from rcagraph.model.diagnostics import Code, Diagnostic

LINK = re.compile(r"\[\[([^\]]*)\]\]")
CLOSE = 0.85
"""How alike two names must be (difflib's ratio): a typo or two, not another name."""


def with_suggestions(
    diagnostics: Iterable[Diagnostic], graph: KnowledgeGraph
) -> tuple[Diagnostic, ...]:
    """The diagnostics; those of dangling links with up to three near names as their hint."""
    names = sorted({n.name for n in graph.nodes() if n.declared and n.kind != "ActionItem"})
    return tuple(_suggest(d, names) if d.code is Code.RCA301 else d for d in diagnostics)


def _suggest(diagnostic: Diagnostic, names: list[str]) -> Diagnostic:
    match = LINK.search(diagnostic.detail)
    near = get_close_matches(match.group(1), names, n=3, cutoff=CLOSE) if match else []
    if not near:
        return diagnostic
    return replace(diagnostic, hint="did you mean " + " or ".join(f"[[{n}]]" for n in near) + "?")
