"""Path patterns with `**` and `{a,b}`, as people write them in configuration files."""

import re
from collections.abc import Iterable
from functools import cache

_PIECES = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|[{},]|.", re.DOTALL)
_SIGNS = frozenset("*?[]{},")
_SIMPLE = {"**/": r"(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns fits the whole path, which uses `/`."""
    return any(compiled(pattern).fullmatch(path) for pattern in patterns)


def is_literal(path: str) -> bool:
    """Whether the path, taken as a pattern, has no sign that means anything."""
    return _SIGNS.isdisjoint(path)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`**` crosses folders, `*` and `?` do not; a brace that never closes is a character."""
    depth, out = 0, list[str]()
    braces = pattern.count("{") if pattern.count("{") == pattern.count("}") else 0
    for piece in _PIECES.findall(pattern.removeprefix("./").rstrip("/")):
        if piece == "{" and braces:
            depth, piece = depth + 1, "(?:"
        elif piece == "}" and depth:
            depth, piece = depth - 1, ")"
        elif piece == "," and depth:
            piece = "|"
        elif piece in _SIMPLE:
            piece = _SIMPLE[piece]
        elif len(piece) > 1:
            piece = _character_class(piece)
        else:
            piece = re.escape(piece)
        out.append(piece)
    return re.compile("".join(out) + ")" * depth, re.DOTALL)


def _character_class(piece: str) -> str:
    """A class that means nothing is so many characters, as a shell takes it."""
    inside = re.sub(r"[\\\[&~|]|-(?=-)", r"\\\g<0>", piece[1:-1])
    pattern = f"[^/{inside[1:]}]" if inside.startswith("!") else f"(?!/)[{inside}]"
    try:
        re.compile(pattern)
    except re.error:
        return re.escape(piece)
    return pattern if inside.strip("!") else re.escape(piece)
