"""The front matter that most notes have: on each line a key with a word, a text or a short list.

The YAML parser says the same of it (a test holds the two together) in three times the time.
"""

import re

from rcagraph.model.diagnostics import Diagnostic
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.tree import MAX_LENGTH, Tree, put

_PLAIN = r"(\w(?:[\w ./,()+@%'-]|:(?=[\w/]))*(?<! ))"
_QUOTED = r'"([ !#-\[\]-~]*)"'
_WORDS = r"\w[\w./@+-]*(?: [\w./@+-]+)*"
_LISTED = rf"\[((?:{_WORDS}(?:, ?{_WORDS})*)?)\]"
_LINE = re.compile(rf"([A-Za-z_][\w-]{{0,60}}): +(?:{_PLAIN}|{_QUOTED}|{_LISTED})\n", re.ASCII)
_COMMA = re.compile(", ?")


def compose_plain(path: str, text: str, line: int) -> Tree | None:
    """As `yaml_tree.compose`; nothing where a line of the text is of any other sort."""
    entries, found = dict[str, Entry](), list[Diagnostic]()
    at = 1
    if not 1 < len(text) <= MAX_LENGTH or text[0] != "\n":
        return None
    while at < len(text):
        match = _LINE.match(text, at)
        if match is None:
            return None
        at, line = match.end(), line + 1
        put(entries, Scalar(match[1], line), _value(match, line), path, found)
    return Tree(entries, tuple(found))


def _value(match: re.Match[str], line: int) -> FrontValue:
    _, plain, quoted, listed = match.groups()
    if plain is not None:
        return Scalar(plain, line)
    if quoted is not None:
        return Scalar(quoted, line, True)
    return tuple([Scalar(one, line) for one in _COMMA.split(listed)]) if listed else ()
