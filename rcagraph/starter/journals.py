"""Pages that tell of many incidents: dated headings, each with its own lines, and dated items."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rcagraph.extract.classify import bare_rule
from rcagraph.extract.records import records
from rcagraph.profile.shape import Profile, RecordRule, TypeRule
from rcagraph.starter.beyond import beyond
from rcagraph.starter.rules import extended
from rcagraph.starter.survey import Seen, add
from rcagraph.starter.text import comment, one_line
from rcagraph.starter.toml_text import type_table
from rcagraph.vault.globs import is_literal
from rcagraph.vault.note import Note

DATED = re.compile(r"\[?\d{4}-\d{2}-\d{2}\b")
HEADING = (
    r"^\[?(?P<date>\d{4}-\d{2}-\d{2})\]?[ :,–—-]*(?P<title>.*?)"
    r"(?:[ ]*[(\[](?P<severity>(?i:sev|p)[ -]?\d)[)\]])?$"
)
ITEM = r"regex:(?m)^[-*] (?P<date>\d{4}-\d{2}-\d{2})[ :,–—-]+(?P<title>.+)$"
FEWEST = 2


def journals(notes: Iterable[tuple[Note, TypeRule]], profile: Profile) -> Iterator[str]:
    """A rule for pages whose sections say what incidents say; as a comment, where they may."""
    plain = [note for note, rule in notes if rule.kind == "Document" and is_literal(note.path)]
    pages = [note for note in plain if _dated_headings(note) >= FEWEST]
    if sure := [note for note in pages if _tells_of_incidents(note)]:
        folders = {_folder(note) for note in sure}
        alike = (n for n in plain if _folder(n) in folders and _dated_headings(n) == 1)
        sure += [note for note in alike if _tells_of_incidents(note)]
        yield _rule(sure, profile)
    for note in pages:
        if note not in sure:
            said = f"{_dated_headings(note)} dated headings"
            yield _perhaps(note, said, f"heading:{HEADING}")
    for note in plain:
        count = sum(bool(DATED.match(i.text)) and i.depth == 0 for i in note.items)
        if count > FEWEST and note not in pages:
            yield _perhaps(note, f"{count} dated items", ITEM)


def _perhaps(note: Note, said: str, how: str) -> str:
    rule = type_table(_records(note.path, how))
    why = f"{one_line(note.path)} has {said}. If each is an incident:"
    return "\n" + comment([why, *rule.splitlines()])


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


def _dated_headings(note: Note) -> int:
    """Of the level that has most of them."""
    levels = Counter(h.level for h in note.headings if DATED.match(h.text))
    return max(levels.values(), default=0)


def _parts(note: Note) -> list[Note]:
    return list(records(note, RecordRule(heading=re.compile(HEADING))))


def _tells_of_incidents(note: Note) -> bool:
    """Most of the sections say how bad it was, or for how long, or what was hit."""
    parts = _parts(note)
    words = re.compile(
        r"(?im)^[ \t]*[-*]?[ \t]*\**(services?|duration|severity|impact|root cause)\b"
    )
    said = sum("severity" in part.front or bool(words.search(part.body)) for part in parts)
    return 2 * said > len(parts)


def _records(path: str | list[str], how: str) -> dict[str, object]:
    key = "heading" if how.startswith("heading:") else "date"
    usual = {"type": "Incident", "extend": True, "path": path, "records": how}
    return {**usual, "id": [key]}


def _rule(notes: list[Note], profile: Profile) -> str:
    incident = bare_rule("Incident", profile)
    seen, parts = Seen(), [part for note in notes for part in _parts(note)]
    for part in parts:
        add(seen, part, incident)
    found = beyond("Incident", seen, incident, profile, {})
    found.id = []
    paths = sorted({note.path for note in notes})
    rule = {**extended("Incident", found), **_records(paths, f"heading:{HEADING}")}
    why = [f"{len(parts)} dated headings of {len(notes)} pages, each with what incidents say:"]
    return comment([*why, *(f"- {one_line(reason)}" for reason in found.reasons)]) + type_table(
        {key: rule[key] for key in sorted(rule, key=_order)}
    )


def _order(key: str) -> int:
    first = ("type", "extend", "path", "records", "id")
    return first.index(key) if key in first else len(first)
