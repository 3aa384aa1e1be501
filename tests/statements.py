"""A script cut into statements as a tool may do it, by nobody's rules but Cypher's own."""

import re

PIECE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`]|``)*`|;|[^;'"`/]+|/""",
    re.DOTALL,
)


def statements(script: str) -> list[str]:
    """At every `;` that stands in no text, no name and no comment."""
    found, last = [""], 0
    for piece in PIECE.finditer(script):
        assert piece.start() == last, f"a quote is left open: {script[last : last + 40]!r}"
        last = piece.end()
        if piece.group() == ";":
            found.append("")
        elif not piece.group().startswith(("//", "/*")):
            found[-1] += piece.group()
    assert last == len(script), f"a quote is left open: {script[last : last + 40]!r}"
    return [text for text in found if text.strip()]
