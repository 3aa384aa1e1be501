"""Python's regular expressions as JSON Schema has them: ECMA-262, with the Unicode flag."""

import re

SYNTAX = frozenset("^$\\.*+?()[]{}|/")
"""The characters that may be escaped under the Unicode flag."""
CLASSES = frozenset("dDwWsSbBntrfv")
_GROUPS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")


def any_case(text: str) -> str:
    """A pattern of the text in any case."""
    return "".join(_letter(c) if c.isalpha() else _literal(c) for c in text)


def ecma(pattern: str) -> str | None:
    """The pattern, or None where it says what ECMA-262 cannot."""
    folds = pattern.startswith("(?i)")
    text = pattern.removeprefix("(?i)")
    out, at, inside = list[str](), 0, False
    while at < len(text):
        piece, at = _piece(text, at, folds, inside)
        if piece is None:
            return None
        inside = piece == "[" or (inside and piece != "]")
        out.append(piece)
    return "".join(out)


def _piece(text: str, at: int, folds: bool, inside: bool) -> tuple[str | None, int]:
    char = text[at]
    if char == "\\" and at + 1 < len(text):
        return _escape(text[at + 1], inside), at + 2
    if text.startswith("(?P<", at):
        return "(?<", at + 4
    if text.startswith("(?", at):
        found = next((g for g in _GROUPS if text.startswith(g, at)), None)
        return found, at + len(found or "")
    if folds and char.isascii() and char.isalpha():
        both = char.lower() + char.upper()
        return both if inside else f"[{both}]", at + 1
    return char, at + 1


def _escape(char: str, inside: bool) -> str | None:
    if char in ("A", "Z"):
        return "^" if char == "A" else "$"
    if char in SYNTAX or char in CLASSES or (inside and char == "-"):
        return f"\\{char}"
    return None if char.isalnum() else char


def _letter(char: str) -> str:
    both = {char.lower(), char.upper()}
    return f"[{''.join(sorted(both))}]" if len(both) > 1 else char


def _literal(char: str) -> str:
    return f"\\{char}" if char in SYNTAX else re.sub(r"\s", r"\\s", char)
