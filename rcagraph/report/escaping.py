"""Text from notes made harmless where it is put: one line, Markdown, a spreadsheet's cell."""

import re
import unicodedata

_MARKDOWN = re.compile(r"[\\`*_\[\]|#~$]|==+|%%+|\{\{+")
"""CommonMark, pipe tables, and what note programs add: `==`, `%%`, `$`, `{{`."""

_BLOCK_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def one_line(text: str) -> str:
    """Spaces for line ends and tabs; nothing that moves a cursor or turns the reading direction."""
    # nearly every text: nothing in it but letters, marks, signs and blanks
    shown = text if text.isprintable() else "".join(map(_visible, text))
    return " ".join(shown.split())


def as_spaced(text: str) -> str:
    """A line as it stands, blanks and tabs too, without what could move a cursor."""
    return "".join(char if char == "\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    turns = unicodedata.bidirectional(char) in _TURNING
    return "" if turns or unicodedata.category(char) in ("Cc", "Cs") else char


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def markdown(text: str) -> str:
    """Plain text inside a Markdown paragraph, list item or table cell: no markup, no HTML."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKDOWN.sub(_escaped, text)
    text = _BLOCK_START.sub(r"\1\\\2", text) if text[:1].isdigit() else text
    return f"\\{text}" if text[:1] in ("-", "+") else text


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{char}" for char in match[0])


def markdown_code(text: str) -> str:
    """A code span outside tables, fenced with more backticks than the text has in a row."""
    text = one_line(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def spreadsheet(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: a leading `'` says that it is text."""
    return f"'{text}" if text.startswith(_FORMULA_START) else text
