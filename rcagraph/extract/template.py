"""Templates that are read as incidents: blanks yet to be filled in where a fact should stand."""

import re
from collections.abc import Iterator
from datetime import date

from rcagraph.extract.fields import is_placeholder
from rcagraph.extract.find import title
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import VaultRules
from rcagraph.vault.note import FrontValue, Note, Scalar

BLANK = re.compile(
    r"\bYYYY|\bX{4}-XX\b|\{\{|<%|(?i:\bcopy[-_ ]?me\b)"
    r"|(?i:[<\[](?:[\w/ -]* )?(?:title|name|date|service|summary|description|severity)[>\]])"
)
"""What a title or a value says only where something is yet to be written."""
TEMPLATE_PATH = re.compile(r"(?i)(?:\A|/)[_. ]?templates?(?:/|\.[^/]*\Z|\Z)|copy[-_ ]?me")
"""Its folder or its whole name."""
TEMPLATE_NAME = re.compile(r"(?i)\A(?:.*[-_ .])?(?:template|boilerplate|skeleton)(?:[-_ .].*)?\Z")
"""An incident may be about a template, so this counts only where no day is given."""
FEWEST_BLANKS = 2
KIND_KEYS = frozenset({"type", "kind", "tags", "tag"})


def mistaken_template(note: Note, day: date | None, vault: VaultRules) -> Iterator[Diagnostic]:
    """At most one; `day` is the incident's, where its note gives one."""
    sign = _sign(note, day, vault)
    if sign and not note.is_record:
        line, said = sign
        yield Diagnostic(Code.RCA206, note.path, line, said)


def _sign(note: Note, day: date | None, vault: VaultRules) -> tuple[int, str] | None:
    """The line and what there tells a template; what is dated must be called one to be one."""
    if TEMPLATE_PATH.search(note.path):
        return 1, note.path
    if day:
        return None
    heading, line = title(note)
    for text, place in ((note.stem, 1), (heading, line)):
        if BLANK.search(text) or (place == 1 and TEMPLATE_NAME.match(text)):
            return place, text
    return _blanks(note, vault)


def _blanks(note: Note, vault: VaultRules) -> tuple[int, str] | None:
    """Front matter of which more than half is yet to be filled in."""
    values = [
        (key, scalar)
        for key, entry in note.front.items()
        if key.casefold() not in KIND_KEYS
        for scalar in _scalars(entry.value)
    ]
    blank = [(k, s) for k, s in values if BLANK.search(s.text) or is_placeholder(s.text, vault)]
    if len(blank) < FEWEST_BLANKS or 2 * len(blank) <= len(values):
        return None
    key, first = blank[0]
    return first.line, f"{key}: {first.text} (and {len(blank) - 1} more to fill in)"


def _scalars(value: FrontValue) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        if value.text.strip():
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _scalars(item)
